// The line-balancing board: tasks are dragged or moved by key, the Yamazumi and the words follow; a rule's answer
// step by step, and the proved optimum, on request.

// Dragging with mouse, pen or finger. `drop(task, where)` is called with what the drop zone's data-drop says.
function lbDragging(root, { name, start, drop }) {
  let held = null;
  const under = (event) => root.getRootNode().elementFromPoint(event.clientX, event.clientY)?.closest("[data-drop]");
  const zoneOf = (event) => { const zone = under(event); return zone && root.contains(zone) ? zone : null; };
  const mark = (zone) => { for (const node of root.querySelectorAll("[data-target]")) if (node !== zone) node.removeAttribute("data-target"); zone?.setAttribute("data-target", ""); };
  function end() {
    held?.ghost?.remove(); mark(null); root.removeAttribute("data-dragging"); held = null;
    window.removeEventListener("pointermove", moved); window.removeEventListener("pointerup", up); window.removeEventListener("pointercancel", end); window.removeEventListener("keydown", escaped, true);
  }
  function moved(event) {
    if (!held || event.pointerId !== held.pointer) return;
    if (!held.ghost) {
      if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < 6) return;
      held.ghost = make("div", { class: "lb-ghost-card", "aria-hidden": "true" }, ...name(held.task));
      root.append(held.ghost); root.setAttribute("data-dragging", "");
      start(held.task);
    }
    held.ghost.style.transform = `translate(${event.clientX}px, ${event.clientY}px) translate(-50%, -60%)`;
    mark(zoneOf(event));
  }
  function up(event) {
    if (!held || event.pointerId !== held.pointer) return;
    const zone = held.ghost ? zoneOf(event) : null, { task } = held;
    end();
    if (zone) drop(task, zone.dataset.drop);
  }
  function escaped(event) { if (event.key === "Escape" && held) { event.preventDefault(); event.stopPropagation(); end(); } }
  root.addEventListener("pointerdown", (event) => {
    const card = event.target.closest?.("[data-task]");
    if (!card || event.button !== 0 || held) return;
    held = { task: Number(card.dataset.task), x: event.clientX, y: event.clientY, pointer: event.pointerId, ghost: null };
    // Dragged blocks are drawn anew and cards are shared by several places: the window hears every move.
    if (card.hasPointerCapture?.(event.pointerId)) card.releasePointerCapture(event.pointerId);
    window.addEventListener("pointermove", moved); window.addEventListener("pointerup", up); window.addEventListener("pointercancel", end); window.addEventListener("keydown", escaped, true);
  });
  return end;
}

