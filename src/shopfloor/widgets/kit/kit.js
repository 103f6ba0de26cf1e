// What all widgets' front ends share: making elements, keys beside JupyterLab's, colors of lines, and the link to
// Python with its words. Drawing is each widget's own.

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = value; else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// JupyterLab takes keys from a control unless the control itself says that it wants them.
const control = (tag, attributes, ...children) => make(tag, { "data-lm-suppress-shortcuts": "true", ...attributes }, ...children);
const button = (attributes, ...children) => control("button", { type: "button", ...attributes }, ...children);

const SVG = "http://www.w3.org/2000/svg";

function draw(tag, attributes = {}, parent = null) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = value; else node.setAttribute(name, value);
  }
  if (parent) parent.append(node);
  return node;
}

// Ctrl+S and its like are JupyterLab's all the same: for those the control's wish is taken back for a moment.
// On the window, because JupyterLab listens on the document, which hears of a key later.
function giveShortcutsBack(root) {
  const giveBack = (event) => {
    const node = event.target;
    if (!(event.ctrlKey || event.metaKey) || !root.contains(node)) return;
    node.removeAttribute("data-lm-suppress-shortcuts");
    setTimeout(() => node.setAttribute("data-lm-suppress-shortcuts", "true"));
  };
  window.addEventListener("keydown", giveBack, true);
  return () => window.removeEventListener("keydown", giveBack, true);
}

let boxes = 0;
const newId = () => `sf-${(boxes += 1)}-${Math.random().toString(36).slice(2, 8)}`;

// In JupyterLab Enter alone changes nothing in a field; with this it does.
function takeOnEnter(input) {
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); event.stopPropagation(); input.dispatchEvent(new Event("change")); }
  });
}

// A labelled control. kind: "range", "number", "text", "select", "checkbox". Only the learner's own changes call
// `changed`; `set` shows a value that came from Python. `shown` turns a range's number into what is read and heard.
function field({ label, kind = "range", min, max, step, options, value, changed, shown = String }) {
  const id = newId();
  const input = kind === "select"
    ? control("select", { id }, ...options.map(([key, words]) => make("option", { value: key, text: words })))
    : control("input", { id, type: kind, ...(min == null ? {} : { min }), ...(max == null ? {} : { max }), ...(step == null ? {} : { step }) });
  const output = kind === "range" ? make("output", { for: id }) : "";
  const node = make("div", { class: `sf-field sf-field-${kind}` }, make("label", { for: id, text: label }), output, input);
  const read = () => (kind === "checkbox" ? input.checked : kind === "range" || kind === "number" ? Number(input.value) : input.value);
  const tell = () => {
    if (kind !== "range") return;
    output.textContent = shown(read());
    input.setAttribute("aria-valuetext", shown(read()));
  };
  let told = value;
  const set = (next) => {
    told = next;
    if (kind === "checkbox") input.checked = Boolean(next); else if (input.value !== String(next)) input.value = String(next);
    tell();
  };
  // A number is taken when it is whole: on Enter or on leaving, not after its first digit.
  input.addEventListener(kind === "range" ? "input" : "change", () => {
    tell();
    if (kind === "number" && (input.value === "" || !input.checkValidity())) { input.reportValidity(); return; }
    if (kind !== "range" && read() === told) return; // Enter, and then leaving the field: told once
    told = read();
    changed(told);
  });
  if (kind === "number" || kind === "text") takeOnEnter(input);
  set(value);
  return { node, input, set, read };
}

// The model, with null for nothing in lists too: what is None in the browser's Python arrives as undefined.
function withNulls(model) {
  const filled = new WeakMap();
  const fill = (value) => {
    if (value == null) return null;
    if (Array.isArray(value)) return value.map(fill);
    if (Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one)]));
  };
  return {
    get(name) {
      const value = model.get(name);
      if (typeof value !== "object" || value == null) return value ?? null;
      if (!filled.has(value)) filled.set(value, fill(value));
      return filled.get(value);
    },
    set: (...given) => model.set(...given),
    save_changes: (...given) => model.save_changes(...given),
    on: (...given) => model.on(...given),
    off: (...given) => model.off(...given),
  };
}

