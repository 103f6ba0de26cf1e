// Runs in Node: Pyodide's own Python compiles packages for Pyodide, so that no visitor's browser has to.
// Arguments: the folder with Pyodide, the folder to read, the folder to write, the Python code that does it.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, from, to, code] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
// Without the columns of each instruction the code is a fifth smaller; a traceback still names the line.
const python = await loadPyodide({ indexURL: `${pyodide}/`, args: ["-X", "no_debug_ranges"] });
for (const [name, folder] of [["/from", from], ["/to", to]]) {
  python.FS.mkdirTree(name);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, name);
}
python.runPython(readFileSync(code, "utf-8"));
process.exit(0);
