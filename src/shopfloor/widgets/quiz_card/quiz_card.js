// The quiz card: one question at a time. Native radio buttons and checkboxes, so the keys are those that everybody
// knows; steps are moved with buttons or with Alt and the arrow keys.

const SYMBOLS = { right: "\u2713", almost: "\u2248", wrong: "\u2717" };

function createCard(model) {
  const name = newId();
  const heading = make("p", { class: "sf-quiz-title" });
  const list = make("div", { class: "sf-quiz-options" });
  const legend = make("legend");
  const group = make("fieldset", { class: "sf-quiz" }, legend, list);
  const check = button({ class: "sf-go", text: "Check" });
  const back = button({ text: "Previous question" }), on = button({ text: "Next question" });
  const verdict = make("p", { class: "sf-verdict" });
  const tried = make("p", { class: "sf-tried" });
  let chosen = [], shownAt = -1;

  const box = createBox(model, { kind: "sf-quizcard", label: model.get("view").title, refresh });
  box.body.append(heading, group, make("div", { class: "sf-bar" }, check, back, on), verdict, tried);

  const card = () => model.get("view").cards[model.get("view").at];

  function refresh(view) {
    const one = view.cards[view.at];
    heading.textContent = `${view.title}: question ${view.at + 1} of ${view.cards.length}`;
    tried.textContent = view.tried;
    back.hidden = on.hidden = view.cards.length < 2;
    back.disabled = view.at === 0; on.disabled = view.at === view.cards.length - 1;
    if (shownAt !== view.at) {
      shownAt = view.at;
      chosen = one.answer ?? (one.mode === "order" ? one.options.map(([letter]) => letter) : []);
      legend.replaceChildren(make("b", { text: one.words }), ` ${one.how}`);
      build(one);
    }
    const settled = one.said && String(one.answer) === String(chosen);
    verdict.dataset.outcome = settled ? one.outcome : "";
    verdict.replaceChildren(...(settled ? [make("b", { text: `${SYMBOLS[one.outcome]} ${one.label}: ` }), one.said] : []));
  }

  function build(one) {
    if (one.mode === "order") return buildSteps(one);
    list.replaceChildren(...one.options.map(([letter, text]) => {
      const input = control("input", { type: one.mode === "one" ? "radio" : "checkbox", name, value: letter });
      input.checked = chosen.includes(letter);
      input.addEventListener("change", () => {
        chosen = [...list.querySelectorAll("input:checked")].map((node) => node.value);
        refresh(model.get("view"));
      });
      return make("label", { class: "sf-option" }, input, make("b", { text: letter }), make("span", { text }));
    }));
  }

  function buildSteps(one, focus = null, up = true) {
    const words = Object.fromEntries(one.options);
    let stay = null; // the button that was used goes on having the focus
    list.replaceChildren(make("ol", { class: "sf-steps-in-order" }, ...chosen.map((letter, place) => {
      const move = (by) => {
        const to = place + by;
        if (to < 0 || to >= chosen.length) return;
        chosen = chosen.filter((other) => other !== letter);
        chosen.splice(to, 0, letter);
        buildSteps(one, letter, by < 0);
        refresh(model.get("view"));
        box.say(`${words[letter]}: now step ${to + 1} of ${chosen.length}.`);
      };
      const higher = button({ "aria-label": `Move up: ${words[letter]}`, text: "\u2191" });
      const lower = button({ "aria-label": `Move down: ${words[letter]}`, text: "\u2193" });
      higher.setAttribute("aria-disabled", String(place === 0)); lower.setAttribute("aria-disabled", String(place === chosen.length - 1));
      higher.addEventListener("click", () => move(-1)); lower.addEventListener("click", () => move(1));
      const item = make("li", {}, make("span", {}, make("b", { text: `${letter} ` }), words[letter]), higher, lower);
      item.addEventListener("keydown", (event) => {
        if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
        event.preventDefault(); event.stopPropagation(); move(event.key === "ArrowUp" ? -1 : 1);
      });
      if (letter === focus) stay = up ? higher : lower;
      return item;
    })));
    stay?.focus();
  }

  check.addEventListener("click", () => {
    if (!chosen.length) return box.say("Choose an answer first.");
    box.change({ attempts: [...model.get("inputs").attempts, { question: model.get("view").at, answer: chosen }] });
  });
  const go = (by) => () => { const at = model.get("view").at + by; if (card() && model.get("view").cards[at]) box.change({ at }); };
  back.addEventListener("click", go(-1)); on.addEventListener("click", go(1));

  let heard = model.get("view").step ?? 0;
  const tell = () => {
    const view = model.get("view"), one = view.cards[view.at];
    if (view.step === heard) return;
    heard = view.step;
    if (one.said && String(one.answer) === String(chosen)) box.say(`${one.label}: ${one.said}`);
    else box.say(`Question ${view.at + 1}: ${one.words}`);
  };
  model.on("change:view", tell);
  return { box, close: () => model.off("change:view", tell) };
}

export default {
  render({ model, el }) {
    const { box, close } = createCard(withNulls(model));
    const away = box.shown(el);
    return () => { away(); close(); };
  },
};
