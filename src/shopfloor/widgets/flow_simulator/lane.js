// One line drawn at a moment of its shift: orders outside, a cell for each station with the parts that wait and its
// machines, and what is finished. Times are tenths of a minute. A part's row is: ordered, then for each station
// arrived, begun, done, and last: left the line; the row is cut off where nothing more happened.

const FLOW_STATES = { idle: "no part", busy: "works", blocked: "blocked", down: "down" };
const flowClock = (tenths) => { const min = Math.floor(tenths / 10 + 1e-6); return `${Math.floor(min / 60)}:${String(min % 60).padStart(2, "0")}`; };

// The place in a list of rows, sorted by their first number, of the last one that is not after `at`; -1: none.
function flowBefore(rows, at) {
  let low = -1, high = rows.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rows[middle][0] <= at) low = middle; else high = middle - 1;
  }
  return low;
}

function createFlowLane(pull, { picked }) {
  const PALLET = 16;
  let GAP = 13;
  const svg = draw("svg", { class: "sf-drawing sf-flow-line", role: "img" });
  const hatch = newId();
  const pattern = draw("pattern", { id: hatch, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, draw("defs", {}, svg));
  draw("line", { x1: 0, x2: 0, y1: 0, y2: 7, class: "sf-flow-hatch" }, pattern);
  const ground = draw("g", {}, svg), dots = draw("g", { class: "sf-flow-parts" }, svg), front = draw("g", {}, svg);
  let run = null, names = [], machines = [], batched = false, endless = false, cells = [], outside = null, out = null, nodes = [], width = 0, tall = false, calm = false;

  function layout() {
    if (!run || !width) return;
    const count = names.length, side = tall ? 0 : 78, far = tall ? 0 : 66;
    const w = tall ? width : (width - side - far) / count, h = tall ? 92 : 150;
    GAP = !tall && w > 118 ? 15 : 13;
    svg.classList.toggle("sf-flow-large", GAP > 13);
    const height = tall ? 46 + count * (h + 6) + 34 : h;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    ground.replaceChildren(); front.replaceChildren();
    outside = tall ? zone(0, 0, width, 42, 30) : zone(0, 0, side - 8, h, 44);
    const word = (x, y, text, anchor = "start", kind = "sf-flow-small") => draw("text", { x, y, "text-anchor": anchor, class: kind, text }, front);
    outside.title = word(0, 12, pull ? "orders wait" : "orders");
    outside.count = word(tall ? width - 2 : 0, tall ? 12 : h - 6, "", tall ? "end" : "start");
    if (!pull || endless) draw("path", { d: tall ? "M14,22 V36 M8,30 L14,37 L20,30" : `M10,${h / 2} H44 M36,${h / 2 - 7} L45,${h / 2} L36,${h / 2 + 7}`, class: "sf-flow-arrow" }, ground);
    cells = names.map((name, k) => {
      const x = tall ? 0 : side + k * w, y = tall ? 46 + k * (h + 6) : 0, inner = w - (tall ? 0 : 8);
      const cell = draw("g", { class: "sf-flow-cell" }, ground);
      draw("rect", { x, y, width: inner, height: h, rx: 10, class: "sf-flow-ground" }, cell);
      if (!tall) draw("path", { d: `M${x + 8},${y + h / 2 - 1} H${x + inner - 8}`, class: "sf-flow-belt" }, cell);
      draw("title", { text: `Break down ${name}` }, cell);
      cell.addEventListener("click", () => picked(k));
      const mw = Math.min(44, inner * 0.3), mx = x + inner - mw - (batched ? PALLET + 4 : 8), top = y + 24, room = h - 50, each = Math.min(44, (room - 4 * (machines[k] - 1)) / machines[k]);
      const first = top + (room - each * machines[k] - 4 * (machines[k] - 1)) / 2;
      const longest = Math.max(3, Math.floor((inner - 14) / 7.2));
      word(x + 8, y + 17, name.length > longest ? `${name.slice(0, longest - 1)}\u2026` : name, "start", "sf-flow-name");
      return {
        boxes: Array.from({ length: machines[k] }, (_, m) => {
          const box = { x: mx, y: first + m * (each + 4), width: mw, height: each };
          const group = draw("g", { class: "sf-flow-machine", "data-state": "idle" }, cell);
          draw("rect", { ...box, rx: 6 }, group);
          draw("rect", { ...box, rx: 6, class: "sf-flow-broken", fill: `url(#${hatch})` }, group);
          const bar = draw("rect", { x: mx + 4, y: box.y + each - 7, width: 0, height: 4, rx: 2, class: "sf-flow-progress" }, group);
          const cross = draw("path", { d: `M${mx + mw / 2 - 9},${box.y + each / 2 - 9} l18,18 m0,-18 l-18,18`, class: "sf-flow-cross" }, front);
          return { ...box, group, bar, cross, state: "" };
        }),
        queue: spots(x + 8, top, mx - x - 14, room),
        pallet: { x: mx + mw + PALLET / 2 + 1, y: top + 6, step: Math.min(11, (room - 10) / 9) },
        count: word(x + 8, y + h - 8, ""), state: word(x + inner - 8, y + h - 8, "", "end", "sf-flow-small sf-flow-state"),
        big: draw("text", { x: x + 8 + (mx - x - 14) / 2, y: top + room / 2 + 9, "text-anchor": "middle", class: "sf-flow-big" }, front),
      };
    });
    if (tall) { out = { x: 18, y: height - 14 }; out.count = word(36, height - 9, ""); } else {
      out = { x: width - far + 26, y: h / 2 }; word(width - far + 2, 12, "finished"); out.count = word(out.x, h / 2 + 38, "", "middle", "sf-flow-name");
    }
    draw("path", { d: `M${out.x - 15},${out.y - 10} v22 h30 v-22`, class: "sf-flow-crate" }, ground);
    nodes.forEach((one) => { one.x = NaN; });
  }
  const zone = (x, y, w, h, down) => ({ ...spots(x + 2, y + down - 12, w - 4, h - down - 8 + (tall ? 8 : 0)) });
  // Where the parts of a queue stand: columns from the machine backwards.
  function spots(x, y, w, h) {
    const across = Math.max(1, Math.floor((w - 4) / GAP)), fits = Math.max(1, Math.floor(h / GAP)), down = tall || across < 4 ? fits : Math.min(5, fits), top = y + (h - down * GAP) / 2;
    // More than there is room for are not drawn: their number stands below.
    return { at: (i) => (i < across * down ? [x + w - 4 - GAP / 2 - Math.floor(i / down) * GAP, top + GAP / 2 + (i % down) * GAP] : null) };
  }

  function load(view, which, inputs) {
    const before = ground.dataset.made, made = JSON.stringify([view.names, view.machines, inputs.batch > 1, inputs.orders]);
    run = view.runs[which]; names = view.names; machines = view.machines; batched = inputs.batch > 1; endless = pull && inputs.orders === "always";
    ground.dataset.made = made;
    while (nodes.length > run.parts.length) nodes.pop().node.remove();
    while (nodes.length < run.parts.length) {
      const number = nodes.length + 1, node = draw("g", { class: number % 10 ? "sf-flow-part" : "sf-flow-part sf-flow-tenth", display: "none" }, dots);
      // Every tenth part has its number, so that the same part, with the same work, is found in both lines.
      if (number % 10) draw("circle", { r: 5 }, node); else { draw("rect", { x: number > 99 ? -12 : -9, y: -7, width: number > 99 ? 24 : 18, height: 14, rx: 3 }, node); draw("text", { y: 4, "text-anchor": "middle", text: number }, node); }
      nodes.push({ node, x: NaN, y: NaN, shown: false });
    }
    if (made !== before) layout();
  }

  // The time between two moments in which a part's machine was not down.
  function worked(k, part, from, to) {
    const machine = run.machine[k]?.[part] ?? 0, down = run.downs.reduce((sum, [station, one, begin, end]) => sum + (station === k && one === machine ? Math.max(0, Math.min(end, to) - Math.max(begin, from)) : 0), 0);
    return Math.max(0.1, to - from - down);
  }

  // Who is where at a moment: the parts outside, the queues, who is on which machine, on the pallets, out.
  function locate(at) {
    const last = 3 * names.length + 1, seen = { outside: [], queues: names.map(() => []), on: names.map(() => []), pallets: names.map(() => []), gone: 0, inside: 0 };
    run.parts.forEach((row, part) => {
      let i = -1;
      while (i + 1 < row.length && row[i + 1] <= at) i += 1;
      if (i < 0) return;
      if (i === last) { seen.gone += 1; return; }
      if (i === 0) { seen.outside.push(part); return; }
      const k = Math.floor((i - 1) / 3), phase = (i - 1) % 3;
      seen.inside += 1;
      if (phase === 0) seen.queues[k].push(part);
      else if (phase === 2 && batched) seen.pallets[k].push(part);
      else seen.on[k].push({ part, machine: run.machine[k]?.[part] ?? 0, done: phase === 2, share: phase === 2 ? 1 : row[i + 1] == null ? 0.5 : worked(k, part, row[i], at) / worked(k, part, row[i], row[i + 1]) });
    });
    seen.queues.forEach((queue, k) => queue.sort((one, other) => run.parts[one][1 + 3 * k] - run.parts[other][1 + 3 * k] || one - other));
    seen.down = run.downs.filter(([, , begin, end]) => begin <= at && at < end);
    return seen;
  }

  function show(at, glide) {
    if (!run || !width) return;
    const seen = locate(at), target = new Map();
    if (!endless) seen.outside.forEach((part, rank) => target.set(part, outside.at(rank)));
    outside.count.textContent = endless ? "always" : pull ? String(seen.outside.length) : "";
    names.forEach((name, k) => {
      const cell = cells[k], states = cell.boxes.map(() => "idle"), shares = cell.boxes.map(() => 0);
      seen.queues[k].forEach((part, rank) => target.set(part, cell.queue.at(rank)));
      for (const { part, machine, done, share } of seen.on[k]) {
        const box = cell.boxes[machine];
        target.set(part, [box.x + box.width / 2, box.y + box.height / 2 - 2]);
        states[machine] = done ? "blocked" : "busy"; shares[machine] = share;
      }
      seen.pallets[k].forEach((part, i) => target.set(part, [cell.pallet.x, cell.pallet.y + i * cell.pallet.step]));
      for (const [station, machine] of seen.down) if (station === k) states[machine] = "down";
      cell.boxes.forEach((box, m) => {
        if (box.state !== states[m]) { box.state = states[m]; box.group.dataset.state = states[m]; box.cross.style.display = states[m] === "down" ? "" : "none"; }
        box.bar.setAttribute("width", Math.max(0, shares[m] * (box.width - 8)).toFixed(1));
      });
      const waits = seen.queues[k].length, words = calm ? "wait" : `${waits} wait${waits === 1 ? "s" : ""}`;
      if (cell.count.textContent !== words) cell.count.textContent = words;
      const down = states.filter((one) => one === "down").length, blocked = states.filter((one) => one === "blocked").length;
      const state = down ? (down < states.length ? `${down} down` : "down") : blocked ? "blocked" : calm ? (states.includes("busy") ? "works" : "no part") : "";
      if (cell.state.textContent !== state) { cell.state.textContent = state; cell.state.dataset.state = down ? "down" : blocked ? "blocked" : ""; }
      cell.big.textContent = calm ? String(waits) : "";
    });
    out.count.textContent = tall ? `${seen.gone} finished` : String(seen.gone);
    const newcomers = new Set([...seen.outside, ...seen.queues[0], ...seen.on[0].map(({ part }) => part)]);
    const share = glide ? 1 - Math.exp(-glide / 110) : 1;
    nodes.forEach((one, part) => {
      let goal = target.get(part);
      if (!goal && glide && one.shown && seen.gone && run.parts[part].at(-1) <= at && Math.hypot(one.x - out.x, one.y - out.y) > 4) goal = [out.x, out.y];
      if (!goal || calm) { if (one.shown) { one.node.setAttribute("display", "none"); one.shown = false; one.x = NaN; } return; }
      const from = !Number.isNaN(one.x) ? [one.x, one.y] : glide && newcomers.has(part) ? outside.at(0) : goal;
      one.x = from[0] + (goal[0] - from[0]) * share; one.y = from[1] + (goal[1] - from[1]) * share;
      one.node.setAttribute("transform", `translate(${one.x.toFixed(1)} ${one.y.toFixed(1)})`);
      if (!one.shown) { one.node.removeAttribute("display"); one.shown = true; }
    });
  }

  // The state in words: how many where, and what stands still.
  function words(at) {
    const seen = locate(at), most = seen.queues.reduce((best, queue, k) => (queue.length > seen.queues[best].length ? k : best), 0);
    const lead = flowBefore(run.lead, at), parts = [`${seen.inside} part${seen.inside === 1 ? "" : "s"} in the line`, `${seen.gone} finished`];
    if (lead >= 0) parts.push(`mean lead time so far ${run.lead[lead][1]} min`);
    const waiting = seen.queues.some((queue) => queue.length) ? `; most wait at the ${names[most]} (${seen.queues[most].length})` : "; no part waits";
    const down = [...new Set(seen.down.map(([k]) => names[k]))];
    return `${parts.join(", ")}${waiting}${down.length ? `; down: ${down.join(", ")}` : ""}${pull && !endless && seen.outside.length ? `; ${seen.outside.length} orders wait outside` : ""}.`;
  }

  return {
    svg, load, show, words,
    size(next, isTall) { if (next !== width || isTall !== tall) { width = next; tall = isTall; layout(); } },
    still(next) { calm = next; svg.classList.toggle("sf-flow-calm", calm); },
    wip: (at) => { const i = flowBefore(run.wip, at); return i < 0 ? 0 : run.wip[i][1]; },
    lead: (at) => { const i = flowBefore(run.lead, at); return { finished: i + 1, mean: i < 0 ? null : run.lead[i][1] }; },
  };
}
