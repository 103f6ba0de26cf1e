// The share of assembling after each tour, with its interval: a line that comes to rest, in a band that narrows.

function createRunningShare() {
  const WIDTH = 420, HEIGHT = 190, LEFT = 42, RIGHT = 12, TOP = 8, BOTTOM = 36;
  const svg = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "sf-drawing sf-running", role: "img" });
  const y = (share) => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    draw("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(share), y2: y(share), class: "sf-rule" }, svg);
    draw("text", { x: LEFT - 5, y: y(share) + 4, "text-anchor": "end", class: "sf-tick", text: `${share * 100} %` }, svg);
  }
  draw("text", { x: (LEFT + WIDTH) / 2, y: HEIGHT - 4, "text-anchor": "middle", class: "sf-axis", text: "tours made" }, svg);
  const marks = draw("g", {}, svg);
  return {
    svg,
    show(points, truth, words) {
      svg.setAttribute("aria-label", words);
      const most = Math.max(20, points.length), x = (count) => LEFT + (count / most) * (WIDTH - LEFT - RIGHT);
      marks.replaceChildren();
      const every = [5, 10, 20, 50, 100].find((step) => most / step <= 8);
      for (let at = every; at <= most; at += every) draw("text", { x: x(at), y: HEIGHT - BOTTOM + 15, "text-anchor": "middle", class: "sf-tick", text: at }, marks);
      if (truth != null) {
        draw("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(truth), y2: y(truth), class: "sf-truth" }, marks);
        draw("text", { x: LEFT + 4, y: y(truth) - 4, class: "sf-axis", text: "truth" }, marks);
      }
      if (!points.length) return;
      const upper = points.map(([n, , , high]) => `${x(n)},${y(high)}`), lower = points.map(([n, , low]) => `${x(n)},${y(low)}`).reverse();
      draw("polygon", { points: [...upper, ...lower].join(" "), class: "sf-band" }, marks);
      draw("polyline", { points: points.map(([n, share]) => `${x(n)},${y(share)}`).join(" "), class: "sf-share" }, marks);
      const [n, share] = points.at(-1);
      draw("circle", { cx: x(n), cy: y(share), r: 4.5, class: "sf-now" }, marks);
    },
  };
}
