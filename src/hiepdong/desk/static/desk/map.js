// The map: drawn from this node's own GeoJSON, in the page's own colours; nothing comes from elsewhere.
addEventListener("DOMContentLoaded", async () => {
  "use strict";
  const box = document.getElementById("map");
  if (!box || !window.maplibregl) return;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const [ground, events] = await Promise.all([box.dataset.ground, box.dataset.events].map((at) => fetch(at).then((got) => got.json())));
  const is = (layer) => ["==", ["get", "layer"], layer];
  const label = (field, size, fade) => ({
    layout: { "text-field": ["get", field], "text-size": size, "text-font": ["Be Vietnam Pro"], "text-offset": [0, 1], "text-anchor": "top" },
    paint: { "text-color": colour(fade), "text-halo-color": colour("--sheet"), "text-halo-width": 1.5 },
  });
  const circle = (size, fill, edge) => ({ "circle-radius": size, "circle-color": colour(fill), "circle-stroke-width": 1.5, "circle-stroke-color": colour(edge) });
  const map = new maplibregl.Map({
    container: box,
    attributionControl: false,
    bounds: ground.bbox,
    fitBoundsOptions: { padding: 40 },
    style: {
      version: 8,
      sources: { ground: { type: "geojson", data: ground }, events: { type: "geojson", data: events } },
      layers: [
        { id: "sheet", type: "background", paint: { "background-color": colour("--sheet") } },
        { id: "communes", type: "symbol", source: "ground", filter: is("commune"), minzoom: 9.5, ...label("name", 12, "--ink-3") },
        { id: "line", type: "line", source: "ground", filter: is("border"), paint: { "line-color": colour("--ink"), "line-width": 2 } },
        { id: "markers", type: "circle", source: "ground", filter: ["all", is("marker"), ["get", "seen"]], minzoom: 10, paint: circle(3, "--sheet", "--ink-2") },
        { id: "numbers", type: "symbol", source: "ground", filter: ["all", is("marker"), ["get", "seen"]], minzoom: 11, ...label("number", 11, "--ink-3") },
        { id: "gates", type: "circle", source: "ground", filter: is("crossing"), paint: circle(4, "--sheet", "--ink") },
        { id: "gate-names", type: "symbol", source: "ground", filter: is("crossing"), minzoom: 10, ...label("name", 12, "--ink-2") },
        { id: "posts", type: "circle", source: "ground", filter: is("post"), paint: circle(5, "--ink", "--sheet") },
        { id: "post-names", type: "symbol", source: "ground", filter: is("post"), ...label("name", 13, "--ink") },
        { id: "events", type: "circle", source: "events", paint: circle(6, "--act", "--sheet") },
        { id: "chosen", type: "circle", source: "events", filter: ["==", ["get", "record"], box.dataset.chosen || ""], paint: { "circle-radius": 12, "circle-color": "transparent", "circle-stroke-width": 2, "circle-stroke-color": colour("--act") } },
      ],
    },
  });
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.addControl(new maplibregl.ScaleControl({ maxWidth: 120 }));
  map.addControl(new maplibregl.AttributionControl({ customAttribution: box.dataset.attribution, compact: false }));
  map.on("click", "events", (event) => {
    const { record, title, day, offence } = event.features[0].properties;
    const told = document.createElement("div");
    const link = document.createElement("a");
    link.href = `/vu-viec/${record}`;
    link.textContent = title;
    told.append(link, document.createElement("br"), `${day}. ${offence}`);
    new maplibregl.Popup().setLngLat(event.lngLat).setDOMContent(told).addTo(map);
  });
  map.on("mouseenter", "events", () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", "events", () => { map.getCanvas().style.cursor = ""; });
  const chosen = events.features.find((one) => one.properties.record === box.dataset.chosen);
  if (chosen) map.jumpTo({ center: chosen.geometry.coordinates, zoom: 12 });
});
