// The flow simulator: a clock over two runs of the same shift that Python has computed, push and pull.

const FLOW_SPEEDS = [[2, "2 min a second"], [6, "6 min a second"], [15, "15 min a second"], [40, "40 min a second"]];
const FLOW_SETTINGS = ["line", "utilisation", "variability", "pull", "wip", "cards", "orders", "batch", "seed", "stops"];

function createFlow(model) {
  const moveless = window.matchMedia("(prefers-reduced-motion: reduce)");
  const first = model.get("view"), [mostWip, mostCards, mostBatch, mostStops] = first.most;
  let at = Math.min(1800, first.shift), playing = false, held = false, calm = moveless.matches, frame = 0, before = 0, speed = 6, hour = 0, spoken = 0, told = "";

  // The clock
  const play = button({ class: "sf-go" }), clock = make("output", { class: "sf-flow-clock" });
  const steps = make("span", { class: "sf-bar", role: "group", "aria-label": "Step" }, ...[5, 30, 60].map((min) => {
    const node = button({ text: `+${min} min` });
    node.addEventListener("click", () => { go(at + min * 10); if (at >= model.get("view").shift) done(); else tell(); });
    return node;
  }));
  const again = button({ text: "Start again" }), finish = button({ text: "Run to the end and note" }), say = button({ text: "Say what is where" });
  const pace = field({ label: "Speed", kind: "select", options: FLOW_SPEEDS, value: speed, changed: (value) => { speed = Number(value); } });
  const time = field({ label: "Time of the shift", min: 0, max: first.shift / 10, step: 1, value: at / 10, shown: (min) => flowClock(min * 10), changed: (min) => go(min * 10) });
  const still = control("input", { type: "checkbox" });
  const bar = make("div", { class: "sf-bar sf-flow-bar" }, play, clock, steps, pace.node, make("label", { class: "sf-flow-calm-choice" }, still, "no movement"), again, finish);

  // The lines
  const pick = (k) => stop(model.get("view").names[k]);
  const lanes = [0, 1].map((i) => createFlowLane(i === 1, { picked: pick })), tiles = [];
  const sides = lanes.map((lane, i) => {
    const title = make("h3"), values = ["in the line", "finished", "min mean lead time"].map((name) => { const value = make("b"); return [make("span", { class: "sf-flow-tile" }, value, make("small", { text: name })), value]; });
    tiles.push({ title, values: values.map(([, value]) => value) });
    return make("section", { class: `sf-flow-side sf-flow-side-${i}`, "aria-label": i ? "Pull" : "Push" }, make("div", { class: "sf-flow-head" }, title, make("div", { class: "sf-flow-tiles" }, ...values.map(([node]) => node))), lane.svg);
  });
  const both = make("div", { class: "sf-flow-both" }, ...sides);

  // Breakdowns by hand
  const breaks = make("div", { class: "sf-bar", role: "group", "aria-label": "Break a station down now, in both lines" });
  const length = field({ label: "for how long", kind: "select", options: first.lengths.map((min) => [min, `${min} min`]), value: 20, changed: () => {} });
  const repair = button({ text: "Undo all" }), listed = make("p", { class: "sf-flow-stops" });
  const breaking = make("div", { class: "sf-bar sf-flow-breaking" }, make("b", { text: "Break down now" }), breaks, length.node, repair);

  // The settings
  // A control that the learner has moved on while Python computes is not set back to the value that is computed.
  const moved = {};
  const change = (changes) => { Object.assign(moved, changes); box.change(changes); };
  const changed = (name) => (value) => { change({ [name]: value }); };
  const set = {
    line: field({ label: "Line", kind: "select", options: first.lines, value: "", changed: (line) => change({ line, stops: [] }) }),
    variability: field({ label: "Variability", kind: "select", options: first.variabilities, value: "", changed: changed("variability") }),
    pull: field({ label: "Pull by", kind: "select", options: first.pulls, value: "", changed: changed("pull") }),
    orders: field({ label: "Work for pull", kind: "select", options: first.order_kinds, value: "", changed: changed("orders") }),
    utilisation: field({ label: "Utilisation", min: 30, max: 120, step: 1, value: 85, shown: (value) => `${value} %`, changed: (value) => change({ utilisation: value / 100 }) }),
    wip: field({ label: "WIP limit of the pull line", min: 1, max: mostWip, step: 1, value: 8, shown: (value) => `${value} part${value === 1 ? "" : "s"}`, changed: changed("wip") }),
    cards: field({ label: "Places at each station", min: 1, max: mostCards, step: 1, value: 3, changed: changed("cards") }),
    batch: field({ label: "Batch moved together", min: 1, max: mostBatch, step: 1, value: 1, shown: (value) => `${value} part${value === 1 ? "" : "s"}`, changed: changed("batch") }),
    seed: field({ label: "Luck of the shift (seed)", kind: "number", min: 0, max: 999999, step: 1, value: 1, changed: changed("seed") }),
  };
  const other = button({ text: "Another shift" }), note = make("p", { class: "sf-flow-note" });
  const settings = make("fieldset", { class: "sf-flow-settings" }, make("legend", { text: "Settings of both lines" }),
    make("div", { class: "sf-fields" }, ...["utilisation", "wip", "cards", "batch", "line", "variability", "pull", "orders", "seed"].map((name) => set[name].node), other), note);

  // What comes of it
  const history = createFlowHistory();
  const cases = [
    createFlowCase({ title: "Throughput (parts an hour)", unit: "parts an hour", first: 1, second: 2 }),
    createFlowCase({ title: "Time in the line (min)", unit: "min", first: 4, second: 3 }),
  ];
  const plots = make("div", { class: "sf-flow-plots" }, ...cases.map((one) => make("div", {}, one.svg)));
  const rows = make("tbody"), caption = make("caption"), table = make("table", {}, caption, make("thead", {}, make("tr", {}, ...["", "Push", "Pull"].map((text) => make(text ? "th" : "td", text ? { scope: "col", text } : {})))), rows);
  const law = make("p", { class: "sf-flow-law" });
  const figures = make("div", { class: "sf-flow-figures" }, make("div", { class: "sf-wide", tabindex: "0", role: "region", "aria-label": "Figures so far" }, table), law);
  const notedRows = make("tbody"), noted = make("details", { open: "" }, control("summary", { text: "Shifts noted" }), make("div", { class: "sf-wide", tabindex: "0", role: "region", "aria-label": "Shifts noted" },
    make("table", {}, make("thead", {}, make("tr", {}, ...["", "Settings", "Push: per hour, WIP, lead time", "Pull"].map((text) => make(text ? "th" : "td", text ? { scope: "col", text } : {})))), notedRows)));
  const keys = make("details", {}, control("summary", { text: "Keys and how to read it" }),
    make("p", { text: "Tab reaches everything. Space or Enter plays and pauses on the first button; on a slider the arrow keys go one step, Page Up and Page Down several, Home and End to the ends. A click on a station, or its button below the lines, breaks it down." }),
    make("p", { text: "Both lines get the same orders and each part has the same work in both: every tenth part carries its number, so you can follow it. Lead time is from entering the line to leaving it. In the pull line an order may wait outside first; its time from order to finish counts that too." }));

  const box = createBox(model, { kind: "sf-flow", label: "Flow simulator", refresh });
  box.body.append(bar, make("div", { class: "sf-flow-timeline" }, time.node, say), both, breaking, listed, box.root.querySelector(".sf-said"), settings, history.svg, plots, figures, noted, keys);

  const stateInWords = () => `${flowClock(at)} of the shift. Push: ${lanes[0].words(at)} Pull: ${lanes[1].words(at)}`;
  function tell() { box.say(stateInWords()); }
  const now = (inputs) => Object.fromEntries(FLOW_SETTINGS.map((name) => [name, inputs[name]]));

  function paint(glide = 0) {
    const view = model.get("view");
    lanes.forEach((lane) => lane.show(at, calm ? 0 : glide));
    const counts = lanes.map((lane) => lane.wip(at));
    lanes.forEach((lane, i) => {
      const { finished, mean } = lane.lead(at);
      [counts[i], finished, mean == null ? "\u2013" : mean.toFixed(1)].forEach((value, k) => { const node = tiles[i].values[k]; if (node.textContent !== String(value)) node.textContent = value; });
    });
    history.show(at, counts);
    const mark = flowBefore(view.runs[0].marks, at + 1e-6);
    cases.forEach((one) => one.show(mark));
    figure(view, mark);
    const shown = flowClock(at);
    if (clock.textContent !== shown) { clock.textContent = shown; time.set(Math.floor(at / 10 + 1e-6)); }
    Object.assign(box.root.dataset, { at: at.toFixed(0), playing: playing ? "yes" : "no", calm: calm ? "yes" : "no" });
  }

  // The figures from the start of the shift to the last half hour that is over.
  function figure(view, mark) {
    const key = `${mark} ${view.step}`;
    if (key === told) return;
    told = key;
    caption.textContent = mark < 0 ? "The first figures come after half an hour" : `From the start to ${flowClock(view.runs[0].marks[mark][0])}`;
    if (mark < 0) { rows.replaceChildren(); law.textContent = ""; return; }
    const found = view.runs.map((run) => run.marks[mark]), cell = (value, digits) => (value == null ? "\u2013" : value.toFixed(digits));
    const line = (name, k, digits) => make("tr", {}, make("th", { scope: "row", text: name }), ...found.map((one) => make("td", { text: cell(one[k], digits) })));
    rows.replaceChildren(line("Throughput (parts an hour)", 2, 1), line("WIP: parts in the line on average", 1, 1), line("Time in the line per part finished (min)", 3, 1), line("Lead time of the parts finished, mean (min)", 4, 1), line("From order to finish, mean (min)", 5, 1));
    law.replaceChildren(make("b", { text: "Little\u2019s law " }), ...found.flatMap((one, i) => [make("span", { text: one[3] == null ? `${i ? "Pull" : "Push"}: no part is finished yet.` : `${i ? "Pull" : "Push"}: ${one[2].toFixed(1)} parts an hour \u00d7 ${one[3].toFixed(1)} min \u00f7 60 = ${((one[2] * one[3]) / 60).toFixed(1)} parts; counted ${one[1].toFixed(1)}.` }), " "]),
      make("small", { text: "The time in the line counts the parts still inside as well; the lead time is of the finished ones only, so the two differ in a short shift." }));
  }

  function tick(stamp) {
    const passed = Math.max(0, Math.min(100, stamp - before)), view = model.get("view");
    before = stamp;
    if (!held) at = Math.min(view.shift, at + (passed / 1000) * speed * 10);
    paint(passed);
    if (Math.floor(at / 600) !== hour) {
      hour = Math.floor(at / 600);
      if (stamp - spoken > 4000 && at < view.shift) { spoken = stamp; tell(); }
    }
    if (at >= view.shift) { done(); return; }
    if (playing) frame = requestAnimationFrame(tick);
  }
  function run(next) {
    playing = next;
    cancelAnimationFrame(frame);
    play.textContent = playing ? "Pause" : "Play";
    if (playing) {
      if (at >= model.get("view").shift) at = 0;
      hour = Math.floor(at / 600); before = performance.now(); frame = requestAnimationFrame(tick);
    }
    paint();
  }
  function go(next) { at = Math.max(0, Math.min(model.get("view").shift, next)); hour = Math.floor(at / 600); paint(); }

  // The shift is over: both runs are noted.
  function done() {
    run(false); go(model.get("view").shift);
    const inputs = model.get("inputs"), mine = JSON.stringify(now(inputs)), place = inputs.noted.findIndex((one) => JSON.stringify(now(one)) === mine);
    if (place >= 0) return box.say(`The shift is over; it is noted already, as number ${place + 1}. ${stateInWords()}`);
    if (!box.linked()) return tell();
    box.change({ noted: [...inputs.noted, now(inputs)] });
    box.say(`The shift is over and noted as number ${inputs.noted.length + 1}. ${stateInWords()}`);
  }

  // The clock stands until Python has computed the rest of the shift again.
  function stop(name) {
    const inputs = model.get("inputs"), view = model.get("view"), minute = Math.ceil(at - 1e-6) / 10, min = Number(length.read());
    if (held) return;
    if (minute * 10 >= view.shift) return box.say("The shift is over: go back to break a station down.");
    if (inputs.stops.length >= mostStops) return box.say(`There can be up to ${mostStops} breakdowns in a shift: undo them first.`);
    held = box.linked();
    box.change({ stops: [...inputs.stops, [name, minute, min]] });
    box.say(`${name} breaks down at ${flowClock(minute * 10)} for ${min} min, in both lines.`);
  }

  function refresh(view, inputs) {
    if (view.step >= (inputs.step ?? 0) || box.root.dataset.linked === "no") held = false;
    for (const name of Object.keys(moved)) if (JSON.stringify(moved[name]) === JSON.stringify(inputs[name])) delete moved[name];
    for (const [name, one] of Object.entries(set)) if (!(name in moved)) one.set(name === "utilisation" ? Math.round(inputs.utilisation * 100) : inputs[name]);
    set.wip.node.hidden = inputs.pull !== "conwip"; set.cards.node.hidden = inputs.pull === "conwip";
    note.textContent = `An order every ${view.gap} min on average. Bottleneck: ${view.bottleneck}. Critical WIP: ${view.critical} parts.`;
    tiles[0].title.textContent = "Push: every order goes straight in"; tiles[1].title.textContent = `Pull: ${view.rule}`;
    const key = view.names.join("|");
    if (breaks.dataset.names !== key) {
      breaks.dataset.names = key;
      breaks.replaceChildren(...view.names.map((name) => { const node = button({ text: name }); node.addEventListener("click", () => stop(name)); return node; }));
    }
    repair.disabled = !inputs.stops.length;
    listed.textContent = inputs.stops.length ? `By hand, in both lines: ${inputs.stops.map(([name, from, min]) => `${name} from ${flowClock(from * 10)} for ${min} min`).join("; ")}.` : "";
    lanes.forEach((lane, i) => { lane.still(calm); lane.load(view, i, inputs); });
    sides.forEach((side, i) => lanes[i].svg.setAttribute("aria-label", `${i ? "Pull" : "Push"} line of ${view.names.join(", ")}: the figures above say how it stands, and \u201cSay what is where\u201d tells it.`));
    history.load(view, inputs.stops); cases.forEach((one) => one.load(view));
    noted.hidden = !view.noted.length;
    notedRows.replaceChildren(...view.noted.map(([number, ...cells]) => make("tr", {}, make("th", { scope: "row", text: number }), ...cells.map((text) => make("td", { text })))));
    steps.hidden = !calm; play.hidden = calm; pace.node.hidden = calm; still.checked = calm;
    paint();
  }

  function measure() {
    const wide = Math.round(box.body.clientWidth), tall = wide < 620;
    if (!wide) return;
    both.classList.toggle("sf-flow-tall", tall);
    lanes.forEach((lane) => lane.size(tall ? Math.floor((wide - 12) / 2) : wide, tall));
    history.size(wide);
    cases.forEach((one) => one.size(wide < 620 ? wide : Math.floor((wide - 18) / 2)));
    paint();
  }
  const watcher = new ResizeObserver(measure);
  watcher.observe(box.body);

  play.addEventListener("click", () => run(!playing));
  again.addEventListener("click", () => { run(false); go(0); box.say("At the start of the shift. Both lines are empty."); });
  finish.addEventListener("click", done);
  say.addEventListener("click", tell);
  repair.addEventListener("click", () => { box.change({ stops: [] }); box.say("No station is broken down by hand any more."); });
  other.addEventListener("click", () => { const seed = ((moved.seed ?? model.get("inputs").seed) + 1) % 1000000; change({ seed }); box.say(`Another shift: seed ${seed}.`); });
  const calmed = (next) => { calm = next; if (calm && playing) run(false); refresh(model.get("view"), model.get("inputs")); };
  still.addEventListener("change", () => calmed(still.checked));
  const movelessChanged = () => calmed(moveless.matches);
  moveless.addEventListener("change", movelessChanged);
  play.textContent = "Play";
  return { box, close() { cancelAnimationFrame(frame); watcher.disconnect(); moveless.removeEventListener("change", movelessChanged); } };
}

export default {
  render({ model, el }) {
    const { box, close } = createFlow(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
