// One row of pay: from the 10th to the 90th percentile, the middle half as a bar, the median as a stroke, and the
// learner's own wage across. Drawn in the size that it has on the page, so that type stays readable.

const PAY_TAGS = ["p10", "p25", "median", "p75", "p90"];

// Positions of labels `wide` with their wished centers, moved apart where they would lie on each other: those that
// touch form a block around the mean of their wishes.
function payLabelsApart(labels, left, right) {
  let blocks = labels.map((label) => ({ labels: [label], wide: label.wide, wish: label.at }));
  const start = (block) => Math.min(Math.max(block.wish - block.wide / 2, left), Math.max(left, right - block.wide));
  for (let joined = true; joined;) {
    joined = false;
    for (let i = 1; i < blocks.length; i += 1) {
      const a = blocks[i - 1], b = blocks[i];
      if (start(a) + a.wide <= start(b) + 0.01) continue;
      blocks.splice(i - 1, 2, { labels: [...a.labels, ...b.labels], wide: a.wide + b.wide, wish: (a.wish * a.labels.length + b.wish * b.labels.length) / (a.labels.length + b.labels.length) });
      joined = true;
      break;
    }
  }
  for (const block of blocks) {
    let at = start(block);
    for (const label of block.labels) { label.center = at + label.wide / 2; at += label.wide; }
  }
  return labels;
}

// A scale for all rows: round dollars, and where they lie.
function payScale([low, high], width) {
  const SIDE = 8, rough = Math.max(high - low, high * 0.2, 1) / Math.max(2, Math.min(7, Math.floor(width / 90)));
  const ten = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 2.5, 5, 10].find((one) => one * ten >= rough) * ten;
  const from = Math.max(0, Math.floor((low - step * 0.15) / step) * step), to = Math.ceil((high + step * 0.15) / step) * step;
  const x = (dollars) => SIDE + ((dollars - from) / (to - from)) * (width - 2 * SIDE);
  const ticks = [];
  for (let at = from; at <= to + step / 2; at += step) ticks.push(at);
  const short = (dollars) => (dollars >= 1000 ? `$${+(dollars / 1000).toFixed(1)}k` : `$${dollars}`);
  return { x, width, ticks, short, side: SIDE };
}

function drawPayAxis(svg, scale, wage, wageWords) {
  const HEIGHT = wage == null ? 22 : 46;
  svg.setAttribute("viewBox", `0 0 ${scale.width} ${HEIGHT}`);
  svg.replaceChildren();
  scale.ticks.forEach((dollars, i) => {
    const end = i === 0 ? "start" : i === scale.ticks.length - 1 ? "end" : "middle";
    draw("text", { x: end === "start" ? 1 : end === "end" ? scale.width - 1 : scale.x(dollars), y: wage == null ? 15 : 31, "text-anchor": end, class: "sf-tick", text: scale.short(dollars) }, svg);
  });
  if (wage == null) return;
  const at = scale.x(wage), half = wageWords.length * 3.8;
  draw("text", { x: Math.min(Math.max(at, half), scale.width - half), y: 13, "text-anchor": "middle", class: "sf-you", text: wageWords }, svg);
  draw("path", { d: `M${at},${HEIGHT - 1} l-6,-8 h12 z`, class: "sf-you-mark" }, svg);
}

function drawPayRow(row, scale, { full, tagged, wage }) {
  const MIDDLE = 17, BAR = 34, height = row.pay && full ? BAR + (tagged ? 38 : 24) : BAR;
  const svg = draw("svg", { viewBox: `0 0 ${scale.width} ${height}`, class: "sf-drawing sf-pay", "aria-hidden": "true" });
  for (const dollars of scale.ticks) draw("line", { x1: scale.x(dollars), x2: scale.x(dollars), y1: 0, y2: BAR, class: "sf-rule" }, svg);
  if (row.pay) {
    const known = row.pay.map((dollars, i) => ({ dollars, i })).filter(({ dollars }) => dollars != null), at = (dollars) => scale.x(dollars);
    const first = known[0], last = known.at(-1), [, p25, median, p75] = row.pay;
    draw("line", { x1: at(first.dollars), x2: at(last.dollars), y1: MIDDLE, y2: MIDDLE, class: "sf-whisker" }, svg);
    for (const { dollars, i } of [first, last]) if (i === 0 || i === 4) draw("line", { x1: at(dollars), x2: at(dollars), y1: MIDDLE - 7, y2: MIDDLE + 7, class: "sf-whisker" }, svg);
    // Pay at or above the source's limit: nobody knows where it ends.
    if (row.labels.includes("#")) draw("path", { d: `M${at(last.dollars)},${MIDDLE} H${scale.width - 10} m-7,-6 l7,6 l-7,6`, class: "sf-whisker sf-open" }, svg);
    if (p25 != null && p75 != null) draw("rect", { x: at(p25), y: MIDDLE - 11, width: Math.max(1, at(p75) - at(p25)), height: 22, rx: 4, class: "sf-half" }, svg);
    if (median != null) draw("line", { x1: at(median), x2: at(median), y1: MIDDLE - 14, y2: MIDDLE + 14, class: "sf-median" }, svg);
    if (full) {
      const some = known.filter(({ i }) => tagged || scale.width >= 560 || i % 2 === 0);
      const labels = payLabelsApart(some.map(({ dollars, i }) => ({ i, at: at(dollars), text: row.labels[i], wide: Math.max(row.labels[i].length * 7.1, tagged && i === 2 ? 48 : 0) + 7 })), 1, scale.width - 1);
      for (const label of labels) {
        draw("path", { d: `M${label.at},${i2y(label.i, MIDDLE)} V${BAR - 3} L${label.center},${BAR + 7}`, class: "sf-leader" }, svg);
        draw("text", { x: label.center, y: BAR + 19, "text-anchor": "middle", class: label.i === 2 ? "sf-figure sf-figure-median" : "sf-figure", text: label.text }, svg);
        if (tagged) draw("text", { x: label.center, y: BAR + 33, "text-anchor": "middle", class: "sf-tag", text: PAY_TAGS[label.i] }, svg);
      }
    }
  }
  if (wage != null) draw("line", { x1: scale.x(wage), x2: scale.x(wage), y1: 0, y2: BAR, class: "sf-you-line" }, svg);
  return svg;

  function i2y(i, middle) { return middle + [7, 11, 14, 11, 7][i]; }
}
