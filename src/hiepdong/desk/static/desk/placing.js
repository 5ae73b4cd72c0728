// The place of an event: what follows from marker, village or point is filled in and says why; a click on a sketch.
(() => {
  "use strict";
  const place = document.getElementById("place");
  const form = place?.closest("form");
  if (!form) return;
  const NAMES = ["marker", "village", "commune", "point", "chainage"];
  const field = (name) => form.querySelector(`[name=${name}]`);
  const shown = (name) => document.getElementById(name);
  const memory = () => form.querySelector("input[name=filled]");
  const filled = () => Object.fromEntries(memory().value.split(" ").filter(Boolean).map((part) => part.split(":")));
  const keep = (now) => { memory().value = Object.entries(now).map((pair) => pair.join(":")).join(" "); };

  // The machine's own values are dashed and say why; the hint that stood there comes back when the officer types.
  const say = (name, why) => {
    const at = shown(name), label = at.closest("div").querySelector("label");
    at.classList.toggle("filled", Boolean(why));
    let told = label.querySelector(".why");
    if (why && !told) { label.append(" "); told = label.appendChild(Object.assign(document.createElement("span"), { className: "third why" })); }
    label.querySelectorAll(".third:not(.why)").forEach((hint) => { hint.hidden = Boolean(why); });
    if (told) { told.textContent = why; told.hidden = !why; }
  };
  const put = (name, value) => {
    const at = field(name);
    if (at.value === value) return;
    at.value = value;
    at.dispatchEvent(new Event("refresh"));
  };
  let asked = 0;
  const fill = async () => {
    const held = filled(), number = (asked += 1), query = new URLSearchParams({ day: field("day").value });
    NAMES.filter((name) => !held[name]).forEach((name) => query.set(name, field(name).value));
    let found;
    try {
      const answer = await fetch(`${place.dataset.fill}?${query}`);
      found = answer.ok ? await answer.json() : null;
    } catch { return; }
    if (!found || number !== asked) return;
    const read = document.getElementById("point-read");
    if (read) read.textContent = found.read;
    const now = {};
    NAMES.forEach((name) => {
      if (found[name] && (held[name] || !field(name).value)) { put(name, found[name].value); say(name, found[name].why); now[name] = found[name].by; }
      else if (held[name]) { put(name, ""); say(name, ""); }
    });
    keep(now);
  };
  form.addEventListener("change", (event) => {
    const name = event.target.name;
    if (!NAMES.includes(name)) return;
    const now = filled();
    if (now[name]) { delete now[name]; keep(now); say(name, ""); }
    fill();
  });
  // Another day brings the communes of that day: what was put in while they were on their way is put in again.
  const ofCommunes = (event) => event.detail.target?.id === "commune-cell";
  let sent = "", late = {};
  document.addEventListener("htmx:beforeRequest", (event) => { if (ofCommunes(event)) sent = field("commune").value; });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!ofCommunes(event)) return;
    const { value, selectedOptions: [held] } = field("commune"), at = shown("commune");
    const typing = document.activeElement === at && at.value !== held?.textContent.trim();
    late = { chosen: value === sent ? "" : value, filled: memory().value, typed: typing ? at.value : "" };
  });
  document.addEventListener("htmx:load", (event) => {
    if (event.detail.elt.id !== "commune-cell") return;
    if (late.chosen) { put("commune", late.chosen); memory().value = late.filled; }
    if (late.typed) {
      const at = shown("commune");
      at.focus();
      at.value = late.typed;
      at.dispatchEvent(new Event("input", { bubbles: true }));
    }
    late = {};
    fill();
  });
  // Typing into a field that the machine filled makes it the officer's own.
  place.addEventListener("input", (event) => {
    const name = event.target.id, now = filled();
    if (now[name]) { delete now[name]; keep(now); say(name, ""); }
  });

  const box = document.getElementById("placing");
  const point = (place_) => {
    const at = field("point");
    at.value = `${place_.lat.toFixed(6)}, ${place_.lng.toFixed(6)}`;
    at.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const script = (address) => new Promise((done, failed) => {
    const at = Object.assign(document.createElement("script"), { src: address, onload: done, onerror: failed });
    document.head.append(at);
  });
  let map;
  const draw = async () => {
    if (map !== undefined) return;
    map = null;
    const frame = box.querySelector(".map"), unable = () => { frame.querySelector(".unable").hidden = false; frame.querySelector(".cross").hidden = true; document.getElementById("take-centre").disabled = true; };
    if (!document.createElement("canvas").getContext("webgl2")) { unable(); return; }
    try {
      document.head.prepend(Object.assign(document.createElement("link"), { rel: "stylesheet", href: box.dataset.mapStyle }));
      await script(box.dataset.map);
      await script(box.dataset.groundScript);
      frame.classList.add("drawn");
      map = await window.groundMap.draw(document.getElementById("placing-map"), box.dataset);
    } catch { frame.classList.remove("drawn"); unable(); return; }
    const there = () => { const [lat, lng] = field("point").value.split(",").map(Number); return lat && lng ? [lng, lat] : null; };
    const mark = () => window.groundMap.mark(map, there());
    if (there()) map.jumpTo({ center: there(), zoom: 12 });
    map.on("click", (event) => { point(event.lngLat); mark(); });
    map.getCanvas().addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); point(map.getCenter()); mark(); } });
    form.addEventListener("change", mark);
    mark();
    frame.dataset.ready = "yes";
  };
  box.addEventListener("toggle", () => { if (box.open) draw(); });
  document.getElementById("take-centre").addEventListener("click", () => { if (map) { point(map.getCenter()); } });
})();
