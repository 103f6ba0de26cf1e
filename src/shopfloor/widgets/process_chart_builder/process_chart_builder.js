// The process-chart builder: the steps as a list with the classic symbols, an editor under the chosen step, the
// verdict beside it.

function createChartBuilder(model) {
  const view = () => model.get("view");
  let open = null, pending = null, pendingStep = 0, wanted = null, words = "";
  const rows = new Map(), said = (value) => Number(value.toFixed(3)).toLocaleString("en-US");
  const has = (column) => view().columns.includes(column);

  // What was asked for and is not answered yet counts as made: two keys in a row are two changes.
  const made = () => (pending && (view().step ?? 0) < pendingStep ? pending : view().changes);
  const ask = (changes) => {
    const answeredBy = (model.get("inputs").step ?? 0) + 1;
    pending = changes; pendingStep = answeredBy;
    box.change({ changes });
    pendingStep = Math.max(model.get("inputs").step ?? 0, answeredBy);
  };
  const order = () => view().rows.map((one) => one.key);
  const row = (key) => view().rows.find((one) => one.key === key);
  const title = (one) => one.description || `(${one.symbol})`;
  const number = (key) => order().indexOf(key) + 1;

  function drop(key) {
    const keys = order(), at = keys.indexOf(key);
    words = `Dropped: ${title(row(key))}.`;
    const next = keys[at + 1] ?? keys[at - 1] ?? null;
    wanted = open === key ? { open: null, focus: next } : { focus: next };
    ask([...made(), { do: "drop", step: key, reason: "" }]);
  }
  function combine(key) {
    const keys = order(), other = keys[keys.indexOf(key) + 1];
    if (!other) return box.say("There is no next step to combine this one with.");
    words = `Combined: ${title(row(key))}, with ${title(row(other))}. How long do the two take together?`;
    wanted = { open: key, focus: key };
    ask([...made(), { do: "combine", step: key, with: other, reason: "" }]);
  }
  function move(key, by) {
    const at = order().indexOf(key), last = made().at(-1);
    // Where the step will be when the moves that wait for their answer are done.
    const from = pending && (view().step ?? 0) < pendingStep && last?.do === "move" && last.step === key ? last.to : at, to = from + by;
    if (to < 0 || to >= order().length) return box.say(by < 0 ? "This is the first step." : "This is the last step.");
    words = `Moved to place ${to + 1}: ${title(row(key))}.`;
    ask([...made(), { do: "move", step: key, to, reason: "" }]);
  }
  function change(key, values, told) {
    words = told;
    ask([...made(), { do: "change", step: key, values, reason: "" }]);
  }
  function add(after) {
    const taken = made().filter((one) => one.do === "add").map((one) => Number(one.step.slice(1))), key = `n${Math.max(0, ...taken) + 1}`;
    words = "A step is added. What is it?";
    wanted = { open: key, edit: true };
    ask([...made(), { do: "add", step: key, after, values: { description: "New step" }, reason: "" }]);
  }

  // The editor stands under the step that is open.
  const put = (name, label) => (value) => { if (open && row(open) && row(open)[name] !== value) change(open, { [name]: value }, `${label} of step ${number(open)} is now ${value === "" ? "empty" : value}.`); };
  const fields = {
    description: field({ label: "What happens", kind: "text", value: "", changed: put("description", "Words") }),
    symbol: field({ label: "Symbol", kind: "select", options: view().symbols.map((one) => [one, one]), value: "operation", changed: put("symbol", "Symbol") }),
    place: field({ label: "Place", kind: "text", value: "", changed: put("place", "Place") }),
    time_min: field({ label: "Time (min)", kind: "number", min: 0, step: "any", value: 0, changed: put("time_min", "Time") }),
    distance_m: field({ label: "Distance (m)", kind: "number", min: 0, step: "any", value: 0, changed: put("distance_m", "Distance") }),
    people: field({ label: "People", kind: "number", min: 0, max: 100, step: 1, value: 0, changed: put("people", "People") }),
    risk: field({ label: "Risk, as rated", kind: "select", options: view().risks.map((one) => [one, one]), value: "none", changed: put("risk", "Risk") }),
    hazard: field({ label: "Hazard, in words", kind: "text", value: "", changed: put("hazard", "Hazard") }),
  };
  for (const [name, one] of Object.entries(fields)) { one.node.classList.add(`sf-${name}`); if (one.input.type === "text") one.input.maxLength = 300; }
  const act = (text, key, does) => { const node = button({}, text, " ", make("kbd", { text: key })); node.addEventListener("click", () => open && does(open)); return node; };
  const up = act("Move up", "Alt \u2191", (key) => move(key, -1)), down = act("Move down", "Alt \u2193", (key) => move(key, 1));
  const join = act("Combine with next", "C", combine), away = act("Drop", "Delete", drop), more = act("Add after", "A", add);
  const effect = make("p", { class: "sf-effect" });
  const editor = make("div", { class: "sf-editor", role: "group", "aria-label": "Change this step" },
    make("div", { class: "sf-acts" }, away, join, up, down, more), make("div", { class: "sf-editing" }, ...Object.values(fields).map((one) => one.node)), effect);

  const list = make("ol", { class: "sf-steps-list", "aria-label": "Proposed method" }), thread = draw("svg", { class: "sf-thread-picture", "aria-hidden": "true" });
  const heads = make("div", { class: "sf-step-heads", "aria-hidden": "true" }, make("span", { text: "Step" }), make("span", { text: "min" }), make("span", { text: "m" }));
  const first = button({ class: "sf-go", text: "Add a first step" });
  first.addEventListener("click", () => add(null));
  const chart = make("div", { class: "sf-chart" }, thread, list);
  const left = make("div", { class: "sf-left" }, make("h4", { text: "Proposed method" }), heads, chart, first);

  function makeRow(key) {
    const n = make("span", { class: "sf-n" }), what = make("span", { class: "sf-what" }), under = make("small"), mark = make("strong", { class: "sf-mark-risk" });
    const time = make("span", { class: "sf-num" }), way = make("span", { class: "sf-num" });
    const head = button({ class: "sf-step", "aria-expanded": "false" }, n, make("span", { class: "sf-told" }, what, under, mark), time, way, make("span", { class: "sf-chevron", "aria-hidden": "true" }));
    head.addEventListener("click", () => { open = open === key ? null : key; roving = key; refresh(view(), model.get("inputs")); if (open) editor.scrollIntoView({ block: "nearest" }); });
    head.addEventListener("keydown", (event) => keyDown(event, key));
    return { node: make("li", {}, head), head, n, what, under, mark, time, way };
  }
  let roving = null;
  const goTo = (key) => { roving = key; for (const [one, { head }] of rows) head.tabIndex = one === key ? 0 : -1; rows.get(key)?.head.focus(); };

  function keyDown(event, key) {
    if (event.ctrlKey || event.metaKey) return;
    const keys = order(), at = keys.indexOf(key), letter = event.key.toLowerCase();
    const does = event.altKey
      ? { ArrowUp: () => move(key, -1), ArrowDown: () => move(key, 1) }[event.key]
      : { ArrowUp: () => goTo(keys[Math.max(0, at - 1)]), ArrowDown: () => goTo(keys[Math.min(keys.length - 1, at + 1)]), Home: () => goTo(keys[0]), End: () => goTo(keys.at(-1)), Delete: () => drop(key), Backspace: () => drop(key) }[event.key]
        ?? { c: () => combine(key), a: () => add(key), r: () => logBody.querySelector("li:last-child input")?.focus() }[letter];
    if (!does) return;
    event.preventDefault(); event.stopPropagation();
    does();
  }

  const verdictHead = make("b"), verdictSign = make("span", { class: "sf-sign", "aria-hidden": "true" }), verdictWords = make("p"), note = make("p", { class: "sf-note" });
  const verdict = make("div", { class: "sf-verdict" }, verdictSign, make("div", {}, verdictHead, verdictWords, note));
  const bars = draw("svg", { class: "sf-bars", role: "img", id: newId() }), barsPlace = make("div", { class: "sf-bars-place" }, bars);
  const body = make("tbody");
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...["Symbol", "Steps", "Time (min)", "Distance (m)"].map((text) => make("th", { scope: "col", text })))), body);
  const wide = make("div", { class: "sf-wide", tabindex: "0", role: "region", "aria-label": "Present and proposed method by symbol" }, make("p", { class: "sf-caption", text: "Present \u2192 proposed" }), table);
  const logBody = make("ol", { class: "sf-log", "aria-label": "Changes and their reasons" }), logHead = make("h4", { text: "Changes and their reasons" });
  const noLog = make("p", { class: "sf-none", text: "None yet. Ask of each step: is it needed at all? Here? Now? By this person? In this way?" });
  const afresh = button({ text: "Take everything back" });
  afresh.addEventListener("click", () => { words = "All changes are taken back."; open = null; wanted = { focus: "first" }; ask([]); });
  const log = make("div", { class: "sf-log-side" }, logHead, noLog, logBody, afresh);
  const keys = make("details", {}, control("summary", { text: "Keys, and how to read it" }),
    make("p", { text: "On a step: \u2191 and \u2193 go to the next one, Home and End to the ends, Enter opens and closes it. Delete drops it, C combines it with the next one, Alt+\u2191 and Alt+\u2193 move it, A adds a step after it, R goes to the reason of the latest change. Tab goes on to the controls of the open step and to the reasons." }),
    make("p", { text: "Circle: operation. Arrow: transport. Square: inspection. D: delay. Triangle: storage. Circle in a square: operation and inspection at once. A risk is raised where a step is rated higher than the worst of its kind at its place in the present method." }));

  const box = createBox(model, { kind: "sf-pcb", label: "Process-chart builder", refresh });
  box.body.append(make("div", { class: "sf-pcb-top" }, verdict, barsPlace), make("div", { class: "sf-pcb-grid" }, left, make("div", { class: "sf-right" }, wide, log)), keys);

  const logs = [];
  function makeLog(i) {
    const what = make("span"), why = control("input", { type: "text", maxlength: "300" }), back = button({ text: "Take back" });
    why.addEventListener("change", () => { if (why.value === (made()[i]?.reason ?? "")) return; words = `The reason of change ${i + 1} is noted.`; ask(made().map((one, at) => (at === i ? { ...one, reason: why.value } : one))); });
    takeOnEnter(why);
    back.addEventListener("click", () => { words = `Change ${i + 1} is taken back.`; wanted = { log: i }; ask(made().filter((_, at) => at !== i)); });
    return { node: make("li", {}, what, make("div", {}, make("label", {}, "Why? ", why), back)), what, why, back };
  }
  const KIND = { drop: "Dropped", combine: "Combined", move: "Moved", change: "Changed", add: "Added" };

  function refresh(one) {
    const steps = one.rows, shownKeys = steps.map(({ key }) => key), had = document.activeElement;
    if (open && !shownKeys.includes(open) && !(wanted && wanted.open === open)) { open = null; editor.remove(); }
    const answered = (one.step ?? 0) >= pendingStep, now = answered ? wanted : null;
    if (answered) { pending = null; wanted = null; }
    if (now && "open" in now && !one.problem) open = shownKeys.includes(now.open) ? now.open : null;
    for (const [key, { node }] of rows) if (!shownKeys.includes(key)) { if (node.contains(editor)) editor.remove(); node.remove(); rows.delete(key); }
    if (!shownKeys.includes(roving)) roving = shownKeys[0] ?? null;
    steps.forEach((step, i) => {
      if (!rows.has(step.key)) rows.set(step.key, makeRow(step.key));
      const { node, head, n, what, under, mark, time, way } = rows.get(step.key);
      if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
      n.textContent = i + 1; what.textContent = title(step);
      const parts = [step.state === "new" ? "new" : step.state === "changed" ? "changed" : "", has("place") ? step.place : "", step.risk !== "none" && has("risk") ? `risk ${step.risk}` : "", !has("risk") && has("hazard") && step.hazard ? `hazard: ${step.hazard}` : ""];
      under.textContent = [step.symbol, ...parts.filter(Boolean)].join(" \u00b7 ");
      mark.textContent = step.mark ? `\u25b2 ${step.mark}` : ""; mark.hidden = !step.mark;
      time.textContent = said(step.time_min); way.textContent = step.distance_m ? said(step.distance_m) : "";
      head.setAttribute("aria-expanded", String(step.key === open)); head.tabIndex = step.key === roving ? 0 : -1;
      head.setAttribute("aria-label", `${i + 1}. ${title(step)}. ${under.textContent}. ${said(step.time_min)} min${step.distance_m ? `, ${said(step.distance_m)} m` : ""}.${step.mark ? ` ${step.mark}.` : ""}`);
      node.dataset.state = step.state; node.toggleAttribute("data-raised", Boolean(step.mark));
      if (step.key === open) {
        if (editor.parentNode !== node) node.append(editor);
        for (const [name, made] of Object.entries(fields)) { made.node.hidden = !has(name); if (document.activeElement !== made.input || editor.dataset.of !== step.key) made.set(step[name]); }
        editor.dataset.of = step.key;
      }
    });
    if (!open) editor.remove();
    first.hidden = steps.length > 0; heads.hidden = !steps.length;
    const [kind, head, told] = one.verdict;
    verdict.dataset.kind = kind; verdictHead.textContent = head; verdictWords.textContent = told; note.textContent = one.note; note.hidden = !one.note;
    verdictSign.textContent = { good: "\u2713", bad: "\u2715", open: "?", none: "\u2026" }[kind];
    const [, count, time, way] = one.table.at(-1), arrow = ([before, after]) => (one.before.length ? `${before} \u2192 ${after}` : after);
    effect.textContent = `In all: ${arrow(count)} steps, ${arrow(time)} min, ${arrow(way)} m. ${head}.`;
    wide.firstChild.hidden = !one.before.length;
    body.replaceChildren(...one.table.map(([symbol, ...pairs], i) => make("tr", i === one.table.length - 1 ? { class: "sf-total" } : {},
      make("th", { scope: "row" }, ...(symbol === "total" ? [] : [pcbIcon(symbol)]), symbol),
      ...pairs.map(([before, after]) => make("td", before === after ? {} : { class: "sf-differs" }, one.before.length && before !== after ? make("span", { text: `${before} \u2192 ` }) : "", make("b", { text: after }))))));
    one.log.forEach(([what, name, told, reason], i) => {
      const line = (logs[i] ??= makeLog(i));
      if (line.node.parentNode !== logBody) logBody.append(line.node);
      line.what.textContent = `${KIND[what]}: ${name}${["change", "combine", "move"].includes(what) ? ` (${told})` : ""}`;
      if (document.activeElement !== line.why || answered) line.why.value = reason;
      line.why.setAttribute("aria-label", `Why? Reason of change ${i + 1}, ${KIND[what]}: ${name}`);
      line.back.setAttribute("aria-label", `Take back change ${i + 1}, ${KIND[what]}: ${name}`);
    });
    while (logBody.children.length > one.log.length) { logBody.lastChild.remove(); logs.pop(); }
    noLog.hidden = one.log.length > 0; afresh.hidden = !one.log.length;
    box.root.dataset.steps = String(steps.length); box.root.dataset.changes = String(one.log.length); box.root.dataset.verdict = kind;
    paint();
    if (now && !one.problem) {
      if ("log" in now) (logs[Math.min(now.log, logs.length - 1)]?.back ?? rows.get(roving)?.head)?.focus();
      else if (now.edit) { fields.description.input.focus(); fields.description.input.select(); }
      else if (now.focus === "first") rows.get(shownKeys[0])?.head.focus();
      else if (now.focus && rows.has(now.focus)) goTo(now.focus); else first.focus();
    } else if (had && had !== document.activeElement && box.root.contains(had)) had.focus({ preventScroll: true });
    else if (had && !had.isConnected) (rows.get(roving)?.head ?? first).focus();
    if (answered && words && one.step) { if (!one.problem) box.say(`${words} ${head}: ${count[1]} steps, ${time[1]} min, ${way[1]} m.`); words = ""; }
  }

  let drawn = "";
  function paint() {
    const one = view(), columns = chart.clientWidth >= 440, middles = [...list.children].map((node, i) => [one.rows[i]?.symbol, node.offsetTop + node.firstChild.offsetHeight / 2]);
    const sum = one.table.at(-1)[2], name = JSON.stringify([columns, middles, list.offsetHeight, barsPlace.clientWidth, one.rows.map((row) => row.time_min)]);
    chart.toggleAttribute("data-narrow", !columns);
    if (name === drawn || !chart.clientWidth) return;
    drawn = name;
    pcbLine(thread, middles, columns, Math.max(1, list.offsetHeight));
    const both = [["Present", one.before, `${sum[0]} min`], ["Proposed", one.rows.map((row) => [row.symbol, row.time_min]), `${sum[1]} min`]].filter(([, steps], i) => i || steps.length);
    bars.setAttribute("aria-label", `Each step as long as it takes. ${one.text}`);
    if (barsPlace.clientWidth) pcbBars(bars, both, barsPlace.clientWidth, "min");
    // The symbols are laid out anew where the list has become narrow, which changes the rows' heights.
    if ([...list.children].some((node, i) => Math.abs(node.offsetTop + node.firstChild.offsetHeight / 2 - middles[i][1]) > 1)) { drawn = ""; requestAnimationFrame(paint); }
  }
  const watcher = new ResizeObserver(() => paint());
  watcher.observe(list); watcher.observe(barsPlace);
  return { box, close: () => watcher.disconnect() };
}

export default {
  render({ model, el }) {
    const { box, close } = createChartBuilder(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