function createBalancingBoard(model) {
  const line = model.get("line"), view = () => model.get("view"), task = (name) => line.tasks.findIndex((one) => one.name === name);
  let selected = task(line.order[0]), pending = null, pendingStep = 0, words = "", history = [];
  const diagram = lbDiagram(line), yamazumi = lbYamazumi(line);
  const title = (i) => (line.tasks[i].words ? `${line.tasks[i].name} (${line.tasks[i].words})` : line.tasks[i].name);

  // What was asked for and is not answered yet counts as done: two keys in a row are two moves.
  const now = () => (pending && (view().step ?? 0) < pendingStep ? pending : { stations: view().stations, people: view().people });
  function put(state, told) {
    history.push(now());
    if (history.length > 100) history.shift();
    send(state, told);
  }
  function send(state, told) {
    const answeredBy = (model.get("inputs").step ?? 0) + 1;
    words = told; pending = state; pendingStep = answeredBy;
    box.change({ stations: state.stations, people: state.people });
    pendingStep = Math.max(model.get("inputs").step ?? 0, answeredBy);
  }
  const placeOf = (i) => now().stations.findIndex((tasks) => tasks.includes(line.tasks[i].name));

  // where: "pool", "s2" (the station at place 2), "n2" (a new station at place 2), places from 0.
  function place(i, where) {
    const { stations, people } = now(), name = line.tasks[i].name, at = placeOf(i), to = Number(where.slice(1));
    if (i !== selected) select(i);
    if (where === "pool" ? at < 0 : where === `s${at}`) return;
    const alone = at >= 0 && stations[at].length === 1;
    if (alone && where[0] === "n" && (to === at || to === at + 1)) return box.say(`${name} has station ${at + 1} to itself already.`);
    const made = stations.map((tasks, place) => ({ tasks: tasks.filter((one) => one !== name), people: people[place] }));
    let there = null;
    if (where[0] === "s") (there = made[to]).tasks.push(name);
    else if (where[0] === "n") made.splice(to, 0, (there = { tasks: [name], people: 1 }));
    const kept = made.filter(({ tasks }) => tasks.length), station = kept.indexOf(there) + 1;
    put({ stations: kept.map(({ tasks }) => tasks), people: kept.map((one) => one.people) }, there ? `${name} is at station ${station} now.` : `${name} waits again.`);
  }
  function moveBy(i, by) {
    const at = placeOf(i), count = now().stations.length;
    if (by < 0) return at < 0 ? box.say(`${line.tasks[i].name} waits: there is no station before.`) : place(i, at === 0 ? "pool" : `s${at - 1}`);
    if (at < 0) return place(i, count ? "s0" : "n0");
    place(i, at === count - 1 ? `n${count}` : `s${at + 1}`);
  }
  function fresh(i) { const at = placeOf(i), count = now().stations.length; place(i, `n${at < 0 ? count : at + 1}`); }
  function toNumber(i, number) {
    const count = now().stations.length;
    if (number <= count) place(i, `s${number - 1}`); else if (number === count + 1) place(i, `n${count}`); else box.say(`There ${count === 1 ? "is 1 station" : `are ${count} stations`}; the next one is ${count + 1}.`);
  }
  function man(i, by) {
    const { stations, people } = now(), at = placeOf(i);
    if (at < 0) return box.say(`${line.tasks[i].name} has no station yet.`);
    const wanted = Math.min(9, Math.max(1, people[at] + by));
    if (wanted === people[at]) return box.say(by < 0 ? "One person is the least." : "Nine people are the most.");
    put({ stations, people: people.map((count, place) => (place === at ? wanted : count)) }, `${wanted} ${wanted === 1 ? "person" : "people"} at station ${at + 1} now.`);
  }
  function undo() {
    const last = history.pop();
    if (!last) return box.say("There is nothing to undo.");
    send(last, "Undone.");
  }
  function select(i, focus = false) { selected = i; paint(); if (focus) { diagram.nodes[i].node.focus({ preventScroll: true }); diagram.nodes[i].node.scrollIntoView({ block: "nearest", inline: "nearest" }); } }
  function goBy(by) { const at = line.order.indexOf(line.tasks[selected].name), to = Math.min(line.order.length - 1, Math.max(0, at + by)); select(task(line.order[to]), true); }

  const KEYS = {
    ArrowLeft: () => moveBy(selected, -1), ArrowRight: () => moveBy(selected, 1), ArrowUp: () => goBy(-1), ArrowDown: () => goBy(1), Home: () => goBy(-1000), End: () => goBy(1000),
    Delete: () => place(selected, "pool"), Backspace: () => place(selected, "pool"), n: () => fresh(selected), p: () => man(selected, 1), "shift+p": () => man(selected, -1), u: undo,
  };
  diagram.place.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.matches(".lb-task")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const does = /^[1-9]$/.test(key) ? () => toNumber(selected, Number(key)) : KEYS[event.shiftKey && key === "p" ? "shift+p" : key];
    if (!does) return;
    event.preventDefault(); event.stopPropagation();
    does();
  });
  diagram.place.addEventListener("focusin", (event) => { const i = event.target.dataset?.task; if (i != null && Number(i) !== selected) select(Number(i)); });

  // Tapping: a task is chosen, then a station (for those who do not drag).
  diagram.place.addEventListener("click", (event) => { const card = event.target.closest("[data-task]"); if (card) select(Number(card.dataset.task), true); });
  yamazumi.plot.addEventListener("click", (event) => {
    const card = event.target.closest("[data-task]"), zone = event.target.closest("[data-drop]");
    if (card) select(Number(card.dataset.task)); else if (zone) place(selected, zone.dataset.drop);
  });

  // The words on top
  const sign = make("span", { class: "lb-sign", "aria-hidden": "true" }), head = make("b"), told = make("p"), problems = make("ul"), listed = make("div", { class: "lb-problems", tabindex: "0", role: "region", "aria-label": "What does not hold" }, problems);
  const verdict = make("div", { class: "lb-verdict" }, sign, make("div", {}, head, told, listed));
  const figures = make("div", { class: "lb-figures", role: "list", "aria-label": "Figures of this balance" });

  // Demand and cycle
  const period = line.period, pace = make("p", { class: "lb-pace" });
  const demand = field({ label: `Demand (pieces a ${period})`, kind: "number", min: 0, step: "any", value: "", changed: (value) => { words = "The demand has changed."; box.change({ demand: value, cycle_time: null, asked: "" }); } });
  const cycle = field({ label: `Cycle time (${line.unit})`, kind: "number", min: 0, step: "any", value: "", changed: (value) => { words = "The cycle time has changed."; box.change({ cycle_time: value, asked: "" }); } });
  const back = button({ text: "Undo" }), afresh = button({ text: "Take all back" });
  back.addEventListener("click", undo);
  afresh.addEventListener("click", () => put({ stations: [], people: [] }, "All tasks wait again."));
  const controls = make("div", { class: "lb-controls" }, demand.node, cycle.node, make("div", { class: "sf-bar" }, back, afresh));

  // The chosen task
  const what = make("p", { class: "lb-what" }), act = (text, key, does) => { const node = button({}, text, " ", make("kbd", { text: key })); node.addEventListener("click", () => does(selected)); return node; };
  const left = act("Station before", "\u2190", (i) => moveBy(i, -1)), right = act("Next station", "\u2192", (i) => moveBy(i, 1)), own = act("New station", "N", fresh), away = act("Back to waiting", "Del", (i) => place(i, "pool"));
  const more = button({ "aria-label": "One person more at its station", text: "+" }), fewer = button({ "aria-label": "One person less at its station", text: "\u2212" }), manned = make("span");
  more.addEventListener("click", () => man(selected, 1)); fewer.addEventListener("click", () => man(selected, -1));
  const chosen = make("div", { class: "lb-chosen", role: "group", "aria-label": "Chosen task" }, what, make("div", { class: "lb-acts" }, left, right, own, away, make("span", { class: "lb-manned" }, manned, fewer, more)));

  // What can be asked for
  const RULES = { "largest candidate": "Largest candidate", "positional weight": "Positional weight", optimal: "Compare with the proved optimum" };
  const askers = Object.entries(RULES).map(([kind, text]) => {
    const node = button({ "aria-pressed": "false", text });
    node.addEventListener("click", () => {
      const closes = view().panel.kind === kind;
      words = closes ? "Closed." : kind === "optimal" ? "The optimum." : `The rule ${kind}: its first task.`;
      box.change({ asked: closes ? "" : kind, at: closes ? 0 : 1, seen: false });
    });
    return [kind, node];
  });
  const ruleHead = make("h4"), ruleWords = make("p"), steps = make("ol"), scroll = make("div", { class: "lb-steps", tabindex: "0", role: "region", "aria-label": "Steps of the rule" }, steps), end = make("p", { class: "lb-end" });
  const step = (text, does) => { const node = button({ text }); node.addEventListener("click", does); return node; };
  const at = () => view().panel.at ?? 0;
  const next = step("Next task", () => { words = "next"; box.change({ at: at() + 1 }); }), previous = step("One back", () => { words = "next"; box.change({ at: Math.max(0, at() - 1) }); });
  const all = step("All", () => { words = "next"; box.change({ at: view().panel.total }); }), show = step("Show its stations", () => { words = "Its stations are shown."; box.change({ seen: true }); });
  const take = step("Put this on the board", () => { const { stations, people } = view().panel; put({ stations, people }, "On the board now; Undo brings yours back."); });
  next.classList.add("sf-go");
  const table = make("tbody"), compared = make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col", text: "" }), make("th", { scope: "col", text: "Yours" }), make("th", { scope: "col", text: "Optimum" }))), table);
  compared.querySelector("th").replaceChildren(make("span", { class: "sf-hidden", text: "Measure" }));
  const its = make("ul", { class: "lb-its" });
  const panel = make("div", { class: "lb-panel", role: "group", "aria-label": "The rule or the optimum" }, ruleHead, ruleWords, compared, its, scroll, end, make("div", { class: "sf-bar" }, next, previous, all, show, take));
  const EXPLAINED = {
    "largest candidate": "The longest task whose predecessors are done and that still fits; when none fits, the next station begins.",
    "positional weight": "The weight of a task is its time and that of all that comes after it. The heaviest whose predecessors are done and that still fits; when none fits, the next station begins.",
  };

  const keys = make("details", {}, control("summary", { text: "Keys, and how to read it" }),
    make("p", { text: "On a task: \u2190 and \u2192 move it to the station before or after (from the last one to a new one, from the first one back to waiting), \u2191 and \u2193 go to another task, Home and End to the first and last. 1 to 9 move it to that station, N gives it a new station after its own, Delete lets it wait again. P puts one more person at its station, Shift+P one less; U undoes." }),
    make("p", { text: "With pointer or finger: drag a task to a station, to the gap between two stations (a new one), or back to the diagram. Or choose it, then tap a station." }),
    make("p", { text: "The number at a task is its station. A thick border: all that must come before it is placed. A block is as high as the task takes long; with several people side by side, as long as for each of them. Dotted is idle time up to the cycle, striped what is over it. A dashed thick arrow is a broken precedence." }));

  const box = createBox(model, { kind: "sf-lbb", label: "Line-balancing board", refresh });
  const h = (text) => make("h4", { text });
  box.body.append(make("div", { class: "lb-top" }, verdict, figures), controls, pace,
    make("section", { class: "lb-part", "aria-label": "Tasks" }, h(`${line.title}: tasks, time in ${line.unit}`), diagram.node),
    chosen, make("section", { class: "lb-part", "aria-label": "Stations" }, h("Stations"), yamazumi.node),
    make("div", { class: "sf-bar lb-ask", role: "group", "aria-label": "What would a rule do?" }, make("span", { text: "What would a rule do?" }), ...askers.map(([, node]) => node)), panel, keys);
  const stopDragging = lbDragging(box.root, { name: (i) => [make("b", { text: line.tasks[i].name }), ` ${line.tasks[i].said}`], start: (i) => select(i), drop: place });

  function paint() {
    const one = view(), where = line.tasks.map(({ name }) => one.stations.findIndex((tasks) => tasks.includes(name)));
    const ruleStep = one.panel.steps?.at(-1);
    diagram.paint(one, where, selected, ruleStep ? task(ruleStep.task) : -1);
    yamazumi.paint(one, selected);
    const i = selected, at = where[i], { before, said } = line.tasks[i];
    what.replaceChildren(make("b", { text: title(i) }), ` \u00b7 ${said} ${line.unit} \u00b7 ${before.length ? `after ${before.map((b) => line.tasks[b].name).join(", ")}` : "can be first"} \u00b7 ${at < 0 ? "waiting" : `station ${at + 1}`}`);
    manned.textContent = at < 0 ? "" : `${one.people[at]} ${one.people[at] === 1 ? "person" : "people"} at station ${at + 1}`;
    manned.parentNode.hidden = at < 0;
  }

  function refresh(one) {
    const answered = (one.step ?? 0) >= pendingStep;
    if (answered) pending = null;
    const [kind, title, sentence] = one.verdict;
    verdict.dataset.kind = kind; head.textContent = title; told.textContent = sentence; told.hidden = !sentence;
    sign.textContent = { good: "\u2713", bad: "!", open: "\u2026", none: "\u2192" }[kind];
    problems.replaceChildren(...one.problems.map((text) => make("li", { text }))); listed.hidden = !one.problems.length;
    figures.replaceChildren(...one.figures.map(([name, value, remark]) => make("div", { role: "listitem" }, make("span", { text: name }), " ", make("b", { text: value }), " ", make("small", { text: remark }))));
    demand.node.hidden = one.takt == null; pace.hidden = !one.pace; pace.textContent = one.pace;
    if (document.activeElement !== demand.input || !one.problem) demand.set(one.demand ?? "");
    if (document.activeElement !== cycle.input || !one.problem) cycle.set(one.cycle_said);
    for (const [asked, node] of askers) node.setAttribute("aria-pressed", String(one.panel.kind === asked));
    paintPanel(one.panel);
    paint();
    afresh.disabled = !one.stations.length; back.disabled = !history.length;
    Object.assign(box.root.dataset, { verdict: kind, stations: one.stations.length, waiting: one.waiting.length, asked: one.panel.kind ?? "", at: one.panel.at ?? "" });
    if (answered && words && one.step) {
      if (words === "next") words = one.panel.steps?.at(-1) ? `${one.panel.steps.at(-1).task} to station ${one.panel.steps.at(-1).station}. ${one.panel.steps.at(-1).why}` : "Nothing is chosen yet.";
      else if (one.panel.kind === "optimal" && words === "The optimum.") words = `${one.panel.head}. ${one.panel.words}`;
      else words = `${words} ${one.problems.length ? one.problems.join(" ") : `${title}.`}`;
      if (!one.problem) box.say(words);
      words = "";
    }
  }

  function paintPanel(one) {
    panel.hidden = !one.kind;
    if (!one.kind) return;
    const rule = one.kind !== "optimal", had = document.activeElement;
    ruleHead.textContent = rule ? RULES[one.kind] : one.head;
    ruleWords.textContent = rule ? EXPLAINED[one.kind] : one.words;
    compared.hidden = rule; scroll.hidden = !rule; end.hidden = !rule || !one.end;
    next.hidden = previous.hidden = all.hidden = !rule; show.hidden = rule || Boolean(one.stations); its.hidden = rule || !one.stations;
    take.hidden = !one.stations;
    if (rule) {
      steps.replaceChildren(...one.steps.map((step, i) => make("li", i === one.steps.length - 1 ? { class: "lb-last" } : {}, make("b", { text: `${step.task} \u2192 station ${step.station}` }), ` ${step.why} `, make("small", { text: step.left }))));
      scroll.scrollTop = scroll.scrollHeight; end.textContent = one.end;
      next.disabled = all.disabled = one.at >= one.total; previous.disabled = one.at <= 0; take.disabled = !one.stations.length;
    } else {
      table.replaceChildren(...one.rows.map(([name, ...cells]) => make("tr", {}, make("th", { scope: "row", text: name }), ...cells.map((text) => make("td", { text })))));
      if (one.stations) its.replaceChildren(...one.stations.map((tasks, i) => make("li", {}, make("b", { text: `Station ${i + 1}: ` }), tasks.join(", "))));
    }
    // A button that has just gone or cannot be pressed any more hands the focus on.
    if (panel.contains(had) && (had.disabled || had.hidden)) (rule ? (had === previous ? next : previous) : take).focus();
  }

  const watcher = new ResizeObserver(() => { diagram.layOut(diagram.node.clientWidth); yamazumi.paint(view(), selected); });
  watcher.observe(diagram.node);
  return { box, close: () => { watcher.disconnect(); stopDragging(); } };
}

export default {
  render({ model, el }) {
    const { box, close } = createBalancingBoard(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
