// What a first visit costs over the wire, for each of the two modules: every script, style sheet, WebAssembly file and
// question of dist/ that it asks for, each compressed with brotli at its best, as a static host would store it. Fails
// above the budgets.

import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const COUNTED = new Set([".wasm", ".js", ".css", ".txt"]);
const root = fileURLToPath(new URL("../../dist", import.meta.url));

// What a module has for itself; everything else is for both, the style of the study pages as well. `draw` comes behind the
// first study page, and `race` with the first experiment that is run.
const isStudy = (path) => /^(study(_bg\.|\.js)|bank\.txt)/.test(path);
const isBench = (path) => /^(shardscope|simulator|readers|timeline|cost|planner|exports)-/.test(path);
const isDraw = (path) => /^draw(_bg)?\./.test(path);
const isRace = (path) => /^(race(_bg)?\.|public\/racer)/.test(path);
const isLater = (path) => isDraw(path) || isRace(path);
const VISITS = [
  { name: "simulator and planner", budget: 640 * 1024, pays: (path) => !isStudy(path) && !isLater(path) },
  { name: "study, with all questions", budget: 450 * 1024, pays: (path) => !isBench(path) && !isLater(path) },
  { name: "drawn questions, behind study", budget: 260 * 1024, pays: isDraw },
  { name: "experiments, with the first one", budget: 160 * 1024, pays: isRace },
];

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

const sizes = [];
console.log("     brotli        plain  file");
for await (const file of files(root)) {
  const bytes = await readFile(file);
  const path = relative(root, file);
  sizes.push({ path, wire: compress(bytes), plain: bytes.length });
  row(sizes.at(-1).wire, bytes.length, path);
}

for (const { name, budget, pays } of VISITS) {
  const paid = sizes.filter(({ path }) => pays(path));
  const sum = (key) => paid.reduce((total, size) => total + size[key], 0);
  const wire = sum("wire");
  row(wire, sum("plain"), `${name}; the budget is ${budget} B (${((wire / budget) * 100).toFixed(0)} % used)`);
  if (!paid.some(({ path }) => path.endsWith(".wasm"))) {
    console.error("size: dist/ holds no .wasm file: build it first with .ci/build");
    process.exitCode = 1;
  } else if (wire > budget) {
    console.error(`size: ${name}: ${wire - budget} B over the budget`);
    process.exitCode = 1;
  }
}
