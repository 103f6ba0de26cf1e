// The animated operator: draws the work at any moment of a script. What is to be seen depends on the clock alone,
// so it can be paused, jumped in, or shown without movement. Colors are in operator.css.

const clamp = (x, low = 0, high = 1) => Math.min(high, Math.max(low, x));
const mix = (a, b, u) => a + (b - a) * u;
// People move their hands with the least jerk: slow, fast, slow.
const smooth = (u) => u * u * u * (u * (6 * u - 15) + 10);
const part = (u, from, to) => clamp((u - from) / (to - from));

// Places on the bench, in the drawing's own units (640 by 358). The operator faces us: right hand on our left.
const AT = {
  ring: [320, 268], housing: [290, 262], bands: [470, 274], screws: [152, 274], tote: [574, 222],
  driver: [186, 120], carton: [78, 268], bottle: [222, 246],
};
const RIGHT = [266, 312], LEFT = [374, 312], HOLD = [353, 272];

// Where the hands are at the end of each motion: [x, y, grip], grip 0 open to 1 closed.
const POSES = {
  A: [
    { L: [...AT.bands, 0.1], R: [...RIGHT, 0.2] },
    { L: [470, 280, 1], R: [...RIGHT, 0.2] },
    { L: [352, 238, 1], R: [282, 304, 0.2] },
    { L: [362, 266, 0], R: [282, 304, 0.2] },
  ],
  B: [
    { L: [...HOLD, 0.9], R: [...AT.screws, 0.1] },
    { L: [...HOLD, 0.9], R: [152, 280, 1] },
    { L: [...HOLD, 0.9], R: [288, 222, 1] },
    { L: [...HOLD, 0.9], R: [270, 226, 0] },
  ],
  C: [
    { L: [...HOLD, 0.9], R: [...AT.driver, 0.9] },
    { L: [...HOLD, 0.9], R: [288, 186, 1] },
    { L: [...HOLD, 0.9], R: [288, 194, 1] },
    { L: [...HOLD, 0.9], R: [232, 158, 0] },
  ],
  D: [
    { L: [353, 266, 1], R: [...RIGHT, 0.2] },
    { L: [...AT.tote, 1], R: [...RIGHT, 0.2] },
    { L: [566, 216, 0], R: [...RIGHT, 0.2] },
  ],
  E: [
    { L: [...LEFT, 0.2], R: [...AT.carton, 0.9] },
    { L: [...LEFT, 0.2], R: [120, 196, 1] },
    { L: [...LEFT, 0.2], R: [124, 200, 1] },
    { L: [...LEFT, 0.2], R: [...AT.carton, 0.1] },
  ],
  screw: [
    { L: [...HOLD, 0.9], R: [152, 280, 1] },
    { L: [...HOLD, 0.9], R: [238, 240, 0] },
    { L: [...LEFT, 0.2], R: [226, 326, 1] },
    { L: [...LEFT, 0.2], R: [196, 250, 0] },
  ],
  question: [
    { L: [...LEFT, 0.2], R: [...RIGHT, 0.2] },
    { L: [...LEFT, 0.2], R: [...RIGHT, 0.2] },
    { L: [430, 226, 0.1], R: [...RIGHT, 0.2] },
    { L: [...LEFT, 0.2], R: [...RIGHT, 0.2] },
  ],
  water: [
    { L: [...LEFT, 0.2], R: [...AT.bottle, 1] },
    { L: [...LEFT, 0.2], R: [292, 134, 1] },
    { L: [...LEFT, 0.2], R: [294, 128, 1] },
    { L: [...LEFT, 0.2], R: [...AT.bottle, 0.1] },
  ],
};
const REST = { L: [...LEFT, 0.2], R: [...RIGHT, 0.2] };

// Where in a script a clock (thousandths of a minute) stands.
function locate(script, clock) {
  const segments = script.segments;
  let low = 0, high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle].end <= clock) low = middle + 1; else high = middle;
  }
  if (low === segments.length) return { index: low, scene: null, motion: 0, v: 0 };
  const segment = segments[low], motions = script.scenes[segment.scene];
  let u = clamp((clock - segment.start) / (segment.end - segment.start)), motion = 0;
  while (motion < motions.length - 1 && u >= motions[motion].share) u -= motions[motion++].share;
  return { index: low, scene: segment.scene, motion, v: clamp(u / motions[motion].share) };
}

