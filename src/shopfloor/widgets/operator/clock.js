// The operator's own clock: it runs while the operator works, stands while the work is paused, and is read in
// thousandths of a minute. One animation loop serves all views; with none in sight a slow timer keeps the work going.

function createClock(script, speed, { changed, finished }) {
  const rate = speed / 60; // thousandths of a minute in a millisecond
  const end = script.segments.at(-1).end;
  // The last break point can still be timed: the operator rests for three seconds at least.
  const last = end + Math.max(script.tail, 3000 * rate);
  const views = new Set();
  let before = 0, since = null, frame = 0, timer = 0, seen = "";

  const at = (stamp) => Math.max(0, before + (since == null ? 0 : (stamp - since) * rate));
  const now = () => at(performance.now());

  function paint(clock) {
    for (const view of views) if (view.inSight) view.show(clock);
  }

  function step() {
    const clock = now(), place = locate(script, clock), key = `${place.index} ${place.motion}`;
    if (key !== seen) { const from = seen; seen = key; changed(place, from); }
    paint(clock);
    if (clock >= last) { stop(); finished(); return; }
    schedule();
  }

  function schedule() {
    cancelAnimationFrame(frame); clearTimeout(timer);
    if (since == null) return;
    if ([...views].some((view) => view.inSight)) frame = requestAnimationFrame(step);
    else timer = setTimeout(step, 50);
  }

  function start() {
    if (since != null) return;
    since = performance.now(); schedule();
  }

  function stop(stamp = performance.now()) {
    if (since == null) return;
    before = at(stamp); since = null;
    schedule();
  }

  function reset() {
    stop(); before = 0; seen = "";
    const place = locate(script, 0);
    seen = `${place.index} ${place.motion}`;
    changed(place, "");
    paint(0);
  }

  return { at, now, start, stop, reset, schedule, views, end, repaint: () => paint(now()), running: () => since != null };
}
