// The map as it is drawn on paper: what lies before each process, the process with its data, the ladder beneath.

const vsmSaid = (value, digits = 2) => Number(value.toFixed(digits)).toLocaleString("en-US");

function vsmLines(words, room) {
  const lines = [""];
  for (const word of words.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (longer.length * 7.1 <= room || !lines.at(-1)) lines[lines.length - 1] = longer; else lines.push(word);
  }
  return lines.slice(0, 3);
}

// The lines of the data box: [what it tells, words].
const vsmData = (step) => [
  ["cycle_time_s", `C/T ${vsmSaid(step.cycle_time_s)} s`],
  ["changeover_min", `C/O ${vsmSaid(step.changeover_min ?? 0)} min`],
  ["uptime", `up ${vsmSaid(100 * (step.uptime ?? 1), 1)} %`],
  ["batch_pieces", `batch ${vsmSaid(step.batch_pieces ?? 0)}`],
  ["people", `${step.people} pers.`],
].filter(([name]) => step[name] != null && step[name] != null);

// What lies before a process: a triangle with an I and a striped arrow (pushed), a lane (FIFO), shelves (supermarket).
function vsmBefore(group, flow, x, y, room) {
  const half = Math.min(17, room / 2 - 3);
  if (flow === "push") {
    draw("path", { d: `M${x} ${y - 16}L${x + half} ${y + 14}H${x - half}Z`, class: "sf-heap" }, group);
    draw("text", { x, y: y + 10, "text-anchor": "middle", class: "sf-i", text: "I" }, group);
  } else if (flow === "fifo") {
    draw("path", { d: `M${x - half - 2} ${y - 12}H${x + half + 2}M${x - half - 2} ${y + 12}H${x + half + 2}`, class: "sf-lane" }, group);
    draw("text", { x, y: y + 4.5, "text-anchor": "middle", class: "sf-fifo", text: "FIFO" }, group);
  } else {
    draw("path", { d: `M${x + half - 4} ${y - 16}V${y + 14}M${x - half + 4} ${y - 16}H${x + half - 4}M${x - half + 4} ${y - 1}H${x + half - 4}M${x - half + 4} ${y + 14}H${x + half - 4}`, class: "sf-market" }, group);
  }
  const end = x + room / 2 - 3, from = x - room / 2 + 3, at = y + 26;
  if (flow === "push") draw("path", { d: `M${from} ${at - 3}H${end - 8}V${at - 7}L${end} ${at}L${end - 8} ${at + 7}V${at + 3}H${from}Z`, class: "sf-pushed" }, group);
  else draw("path", { d: `M${from} ${at}H${end - 1}M${end - 7} ${at - 5}L${end} ${at}L${end - 7} ${at + 5}`, class: "sf-arrow" }, group);
}

