// The learning-curve fitter: sliders, handles, the unit looked at, the quote. All numbers come from Python.

function createFitter(model) {
  const wish = {}; // what the learner has set and Python has not answered yet, with the step that will answer it
  let at = -1, doing = "", shownRecord = "";
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

  const plot = createCurvePlot({
    picked(i) { pick(i); },
    dragged(handle, time) {
      const { low, high, step, shown } = view().range;
      if (handle === "end") return ask({ end: Number(time.toPrecision(6)) });
      ask({ first: Number(Math.min(high, Math.max(low, Math.round(time / step) * step)).toFixed(shown)), rate: view().set.rate, end: null });
    },
  });
  const caption = make("p", { class: "sf-note" });

  const record = field({ label: "Record", kind: "select", options: view().records.map(([name]) => [name, name]), value: view().set.record, changed(name) {
    at = -1; ask({ record: name, ...Object.fromEntries(view().records)[name], end: null, quote: null });
  } });
  record.node.hidden = view().records.length < 2;
  const convention = field({ label: "Convention", kind: "select", options: view().models.map(([key, words]) => [key, `${key}: ${words}`]), value: view().set.model, changed: (key) => ask({ model: key, end: null }) });
  const axes = field({ label: "Paper", kind: "select", options: [["log", "log-log paper"], ["plain", "plain axes"]], value: view().set.axes, changed: (key) => ask({ axes: key, end: null }) });

  const squared = make("b"), typical = make("span"), gauge = make("i");
  const score = make("div", { class: "sf-score" }, make("p", {}, make("span", { text: "Sum of squared errors (on logs)" }), squared), make("div", { class: "sf-gauge", "aria-hidden": "true" }, gauge), typical);

  const slider = (label, name, options, factor) => {
    const made = field({ ...options, label, value: 0, changed: (value) => {
      const line = { rate: now("rate"), first: now("first") };
      ask({ ...line, [name]: Number((value / factor).toFixed(6)), end: null });
    } });
    // An arrow key is five small steps, with Shift one: both far and fine without a long way.
    made.input.addEventListener("keydown", (event) => {
      const way = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
      if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault(); event.stopPropagation();
      made.input.value = String(made.read() + way * (event.shiftKey ? 1 : 5) * Number(made.input.step));
      made.input.dispatchEvent(new Event("input"));
    });
    return made;
  };
  const rate = slider("Learning rate", "rate", { min: 55, max: 100, step: 0.1, shown: (percent) => `${percent.toFixed(1)} %` }, 100);
  const first = slider("Time of unit 1 by the line", "first", { min: 0, max: 1, step: 0.1, shown: (time) => `${time.toFixed(view().range.shown)} ${view().unit}` }, 1);
  const keep = button({ class: "sf-go", text: "Keep this line" });
  const best = field({ label: "Show the best line (least squares)", kind: "checkbox", value: false, changed: (on) => ask({ show_best: on, end: null }) });
  const ofLine = make("p"), ofBest = make("p", { class: "sf-of-best" }), outWords = make("p");

  const look = field({ label: "Look at", min: 0, max: 1, step: 1, value: 0, changed: (i) => pick(i), shown: (i) => view().points[i]?.words ?? "" });
  const remark = make("p", { class: "sf-remark" });
  const leave = button({ text: "Leave this unit out" }), rest = button();
  const unitPanel = make("fieldset", { class: "sf-panel" }, make("legend", { text: "One unit" }), look.node, remark, make("div", { class: "sf-bar" }, leave, rest), outWords);

  const lot = { from: 0, to: 0 };
  const number = (label, name) => field({ label, kind: "number", min: 1, max: 1000000, step: 1, value: 1, changed: (value) => { lot[name] = value; } });
  const from = number("From unit", "from"), to = number("to unit", "to");
  const quote = button({ text: "Quote these units" }), answer = make("p", { class: "sf-answer" });
  const quotePanel = make("fieldset", { class: "sf-panel" }, make("legend", { text: "A quote by your line" }), make("div", { class: "sf-bar" }, from.node, to.node, quote), answer);

  const rows = make("tbody");
  const table = make("table", { class: "sf-kept" }, make("caption", { text: "Lines kept" }),
    make("thead", {}, make("tr", {}, ...["Line", "Record", "Rate", "Unit 1", "Squared errors"].map((text) => make("th", { scope: "col", text })))), rows);
  const tableBox = make("div", { class: "sf-wide" }, table);
  const keys = make("details", {}, control("summary", { text: "Keys" }),
    make("p", { text: "On the sliders of the line: an arrow key is a step, with Shift a fifth of one; Page Up and Page Down are far steps, Home and End the ends. Enter in a number of the quote asks for it. On Look at: the arrow keys go from unit to unit. With the mouse or a finger: draw the two square handles up or down, and touch a point to look at it. Everything is reached with Tab." }));

  const box = createBox(model, { kind: "sf-fitter", label: "Learning-curve fitter", refresh });
  box.body.append(make("div", { class: "sf-choices" }, record.node, axes.node, convention.node),
    make("div", { class: "sf-fitter-grid" },
      make("div", { class: "sf-paper" }, plot.node, caption),
      make("div", { class: "sf-line" }, score, rate.node, first.node, make("div", { class: "sf-bar" }, keep), best.node, ofBest, ofLine)),
    make("div", { class: "sf-panels" }, unitPanel, quotePanel), tableBox, keys);

  function pick(i) {
    at = Math.min(Math.max(0, i), view().points.length - 1);
    showUnit();
    plot.show(view(), at);
  }

  function showUnit() {
    const { points, set } = view(), point = points[Math.max(0, at)];
    look.input.max = String(points.length - 1);
    look.input.value = String(Math.max(0, at));
    look.set(Math.max(0, at));
    remark.textContent = point.remark ? `Noted: ${point.remark}` : "";
    remark.hidden = !point.remark;
    leave.textContent = point.counts ? `Leave unit ${point.unit} out` : `Take unit ${point.unit} back in`;
    const after = points.filter((one) => one.unit >= point.unit && one.counts), kept = points.filter((one) => one.counts).length;
    rest.textContent = `Leave out from unit ${point.unit} on`;
    rest.hidden = !point.counts || after.length < 2 || kept - after.length < 2;
    for (const one of [leave, rest]) one.setAttribute("aria-disabled", String(set.model === "average"));
  }

  function refresh(one, inputs) {
    // The next change starts from what Python made of this one: a handle that was dragged has become a rate, and what
    // was not possible is taken back.
    if (one.step === inputs.step) model.set("inputs", { ...one.set, step: inputs.step });
    record.set(now("record")); convention.set(now("model")); axes.set(now("axes")); best.set(now("show_best"));
    if (shownRecord !== one.set.record) {
      shownRecord = one.set.record;
      const last = one.points.at(-1).unit;
      at = -1;
      Object.assign(lot, { from: last + 1, to: last + 20 });
      if (one.set.quote) [lot.from, lot.to] = one.set.quote;
      from.set(lot.from); to.set(lot.to);
    }
    Object.assign(first.input, { min: String(one.range.low), max: String(one.range.high), step: String(one.range.step) });
    rate.set(Number((100 * now("rate")).toFixed(1))); first.set(now("first"));
    squared.textContent = one.squared;
    typical.textContent = `a point is typically ${(100 * one.typical).toFixed(one.typical > 0.1 ? 0 : 1)} % off`;
    gauge.style.width = `${Math.min(100, 100 * one.typical)}%`;
    ofLine.textContent = one.of_line; ofBest.textContent = one.of_best; ofBest.hidden = !one.of_best;
    outWords.textContent = one.left_out || (one.set.model === "average" ? "The average takes every unit in." : ""); outWords.hidden = !outWords.textContent;
    answer.textContent = one.quote?.words ?? "";
    caption.textContent = one.set.axes === "log" ? "The area of each square is a unit's squared error. Make them small together." : "On plain axes the same line is a curve. What counts are still the errors on log paper.";
    tableBox.hidden = !one.kept.length;
    rows.replaceChildren(...one.kept.map((line) => make("tr", {}, make("th", { scope: "row", text: line.try }), ...[line.what, line.rate, line.first, line.squared].map((text) => make("td", { text })))));
    showUnit();
    plot.show(one, at);
  }

  const lineNow = () => ({ record: now("record"), model: now("model"), left_out: now("left_out"), rate: now("rate"), first: now("first") });
  keep.addEventListener("click", () => ask({ tries: [...now("tries"), { ...lineNow(), best_shown: now("show_best") }], end: null }, "keep"));
  const leaveOut = (change) => () => {
    const { set, points } = view();
    if (set.model === "average") return box.say("The average takes every unit in. Choose the unit convention to leave one out.");
    at = Math.max(0, at);
    ask({ left_out: change(points[at].unit, now("left_out"), points), end: null }, "leave");
  };
  leave.addEventListener("click", leaveOut((unit, out) => (out.includes(unit) ? out.filter((one) => one !== unit) : [...out, unit])));
  rest.addEventListener("click", leaveOut((unit, out, points) => [...new Set([...out, ...points.map((one) => one.unit).filter((one) => one >= unit)])]));
  quote.addEventListener("click", () => {
    for (const one of [from, to]) if (one.input.value === "" || !one.input.checkValidity()) { one.input.reportValidity(); return; }
    Object.assign(lot, { from: from.read(), to: to.read() });
    ask({ quote: [lot.from, lot.to], quotes: [...now("quotes"), { ...lineNow(), from: lot.from, to: lot.to }], end: null }, "quote");
  });

  for (const one of [from, to]) one.input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); event.stopPropagation();
    quote.click();
  });

  let told = view().step ?? 0;
  const tell = () => {
    const one = view();
    if (one.step === told) return;
    told = one.step;
    if (one.problem) return;
    const count = one.kept.length;
    if (doing === "quote" && one.quote) box.say(one.quote.words);
    else if (doing === "keep") box.say(`Line ${count} is kept. ${one.verdict}`);
    else box.say([doing === "leave" ? one.left_out || "All units count." : "", one.verdict, one.of_best].filter(Boolean).join(" "));
  };
  model.on("change:view", tell);
  return { box, close() { plot.close(); model.off("change:view", tell); } };
}

export default {
  render({ model, el }) {
    const { box, close } = createFitter(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
