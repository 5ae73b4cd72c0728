// What is new: the board renews itself, says when the link is lost, and sounds a soft tone for what is urgent.
(() => {
  "use strict";
  const news = document.getElementById("news"), lost = document.getElementById("lost");
  if (!news || !lost) return;
  const EVERY = 3000, LENGTH = 0.7, SOFT = 0.08;
  const clock = document.querySelector("time.clock"), ahead = clock ? new Date(clock.dateTime) - Date.now() : 0;
  const hanoi = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Ho_Chi_Minh" });
  const board = () => document.getElementById("board");
  const shown = () => Number(document.getElementById("known")?.value || 0);

  // The tone: two notes of a bell, made here. Browsers allow it once the officer has touched the page.
  const wanted = document.body.dataset.sound === "on" && "AudioContext" in window;
  const audio = wanted ? new AudioContext() : null;
  const unheard = (yes) => { const note = document.getElementById("unheard"); if (note) note.hidden = !yes; };
  const allow = () => audio?.resume().then(() => unheard(audio.state !== "running"));
  if (audio) {
    unheard(audio.state !== "running");
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, allow);
  }
  const isDark = () => {
    const theme = document.documentElement.dataset.theme;
    return theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  };
  const note = (pitch, at) => {
    const voice = audio.createOscillator(), loudness = audio.createGain();
    voice.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(isDark() ? SOFT / 2 : SOFT, at + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH);
    voice.connect(loudness).connect(audio.destination);
    voice.start(at);
    voice.stop(at + LENGTH);
  };
  const ring = () => {
    if (!audio || audio.state !== "running") return;
    note(659, audio.currentTime);
    note(880, audio.currentTime + 0.18);
    document.body.dataset.rang = Number(document.body.dataset.rang || 0) + 1;
  };

  // How far the news are known, over the pages of one window.
  const kept = sessionStorage.getItem("known");
  let begun = kept !== null || board() !== null;
  let known = Math.max(shown(), Number(kept || 0)), contact = Date.now(), again = 0;
  const renew = () => { if (board()) htmx.trigger(board(), "fresh"); };
  const found = (answer) => {
    const newest = Number(answer.getResponseHeader("X-Newest"));
    if (begun && newest > known && answer.getResponseHeader("X-Urgent")) ring();
    begun = true;
    known = Math.max(known, newest);
    sessionStorage.setItem("known", known);
    const back = !lost.hidden;
    contact = Date.now();
    lost.hidden = true;
    clearInterval(again);
    again = 0;
    if (back || newest > shown()) renew();
  };
  const missed = () => {
    if (!lost.hidden) return;
    lost.querySelector(".figure").textContent = hanoi.format(new Date(contact + ahead));
    lost.hidden = false;
    again = setInterval(() => htmx.trigger(news, "ask"), EVERY);
  };
  news.addEventListener("htmx:configRequest", (event) => { event.detail.parameters.da = known; });
  news.addEventListener("htmx:afterRequest", (event) => {
    const answer = event.detail.xhr;
    if (event.detail.successful && answer.getResponseHeader("X-Newest")) found(answer);
    else if (!answer.getResponseHeader("HX-Redirect")) missed();
  });
  addEventListener("offline", () => htmx.trigger(news, "ask"));
  addEventListener("online", () => htmx.trigger(news, "ask"));

  // Who walks the board by keyboard stays where he was.
  let here = null;
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const at = event.detail.target === board() ? document.activeElement : null;
    here = at && board().contains(at) ? at.getAttribute("href") : null;
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    if (!here) return;
    document.querySelector(`#board a[href="${CSS.escape(here)}"]`)?.focus();
    here = null;
  });
})();
