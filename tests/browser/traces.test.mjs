// Same scenario and seed, same run: WebAssembly tells of every preset what the native program tells, to the digit.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { useBrowser } from "./harness.mjs";

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url));

// What the native program answers, line by line.
function headless(verb, lines = []) {
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  const output = execFileSync(`${target}/debug/examples/headless`, [verb], { input, encoding: "utf8", maxBuffer: 2 ** 30 });
  return output.trim().split("\n").map((line) => JSON.parse(line));
}

const open = useBrowser();
const presets = headless("presets").map(({ preset }) => preset);

test("there are presets to compare", () => assert.ok(presets.length >= 10, `only ${presets.length} presets`));

test("every preset runs the same natively and in WebAssembly", async (t) => {
  const page = await open(t, { reducedMotion: true });
  await page.getByRole("main").waitFor();
  await page.evaluate(async () => {
    const { js } = document.querySelector("script[data-js]").dataset;
    globalThis.app = await import(new URL(js, document.baseURI).href);
  });
  for (const preset of presets) {
    await t.test(preset, async () => {
      const [native] = headless("simulate", [{ preset }]);
      const inBrowser = JSON.parse(await page.evaluate((name) => globalThis.app.simulate(name), preset));
      assert.match(native.trace_hash, /^[0-9a-f]{16}$/);
      assert.ok(native.offered_records > 0, "the run offers no record");
      assert.equal(inBrowser.trace_hash, native.trace_hash);
      assert.deepEqual(inBrowser, native);
    });
  }
});
