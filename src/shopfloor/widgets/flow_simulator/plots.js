// Parts in the line over the shift, and both runs beside the best, the practical worst and the worst case.

const flowTicks = (most, count) => {
  const rough = Math.max(most, 1e-9) / count, ten = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 5, 10].find((one) => one * ten >= rough - 1e-12) * ten;
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => +(i * step).toPrecision(6));
};

// The parts in the line, drawn up to the clock.
function createFlowHistory() {
  const LEFT = 30, RIGHT = 68, TOP = 20, BOTTOM = 22, clip = newId();
  const svg = draw("svg", { class: "sf-drawing sf-flow-plot", role: "img" });
  const area = draw("rect", { x: LEFT, y: 0, height: 200 }, draw("clipPath", { id: clip }, draw("defs", {}, svg)));
  const ground = draw("g", {}, svg), lines = draw("g", { "clip-path": `url(#${clip})` }, svg), over = draw("g", {}, svg);
  const hand = draw("line", { class: "sf-flow-hand" }, svg), names = [0, 1].map((i) => draw("text", { class: `sf-flow-tag sf-flow-tag-${i}` }, svg));
  let view = null, stops = [], width = 0, height = 150, most = 1, seen = "";
  const x = (at) => LEFT + (at / view.shift) * (width - LEFT - RIGHT), y = (count) => TOP + (1 - count / most) * (height - TOP - BOTTOM);

  function paint() {
    if (!view || !width) return;
    height = width < 480 ? 140 : 150;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    most = Math.max(4, ...view.runs.flatMap((run) => run.wip.map(([, count]) => count))) * 1.06;
    ground.replaceChildren(); lines.replaceChildren(); over.replaceChildren();
    let named = -Infinity; // a name that would lie over the one before is left out: the list of breakdowns has it
    for (const [name, at, length] of stops) {
      draw("rect", { x: x(at * 10), y: TOP, width: Math.max(2, x(Math.min(view.shift, (at + length) * 10)) - x(at * 10)), height: height - TOP - BOTTOM, class: "sf-flow-stop" }, lines);
      if (x(at * 10) > named) draw("text", { x: x(at * 10) + 3, y: TOP + 11, class: "sf-flow-small sf-flow-stopped", "data-at": at * 10, text: `${name} down` }, over);
      if (x(at * 10) > named) named = x(at * 10) + 7 * (name.length + 6);
    }
    for (const count of flowTicks(most, 4)) {
      draw("line", { x1: LEFT, x2: width - RIGHT, y1: y(count), y2: y(count), class: "sf-flow-rule" }, ground);
      draw("text", { x: LEFT - 6, y: y(count) + 4, "text-anchor": "end", class: "sf-flow-small", text: count }, ground);
    }
    for (let at = 0; at <= view.shift; at += width < 480 ? 1200 : 600) draw("text", { x: x(at), y: height - 6, "text-anchor": "middle", class: "sf-flow-small", text: flowClock(at) }, ground);
    draw("text", { x: 0, y: 12, class: "sf-flow-name", text: "Parts in the line over the shift" }, ground);
    view.runs.forEach((run, i) => {
      let path = `M${x(0).toFixed(1)},${y(0).toFixed(1)}`;
      for (const [at, count] of run.wip) path += `H${x(at).toFixed(1)}V${y(count).toFixed(1)}`;
      draw("path", { d: `${path}H${x(view.shift).toFixed(1)}`, class: `sf-flow-way sf-flow-way-${i}` }, lines);
    });
    seen = "";
  }
  return {
    svg,
    load(next, own) { view = next; stops = own; paint(); },
    size(next) { if (next !== width) { width = next; paint(); } },
    show(at, counts) {
      if (!view || !width) return;
      const now = `${at.toFixed(1)} ${counts}`;
      if (now === seen) return;
      seen = now;
      area.setAttribute("width", Math.max(0, x(at) - LEFT).toFixed(1));
      for (const [name, value] of Object.entries({ x1: x(at), x2: x(at), y1: TOP, y2: height - BOTTOM })) hand.setAttribute(name, value.toFixed(1));
      for (const one of over.children) one.style.display = Number(one.dataset.at) <= at ? "" : "none";
      const heights = counts.map(y), near = Math.abs(heights[0] - heights[1]) < 14, lift = heights[0] <= heights[1] ? 1 : -1, middle = (heights[0] + heights[1]) / 2;
      names.forEach((node, i) => {
        node.textContent = `${i ? "pull" : "push"} ${counts[i]}`;
        node.setAttribute("x", (x(at) + 6).toFixed(1));
        node.setAttribute("y", ((near ? middle + (i ? 7 : -7) * lift : heights[i]) + 4).toFixed(1));
      });
      svg.setAttribute("aria-label", `Parts in the line up to ${flowClock(at)}: push ${counts[0]}, pull ${counts[1]} now.`);
    },
  };
}

