// The wage explorer: what is chosen, the rows with their bars, the row looked at. All numbers come from Python.

function createExplorer(model) {
  const wish = {}; // what the learner has set and Python has not answered yet, with the step that will answer it
  let doing = "", picked = "", width = 0, shownOptions = "";
  const view = () => model.get("view"), step = () => model.get("inputs").step ?? 0;
  const ask = (changes, what = "") => {
    const before = step();
    doing = what;
    box.change(changes);
    const answeredBy = Math.max(step(), before + 1);
    for (const [name, value] of Object.entries(changes)) wish[name] = { value, answeredBy };
  };
  const now = (name) => {
    if (wish[name] && view().step >= wish[name].answeredBy) delete wish[name];
    return name in wish ? wish[name].value : view().set[name];
  };

  const name = newId();
  const shows = make("fieldset", { class: "sf-shows" }, make("legend", { text: "Show" }), ...view().options.shows.map(([key, words]) => {
    const input = control("input", { type: "radio", name, value: key });
    input.addEventListener("change", () => {
      const { in_sector: inSector } = view().options;
      ask({ show: key, ...(key === "sectors" && !inSector.includes(now("occupation")) ? { occupation: inSector.find((soc) => now("occupations").includes(soc)) ?? inSector[0] } : {}) });
    });
    return make("label", {}, input, ` ${words}`);
  }));

  const choice = (label, changed) => {
    const made = field({ label, kind: "select", options: [], value: "", changed });
    let has = "";
    made.offer = (options, value) => {
      if (has !== JSON.stringify(options)) { has = JSON.stringify(options); made.input.replaceChildren(...options.map(([key, words]) => make("option", { value: key, text: words }))); }
      made.set(value);
    };
    return made;
  };
  const occupation = choice("Occupation", (soc) => ask({ occupation: soc }));
  const year = choice("Year (May)", (value) => ask({ year: Number(value) }));
  const start = choice("From year", (value) => ask({ start: Number(value) }));
  const end = choice("to year", (value) => ask({ end: Number(value) }));
  const sector = choice("Sector", (code) => ask({ sector: code, ...(code === "all" ? {} : { year: view().options.sector_year }) }));
  const dollars = choice("Dollars", (value) => ask({ dollars: value === "day" ? "day" : Number(value) }));
  const boxes = make("div", { class: "sf-occupations" });
  const count = control("summary", {});
  const which = make("details", { class: "sf-which" }, count, boxes);

  const plain = (amount) => `$${Math.round(amount).toLocaleString("en-US")}`;
  const typed = field({ label: "Your wage ($ a year)", kind: "number", step: "any", value: "", changed: (value) => ask({ wage: value }, "wage") });
  const slid = field({ label: "or move it", min: 15000, max: 200000, step: 500, value: 60000, changed: (value) => ask({ wage: value }, "wage"), shown: (value) => (now("wage") == null && doing !== "wage" ? "not set" : plain(value)) });
  const clear = button({ text: "No wage" });
  const wage = make("div", { class: "sf-wage" }, typed.node, slid.node, clear);
  const wageNote = make("p", { class: "sf-note" });

  const heading = make("p", { class: "sf-heading" });
  const axis = draw("svg", { class: "sf-drawing sf-pay", "aria-hidden": "true" });
  const rows = control("div", { class: "sf-pay-rows", role: "listbox", tabindex: "0", "aria-label": "Rows of pay" });
  const picture = make("div", { class: "sf-picture" }, axis, rows);
  const growth = make("p", { class: "sf-growth" });
  const words = make("p"), position = make("p", { class: "sf-position" });
  const note = button({ class: "sf-go", text: "Note this row" });
  const panel = make("div", { class: "sf-picked" }, words, position, make("div", { class: "sf-bar" }, note));

  const table = (caption, heads) => {
    const body = make("tbody");
    return { body, node: make("div", { class: "sf-wide", tabindex: "0", role: "region", "aria-label": caption }, make("table", {}, make("caption", { text: caption }), make("thead", {}, make("tr", {}, ...heads.map((text) => make("th", { scope: "col", text })))), body)) };
  };
  const noted = table("Rows noted", ["Row", "Occupation", "Year", "Sector", "Dollars", "Median", "Your wage"]);
  const figures = table("The figures shown, dollars a year", ["Row", "10th percentile", "25th", "Median", "75th", "90th"]);
  const asTable = make("details", {}, control("summary", { text: "The figures as a table" }), figures.node);
  const keys = make("details", {}, control("summary", { text: "How to read it, keys and source" }),
    make("p", { text: "The thin line goes from the 10th to the 90th percentile: a tenth earn less than its left end, a tenth more than its right end. The bar is the middle half, the stroke in it the median: half earn less." }),
    make("p", { text: "On the rows: the arrow keys up and down go from row to row, Home and End to the ends, Enter notes the row. With the mouse or a finger: touch a row. Everything is reached with Tab. What you type stays in this notebook." }),
    make("p", { text: view().source }));

  const box = createBox(model, { kind: "sf-explorer", label: "Wage explorer", refresh });
  const fields = make("div", { class: "sf-fields sf-choices" }, occupation.node, year.node, start.node, end.node, sector.node, dollars.node);
  box.body.append(shows, fields, which, wage, wageNote, heading, picture, growth, panel, noted.node, asTable, keys);

  const idOf = (row) => `${row.soc}|${row.year}|${row.sector}`;
  const place = () => Math.max(0, view().rows.findIndex((row) => idOf(row) === picked));

  function paint() {
    const one = view(), at = place(), wageNow = one.set.wage;
    if (!width) return;
    const scale = payScale(one.span, width), many = one.rows.length > 4;
    drawPayAxis(axis, scale, wageNow, one.wage ? `you ${one.wage}` : "");
    rows.replaceChildren(...one.rows.map((row, i) => {
      const here = i === at;
      const head = make("div", { class: "sf-head" }, make("span", { class: "sf-row-name", text: row.name }),
        ...(row.pay ? [make("span", { class: "sf-row-median", text: row.labels[2] ? `median ${row.labels[2]}` : "" })] : [make("span", { class: "sf-missing", text: row.note })]),
        ...(row.you ? [make("span", { class: "sf-row-you", text: `you: ${row.you}` })] : []));
      const node = make("div", { class: "sf-pay-row", role: "option", id: `${name}-${i}`, "aria-selected": String(here), "aria-label": [row.break, row.words, row.position].filter(Boolean).join(" ") });
      if (row.break) node.append(make("p", { class: "sf-break", text: row.break }));
      node.append(head, drawPayRow(row, scale, { full: here || !many, tagged: here, wage: wageNow }));
      node.addEventListener("click", () => { picked = idOf(row); paint(); });
      return node;
    }));
    rows.setAttribute("aria-activedescendant", `${name}-${at}`);
    const row = one.rows[at];
    words.textContent = row.words; position.textContent = row.position ?? ""; position.hidden = !row.position;
    note.disabled = !row.pay;
  }

  function refresh(one, inputs) {
    // The next change starts from what Python made of this one: what was not possible is taken back.
    if (one.step === inputs.step) model.set("inputs", { ...one.set, step: inputs.step });
    const { options } = one, show = now("show"), pairs = (years) => years.map((value) => [value, value]);
    for (const input of shows.querySelectorAll("input")) input.checked = input.value === show;
    box.root.dataset.show = one.set.show;
    occupation.offer(options.occupation, now("occupation"));
    year.offer(pairs(options.year), now("year")); start.offer(pairs(options.years), now("start")); end.offer(pairs(options.years), now("end"));
    sector.offer(options.sectors, now("sector")); dollars.offer(options.dollars, now("dollars"));
    occupation.node.hidden = one.set.show === "occupations";
    year.node.hidden = which.hidden = one.set.show !== "occupations";
    sector.node.hidden = one.set.show !== "occupations" || options.sectors.length < 2;
    start.node.hidden = end.node.hidden = one.set.show !== "years";
    dollars.node.hidden = options.dollars.length < 2;
    const chosen = now("occupations");
    if (shownOptions !== JSON.stringify(options.occupations)) {
      shownOptions = JSON.stringify(options.occupations);
      boxes.replaceChildren(...options.occupations.map(([soc, title]) => {
        const input = control("input", { type: "checkbox", value: soc });
        input.addEventListener("change", () => ask({ occupations: input.checked ? [...now("occupations"), soc] : now("occupations").filter((one) => one !== soc) }));
        return make("label", {}, input, ` ${title}`);
      }));
    }
    for (const input of boxes.querySelectorAll("input")) input.checked = chosen.includes(input.value);
    count.textContent = `Occupations: ${chosen.length} of ${options.occupations.length}, ${options.most} at most`;

    const own = now("wage");
    // What is being typed stays, until it is whole.
    if (document.activeElement !== typed.input || doing === "clear") typed.set(own ?? "");
    Object.assign(slid.input, { min: String(Math.min(15000, own ?? 15000)), max: String(Math.max(200000, own ?? 0)) });
    slid.set(own ?? Number(slid.input.value));
    clear.disabled = own == null;
    wageNote.textContent = own == null ? "" : one.set.dollars === "day" ? "Your wage counts in the dollars of each row's year." : `Your wage counts in dollars of ${one.set.dollars}.`;
    heading.textContent = one.heading; growth.textContent = one.growth; growth.hidden = !one.growth;
    noted.node.hidden = !one.noted.length;
    noted.body.replaceChildren(...one.noted.map((cells, i) => make("tr", {}, make("th", { scope: "row", text: i + 1 }), ...cells.map((text) => make("td", { text })))));
    figures.body.replaceChildren(...one.rows.map((row) => make("tr", {}, make("th", { scope: "row", text: row.name }), ...(row.pay ? row.labels.map((text) => make("td", { text: text === "#" ? "at or above the limit" : text || "not published" })) : [make("td", { colspan: "5", text: row.note })]))));
    paint();
  }

  function noteRow() {
    const row = view().rows[place()];
    if (!row.pay) return box.say(`${row.name}: ${row.note}.`);
    ask({ noted: [...now("noted"), { soc: row.soc, year: row.year, sector: row.sector, dollars: view().set.dollars, wage: view().set.wage }] }, "note");
  }
  note.addEventListener("click", noteRow);
  clear.addEventListener("click", () => { ask({ wage: null }, "clear"); typed.input.focus(); });
  rows.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = view().rows.length - 1, at = place();
    if (event.key === "Enter") { event.preventDefault(); event.stopPropagation(); if (!event.repeat) noteRow(); return; }
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last }[event.key];
    if (to == null) return;
    event.preventDefault(); event.stopPropagation();
    picked = idOf(view().rows[Math.min(last, Math.max(0, to))]);
    paint();
    rows.querySelector("[aria-selected=true]").scrollIntoView({ block: "nearest" });
  });
  const watcher = new ResizeObserver(() => { const wide = Math.floor(axis.clientWidth || picture.clientWidth); if (wide && wide !== width) { width = wide; paint(); } });
  watcher.observe(picture);

  let told = view().step ?? 0;
  const tell = () => {
    const one = view();
    if (one.step === told) return;
    told = one.step;
    if (one.problem) return;
    const row = one.rows[place()];
    if (doing === "wage") box.say(row.position ? `${row.name}. ${row.position}` : one.heading);
    else if (doing === "note") box.say(`Row ${one.noted.length} is noted: ${row.name}, median ${row.labels[2]}.`);
    else if (doing === "clear") box.say("No wage is set.");
    else box.say([one.heading, one.growth].filter(Boolean).join(". "));
  };
  model.on("change:view", tell);
  return { box, close() { watcher.disconnect(); model.off("change:view", tell); } };
}

export default {
  render({ model, el }) {
    const { box, close } = createExplorer(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
