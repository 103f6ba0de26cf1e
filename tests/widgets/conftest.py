"""A page without a kernel, as on a static site: the widget's own front end on a bare page."""

import pytest

START = """
async ([esm, css, state, lite]) => {
  // As the browser's Python sends it: what is None there is undefined in a list, and missing from a dictionary.
  const sent = (value) => value === null ? undefined : Array.isArray(value) ? value.map(sent)
    : typeof value === "object" ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null).map(([name, one]) => [name, sent(one)])) : value;
  if (lite) state = sent(state);
  document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
  const listeners = {};
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; listeners[`change:${name}`]?.forEach((tell) => tell()); },
    save_changes() { throw new Error("no comm channel"); },
    on: (name, tell) => { (listeners[name] ??= []).push(tell); },
    off() {}, send() {},
  };
  window.state = state;
  const module = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
  const widget = typeof module.default === "function" ? module.default() : module.default;
  widget.initialize?.({ model });
  widget.render({ model, el: document.querySelector("main") });
}
"""


@pytest.fixture
def on_a_static_page():
    """``on_a_static_page(page, widget)`` shows the widget as it is now, with no kernel behind it.

    With ``as_in_the_browser=True`` what is None arrives as it does from the browser's Python.
    """

    def show(page, widget, as_in_the_browser=False):
        page.set_content("<!doctype html><html lang='en'><title>Static page</title><main></main></html>")
        state = {name: getattr(widget, name) for name in widget.keys if not name.startswith("_")}
        plain = {
            name: value for name, value in state.items() if isinstance(value, (dict, list, str, int, float))
        }
        page.evaluate(START, [widget._esm, widget._css, plain, as_in_the_browser])
        return page.locator(".sf-widget")

    return show
