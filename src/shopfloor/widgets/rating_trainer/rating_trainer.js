// The rating trainer: plays a clip, takes a rating, shows what Python says of it.

function createTrainer(model) {
  const sound = createSound();
  const moveless = window.matchMedia("(prefers-reduced-motion: reduce)");
  let sounding = false, calm = moveless.matches, playing = "", clock = null, picture = null, script = null, inSight = false;

  const stage = control("div", { class: "sf-stage", tabindex: "0", role: "application", "aria-label": "Operator at the bench" });
  const leftStep = make("span"), rightStep = make("span");
  const steps = make("p", { class: "sf-steps" }, make("b", { text: "Right hand " }), rightStep, make("b", { text: "Left hand " }), leftStep);
  const playNormal = button({ text: "Show normal pace (100)" }), play = button({ class: "sf-go" });
  const rating = field({
    label: "Your rating of this clip", min: 40, max: 160, step: 5, value: 100, changed: () => {},
    shown: (percent) => `${percent} % of normal`,
  });
  const give = button({ class: "sf-go", text: "That is my rating" }), takeBack = button({ text: "Take back the last rating" });
  const verdict = make("p", { class: "sf-verdict" }), figures = make("p");
  const plot = createRatingPlot();
  const hear = control("input", { type: "checkbox" }), still = control("input", { type: "checkbox" });
  const choices = make("div", { class: "sf-choices" }, make("label", {}, hear, " sound"), make("label", {}, still, " no movement"));
  const keys = make("details", {}, control("summary", { text: "Keys, and what 100 means" }),
    make("p", { text: "100 percent is a practised worker at a pace that can be kept up all day. On the operator: N shows the normal pace, S plays the clip, the arrow keys up and down change the rating by 5, Enter gives it. Everything can also be reached with Tab." }));

  const box = createBox(model, { kind: "sf-trainer", label: "Rating trainer", refresh });
  box.body.append(make("div", { class: "sf-trainer-grid" },
    make("div", { class: "sf-scene" }, stage, steps, make("div", { class: "sf-bar" }, playNormal, play), choices),
    make("div", { class: "sf-rate" }, rating.node, give, takeBack, verdict, plot.svg, figures)), keys);

  function put(next) {
    if (script === next) return;
    clock?.stop(); script = next;
    picture = createOperator(script);
    let lastBreak = 0;
    clock = createClock(script, model.get("view").speed, {
      changed(place, from) {
        box.root.dataset.doing = script.segments[place.index]?.scene ?? "rest";
        const segment = script.segments[place.index];
        if (sounding && from && clock.running()) {
          if (place.index > lastBreak) sound.end(script.segments[place.index - 1].label);
          if (segment) sound.begin(segment.scene, place.motion, ((segment.end - segment.start) * script.scenes[segment.scene][place.motion].share * 0.06) / model.get("view").speed);
        }
        lastBreak = place.index;
      },
      finished() {
        const was = playing;
        playing = ""; refresh(model.get("view"));
        box.say(was === "normal" ? "That was the normal pace, 100." : "The clip is over. Give your rating, or play it again.");
      },
    });
    let shown = "";
    clock.views.add({
      get inSight() { return inSight; },
      show(at) {
        const place = picture.show(at, calm), now = `${place.scene} ${place.motion}`;
        if (now === shown) return;
        shown = now;
        const motion = place.scene ? script.scenes[place.scene][place.motion] : { left: "rests", right: "rests" };
        leftStep.textContent = motion.left; rightStep.textContent = motion.right;
      },
    });
    stage.replaceChildren(picture.svg);
    clock.reset(); picture.show(0, true);
  }

  function start(what) {
    const view = model.get("view");
    const next = what === "normal" ? view.normal : view.clip;
    if (!next) return box.say("All clips are rated.");
    script = null; put(next);
    playing = what; clock.start(); refresh(view);
    box.say(what === "normal" ? "Normal pace, 100 percent." : `Clip ${view.rated + 1} of ${view.clips}.`);
    stage.focus({ preventScroll: true });
  }

  function finish() {
    const view = model.get("view");
    if (!view.clip) return box.say("All clips are rated.");
    if (box.root.dataset.seen !== String(view.rated)) return box.say("Play the clip first (S).");
    clock.stop(); playing = "";
    box.change({ ratings: [...model.get("inputs").ratings, rating.read()] });
  }

  function refresh(view) {
    if (playing === "clip") box.root.dataset.seen = String(view.rated);
    if (!script) put(view.clip ?? view.normal);
    Object.assign(box.root.dataset, { rated: String(view.rated), playing });
    play.textContent = view.clip ? `${box.root.dataset.seen === String(view.rated) ? "Play again" : "Play"} clip ${view.rated + 1} of ${view.clips}` : "All clips are rated";
    play.disabled = give.disabled = !view.clip;
    rating.input.disabled = !view.clip;
    verdict.textContent = view.verdict; figures.textContent = view.figures;
    // For marks the truth is not shown: a list in place of the plot, and a slip of the finger can be mended.
    takeBack.hidden = !view.own; takeBack.disabled = !view.rated; plot.svg.toggleAttribute("hidden", Boolean(view.own));
    figures.classList.toggle("sf-list", Boolean(view.own && !view.clip));
    plot.show(view.points, view.figures || view.verdict);
    hear.checked = sounding; still.checked = calm; steps.hidden = !calm;
  }

  let told = model.get("view").step ?? 0;
  const answered = () => {
    const view = model.get("view");
    if (view.step === told) return;
    told = view.step; script = null; put(view.clip ?? view.normal); refresh(view);
    box.say(`${view.verdict} ${view.figures}`);
  };
  model.on("change:view", answered);

  play.addEventListener("click", () => start("clip"));
  playNormal.addEventListener("click", () => start("normal"));
  give.addEventListener("click", finish);
  takeBack.addEventListener("click", () => { clock.stop(); playing = ""; box.change({ ratings: model.get("inputs").ratings.slice(0, -1) }); stage.focus({ preventScroll: true }); });
  hear.addEventListener("change", () => { sounding = hear.checked; if (sounding) sound.on(); else sound.off(); });
  still.addEventListener("change", () => { calm = still.checked; refresh(model.get("view")); clock.repaint(); });
  const calmChanged = () => { calm = moveless.matches; refresh(model.get("view")); };
  moveless.addEventListener("change", calmChanged);
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowUp: 5, ArrowRight: 5, ArrowDown: -5, ArrowLeft: -5 }[event.key];
    const what = { s: () => start("clip"), n: () => start("normal"), Enter: finish }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!by && !what) return;
    event.preventDefault(); event.stopPropagation();
    if (what) { if (!event.repeat) what(); return; }
    rating.set(clamp(rating.read() + by, 40, 160));
    box.say(`${rating.read()} percent.`);
  });
  const hide = () => { if (document.hidden && playing) { clock.stop(); playing = ""; script = null; refresh(model.get("view")); box.say("Stopped because the page was hidden. Play the clip again."); } };
  document.addEventListener("visibilitychange", hide);
  const watcher = new IntersectionObserver((entries) => { inSight = entries.at(-1).isIntersecting; clock?.schedule(); if (inSight) clock?.repaint(); });
  watcher.observe(stage);

  return {
    box,
    close() {
      clock?.stop(); watcher.disconnect();
      model.off("change:view", answered);
      document.removeEventListener("visibilitychange", hide);
      moveless.removeEventListener("change", calmChanged);
    },
  };
}

export default {
  render({ model, el }) {
    const { box, close } = createTrainer(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
