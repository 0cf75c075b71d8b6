// The questions in one file (`.ci/bundle.mjs`): everything of public/study/ is in it, where its index says.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { DIST } from "./harness.mjs";

const SOURCE = fileURLToPath(new URL("../../public/study", import.meta.url));
const source = async (name) => JSON.parse(await readFile(`${SOURCE}/${name}`, "utf8"));

// Names of the parts, with what each is as JSON.
async function parts() {
  const bytes = await readFile(`${DIST}/bank.txt`);
  const end = bytes.indexOf("\n\n");
  let at = end + 2;
  const taken = bytes.subarray(0, end).toString().split("\n").map((row) => {
    const [length, ...name] = row.split(" ");
    const json = bytes.subarray(at, at += Number(length)).toString();
    return [name.join(" "), JSON.parse(json)];
  });
  assert.equal(at, bytes.length, "the parts fill the file");
  return new Map(taken);
}

test("every question, lesson and misconception is in the bundle, whole", async () => {
  const bundle = await parts();
  const topics = (await readdir(SOURCE)).filter((name) => /^T\d\d\.json$/.test(name));
  let count = 2;
  for (const file of [...topics, "predict.json"]) {
    for (const { id, topic = file.replace(".json", ""), shape, era = "both", facts, ...rest } of await source(file)) {
      // An option is wrong unless it says that it is right.
      for (const option of rest.options ?? []) if (option.right === false) delete option.right;
      assert.deepEqual(bundle.get([id, topic, shape, era, ...facts].join(" ")), rest, id);
      count += 1;
    }
  }
  assert.deepEqual(bundle.get("lessons"), await source("lessons.json"));
  assert.deepEqual(bundle.get("misconceptions"), await source("misconceptions.json"));
  assert.equal(bundle.size, count);
});