// What the work looks like when segment `index` begins: the state that earlier elements left behind.
function leftBehind(script, index) {
  const state = { ring: false, screw: false, tight: 0, done: 0, used: 0, last: null, since: null };
  for (const { scene, label, end } of script.segments.slice(0, index)) {
    if (label === "A") state.ring = true;
    if (label === "B") { state.screw = true; state.used += 1; }
    if (label === "C") state.tight = 1;
    if (label === "D") { state.ring = state.screw = false; state.tight = 0; state.done += 1; }
    if (label === "E") state.used = 0;
    state.last = scene; state.since = end;
  }
  return state;
}

function createOperator(script) {
  const svg = draw("svg", { viewBox: "0 0 640 358", class: "sf-operator", "aria-hidden": "true", focusable: "false" });
  const parts = buildScene(svg);
  let known = { index: -1, state: null };

  function handsAt(place, state) {
    if (!place.scene) return { L: [...REST.L], R: [...REST.R], look: [320, 300] };
    const poses = POSES[place.scene];
    const before = place.motion ? poses[place.motion - 1] : state.last ? POSES[state.last].at(-1) : REST;
    const after = poses[place.motion];
    const hands = {};
    let look = after.R, farthest = 12;
    for (const side of ["L", "R"]) {
      const [a, b] = [before[side], after[side]], e = smooth(place.v);
      const far = Math.hypot(b[0] - a[0], b[1] - a[1]);
      const lift = Math.min(34, far * 0.16) * Math.sin(Math.PI * e);
      hands[side] = [mix(a[0], b[0], e), mix(a[1], b[1], e) - lift, mix(a[2], b[2], smooth(part(place.v, 0.55, 1)))];
      if (far > farthest) { farthest = far; look = b; }
    }
    if (farthest === 12) look = AT.ring;
    hands.look = look;
    return hands;
  }

  // Brings the picture to `clock`. Still: the hands stand where the last motion left them.
  function show(clock, still = false) {
    const place = locate(script, clock);
    if (place.index !== known.index) known = { index: place.index, state: leftBehind(script, place.index) };
    const state = known.state;
    if (still) place.v = 0;
    const seconds = clock * 0.06;
    const hands = handsAt(place, state);
    const things = thingsAt(place, state, hands, seconds, clock, still);
    paint(parts, hands, things, seconds, still);
    return place;
  }

  return { svg, show };
}