const NO_NOTEBOOK = "No running notebook answers, so nothing new can be computed and nothing is kept. Run the notebook (menu Run, Run All Cells) to work with this.";
const ANSWER_WITHIN = 5000; // milliseconds

// The frame of a widget whose numbers come from Python. What the learner sets is `inputs`; Python answers with
// `view`. There is one box for each place where the widget is shown; all of them show the same state.
//
//   const box = createBox(model, { kind: "sf-oee", label: "OEE loss tree", refresh: (view, inputs) => { ... } });
//   box.body.append(...); box.change({ downtime: 60 }); box.say("..."); return box.shown(el);
function createBox(model, { kind, label, refresh, noNotebook = NO_NOTEBOOK }) {
  const body = make("div", { class: "sf-body" });
  const said = make("p", { class: "sf-said" });
  const live = make("p", { class: "sf-hidden", role: "status", "aria-live": "polite" });
  const trouble = make("p", { class: "sf-trouble", role: "status", "aria-live": "polite", hidden: "" });
  const summary = make("p");
  const about = make("details", { class: "sf-summary" }, control("summary", { text: "This in words" }), summary);
  const root = make("div", { class: `sf-widget sf-box ${kind}`, role: "group", "aria-label": label, "data-linked": "waiting" }, body, said, live, trouble, about);
  const page = Math.random().toString(36).slice(2);
  let timer = 0, waiting = false, next = null, speaking = 0, sentAt = 0;

  const send = (changes) => {
    for (const [name, value] of Object.entries(changes)) model.set(name, value);
    try { Promise.resolve(model.save_changes()).catch(() => {}); } catch { /* told when no answer comes */ }
    clearTimeout(timer);
    timer = setTimeout(() => { root.dataset.linked = "no"; waiting = false; show(); }, ANSWER_WITHIN);
  };
  const answered = () => { clearTimeout(timer); root.dataset.linked = "yes"; };

  function show() {
    const view = model.get("view"), words = [view.problem ?? "", root.dataset.linked === "no" ? noNotebook : ""].filter(Boolean).join(" ");
    if (trouble.textContent !== words) trouble.textContent = words;
    trouble.hidden = !words;
    summary.textContent = view.text ?? "";
    // What the learner has changed since then and Python has not answered yet stays as the learner sees it.
    refresh(view, { ...model.get("inputs"), ...(next ?? {}) });
    root.dataset.step = String(view.step ?? 0);
    if (sentAt && view.step === model.get("inputs").step) { root.dataset.took = String(performance.now() - sentAt); sentAt = 0; }
  }

  const box = {
    root, body,
    // What the learner has changed. While Python computes, later changes wait, and only the last of each name goes on.
    change(changes) {
      next = { ...(next ?? {}), ...changes };
      if (!waiting) flush();
    },
    // One sentence for everybody: seen at once, spoken when the learner has stopped for a moment.
    say(words) {
      said.textContent = words;
      clearTimeout(speaking);
      speaking = setTimeout(() => { live.textContent = words; }, 400);
    },
    linked: () => root.dataset.linked === "yes",
    // Puts the box on the page; gives back what takes it away again.
    shown(el) {
      el.append(root);
      const keys = giveShortcutsBack(root);
      model.on("change:view", viewChanged);
      model.on("change:heard", heardChanged);
      show();
      send({ page });
      return () => {
        clearTimeout(timer); clearTimeout(speaking); keys();
        model.off("change:view", viewChanged); model.off("change:heard", heardChanged);
      };
    },
  };
  function flush() {
    if (!next) return;
    const inputs = { ...model.get("inputs"), ...next, step: (model.get("inputs").step ?? 0) + 1 };
    next = null; waiting = true; sentAt = performance.now();
    send({ inputs });
  }
  function viewChanged() {
    // A view of an earlier step is on its way to this one: shown, but not the answer yet.
    if (model.get("view").step >= (model.get("inputs").step ?? 0)) { waiting = false; answered(); }
    show();
    if (!waiting) flush();
  }
  function heardChanged() { if (model.get("heard") === page) { answered(); show(); } }
  return box;
}