// Throughput or cycle time against WIP. `first`: the column of the curves; `second`: that of the marks.
function createFlowCase({ title, unit, first, second }) {
  const LEFT = 38, RIGHT = 64, TOP = 24, BOTTOM = 34, CASES = [["best"], ["practical", "worst"], ["worst"]];
  const svg = draw("svg", { class: "sf-drawing sf-flow-plot", role: "img" });
  const ground = draw("g", {}, svg), over = draw("g", {}, svg), clip = newId();
  const area = draw("rect", {}, draw("clipPath", { id: clip }, draw("defs", {}, svg)));
  let view = null, width = 0, mark = -1;
  const height = 236;
  function paint() {
    if (!view || !width) return;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const curves = view.curves, wide = curves.at(-1)[0], seen = view.runs.flatMap((run) => run.marks.map((one) => one[second] ?? 0));
    // The worst cycle time grows without end: it may leave the picture, the others may not.
    const tall = 1.08 * Math.max(...curves.map((row) => Math.max(row[first], row[first + 1])), ...(first === 1 ? seen : view.runs.map((run) => run.marks.at(-1)[second] ?? 0)));
    const x = (wip) => LEFT + (wip / wide) * (width - LEFT - RIGHT), y = (value) => TOP + (1 - value / tall) * (height - TOP - BOTTOM);
    for (const [name, value] of Object.entries({ x: LEFT, y: TOP - 6, width: width - LEFT - RIGHT, height: height - TOP - BOTTOM + 6 })) area.setAttribute(name, value);
    ground.replaceChildren(); over.replaceChildren();
    draw("text", { x: 0, y: 13, class: "sf-flow-name", text: title }, ground);
    for (const value of flowTicks(tall, 5)) {
      draw("line", { x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value), class: "sf-flow-rule" }, ground);
      draw("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end", class: "sf-flow-small", text: value }, ground);
    }
    for (const wip of flowTicks(wide, 6)) draw("text", { x: x(wip), y: height - 18, "text-anchor": "middle", class: "sf-flow-small", text: wip }, ground);
    draw("text", { x: width - RIGHT, y: height - 3, "text-anchor": "end", class: "sf-flow-small", text: "parts in the line on average (WIP)" }, ground);
    const inside = draw("g", { "clip-path": `url(#${clip})` }, ground);
    CASES.forEach((_, i) => {
      const shown = curves.filter((row) => row[first + i] <= tall * 1.3);
      draw("path", { d: `M${shown.map((row) => `${x(row[0]).toFixed(1)},${y(row[first + i]).toFixed(1)}`).join("L")}`, class: `sf-flow-case sf-flow-case-${i}` }, inside);
    });
    // Named in the margin at their ends, apart from each other; the worst time leaves through the top.
    const ends = CASES.map((lines, i) => ({ i, lines, row: curves.filter((row) => row[first + i] <= tall).at(-1) ?? curves[0] })), aside = ends.filter(({ row }) => row === curves.at(-1));
    aside.sort((one, other) => one.row[first + one.i] - other.row[first + other.i]);
    let floor = height - BOTTOM + 8;
    for (const { i, lines, row } of aside) {
      const foot = Math.min(y(row[first + i]) + 4 + (lines.length - 1) * 7, floor);
      lines.forEach((text, k) => draw("text", { x: width - RIGHT + 6, y: foot - 14 * (lines.length - 1 - k), class: `sf-flow-small sf-flow-case-name-${i}`, text }, ground));
      floor = foot - 14 * lines.length - 2;
    }
    for (const { i, lines, row } of ends) if (row !== curves.at(-1)) draw("text", { x: x(row[0]) - 6, y: Math.max(TOP + 8, y(row[first + i]) + 10), "text-anchor": "end", class: `sf-flow-small sf-flow-case-name-${i}`, text: lines.join(" ") }, ground);
    const points = view.runs.map((run) => (mark < 0 ? null : run.marks[mark])), at = points.map((one) => one && one[second] != null && [x(one[1]), Math.max(TOP, y(one[second]))]);
    view.runs.forEach((run, i) => {
      if (!at[i]) return;
      const trail = run.marks.slice(0, mark + 1).filter((one) => one[second] != null).map((one) => `${x(one[1]).toFixed(1)},${Math.max(TOP, y(one[second])).toFixed(1)}`);
      if (trail.length > 1) draw("path", { d: `M${trail.join("L")}`, class: `sf-flow-trail sf-flow-trail-${i}` }, over);
      const group = draw("g", { class: `sf-flow-point sf-flow-point-${i}`, transform: `translate(${at[i].map((one) => one.toFixed(1)).join(" ")})` }, over);
      if (i) draw("rect", { x: -6, y: -6, width: 12, height: 12, rx: 2 }, group); else draw("circle", { r: 7 }, group);
      const other = at[1 - i], up = !other || at[i][1] < other[1] || (at[i][1] === other[1] && i === 0);
      const right = at[i][0] > width - RIGHT - 44;
      draw("text", { x: right ? -10 : 10, y: up ? -8 : 17, "text-anchor": right ? "end" : "start", class: `sf-flow-tag sf-flow-tag-${i}`, text: `${i ? "pull" : "push"}${y(view.runs[i].marks[mark][second]) < TOP ? " \u2191" : ""}` }, group); // the arrow: higher than the picture
    });
    const said = points.map((one, i) => one && one[second] != null && `${i ? "pull" : "push"} ${one[second].toFixed(1)} ${unit} with ${one[1].toFixed(1)} parts`).filter(Boolean);
    svg.setAttribute("aria-label", `${title}: ${said.join(", ") || "no figures yet"}; with the best, the practical worst and the worst case as curves.`);
  }
  return {
    svg,
    load(next) { view = next; paint(); },
    size(next) { if (next !== width) { width = next; paint(); } },
    show(next) { if (next !== mark) { mark = next; paint(); } },
  };
}
