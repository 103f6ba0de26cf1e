// Keeps what was loaded, so that the next visit needs no network. The course's pages have one; so has the browser edition
// in its own folder, where JupyterLite's follows, which passes Python's reading and writing of files on to the page.
//
// Each file is kept under its content's hash: a new version of the site fetches only what has changed, and a visit
// sees one version of everything.
{  // names of our own: JupyterLite has some of the same
  const FILES = $FILES; // every file of the site with its hash, put in by the build
  const OFFLINE = $OFFLINE; // what the next visit may need beside what this one loaded
  const CACHE = "shopfloor";
  const base = new URL("$BASE", self.location).href;

  // A folder's address stands for its index.html.
  const nameOf = (address) => {
    const url = new URL(address);
    if (!url.href.startsWith(base)) return null;
    const name = decodeURIComponent((url.origin + url.pathname).slice(base.length));
    return name === "" || name.endsWith("/") ? `${name}index.html` : name;
  };
  const keyOf = (name) => `${base}${name}?${FILES[name]}`;

  async function kept(name) {
    return (await caches.open(CACHE)).match(keyOf(name));
  }

  async function fetchAndKeep(name, request) {
    // Not from the browser's ordinary store without asking: there an older version may lie.
    const answer = await fetch(request ?? `${base}${name}`, { cache: "no-cache" });
    if (answer.ok && answer.status === 200) await (await caches.open(CACHE)).put(keyOf(name), answer.clone());
    return answer;
  }

  self.addEventListener("fetch", (event) => {
    if (event.request.method !== "GET") return;
    const name = nameOf(event.request.url);
    if (name === null || !(name in FILES)) return;
    event.stopImmediatePropagation();
    event.respondWith(
      kept(name).then((answer) => answer ?? fetchAndKeep(name, event.request.mode === "navigate" ? undefined : event.request)),
    );
  });

  self.addEventListener("message", (event) => {
    if (!Array.isArray(event.data?.keep)) return;
    const names = new Set(event.data.keep.map(nameOf).filter((name) => name in FILES));
    if (event.data.rest) OFFLINE.forEach((name) => names.add(name));
    event.waitUntil(keepAll(names).then(() => event.source?.postMessage({ _shopfloorKept: names.size })));
  });

  async function keepAll(names) {
    for (const name of names) {
      if (!(await kept(name))) await fetchAndKeep(name).catch(() => null);
    }
  }

  self.addEventListener("activate", (event) => {
    event.waitUntil(forgetOldVersions());
  });

  async function forgetOldVersions() {
    const cache = await caches.open(CACHE);
    for (const request of await cache.keys()) {
      if (!request.url.startsWith(base)) continue;
      const name = nameOf(request.url);
      if (keyOf(name) !== request.url) await cache.delete(request);
    }
  }

}
