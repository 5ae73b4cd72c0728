// The map: drawn from this node's own GeoJSON, in the page's own colours; nothing comes from elsewhere.
// Where it cannot be drawn, the drawing that came with the page stays, and a sentence says why.
addEventListener("DOMContentLoaded", async () => {
  "use strict";
  const frame = document.querySelector(".map");
  const box = document.getElementById("map");
  if (!frame || !box) return;
  const unable = () => { frame.classList.remove("drawn"); frame.querySelector(".unable").hidden = false; };
  if (!window.maplibregl || !document.createElement("canvas").getContext("webgl2")) { unable(); return; }
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const get = (address) => fetch(address).then((got) => { if (!got.ok) throw new Error(address); return got.json(); });
  let ground;
  let events;
  try {
    [ground, events] = await Promise.all([get(frame.dataset.ground), get(frame.dataset.events)]);
  } catch { unable(); return; }

  // Small pictures: 2 pixels a point, each said by whether a pixel is ink, edge or nothing.
  const rgb = (name) => colour(name).match(/[0-9a-f]{2}/gi).map((part) => parseInt(part, 16));
  const picture = (size, ink) => {
    const data = new Uint8ClampedArray(size * size * 4);
    for (let y = 0; y < size; y += 1) for (let x = 0; x < size; x += 1) {
      const name = ink(x, y, size);
      if (name) data.set([...rgb(name), 255], (y * size + x) * 4);
    }
    return { width: size, height: size, data };
  };
  const hatch = picture(16, (x, y) => ((x + y) % 16 < 2 ? "--rule" : null));
  const square = picture(22, (x, y, size) => (Math.min(x, y, size - 1 - x, size - 1 - y) < 3 ? "--sheet" : "--ink"));
  const triangle = picture(20, (x, y, size) => {
    const off = Math.abs(x - (size - 1) / 2);
    const half = (y * size) / (2 * (size - 2));
    if (off > half || y > size - 2) return null;
    return half - off < 3 || y > size - 5 ? "--ink-2" : "--sheet";
  });

  const is = (layer) => ["==", ["get", "layer"], layer];
  const label = (field, size, ink, offset = 0.9) => ({
    layout: { "text-field": ["get", field], "text-size": size, "text-font": ["Be Vietnam Pro"], "text-offset": [0, offset], "text-anchor": "top" },
    paint: { "text-color": colour(ink), "text-halo-color": colour("--sheet"), "text-halo-width": 1.5 },
  });
  const circle = (size, fill, edge, width = 1.5) => ({ "circle-radius": size, "circle-color": fill === null ? "transparent" : colour(fill), "circle-stroke-width": width, "circle-stroke-color": colour(edge) });
  const icon = (name) => ({ "icon-image": name, "icon-allow-overlap": true, "icon-ignore-placement": true });
  const chosen = (record) => ["==", ["get", "record"], record || ""];
  const bounds = events.features.reduce((all, one) => {
    const [x, y] = one.geometry.coordinates;
    const far = Math.abs(y - (all[1] + all[3]) / 2) > 0.6 || Math.abs(x - (all[0] + all[2]) / 2) > 0.9;
    return far ? all : [Math.min(all[0], x), Math.min(all[1], y), Math.max(all[2], x), Math.max(all[3], y)];
  }, ground.bbox);

  const around = [bounds[0] - 0.3, bounds[1] - 0.3, bounds[2] + 0.3, bounds[3] + 0.3];

  let map;
  frame.classList.add("drawn");
  try {
    map = new maplibregl.Map({
      container: box, attributionControl: false, bounds, fitBoundsOptions: { padding: 36 }, maxBounds: around, dragRotate: false, pitchWithRotate: false,
      locale: { "NavigationControl.ZoomIn": frame.dataset.zoomIn, "NavigationControl.ZoomOut": frame.dataset.zoomOut },
      style: {
        version: 8,
        sources: { ground: { type: "geojson", data: ground }, events: { type: "geojson", data: events } },
        layers: [{ id: "sheet", type: "background", paint: { "background-color": colour("--sheet") } }],
      },
    });
  } catch { unable(); return; }
  map.touchZoomRotate.disableRotation();
  map.on("load", () => {
    map.addImage("hatch", hatch, { pixelRatio: 2 });
    map.addImage("square", square, { pixelRatio: 2 });
    map.addImage("triangle", triangle, { pixelRatio: 2 });
    const seen = ["all", is("marker"), ["get", "seen"]];
    [
      { id: "far", type: "fill", source: "ground", filter: is("far"), paint: { "fill-pattern": "hatch" } },
      { id: "communes", type: "symbol", source: "ground", filter: is("commune"), minzoom: 9.5, ...label("name", 12, "--ink-3", 0) },
      { id: "line", type: "line", source: "ground", filter: is("border"), paint: { "line-color": colour("--ink"), "line-width": 2 } },
      { id: "markers", type: "symbol", source: "ground", filter: seen, minzoom: 10, layout: icon("triangle") },
      { id: "numbers", type: "symbol", source: "ground", filter: seen, minzoom: 11, ...label("number", 11, "--ink-3", 0.6) },
      { id: "gates", type: "circle", source: "ground", filter: is("crossing"), paint: circle(4, "--sheet", "--ink", 2) },
      { id: "gate-names", type: "symbol", source: "ground", filter: is("crossing"), minzoom: 10.5, ...label("name", 12, "--ink-2", 0.6) },
      { id: "posts", type: "symbol", source: "ground", filter: is("post"), layout: icon("square") },
      { id: "post-names", type: "symbol", source: "ground", filter: is("post"), ...label("name", 13, "--ink", 0.6) },
      { id: "events", type: "circle", source: "events", paint: circle(6, "--act", "--sheet") },
      { id: "chosen", type: "circle", source: "events", filter: chosen(frame.dataset.chosen), paint: circle(12, null, "--act", 2.5) },
    ].forEach((layer) => map.addLayer(layer));
    frame.dataset.ready = "yes";
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.addControl(new maplibregl.ScaleControl({ maxWidth: 120 }));
  map.addControl(new maplibregl.AttributionControl({ customAttribution: frame.dataset.attribution, compact: false }));
  map.on("click", "events", (event) => {
    const told = document.createElement("div");
    event.features.slice(0, 5).forEach(({ properties: { record, title, day, offence } }) => {
      const line = document.createElement("p");
      const link = document.createElement("a");
      link.href = `/vu-viec/${record}`;
      link.textContent = title;
      line.append(link, document.createElement("br"), `${day}. ${offence}`);
      told.append(line);
    });
    new maplibregl.Popup({ maxWidth: "20rem" }).setLngLat(event.lngLat).setDOMContent(told).addTo(map);
  });
  map.on("mouseenter", "events", () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", "events", () => { map.getCanvas().style.cursor = ""; });
  // A line of the list that is pointed at or has the focus is ringed on the map.
  const ring = (row) => { if (map.getLayer("chosen")) map.setFilter("chosen", chosen(row ? row.dataset.record : frame.dataset.chosen)); };
  document.querySelectorAll(".beside .rows > li").forEach((row) => {
    const link = row.querySelector("[data-record]");
    row.addEventListener("mouseenter", () => ring(link));
    row.addEventListener("mouseleave", () => ring(null));
    row.addEventListener("focusin", () => ring(link));
    row.addEventListener("focusout", () => ring(null));
  });
  const first = events.features.find((one) => one.properties.record === frame.dataset.chosen);
  if (first) map.jumpTo({ center: first.geometry.coordinates, zoom: 12 });
});
