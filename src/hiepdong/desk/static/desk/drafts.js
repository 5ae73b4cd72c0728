// What is typed into a form is kept on the server every few seconds; after a lost link it is kept as soon as there is one.
(() => {
  "use strict";
  const EVERY = 4000;
  const form = document.querySelector("form[data-draft]");
  const told = form?.querySelector("[data-draft-told]");
  if (!told) return;
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  let kept = typed(), busy = false, lost = false;
  const keep = async () => {
    const now = typed();
    if (busy || form.dataset.sent || (now === kept && !lost)) return;
    busy = true;
    try {
      const answer = await fetch("/ban-nhap", { method: "POST", headers: { "X-Draft": "1" }, body: new URLSearchParams(new FormData(form)), redirect: "error" });
      if (answer.ok) kept = now;
      lost = false;
      told.textContent = answer.ok ? await answer.text() : told.dataset.refused;
    } catch {
      lost = true;
      told.textContent = told.dataset.lost;
    }
    told.classList.toggle("late", lost);
    busy = false;
  };
  setInterval(keep, EVERY);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
})();
