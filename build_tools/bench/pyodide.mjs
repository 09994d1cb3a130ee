// Runs measure.py in Pyodide under Node: a line of its JSON in, a line out.
//
//     node pyodide.mjs CORE MEASURE.PY      CORE is an archive of the rule core, compiled as the site ships it

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { loadPyodide, version } from "pyodide";

const [core, measure] = process.argv.slice(2);
const python = await loadPyodide();
python.unpackArchive(new Uint8Array(await readFile(core)), "zip");
python.FS.writeFile("measure.py", await readFile(measure, "utf8"));
const { reply } = python.pyimport("measure");
console.log(JSON.stringify({ pyodide: version, node: process.version }));
for await (const line of createInterface({ input: process.stdin })) console.log(reply(line));
