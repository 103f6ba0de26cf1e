// The role explorer: two roles, their duties counted by activity, what they share, and the learner's marks on duties.
// All numbers and sentences come from Python.

function createRoleExplorer(model) {
  const wish = {}; // what the learner has set and Python has not answered yet, with the step that will answer it
  let shownDuties = "", shownTitles = "";
  const view = () => model.get("view"), step = () => model.get("inputs").step ?? 0;
  const ask = (changes, say) => {
    const before = step();
    box.change(changes);
    const answeredBy = Math.max(step(), before + 1);
    saying = { words: say, answeredBy };
    for (const [name, value] of Object.entries(changes)) wish[name] = { value, answeredBy };
  };
  const now = (name) => {
    if (wish[name] && view().step >= wish[name].answeredBy) delete wish[name];
    return name in wish ? wish[name].value : view().set[name];
  };
  let saying = null;
  const id = newId(), MARK_SIGNS = { "": "", done: "\u2713", "would like": "\u2605", "not for me": "\u2715" };

  // Which roles
  const first = field({ label: "Role", kind: "select", options: view().options.roles, value: "", changed: (role) => chooseRoles(role, now("roles")[1] ?? "", 0) });
  const second = field({ label: "Beside it", kind: "select", options: [["", "nobody: one role alone"], ...view().options.roles], value: "", changed: (role) => chooseRoles(now("roles")[0], role, 1) });
  const heard = () => [view().roles.map((role) => `${role.name}, ${role.duties} ${role.duties === 1 ? "duty" : "duties"}`).join("; beside it "), view().overlap ? `Overlap ${view().overlap.words}` : ""].filter(Boolean).join(". ") + ".";
  function chooseRoles(a, b, changed) {
    // The same role twice: the two change places.
    const before = now("roles");
    if (a === b) { if (changed === 0) b = before[0]; else a = before[1] ?? ""; }
    if (!a) { refresh(view(), model.get("inputs")); box.say("Beside a role stands another one: choose a different role."); return; }
    ask({ roles: b ? [a, b] : [a] }, heard);
  }
  const radios = (legend, options, name, said) => {
    const group = newId();
    const node = make("fieldset", { class: "sf-role-units" }, make("legend", { text: legend }), ...options.map(([key, words]) => {
      const input = control("input", { type: "radio", name: group, value: key });
      input.addEventListener("change", () => ask({ [name]: key }, said));
      return make("label", {}, input, ` ${words}`);
    }));
    return { node, set(value) { for (const input of node.querySelectorAll("input")) input.checked = input.value === value; } };
  };
  const units = radios("Bars show", view().options.units, "unit", () => `Bars show: ${view().options.units.find(([key]) => key === view().set.unit)[1]}.`);
  const choose = make("div", { class: "sf-role-choose" }, first.node, second.node, units.node);

  // The bars: each is the name of a radio button, so that the list below follows the one that is chosen.
  const key = make("p", { class: "sf-role-key" });
  const bars = make("fieldset", { class: "sf-role-bars" }, make("legend", { text: "Choose an activity to see its duties" }));
  const rows = new Map();
  for (const activity of view().options.activities) {
    const input = control("input", { type: "radio", name: `${id}-activity`, value: activity });
    const picture = make("span", { class: "sf-role-pair" });
    const label = make("label", { class: "sf-role-row" }, input, make("span", { class: "sf-role-activity", text: activity === "all" ? "all of them" : activity }), picture);
    input.addEventListener("change", () => ask({ activity }, () => `${view().duties.length} ${view().duties.length === 1 ? "duty is" : "duties are"} listed.`));
    rows.set(activity, { input, picture, label });
    bars.append(label);
  }
  const caution = make("p", { class: "sf-role-note" });

  // What they share
  const number = make("strong", { class: "sf-role-number" }), overlapWords = make("p");
  const measure = field({ label: "Overlap compares", kind: "select", options: view().options.measures, value: "", changed: (value) => ask({ measure: value }, () => `Overlap ${view().overlap.words}.`) });
  const sets = make("div", { class: "sf-role-sets" });
  const overlap = make("section", { class: "sf-role-overlap", "aria-label": "Overlap" }, make("div", { class: "sf-role-overlap-head" }, number, make("div", {}, overlapWords, measure.node)), sets);

  // The duties
  const dutiesHead = make("p", { class: "sf-role-head" });
  const duties = make("div", { class: "sf-role-duties" });
  const tallyHead = make("thead"), tallyBody = make("tbody"), wishWords = make("p", { class: "sf-role-wish" });
  const tally = make("div", { class: "sf-role-tally" }, make("div", { class: "sf-wide", tabindex: "0", role: "region", "aria-label": "Your marks" }, make("table", {}, make("caption", { text: "Your marks" }), tallyHead, tallyBody)), wishWords);

  // Titles, places and tools
  const same = make("ul", { class: "sf-role-same" }), titleColumns = make("div", { class: "sf-role-columns" });
  const titles = make("details", {}, control("summary", { text: "Titles that these jobs go by" }), titleColumns);
  const aroundColumns = make("div", { class: "sf-role-columns" });
  const around = make("details", {}, control("summary", { text: "Where they work and with what" }), aroundColumns);
  const sameBox = make("section", { class: "sf-role-samebox", "aria-label": "The same title for different jobs" }, make("p", { class: "sf-role-head", text: "The same title, different jobs" }), same);
  const keys = make("details", {}, control("summary", { text: "Keys and source" }),
    make("p", { text: "Tab goes from control to control; in a group of buttons (bars, marks) the arrow keys choose. In a list, type the first letters of a role. With the mouse or a finger: touch a bar to list its duties. What you mark stays in this notebook." }),
    make("p", { text: view().source }));

  const box = createBox(model, { kind: "sf-roles", label: "Role explorer", refresh });
  box.body.append(choose, key, bars, caution, overlap, dutiesHead, duties, tally, sameBox, titles, around, keys);

  const swatch = (place) => make("span", { class: `sf-role-swatch sf-role-${place ? "b" : "a"}`, "aria-hidden": "true" });
  const chips = (list) => (list.length ? list.map((text) => make("span", { class: "sf-role-chip", text })) : [make("span", { class: "sf-none", text: "none" })]);

  function paintBars(one) {
    key.replaceChildren(...one.roles.map((role, place) => make("span", {}, swatch(place), make("b", { text: role.name }), ` ${[role.kind, `${role.duties} ${role.duties === 1 ? "duty" : "duties"}`].filter(Boolean).join(", ")}`)));
    const byName = new Map(one.bars.map((bar) => [bar.activity, bar]));
    for (const [activity, row] of rows) {
      const chosen = activity === now("activity"), bar = byName.get(activity);
      row.input.checked = chosen;
      row.label.classList.toggle("sf-role-here", chosen);
      if (!bar) {
        const total = one.roles.reduce((sum, role) => sum + role.duties, 0);
        row.picture.textContent = `${total} ${total === 1 ? "duty" : "duties"}`;
        row.input.setAttribute("aria-label", `all of them: ${row.picture.textContent}`);
        continue;
      }
      while (row.picture.children.length > bar.values.length) row.picture.lastChild.remove();
      bar.values.forEach((value, place) => {
        let line = row.picture.children[place];
        if (!line) {
          line = make("span", { class: "sf-role-line" }, make("span", { class: `sf-role-bar sf-role-${place ? "b" : "a"}` }), make("span", { class: "sf-role-figure" }));
          row.picture.append(line);
        }
        line.firstChild.style.setProperty("--size", String(one.most ? value.size / one.most : 0));
        line.firstChild.classList.toggle("sf-role-zero", !value.size);
        line.lastChild.textContent = value.label;
      });
      row.input.setAttribute("aria-label", `${activity}: ${bar.values.map((value) => value.words).join("; ")}`);
    }
    caution.textContent = one.caution;
  }

  function paintOverlap(one) {
    overlap.hidden = !one.overlap;
    if (!one.overlap) return;
    number.textContent = one.overlap.value.toFixed(2);
    overlapWords.textContent = `${one.overlap.sentence}.`;
    const part = (head, list, style) => make("div", { class: `sf-role-set ${style}` }, make("p", {}, head), make("div", {}, ...chips(list)));
    sets.replaceChildren(
      part(make("span", {}, swatch(0), `only ${one.roles[0].name}`), one.overlap.only[0], "sf-role-left"),
      part(make("span", { text: "both" }), one.overlap.shared, "sf-role-both"),
      part(make("span", {}, swatch(1), `only ${one.roles[1].name}`), one.overlap.only[1], "sf-role-right"));
  }

  function dutyBox(duty) {
    const name = newId();
    const options = [["", "no mark"], ...view().options.marks.map((mark) => [mark, mark])].map(([mark, words]) => {
      const input = control("input", { type: "radio", name, value: mark });
      input.addEventListener("change", () => {
        const { [duty.id]: _, ...others } = now("marks");
        ask({ marks: mark ? { ...others, [duty.id]: mark } : others }, () => `${view().tally.total} ${view().tally.total === 1 ? "duty is" : "duties are"} marked. ${view().tally.wish}`);
        mine();
      });
      return make("label", {}, input, make("span", { "aria-hidden": "true", text: MARK_SIGNS[mark] }), words);
    });
    return make("fieldset", { class: "sf-role-duty", "data-duty": duty.id }, make("legend", { text: duty.duty }), make("div", { class: "sf-role-marks" }, ...options));
  }

  // The marks as they are wished now: seen before Python has answered.
  function mine() {
    const marks = now("marks");
    for (const node of duties.querySelectorAll(".sf-role-duty")) {
      const mark = marks[node.dataset.duty] ?? "";
      node.dataset.mark = mark;
      for (const input of node.querySelectorAll("input")) { input.checked = input.value === mark; input.parentNode.classList.toggle("sf-role-on", input.checked && mark !== ""); }
    }
  }

  function paintDuties(one) {
    const all = one.set.activity === "all";
    dutiesHead.textContent = `${one.duties.length} ${one.duties.length === 1 ? "duty" : "duties"} of ${all ? "all activities" : `\u201c${one.set.activity}\u201d`}: which of them have you done, would you like?`;
    const ids = JSON.stringify([one.roles.map((role) => role.name), one.duties.map((duty) => duty.id)]);
    if (shownDuties !== ids) {
      shownDuties = ids;
      duties.dataset.many = String(one.duties.length > 12);
      duties.replaceChildren(...one.roles.map((role, who) => {
        const own = one.duties.filter((duty) => duty.who === who), list = [];
        own.forEach((duty, i) => {
          if (all && duty.activity !== own[i - 1]?.activity) list.push(make("p", { class: "sf-role-sub", text: duty.activity }));
          list.push(dutyBox(duty));
        });
        if (!own.length) list.push(make("p", { class: "sf-none", text: "The documents name none." }));
        return make("div", { class: "sf-role-list", role: "group", "aria-label": `Duties of ${role.name}` }, make("p", { class: "sf-role-who" }, swatch(who), role.name), ...list);
      }));
      duties.scrollTop = 0;
    }
    mine();
    tally.hidden = !one.tally.total;
    const others = one.tally.rows.some((row) => row.at(-1) !== row.slice(1, -1).reduce((sum, count) => sum + count, 0));
    tallyHead.replaceChildren(make("tr", {}, make("td"), ...one.roles.map((role) => make("th", { scope: "col", text: role.name })), make("th", { scope: "col", text: others ? "all roles, those not shown too" : "all" })));
    tallyBody.replaceChildren(...one.tally.rows.map(([words, ...counts]) => make("tr", {}, make("th", { scope: "row", text: words }), ...counts.map((count) => make("td", { text: count })))));
    wishWords.textContent = one.tally.wish; wishWords.hidden = !one.tally.wish;
  }

  function paintTitles(one) {
    const wanted = JSON.stringify([one.roles, one.titles, one.around, one.same]);
    if (wanted === shownTitles) return;
    shownTitles = wanted;
    sameBox.hidden = !one.same.length;
    same.replaceChildren(...one.same.map((text) => make("li", { text: `${text}.` })));
    const column = (place, ...parts) => make("div", {}, make("p", { class: "sf-role-who" }, swatch(place), one.roles[place].name), ...parts);
    const list = (items) => make("ul", {}, ...items.map((item) => make("li", {}, ...[item].flat())));
    titles.hidden = !one.titles.some((role) => role.names.length || role.neighbors.length);
    titleColumns.replaceChildren(...one.titles.map((role, place) => column(place,
      role.names.length ? list(role.names.map((name) => [name.name, ...(name.also.length ? [make("b", { text: ` \u2194 also: ${name.also.join(", ")}` })] : [])])) : make("p", { class: "sf-none", text: "The documents give no other name." }),
      ...(role.neighbors.length ? [make("p", { class: "sf-role-sub", text: "Occupations next door (not the same job)" }), list(role.neighbors)] : []))));
    around.hidden = !one.around.some((role) => role.settings.length || role.tools.length);
    aroundColumns.replaceChildren(...one.around.map((role, place) => column(place,
      ...[...role.settings, ...role.tools.map(([head, items]) => [head ? `tools: ${head}` : "tools", items])].flatMap(([head, items]) => [make("p", { class: "sf-role-sub", text: head }), list(items)]),
      ...(role.settings.length || role.tools.length ? [] : [make("p", { class: "sf-none", text: "The documents say nothing." })]))));
  }

  function refresh(one, inputs) {
    // The next change starts from what Python made of this one: what was not possible is taken back.
    if (one.step === inputs.step) model.set("inputs", { ...one.set, step: inputs.step });
    const roles = now("roles");
    first.set(roles[0]); second.set(roles[1] ?? "");
    units.set(now("unit")); measure.set(now("measure"));
    box.root.dataset.activity = one.set.activity;
    paintBars(one); paintOverlap(one); paintDuties(one); paintTitles(one);
  }

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
  return { box, close() { model.off("change:view", tell); } };
}

export default {
  render({ model, el }) {
    const { box, close } = createRoleExplorer(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