function vsmDraw(svg, steps, chosen, width, words) {
  const most = Math.max(2, Math.min(steps.length, Math.floor(width / 119))), rows = Math.ceil(steps.length / most), perRow = Math.max(2, Math.ceil(steps.length / rows)), column = Math.min(190, (width - 4) / perRow);
  const gap = Math.min(60, Math.max(44, column * 0.36)), box = column - gap - 4, lines = Math.max(...steps.map((step) => vsmData(step).length));
  const head = Math.max(...steps.map((step) => vsmLines(step.process, box - 8).length)) * 16 + 10, data = lines * 16 + 12, meter = 40, ladder = 66;
  const height = head + data + meter + ladder + 14;
  svg.setAttribute("viewBox", `0 0 ${width} ${rows * height}`); svg.setAttribute("height", rows * height); svg.setAttribute("aria-label", words);
  svg.replaceChildren();
  const hatch = draw("pattern", { id: `${svg.id}-hatch`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, draw("defs", {}, svg));
  draw("line", { x1: 0, x2: 0, y1: 0, y2: 6, class: "sf-hatch" }, hatch);
  steps.forEach((step, i) => {
    const x = 2 + (i % perRow) * column, y = 4 + Math.floor(i / perRow) * height, left = x + gap, middle = x + gap / 2;
    const group = draw("g", { class: "sf-process", "data-place": i + 1, "data-flow": step.flow, "data-slow": step.slow ? "yes" : "no" }, svg);
    draw("rect", { x: x + 0.5, y: y - 3, width: column - 2, height: height - 6, rx: 7, class: `sf-hit${chosen === i + 1 ? " sf-chosen" : ""}` }, group);
    draw("text", { x: x + 5, y: y + 8, class: "sf-place", text: i + 1 }, group);
    vsmBefore(group, step.flow, middle, y + 27, gap);
    draw("text", { x: middle, y: y + 79, "text-anchor": "middle", class: step.was.inventory_before ? "sf-count sf-new" : "sf-count", text: vsmSaid(step.inventory_before, 0) }, group);
    if (step.was.inventory_before) draw("text", { x: middle, y: y + 94, "text-anchor": "middle", class: "sf-was-text", text: step.was.inventory_before }, group);
    if (step.cards != null) {
      draw("path", { d: `M${middle - 16} ${y + 103}h8l3 3v6h-11Z`, class: "sf-card" }, group);
      draw("text", { x: middle, y: y + 112, class: "sf-small", text: step.cards }, group);
    }
    draw("rect", { x: left, y, width: box, height: head, class: "sf-name-box" }, group);
    vsmLines(step.process, box - 8).forEach((line, n) => draw("text", { x: left + box / 2, y: y + 17 + n * 16, "text-anchor": "middle", class: "sf-name", text: line }, group));
    draw("rect", { x: left, y: y + head, width: box, height: data + meter, class: "sf-data-box" }, group);
    vsmData(step).forEach(([name, line], n) => draw("text", { x: left + 4, y: y + head + 18 + n * 16, class: step.was[name] ? "sf-datum sf-new" : "sf-datum", text: line }, group));
    // The load: what a piece takes, stops and changeovers included, against this process's takt, at the mark.
    const top = y + head + data, room = box - 12, full = room / 1.35, bar = Math.max(1, Math.min(room, step.load * full));
    draw("rect", { x: left + 6, y: top, width: bar, height: 12, class: step.slow ? "sf-load sf-slow" : "sf-load" }, group);
    if (step.slow) draw("rect", { x: left + 6, y: top, width: bar, height: 12, fill: `url(#${svg.id}-hatch)` }, group);
    draw("line", { x1: left + 6 + full, x2: left + 6 + full, y1: top - 4, y2: top + 16, class: "sf-takt" }, group);
    draw("text", { x: left + 4, y: top + 28, class: "sf-small", text: step.slow ? `${(100 * step.load).toFixed(0)} % slow` : `${(100 * step.load).toFixed(0)} % takt` }, group);
    // The ladder: days up, seconds down.
    const up = y + head + data + meter + 22, down = up + 20, days = vsmSaid(step.days, step.days < 10 ? 2 : 1);
    draw("path", { d: `M${x} ${up}H${left}V${down}H${x + column}${(i + 1) % perRow && i < steps.length - 1 ? `V${up}` : ""}`, class: "sf-rung" }, group);
    draw("text", { x: middle, y: up - 6, "text-anchor": "middle", class: "sf-days", text: `${days} d` }, group);
    draw("text", { x: left + box / 2, y: down + 15, "text-anchor": "middle", class: "sf-seconds", text: `${vsmSaid(step.cycle_time_s)} s` }, group);
  });
}

// Current and future lead time on one scale; each piece is the wait before one process, by its number.
function vsmBars(svg, states, width) {
  const longest = Math.max(1e-9, ...states.map(([, days]) => days.reduce((sum, one) => sum + one, 0))), gap = 46, bar = 22, height = gap * states.length + 4;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`); svg.setAttribute("height", height);
  svg.replaceChildren();
  states.forEach(([name, days, total], i) => {
    const y = i * gap + 18;
    let at = 1;
    draw("text", { x: 1, y: y - 5, class: "sf-bar-name", text: name }, svg);
    draw("text", { x: width - 1, y: y - 5, "text-anchor": "end", class: "sf-bar-name", text: total }, svg);
    days.forEach((one, n) => {
      const wide = (one / longest) * (width - 2);
      draw("rect", { x: at, y, width: Math.max(0, wide), height: bar, class: `sf-piece${i ? " sf-future" : ""}` }, svg);
      if (wide > 15) draw("text", { x: at + wide / 2, y: y + 16, "text-anchor": "middle", class: "sf-small", text: n + 1 }, svg);
      at += wide;
    });
  });
}
