// The study: one operator, one watch, one record, however many displays show them. It is made once per widget and
// page. The record is written here, sent to Python with every press, and kept there and in the CSV file.

const ONLY_IN_THIS_PAGE = "No running notebook answers, so the readings are kept in this page only. You can watch and time all the same. To keep a record, run the notebook (menu Run, Run All Cells).";
const RELOADED = "The run ended here: the page was reloaded.";

function createStudy(model) {
  const script = model.get("script"), settings = model.get("settings");
  const sound = createSound();
  const moveless = window.matchMedia("(prefers-reduced-motion: reduce)");
  const panels = new Set();
  let chosenCalm = null, waiting = 0, lastBreak = 0;
  let words = `Press Start, then press a key each time an element ends.`;

  const phase = () => model.get("phase");
  const isOpen = () => phase() === "working" || phase() === "paused";
  const all = () => model.get("presses");
  const ofRun = () => all().filter((press) => press.run === model.get("run"));
  const refresh = () => { for (const panel of panels) panel.refresh(); };
  const say = (text) => { words = text; for (const panel of panels) panel.say(text); };

  const clock = createClock(script, settings.speed, {
    changed(place, from) {
      const segment = script.segments[place.index], before = script.segments[place.index - 1];
      for (const panel of panels) panel.mark(segment?.scene ?? "rest", place.index, before?.label ?? "");
      if (study.sounding && from && clock.running()) {
        if (place.index > lastBreak) sound.end(before.label);
        if (segment) {
          const share = script.scenes[segment.scene][place.motion].share;
          sound.begin(segment.scene, place.motion, ((segment.end - segment.start) * share * 0.06) / settings.speed);
        }
      }
      lastBreak = place.index;
    },
    finished() { study.finish(`The operator has finished ${script.cycles} cycles.`); },
  });

  // The link to Python. Sending may fail on a page without a kernel; the study goes on.
  function send(changes, record = false) {
    if (record) changes.revision = model.get("revision") + 1;
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    try { Promise.resolve(model.save_changes()).catch(() => {}); } catch { /* told below, when no answer comes */ }
    if (record || changes.page) {
      clearTimeout(waiting);
      waiting = setTimeout(() => { study.linked = "no"; refresh(); }, ANSWER_WITHIN);
    }
  }
  function answered() { clearTimeout(waiting); study.linked = "yes"; refresh(); }

  const study = {
    script, sounding: false, speaker: null, linked: "waiting",
    phase, run: () => model.get("run"), method: () => model.get("method"),
    calm: () => chosenCalm ?? moveless.matches,
    panels: () => panels.values(),

    // What the watch shows at a clock: since the run began, or since the last press.
    reading(at) {
      const last = ofRun().at(-1);
      return Math.max(0, study.method() === "snap-back" && last && (isOpen() || phase() === "finished") ? at - last.clock : at);
    },

    runReadings() {
      let before = 0;
      return ofRun().map((press, i) => {
        const time = press.clock - before;
        before = press.clock;
        return { number: i + 1, element: press.element, time, reading: press.method === "snap-back" ? time : press.clock };
      });
    },

    next() {
      const order = script.elements.filter((element) => element.every === 1).map((element) => element.label);
      const last = ofRun().map((press) => press.element).filter((label) => order.includes(label)).at(-1);
      return order[(order.indexOf(last) + 1) % order.length];
    },

    trouble() {
      const { words: told, problem } = model.get("notice"), saved = model.get("saved");
      return [problem ? told : "", saved.problem ? saved.words : "", study.linked === "no" ? ONLY_IN_THIS_PAGE : ""].filter(Boolean).join(" ");
    },

    toggle() {
      if (phase() === "working") study.pause("Paused. The watch stands.");
      else if (phase() === "paused") { send({ phase: "working" }); clock.start(); say("The work goes on."); }
      else {
        const last = all().at(-1);
        clock.reset();
        send({ phase: "working", run: last ? last.run + 1 : 1 });
        clock.start();
        say(`Run ${model.get("run")}: the operator works, the watch runs.`);
      }
      refresh(); clock.repaint();
    },

    pause(text) {
      if (phase() !== "working") return;
      clock.stop(); send({ phase: "paused" }); say(text); refresh();
    },

    finish(text) {
      if (!isOpen()) return;
      clock.stop(); send({ phase: "finished" });
      const count = ofRun().length;
      say(`${text} Run ${model.get("run")} has ${count} reading${count === 1 ? "" : "s"}; Start begins the next run.`);
      refresh();
    },

    press(label, stamp) {
      if (phase() !== "working") return say(phase() === "paused" ? "Not timed: the work is paused. S goes on." : "Not timed: start the work first (S).");
      const readings = ofRun();
      // Browsers stamp an event when it happens, which is before this line runs; a made-up stamp is not believed.
      const when = Math.abs(performance.now() - stamp) < 1000 ? stamp : performance.now();
      const at = Math.max(Math.round(clock.at(when)), readings.at(-1)?.clock ?? 0);
      const press = { run: model.get("run"), method: model.get("method"), element: label, clock: at, remark: "", ...settings };
      send({ presses: [...all(), press] }, true);
      const { time, reading, number } = study.runReadings().at(-1);
      say(`${number}: ${label === "F" ? "foreign" : label}, ${inMinutes(reading)}${press.method === "continuous" ? `, time ${inMinutes(time)}` : ""}`);
      refresh();
    },

    undo() {
      const last = ofRun().at(-1);
      if (!last) return say("Nothing to take back in this run.");
      send({ presses: all().slice(0, -1) }, true);
      say(`Taken back: ${last.element === "F" ? "foreign" : last.element} at ${inMinutes(last.clock)}.`);
      refresh(); clock.repaint();
    },

    choose(method) {
      if (isOpen()) return;
      // The readings of a finished run keep their own method; the watch of the next run follows this one.
      send({ method });
      say(method === "continuous" ? "Continuous: the watch runs on; subtract to get element times." : "Snap-back: the watch jumps to zero at each press.");
      refresh(); clock.repaint();
    },

    listen(on) {
      study.sounding = on;
      if (on) sound.on(); else sound.off();
      say(on ? "Sound on: every motion is heard, and each element ends in its own sound." : "Sound off.");
      refresh();
    },

    calmDown(on) {
      chosenCalm = on;
      say(on ? "No movement: the picture and the words change when a motion ends." : "The operator moves.");
      refresh(); clock.repaint();
    },

    hearEndings() {
      const labels = [...script.elements.map((element) => element.label), "F"];
      labels.forEach((label, i) => setTimeout(() => { sound.end(label); say(`${label}: ${ENDINGS[label]}`); }, i * 1600));
    },

    show(panel) {
      panels.add(panel); clock.views.add(panel);
      const place = locate(script, clock.now());
      panel.mark(script.segments[place.index]?.scene ?? "rest", place.index, script.segments[place.index - 1]?.label ?? "");
      panel.refresh(); panel.say(words); panel.show(clock.now());
      const watcher = new IntersectionObserver((entries) => {
        panel.inSight = entries.at(-1).isIntersecting;
        clock.schedule();
        if (panel.inSight) panel.show(clock.now());
      });
      watcher.observe(panel.root);
      return () => {
        watcher.disconnect(); panel.close(); panels.delete(panel); clock.views.delete(panel);
        if (!panels.size) study.pause("Paused: the display was closed.");
      };
    },
  };

  // What comes from Python, or from this widget on another page.
  model.on("change:saved", () => { if (model.get("saved").revision === model.get("revision")) answered(); });
  model.on("change:heard", () => { if (model.get("heard") === model.get("page")) answered(); });
  model.on("change:notice", () => { say(model.get("notice").words || words); refresh(); });
  model.on("change:presses", refresh);
  model.on("change:run", refresh);
  model.on("change:method", refresh);
  model.on("change:phase", () => {
    if (clock.running() && phase() !== "working") { clock.stop(); say("The run was ended from another page or cell."); }
    if (phase() === "ready") clock.reset();
    refresh();
  });
  const hide = () => { if (document.hidden) study.pause("Paused because the page was hidden. S goes on."); };
  const calmChanged = () => { refresh(); clock.repaint(); };
  document.addEventListener("visibilitychange", hide);
  moveless.addEventListener("change", calmChanged);

  // A run that was open in the kernel, on a page that has only just been loaded, cannot go on: its clock is gone.
  const here = { page: Math.random().toString(36).slice(2) };
  if (isOpen()) {
    const presses = all(), last = ofRun().at(-1);
    const closed = presses.map((press) => (press === last ? { ...press, remark: RELOADED } : press));
    send({ ...here, phase: "interrupted", presses: closed }, Boolean(last));
    words = last
      ? `Run ${last.run} was ended by a reload of the page; its ${ofRun().length} readings are kept. Start begins run ${last.run + 1}.`
      : "The page was reloaded before the first reading. Start begins the run again.";
  } else {
    send(here);
    if (model.get("notice").words) words = `${model.get("notice").words} ${words}`;
  }

  return {
    study,
    close() {
      clock.stop(); clearTimeout(waiting);
      document.removeEventListener("visibilitychange", hide);
      moveless.removeEventListener("change", calmChanged);
    },
  };
}

export default () => {
  let whole = null;
  return {
    initialize({ model }) {
      whole = createStudy(model);
      return () => whole.close();
    },
    render({ el }) {
      const panel = createPanel(whole.study);
      el.append(panel.root);
      return whole.study.show(panel);
    },
  };
};
