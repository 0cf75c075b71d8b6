// What a first visit costs over the wire: every script, style sheet and WebAssembly file of dist/, each
// compressed with brotli at its best, as a static host would store it. Fails above the budget.

import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGET = 640 * 1024;
const COUNTED = new Set([".wasm", ".js", ".css"]);
const root = fileURLToPath(new URL("../../dist", import.meta.url));

async function* files(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (COUNTED.has(extname(path))) yield path;
  }
}

const compress = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;

const row = (wire, plain, name) =>
  console.log(`${String(wire).padStart(9)} B ${String(plain).padStart(10)} B  ${name}`);

let [wire, plain, wasm] = [0, 0, 0];
console.log("     brotli        plain  file");
for await (const path of files(root)) {
  const bytes = await readFile(path);
  const small = compress(bytes);
  row(small, bytes.length, relative(root, path));
  wire += small;
  plain += bytes.length;
  wasm += path.endsWith(".wasm") ? 1 : 0;
}
row(wire, plain, `together; the budget is ${BUDGET} B (${((wire / BUDGET) * 100).toFixed(0)} % used)`);

if (wasm === 0) {
  console.error("size: dist/ holds no .wasm file: build it first with .ci/build");
  process.exitCode = 1;
} else if (wire > BUDGET) {
  console.error(`size: ${wire - BUDGET} B over the budget`);
  process.exitCode = 1;
}
