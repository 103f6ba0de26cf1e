// Draws the course's widgets with their own front ends, and no Python behind them. A widget that needs Python is
// inert: a picture. One that needs none is answered here, and forgets what was done when the page is left.

function createModel(state) {
  const listeners = {};
  const tell = (name) => { for (const listener of listeners[`change:${name}`] ?? []) listener(); };
  const model = {
    get: (name) => state[name],
    set(name, value) { state[name] = value; tell(name); },
    save_changes() {
      // What Python would say: the page was heard, the record is kept.
      queueMicrotask(() => {
        if (state.heard !== state.page) { state.heard = state.page; tell("heard"); }
        if (state.saved && state.saved.revision !== state.revision) {
          state.saved = { revision: state.revision, words: "", problem: false };
          tell("saved");
        }
      });
    },
    on(name, listener) { (listeners[name] ??= []).push(listener); },
    off() {},
    send() {},
  };
  return model;
}

const here = new URL("widgets/", import.meta.url);

async function show(figure) {
  const kind = figure.dataset.widget ?? figure.dataset.preview, stage = figure.querySelector(".widget-stage");
  const state = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(`${kind}.css`, here) });
  const styled = new Promise((resolve) => { style.onload = style.onerror = resolve; });
  document.head.append(style);
  const [module] = await Promise.all([import(new URL(`${kind}.js`, here)), styled]);
  const widget = typeof module.default === "function" ? await module.default() : module.default;
  const model = createModel(state);
  await widget.initialize?.({ model });
  await widget.render({ model, el: stage });
  figure.dataset.shown = "yes";
}

const shown = (figure) => show(figure).catch((error) => { figure.dataset.shown = "no"; console.error(error); });

for (const figure of document.querySelectorAll("figure[data-widget]")) shown(figure);

// Small pictures of widgets are drawn when they are about to be seen, not before.
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) { near.unobserve(target); shown(target); }
}, { rootMargin: "300px" });
for (const preview of document.querySelectorAll("[data-preview]")) near.observe(preview);
