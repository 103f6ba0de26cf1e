// The A3 sheet: standard controls in two columns. What is typed goes to Python when the learner leaves a field or
// stops for a moment; what comes back is never written over what is being typed.

const A3_PAUSE = 1200; // milliseconds without a key

function createA3Sheet(model) {
  const form = model.get("form"), cells = [], sections = new Map(), rows = [];
  const mine = {}; // what was sent and is not in the model's inputs yet
  let count = null, step = model.get("view").step ?? 0;
  const state = () => ({ ...model.get("inputs"), ...mine });
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  function put(name, value) {
    if (same(state()[name], value)) return;
    mine[name] = value;
    box.change({ [name]: value });
  }
  const putIn = (name, place, value) => put(name, state()[name].map((one, i) => (i === place ? value : one)));

  // One control with its label. `read` gives what it should show, `write` takes what the learner has made of it.
  function cell({ label, kind, hint = "", options = [], read, write, name = label }) {
    const id = newId(), area = kind === "area";
    const input = kind === "choice"
      ? control("select", { id }, ...options.map(([value, words]) => make("option", { value, text: words })))
      : control(area ? "textarea" : "input", { id, ...(area ? { rows: "3" } : { type: kind }), ...(hint ? { placeholder: hint } : {}), ...(kind === "number" ? { step: "any" } : {}), ...(area || kind === "text" ? { maxlength: form.letters } : {}), ...(name === label ? {} : { "aria-label": name }) });
    const bad = make("small", { id: `${id}-bad`, class: "sf-a3-bad", hidden: "", text: `Not a whole ${kind} yet: it counts as empty.` });
    const node = make("div", { class: `sf-a3-cell sf-a3-${kind}` }, make("label", { for: id, text: label }), input, bad);
    let typed = false, timer = 0;
    const value = () => (kind === "checkbox" ? input.checked : kind === "number" ? (input.value === "" ? null : Number(input.value)) : input.value);
    const commit = () => {
      clearTimeout(timer);
      if (!typed) return;
      typed = false;
      write(value());
    };
    const later = () => { typed = true; clearTimeout(timer); timer = setTimeout(commit, A3_PAUSE); };
    if (kind === "choice" || kind === "checkbox") input.addEventListener("change", () => { typed = true; commit(); });
    else {
      input.addEventListener("input", later);
      // A date says "change" at each digit of its year: that is no end of typing.
      if (kind !== "date") input.addEventListener("change", commit);
      if (kind === "number" || kind === "text") takeOnEnter(input);
      input.addEventListener("blur", () => {
        commit();
        const wrong = input.validity.badInput;
        bad.hidden = !wrong;
        input.setAttribute("aria-invalid", String(wrong));
        if (wrong) { input.setAttribute("aria-describedby", bad.id); box.say(`${name}: ${bad.textContent}`); } else input.removeAttribute("aria-describedby");
      });
    }
    const one = {
      node, input, commit,
      refresh() {
        if (typed) return;
        const next = read();
        if (next == null) return;
        if (kind === "checkbox") input.checked = Boolean(next);
        // Not written again when it says the same: the caret would jump.
        else if (!same(value(), next)) input.value = next == null ? "" : String(next);
      },
    };
    cells.push(one);
    return one;
  }

  const fieldCell = (field) => {
    const one = cell({ ...field, name: undefined, options: form.kinds, read: () => state()[field.name], write: (value) => put(field.name, value) });
    one.only = field.only;
    one.node.classList.add(`sf-a3-${field.name.replace("_", "-")}`);
    return one.node;
  };

  const box = createBox(model, { kind: "sf-a3", label: "A3 sheet", refresh });

  function section({ name, title, question, fields }, number) {
    const heading = make("h4", { id: newId() });
    const sign = make("span", { class: "sf-a3-sign", "aria-hidden": "true" }), told = make("span", { class: "sf-a3-told" });
    heading.append(make("span", { text: number ? `${number} ${title}` : title }), told);
    const parts = make("div", { class: "sf-a3-fields" }, ...fields.map(fieldCell));
    const out = make("div", { class: "sf-a3-out" }), notes = make("ul", { class: "sf-a3-notes", id: newId() });
    const node = make("div", { class: `sf-a3-section sf-a3-of-${name.replace(" ", "-")}`, role: "group", "aria-labelledby": heading.id, "aria-describedby": notes.id }, heading, question ? make("p", { class: "sf-a3-question", text: question }) : "", parts, out, notes);
    const go = button({ class: "sf-a3-go" }, sign, make("span", { text: title }));
    go.addEventListener("click", () => { const first = node.querySelector("input, textarea, select"); first.focus(); node.scrollIntoView({ block: "nearest" }); });
    sections.set(name, { node, parts, out, notes, go, sign, told, title });
    return node;
  }
  const made = form.sections.map(section);

  // The chain of whys: each stands under the answer that it explains.
  const chain = sections.get("root cause").parts;
  state().whys.forEach((_, place) => {
    const one = cell({ label: `Why ${place + 1}`, kind: "text", hint: place ? "because ..." : "The problem: why does it happen?", read: () => state().whys[place], write: (value) => putIn("whys", place, value) });
    one.node.classList.add("sf-a3-why");
    chain.append(one.node);
  });

  // The countermeasures. Rows stay where they are when the list changes, so that the focus stays too.
  const table = make("ol", { class: "sf-a3-actions" }), more = button({ text: "Add a countermeasure" });
  sections.get("countermeasures").parts.append(table, more);
  function row(place) {
    const n = place + 1, own = [];
    const part = (name, label, kind) => {
      const one = cell({
        label, kind, name: `${label}, countermeasure ${n}`, read: () => state().actions[place]?.[name],
        write: (value) => { const old = state().actions[place]; if (old) putIn("actions", place, { ...old, [name]: value }); },
      });
      own.push(one);
      return one.node;
    };
    const away = button({ class: "sf-a3-away", "aria-label": `Remove countermeasure ${n}`, text: "\u2715" });
    away.addEventListener("click", () => {
      own.forEach((one) => one.commit());
      put("actions", state().actions.filter((_, i) => i !== place));
      refresh(model.get("view"));
      if (rows[place]) rows[place].away.focus(); else more.focus();
      box.say(`Countermeasure ${n} is removed.`);
    });
    const node = make("li", {}, make("span", { class: "sf-a3-n", text: n, "aria-hidden": "true" }), part("what", "What", "text"), part("who", "Who", "text"), part("when", "When", "date"), part("done", "Done", "checkbox"), away);
    return { node, away, own };
  }
  more.addEventListener("click", () => {
    const actions = state().actions;
    if (actions.length >= form.actions) return box.say(`${form.actions} countermeasures are the most: it is one page.`);
    put("actions", [...actions, { what: "", who: "", when: "", done: false }]);
    refresh(model.get("view"));
    rows.at(-1).own[0].input.focus();
  });
  function refreshRows() {
    const length = state().actions.length;
    while (rows.length < length) { rows.push(row(rows.length)); table.append(rows.at(-1).node); }
    while (rows.length > length) {
      const gone = rows.pop();
      gone.node.remove();
      for (const one of gone.own) cells.splice(cells.indexOf(one), 1);
    }
  }

  const progress = make("p", { class: "sf-a3-progress" }), jumps = make("nav", { class: "sf-a3-jumps", "aria-label": "Sections of the sheet" });
  for (const [name, { go }] of sections) if (name !== "head") jumps.append(go);
  box.body.append(made[0], make("div", { class: "sf-a3-top" }, jumps, progress),
    make("div", { class: "sf-a3-sides" }, make("div", { class: "sf-a3-side" }, ...made.slice(1, 6)), make("div", { class: "sf-a3-side" }, ...made.slice(6))),
    make("details", {}, control("summary", { text: "Before you show it to anybody" }), make("p", { text: "An A3 is read by others: leave out names of people, customers and plants, and figures that are not yours to show; say \u201ca molding machine\u201d and give changes in percent where you must." })));
  chain.setAttribute("data-chain", "");

  const things = (n) => `${n} thing${n === 1 ? " is" : "s are"} missing or ${n === 1 ? "does" : "do"} not fit`;
  function refresh(view) {
    const inputs = model.get("inputs");
    for (const name of Object.keys(mine)) if (same(mine[name], inputs[name])) delete mine[name];
    refreshRows();
    for (const one of cells) {
      if (one.only?.length) one.node.hidden = !one.only.includes(state().kind);
      one.refresh();
    }
    for (const [name, part] of sections) {
      const words = view.notes[name], how = view.states[name];
      part.node.dataset.state = how;
      part.sign.textContent = { complete: "\u2713", empty: "\u25CB" }[how] ?? String(words.length);
      part.told.textContent = { complete: "complete", empty: "empty" }[how] ?? `${words.length} open`;
      part.go.dataset.state = how;
      part.go.setAttribute("aria-label", `${part.title}: ${part.told.textContent}`);
      const shown = [...part.notes.children].map((node) => node.textContent);
      if (!same(shown, words)) part.notes.replaceChildren(...words.map((text) => make("li", { text })));
      if (name === "effect" && !same([...part.out.children].map((node) => node.textContent), view.effect)) part.out.replaceChildren(...view.effect.map((text) => make("p", { text })));
    }
    progress.textContent = view.count ? `${things(view.count)}.` : "\u2713 Nothing is missing.";
    box.root.dataset.count = String(view.count);
    // Told when it has changed by what the learner did, not at first.
    if (view.step !== step && count != null && view.count !== count) box.say(view.count ? `${things(view.count)}.` : "Nothing is missing any more.");
    step = view.step; count = view.count;
  }
  return { box, close: () => cells.forEach((one) => one.commit()) };
}

export default {
  render({ model, el }) {
    const { box, close } = createA3Sheet(withNulls(model));
    const away = box.shown(el);
    return () => { close(); away(); };
  },
};
