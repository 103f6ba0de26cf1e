"use strict";
(() => {
  const slides = [...document.querySelectorAll(".slide")], root = document.documentElement;
  const find = id => document.getElementById(id), teller = new URLSearchParams(location.search).has("notes");
  const narrow = matchMedia("(max-width: 700px), (orientation: portrait)");
  let now = 0, asPage = false, other = null;

  // Text is as large as the slide holds: up to a quarter larger where there is little, never below 72 %.
  const full = face => {
    const content = face.querySelector(".content");
    const figure = content.querySelector(".piece.figure");
    return content.scrollHeight > content.clientHeight + 1 || face.scrollHeight > face.clientHeight + 1
      || content.scrollWidth > content.clientWidth + 1
      || [...content.children].some(piece => piece.scrollWidth > piece.clientWidth + 1)
      || (figure && figure.clientHeight < 0.34 * face.clientHeight);
  };
  const fit = slide => {
    const face = slide.querySelector(".face");
    for (let size = 124; size >= 72; size -= 4) {
      face.style.setProperty("--fit", size / 100);
      if (!full(face)) break;
    }
  };
  const show = (number, tell = true) => {
    now = Math.max(0, Math.min(slides.length - 1, number));
    slides.forEach((slide, place) => slide.classList.toggle("now", place === now));
    find("where").textContent = `${now + 1} of ${slides.length}`;
    if (root.classList.contains("show")) {
      fit(slides[now]);
      slides[now].tabIndex = -1;
      if (!find("controls").contains(document.activeElement)) slides[now].focus({preventScroll: true});
    } else if (tell !== "start") slides[now].scrollIntoView();
    if (location.protocol !== "about:") history.replaceState(null, "", `#s${now + 1}`);
    if (tell === true) for (const one of [other, window.opener]) if (one && !one.closed) one.postMessage({slide: now}, "*");
  };
  const arrange = start => {
    const shown = !asPage && !narrow.matches;
    root.classList.toggle("show", shown);
    document.body.classList.toggle("pages", !shown);
    find("all").setAttribute("aria-pressed", asPage);
    find("back").hidden = find("on").hidden = find("where").hidden = !shown;
    find("all").hidden = narrow.matches;
    show(now, start === true ? "start" : false);
  };
  const notes = on => {
    document.body.classList.toggle("noted", on);
    if (find("notes")) find("notes").setAttribute("aria-pressed", on);
    arrange(true);
  };
  const steps = {ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1, Home: -Infinity, End: Infinity};
  addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const typed = event.key.toLowerCase(), held = event.target.closest("button");
    if (event.key in steps && root.classList.contains("show") && !(held && event.key === " ")) {
      event.preventDefault();
      show(now + steps[event.key]);
    } else if (typed === "n" && find("notes")) notes(!document.body.classList.contains("noted"));
    else if (typed === "a") { asPage = !asPage; arrange(); }
  });
  addEventListener("message", event => {
    if (Number.isInteger(event.data?.slide) && (event.source === other || event.source === window.opener)) show(event.data.slide, false);
  });
  find("back").onclick = () => show(now - 1);
  find("on").onclick = () => show(now + 1);
  find("all").onclick = () => { asPage = !asPage; arrange(); };
  if (find("notes")) {
    find("notes").onclick = () => notes(!document.body.classList.contains("noted"));
    find("window").onclick = () => { other = open(`${location.pathname}?notes#s${now + 1}`, "_blank", "width=900,height=800"); };
  }
  addEventListener("resize", () => arrange(true));
  narrow.addEventListener("change", () => arrange(true));
  addEventListener("hashchange", () => show(Number(location.hash.slice(2)) - 1 || 0));
  addEventListener("beforeprint", () => {
    const was = now, shown = root.classList.contains("show");
    if (shown) slides.forEach((slide, place) => { show(place, "start"); });
    if (shown) show(was, "start");
  });
  find("controls").hidden = false;
  now = Number(location.hash.slice(2)) - 1 || 0;
  notes(teller);
})();
