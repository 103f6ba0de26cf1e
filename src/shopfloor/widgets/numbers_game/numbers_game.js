// The numbers game: a sheet of buttons that stand where the layout says, a watch, and the times so far.

function createGame(model) {
  const sheetChoice = make("fieldset", { class: "sf-sheets" }, make("legend", { text: "Sheet" }));
  const name = newId(), radios = {};
  for (const [sheet, what] of model.get("view").sheets) {
    radios[sheet] = control("input", { type: "radio", name, value: sheet, "aria-describedby": `${name}-what` });
    radios[sheet].title = what;
    sheetChoice.append(make("label", {}, radios[sheet], ` ${sheet}`));
    radios[sheet].addEventListener("change", () => box.change({ sheet }));
  }
  const what = make("p", { id: `${name}-what`, class: "sf-what" });
  const start = button({ class: "sf-go" }), stop = button({ text: "Give up this play" });
  const next = make("p", { class: "sf-next" }, make("span", { text: "Find " }), make("b"), make("span", { class: "sf-clock", role: "timer", "aria-live": "off" }));
  const board = make("div", { class: "sf-board", role: "group", "aria-label": "The sheet" });
  const rows = make("tbody");
  const results = make("table", { class: "sf-results" }, make("caption", { text: "Your times" }), make("thead", {}, make("tr", {},
    ...["Sheet", "Plays", "Whole sheet (s)", "A number (s)", "Wrong presses"].map((words) => make("th", { scope: "col", text: words })))), rows);
  const keys = make("details", {}, control("summary", { text: "Keys" }),
    make("p", { text: "Tab to the sheet; the arrow keys go to the nearest number in that direction, Enter or Space presses it, Escape gives the play up. The watch starts with Start." }));
  let running = null, shownLayout = "", ticking = 0;

  const box = createBox(model, { kind: "sf-game", label: "5S numbers game", refresh });
  box.body.append(sheetChoice, what, make("div", { class: "sf-bar" }, start, stop, next), board, make("div", { class: "sf-wide", tabindex: "0", role: "region", "aria-label": "Your times" }, results), keys);

  const spots = () => [...board.querySelectorAll("button")];
  function build(view) {
    const key = JSON.stringify(view.layout);
    if (key === shownLayout) return;
    shownLayout = key;
    board.dataset.sheet = view.sheet;
    board.style.aspectRatio = `${view.width} / ${view.height}`;
    board.replaceChildren(...view.layout.map((one, i) => {
      const spot = button({ class: "sf-number", "data-value": one.value, tabindex: i ? "-1" : "0", text: one.value });
      Object.assign(spot.style, { left: `${(100 * one.x) / view.width}%`, top: `${(100 * one.y) / view.height}%`, fontSize: `clamp(13px, ${one.size * 0.95}cqw, ${one.size * 6}px)`, rotate: `${one.angle}deg` });
      spot.addEventListener("click", () => press(one.value, spot));
      return spot;
    }));
  }

  function refresh(view) {
    build(view);
    for (const [sheet, node] of Object.entries(radios)) { node.checked = view.sheet === sheet; node.disabled = Boolean(running); }
    what.textContent = `${view.sheet}: ${Object.fromEntries(view.sheets)[view.sheet]}.`;
    start.textContent = "Start"; start.hidden = Boolean(running); stop.hidden = !running;
    next.hidden = !running; board.dataset.running = running ? "yes" : "no";
    board.inert = !running; // nobody searches, by eye or by ear, before the watch runs
    rows.replaceChildren(...(view.results.length ? view.results : [["none yet", "", "", "", ""]]).map((line) => make("tr", {},
      ...line.map((cell, i) => make(i ? "td" : "th", i ? { text: cell } : { text: cell, scope: "row" })))));
    box.root.dataset.plays = String(model.get("inputs").plays.length);
    if (running) next.children[1].textContent = running.wanted;
  }

  function tick() {
    if (!running) return;
    next.children[2].textContent = `  ${((performance.now() - running.began) / 1000).toFixed(1)} s`;
    ticking = setTimeout(tick, 100);
  }

  function begin() {
    running = { wanted: 1, began: performance.now(), last: performance.now(), seconds: [], wrong: [], missed: 0, sheet: model.get("view").sheet };
    for (const spot of spots()) spot.classList.remove("sf-done");
    refresh(model.get("view")); tick();
    box.say("Find 1.");
    (board.querySelector('button[tabindex="0"]') ?? spots()[0]).focus({ preventScroll: true });
  }

  function press(value, spot) {
    if (!running) return box.say("Press Start first.");
    if (value !== running.wanted) {
      running.missed += 1;
      return box.say(`That is ${value}; find ${running.wanted}.`);
    }
    const now = performance.now();
    running.seconds.push(Math.round(now - running.last) / 1000); running.wrong.push(running.missed);
    Object.assign(running, { last: now, missed: 0, wanted: running.wanted + 1 });
    spot.classList.add("sf-done");
    if (running.wanted > model.get("view").numbers) return finish();
    next.children[1].textContent = running.wanted;
    box.say(`${value} found. Find ${running.wanted}.`);
  }

  function finish() {
    const { sheet, seconds, wrong } = running;
    end();
    box.say(`All ${seconds.length} found in ${seconds.reduce((sum, one) => sum + one, 0).toFixed(1)} seconds.`);
    box.change({ plays: [...model.get("inputs").plays, { sheet, seconds, wrong }] });
  }
  function end() { running = null; clearTimeout(ticking); refresh(model.get("view")); start.focus({ preventScroll: true }); }

  start.addEventListener("click", begin);
  stop.addEventListener("click", () => { end(); box.say("Given up: this play is not counted."); for (const spot of spots()) spot.classList.remove("sf-done"); });
  // One stop for Tab; the arrows go from number to number by where they stand.
  board.addEventListener("focusin", (event) => { for (const spot of spots()) spot.tabIndex = spot === event.target ? 0 : -1; });
  board.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && running) { event.preventDefault(); event.stopPropagation(); stop.click(); return; }
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); event.stopPropagation();
    const view = model.get("view"), from = view.layout.find((one) => String(one.value) === document.activeElement.dataset.value);
    let best = null, least = Infinity;
    for (const one of view.layout) {
      const dx = one.x - from.x, dy = one.y - from.y, along = dx * way[0] + dy * way[1], across = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (along > 0.01 && along + 2 * across < least) { least = along + 2 * across; best = one; }
    }
    if (best) spots().find((spot) => spot.dataset.value === String(best.value)).focus({ preventScroll: true });
  });
  return { box, close: () => clearTimeout(ticking) };
}

export default {
  render({ model, el }) {
    const { box, close } = createGame(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
