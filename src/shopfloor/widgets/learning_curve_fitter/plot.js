// Units and their times, the learner's line with two handles, and what the line misses: on log-log paper a square for
// each unit, whose area is its squared error. Drawn in the size that it has on the page, so that type stays readable.

function createCurvePlot({ picked, dragged }) {
  const LEFT = 46, RIGHT = 14, TOP = 26, BOTTOM = 38, clip = newId(), hatch = newId();
  const svg = draw("svg", { class: "sf-drawing sf-curve-plot", role: "img" });
  const holder = make("div", { class: "sf-curve-holder" }, svg);
  const defs = draw("defs", {}, svg);
  const area = draw("rect", {}, draw("clipPath", { id: clip }, defs));
  const pattern = draw("pattern", { id: hatch, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
  draw("line", { x1: 0, x2: 0, y1: 0, y2: 8, class: "sf-hatch" }, pattern);
  const grid = draw("g", {}, svg), quote = draw("g", {}, svg);
  const inside = draw("g", { "clip-path": `url(#${clip})` }, svg);
  const squares = draw("g", {}, inside), ways = draw("g", {}, inside), words = draw("g", {}, svg);
  const handles = { first: draw("g", { class: "sf-handle" }, svg), end: draw("g", { class: "sf-handle" }, svg) };
  const dots = draw("g", { class: "sf-dots" }, svg); // over the handles, or a handle would hide its unit
  for (const handle of Object.values(handles)) {
    draw("circle", { r: 17, class: "sf-grip" }, handle);
    draw("rect", { x: -7, y: -7, width: 14, height: 14, rx: 3 }, handle);
    draw("path", { d: "M-3,-10 L0,-15 L3,-10 M-3,10 L0,15 L3,10" }, handle);
  }
  let view = null, chosen = -1, width = 0, height = 0, x = Number, y = Number, timeAt = Number;

  function scales() {
    const { last, low, high } = view.domain, log = view.set.axes === "log";
    const across = width - LEFT - RIGHT - 14, up = height - TOP - BOTTOM, wide = log ? Math.log(last) : last;
    x = (unit) => LEFT + 14 + ((log ? Math.log(unit) : unit) / wide) * across;
    if (log) {
      const tall = Math.log(high / low);
      y = (time) => TOP + (Math.log(high / time) / tall) * up;
      timeAt = (at) => high * Math.exp((-(at - TOP) / up) * tall);
    } else {
      y = (time) => TOP + (1 - time / high) * up;
      timeAt = (at) => high * (1 - (at - TOP) / up);
    }
  }

  const rounded = (value) => (value >= 1e6 ? `${+(value / 1e6).toPrecision(3)}M` : value >= 1e4 ? `${+(value / 1e3).toPrecision(3)}k` : String(+value.toPrecision(6)));
  const steps = (high, count) => {
    const rough = high / count, ten = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 5, 10].find((one) => one * ten >= rough) * ten;
    return Array.from({ length: Math.floor(high / step + 1e-9) + 1 }, (_, i) => i * step);
  };
  const doublings = (last) => Array.from({ length: Math.floor(Math.log2(last) + 1e-9) + 1 }, (_, i) => 2 ** i);
  const onLog = (low, high) => {
    let best = [];
    for (const set of [[1], [1, 2, 5], [1, 1.5, 2, 3, 4, 5, 6, 8]]) {
      best = [];
      for (let ten = 10 ** Math.floor(Math.log10(low)); ten <= high; ten *= 10) best.push(...set.map((one) => one * ten).filter((one) => one >= low && one <= high));
      if (best.length >= 4) break;
    }
    return best;
  };

  function paint() {
    if (!view || !width) return;
    height = Math.round(Math.min(440, Math.max(270, width * 0.64)));
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    scales();
    const { domain, set } = view, log = set.axes === "log", left = LEFT, right = width - RIGHT, foot = height - BOTTOM;
    for (const [name, value] of Object.entries({ x: left, y: TOP, width: right - left, height: foot - TOP })) area.setAttribute(name, value);

    grid.replaceChildren();
    const rules = log ? doublings(domain.last) : steps(domain.last, (right - left) / 60), skip = Math.ceil((rules.length * 40) / (right - left));
    for (const [i, unit] of rules.entries()) {
      draw("line", { x1: x(unit), x2: x(unit), y1: TOP, y2: foot, class: "sf-rule" }, grid);
      if (i % skip === 0) draw("text", { x: x(unit), y: foot + 16, "text-anchor": "middle", class: "sf-tick", text: rounded(unit) }, grid);
    }
    for (const time of log ? onLog(domain.low, domain.high) : steps(domain.high, (foot - TOP) / 44)) {
      draw("line", { x1: left, x2: right, y1: y(time), y2: y(time), class: "sf-rule" }, grid);
      draw("text", { x: left - 6, y: y(time) + 4, "text-anchor": "end", class: "sf-tick", text: rounded(time) }, grid);
    }
    draw("path", { d: `M${left},${TOP} V${foot} H${right}`, class: "sf-frame" }, grid);
    const unitModel = set.model === "unit";
    draw("text", { x: 4, y: 14, class: "sf-axis", text: `${unitModel ? "time of the unit" : "average of all units so far"} (${view.unit})` }, grid);
    draw("text", { x: right, y: height - 5, "text-anchor": "end", class: "sf-axis", text: `${unitModel ? "number of the unit" : "units so far"}${log && right > 320 ? "; each rule a doubling" : ""}` }, grid);

    quote.replaceChildren();
    if (view.quote) {
      const from = Math.max(left, x(Math.max(view.quote.from - 0.5, log ? 1 : 0))), to = Math.min(right, x(view.quote.to + 0.5));
      draw("rect", { x: from, y: TOP, width: Math.max(2, to - from), height: foot - TOP, class: "sf-lot", fill: `url(#${hatch})` }, quote);
    }

    squares.replaceChildren(); ways.replaceChildren(); dots.replaceChildren(); words.replaceChildren();
    const lineAt = along(view.line);
    squares.style.setProperty("--thin", String(Math.min(1, 14 / view.points.length))); // many squares lie on each other
    for (const point of view.points) {
      const px = x(point.unit), py = y(point.y), line = y(lineAt(point.unit)), side = Math.abs(line - py);
      if (point.counts && log && side > 0.5) draw("rect", { x: px + side > right ? px - side : px, y: Math.min(line, py), width: side, height: side, class: "sf-square" }, squares);
      if (point.counts) draw("line", { x1: px, x2: px, y1: py, y2: line, class: "sf-miss" }, squares);
    }
    const way = (line) => `M${line.map(([unit, time]) => `${x(Math.max(unit, 1)).toFixed(1)},${y(time).toFixed(1)}`).join("L")}`;
    draw("path", { d: way(view.line), class: "sf-mine" }, ways);
    if (view.best) draw("path", { d: way(view.best), class: "sf-best" }, ways);

    view.points.forEach((point, i) => {
      const dot = draw("g", { transform: `translate(${x(point.unit)} ${y(point.y)})`, class: point.counts ? "sf-counts" : "sf-out" }, dots);
      if (i === chosen) draw("circle", { r: 11, class: "sf-ring" }, dot);
      if (point.counts) draw("circle", { r: view.points.length > 90 ? 2.5 : 4.5 }, dot);
      else draw("path", { d: "M-5,-5 L5,5 M-5,5 L5,-5" }, dot);
    });

    const first = view.line[0], start = clamped(y(first[1])), over = start < TOP + 34;
    draw("text", { x: x(1) + 24, y: over ? start + 4 : start - 10, class: "sf-name sf-name-mine", text: "your line" }, words);
    if (view.best) {
      // To the left under a line that falls there is always room.
      const at = log ? Math.sqrt(view.end[0]) : view.end[0] * 0.3;
      draw("text", { x: x(at), y: Math.min(foot - 6, y(along(view.best)(at)) + 30), "text-anchor": "end", class: "sf-name sf-name-best", text: "best line" }, words);
    }
    if (view.quote) {
      const middle = Math.min(right - 40, Math.max(left + 40, (x(view.quote.from) + x(view.quote.to)) / 2));
      draw("text", { x: middle, y: TOP + 15, "text-anchor": "middle", class: "sf-name sf-name-lot", text: view.quote.total }, words);
    }
    handles.first.setAttribute("transform", `translate(${x(1)} ${start})`);
    handles.end.setAttribute("transform", `translate(${x(view.end[0])} ${clamped(y(view.end[1]))})`);
  }

  const clamped = (at) => Math.min(height - BOTTOM, Math.max(TOP, at));
  // The drawn line has 60 points: between them it is read as on the paper, along a straight piece.
  const along = (line) => (unit) => {
    const k = Math.max(1, line.findIndex(([one]) => one >= unit - 1e-9)), [u0, t0] = line[k - 1], [u1, t1] = line[k] ?? line.at(-1);
    return u1 === u0 ? t1 : t0 * (t1 / t0) ** (Math.log(unit / u0) / Math.log(u1 / u0));
  };

  const toTime = (event) => {
    const box = svg.getBoundingClientRect();
    return timeAt(clamped(((event.clientY - box.top) / box.height) * height));
  };
  for (const [name, handle] of Object.entries(handles)) {
    handle.addEventListener("pointerdown", (event) => { event.preventDefault(); handle.setPointerCapture(event.pointerId); handle.dataset.held = ""; });
    handle.addEventListener("pointermove", (event) => { if (handle.hasPointerCapture(event.pointerId)) dragged(name, toTime(event)); });
    const drop = () => { delete handle.dataset.held; };
    handle.addEventListener("pointerup", drop); handle.addEventListener("pointercancel", drop);
    handle.addEventListener("click", (event) => event.stopPropagation());
  }
  svg.addEventListener("click", (event) => {
    const box = svg.getBoundingClientRect(), px = ((event.clientX - box.left) / box.width) * width, py = ((event.clientY - box.top) / box.height) * height;
    let near = -1, least = 32;
    view.points.forEach((point, i) => { const far = Math.hypot(x(point.unit) - px, y(point.y) - py); if (far < least) { least = far; near = i; } });
    if (near >= 0) picked(near);
  });
  const watcher = new ResizeObserver(() => { const now = Math.round(holder.clientWidth); if (now && now !== width) { width = now; paint(); } });
  watcher.observe(holder);

  return {
    node: holder,
    show(next, at) { view = next; chosen = at; svg.setAttribute("aria-label", `${next.title}. ${next.verdict}`); paint(); },
    close: () => watcher.disconnect(),
  };
}
