// The averages above, the ranges below: points up to the last one that has come, limits, marks, and at the end what
// was hidden.

function drawPanels(svg, view, at, width, words) {
  const left = width < 520 ? 42 : 56, right = width < 520 ? 48 : 62, gap = 30, tops = [18, 0], heights = [190, 112];
  tops[1] = tops[0] + heights[0] + gap;
  const bottom = tops[1] + heights[1], whole = bottom + 34;
  // A narrow page shows the last points only, in a window that moves with them.
  const most = Math.max(30, Math.floor((width - left - right) / 7)), count = Math.min(view.subgroups, most);
  const first = view.ended ? Math.max(0, Math.min(view.subgroups - count, (view.ended.began ?? at) - Math.floor(count / 2))) : Math.max(0, Math.min(view.subgroups, at + 3) - count);
  const x = (place) => left + ((place - first + 0.5) / count) * (width - left - right);
  svg.setAttribute("viewBox", `0 0 ${width} ${whole}`);
  svg.setAttribute("height", whole);
  svg.setAttribute("aria-label", words);
  svg.replaceChildren();
  const last = Math.min(view.subgroups, first + count), shownTo = view.ended ? last : Math.min(last, at);

  const baseEnd = x(view.base - 0.5);
  if (view.base > first) {
    draw("rect", { x: left, y: tops[0], width: baseEnd - left, height: bottom - tops[0], class: "sf-base" }, svg);
    if (baseEnd - left > 96) draw("text", { x: left + 5, y: tops[0] + 13, class: "sf-tick", text: "for the limits" }, svg);
  }
  if (view.ended && view.ended.began != null && view.ended.began - 1 >= first) {
    const from = x(view.ended.began - 1.5);
    draw("rect", { x: from, y: tops[0], width: Math.max(0, x(last - 0.5) - from), height: bottom - tops[0], class: "sf-caused" }, svg);
    draw("line", { x1: from, x2: from, y1: tops[0] - 4, y2: bottom, class: "sf-began" }, svg);
    const back = from > 0.6 * width;
    draw("text", { x: from + (back ? -5 : 5), y: tops[1] - 8, "text-anchor": back ? "end" : "start", class: "sf-word sf-cause-word", text: `cause from ${view.ended.began}` }, svg);
  }

  const marks = new Map(view.marks), far = new Set(view.far);
  [[view.averages, `Average (${view.unit})`], [view.ranges, `Range (${view.unit})`]].forEach(([chart, name], panel) => {
    const top = tops[panel], height = heights[panel], seen = chart.points.slice(0, shownTo);
    const low = panel ? 0 : Math.min(chart.lcl - 0.35 * (chart.centre - chart.lcl), ...seen), high = Math.max(chart.ucl + 0.35 * (chart.ucl - chart.centre), ...seen);
    const y = (value) => top + height - 4 - ((value - low) / (high - low)) * (height - 8);
    draw("text", { x: left, y: top - 5, class: "sf-word", text: name }, svg);
    const lines = [[chart.ucl, "sf-limit", "upper"], [chart.centre, "sf-centre", "center"], ...(chart.lcl > 0 ? [[chart.lcl, "sf-limit", "lower"]] : [])];
    if (!panel && view.zones) for (const z of [-2, -1, 1, 2]) draw("line", { x1: left, x2: width - right, y1: y(chart.centre + z * view.sigma), y2: y(chart.centre + z * view.sigma), class: "sf-zone" }, svg);
    for (const [value, kind, word] of lines) {
      draw("line", { x1: left, x2: width - right, y1: y(value), y2: y(value), class: kind }, svg);
      draw("text", { x: left - 5, y: y(value) + 4, "text-anchor": "end", class: "sf-tick", text: value.toFixed(1) }, svg);
      draw("text", { x: width - right + 5, y: y(value) + 4, class: "sf-tick", text: word }, svg);
    }
    const place = (i) => `${x(i)},${y(chart.points[i])}`, range = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
    if (view.ended) draw("polyline", { points: range(Math.max(first, at - 1), last).map(place).join(" "), class: "sf-later-line" }, svg);
    draw("polyline", { points: range(first, Math.min(at, last)).map(place).join(" "), class: "sf-run" }, svg);
    for (const i of range(first, shownTo)) {
      const cx = x(i), cy = y(chart.points[i]), rules = panel ? (far.has(i) ? [1] : null) : marks.get(i), later = i >= at;
      if (rules) {
        draw("path", { d: `M${cx} ${cy - 6.5}L${cx + 6.5} ${cy}L${cx} ${cy + 6.5}L${cx - 6.5} ${cy}Z`, class: `sf-marked${later ? " sf-later" : ""}` }, svg);
        if (!panel && view.zones && !later) draw("text", { x: cx, y: chart.points[i] >= chart.centre ? cy - 9 : cy + 18, "text-anchor": "middle", class: "sf-rule-number", text: rules[0] }, svg);
      } else draw("circle", { cx, cy, r: later ? 2.5 : 3.2, class: later ? "sf-later" : i < view.base ? "sf-point sf-base-point" : "sf-point" }, svg);
      if (i === at - 1 && !view.ended) draw("circle", { cx, cy, r: 8, class: "sf-latest" }, svg);
    }
  });
  if (view.ended && view.ended.stopped != null && view.ended.stopped > first && view.ended.stopped <= last) {
    const here = x(view.ended.stopped - 1);
    draw("line", { x1: here, x2: here, y1: tops[0] - 4, y2: bottom, class: "sf-stop" }, svg);
    draw("text", { x: here + (here > width / 2 ? -5 : 5), y: bottom - 4, "text-anchor": here > width / 2 ? "end" : "start", class: "sf-word sf-stop-word", text: `stopped at ${view.ended.stopped}` }, svg);
  }
  for (let number = first + 1; number <= last; number += 1) if (number % 10 === 0) draw("text", { x: x(number - 1), y: bottom + 15, "text-anchor": "middle", class: "sf-tick", text: number }, svg);
  draw("text", { x: (left + width - right) / 2, y: whole - 3, "text-anchor": "middle", class: "sf-tick", text: "subgroup" }, svg);
}
