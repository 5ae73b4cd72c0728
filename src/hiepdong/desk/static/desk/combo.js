// Fields in which a code is found by part of a word, with or without tone marks. Without this file they are plain lists.
// The list stays in the form and holds the value; what is typed into only finds it (ARIA combobox with a list).
(() => {
  "use strict";
  const MOST = 80;
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  const parts = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const make = (tag, about = {}, ...inside) => {
    const at = document.createElement(tag);
    for (const [name, value] of Object.entries(about)) at.setAttribute(name, value);
    at.append(...inside);
    return at;
  };
  const words = () => (document.querySelector("[data-combo-words]")?.dataset.comboWords || "||||").split("|");
  let numbers = 0;

  // What an option is found by, and how well: tone marks as typed first, then what its name begins with (a crime's after
  // the word for crime), then the words as one piece, then the order.
  const found = (options, typed) => {
    const asked = parts(typed), exact = typed.trim().toLowerCase(), piece = ` ${asked.join(" ")}`;
    return options
      .map((one, at) => ({ ...one, at, sought: ` ${parts(`${one.label} ${one.end} ${one.value} ${one.also || ""}`).join(" ")}` }))
      .filter((one) => asked.every((word) => one.sought.includes(` ${word}`)))
      .map((one) => {
        const names = [one.label, one.also || ""].map((name) => ` ${parts(name).join(" ")}`.replace(/^ toi(?= )/, ""));
        const place = names.some((name) => name.startsWith(piece)) ? 0 : one.sought.includes(piece) ? 1 : 2;
        return { ...one, rank: (`${one.label} ${one.also || ""}`.toLowerCase().includes(exact) ? 0 : 3) + place };
      })
      .sort((one, other) => one.rank - other.rank || one.at - other.at);
  };
  const underlined = (label, typed) => {
    const asked = parts(typed), out = [];
    let from = 0;
    for (const word of label.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (!asked.some((one) => fold(word[0]).startsWith(one))) continue;
      out.push(label.slice(from, word.index), make("b", {}, word[0]));
      from = word.index + word[0].length;
    }
    return [...out, label.slice(from)];
  };

  // One field. `about`: options() now, shown() what it says at rest, take(option) when one is chosen or taken away,
  // free: what is typed may stay as it is; many: it is emptied for the next one, and drop() takes the last away.
  const field = (input, about) => {
    const id = input.id || `combo-${(numbers += 1)}`;
    const list = make("ul", { role: "listbox", id: `${id}-list`, "aria-label": about.label });
    const count = make("span", { class: "figure" });
    const foot = make("p", { class: "foot-of-list" }, count, make("span", { "aria-hidden": "true" }));
    const box = make("div", { class: "found", hidden: "" }, list, foot);
    const told = make("span", { class: "unseen", role: "status" });
    input.parentNode.classList.add("seek");
    input.after(box, told);
    for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);
    let shown = [], on = -1, typed = false;

    const open = () => !box.hidden;
    const close = () => { box.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const mark = (at) => {
      on = at;
      [...list.children].forEach((one, number) => { one.classList.toggle("on", number === on); one.setAttribute("aria-selected", String(number === on)); });
      if (list.children[on]) { input.setAttribute("aria-activedescendant", list.children[on].id); list.children[on].scrollIntoView({ block: "nearest" }); } else input.removeAttribute("aria-activedescendant");
    };
    const show = () => {
      const [result, none, choose, take] = words(), all = about.options(), text = typed ? input.value : "";
      shown = found(all, text);
      list.replaceChildren(...shown.slice(0, MOST).map((one, at) => {
        const line = make("li", { role: "option", id: `${list.id}-${at}`, "aria-selected": "false" }, make("span", {}, ...underlined(one.label, text)));
        if (one.end) line.append(" ", make("span", { class: "third whole" }, one.end));
        line.dataset.at = at;
        return line;
      }));
      const says = shown.length ? result.replace("{n}", shown.length).replace("{all}", all.length) : none.replace("{text}", input.value);
      if (about.free && !shown.length) { close(); return; }
      count.textContent = says;
      foot.lastChild.hidden = !shown.length;
      foot.lastChild.replaceChildren(make("kbd", {}, "↓"), ` ${choose} `, make("kbd", {}, "Enter"), ` ${take}`);
      box.hidden = false;
      input.setAttribute("aria-expanded", "true");
      if (typed) told.textContent = says;
      const held = shown.findIndex((one) => one.value === about.value?.());
      mark(typed && text.trim() ? (about.free ? -1 : 0) : held);
      box.scrollIntoView({ block: "nearest" });
    };
    const wrong = (text) => {
      input.parentNode.querySelector(".error.by-combo")?.remove();
      if (!text) { if (input.dataset.wrong) { delete input.dataset.wrong; input.removeAttribute("aria-invalid"); } return; }
      input.dataset.wrong = "1";
      input.setAttribute("aria-invalid", "true");
      input.before(make("p", { class: "error by-combo", role: "alert" }, words()[1].replace("{text}", text)));
    };
    const take = (option) => {
      typed = false;
      wrong("");
      about.take(option);
      input.value = about.many ? "" : about.shown();
      close();
      input.select();
    };
    // Leaving the field: what was found first is taken; what is none is said, and stays for the officer to mend.
    const settle = () => {
      if (typed && !about.free) {
        const text = input.value.trim();
        if (!text) { if (!about.many) about.take(null); wrong(""); }
        else if (shown[on] && open()) { about.take(shown[on]); wrong(""); input.value = about.many ? "" : about.shown(); }
        else { if (!about.many) about.take(null); wrong(text); }
        if (!text && !about.many) input.value = about.shown();
      }
      typed = false;
      close();
    };
    const move = (by) => { if (!open()) { show(); if (on < 0) mark(by > 0 ? 0 : list.children.length - 1); } else mark((on + by + list.children.length) % (list.children.length || 1)); };

    input.addEventListener("input", () => { typed = true; about.typed?.(); show(); });
    input.addEventListener("focus", () => input.select());
    input.addEventListener("blur", settle);
    input.addEventListener("pointerdown", () => { if (document.activeElement === input && !open()) show(); });
    input.addEventListener("click", () => { if (!open()) show(); });
    input.addEventListener("keydown", (event) => {
      if (event.ctrlKey && event.key === "Enter") settle();
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); }
      else if (event.key === "Enter" && open() && shown[on]) { event.preventDefault(); event.stopPropagation(); take(shown[on]); about.next?.(event); }
      else if (event.key === "Escape" && open()) { event.preventDefault(); typed = false; if (!about.free) input.value = about.many ? "" : about.shown(); close(); }
      else if (event.key === "Backspace" && about.many && !input.value) about.drop();
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => { const line = event.target.closest("[data-at]"); if (line) take(shown[line.dataset.at]); });
    return { refresh: () => { input.value = about.many ? "" : about.shown(); } };
  };

  // What depends on the day of the event is asked for anew when the day changes; what was chosen stays chosen.
  const ofTheDay = {};
  const form = document.querySelector("form[data-lists]");
  form?.addEventListener("change", async (event) => {
    if (event.target.id !== "day") return;
    try {
      const answer = await fetch(`${form.dataset.lists}?day=${encodeURIComponent(event.target.value)}`);
      if (!answer.ok) return;
      for (const [name, listed] of Object.entries(await answer.json())) ofTheDay[name] = listed.map(([value, label, end, also]) => ({ value, label, end: end || "", also }));
    } catch { /* without a link the lists stay as they are */ }
  });
  const optionsOf = (select) => [...select.options].filter((one) => one.value).map((one) => {
    const end = one.dataset.end || "";
    return { value: one.value, end, also: one.dataset.also, label: end ? one.textContent.slice(0, -end.length).replace(/,?\s*$/, "") : one.textContent.trim() };
  });
  const inputFor = (select) => {
    const input = make("input", { class: select.className, type: "text", id: select.id });
    for (const name of ["required", "aria-invalid", "aria-describedby"]) if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    select.removeAttribute("id");
    select.removeAttribute("required");
    return input;
  };
  const labelOf = (at) => at.closest("div")?.querySelector("label")?.textContent.trim() || "";
  const changed = (at) => at.dispatchEvent(new Event("change", { bubbles: true }));

  const one = (select) => {
    const had = document.activeElement === select, label = labelOf(select), input = inputFor(select);
    delete select.dataset.combo;
    select.hidden = true;
    select.before(input);
    const empty = [...select.options].find((option) => !option.value)?.textContent.trim();
    if (empty) input.placeholder = empty;
    const held = () => optionsOf(select).find((option) => option.value === select.value);
    const made = field(input, {
      label, options: () => ofTheDay[select.dataset.source] || optionsOf(select), value: () => select.value, shown: () => held()?.label || "",
      take: (option) => { if (option && ![...select.options].some((one_) => one_.value === option.value)) select.add(new Option(option.label, option.value)); if (select.value !== (option?.value || "")) { select.value = option?.value || ""; changed(select); } },
    });
    made.refresh();
    select.addEventListener("refresh", made.refresh);
    if (had || select.autofocus) input.focus();
  };

  // Several codes: those chosen stand above the field, each with a button that takes it away.
  const chips = (input, about) => {
    const list = make("ul", { class: "chips" });
    input.before(list);
    const draw = () => list.replaceChildren(...about.chosen().map((option) => {
      const drop = make("button", { type: "button", class: "link", "aria-label": words()[4].replace("{word}", option.label) }, words()[4].replace("{word}", "").trim());
      drop.addEventListener("click", () => { about.toggle(option.value, false); draw(); input.focus(); });
      return make("li", {}, option.label, " ", drop);
    }));
    draw();
    return field(input, {
      ...about, many: true, shown: () => "",
      options: () => about.options().filter((option) => !about.chosen().some((held) => held.value === option.value)),
      take: (option) => { if (option) { about.toggle(option.value, true); draw(); } },
      drop: () => { const last = about.chosen().at(-1); if (last) { about.toggle(last.value, false); draw(); } },
    });
  };
  const several = (box) => {
    delete box.dataset.comboList;
    const selects = [...box.querySelectorAll("select")], first = optionsOf(selects[0]), known = () => ofTheDay[box.dataset.source] || first, label = labelOf(selects[0]);
    const codes = selects.flatMap((select) => select.value.split(" ")).filter(Boolean), input = inputFor(selects[0]);
    const names = [...new Set(selects.map((select) => select.name))];
    const hidden = names.map((name) => make("input", { type: "hidden", name }));
    const empty = selects[0].options[0].textContent.trim();
    if (empty) input.placeholder = empty;
    selects[0].before(input);
    selects.forEach((select) => select.remove());
    box.append(...hidden);
    const keep = () => { hidden[0].value = codes.join(" "); };
    keep();
    chips(input, {
      label, options: known, chosen: () => codes.map((code) => [...known(), ...first].find((option) => option.value === code) || { value: code, label: code }),
      toggle: (code, on) => { if (on) codes.push(code); else codes.splice(codes.indexOf(code), 1); keep(); changed(hidden[0]); },
    });
  };
  const checks = (fold_) => {
    const label = fold_.dataset.comboChecks, input = make("input", { class: "in", type: "text", id: `${fold_.id}-text` });
    delete fold_.dataset.comboChecks;
    const boxes = () => [...fold_.querySelectorAll("input[type=checkbox]")];
    const name = boxes()[0].name;
    const known = () => boxes().map((box) => ({ value: box.value, label: box.parentNode.textContent.trim(), end: "", also: box.dataset.also, box }));
    fold_.hidden = true;
    fold_.before(make("div", { class: "seek" }, make("label", { for: input.id }, label), input));
    chips(input, {
      label, options: () => ofTheDay[fold_.dataset.source] || known(), chosen: () => known().filter((option) => option.box.checked),
      toggle: (code, on) => {
        const listed = (ofTheDay[fold_.dataset.source] || []).find((option) => option.value === code);
        const box = known().find((option) => option.value === code)?.box || fold_.appendChild(make("label", {}, make("input", { type: "checkbox", name, value: code }), listed.label)).firstChild;
        box.checked = on;
        changed(box);
      },
    });
  };
  // A field that may hold any words, with a list of those that are known.
  const free = (input) => {
    const list = input.getAttribute("list");
    const known = () => [...document.getElementById(list).options].map((one) => ({ value: one.value, label: one.value, end: one.label === one.value ? "" : one.label }));
    input.removeAttribute("list");
    field(input, { label: labelOf(input), free: true, options: known, shown: () => input.value, take: (option) => { if (option) { input.value = option.value; changed(input); } } });
  };

  const all = (root) => {
    root.querySelectorAll("select[data-combo]").forEach(one);
    root.querySelectorAll("[data-combo-list]").forEach(several);
    root.querySelectorAll("[data-combo-checks]").forEach(checks);
    root.querySelectorAll("form[data-combo-words] input[list]").forEach(free);
  };
  // A form is not sent with words that are no code: the first such field has the focus.
  addEventListener("submit", (event) => {
    const wrong = event.submitter?.formNoValidate ? null : event.target.querySelector("[data-wrong]");
    if (!wrong) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    wrong.focus();
    wrong.select();
  }, true);
  document.addEventListener("htmx:load", (event) => all(event.detail.elt.parentNode || event.detail.elt));
  window.combo = { all };
  all(document);
})();
