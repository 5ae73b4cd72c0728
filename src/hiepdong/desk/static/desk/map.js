// The map: drawn from this node's own GeoJSON, in the page's own colours; nothing comes from elsewhere.
// Where it cannot be drawn, the drawing that came with the page stays, and a sentence says why.
addEventListener("DOMContentLoaded", async () => {
  "use strict";
  const frame = document.querySelector(".map");
  const box = document.getElementById("map");
  if (!frame || !box) return;
  const unable = () => { frame.classList.remove("drawn"); frame.querySelector(".unable").hidden = false; };
  if (!window.maplibregl || !document.createElement("canvas").getContext("webgl2")) { unable(); return; }
  const { get, circle } = window.groundMap;
  let ground;
  let events;
  try {
    [ground, events] = await Promise.all([get(frame.dataset.ground), get(frame.dataset.events)]);
  } catch { unable(); return; }
  const chosen = (record) => ["==", ["get", "record"], record || ""];
  const bounds = events.features.reduce((all, one) => {
    const [x, y] = one.geometry.coordinates;
    const far = Math.abs(y - (all[1] + all[3]) / 2) > 0.6 || Math.abs(x - (all[0] + all[2]) / 2) > 0.9;
    return far ? all : [Math.min(all[0], x), Math.min(all[1], y), Math.max(all[2], x), Math.max(all[3], y)];
  }, ground.bbox);

  let map;
  frame.classList.add("drawn");
  try {
    map = await window.groundMap.map(box, frame.dataset, {
      ground, bounds, sources: { events: { type: "geojson", data: events } },
      above: [
        { id: "events", type: "circle", source: "events", paint: circle(6, "--act", "--sheet") },
        { id: "chosen", type: "circle", source: "events", filter: chosen(frame.dataset.chosen), paint: circle(12, null, "--act", 2.5) },
      ],
    });
  } catch { unable(); return; }
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
  const ring = (row) => map.setFilter("chosen", chosen(row ? row.dataset.record : frame.dataset.chosen));
  document.querySelectorAll(".beside .rows > li").forEach((row) => {
    const link = row.querySelector("[data-record]");
    row.addEventListener("mouseenter", () => ring(link));
    row.addEventListener("mouseleave", () => ring(null));
    row.addEventListener("focusin", () => ring(link));
    row.addEventListener("focusout", () => ring(null));
  });
  const first = events.features.find((one) => one.properties.record === frame.dataset.chosen);
  if (first) map.jumpTo({ center: first.geometry.coordinates, zoom: 12 });
  frame.dataset.ready = "yes";
});
