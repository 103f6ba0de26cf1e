// Says in words what Python is doing while a learner waits for it, and what to do when it cannot go on.
const facts = JSON.parse(document.getElementById("shopfloor-facts").textContent);
const MEMORY = /memory|alloc|out of bounds|RangeError/i;
const LITTLE_MEMORY = 1; // GiB, as the browser tells it: 0.25, 0.5, 1, 2 ...
const SLOW = 60_000;

const bar = document.createElement("div");
bar.id = "shopfloor-status";
bar.hidden = true;
const words = Object.assign(document.createElement("p"), { id: "shopfloor-status-words" });
const meter = Object.assign(document.createElement("progress"), { max: 1 });
meter.setAttribute("aria-labelledby", words.id);
const action = Object.assign(document.createElement("button"), { type: "button", hidden: true });
bar.append(words, meter, action);
// The words are read aloud when they change; each part of the download would be too much.
const live = document.createElement("div");
live.className = "shopfloor-aloud";
live.setAttribute("role", "status");
document.body.append(bar, live);

let slow, aloud = "", over = false;

function show(text, { part = null, trouble = false, button = null } = {}) {
  bar.hidden = false;
  bar.classList.toggle("shopfloor-trouble", trouble);
  words.textContent = text;
  meter.hidden = part === null;
  if (part !== null) meter.value = part;
  action.hidden = !button;
  if (button) [action.textContent, action.onclick] = button;
  const said = text.replace(/\d+ %/, "");
  if (said !== aloud) {
    aloud = said;
    live.setAttribute("role", trouble ? "alert" : "status");
    live.textContent = text;
  }
}

function hide(text = "") {
  bar.hidden = true;
  aloud = "";
  live.textContent = text;
}

function waitNoLonger() {
  clearTimeout(slow);
}

function waitFor(first) {
  waitNoLonger();
  slow = setTimeout(
    () => show(`${first} It takes long. On a slow connection that is normal the first time; else reload the page.`, {
      button: ["Reload the page", () => location.reload()],
    }),
    SLOW,
  );
}

function failed(reason) {
  over = true; // what is still being fetched changes nothing
  waitNoLonger();
  if (MEMORY.test(reason)) {
    show("Python has stopped: there is not enough memory. Close other tabs and programs, then start it again. Your notebook is kept.", {
      trouble: true,
      button: ["Start Python again", startAgain],
    });
  } else if (!navigator.onLine || /fetch|network|load/i.test(reason)) {
    show("Python could not be loaded: the network is off or the site does not answer. Reload the page when you are online.", {
      trouble: true,
      button: ["Reload the page", () => location.reload()],
    });
  } else {
    show(`Python has stopped (${reason.split("\n")[0].slice(0, 120)}). Start it again; your notebook is kept.`, {
      trouble: true,
      button: ["Start Python again", startAgain],
    });
  }
}

async function startAgain() {
  const app = window.jupyterapp;
  try {
    await app.commands.execute("docmanager:save");
  } finally {
    location.reload();
  }
}

const LOADING = "Python is loading.";
const STARTING = "Python is starting.";

function begun() {
  over = false;
  show(`${LOADING} You can read on and run cells already: they start as soon as it is here.`, { part: 0 });
  waitFor(LOADING);
}

// What the worker says (worker.js, and Python through shopfloor_browser.page).
function heard(state) {
  if (state.failed !== undefined) return failed(state.failed);
  if (state.part !== undefined && !over) {
    if (state.part < 1) {
      const amount = navigator.onLine ? ` The first visit fetches about ${facts.megabytes} MB` : "";
      show(`${LOADING}${amount}: ${Math.round(state.part * 100)} %. You can read on and run cells already.`, state);
    } else {
      show(`${STARTING} You can read on and run cells already.`, { part: null });
    }
    waitFor(state.part < 1 ? LOADING : STARTING);
  }
  if (state.ready) {
    waitNoLonger();
    hide("Python is ready.");
    keepForOffline();
  }
  if (state.loading) show(`Fetching ${state.loading}, which this step needs ...`);
  if (state.loaded) hide();
}

// A file is downloaded under its own name: with its folders before it, it would not look like the assignment.
const clickPlainly = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () {
  if (this.download) this.download = this.download.split("/").pop();
  clickPlainly.call(this);
};

// What is typed last is in the download too, saved or not.
const waiting = setInterval(() => {
  const commands = window.jupyterapp?.commands;
  if (!commands) return;
  clearInterval(waiting);
  const execute = commands.execute.bind(commands);
  commands.execute = async (id, what) => {
    if (id === "docmanager:download") await execute("docmanager:save");
    return execute(id, what);
  };
}, 100);

const PlainWorker = window.Worker;
window.Worker = class extends PlainWorker {
  constructor(address, options) {
    super(address, options);
    if (!/(comlink|coincident)\.worker/.test(String(address))) return;
    begun();
    this.addEventListener("error", () => failed("the page could not load its Python"));
    this.addEventListener("message", ({ data }) => {
      if (data?._shopfloor) heard(data._shopfloor);
    });
  }
};

// Everything that the next visit needs without the network, and is not kept yet.
async function keepForOffline() {
  await navigator.storage?.persist?.().catch(() => false);
  // JupyterLite, when it first comes to a browser, takes away whatever keeps pages for this host: put ours back.
  await navigator.serviceWorker.register(new URL("../../service-worker.js", import.meta.url)).catch(() => {});
  const registration = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  registration.active.postMessage({ keep: [location.href, ...loaded], rest: true });
}

if (navigator.deviceMemory <= LITTLE_MEMORY) {
  show("This computer has little memory. If Python stops, close other tabs and programs.", {
    button: ["I see", () => hide()],
  });
}
