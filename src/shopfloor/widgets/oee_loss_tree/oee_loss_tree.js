// The OEE loss tree: what is looked at, the big figures, the fall of time, the losses with their sliders, cases noted.

const OEE_FACTORS = ["availability", "performance", "quality"];

function createOeeTree(model) {
  const wish = {}; // what the learner has set and Python has not answered yet, with the step that will answer it
  let doing = "", width = 0;
  const view = () => model.get("view"), step = () => model.get("inputs").step ?? 0;
  const ask = (changes, what = "") => {
    const answeredBy = step() + 1;
    doing = what;
    for (const [name, value] of Object.entries(changes)) wish[name] = { value, answeredBy };
    box.change(changes);
    for (const name of Object.keys(changes)) wish[name].answeredBy = Math.max(step(), answeredBy);
  };
  const now = (name) => {
    if (wish[name] && view().step >= wish[name].answeredBy) delete wish[name];
    return name in wish ? wish[name].value : view().set[name];
  };

  const choice = (label, changed) => {
    const made = field({ label, kind: "select", options: [], value: "", changed });
    let has = "";
    made.offer = (options, value) => {
      if (has !== JSON.stringify(options)) { has = JSON.stringify(options); made.input.replaceChildren(...options.map(([key, words]) => make("option", { value: key, text: words }))); }
      made.set(value);
    };
    return made;
  };
  const machine = choice("Machine", (value) => {
    // The other machine may have run in other weeks: its weeks come with it.
    ask({ machine: value, ...(view().ends[value] ?? {}) }, "machine");
  });
  const start = choice("From week of", (value) => ask({ start: value, ...(value > now("end") ? { end: value } : {}) }, "weeks"));
  const end = choice("to week of", (value) => ask({ end: value, ...(value < now("start") ? { start: value } : {}) }, "weeks"));
  const minor = choice("Minor stops count in", (value) => ask({ minor_stops: value }, "minor"));

  const heading = make("p", { class: "sf-oee-heading" });
  const tiles = make("div", { class: "sf-oee-tiles" }), factorLine = make("p", { class: "sf-oee-factors-line" });
  const svg = draw("svg", { class: "sf-waterfall", role: "img", id: newId() });
  const picture = make("div", { class: "sf-oee-picture" }, svg);
  const told = make("p", { class: "sf-oee-freed" });

  const sliders = {};
  for (const { loss } of view().losses) {
    const made = field({ label: loss[0].toUpperCase() + loss.slice(1), min: 0, max: 100, step: 5, value: 0, shown: (value) => (value ? `cut by ${value} %` : "not cut"),
      changed: (value) => ask({ cuts: { ...now("cuts"), [loss]: value / 100 } }, loss) });
    const plain = make("p", { class: "sf-oee-uncut" });
    sliders[loss] = { ...made, plain, item: make("div", { class: "sf-oee-loss" }, made.node, plain) };
  }
  const toggle = (factor) => {
    const opened = now("opened"), opens = !opened.includes(factor);
    ask({ opened: opens ? [...opened, factor] : opened.filter((one) => one !== factor) }, `open ${factor}`);
    refresh(view(), model.get("inputs"));
  };
  const branches = {};
  const tree = make("div", { class: "sf-oee-branches", role: "group", "aria-label": "Losses, to open and to cut" }, ...OEE_FACTORS.map((factor) => {
    const id = newId(), lost = make("span", { class: "sf-oee-lost" });
    const open = button({ class: "sf-oee-open", "aria-expanded": "false", "aria-controls": id }, make("span", { class: "sf-oee-mark", "aria-hidden": "true" }), make("b", { text: `${factor[0].toUpperCase()}${factor.slice(1)}` }), lost);
    const inside = make("div", { id, class: "sf-oee-inside", hidden: "" });
    open.addEventListener("click", () => toggle(factor));
    branches[factor] = { open, lost, inside };
    return make("div", { class: "sf-oee-branch" }, open, inside);
  }));
  svg.addEventListener("click", (event) => {
    const factor = event.target.closest?.("g.sf-factor-row")?.dataset.factor;
    if (factor) toggle(factor);
  });

  const amount = (label, name) => {
    const made = field({ label, kind: "number", min: 0, step: "any", value: "", changed: (value) => { if (value !== now(name)) ask({ [name]: value }, "money"); } });
    return made;
  };
  const perPiece = amount("A further good piece earns ($)", "per_piece"), cost = amount("The change costs, once ($)", "cost");
  const note = button({ class: "sf-go", text: "Note this case" }), none = button({ text: "Cut nothing" });
  note.addEventListener("click", () => {
    const { machine, start, end, cuts, minor_stops, per_piece, cost } = Object.fromEntries(Object.keys(view().set).map((name) => [name, now(name)]));
    ask({ noted: [...now("noted"), { machine, start, end, cuts, minor_stops, per_piece, cost }] }, "note");
  });
  none.addEventListener("click", () => ask({ cuts: {} }, "none"));
  const money = make("div", { class: "sf-oee-money" }, perPiece.node, cost.node, make("div", { class: "sf-bar" }, note, none));

  const table = (caption, heads) => {
    const body = make("tbody");
    return { body, node: make("div", { class: "sf-wide", tabindex: "0", role: "region", "aria-label": caption }, make("table", {}, make("caption", { text: caption }), make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { scope: "col", text })))), body)) };
  };
  const noted = table("Cases noted", ["", "Machine", "Dates", "Cut", "OEE", "Good pieces", "Money", "Cost back in"]);
  const figures = table("The losses, in minutes", ["Loss", "Factor", "Record", "With the cuts"]);
  const asTable = make("details", {}, control("summary", { text: "The figures as a table" }), figures.node);
  const about = make("p", { class: "sf-note" });
  const keys = make("details", {}, control("summary", { text: "How to read it, and keys" }),
    make("p", { text: "The top bar is the planned time. Each striped bar is time lost; what is left falls to the bar below. A dashed outline is the record, where a cut has changed it; the solid end of a bar is time gained." }),
    make("p", { text: "Freed time is running time like the rest: reduced speed and rejects keep their shares of it unless they are cut too. It is worth money only where the machine is the bottleneck and the pieces are sold." }),
    make("p", { text: "Tab goes from control to control. Enter or Space opens and closes a factor. On a slider: the arrow keys move by 5 %, Page Up and Page Down by more, Home and End go to 0 and 100 %. With the mouse, a striped bar of a factor opens it too." }));

  const box = createBox(model, { kind: "sf-oee", label: "OEE loss tree", refresh });
  box.body.append(make("div", { class: "sf-fields sf-oee-choices" }, machine.node, start.node, end.node, minor.node), heading, tiles, factorLine,
    make("div", { class: "sf-oee-grid" }, picture, make("div", { class: "sf-oee-side" }, tree, told)), money, noted.node, about, asTable, keys);

  const shownRows = () => view().rows.filter(([kind, , , , , , , factor]) => kind !== "loss" || now("opened").includes(factor));
  const paint = () => { if (width) drawWaterfall(svg, shownRows(), view().planned, width, `Planned time falling through the losses. ${view().text}`); };

  function refresh(one, inputs) {
    // The next change starts from what Python made of this one: what was not possible is taken back.
    if (one.step === inputs.step) model.set("inputs", { ...one.set, step: inputs.step });
    machine.offer(one.machines.map((name) => [name, name]), now("machine"));
    start.offer(one.weeks, now("start")); end.offer(one.weeks, now("end"));
    machine.node.hidden = one.machines.length < 2;
    start.node.hidden = end.node.hidden = !one.weeks.length;
    minor.offer([["availability", "availability"], ["performance", "performance"]], now("minor_stops"));
    heading.textContent = one.heading;
    tiles.replaceChildren(...one.tiles.slice(0, 3).map(([label, value, beside]) => make("div", { class: "sf-oee-tile" }, make("span", { text: label }), make("b", { text: value }), make("small", { text: beside }))));
    factorLine.replaceChildren(...one.tiles.slice(3).flatMap(([label, value, was], i) => [...(i ? [" \u00d7 "] : []), make("span", {}, `${label} `, make("b", { text: value }), value === was ? "" : ` (was ${was})`)]), ` = OEE ${one.tiles[0][1]}`);
    const opened = now("opened"), cuts = now("cuts");
    for (const factor of OEE_FACTORS) {
      const { open, lost, inside } = branches[factor], row = one.rows.find(([kind, , , , , , , of]) => kind === "factor" && of === factor);
      open.setAttribute("aria-expanded", String(opened.includes(factor)));
      inside.hidden = !opened.includes(factor);
      lost.textContent = `${oeeMinutes(row[6] - row[5])} lost, ${((100 * (row[6] - row[5])) / one.planned).toFixed(1)} %`;
    }
    for (const slider of Object.values(sliders)) slider.item.hidden = true;
    for (const { loss, factor, record, now: after, cut } of one.losses) {
      const slider = sliders[loss], inside = branches[factor].inside;
      if (!slider) continue;
      if (slider.item.parentNode !== inside) inside.append(slider.item);
      slider.item.hidden = false;
      slider.node.hidden = cut == null;
      slider.set(Math.round(100 * (cuts[loss] ?? 0)));
      slider.plain.textContent = cut == null ? `${loss[0].toUpperCase()}${loss.slice(1)}: ${oeeMinutes(record)}. ${record > 0 ? "What has no name cannot be cut." : "Nothing to cut."}` : Math.abs(after - record) < 0.5 ? oeeMinutes(record) : `${oeeMinutes(after)}, was ${oeeMinutes(record)}`;
    }
    told.textContent = one.freed;
    // What is being typed is left alone until it is whole.
    for (const [one, name] of [[perPiece, "per_piece"], [cost, "cost"]]) if (document.activeElement !== one.input) one.set(now(name) ?? "");
    none.disabled = !Object.values(cuts).some(Boolean) && document.activeElement !== none;
    noted.node.hidden = !one.noted.length;
    noted.body.replaceChildren(...one.noted.map((cells, i) => make("tr", {}, make("th", { scope: "row", text: i + 1 }), ...cells.map((text) => make("td", { text })))));
    about.textContent = one.note; about.hidden = !one.note;
    figures.body.replaceChildren(...one.losses.map(({ loss, factor, record, now: after }) => make("tr", {}, make("th", { scope: "row", text: loss }), make("td", { text: factor }), make("td", { text: oeeMinutes(record) }), make("td", { text: oeeMinutes(after) }))));
    paint();
  }

  const watcher = new ResizeObserver(() => { const wide = Math.floor(picture.clientWidth); if (wide && wide !== width) { width = wide; paint(); } });
  watcher.observe(picture);

  let last = view().step ?? 0;
  const tell = () => {
    const one = view();
    if (one.step === last) return;
    last = one.step;
    if (one.problem) return;
    const [oee, pieces, worth] = one.tiles;
    if (doing.startsWith("open ")) {
      const factor = doing.slice(5), inside = one.losses.filter((loss) => loss.factor === factor);
      box.say(one.set.opened.includes(factor) ? `${factor[0].toUpperCase()}${factor.slice(1)}: ${inside.map((loss) => `${loss.loss} ${oeeMinutes(loss.now)}`).join(", ")}.` : `${factor[0].toUpperCase()}${factor.slice(1)} closed.`);
    } else if (doing === "note") box.say(`Case ${one.noted.length} is noted: OEE ${oee[1]}.`);
    else if (doing === "machine" || doing === "weeks" || doing === "minor") box.say(`${one.heading}. OEE ${oee[1]}.`);
    else if (doing) box.say(`OEE ${oee[1]} (${oee[2]}). Good pieces ${pieces[1]}, ${pieces[2]}. Money ${worth[1]}${worth[2] ? `, ${worth[2]}` : ""}.`);
  };
  model.on("change:view", tell);
  return { box, close() { watcher.disconnect(); model.off("change:view", tell); } };
}

export default {
  render({ model, el }) {
    const { box, close } = createOeeTree(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
