// The map of careers: a box for each role, which is a button, and an arrow for each step. On a wide page it is read from
// left to right; on a narrow one the boxes stand one below the other, set in by a step each.

const CAREER_BOX = 60; // height of a box and of its place on the map

function careerPlaces(view, width) {
  const PAD = 6, wide = width >= view.layers * 132 + (view.layers - 1) * 30, places = new Map();
  if (wide) {
    const between = view.layers > 1 ? Math.min(90, Math.max(30, (width - 2 * PAD - view.layers * 190) / (view.layers - 1))) : 0;
    const box = Math.min(216, (width - 2 * PAD - (view.layers - 1) * between) / view.layers);
    for (const role of view.roles) places.set(role.role, { x: PAD + role.layer * (box + between), y: PAD + (role.place - 0.5) * CAREER_BOX, w: box, h: CAREER_BOX });
    return { wide, places, height: view.extent * CAREER_BOX + 2 * PAD, column: (layer) => PAD + layer * (box + between), box };
  }
  const layer = new Map(view.roles.map((role) => [role.role, role.layer])), inset = Math.min(30, width / (view.layers * 3));
  view.order.forEach((role, i) => { const x = PAD + layer.get(role) * inset; places.set(role, { x, y: PAD + i * (CAREER_BOX + 10), w: width - x - PAD, h: CAREER_BOX }); });
  return { wide, places, height: view.order.length * (CAREER_BOX + 10) + PAD, inset };
}

function drawCareerArrows(svg, view, map, width) {
  svg.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${width} ${map.height}`);
  svg.setAttribute("height", map.height);
  const kinds = [...new Set(view.edges.map((edge) => edge.kind))], sources = [...new Set(view.edges.map((edge) => edge.from))];
  for (const edge of [...view.edges].sort((a, b) => a.marked - b.marked)) {
    const a = map.places.get(edge.from), b = map.places.get(edge.to), style = `sf-arrow sf-arrow-${Math.min(kinds.indexOf(edge.kind), 2)}${edge.marked ? " sf-arrow-way" : ""}`;
    const head = edge.marked ? 9 : 7;
    let path, tip, turned = 0;
    if (map.wide && !edge.back) {
      tip = [b.x - 1, b.y + b.h / 2];
      const points = [[a.x + a.w, a.y + a.h / 2]];
      for (const [layer, place] of edge.lanes) for (const x of [map.column(layer), map.column(layer) + map.box]) points.push([x, 6 + place * CAREER_BOX]);
      points.push([tip[0] - head, tip[1]]);
      path = `M${points[0]}` + points.slice(1).map((to, i) => { const middle = (points[i][0] + to[0]) / 2; return ` C${middle},${points[i][1]} ${middle},${to[1]} ${to}`; }).join("");
    } else if (map.wide || edge.back) {
      // A step back: from edge to edge below the boxes, or on the right side of the list.
      if (map.wide) { tip = [b.x + b.w * 0.7, b.y + b.h + 1]; turned = -90; path = `M${a.x + a.w * 0.3},${a.y + a.h} C${a.x},${a.y + a.h + 26} ${b.x + b.w},${b.y + b.h + 30} ${tip[0]},${tip[1] + head}`; }
      else { tip = [b.x + b.w - 14, b.y + b.h + 1]; turned = -90; path = `M${a.x + a.w - 14},${a.y} L${tip[0]},${tip[1] + head}`; }
    } else {
      const lane = a.x + 9 + 6 * (sources.indexOf(edge.from) % 3), below = b.y > a.y;
      tip = [b.x - 1, b.y + b.h / 2];
      path = `M${lane},${below ? a.y + a.h : a.y} V${tip[1]} H${tip[0] - head}`;
    }
    draw("path", { d: path, class: style }, svg);
    draw("path", { d: `M${tip} l${-head - 2},${-head * 0.62} v${head * 1.24} z`, class: `sf-arrowhead${edge.marked ? " sf-arrow-way" : ""}`, ...(turned ? { transform: `rotate(${turned} ${tip[0]} ${tip[1]})` } : {}) }, svg);
  }
  return kinds;
}

// Where a key leads from a role: along the arrows to the right and to the left, up and down among neighbors.
function careerNext(view, map, role, key, from) {
  const by = new Map(view.roles.map((one) => [one.role, one])), at = by.get(role), place = (name) => map.places.get(name).y;
  const ordered = map.wide ? [...view.roles].sort((a, b) => a.layer - b.layer || place(a.role) - place(b.role)).map((one) => one.role) : view.order;
  if (key === "ArrowRight") return at.to.find((one) => view.edges.some((edge) => edge.marked && edge.from === role && edge.to === one)) ?? at.to[0];
  if (key === "ArrowLeft") return at.from.includes(from) ? from : at.from[0];
  if (key === "Home") return ordered[0];
  if (key === "End") return ordered.at(-1);
  const column = map.wide ? ordered.filter((one) => by.get(one).layer === at.layer) : ordered;
  return column[column.indexOf(role) + (key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : NaN)];
}
