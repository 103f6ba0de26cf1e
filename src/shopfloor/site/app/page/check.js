/* Runs before anything else, in any browser however old, so it is written in the oldest JavaScript:
   can this browser run the course? If not, say so in words and load nothing more. */
(function () {
  function missing() {
    if (typeof WebAssembly !== "object" || typeof WebAssembly.Tag !== "function") return "old";
    if (typeof BigInt64Array !== "function" || typeof BroadcastChannel !== "function") return "old";
    try {
      new Function("class A { static #b = 1; static c() { return A.#b ?? 0; } } async () => { for await (const x of []) x?.y; }");
    } catch (error) {
      return "old";
    }
    if (!window.isSecureContext) return "insecure";
    if (!("serviceWorker" in navigator) || !window.indexedDB || !window.caches) return "private";
    return "";
  }
  var words = {
    old: ["This browser is too old for the lessons",
      "Please update it, or open this page in a current Firefox, Chrome, Edge or Safari (16.4 or newer)."],
    insecure: ["This address is not a secure one",
      "Browsers keep work only for pages whose address begins with https. Please open this page with https in place of http, or tell whoever sent you the link."],
    "private": ["This window keeps no work",
      "Private windows do not let a page keep files, and the lessons need that. Please open this page in an ordinary window."]
  };
  var why = missing();
  window.shopfloorCannotRun = why;
  if (!why) return;
  function show() {
    var box = document.createElement("div");
    box.setAttribute("role", "alert");
    box.id = "shopfloor-cannot-run";
    box.style.cssText = "max-width:34em;margin:12vh auto 0;padding:0 1.2em;font:1.1em/1.5 system-ui,sans-serif";
    var heading = document.createElement("h1");
    heading.style.fontSize = "1.5em";
    heading.appendChild(document.createTextNode(words[why][0]));
    var text = document.createElement("p");
    text.appendChild(document.createTextNode(words[why][1]));
    var link = document.createElement("a");
    link.href = "../../";
    link.appendChild(document.createTextNode("The lessons can be read on the course's pages"));
    var last = document.createElement("p");
    last.appendChild(link);
    last.appendChild(document.createTextNode(" in any browser."));
    box.appendChild(heading);
    box.appendChild(text);
    box.appendChild(last);
    document.body.innerHTML = "";
    document.body.appendChild(box);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
})();
