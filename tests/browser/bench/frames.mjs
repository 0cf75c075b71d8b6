// How long the page's script keeps a frame while a run goes on.

// Wraps requestAnimationFrame before the page loads. A frame's script is its callback and the microtasks it leaves;
// the message that ends the measurement comes after layout and paint too, so what is told is an upper bound.
export function recordFrames() {
  const frame = globalThis.requestAnimationFrame.bind(globalThis);
  const waiting = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => globalThis.frames_ms.push(performance.now() - waiting.shift());
  globalThis.frames_ms = [];
  globalThis.requestAnimationFrame = (callback) =>
    frame((at) => {
      waiting.push(performance.now());
      channel.port2.postMessage(0);
      callback(at);
    });
}

const rank = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

// The frames of `seconds` while the thousand-shard stream runs with so many shards.
export async function measureFrames(browser, site, shards, seconds) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript(recordFrames);
  const page = await context.newPage();
  await page.goto(site.address);
  await page.getByRole("combobox", { name: "Scenario" }).selectOption({ label: "A thousand shards" });
  const field = page.getByRole("textbox", { name: "Shards", exact: true });
  await field.fill(String(shards));
  await field.press("Enter");
  const words = `${shards.toLocaleString("en-US")} shards`;
  await page.getByRole("main").getByText(words).first().waitFor();
  await page.waitForTimeout(2_000);
  await page.evaluate(() => { globalThis.frames_ms.length = 0; });
  await page.waitForTimeout(seconds * 1_000);
  const times = (await page.evaluate(() => [...globalThis.frames_ms])).sort((a, b) => a - b);
  // From a press of the key to the label that answers it.
  const answer = await page.evaluate(async () => {
    const start = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - start;
  });
  await context.close();
  return { frames: times.length, p50: rank(times, 0.5), p95: rank(times, 0.95), most: times.at(-1), answer };
}
