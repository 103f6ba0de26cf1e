// The symbols of ASME Standard 101, and the line that connects them down the chart.

const PCB_SYMBOLS = ["operation", "transport", "inspection", "delay", "storage"];
const PCB_PATHS = {
  operation: "M9 0A9 9 0 1 1 -9 0A9 9 0 1 1 9 0Z",
  transport: "M-10 -4.5H0V-9.5L10.5 0L0 9.5V4.5H-10Z",
  inspection: "M-8.5 -8.5H8.5V8.5H-8.5Z",
  delay: "M-8 -9H0A9 9 0 0 1 0 9H-8Z",
  storage: "M-10 -8.5H10L0 9.5Z",
};

// Operation and inspection at once: the circle within the square.
function pcbSymbol(parent, symbol, x, y, kind = "sf-symbol", size = 1) {
  const group = draw("g", { class: `${kind} sf-is-${symbol.split(" ").length > 1 ? "operation" : symbol}`, transform: `translate(${x} ${y}) scale(${size})` }, parent);
  if (PCB_PATHS[symbol]) draw("path", { d: PCB_PATHS[symbol] }, group);
  else {
    draw("path", { d: PCB_PATHS.inspection }, group);
    draw("circle", { r: 6, class: "sf-inner" }, group);
  }
  return group;
}

const pcbIcon = (symbol) => {
  const svg = draw("svg", { viewBox: "-12 -12 24 24", width: 20, height: 20, class: "sf-icon", "aria-hidden": "true" });
  pcbSymbol(svg, symbol, 0, 0);
  return svg;
};

// One line through the symbols of all rows. `rows`: [symbol, middle y]; `wide`: a column for each symbol, else one.
function pcbLine(svg, rows, wide, height) {
  const pitch = 27, width = wide ? pitch * 5 + 4 : 32;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("width", width); svg.setAttribute("height", height);
  svg.replaceChildren();
  const x = (symbol) => (wide ? 16 + pitch * Math.max(0, PCB_SYMBOLS.indexOf(symbol)) : 16);
  if (wide) for (const [symbol, y] of rows) for (const one of PCB_SYMBOLS) if (one !== symbol) pcbSymbol(svg, one, x(one), y, "sf-faint", 0.72);
  if (rows.length > 1) draw("polyline", { points: rows.map(([symbol, y]) => `${x(symbol)},${y}`).join(" "), class: "sf-thread" }, svg);
  for (const [symbol, y] of rows) pcbSymbol(svg, symbol, x(symbol), y);
}

// Both methods as bars on one scale of time: each step as wide as it is long, with its symbol's color and pattern.
function pcbBars(svg, methods, width, unit) {
  const longest = Math.max(1e-9, ...methods.map(([, steps]) => steps.reduce((sum, [, time]) => sum + time, 0)));
  const gap = 48, bar = 22, bottom = 20, height = methods.length * gap + bottom;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`); svg.setAttribute("height", height);
  svg.replaceChildren();
  const defs = draw("defs", {}, svg), x = (time) => 1 + (time / longest) * (width - 2);
  for (const [symbol, angle, apart] of [["delay", 45, 6], ["storage", -45, 6], ["transport", 90, 4]]) {
    const pattern = draw("pattern", { id: `${svg.id}-${symbol}`, width: apart, height: apart, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${angle})` }, defs);
    draw("line", { x1: 0, x2: apart, y1: 0, y2: 0, class: `sf-stripe sf-is-${symbol}` }, pattern);
  }
  methods.forEach(([name, steps, total], i) => {
    const y = i * gap + 20;
    draw("text", { x: 1, y: y - 6, class: "sf-bar-name", text: name }, svg);
    draw("text", { x: width - 1, y: y - 6, "text-anchor": "end", class: "sf-bar-total", text: total }, svg);
    let at = 0;
    for (const [symbol, time] of steps) {
      const left = x(at), wide = x(at + time) - left;
      at += time;
      if (wide <= 0) continue;
      const plain = symbol.split(" ").length > 1 ? "operation" : symbol;
      draw("rect", { x: left, y, width: wide, height: bar, class: `sf-piece sf-is-${plain}` }, svg);
      if (["delay", "storage", "transport"].includes(symbol)) draw("rect", { x: left, y, width: wide, height: bar, fill: `url(#${svg.id}-${symbol})` }, svg);
      if (wide > 24) { draw("circle", { cx: left + wide / 2, cy: y + bar / 2, r: 10, class: "sf-plate" }, svg); pcbSymbol(svg, symbol, left + wide / 2, y + bar / 2, "sf-symbol", 0.66); }
    }
  });
  const steps = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 20000], step = steps.find((one) => longest / one <= width / 70) ?? longest;
  for (let at = 0; at <= longest; at += step) {
    const near = x(at) < 14 ? "start" : x(at) > width - 24 ? "end" : "middle";
    draw("line", { x1: x(at), x2: x(at), y1: height - bottom - 5, y2: height - bottom, class: "sf-tickmark" }, svg);
    draw("text", { x: x(at), y: height - 6, "text-anchor": near, class: "sf-tick", text: at ? at : `0 ${unit}` }, svg);
  }
}
