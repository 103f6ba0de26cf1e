// Runs first in the worker that Python runs in: fetches the packages while Python itself is still being loaded, and
// tells the page how far that is, and when something failed.
const ARCHIVES = $ARCHIVES; // put in by the build: the packages by archive
const BYTES = $BYTES; // of everything that is fetched before Python can start

const post = self.postMessage.bind(self);
const tell = (state) => post({ _shopfloor: state });
const fetchPlainly = self.fetch.bind(self);
const address = new URL("../static/pyodide/", import.meta.url).href;
let ready = false, got = 0, told = 0;

self.fetch = async (...what) => {
  const answer = await fetchPlainly(...what);
  if (ready || !answer.ok || !answer.body) return answer;
  const counted = new TransformStream({
    transform(piece, on) {
      got += piece.byteLength;
      if (performance.now() - told > 200 || got >= BYTES) {
        told = performance.now();
        tell({ part: Math.min(got / BYTES, 1) });
      }
      on.enqueue(piece);
    },
  });
  return new Response(answer.body.pipeThrough(counted), answer);
};

async function content(file) {
  const answer = await self.fetch(address + file);
  if (!answer.ok) throw new Error(`could not fetch ${file}`);
  return new Uint8Array(await answer.arrayBuffer());
}
const first = Promise.all(Object.values(ARCHIVES).filter((one) => one.first).map((one) => content(one.file)));
first.catch(() => {}); // Python hears of it when it asks
self.shopfloor = { archives: JSON.stringify(ARCHIVES), address, first };

// The kernel answers the page when it has started, or why it has not (the protocol of Comlink).
self.postMessage = (message, ...more) => {
  if (!ready && message?.type === "HANDLER" && message.name === "throw") {
    tell({ failed: String(message.value?.value?.message ?? "it did not say why") });
  }
  if (message?._logMessage?.level === "critical" && /fatal error|has exited/.test(message._logMessage.data)) {
    tell({ failed: message._logMessage.data.match(/cause of the error was: ([^]*)/)?.[1] ?? message._logMessage.data });
  }
  if (message?._shopfloor?.ready) ready = true;
  return post(message, ...more);
};
