// The value-stream map: figures, the map, one process at a time in a panel of controls, what was changed.

const VSM_FIELDS = {
  inventory_before: ["Inventory before it (pieces)", 0, 1], cycle_time_s: ["Cycle time (s)", 0.1, "any"], value_added_s: ["of which adds value (s)", 0, "any"],
  changeover_min: ["Changeover (min)", 0, "any"], uptime: ["Uptime (%)", 1, "any"], batch_pieces: ["Batch (pieces)", 1, 1],
};
const VSM_LOOP = { replenish_days: ["Filled again in (days)", 0.01, "any"], container_pieces: ["Container (pieces)", 1, 1], safety: ["Safety (%)", 0, "any"] };
const VSM_PERCENT = ["uptime", "safety"];

function createStreamMap(model) {
  const view = () => model.get("view");
  let chosen = 1, pending = null, pendingStep = 0, words = "", width = 0, focusAfter = null;
  const made = () => (pending && (view().step ?? 0) < pendingStep ? pending : { demand: view().demand, changed: view().changed });
  const ask = (changes, told) => {
    const next = { ...made(), ...changes }, answeredBy = (model.get("inputs").step ?? 0) + 1;
    pending = next; words = told; pendingStep = answeredBy;
    box.change(next);
    pendingStep = Math.max(model.get("inputs").step ?? 0, answeredBy);
  };
  const put = (name, value, told) => {
    const { changed } = made(), now = changed[chosen]?.[name] ?? (name in VSM_LOOP ? step().loop[name] : step()[name]);
    if (now === value) return;
    ask({ changed: { ...changed, [chosen]: { ...changed[chosen], [name]: value } } }, told);
  };
  const step = () => view().steps[chosen - 1];

  const tiles = make("div", { class: "sf-tiles" });
  const bars = draw("svg", { class: "sf-lead-bars", role: "img" }), barsPlace = make("div", { class: "sf-bars-place" }, bars);
  const svg = draw("svg", { class: "sf-map", role: "img", id: newId() }), mapPlace = make("div", { class: "sf-map-place" }, svg);
  const demand = field({ label: "Customer takes a day (pieces)", kind: "number", min: 1, max: 1000000, step: "any", value: view().demand, changed: (value) => value !== made().demand && ask({ demand: value }, `The customer takes ${vsmSaid(value)} a day.`) });
  const which = field({ label: "Process to change", kind: "select", options: view().steps.map((one, i) => [String(i + 1), `${i + 1}. ${one.process}`]), value: "1", changed: (value) => choose(Number(value)) });
  const earlier = button({ "aria-label": "Process before", text: "\u25c2" }), later = button({ "aria-label": "Process after", text: "\u25b8" });
  earlier.addEventListener("click", () => choose(Math.max(1, chosen - 1))); later.addEventListener("click", () => choose(Math.min(view().steps.length, chosen + 1)));
  const flow = field({ label: "Before it", kind: "select", options: view().flows, value: "push", changed: (value) => put("flow", value, `Before ${step().process}: ${Object.fromEntries(view().flows)[value]}.`) });
  const numbers = {};
  for (const [name, [label, min, stepBy]] of Object.entries({ ...VSM_FIELDS, ...VSM_LOOP })) {
    const max = name === "uptime" ? { max: 100 } : name === "safety" ? { max: 200 } : {}, percent = VSM_PERCENT.includes(name);
    numbers[name] = field({ label, kind: "number", min, ...max, step: stepBy, value: 0, changed: (value) => put(name, percent ? Number((value / 100).toFixed(6)) : value, `${label} of ${step().process}: ${vsmSaid(value)}.`) });
  }
  const loopTold = make("p", { class: "sf-loop-told" }), pace = make("p", { class: "sf-pace" }), note = make("p", { class: "sf-none" });
  const loop = make("div", { class: "sf-loop" }, ...Object.keys(VSM_LOOP).map((name) => numbers[name].node));
  const panel = make("div", { class: "sf-panel", role: "group", "aria-label": "Change one thing at a time" },
    make("div", { class: "sf-which" }, which.node, earlier, later), make("div", { class: "sf-values" }, flow.node, ...Object.keys(VSM_FIELDS).map((name) => numbers[name].node)), loop, loopTold, pace, note, demand.node);
  const list = make("ol", { class: "sf-changes", "aria-label": "Changed so far" }), none = make("p", { class: "sf-none", text: "Nothing yet: this is the current state. Change one thing, and see what it does before you change the next." });
  const afresh = button({ text: "Back to the current state" });
  afresh.addEventListener("click", () => { focusAfter = () => which.input; ask({ demand: view().demand_now, changed: {} }, "Back to the current state."); });
  const done = make("div", { class: "sf-done" }, make("h4", { text: "Changed so far" }), none, list, afresh);
  const keys = make("details", {}, control("summary", { text: "How to read it, and keys" }),
    make("p", { text: "Triangle with an I: pushed inventory. Two lines: a FIFO lane, with the most it may hold. Shelves: a supermarket, with all containers of its kanban cards full; beneath it, beside a card, how many cards. The number beneath is pieces. In the box: C/T cycle time, C/O changeover, up uptime, batch: pieces made in a row. The bar is the time a piece takes, stops and changeovers included, against this process's own takt, which is the mark. The ladder has days of waiting above, seconds of processing below." }),
    make("p", { text: "Tab goes from control to control. The process is chosen in its list with the arrow keys, or with a click on the map. A number is taken on Enter or on leaving its field; its arrow keys change it by one." }));

  const box = createBox(model, { kind: "sf-vsm", label: "Value-stream map", refresh });
  box.body.append(make("div", { class: "sf-vsm-top" }, tiles, barsPlace), mapPlace, make("div", { class: "sf-vsm-grid" }, panel, done), keys);

  function choose(place) {
    chosen = place;
    refresh(view());
    const one = step();
    box.say(`${one.process}: ${vsmSaid(one.inventory_before, 0)} pieces before it (${vsmSaid(one.days)} days), ${one.pace} s a piece against a takt of ${one.takt} s.`);
  }

  svg.addEventListener("click", (event) => { const place = Number(event.target.closest?.("g.sf-process")?.dataset.place); if (place) choose(place); });

  function takeBack(place, name) {
    if (!place) return ask({ demand: view().demand_now }, "The demand is as it was.");
    const { changed } = made(), { [name]: gone, ...rest } = changed[place] ?? {};
    ask({ changed: { ...changed, [place]: rest } }, "Taken back.");
  }

  function refresh(one) {
    const answered = (one.step ?? 0) >= pendingStep;
    if (answered) pending = null;
    const now = one.steps[chosen - 1], pull = now.flow === "pull" && now.cards != null;
    which.set(String(chosen)); earlier.setAttribute("aria-disabled", String(chosen === 1)); later.setAttribute("aria-disabled", String(chosen === one.steps.length));
    const free = (made) => (answered && one.problem) || document.activeElement !== made.input || made.input.dataset.of !== String(chosen);
    for (const [name, made] of Object.entries(numbers)) {
      const value = name in VSM_LOOP ? now.loop[name] : now[name];
      made.node.hidden = name in VSM_LOOP ? !pull : !one.settable.includes(name) || (name === "inventory_before" && pull);
      if (value != null && free(made)) made.set(Number((VSM_PERCENT.includes(name) ? 100 * value : value).toFixed(4)));
      made.input.dataset.of = String(chosen);
      made.node.toggleAttribute("data-changed", Boolean(now.was[name]));
    }
    numbers.inventory_before.node.firstChild.textContent = now.flow === "fifo" ? "The lane holds at most (pieces)" : "Inventory before it (pieces)";
    flow.set(now.flow); flow.node.toggleAttribute("data-changed", Boolean(now.was.flow));
    if (free(demand)) demand.set(one.demand);
    loop.hidden = loopTold.hidden = !pull;
    loopTold.textContent = pull ? `${now.cards} kanban cards: at most ${vsmSaid(now.inventory_before, 0)} pieces, ${vsmSaid(now.days)} days.` : "";
    pace.textContent = `A piece takes ${now.pace} s, stops and changeovers included; takt here is ${now.takt} s${now.shifts ? ` in ${now.shifts} shift${now.shifts === 1 ? "" : "s"}` : ""}: ${now.slow ? "too slow" : "fast enough"}.`;
    note.textContent = one.note; note.hidden = !one.note;
    tiles.replaceChildren(...one.tiles.map(([label, value, beside]) => make("div", { class: "sf-tile", ...(beside === "as now" ? {} : { "data-changed": "" }) }, make("span", { text: label }), make("b", { text: value }), make("small", { text: beside === "as now" ? "current state" : beside }))));
    const held = [...list.querySelectorAll("button")].indexOf(document.activeElement);
    list.replaceChildren(...one.told.map(([place, name, told]) => {
      const back = button({ "aria-label": `Put back, ${told}`, text: "Put back" });
      back.addEventListener("click", () => takeBack(place, name));
      return make("li", {}, make("span", { text: told }), back);
    }));
    if (held >= 0) (list.querySelectorAll("button")[Math.min(held, one.told.length - 1)] ?? which.input).focus();
    none.hidden = one.told.length > 0; afresh.hidden = !one.told.length;
    Object.assign(box.root.dataset, { changes: String(one.told.length), lead: one.tiles[0][1], chosen: String(chosen) });
    paint();
    if (answered && focusAfter) { focusAfter().focus(); focusAfter = null; }
    if (answered && words) { if (!one.problem) box.say(`${words} Lead time ${one.tiles[0][1]}, ${one.tiles[0][2]}. ${now.process}: ${(100 * now.load).toFixed(0)} % of takt.`); words = ""; }
  }

  function paint() {
    const one = view();
    if (!width) return;
    vsmDraw(svg, one.steps, chosen, width, `Value-stream map. ${one.text}`);
    const room = Math.floor(barsPlace.clientWidth), now = one.tiles[0][2] === "as now" ? one.tiles[0][1] : one.tiles[0][2].replace("was ", "");
    bars.setAttribute("aria-label", `Days before each process, by its number: now ${one.before.map((days) => vsmSaid(days)).join(", ")}; in the future state ${one.steps.map((each) => vsmSaid(each.days)).join(", ")}.`);
    if (room) vsmBars(bars, [["Current state", one.before, now], ["Future state", one.steps.map((each) => each.days), one.tiles[0][1]]], room);
  }
  const watcher = new ResizeObserver(() => { const wide = Math.floor(mapPlace.clientWidth); if (wide && wide !== width) { width = wide; paint(); } });
  watcher.observe(mapPlace);
  return { box, close: () => watcher.disconnect() };
}

export default {
  render({ model, el }) {
    const { box, close } = createStreamMap(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
