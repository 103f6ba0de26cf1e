// Planned time falling through the losses: bars one below the other, each beginning where the one above it ended.
// What the record says is a dashed outline where the cuts have changed it.

const OEE_LABELS = 200; // width of the label column on a wide page
const oeeMinutes = (value) => `${Math.round(value).toLocaleString("en-US")} min`;

function drawWaterfall(svg, rows, planned, width, words) {
  const wide = width >= 480, left = wide ? OEE_LABELS : 2, right = 8;
  const height = wide ? 27 : 40, bar = wide ? 19 : 17, base = wide ? 4 : 19, bottom = 34;
  const whole = rows.length * height + bottom;
  const x = (minutes) => left + (Math.max(0, minutes) / planned) * (width - left - right);
  svg.setAttribute("viewBox", `0 0 ${width} ${whole}`);
  svg.setAttribute("height", whole);
  svg.setAttribute("aria-label", words);
  svg.replaceChildren();
  const hatch = draw("pattern", { id: `${svg.id}-hatch`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, draw("defs", {}, svg));
  draw("line", { x1: 0, x2: 0, y1: 0, y2: 6, class: "sf-hatch" }, hatch);
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const at = x(share * planned);
    draw("line", { x1: at, x2: at, y1: 0, y2: whole - bottom + 3, class: "sf-rule" }, svg);
    draw("text", { x: at, y: whole - bottom + 17, "text-anchor": share === 0 ? "start" : share === 1 ? "end" : "middle", class: "sf-tick", text: `${share * 100} %` }, svg);
  }
  draw("text", { x: width - right, y: whole - 3, "text-anchor": "end", class: "sf-tick", text: "of the planned time" }, svg);

  rows.forEach(([kind, level, label, from, to, low, high, factor], i) => {
    const y = i * height + base, group = draw("g", { class: `sf-row sf-${kind}-row`, "data-factor": factor }, svg);
    const changed = Math.abs(high - low - (to - from)) >= 0.5, moved = changed || Math.abs(high - to) >= 0.5;
    const value = oeeMinutes(high - low) + (wide && changed ? ` (was ${Math.round(to - from).toLocaleString("en-US")})` : "");
    draw("rect", { x: 0, y: i * height, width, height, class: "sf-hit" }, group);
    draw("text", { x: (wide ? 0 : left) + level * 16, y: wide ? y + 14 : y - 5, class: "sf-label", text: label }, group);
    const begins = Math.min(x(low), x(high)), length = Math.max(1.5, Math.abs(x(high) - x(low)));
    draw("rect", { x: begins, y, width: length, height: bar, rx: 2, class: "sf-bar-now" }, group);
    if (kind === "factor" || kind === "loss") draw("rect", { x: begins, y, width: length, height: bar, rx: 2, class: "sf-over", fill: `url(#${svg.id}-hatch)` }, group);
    else if (high - to >= 0.5) draw("rect", { x: x(to), y, width: Math.max(2, x(high) - x(to)), height: bar, class: "sf-gain" }, group);
    if (moved) draw("rect", { x: Math.min(x(from), x(to)), y: y - 1.5, width: Math.max(1.5, Math.abs(x(to) - x(from))), height: bar + 3, class: "sf-was" }, group);
    if (!wide) draw("text", { x: width - right, y: y - 5, "text-anchor": "end", class: "sf-value", text: value }, group);
    else if (kind === "factor" || kind === "loss") draw("text", { x: Math.min(begins, moved ? x(from) : begins) - 7, y: y + 14, "text-anchor": "end", class: "sf-value", text: value }, group);
    else draw("text", { x: left + 7, y: y + 14, class: "sf-value", text: value }, group);
    // The next bar goes on where this one ends.
    if (i < rows.length - 1) draw("line", { x1: x(kind === "time" ? high : low), x2: x(kind === "time" ? high : low), y1: y + bar, y2: (i + 1) * height + base, class: "sf-step" }, group);
  });
}
