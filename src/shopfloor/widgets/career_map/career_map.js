// The career map: the map, the role looked at, the way with what each step asks for, and the plan. All numbers and
// sentences come from Python.

function createCareerMap(model) {
  const wish = {}; // what the learner has set and Python has not answered yet, with the step that will answer it
  let saying = null, width = 0, looked = model.get("view").set.start, from = "", map = null, shownSteps = "";
  const view = () => model.get("view"), step = () => model.get("inputs").step ?? 0;
  const ask = (changes, words) => {
    const before = step();
    box.change(changes);
    const answeredBy = Math.max(step(), before + 1);
    saying = { words, answeredBy };
    for (const [name, value] of Object.entries(changes)) wish[name] = { value, answeredBy };
  };
  const now = (name) => {
    if (wish[name] && view().step >= wish[name].answeredBy) delete wish[name];
    return name in wish ? wish[name].value : view().set[name];
  };
  const heard = () => `${view().heading}.`;
  const go = (changes) => ask(changes, heard);

  const names = view().roles.map((role) => [role.role, role.role]);
  const start = field({ label: "I am here", kind: "select", options: names, value: "", changed: (role) => { looked = role; go({ start: role }); } });
  const goal = field({ label: "I want to go here", kind: "select", options: [["", "not chosen yet"], ...names], value: "", changed: (role) => { looked = role || looked; go({ goal: role }); } });
  const choose = make("div", { class: "sf-career-choose" }, start.node, goal.node);
  const heading = make("p", { class: "sf-career-heading" });

  const arrows = draw("svg", { class: "sf-drawing sf-career-arrows", "aria-hidden": "true" });
  const ground = make("div", { class: "sf-career-field" }, arrows);
  const boxes = new Map();
  for (const [role] of names) {
    const badge = make("span", { class: "sf-career-badge" }), pay = make("span", { class: "sf-career-pay" });
    const node = button({ class: "sf-career-box", tabindex: "-1", title: role }, make("span", { class: "sf-career-name", text: role }), make("span", { class: "sf-career-line" }, badge, pay));
    node.addEventListener("focus", () => { if (looked !== role) { looked = role; paintLook(); } });
    node.addEventListener("click", () => { looked = role; paintLook(); });
    boxes.set(role, { node, badge, pay });
    ground.append(node);
  }
  const mapBox = make("div", { class: "sf-career-map", role: "group", "aria-label": "Map of careers" }, ground);
  const legend = make("p", { class: "sf-career-legend" });

  const look = make("section", { class: "sf-career-look", "aria-label": "The role looked at" });
  const lookName = make("p", { class: "sf-career-title" }), lookPay = make("p"), lookTo = make("p"), lookFrom = make("p"), lookAsks = make("ul");
  const here = button({ text: "I am here" }), there = button({ class: "sf-go", text: "I want to go here" });
  look.append(lookName, lookPay, lookTo, lookFrom, lookAsks, make("div", { class: "sf-bar" }, there, here));
  here.addEventListener("click", () => go({ start: looked }));
  there.addEventListener("click", () => go({ goal: looked }));

  const noWay = make("p", { class: "sf-career-noway" }), others = make("p");
  const steps = make("ol", { class: "sf-career-steps", "aria-label": "The way, step by step" });
  const remarks = make("div", { class: "sf-career-remarks" });
  const plan = make("section", { "aria-label": "The way and your plan" }, make("p", { class: "sf-career-title", text: "The way, and your plan" }), noWay, others, steps, remarks);
  const gapHead = make("p", { class: "sf-career-title", text: "What you would have to learn" }), gapWords = make("p"), gapRows = make("div", { class: "sf-career-gaps" });
  const gapNote = make("p", { class: "sf-career-note", text: "Levels from 0 to 7. They are means of a few raters, so a gap of a few tenths is no gap." });
  const gap = make("section", { class: "sf-career-gap", "aria-label": "Skill gap" }, gapHead, gapWords, gapRows, gapNote);
  const keys = make("details", {}, control("summary", { text: "Keys and source" }),
    make("p", {}, "On the map: ", make("kbd", { text: "\u2192" }), " follows an arrow, ", make("kbd", { text: "\u2190" }), " goes back along it, ", make("kbd", { text: "\u2191" }), " ", make("kbd", { text: "\u2193" }), " go to the box above or below, Home and End to the first and last. ", make("kbd", { text: "H" }), " says: I am here. ", make("kbd", { text: "G" }), " says: I want to go here. Tab goes on to the buttons and the plan. With the mouse or a finger: touch a box, then a button below the map."),
    make("p", { text: "What you plan stays in this notebook." }), make("p", { text: view().source }));

  const box = createBox(model, { kind: "sf-careers", label: "Career map", refresh });
  box.body.append(choose, heading, mapBox, legend, look, plan, gap, keys);

  const role = (name) => view().roles.find((one) => one.role === name);
  const WAYS = { here: "you are here", way: "on your way", reach: "can be reached from where you are", far: "not reached from where you are by these steps" };

  function paintMap() {
    const one = view();
    if (!width) return;
    map = careerPlaces(one, width);
    ground.style.height = `${map.height}px`;
    const kinds = drawCareerArrows(arrows, one, map, width);
    for (const facts of one.roles) {
      const { node, badge, pay } = boxes.get(facts.role), place = map.places.get(facts.role);
      Object.assign(node.style, { left: `${place.x}px`, top: `${place.y}px`, width: `${place.w}px`, height: `${place.h}px` });
      node.dataset.state = facts.state; node.dataset.goal = String(facts.role === one.set.goal);
      badge.textContent = facts.badge; pay.textContent = facts.median; pay.hidden = !facts.median || Boolean(facts.badge && place.w < 190);
      node.setAttribute("aria-label", `${facts.role}. ${facts.badge || WAYS[facts.state]}. Pay: ${facts.pay}. ${facts.to.length ? `Leads to ${facts.to.join(", ")}` : "No step leads on"}.`);
    }
    const sample = (style) => { const svg = draw("svg", { width: 40, height: 12, class: "sf-career-sample", "aria-hidden": "true" }); draw("path", { d: "M0,6 H30", class: style }, svg); draw("path", { d: "M39,6 l-9,-5 v10 z", class: style.includes("way") ? "sf-arrowhead sf-arrow-way" : "sf-arrowhead" }, svg); return svg; };
    legend.replaceChildren(...kinds.filter(Boolean).map((kind) => make("span", {}, sample(`sf-arrow sf-arrow-${Math.min(kinds.indexOf(kind), 2)}`), ` ${kind}`)), ...(one.steps.length ? [make("span", {}, sample("sf-arrow sf-arrow-way"), " your way")] : []), make("span", { text: one.pay_note }), make("span", { text: one.caution }));
    paintLook();
  }

  function paintLook() {
    const facts = role(looked);
    for (const [name, { node }] of boxes) { node.setAttribute("tabindex", name === looked ? "0" : "-1"); if (name === looked) node.setAttribute("aria-current", "true"); else node.removeAttribute("aria-current"); }
    lookName.textContent = `${facts.role}${facts.badge ? ` (${facts.badge})` : ""}`;
    lookPay.textContent = `Pay: ${facts.pay}.`;
    lookTo.textContent = facts.to.length ? `Leads to: ${facts.to.join(", ")}.` : "No step leads on from here on this map.";
    lookFrom.textContent = facts.from.length ? `One comes from: ${facts.from.join(", ")}.` : "No step leads here on this map.";
    lookAsks.replaceChildren(...facts.asks.map((text) => make("li", { text })));
    lookAsks.hidden = !facts.asks.length;
    here.disabled = looked === now("start"); there.disabled = looked === now("goal");
  }

  function stepBox(one) {
    const mine = () => now("plan")[one.key] ?? { done: false, date: "", note: "" };
    const change = (part) => ask({ plan: { ...now("plan"), [one.key]: { ...mine(), ...part } } }, () => [view().remarks.join(" "), `${view().steps.filter((each) => each.mine.done).length} of ${view().steps.length} steps done.`].filter(Boolean).join(" "));
    const done = control("input", { type: "checkbox", id: newId() });
    done.addEventListener("change", () => change({ done: done.checked }));
    const date = control("input", { type: "date", id: newId(), min: "2000-01-01", max: "2100-12-31" });
    // A date that is typed is whole when the learner leaves it or presses Enter; one from the calendar, at once.
    let typing = false;
    const take = () => { typing = false; if (!date.validity.badInput && date.value !== mine().date) change({ date: date.value }); };
    date.addEventListener("keydown", (event) => {
      typing = true;
      if (event.key === "Enter") { event.preventDefault(); event.stopPropagation(); take(); }
    });
    date.addEventListener("pointerdown", () => { typing = false; });
    date.addEventListener("change", () => { if (!typing) take(); });
    date.addEventListener("blur", take);
    const note = control("input", { type: "text", id: newId(), maxlength: "500", placeholder: "the first thing I will do for it" });
    note.addEventListener("change", () => change({ note: note.value }));
    const label = (input, text) => make("label", { for: input.id, text });
    const node = make("li", { class: "sf-career-step", "data-key": one.key }, make("p", { class: "sf-career-step-head" }, make("b", { text: one.title }), ` ${one.how}`),
      one.asks.length ? make("ul", {}, ...one.asks.map((text) => make("li", { text }))) : make("p", { class: "sf-none", text: "The tables say nothing about what it asks for." }),
      make("p", { class: "sf-career-step-pay", text: `Pay: ${one.pay}.` }),
      make("div", { class: "sf-career-mine", role: "group", "aria-label": `Plan for ${one.to}` },
        make("span", { class: "sf-career-tick" }, done, label(done, "done")), make("span", {}, label(date, "Target date"), date), make("span", { class: "sf-career-own" }, label(note, "Note"), note)));
    node.show = () => {
      const own = mine();
      done.checked = own.done; node.dataset.done = String(own.done);
      if (document.activeElement !== date && date.value !== own.date) date.value = own.date;
      if (document.activeElement !== note && note.value !== own.note) note.value = own.note;
    };
    return node;
  }

  function paintWay(one) {
    heading.textContent = one.heading;
    noWay.textContent = one.no_way; noWay.hidden = !one.no_way;
    others.textContent = one.others.length ? `As short: ${one.others.join("; ")}.` : ""; others.hidden = !one.others.length;
    const wanted = JSON.stringify(one.steps.map(({ mine, ...rest }) => rest));
    if (wanted !== shownSteps) { shownSteps = wanted; steps.replaceChildren(...one.steps.map(stepBox)); }
    for (const node of steps.children) node.show();
    remarks.replaceChildren(...one.remarks.map((text) => make("p", { text: `\u26A0 ${text}` })));
    plan.hidden = !one.steps.length && !one.no_way;
    gap.hidden = !one.gap.words && !one.gap.rows.length;
    gapWords.textContent = one.gap.words; gapWords.hidden = !one.gap.words;
    gapNote.hidden = !one.gap.rows.length;
    gapRows.replaceChildren(...one.gap.rows.map((row) => {
      const svg = draw("svg", { viewBox: "0 0 210 18", class: "sf-drawing sf-career-levels", "aria-hidden": "true" }), x = (level) => 6 + level * 28;
      draw("line", { x1: x(0), x2: x(7), y1: 9, y2: 9, class: "sf-career-scale" }, svg);
      for (let level = 0; level <= 7; level += 1) draw("line", { x1: x(level), x2: x(level), y1: 6, y2: 12, class: "sf-career-scale" }, svg);
      if (row.have != null) { draw("line", { x1: x(row.have), x2: x(row.want), y1: 9, y2: 9, class: "sf-career-missing" }, svg); draw("circle", { cx: x(row.have), cy: 9, r: 5, class: "sf-career-have" }, svg); }
      draw("path", { d: `M${x(row.want)},1.5 l7,7.5 l-7,7.5 l-7,-7.5 z`, class: "sf-career-want" }, svg);
      const words = row.have == null ? `level ${row.want.toFixed(2)}` : `${row.have.toFixed(2)} \u2192 ${row.want.toFixed(2)} (${row.gap})`;
      return make("div", { class: "sf-career-gap-row" }, make("span", {}, row.element, make("small", { text: ` ${row.domain}` })), svg, make("span", { class: "sf-career-figure", text: words }));
    }));
  }

  function refresh(one, inputs) {
    // The next change starts from what Python made of this one: what was not possible is taken back.
    if (one.step === inputs.step) model.set("inputs", { ...one.set, step: inputs.step });
    start.set(now("start")); goal.set(now("goal"));
    box.root.dataset.goal = one.set.goal; box.root.dataset.start = one.set.start;
    paintMap(); paintLook(); paintWay(one);
  }

  ground.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "h" || key === "g") { event.preventDefault(); event.stopPropagation(); if (!event.repeat) go(key === "h" ? { start: looked } : { goal: looked }); return; }
    if (!/^(Arrow|Home$|End$)/.test(key)) return;
    event.preventDefault(); event.stopPropagation();
    const next = careerNext(view(), map, looked, key, from);
    if (!next) { box.say(key === "ArrowRight" ? `No step leads on from ${looked}.` : key === "ArrowLeft" ? `No step leads to ${looked}.` : "There is no box further on."); return; }
    if (key === "ArrowRight") from = looked;
    boxes.get(next).node.focus();
    boxes.get(next).node.scrollIntoView({ block: "nearest" });
  });
  const watcher = new ResizeObserver(() => { const wide = Math.floor(ground.clientWidth); if (wide && wide !== width) { width = wide; paintMap(); } });
  watcher.observe(ground);

  let told = view().step ?? 0;
  const tell = () => {
    const one = view();
    if (one.step === told) return;
    told = one.step;
    if (!saying || one.step < saying.answeredBy) return;
    if (!one.problem) box.say(saying.words());
    saying = null;
  };
  model.on("change:view", tell);
  return { box, close() { watcher.disconnect(); model.off("change:view", tell); } };
}

export default {
  render({ model, el }) {
    const { box, close } = createCareerMap(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
