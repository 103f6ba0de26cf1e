// The sampling simulator: a curtain that opens for a moment at the time of each tour, and a note of what was seen.

const LOOK_SECONDS = 3;
const NOTE_KEYS = "123456";

function createSampling(model) {
  const sound = createSound(), moveless = window.matchMedia("(prefers-reduced-motion: reduce)");
  const first = model.get("view");
  const picture = createOperator(first.script);
  let calm = moveless.matches, sounding = false, open = false, opened = 0, frame = 0, timer = 0, shown = "";

  const curtain = make("div", { class: "sf-curtain" }, make("b"), make("span", { text: "You are not at the bench." }));
  const stage = control("div", { class: "sf-stage", tabindex: "0", role: "application", "aria-label": "Operator at the bench" }, picture.svg, curtain);
  const leftStep = make("span"), rightStep = make("span");
  const steps = make("p", { class: "sf-steps" }, make("b", { text: "Right hand " }), rightStep, make("b", { text: "Left hand " }), leftStep);
  const go = button({ class: "sf-go" });
  const notes = make("div", { class: "sf-notes-pad", role: "group", "aria-label": "What does the operator do?" });
  const pads = first.activities.map((activity, i) => {
    const node = button({ class: "sf-press" }, make("kbd", { text: NOTE_KEYS[i] }), make("span", { text: activity }));
    node.addEventListener("click", () => note(activity));
    notes.append(node);
    return node;
  });
  const plans = make("fieldset", { class: "sf-sheets" }, make("legend", { text: "Tours at" }));
  const name = newId(), radios = {};
  for (const plan of first.plans) {
    radios[plan] = control("input", { type: "radio", name, value: plan });
    radios[plan].addEventListener("change", () => { shut(); box.change({ plan }); });
    plans.append(make("label", {}, radios[plan], ` ${plan}`));
  }
  const truth = control("input", { type: "checkbox" }), hear = control("input", { type: "checkbox" }), still = control("input", { type: "checkbox" });
  const choices = make("div", { class: "sf-choices" }, make("label", {}, truth, " show the truth"), make("label", {}, hear, " sound"), make("label", {}, still, " no movement"));
  const chart = createRunningShare();
  const rows = make("tbody"), words = make("p", { class: "sf-words" });
  const table = make("table", { class: "sf-results" }, make("caption", { text: "Share of the tours" }), make("thead", {}, make("tr", {},
    ...["Activity", "Tours", "Share (%)", "Margin (\u00b1 points)", "Truth (%)"].map((head) => make("th", { scope: "col", text: head })))), rows);
  const keys = make("details", {}, control("summary", { text: "Keys" }),
    make("p", { text: "On the operator: S starts the next tour, 1 to 6 note what is being done. The look lasts three seconds; the note can come later. Everything can also be reached with Tab." }));

  const box = createBox(model, { kind: "sf-sampling", label: "Sampling simulator", refresh });
  box.body.append(plans, make("div", { class: "sf-sampling-grid" },
    make("div", { class: "sf-scene" }, stage, steps, go, notes, choices),
    make("div", { class: "sf-results-side" }, chart.svg, words, make("div", { class: "sf-wide", tabindex: "0", role: "region", "aria-label": "Share of the tours" }, table))), keys);

  function paint() {
    const view = model.get("view"), [low, high, from] = view.look;
    const run = calm ? 0 : ((performance.now() - opened) * view.speed) / 60;
    const clock = low + ((from - low + run) % (high - low));
    const place = picture.show(clock, calm), now = `${place.scene} ${place.motion}`;
    if (now !== shown) {
      shown = now;
      const motion = place.scene ? view.script.scenes[place.scene][place.motion] : { left: "rests", right: "rests" };
      leftStep.textContent = motion.left; rightStep.textContent = motion.right;
      if (sounding && place.scene) sound.begin(place.scene, place.motion, 0.5);
      if (calm) box.say(`Right hand ${motion.right}; left hand ${motion.left}.`);
    }
    if (open && !calm) frame = requestAnimationFrame(paint);
  }

  function look() {
    const view = model.get("view");
    if (!open) { open = true; opened = performance.now(); shown = ""; }
    refresh(view);
    if (!calm) box.say(`Day ${view.day}, ${view.time}: look.`);
    paint();
    clearTimeout(timer);
    timer = setTimeout(cover, (LOOK_SECONDS * 1000) / Math.min(view.speed, 3));
    stage.focus({ preventScroll: true });
  }
  // The look is over; the note may still come.
  function cover() { cancelAnimationFrame(frame); clearTimeout(timer); stage.dataset.curtain = "shut"; curtain.hidden = false; box.root.dataset.curtain = "shut"; if (open) box.say("The look is over. What was being done?"); }
  function shut() { open = false; cover(); }

  function note(activity) {
    if (!open) return box.say("Make a tour first (S).");
    const plan = model.get("view").plan;
    shut();
    box.change({ tours: [...model.get("inputs").tours, [plan, activity]] });
    box.say(`Noted: ${activity}.`);
  }

  function refresh(view) {
    for (const [plan, node] of Object.entries(radios)) node.checked = view.plan === plan;
    Object.assign(box.root.dataset, { made: String(view.made), open: open ? "yes" : "no" });
    curtain.firstChild.textContent = `Day ${view.day}, ${view.time}`;
    if (open && !stage.dataset.curtain) curtain.hidden = true;
    go.textContent = open ? "Look again" : `Make tour ${view.made + 1}: day ${view.day}, ${view.time}`;
    for (const pad of pads) pad.setAttribute("aria-disabled", open ? "false" : "true");
    truth.checked = model.get("inputs").truth; hear.checked = sounding; still.checked = calm; steps.hidden = !calm;
    words.textContent = view.text;
    chart.show(view.running, view.true_share, view.text);
    const lines = view.shares.length ? view.shares : [["none yet", "", "", "", ""]];
    rows.replaceChildren(...lines.map((line) => make("tr", {}, ...line.map((cell, i) => make(i ? "td" : "th", i ? { text: cell ?? "\u2013" } : { text: cell, scope: "row" })))));
  }

  go.addEventListener("click", () => { delete stage.dataset.curtain; box.root.dataset.curtain = "open"; look(); });
  truth.addEventListener("change", () => box.change({ truth: truth.checked }));
  hear.addEventListener("change", () => { sounding = hear.checked; if (sounding) sound.on(); else sound.off(); });
  still.addEventListener("change", () => { calm = still.checked; refresh(model.get("view")); });
  const calmChanged = () => { calm = moveless.matches; refresh(model.get("view")); };
  moveless.addEventListener("change", calmChanged);
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const place = NOTE_KEYS.indexOf(event.key);
    if (event.key.toLowerCase() !== "s" && place < 0) return;
    event.preventDefault(); event.stopPropagation();
    if (place >= 0) note(first.activities[place]); else go.click();
  });
  stage.dataset.curtain = "shut";
  picture.show(first.script.segments.at(-1).end + 300, true);
  return { box, close: () => { cancelAnimationFrame(frame); clearTimeout(timer); moveless.removeEventListener("change", calmChanged); } };
}

export default {
  render({ model, el }) {
    const { box, close } = createSampling(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
