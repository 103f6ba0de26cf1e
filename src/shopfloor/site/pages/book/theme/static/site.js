// The pages work without this; with it the colors can be chosen, the menu opens on a phone, and a page prints whole.

const all = (selector) => document.querySelectorAll(selector);

for (const button of all(".theme-switch")) {
  const show = () => button.setAttribute("aria-pressed", String(document.documentElement.dataset.theme === "dark"));
  button.addEventListener("click", () => {
    window.shopfloorTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
    show();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(show));
  show();
  button.hidden = false;
}

for (const button of all(".menu-switch")) {
  const menu = document.getElementById(button.getAttribute("aria-controls"));
  const open = (yes) => { menu.hidden = !yes; button.setAttribute("aria-expanded", String(yes)); };
  button.addEventListener("click", () => open(menu.hidden));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) { open(false); button.focus(); }
  });
  button.hidden = false;
}

for (const button of all("button.print")) {
  button.addEventListener("click", () => window.print());
  button.hidden = false;
}

// The page's own list shows where one is: the last heading above the middle of the window.
const places = [...all(".here a[href^='#']")].map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))]).filter(([, place]) => place);
if (places.length) {
  let asked = 0;
  const mark = () => {
    asked = 0;
    const seen = places.filter(([, place]) => place.getBoundingClientRect().top < innerHeight / 3).at(-1) ?? places[0];
    for (const [link] of places) link.toggleAttribute("aria-current", link === seen[0]);
  };
  addEventListener("scroll", () => { asked ||= requestAnimationFrame(mark); }, { passive: true });
  mark();
}
// In a long list of lessons the one that is open is in sight.
for (const here of all(".ways [aria-current]")) {
  const list = here.closest(".ways");
  if (here.offsetTop > list.clientHeight - 60) list.scrollTop = here.offsetTop - list.clientHeight / 2;
}

// What is wider than its frame scrolls by keyboard too; what is not is no stop on the way through the page.
const frames = [...all(".highlight pre, pre.result, .wide")];
const stops = () => {
  const wide = frames.map((frame) => frame.scrollWidth > frame.clientWidth);
  frames.forEach((frame, i) => { if (wide[i]) frame.tabIndex = 0; else frame.removeAttribute("tabindex"); });
};
let resized = 0;
addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(stops, 100); });
stops();

// "/" goes to the search, as on many sites; never while something is being typed.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], .widget")) return;
  const field = document.querySelector("#find-here") ?? document.querySelector(".find input");
  if (field) { event.preventDefault(); field.focus(); }
});
