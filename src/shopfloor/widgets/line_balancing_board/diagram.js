// The precedence diagram: a button for each task, arrows to what comes after it. From left to right where there is
// room, from top to bottom on a narrow page.

const LB_NODE = 42; // height of a task, px

function lbDiagram(line) {
  const picture = draw("svg", { class: "lb-arrows", "aria-hidden": "true" });
  const place = make("div", { class: "lb-diagram", role: "group", "aria-label": "Tasks and what must come before what", "data-drop": "pool" }, picture);
  const wide = make("div", { class: "sf-wide lb-wide" }, place);
  const nodes = line.tasks.map((task, i) => {
    const badge = make("span", { class: "lb-badge" });
    const node = button({ class: "lb-task", "data-task": i, "aria-pressed": "false" }, make("b", { text: task.name }), make("span", { text: task.said }), badge);
    place.append(node);
    return { node, badge };
  });
  const arrows = line.arrows.map(([one, other, bends]) => {
    const group = draw("g", {}, picture);
    return { one, other, bends, group, path: draw("path", {}, group), head: draw("polygon", {}, group) };
  });
  const columns = Math.max(...line.tasks.map((task) => task.x)) + 1;
  const rows = Math.max(...line.tasks.map((task) => task.y), ...line.arrows.flatMap(([, , bends]) => bends)) + 1;

  function layOut(width) {
    if (!width) return;
    const down = width < 520;
    // As wide as the longest name or time needs, up to a limit; what is wider still ends in dots.
    const needs = Math.min(92, Math.max(26, ...line.tasks.flatMap(({ name, said }) => [name.length * 9 + 6, said.length * 7 + 6])));
    const free = down ? 4 : 15, pitch = Math.max(needs + free, Math.min(down ? 84 : 118, (width - 8) / (down ? rows : columns)));
    const across = Math.max(needs, Math.min(68, pitch - free)), step = LB_NODE + (down ? 24 : 14);
    const long = (down ? rows : columns) * pitch + 8, high = ((down ? columns : rows) - 1) * step + LB_NODE + 26;
    const left = 2 + Math.max(0, (width - long) / 2);
    const spot = (x, y) => (down ? [left + (y + 0.5) * pitch, 16 + LB_NODE / 2 + x * step] : [left + (x + 0.5) * pitch, 16 + LB_NODE / 2 + y * step]);
    const size = Math.max(width, long);
    place.style.width = `${size}px`; place.style.height = `${high}px`;
    for (const [name, value] of Object.entries({ width: size, height: high, viewBox: `0 0 ${size} ${high}` })) picture.setAttribute(name, value);
    line.tasks.forEach((task, i) => {
      const [x, y] = spot(task.x, task.y);
      Object.assign(nodes[i].node.style, { left: `${x - across / 2}px`, top: `${y - LB_NODE / 2}px`, width: `${across}px`, height: `${LB_NODE}px` });
    });
    const half = down ? LB_NODE / 2 : across / 2;
    for (const { one, other, bends, path, head } of arrows) {
      const from = line.tasks[one], to = line.tasks[other], start = spot(from.x, from.y), end = spot(to.x, to.y), axis = down ? 1 : 0;
      start[axis] += half; end[axis] -= half + 1;
      const between = bends.map((bend, i) => spot(from.x + 1 + i, bend)), tip = [...end];
      end[axis] -= 6;
      const points = [start, ...between, end];
      let way = `M${start}`;
      for (let i = 1; i < points.length; i++) {
        const [a, b] = [points[i - 1], points[i]], reach = (b[axis] - a[axis]) / 2, c = [...a], d = [...b];
        c[axis] += reach; d[axis] -= reach;
        way += `C${c} ${d} ${b}`;
      }
      path.setAttribute("d", way);
      const side = down ? [[tip[0] - 4.5, tip[1] - 8], [tip[0] + 4.5, tip[1] - 8]] : [[tip[0] - 8, tip[1] - 4.5], [tip[0] - 8, tip[1] + 4.5]];
      head.setAttribute("points", [tip, ...side].map((point) => point.join(",")).join(" "));
    }
  }

  // at: for each task the station it is at, from 0, or -1. chosen: the task that a rule has just taken.
  function paint(view, at, selected, chosen) {
    const broken = new Set(view.broken.map(String));
    line.tasks.forEach((task, i) => {
      const { node, badge } = nodes[i], wrong = view.broken.some((pair) => pair.includes(i)), name = selected === i;
      node.dataset.at = at[i] < 0 ? "" : at[i] % 4;
      node.toggleAttribute("data-ready", at[i] < 0 && task.before.every((one) => at[one] >= 0));
      node.toggleAttribute("data-wrong", wrong); node.toggleAttribute("data-chosen", chosen === i);
      node.setAttribute("aria-pressed", String(name)); node.tabIndex = name ? 0 : -1;
      badge.textContent = at[i] < 0 ? "" : at[i] + 1; badge.hidden = at[i] < 0;
      const before = task.before.length ? `after ${task.before.map((one) => line.tasks[one].name).join(", ")}` : "no task before it";
      node.setAttribute("aria-label", `${task.name}${task.words ? `, ${task.words}` : ""}, ${task.said} ${line.unit}, ${before}, ${at[i] < 0 ? "waiting" : `at station ${at[i] + 1}`}${wrong ? ", precedence broken" : ""}`);
    });
    for (const { one, other, group } of arrows) {
      group.dataset.state = broken.has(`${one},${other}`) ? "broken" : one === selected || other === selected ? "near" : "";
    }
    for (const { group } of arrows.filter(({ group }) => group.dataset.state)) picture.append(group);
  }
  return { node: wide, place, nodes, layOut, paint };
}