// Everything that is not the body: parts, tools, the visitor. Moves the hands too where a motion has a shake of its own.
function thingsAt({ scene, motion: m, v }, state, hands, seconds, clock, still) {
  const t = {
    ring: state.ring ? [...AT.ring] : null, tight: state.tight, turn: 0,
    screw: state.screw ? [288, 244 + 8 * state.tight, 0] : null,
    driver: [...AT.driver], bit: 0, bottle: [222, 262, 0], carton: [78, 282, 0], pour: 0,
    done: state.done, fill: clamp(1 - state.used / 10.5, 0.06, 1), visitor: 0, bubble: null, mouth: 0,
    tilt: 0, brow: 0, puff: 0,
  };
  const wobble = still ? 0 : 1;
  if (state.last === "C" && scene && !still) {
    // The driver hangs from a spring: let go, it swings home.
    const s = (clock - state.since) * 0.06;
    const swing = Math.exp(-5 * s) * Math.cos(11 * s);
    t.driver = [mix(AT.driver[0], 232, Math.exp(-5 * s) * Math.cos(5 * s)), AT.driver[1] + 38 * swing];
  }
  const [lx, ly] = hands.L, [rx, ry] = hands.R;
  if (scene === "A") {
    const held = m === 2 || (m === 1 && v > 0.5) || (m === 3 && v < 0.62);
    if (held) t.ring = [lx - 32, ly - 4];
    if (m === 3) {
      const down = smooth(part(v, 0, 0.55));
      hands.L[0] = v < 0.62 ? 352 : mix(352, 362, smooth(part(v, 0.62, 1)));
      hands.L[1] = mix(238, 272, down) - (v > 0.62 ? 6 * part(v, 0.62, 1) : 0);
      hands.L[2] = v < 0.62 ? 1 : 1 - part(v, 0.62, 0.85);
      t.ring = [320, mix(234, 268, down)];
    }
  } else if (scene === "B") {
    if (m === 1 && v > 0.5 || m === 2) t.screw = [rx, ry + 14, 0];
    if (m === 3) {
      const turn = part(v, 0.1, 0.7), off = smooth(part(v, 0.74, 1));
      hands.R[0] = 288 + (off ? mix(0, -18, off) : wobble * 3 * Math.sin(turn * 14));
      hands.R[1] = off ? mix(232, 226, off) : mix(222, 232, turn);
      hands.R[2] = 1 - off;
      t.screw = [288, mix(236, 244, turn), off ? 0 : turn * 6];
    }
  } else if (scene === "C") {
    t.screw = [288, 244, 0];
    if (m === 0) t.driver = state.last === "C" ? t.driver : [...AT.driver];
    if (m === 1) t.driver = [rx, ry];
    if (m === 2) {
      const shake = wobble * Math.sin(seconds * 95);
      hands.R[0] = 288 + 0.9 * shake; hands.R[1] = mix(186, 194, v);
      hands.L[1] += 0.5 * shake;
      t.driver = [hands.R[0], hands.R[1]];
      t.tight = v; t.bit = seconds * 9; t.puff = 1;
      t.screw = [288, 244 + 8 * v, seconds * 9];
    }
    if (m === 3) { t.driver = [rx, ry]; t.tight = 1; t.screw = [288, 252, 0]; hands.R[2] = 1 - part(v, 0.8, 1); }
  } else if (scene === "D") {
    t.tight = 1;
    // Taken at its side, the clamp turns on the way until it hangs below the hand, and falls from there.
    const hang = m === 0 ? 0 : m === 1 ? smooth(v) : 1, hold = [lx - 31 * Math.cos((hang * Math.PI) / 2), ly + 31 * Math.sin((hang * Math.PI) / 2)];
    t.ring = m === 0 ? [...AT.ring] : hold;
    t.turn = -70 * hang;
    if (m === 2) {
      const fall = part(v, 0.3, 1);
      t.ring = [mix(574, 577, fall), mix(253, 314, fall * fall)];
      t.turn = -70 - 60 * fall;
      hands.L[0] = 574 - 8 * smooth(fall); hands.L[1] = 222 - 6 * smooth(fall);
      hands.L[2] = 1 - part(v, 0.16, 0.34);
    }
    t.screw = [-32, -16, 0]; t.screwInRing = true;
  } else if (scene === "E") {
    if (m === 1) t.carton = [rx, ry + 14, mix(0, 20, v)];
    if (m === 2) {
      t.carton = [rx, ry + 14, mix(20, 105, smooth(part(v, 0, 0.25))) + wobble * 4 * Math.sin(seconds * 14)];
      t.pour = v > 0.12 && v < 0.9 ? 1 : 0;
      t.fill = mix(t.fill, 1, part(v, 0.12, 0.95));
    }
    if (m === 3) { t.carton = [rx, ry + 14, mix(105, 0, smooth(v))]; t.fill = 1; }
  } else if (scene === "screw") {
    const drop = [238, 254], floor = 332;
    if (m === 1) {
      t.screw = v < 0.45 ? [rx, ry + 14, 0] : null;
      const fall = part(v, 0.45, 0.95);
      if (v >= 0.45) t.loose = [drop[0] - 6 * fall, mix(drop[1], floor, fall * fall), fall * 300];
      t.brow = v > 0.5 ? 1 : 0;
      hands.R[2] = 1 - part(v, 0.4, 0.5);
    }
    if (m === 2) {
      // It hops twice and rolls, and a hand pats the bench until it is found.
      const hop = part(v, 0, 0.28), height = hop < 0.5 ? 26 * Math.sin(hop * 2 * Math.PI) : 9 * Math.abs(Math.sin(hop * 2 * Math.PI));
      t.loose = [mix(232, 214, part(v, 0, 0.4)), floor - height * (hop < 1 ? 1 : 0), 300 + 420 * part(v, 0, 0.4)];
      const search = part(v, 0.12, 0.82);
      if (!still) {
        const close = smooth(part(v, 0.72, 1));
        hands.R[0] = mix(mix(238, 262 - 66 * Math.abs(Math.sin(search * 7)), part(v, 0.05, 0.2)), 216, close);
        hands.R[1] = mix(240, 320 + 4 * Math.sin(search * 24), smooth(part(v, 0, 0.2)));
      }
      t.tilt = smooth(part(v, 0, 0.2)) * (1 - smooth(part(v, 0.85, 1))); t.brow = 1;
      hands.look = [232, 340];
    }
    if (m === 3) {
      const fly = part(v, 0.5, 0.95);
      t.loose = fly ? [mix(200, 150, fly), mix(256, 284, fly) - 34 * Math.sin(Math.PI * fly), 500 * fly] : [rx, ry + 10, 0];
      if (fly === 1) t.loose = null;
      hands.R[2] = 1 - part(v, 0.42, 0.5);
    }
  } else if (scene === "question") {
    t.visitor = m === 0 ? smooth(v) : m === 3 ? 1 - smooth(v) : 1;
    if (m === 1) t.bubble = "visitor";
    if (m === 2) { t.bubble = "operator"; t.mouth = still ? 0.5 : Math.abs(Math.sin(seconds * 9)); hands.L[1] += wobble * 5 * Math.sin(seconds * 5); }
    t.brow = m < 3 ? 0.6 : 0;
    hands.look = [560, 110];
  } else if (scene === "water") {
    const carried = m === 1 || m === 2 || m === 3;
    if (carried) t.bottle = [rx, ry + 12, m === 2 ? mix(40, 66, smooth(v)) : mix(m === 1 ? 0 : 66, m === 1 ? 40 : 0, smooth(v))];
    t.tilt = m === 2 ? -0.8 * Math.sin(Math.PI * v) : 0;
    t.drinking = m === 2;
  }
  return t;
}

