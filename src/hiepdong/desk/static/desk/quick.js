// Quick look: Space on a row shows the record beside the list, Space or Escape puts it away. The rows are links without.
(() => {
  "use strict";
  const panel = document.getElementById("quick"), shown = document.getElementById("quick-shown");
  if (!panel) return;
  const PARTS = "main h1, main .meta, main .facts";
  const row = () => document.activeElement?.closest("main .row-link");
  let looked = "", turn = 0;
  const giveUp = () => { turn += 1; htmx.trigger(panel, "htmx:abort"); };
  const look = (at) => {
    giveUp();
    looked = at.href;
    shown.textContent = panel.dataset.coming;
    panel.hidden = false;
    const mine = turn;
    const came = () => { if (mine === turn && !shown.firstElementChild) shown.textContent = panel.dataset.failed; };
    htmx.ajax("GET", at.href, { source: panel, target: shown, swap: "innerHTML", select: PARTS }).then(came, came);
  };
  const close = () => { giveUp(); panel.hidden = true; shown.textContent = looked = ""; };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && !panel.hidden) { close(); return; }
    const at = row();
    if (event.key !== " " || !at || document.body.dataset.keys === "off") return;
    event.preventDefault();
    if (at.href === looked) close(); else look(at);
  });
  document.addEventListener("focusin", () => { const at = row(); if (!panel.hidden && at && at.href !== looked) look(at); });
  panel.querySelector("button").addEventListener("click", close);
})();
