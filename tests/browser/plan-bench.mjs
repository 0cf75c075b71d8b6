// How long a keystroke in the planner keeps the page's script: from the event until everything that follows from it
// has run, before layout and paint.
//
//   node tests/browser/plan-bench.mjs      after .ci/build; .ci/bench runs it, too

import { fileURLToPath } from "node:url";
import { DIST, launch } from "./harness.mjs";
import { serve } from "./server.mjs";

// What is typed, letter by letter, into which field.
const TYPED = [
  ["At peak", "12,500/s"],
  ["On average", "7.5k/s"],
  ["Size of a record", "1.3 KiB"],
  ["Fan-out consumers", "12"],
  ["Consumers that share", "2"],
  ["Retention", "14 d"],
  ["Throttling accepted", "1 of 50,000"],
  ["At peak", "250,000"],
  ["Size of a record", "200 B to 30 KiB"],
];

// Runs in the page. The effects of a signal run in microtasks; the message comes after all of them.
async function keystrokes(typed) {
  const settled = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    });
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const times = [];
  for (const [label, text] of typed) {
    const field = document.querySelector(`input[aria-label="${label}"]`);
    field.focus();
    for (let end = 1; end <= text.length; end += 1) {
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
      const start = performance.now();
      set.call(field, text.slice(0, end));
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await settled();
      times.push(performance.now() - start);
    }
    field.blur();
  }
  return times;
}

const rank = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

// Times of keystrokes in milliseconds, for keys of a kind, with everything unfolded or as the page opens.
export async function measureKeystrokes(browser, site, { keys = "even", unfolded = false, rounds = 3 } = {}) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" })).newPage();
  await page.goto(`${site.address}#plan`);
  await page.getByRole("combobox", { name: "Partition keys" }).selectOption(keys);
  if (unfolded) await page.evaluate(() => document.querySelectorAll("main details").forEach((part) => { part.open = true; }));
  await page.waitForTimeout(500);
  const times = [];
  for (let round = 0; round <= rounds; round += 1) {
    const taken = await page.evaluate(keystrokes, TYPED);
    // The first round warms up.
    if (round > 0) times.push(...taken);
  }
  await page.context().close();
  times.sort((a, b) => a - b);
  return { count: times.length, p50: rank(times, 0.5), p95: rank(times, 0.95), most: times.at(-1) };
}

export const KINDS = [
  ["as the page opens", {}],
  ["with everything unfolded", { unfolded: true }],
  ["with Zipf keys", { keys: "zipf" }],
];
export const PROMISED_MS = 16;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const site = await serve({ root: DIST, base: "/app/" });
  const browser = await launch();
  try {
    for (const [name, options] of KINDS) {
      const is = await measureKeystrokes(browser, site, options);
      console.log(`${name}: ${is.count} keystrokes, p50 ${is.p50.toFixed(1)} ms, p95 ${is.p95.toFixed(1)} ms, most ${is.most.toFixed(1)} ms; promised p95 ${PROMISED_MS} ms`);
      if (is.p95 > PROMISED_MS) process.exitCode = 1;
    }
  } finally {
    await browser.close();
    await site.stop();
  }
}
