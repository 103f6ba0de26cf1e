// What one display of the stopwatch shows: the operator, the watch, the buttons, the last readings. It holds no
// state of the study; it asks the study (stopwatch.js) and shows what that says.

const inMinutes = (thousandths) => (thousandths / 1000).toFixed(3);

const SHOWN_READINGS = 6;
let displays = 0;

function createPanel(study) {
  const { script } = study, id = `sf-${(displays += 1)}-${Math.random().toString(36).slice(2, 8)}`;
  const root = make("div", { class: "sf-widget sf-box sf-stopwatch", role: "group", "aria-label": `Stopwatch study: ${script.work}` });
  const operator = createOperator(script);

  // The operator.
  const stage = control("div", {
    class: "sf-stage", tabindex: "0", role: "application", "aria-label": `Operator at the bench: ${script.work}`, "aria-describedby": `${id}-keys`,
  }, operator.svg);
  const leftStep = make("span"), rightStep = make("span");
  const steps = make("p", { class: "sf-steps" }, make("b", { text: "Right hand " }), rightStep, make("b", { text: "Left hand " }), leftStep);
  const keys = make("p", { class: "sf-keys", id: `${id}-keys` });
  for (const [key, what] of [["S", "start, pause"], ["A\u2013E", "this element has just ended"], ["F", "a foreign one has"], ["Space", "the next in order has"], ["U", "undo"]]) {
    keys.append(make("span", {}, make("kbd", { text: key }), ` ${what} `));
  }

  // The watch and what one does with it.
  const digits = make("span", { class: "sf-digits" }), fine = make("span", { class: "sf-fine" });
  const watch = make("div", { class: "sf-watch", role: "timer", "aria-live": "off", "aria-label": "Stopwatch, in minutes" }, digits, fine, make("span", { class: "sf-unit", text: " min" }));
  const about = make("div", { class: "sf-about" });
  const go = button({ class: "sf-go" }), end = button({ class: "sf-end", text: "End this run" }), undo = button({ class: "sf-undo", text: "Undo" });
  const presses = {};
  const pad = make("div", { class: "sf-pad", role: "group", "aria-label": "Press when it has just ended" });
  const named = [...script.elements, { label: "F", name: "foreign element" }];
  for (const { label, name, every } of named) {
    const often = every > 1 ? make("small", { text: ` every ${every}th cycle` }) : "";
    presses[label] = button({ class: `sf-press sf-press-${label}`, "data-element": label }, make("kbd", { text: label }), make("span", { text: name }), often);
    pad.append(presses[label]);
  }

  // Choices.
  const methods = make("fieldset", { class: "sf-methods" }, make("legend", { text: "Method" }));
  const radios = {};
  for (const [method, words] of [["continuous", "continuous"], ["snap-back", "snap-back"]]) {
    radios[method] = control("input", { type: "radio", name: `${id}-method`, value: method });
    methods.append(make("label", {}, radios[method], ` ${words}`));
  }
  const sound = control("input", { type: "checkbox" }), calm = control("input", { type: "checkbox" });
  const choices = make("div", { class: "sf-choices" }, methods, make("label", {}, sound, " sound"), make("label", {}, calm, " no movement"));

  // Words, and what was read.
  const said = make("p", { class: "sf-said" });
  const live = make("p", { class: "sf-hidden", role: "status", "aria-live": "polite" });
  const trouble = make("p", { class: "sf-trouble", role: "status", "aria-live": "polite" });
  const rows = make("tbody");
  const caption = make("caption");
  const readings = make("table", { class: "sf-readings" }, caption, make("thead", {}, make("tr", {},
    make("th", { scope: "col", text: "No." }), make("th", { scope: "col", text: "Element" }),
    make("th", { scope: "col", text: "Watch (min)" }), make("th", { scope: "col", text: "Time (min)" }))), rows);

  // The method of the study: elements, break points, sounds, keys.
  const list = make("tbody");
  for (const { label, name, ends_when, every } of named) {
    const often = every > 1 ? `, every ${every}th cycle (regular work)` : "";
    const what = label === "F" ? `what is not part of the work: ${script.interruptions.join("; ")}` : name + often;
    list.append(make("tr", {}, make("th", { scope: "row", text: label }), make("td", { text: what }),
      make("td", { text: ends_when ?? "the hands are back at work" }), make("td", { text: ENDINGS[label] ?? "" })));
  }
  const hear = button({ text: "Hear the endings, A to F" });
  const details = make("details", {}, control("summary", { text: "Elements, break points, sounds and keys" }),
    make("div", { class: "sf-wide", tabindex: "0", role: "region", "aria-label": "Elements and their break points", "data-lm-suppress-shortcuts": "true" },
      make("table", {}, make("caption", { text: "An element ends at its break point. Press then." }), make("thead", {}, make("tr", {},
        make("th", { scope: "col", text: "" }), make("th", { scope: "col", text: "Element" }),
        make("th", { scope: "col", text: "It ends when" }), make("th", { scope: "col", text: "How the end sounds" }))), list)),
    make("p", {}, hear),
    make("p", { text: "Keys work while the operator or a button here has the focus: S start, pause, go on; A to E or 1 to 5 that element has just ended; F or 6 a foreign element has just ended; Space (while the operator has the focus) the next of A to D has just ended; U or Backspace take the last press back. Continuous: the watch runs on, element times come from subtraction. Snap-back: the watch jumps to zero at each press. Readings are minutes of the operator\u2019s clock; it stands while the work is paused, and the work pauses when this page is hidden." }));

  const scene = make("div", { class: "sf-scene" }, stage, steps, keys);
  const desk = make("div", { class: "sf-desk" }, make("div", { class: "sf-head" }, watch, about), make("div", { class: "sf-main" }, go, undo, end), pad);
  const notes = make("div", { class: "sf-notes" }, said, live, trouble);
  root.append(make("div", { class: "sf-grid" }, make("div", { class: "sf-column" }, scene, notes, choices), make("div", { class: "sf-column" }, desk, readings)), details);

  // What the learner does.
  const act = (what) => () => { study.speaker = panel; what(); };
  go.addEventListener("click", act(() => { study.toggle(); if (study.phase() === "working") stage.focus({ preventScroll: true }); }));
  end.addEventListener("click", act(() => { study.finish("You ended the run."); stage.focus({ preventScroll: true }); }));
  undo.addEventListener("click", act(() => study.undo()));
  hear.addEventListener("click", act(() => study.hearEndings()));
  for (const [label, node] of Object.entries(presses)) {
    // Timed when the button goes down. A click that no pointer made (Enter, a screen reader) counts by itself.
    let down = false;
    node.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      down = true; event.preventDefault(); stage.focus({ preventScroll: true });
      act(() => study.press(label, event.timeStamp))();
    });
    node.addEventListener("mousedown", (event) => event.preventDefault());
    node.addEventListener("click", (event) => {
      if (down && event.detail) { down = false; return; }
      down = false; act(() => study.press(label, event.timeStamp))();
    });
  }
  for (const [method, node] of Object.entries(radios)) node.addEventListener("change", act(() => study.choose(method)));
  sound.addEventListener("change", act(() => study.listen(sound.checked)));
  calm.addEventListener("change", act(() => study.calmDown(calm.checked)));
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
    const digit = "123456".indexOf(key);
    const label = digit >= 0 ? "ABCDEF"[digit] : key;
    let what = null;
    if (presses[label]) what = () => study.press(label, event.timeStamp);
    else if (key === " " && event.target === stage) what = () => study.press(study.next(), event.timeStamp);
    else if (key === "S") what = () => study.toggle();
    else if (key === "U" || key === "Backspace") what = () => study.undo();
    if (!what) return;
    event.preventDefault(); event.stopPropagation(); act(what)();
  });

  const keepShortcuts = giveShortcutsBack(root);

  let shown = "";
  const panel = {
    root, inSight: false,
    close: keepShortcuts,

    // One frame: the picture and the watch.
    show(clock) {
      const place = operator.show(clock, study.calm());
      const reading = inMinutes(Math.round(study.reading(clock)));
      digits.textContent = reading.slice(0, -1); fine.textContent = reading.slice(-1);
      const now = `${place.scene} ${place.motion}`;
      if (now !== shown) {
        shown = now;
        const motion = place.scene ? script.scenes[place.scene][place.motion] : { left: "rests", right: "rests" };
        leftStep.textContent = motion.left; rightStep.textContent = motion.right;
      }
    },

    // What the work has come to, for tests and for styles.
    mark(doing, breaks, lastEnd) { Object.assign(root.dataset, { doing, breaks, lastEnd }); },

    // Everything that changes with a press or a choice.
    refresh() {
      const phase = study.phase(), open = phase === "working" || phase === "paused", run = study.runReadings();
      Object.assign(root.dataset, { phase, run: study.run(), readings: run.length, calm: study.calm() ? "yes" : "no", linked: study.linked });
      go.textContent = { working: "Pause", paused: "Go on" }[phase] ?? "Start the work";
      end.hidden = phase !== "paused"; undo.disabled = run.length === 0;
      for (const node of Object.values(presses)) node.setAttribute("aria-disabled", phase === "working" ? "false" : "true");
      for (const [method, node] of Object.entries(radios)) { node.checked = study.method() === method; node.disabled = open; }
      sound.checked = study.sounding; calm.checked = study.calm();
      steps.hidden = !study.calm();
      about.textContent = `Run ${study.run()}, ${study.method()}`;
      caption.textContent = run.length > SHOWN_READINGS ? `Last ${SHOWN_READINGS} of ${run.length} readings` : "Readings of this run";
      rows.replaceChildren(...run.slice(-SHOWN_READINGS).reverse().map((r) => make("tr", {},
        make("td", { text: r.number }), make("td", { text: r.element }), make("td", { text: inMinutes(r.reading) }), make("td", { text: inMinutes(r.time) }))));
      if (!run.length) rows.append(make("tr", {}, make("td", { colspan: "4", class: "sf-none", text: "none yet" })));
      trouble.textContent = study.trouble(); trouble.hidden = !trouble.textContent;
    },

    // One sentence: seen in every display, spoken by the one in use.
    say(words) {
      said.textContent = words;
      if (study.speaker === panel || (!study.speaker && study.panels().next().value === panel)) live.textContent = words;
    },
  };
  return panel;
}
