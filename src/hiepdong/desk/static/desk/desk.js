// Keys, the clock, and small comforts. Every page works without this file.
(() => {
  "use strict";
  const typing = (at) => at.closest("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("main .row-link")].filter((row) => row.offsetParent);
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    next.focus();
    next.closest("li, tr")?.scrollIntoView({ block: "nearest" });
  };
  const go = (selector) => document.querySelector(selector)?.click();
  const keys = {
    "/": () => { const find = document.getElementById("find"); if (find?.offsetParent) find.focus(); else if (find) location.href = "/tim"; },
    "?": () => { location.href = "/phim"; },
    n: () => { if (document.querySelector("[data-key=n]")) go("[data-key=n]"); else if (document.getElementById("find")) location.href = "/vu-viec/nhap"; },
    f: () => document.querySelector(".filters input:not([type=hidden]), .filters select")?.focus(),
    e: () => go("[data-key=e]"),
    g: () => go("[data-key=g]"),
    j: () => step(1),
    k: () => step(-1),
  };
  // Alt 1 to Alt 9: the parts of a form. event.code, because Alt changes the letter on some keyboards.
  const part = (event) => {
    const number = /^Digit([1-9])$/.exec(event.code)?.[1];
    const field = number && document.querySelector(`form.form fieldset[data-part="${number}"]`)?.querySelector("input:not([type=hidden]), select, textarea");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select?.();
    field.closest("fieldset").scrollIntoView({ block: "start" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      const form = event.target.closest("form.form") || document.querySelector("form.form [data-default]")?.form;
      if (form) { event.preventDefault(); form.requestSubmit(form.querySelector("[data-default]")); }
      return;
    }
    if (event.altKey && !event.ctrlKey && !event.metaKey) { part(event); return; }
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const act = keys[event.key.toLowerCase()];
    if (!act || (document.body.dataset.keys === "off" && event.key !== "/")) return;
    event.preventDefault();
    act();
  });
  // A form is sent once: a second press of its button does nothing.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    if (event.target.method === "post") event.target.dataset.sent = "1";
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));
  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (!copy) return;
    const from = document.querySelector(copy.dataset.copy);
    const lines = from.matches("p") ? [from] : [...from.querySelectorAll("p")];
    const text = lines.map((line) => line.textContent.replace(/\s+/g, " ").trim()).join("\n");
    navigator.clipboard?.writeText(text).then(() => { copy.textContent = copy.dataset.done; });
  });
  document.querySelectorAll("[data-reveal]").forEach((button) => {
    const field = document.getElementById(button.dataset.reveal), show = button.textContent;
    button.hidden = false;
    button.addEventListener("click", () => {
      field.type = field.type === "password" ? "text" : "password";
      button.textContent = field.type === "password" ? show : button.dataset.hide;
    });
    field.form.addEventListener("submit", () => { field.type = "password"; });
  });
  const clock = document.querySelector("time.clock");
  if (clock) {
    const ahead = new Date(clock.dateTime) - Date.now();
    const hanoi = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Ho_Chi_Minh" });
    setInterval(() => { clock.textContent = hanoi.format(new Date(Date.now() + ahead)); }, 5000);
  }
})();
