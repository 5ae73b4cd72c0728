// The entry of a case by keyboard: rows are added, Enter goes on, keys lead where they say. Without it buttons do.
(() => {
  "use strict";
  const form = document.getElementById("entry-form");
  if (!form) return;
  form.querySelectorAll(".by-script").forEach((at) => { at.hidden = false; });
  form.querySelectorAll(".no-script").forEach((at) => { at.hidden = true; });
  const fields = (root) => [...root.querySelectorAll("input:not([type=hidden]), select, textarea, summary, button")].filter((at) => at.offsetParent && !at.closest("ul.chips"));
  const rows = (of) => form.querySelector(`[data-rows="${of}"]`);

  // A new row of a part, with the numbers of its fields; who may be chosen below learns of a new person.
  const add = (of) => {
    const box = rows(of), number = String(box.querySelectorAll(":scope > .row").length + 1);
    const template = document.querySelector(`template[data-row="${of}"]`);
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replaceAll("0N0", number);
    const row = holder.firstElementChild;
    box.append(row);
    if (of === "p") {
      const lists = [...form.querySelectorAll("select[name=f_person], select[name=w_person]"), ...[...document.querySelectorAll("template[data-row=f], template[data-row=w]")].map((one) => one.content.querySelector("select[name$=_person]"))];
      lists.forEach((list) => {
        const last = list.options[list.options.length - 1];
        list.add(new Option(last.text.replace(/\d+/, number), number));
      });
    }
    window.combo?.all(row);
    return row;
  };
  const start = (row) => { const first = fields(row).find((at) => !at.matches("summary, button")); first?.focus(); row.scrollIntoView({ block: "nearest" }); };
  const says = (row) => [...row.querySelectorAll("input:not([type=hidden]), select")].some((at) => !at.hidden && at.value && !at.matches("[name=p_document_kind]") && !at.id.endsWith("-nationality"));
  // The next person: the row after this one, the first that says nothing yet, or a new one.
  if (document.activeElement?.id === "day") document.activeElement.select();
  const nextPerson = (after) => {
    const every = [...rows("p").querySelectorAll(":scope > .row")], behind = after ? every.slice(every.indexOf(after) + 1) : every;
    start((after ? behind[0] : behind.find((row) => !says(row))) || add("p"));
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add]");
    if (!button) return;
    event.preventDefault();
    start(add(button.dataset.add));
  });

  // Enter goes to the next field and never records by accident; on the last field of a person it starts the next.
  form.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || !at.matches("input:not([type=checkbox]), select")) return;
    event.preventDefault();
    if (at.id === "earlier-text") { form.querySelector("#earlier-found button")?.focus(); return; }
    if (at.matches("[name=p_home]")) { nextPerson(at.closest(".row")); return; }
    const all = fields(form).filter((one) => !one.matches("summary, button"));
    all[all.indexOf(at) + 1]?.focus();
  });
  const earlier = document.getElementById("earlier");
  const keys = {
    "+": () => nextPerson(),
    "=": () => nextPerson(),
    v: () => { earlier.open = true; document.getElementById("earlier-text").focus(); earlier.scrollIntoView({ block: "nearest" }); },
    c: () => document.querySelector("[data-alt=c]")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const key = { KeyV: "v", KeyC: "c", Equal: "+", NumpadAdd: "+" }[event.code] || event.key.toLowerCase();
    if (!keys[key]) return;
    event.preventDefault();
    keys[key]();
  });

  // A person who was found is taken over without leaving the page: the rows of persons come back with him among them.
  form.addEventListener("click", (event) => {
    const take = event.target.closest("button[name=take]");
    if (!take || !window.htmx) return;
    event.preventDefault();
    const before = rows("p").querySelectorAll(":scope > .row").length;
    window.htmx.ajax("POST", form.getAttribute("action"), {
      source: form, target: "#people", swap: "outerHTML", values: { take: take.value, look: "people" },
    }).then(() => {
      const every = [...rows("p").querySelectorAll(":scope > .row")];
      const taken = every.find((row) => row.dataset.taken !== undefined) || every[before - 1];
      earlier.open = false;
      taken?.querySelector("[id$=-status]")?.focus();
      form.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });

  // Like events are told in one sentence, and only when it changes.
  const told = document.getElementById("like-told");
  document.addEventListener("htmx:afterSwap", (event) => {
    const beside = document.getElementById("beside");
    if (!beside || !told || event.detail.target?.id !== "beside") return;
    const says_ = beside.dataset.told || "";
    if (told.textContent !== says_) told.textContent = says_;
  });
})();
