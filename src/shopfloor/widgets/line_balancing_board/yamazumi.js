// The Yamazumi: a stack of blocks for each station, as high as they take long, under the line of the cycle. Between
// the stations, and after the last, a task that is dropped gets a new station. Only a picture: what can be done
// here with the pointer is done by key in the diagram.

const LB_HIGH = 290; // px

function lbYamazumi(line) {
  const plot = make("div", { class: "lb-plot", role: "img" });
  const wide = make("div", { class: "sf-wide lb-wide", role: "region", "aria-label": "Yamazumi" }, plot);
  let before = new Map();

  function paint(view, selected) {
    const top = Math.max(view.cycle * 1.16, (view.takt ?? 0) * 1.1, ...view.loads.map((load) => load.each * 1.06)), scale = LB_HIGH / top;
    const index = new Map(line.tasks.map((task, i) => [task.name, i])), now = new Map();
    const differs = view.takt != null && Math.abs(view.takt - view.cycle) > 1e-6 * view.cycle;
    const stack = (...children) => {
      const node = make("div", { class: "lb-stack" }, ...children, make("div", { class: "lb-cycle", style: `bottom:${view.cycle * scale}px` }));
      node.style.height = `${LB_HIGH}px`;
      if (differs) node.append(make("div", { class: "lb-takt", style: `bottom:${view.takt * scale}px` }));
      return node;
    };
    const gap = (i) => make("div", { class: "lb-gap", "data-drop": `n${i}` }, stack());
    const columns = view.stations.flatMap((tasks, i) => {
      const load = view.loads[i];
      const blocks = tasks.map((name) => {
        const task = line.tasks[index.get(name)], high = (task.time / load.people) * scale;
        const block = make("div", { class: "lb-block", "data-task": index.get(name), "data-at": i % 4, title: `${name}${task.words ? ` ${task.words}` : ""}, ${task.said} ${line.unit}`, style: `height:${high}px` });
        if (high >= 13) block.append(make("b", { text: name }), make("span", { text: task.said }));
        block.toggleAttribute("data-tall", high >= 34);
        block.toggleAttribute("data-selected", index.get(name) === selected);
        block.toggleAttribute("data-wrong", view.broken.some((pair) => pair.includes(index.get(name))));
        now.set(name, i);
        block.toggleAttribute("data-moved", before.size > 0 && before.get(name) !== i);
        return block;
      });
      const rest = load.over
        ? make("div", { class: "lb-over", style: `bottom:${view.cycle * scale}px;height:${(load.each - view.cycle) * scale}px` })
        : make("div", { class: "lb-idle", style: `bottom:${load.each * scale}px;height:${Math.max(0, view.cycle - load.each) * scale}px` });
      const foot = make("div", { class: "lb-foot" }, make("b", { text: i + 1 }), make("span", { text: load.said }), make("small", { text: load.rest }),
        load.people > 1 ? make("small", { class: "lb-people", text: `${load.people} people` }) : "");
      const node = make("div", { class: "lb-station", "data-drop": `s${i}` }, stack(...blocks, rest), foot);
      node.toggleAttribute("data-over", load.over);
      return [gap(i), node];
    });
    const label = make("div", { class: "lb-line-label", style: `bottom:${view.cycle * scale + 3}px` }, make("b", { text: `${differs || view.takt == null ? "cycle" : "takt"} ${view.cycle_said}` }), ` ${line.unit}`);
    const end = `n${view.stations.length}`;
    const ghost = (...children) => make("div", { class: "lb-ghost", style: `height:${view.cycle * scale}px` }, ...children);
    const next = make("div", { class: "lb-new", "data-drop": end }, stack(ghost(make("b", { text: "+" }), make("span", { text: view.stations.length ? "New station" : "Drag a task here" }))), make("div", { class: "lb-foot" }));
    // Faint places for as many as the work content asks for at the very least.
    const later = Array.from({ length: Math.max(0, Math.min(16, view.least) - view.stations.length - 1) }, () => make("div", { class: "lb-later", "data-drop": end }, stack(ghost())));
    const rest = make("div", { class: "lb-rest", "data-drop": end }, stack(label));
    plot.replaceChildren(...columns, next, ...later, rest);
    plot.setAttribute("aria-label", view.stations.length
      ? view.stations.map((tasks, i) => `Station ${i + 1}: ${tasks.join(", ")}; ${view.loads[i].said} ${line.unit}, ${view.loads[i].rest}${view.loads[i].people > 1 ? `, ${view.loads[i].people} people` : ""}`).join(". ")
      : `No station yet. The cycle line is at ${view.cycle_said} ${line.unit}.`);
    before = now;
    wide.style.setProperty("--columns", view.stations.length);
    // Measured after this frame's work, so that it costs no layout of its own.
    requestAnimationFrame(() => { if (wide.scrollWidth > wide.clientWidth + 1) wide.tabIndex = 0; else wide.removeAttribute("tabindex"); });
  }
  return { node: wide, plot, paint };
}
