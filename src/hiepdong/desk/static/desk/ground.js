// The ground of every map: the line, the far side, communes, markers, posts and gates, in the page's own colours.
window.groundMap = (() => {
  "use strict";
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const get = (address) => fetch(address).then((got) => { if (!got.ok) throw new Error(address); return got.json(); });

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
  const pictures = () => ({
    hatch: picture(16, (x, y) => ((x + y) % 16 < 2 ? "--rule" : null)),
    square: picture(22, (x, y, size) => (Math.min(x, y, size - 1 - x, size - 1 - y) < 3 ? "--sheet" : "--ink")),
    triangle: picture(20, (x, y, size) => {
      const off = Math.abs(x - (size - 1) / 2);
      const half = (y * size) / (2 * (size - 2));
      if (off > half || y > size - 2) return null;
      return half - off < 3 || y > size - 5 ? "--ink-2" : "--sheet";
    }),
  });

  const is = (layer) => ["==", ["get", "layer"], layer];
  const label = (field, size, ink, offset = 0.9) => ({
    layout: { "text-field": ["get", field], "text-size": size, "text-font": ["Be Vietnam Pro"], "text-offset": [0, offset], "text-anchor": "top" },
    paint: { "text-color": colour(ink), "text-halo-color": colour("--sheet"), "text-halo-width": 1.5 },
  });
  const circle = (size, fill, edge, width = 1.5) => ({ "circle-radius": size, "circle-color": fill === null ? "transparent" : colour(fill), "circle-stroke-width": width, "circle-stroke-color": colour(edge) });
  const icon = (name) => ({ "icon-image": name, "icon-allow-overlap": true, "icon-ignore-placement": true });
  const seen = ["all", is("marker"), ["get", "seen"]];
  const layers = () => [
    { id: "far", type: "fill", source: "ground", filter: is("far"), paint: { "fill-pattern": "hatch" } },
    { id: "communes", type: "symbol", source: "ground", filter: is("commune"), minzoom: 9.5, ...label("name", 12, "--ink-3", 0) },
    { id: "line", type: "line", source: "ground", filter: is("border"), paint: { "line-color": colour("--ink"), "line-width": 2 } },
    { id: "markers", type: "symbol", source: "ground", filter: seen, minzoom: 10, layout: icon("triangle") },
    { id: "numbers", type: "symbol", source: "ground", filter: seen, minzoom: 11, ...label("number", 11, "--ink-3", 0.6) },
    { id: "gates", type: "circle", source: "ground", filter: is("crossing"), paint: circle(4, "--sheet", "--ink", 2) },
    { id: "gate-names", type: "symbol", source: "ground", filter: is("crossing"), minzoom: 10.5, ...label("name", 12, "--ink-2", 0.6) },
    { id: "posts", type: "symbol", source: "ground", filter: is("post"), layout: icon("square") },
    { id: "post-names", type: "symbol", source: "ground", filter: is("post"), ...label("name", 13, "--ink", 0.6) },
  ];
  // A map in a box, drawn once it has loaded. `sources` and what stands `above` the ground are the page's own.
  const map = (box, words, { ground, bounds, sources = {}, above = [], padding = 36 }) => new Promise((done) => {
    const around = [bounds[0] - 0.3, bounds[1] - 0.3, bounds[2] + 0.3, bounds[3] + 0.3];
    const made = new maplibregl.Map({
      container: box, attributionControl: false, bounds, fitBoundsOptions: { padding }, maxBounds: around, dragRotate: false, pitchWithRotate: false,
      locale: { "NavigationControl.ZoomIn": words.zoomIn, "NavigationControl.ZoomOut": words.zoomOut },
      style: {
        version: 8, sources: { ground: { type: "geojson", data: ground }, ...sources },
        layers: [{ id: "sheet", type: "background", paint: { "background-color": colour("--sheet") } }],
      },
    });
    made.touchZoomRotate.disableRotation();
    made.addControl(new maplibregl.NavigationControl({ showCompass: false }));
    made.addControl(new maplibregl.ScaleControl({ maxWidth: 120 }));
    made.addControl(new maplibregl.AttributionControl({ customAttribution: words.attribution, compact: false }));
    made.on("load", () => {
      Object.entries(pictures()).forEach(([name, data]) => made.addImage(name, data, { pixelRatio: 2 }));
      [...layers(), ...above].forEach((layer) => made.addLayer(layer));
      done(made);
    });
  });

  // A map on which a place is chosen: one ring, moved about.
  const none = { type: "FeatureCollection", features: [] };
  const draw = async (box, words) => {
    const ground = await get(words.ground);
    return map(box, words, {
      ground, bounds: ground.bbox, padding: 16, sources: { place: { type: "geojson", data: none } },
      above: [
        { id: "place-ring", type: "circle", source: "place", paint: circle(12, null, "--act", 2.5) },
        { id: "place-dot", type: "circle", source: "place", paint: circle(5, "--act", "--sheet") },
      ],
    });
  };
  const mark = (made, at) => made.getSource("place").setData(at ? { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: at } } : none);
  return { get, circle, map, draw, mark };
})();