// Where the elbow is, between shoulder and wrist: outward and down, and in line where the arm comes at us.
function elbow([sx, sy], [wx, wy], side) {
  const dx = wx - sx, dy = wy - sy, far = Math.max(1, Math.hypot(dx, dy)), bone = clamp(far * 0.58, 60, 96);
  const reach = Math.min(far, 2 * bone), nx = (-dy / far) * side, ny = (dx / far) * side;
  const toward = clamp(1.8 * (-0.8 * side * nx + 0.6 * ny), -1, 1);
  const out = Math.sqrt(Math.max(0, bone * bone - (reach * reach) / 4)) * toward;
  return [sx + dx / 2 + nx * out, sy + dy / 2 + ny * out];
}

function buildScene(svg) {
  const p = {};
  const group = (name, parent = svg) => (p[name] = draw("g", { class: `sf-${name}` }, parent));
  const box = (parent, cls, x, y, width, height, rx = 0) => draw("rect", { class: cls, x, y, width, height, rx }, parent);
  const path = (parent, cls, d) => draw("path", { class: cls, d }, parent);
  const disc = (parent, cls, cx, cy, r) => draw("circle", { class: cls, cx, cy, r }, parent);

  // The wall: a pegboard with tools, a window with the hall behind.
  const wall = group("wall");
  box(wall, "wall", 0, 0, 640, 300);
  box(wall, "board", 30, 36, 150, 118, 6);
  for (let y = 54; y < 150; y += 18) for (let x = 46; x < 176; x += 18) disc(wall, "peg", x, y, 1.6);
  path(wall, "tool", "M58 62 v44 a7 7 0 1 0 10 0 v-44 a9 9 0 1 0 -10 0z");
  path(wall, "tool", "M92 60 h22 v12 h-7 v60 a4 4 0 0 1 -8 0 v-60 h-7z");
  path(wall, "tool", "M136 60 a7 7 0 0 1 14 0 v24 h-4 v34 l-3 8 l-3 -8 v-34 h-4z");
  box(wall, "window", 452, 36, 158, 106, 6);
  path(wall, "pane", "M531 36 v106 M452 88 h158");
  path(wall, "glow", "M468 130 l40 -86 h16 l-40 86z M548 130 l40 -86 h10 l-40 86z");

  // The colleague who comes with a question.
  const visitor = group("visitor");
  path(visitor, "vest", "M-52 190 q2 -72 34 -84 h36 q32 12 34 84z");
  path(visitor, "stripe", "M-26 110 l6 80 M26 110 l-6 80");
  box(visitor, "skin", -9, 88, 18, 24, 8);
  draw("ellipse", { class: "skin", cx: 0, cy: 70, rx: 27, ry: 31 }, visitor);
  path(visitor, "helmet", "M-31 62 q0 -40 31 -40 q31 0 31 40 q-31 -9 -62 0z M-37 64 q37 -15 74 0 q2 6 -3 5 q-34 -11 -68 0 q-5 1 -3 -5z");
  disc(visitor, "ink", -14, 74, 2.8); disc(visitor, "ink", 5, 74, 2.8);
  p.visitorMouth = draw("ellipse", { class: "mouth", cx: -5, cy: 88, rx: 6, ry: 2 }, visitor);

  // The operator, behind the bench.
  const body = group("body");
  path(body, "shirt", "M236 300 l10 -112 q4 -42 44 -50 h60 q40 8 44 50 l10 112z");
  path(body, "apron", "M276 300 v-96 q0 -10 10 -10 h68 q10 0 10 10 v96z");
  path(body, "strap", "M286 196 l-6 -54 M354 196 l6 -54");
  path(body, "pocket", "M296 212 h26 v18 q0 6 -6 6 h-14 q-6 0 -6 -6z");
  path(body, "pen", "M302 212 v-9 M309 212 v-12");
  const neck = group("neck", body);
  path(neck, "skin-dark", "M305 114 h30 v28 q-15 16 -30 0z");
  path(neck, "collar", "M290 138 l18 -8 l12 16 l12 -16 l18 8 l-12 22 l-18 -14 l-18 14z");
  const head = group("head", body);
  path(head, "hair", "M283 82 q-4 40 10 46 h54 q14 -6 10 -46z");
  draw("ellipse", { class: "skin", cx: 283, cy: 92, rx: 7, ry: 10 }, head);
  draw("ellipse", { class: "skin", cx: 357, cy: 92, rx: 7, ry: 10 }, head);
  path(head, "skin", "M286 74 q-1 58 34 60 q35 -2 34 -60z");
  const face = group("face", head);
  disc(face, "blush", 301, 108, 7); disc(face, "blush", 339, 108, 7);
  path(face, "glasses", "M294 84 h22 q4 0 4 4 v8 q0 9 -11 9 h-6 q-11 0 -11 -11 v-8 q0 -2 2 -2z M346 84 h-22 q-4 0 -4 4 v8 q0 9 11 9 h6 q11 0 11 -11 v-8 q0 -2 -2 -2z");
  p.eyes = group("eyes", face);
  p.eyeLeft = draw("ellipse", { class: "ink", cx: 306, cy: 94, rx: 3.4, ry: 4.2 }, p.eyes);
  p.eyeRight = draw("ellipse", { class: "ink", cx: 334, cy: 94, rx: 3.4, ry: 4.2 }, p.eyes);
  p.brows = path(face, "brow", "M297 79 q8 -5 16 -1 M327 78 q8 -4 16 1");
  path(face, "nose", "M320 98 q5 8 -1 10");
  p.smile = path(face, "smile", "M309 117 q11 9 22 0");
  p.mouth = draw("ellipse", { class: "mouth", cx: 320, cy: 119, rx: 7, ry: 0 }, face);
  const cap = group("cap", head);
  path(cap, "cap", "M280 80 q-2 -44 40 -45 q42 1 40 45 q-40 -12 -80 0z");
  path(cap, "brim", "M276 80 q44 -20 88 0 q5 8 -3 8 q-41 -17 -82 0 q-8 0 -3 -8z");
  disc(cap, "badge", 320, 54, 9);
  path(cap, "badge-ring", "M314.500 54 a5.500 5.500 0 1 0 5.500 -5.500");

  // The bench and what lies on it.
  const bench = group("bench");
  path(bench, "top", "M26 258 h588 l26 84 h-640z"); box(bench, "front", 0, 342, 640, 18);
  path(bench, "grain", "M70 276 h120 M400 330 h150 M210 336 h90 M560 320 h50 M30 322 h60");
  path(bench, "mat", "M246 266 h148 l14 64 h-176z");
  const bottle = group("bottle");
  box(bottle, "bottle", -9, -22, 18, 40, 6); box(bottle, "label", -9, -8, 18, 14); box(bottle, "lid", -6, -30, 12, 9, 2);
  const carton = group("carton");
  box(carton, "carton", -24, -20, 48, 38, 2); path(carton, "flap", "M-24 -20 l-7 -9 h22 l6 9z M24 -20 l7 -9 h-22 l-6 9z");
  miniScrew(carton, 0, 2);
  p.pour = group("pour");
  for (let i = 0; i < 9; i++) box(p.pour, "steel", -1.5, -4, 3, 8, 1);

  const screwBin = group("screwBin");
  path(screwBin, "inside", "M108 262 h88 l8 24 h-104z");
  p.heap = path(screwBin, "heap", "");
  p.heapDots = path(screwBin, "heap-dots", "");
  path(screwBin, "bin", "M98 282 h108 l-8 44 h-92z"); path(screwBin, "lip", "M98 282 h108 v7 h-108z");
  disc(screwBin, "badge", 152, 307, 13); miniScrew(screwBin, 152, 307);
  const bandBin = group("bandBin");
  path(bandBin, "inside", "M426 262 h88 l8 24 h-104z");
  for (const [x, y] of [[448, 284], [492, 283], [470, 278]]) { disc(bandBin, "edge", x, y, 15); disc(bandBin, "band", x, y, 15); }
  path(bandBin, "bin", "M416 282 h108 l-8 44 h-92z"); path(bandBin, "lip", "M416 282 h108 v7 h-108z");
  disc(bandBin, "badge", 470, 307, 13); disc(bandBin, "band-icon", 470, 307, 7);
  const tote = group("tote");
  path(tote, "tote-inside", "M528 282 h98 l6 16 h-110z");
  p.pile = group("pile", tote);
  for (let i = 0; i < 12; i++) {
    const one = draw("g", { visibility: "hidden" }, p.pile), x = 549 + ((i * 23) % 58), y = 313 - 1.4 * i;
    disc(one, "edge", x, y, 19); disc(one, "band", x, y, 19);
  }

  // The fixture, and in it the part.
  const fixture = group("fixture");
  path(fixture, "fixture", "M280 322 l6 -22 h12 q4 0 6 3 q16 15 32 0 q2 -3 6 -3 h12 l6 22z");
  path(fixture, "fixture-light", "M288 304 h10 M342 304 h10");
  const part_ = group("part");
  p.tail = path(part_, "band", "");
  p.edge = disc(part_, "edge", 0, 0, 31);
  p.ring = disc(part_, "band", 0, 0, 31);
  p.slots = disc(part_, "slots", 0, 0, 31);
  p.shine = path(part_, "shine", "");
  box(part_, "housing", -42, -16, 17, 28, 3); box(part_, "housing-slit", -38, -10, 9, 3, 1); box(part_, "housing-slit", -38, 3, 9, 3, 1);
  const screw = group("screw");
  box(screw, "steel", -3, -4, 6, 20, 1); path(screw, "thread", "M-3 2 l6 2 M-3 6 l6 2 M-3 10 l6 2");
  box(screw, "screw-head", -8, -11, 16, 8, 2); p.screwFace = path(screw, "thread", "M-3 -11 v8 M3 -11 v8");
  const loose = group("loose");
  box(loose, "steel", -3, -4, 6, 16, 1); box(loose, "screw-head", -8, -11, 16, 8, 2);

  p.cable = path(svg, "cable", "");
  const driver = group("driver");
  box(driver, "driver-bit", -2.5, 30, 5, 14, 1); p.bit = path(driver, "thread", "M-2.500 34 l5 2");
  box(driver, "driver-nose", -7, 14, 14, 18, 3); box(driver, "driver-grip", -11, -34, 22, 50, 9);
  path(driver, "driver-lines", "M-6 -20 v26 M0 -20 v26 M6 -20 v26"); box(driver, "driver-nose", -5, -42, 10, 9, 3);
  const balancer = group("balancer");
  box(balancer, "balancer", 164, -6, 44, 26, 8); disc(balancer, "badge", 186, 6, 7);

  // The arms come last: they work in front of everything else.
  for (const side of ["L", "R"]) {
    p["sleeve" + side] = path(svg, "sleeve", "");
    p["fore" + side] = path(svg, "forearm", "");
    const hand = group("hand" + side);
    hand.classList.add("sf-hand");
    p["thumb" + side] = path(hand, "thumb", "");
    p["fingers" + side] = [0, 1, 2].map(() => path(hand, "finger", ""));
    box(hand, "cuff", -9, -25, 18, 10, 3);
    box(hand, "palm", -10, -17, 20, 19, 8);
    p["mark" + side] = draw("text", { class: "mark", y: -4, "text-anchor": "middle" }, hand);
    p["mark" + side].textContent = side;
  }
  // All but the front of the tote: what falls in disappears behind it.
  const front = group("toteFront");
  path(front, "tote", "M520 296 h114 l-9 50 h-96z"); path(front, "lip", "M520 296 h114 v7 h-114z");
  path(front, "check", "M568 322 l7 8 l14 -15");

  // What is said.
  p.bubble = group("bubble");
  p.bubbleShape = path(p.bubble, "bubble", "");
  p.bubbleText = draw("text", { class: "said", "text-anchor": "middle" }, p.bubble);
  p.marks = draw("text", { class: "surprise", "text-anchor": "middle" }, svg);
  p.marks.textContent = "!";
  p.puff = path(svg, "puff", "M300 236 l9 -6 M303 243 h11 M276 236 l-9 -6 M273 243 h-11");
  return p;
}

