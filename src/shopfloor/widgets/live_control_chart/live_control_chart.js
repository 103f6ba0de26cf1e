// The live control chart: points arrive by themselves or one by one, until the learner stops the process.

function createLiveChart(model) {
  const moveless = window.matchMedia("(prefers-reduced-motion: reduce)");
  let calm = moveless.matches, playing = 0, at = 0, running = false, timer = 0, width = 0, over = false, told = null;
  let chosen = null; // the rules that the learner has set and Python has not answered yet
  const view = () => model.get("view");

  const svg = draw("svg", { class: "sf-panels", role: "img" });
  const stage = control("div", { class: "sf-stage sf-chart-stage", tabindex: "0", role: "application", "aria-label": "Control chart of the process. Space runs and pauses, right arrow steps, S stops the process." }, svg);
  const lamp = make("span", { class: "sf-live-lamp", "aria-hidden": "true" }), state = make("b"), count = make("span");
  const head = make("p", { class: "sf-live-state" }, lamp, state, count);
  const run = button({ class: "sf-go sf-run-button" }), one = button({}, make("kbd", { text: "\u2192" }), " Step"), stop = button({ class: "sf-go sf-stop-button" }, make("kbd", { text: "S" }), " Stop: I suspect a cause");
  const next = button({ class: "sf-go", text: "Next game", hidden: "" });
  const speed = field({ label: "Speed", min: 0.5, max: 8, step: 0.5, value: view().speed, changed: () => { if (running) wait(); }, shown: (value) => `${value} a second` });
  const rules = field({ label: "Mark", kind: "select", options: view().choices, value: view().set.rules, changed: (value) => { chosen = value; box.change({ rules: value }); } });
  const still = control("input", { type: "checkbox" });
  const choices = make("div", { class: "sf-fields sf-live-choices" }, rules.node, speed.node, make("label", { class: "sf-live-still" }, still, " no movement: step by step"));
  const price = make("p", { class: "sf-note" }), verdict = make("p", { class: "sf-live-outcome", hidden: "", tabindex: "-1" });
  const score = make("p", { class: "sf-live-score" });
  const body = make("tbody"), caption = "Games that have ended";
  const games = make("div", { class: "sf-wide", tabindex: "0", role: "region", "aria-label": caption }, make("table", {}, make("caption", { text: caption }), make("thead", {}, make("tr", {}, ...["Game", "Hidden cause", "Began", "Stopped", "Result", "Rules"].map((text) => make("th", { scope: "col", text })))), body));
  const list = make("ul"), ruleWords = make("details", {}, control("summary", { text: "What the numbered rules say" }), list);
  const keys = make("details", {}, control("summary", { text: "How it is played, and keys" }),
    make("p", { text: "The limits come from the first subgroups, when nothing was wrong. Later a cause may set in: the mean shifts or drifts, or the spread grows; or nothing happens. Stop the process as soon as you suspect a cause, once per game. A stop without a cause is a false alarm." }),
    make("p", { text: "On the chart: Space runs and pauses, the right arrow (or N) brings the next subgroup, S stops the process; when a game has ended, N begins the next one. Everything is reached with Tab too." }));

  const box = createBox(model, { kind: "sf-live-chart", label: "Live control chart", refresh });
  box.body.append(head, stage, make("div", { class: "sf-bar sf-live-controls" }, run, one, stop, next), verdict, choices, price, ruleWords, score, games, keys);

  const saidOf = (place) => {
    const { averages, ranges, unit, marks, far, choices } = view(), z = averages.z[place - 1];
    const where = z === 0 ? "on the center line" : `${Math.abs(z).toFixed(1)} sigma ${z > 0 ? "above" : "below"} the center line`;
    const found = marks.find(([i]) => i === place - 1)?.[1];
    return `Subgroup ${place}: average ${averages.points[place - 1].toFixed(2)} ${unit}, ${where}; range ${ranges.points[place - 1].toFixed(1)}.${found ? ` Marked: rule ${found.join(" and ")}.` : ""}${far.includes(place - 1) ? " The range is beyond its limit." : ""}`;
  };
  const paint = () => {
    const now = view();
    const shown = over && now.ended ? { ...now, ended: { ...now.ended, stopped: now.set.stops[now.game - 1].at } } : { ...now, ended: null };
    if (width) drawPanels(svg, shown, at, width, `Averages and ranges of ${at} subgroups. ${saidOf(at)}`);
    count.textContent = `subgroup ${at} of ${now.subgroups}`;
    box.root.dataset.at = String(at);
  };
  const lights = () => {
    const ended = over || Boolean(view().ended);
    box.root.dataset.state = ended ? "ended" : running ? "running" : "paused";
    state.textContent = ended ? `Game ${view().game} has ended, ` : `Game ${view().game} ${running ? "runs" : at > view().base ? "is paused" : "is ready"}, `;
    run.replaceChildren(make("kbd", { text: "Space" }), running ? " Pause" : " Run");
    run.hidden = one.hidden = stop.hidden = ended;
    run.disabled = calm; next.hidden = !ended;
  };

  function wait() { clearTimeout(timer); timer = setTimeout(tick, 1000 / speed.read()); }
  function tick() { if (!running) return; step(); if (running) wait(); }
  function halt() { running = false; clearTimeout(timer); }
  function step() {
    if (over) return;
    at += 1;
    if (at >= view().subgroups) { paint(); finish(null); return; }
    paint(); lights();
    box.say(saidOf(at));
    box.change({ shown: at });
  }
  function toggle() {
    if (over) return;
    if (calm && !running) { box.say("No movement is chosen: the right arrow brings the next subgroup."); return; }
    running = !running;
    lights();
    if (running) wait(); else { clearTimeout(timer); box.say(`Paused at subgroup ${at}.`); }
  }
  function suspect() {
    if (over) return;
    if (at <= view().base) { box.say("The process has not run yet: bring a subgroup first."); return; }
    finish(at);
  }
  function finish(stoppedAt) {
    const hadFocus = [run, one, stop].includes(document.activeElement);
    halt();
    over = true; told = "end";
    box.change({ shown: at, stops: [...view().set.stops, { game: playing, at: stoppedAt, rules: rules.read() }] });
    lights();
    if (hadFocus) stage.focus({ preventScroll: true });
  }
  function begin() {
    if (!view().ended) return;
    halt();
    told = "begin";
    box.change({ game: playing + 1, shown: view().base });
    stage.focus({ preventScroll: true });
  }

  function refresh(now, inputs) {
    // The next change starts from what Python made of this one: what was not possible is taken back.
    if (now.step === inputs.step) model.set("inputs", { ...now.set, step: inputs.step });
    if (now.game !== playing) { halt(); playing = now.game; at = now.set.shown; over = Boolean(now.ended); }
    else if (!running && !over) at = Math.max(at, now.set.shown);
    if (now.ended) { over = true; at = now.set.stops[now.game - 1].at ?? now.subgroups; halt(); }
    if (chosen === inputs.rules) chosen = null;
    rules.set(chosen ?? inputs.rules);
    price.textContent = now.price; price.hidden = !now.price;
    const words = Object.entries(now.rules);
    ruleWords.hidden = !words.length;
    list.replaceChildren(...words.map(([number, text]) => make("li", {}, make("b", { text: `${number} ` }), text)));
    verdict.hidden = !now.ended;
    verdict.textContent = now.ended ? now.ended.words : "";
    verdict.dataset.outcome = now.ended ? now.ended.outcome : "";
    score.textContent = now.score;
    games.hidden = !now.games.length;
    body.replaceChildren(...now.games.map(([number, ...cells]) => make("tr", {}, make("th", { scope: "row", text: number }), ...cells.map((text) => make("td", { text })))));
    lights(); paint();
    if (told === "end" && now.ended) { told = null; box.say(now.ended.words); }
    if (told === "begin" && !now.ended) { told = null; box.say(`Game ${now.game} is ready. ${now.base} subgroups gave the limits.`); }
  }

  run.addEventListener("click", toggle);
  one.addEventListener("click", () => { if (running) toggle(); step(); });
  stop.addEventListener("click", suspect);
  next.addEventListener("click", begin);
  still.checked = calm;
  still.addEventListener("change", () => { calm = still.checked; if (calm) halt(); lights(); });
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const act = { " ": toggle, s: suspect, arrowright: () => { if (running) toggle(); step(); }, n: () => { if (over) begin(); else { if (running) toggle(); step(); } } }[key];
    if (!act) return;
    event.preventDefault(); event.stopPropagation();
    if (!event.repeat || key === "arrowright") act();
  });
  const watcher = new ResizeObserver(() => { const wide = Math.floor(stage.clientWidth); if (wide && wide !== width) { width = wide; paint(); } });
  watcher.observe(stage);
  return { box, close() { halt(); watcher.disconnect(); } };
}

export default {
  render({ model, el }) {
    const { box, close } = createLiveChart(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
