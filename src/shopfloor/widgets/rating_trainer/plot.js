// Ratings against the true pace: a point each, the line on which they would all be right, and a band of 5 points.

function createRatingPlot() {
  const LOW = 40, HIGH = 160, SIZE = 300, LEFT = 44, BOTTOM = 40, TOP = 10;
  const x = (pace) => LEFT + ((pace - LOW) / (HIGH - LOW)) * (SIZE - LEFT - 10);
  const y = (rating) => SIZE - BOTTOM - ((rating - LOW) / (HIGH - LOW)) * (SIZE - BOTTOM - TOP);
  const svg = draw("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, class: "sf-drawing sf-rating-plot", role: "img" });
  for (let at = LOW; at <= HIGH; at += 20) {
    draw("line", { x1: x(at), x2: x(at), y1: y(LOW), y2: y(HIGH), class: "sf-rule" }, svg);
    draw("line", { x1: x(LOW), x2: x(HIGH), y1: y(at), y2: y(at), class: "sf-rule" }, svg);
    draw("text", { x: x(at), y: y(LOW) + 15, "text-anchor": "middle", class: "sf-tick", text: at }, svg);
    draw("text", { x: LEFT - 5, y: y(at) + 4, "text-anchor": "end", class: "sf-tick", text: at }, svg);
  }
  const corner = (dx) => `${x(LOW + Math.max(0, -dx))},${y(LOW + Math.max(0, dx))} ${x(HIGH - Math.max(0, dx))},${y(HIGH - Math.max(0, -dx))}`;
  draw("polyline", { points: corner(0), class: "sf-equal" }, svg);
  for (const dx of [5, -5]) draw("polyline", { points: corner(dx), class: "sf-near" }, svg);
  draw("text", { x: (LEFT + SIZE - 10) / 2, y: SIZE - 6, "text-anchor": "middle", class: "sf-axis", text: "true pace (% of normal)" }, svg);
  draw("text", { x: 12, y: (SIZE - BOTTOM + TOP) / 2, "text-anchor": "middle", class: "sf-axis", transform: `rotate(-90 12 ${(SIZE - BOTTOM + TOP) / 2})`, text: "your rating (%)" }, svg);
  const dots = draw("g", {}, svg);
  return {
    svg,
    show(points, words) {
      svg.setAttribute("aria-label", words);
      dots.replaceChildren(...points.map(([pace, rating], i) => {
        const last = i === points.length - 1;
        const dot = draw("g", { class: last ? "sf-last" : "sf-earlier", transform: `translate(${x(pace)} ${y(rating)})` });
        draw("line", { x1: 0, x2: 0, y1: 0, y2: y(pace) - y(rating), class: "sf-error" }, dot);
        draw(last ? "rect" : "circle", last ? { x: -6, y: -6, width: 12, height: 12, transform: "rotate(45)" } : { r: 4.5 }, dot);
        return dot;
      }));
    },
  };
}