function miniScrew(parent, x, y) {
  draw("path", { class: "screw-icon", d: `M${x - 5} ${y - 7} h10 v4 h-3 v10 h-4 v-10 h-3z` }, parent);
}

function paint(p, hands, t, seconds, still) {
  const put = (node, x, y, turn = 0) => node.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) rotate(${turn.toFixed(1)})`);
  const seen = (node, yes) => node.setAttribute("visibility", yes ? "visible" : "hidden");

  // The body leans to where the hands work; the head looks there.
  const lean = clamp(((hands.L[0] + hands.R[0]) / 2 - 320) / 110, -1, 1);
  const breath = still ? 0 : Math.sin(seconds * 1.7);
  const sway = lean * 15;
  p.body.setAttribute("transform", `translate(${sway.toFixed(2)} ${(breath * 0.8).toFixed(2)}) rotate(${(lean * 2.2).toFixed(2)} 320 300)`);
  const lookX = clamp((hands.look[0] - 320) / 190, -1, 1), lookY = clamp((hands.look[1] - 150) / 170, -0.6, 1);
  p.head.setAttribute("transform", `translate(${(lookX * 4).toFixed(2)} ${(t.tilt * 7 + lookY * 2).toFixed(2)}) rotate(${(lookX * 5).toFixed(2)} 320 130)`);
  p.face.setAttribute("transform", `translate(${(lookX * 6).toFixed(2)} ${(lookY * 4 + t.tilt * 5).toFixed(2)})`);
  p.eyes.setAttribute("transform", `translate(${(lookX * 3.4).toFixed(2)} ${(lookY * 3).toFixed(2)})`);
  const blink = !still && (seconds + 0.4) % 3.7 < 0.13 ? 0.15 : t.drinking ? 0.4 : 1;
  for (const eye of [p.eyeLeft, p.eyeRight]) eye.setAttribute("ry", (4.2 * blink).toFixed(2));
  p.brows.setAttribute("transform", `translate(0 ${(-4 * t.brow).toFixed(1)})`);
  seen(p.smile, !t.mouth && !t.drinking && !(t.brow === 1));
  p.mouth.setAttribute("ry", (t.brow === 1 ? 4 : t.drinking ? 3 : t.mouth * 5).toFixed(1));
  p.mouth.setAttribute("rx", t.brow === 1 ? 4 : 7);

  for (const [side, sign] of [["R", 1], ["L", -1]]) {
    const [x, y, grip] = hands[side];
    const shoulder = [320 - sign * 66 + sway * 0.9, 170 + Math.abs(lean) * 1.500 + breath * 0.8];
    // The wrist is behind the fingers, seen from the elbow.
    const rough = elbow(shoulder, [x, y], sign);
    const toHand = Math.atan2(y - rough[1], x - rough[0]);
    const wrist = [x - 20 * Math.cos(toHand), y - 20 * Math.sin(toHand)];
    const bend = elbow(shoulder, wrist, sign);
    const half = [mix(bend[0], wrist[0], 0.42), mix(bend[1], wrist[1], 0.42)];
    p["fore" + side].setAttribute("d", `M${half[0].toFixed(1)} ${half[1].toFixed(1)} L${wrist[0].toFixed(1)} ${wrist[1].toFixed(1)}`);
    p["sleeve" + side].setAttribute("d", `M${shoulder[0].toFixed(1)} ${shoulder[1].toFixed(1)} L${bend[0].toFixed(1)} ${bend[1].toFixed(1)} L${half[0].toFixed(1)} ${half[1].toFixed(1)}`);
    const angle = (Math.atan2(wrist[1] - bend[1], wrist[0] - bend[0]) * 180) / Math.PI - 90;
    put(p["hand" + side], x, y, angle);
    // Fingers curl with the grip; the thumb is on the inner side.
    const reach = mix(15, 5, grip), spread = mix(6.5, 4.500, grip);
    p["fingers" + side].forEach((finger, i) => {
      const fx = (i - 1) * spread;
      finger.setAttribute("d", `M${((i - 1) * 6).toFixed(1)} -3 Q${fx.toFixed(1)} ${(reach * 0.5).toFixed(1)} ${(fx * mix(1.15, 0.6, grip)).toFixed(1)} ${reach.toFixed(1)}`);
    });
    p["thumb" + side].setAttribute("d", `M${-sign * 7} -8 Q${-sign * mix(17, 12, grip)} ${mix(-4, 0, grip)} ${-sign * mix(15, 5, grip)} ${mix(5, 6, grip)}`);
    p["mark" + side].setAttribute("transform", `translate(0 -7) rotate(${(-angle).toFixed(1)}) translate(0 7)`);
  }

  seen(p.part, t.ring);
  if (t.ring) {
    const r = mix(31, 26, t.tight);
    put(p.part, t.ring[0], t.ring[1] + (31 - r), t.turn);
    for (const circle of [p.edge, p.ring, p.slots]) circle.setAttribute("r", r.toFixed(2));
    const end = mix(10, 24, t.tight);
    p.tail.setAttribute("d", `M-33 ${(-12).toFixed(1)} Q-34 ${-16 - end * 0.6} ${-26 + end * 0.1} ${-18 - end}`);
    p.shine.setAttribute("d", `M${(r * 0.5).toFixed(1)} ${(-r * 0.86).toFixed(1)} A${r} ${r} 0 0 1 ${(r * 0.97).toFixed(1)} ${(-r * 0.24).toFixed(1)}`);
  }
  seen(p.screw, t.screw);
  if (t.screw) {
    if (t.screwInRing) p.screw.setAttribute("transform", `${p.part.getAttribute("transform")} translate(-32 -16)`);
    else put(p.screw, t.screw[0], t.screw[1]);
    p.screwFace.setAttribute("transform", `translate(${(3 * Math.sin(t.screw[2] * 5)).toFixed(1)} 0)`);
  }
  seen(p.loose, t.loose);
  if (t.loose) put(p.loose, t.loose[0], t.loose[1], t.loose[2]);

  put(p.driver, t.driver[0], t.driver[1]);
  p.bit.setAttribute("transform", `translate(0 ${((t.bit * 7) % 8).toFixed(1)})`);
  const [cx, cy] = [t.driver[0], t.driver[1] - 42];
  p.cable.setAttribute("d", `M186 14 Q${mix(186, cx, 0.3).toFixed(1)} ${(cy * 0.55).toFixed(1)} ${cx.toFixed(1)} ${cy.toFixed(1)}`);
  seen(p.puff, t.puff && !still && Math.sin(seconds * 40) > 0);

  put(p.bottle, t.bottle[0], t.bottle[1], t.bottle[2]);
  put(p.carton, t.carton[0], t.carton[1], t.carton[2]);
  seen(p.pour, t.pour);
  if (t.pour) [...p.pour.children].forEach((grain, i) => {
    const fall = (seconds * 2.6 + i / 9) % 1;
    grain.setAttribute("transform", `translate(${(t.carton[0] + 20 + 12 * fall + 5 * Math.sin(i * 2.4)).toFixed(1)} ${(t.carton[1] + 10 + 60 * fall * fall).toFixed(1)}) rotate(${(fall * 260 + i * 50).toFixed(0)})`);
  });
  const level = 286 - 24 * t.fill;
  p.heap.setAttribute("d", `M104 288 Q118 ${level + 2} 152 ${level - 2} Q186 ${level + 2} 200 288z`);
  p.heapDots.setAttribute("d", `M120 ${level + 12} l5 3 M134 ${level + 6} l2 5 M148 ${level + 3} l5 2 M162 ${level + 7} l-3 4 M176 ${level + 10} l5 3 M142 ${level + 12} l5 -2 M166 ${level + 14} l4 2`);
  [...p.pile.children].forEach((clampInTote, i) => seen(clampInTote, i < Math.min(12, t.done)));

  seen(p.visitor, t.visitor);
  p.visitor.setAttribute("transform", `translate(${mix(710, 562, t.visitor).toFixed(1)} ${(76 + (still ? 0 : 3 * Math.abs(Math.sin(t.visitor * 9)))).toFixed(1)})`);
  p.visitorMouth.setAttribute("ry", (t.bubble === "visitor" && !still ? 1.500 + 3.500 * Math.abs(Math.sin(seconds * 8)) : 1.800).toFixed(1));
  seen(p.bubble, t.bubble);
  if (t.bubble) {
    const x = t.bubble === "visitor" ? 490 : 436, y = t.bubble === "visitor" ? 78 : 62, to = t.bubble === "visitor" ? 36 : -52;
    p.bubbleShape.setAttribute("d", `M${x - 30} ${y - 22} h60 q12 0 12 12 v18 q0 12 -12 12 h${to > 0 ? 0 : -28} L${x + to} ${y + 38} L${x + (to > 0 ? 10 : -20)} ${y + 20} H${x - 30} q-12 0 -12 -12 v-18 q0 -12 12 -12z`);
    p.bubbleText.setAttribute("x", x); p.bubbleText.setAttribute("y", y + 9);
    const said = t.bubble === "visitor" ? "?" : "\u2026";
    if (p.bubbleText.textContent !== said) p.bubbleText.textContent = said;
  }
  seen(p.marks, t.brow === 1);
  p.marks.setAttribute("x", (378 + sway).toFixed(1)); p.marks.setAttribute("y", 52);
}
