// The page starts on any static host: below a sub-path, under a strict policy, asking nobody else.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { DIST, eventually, useBrowser } from "./harness.mjs";
import { POLICY } from "./server.mjs";

const open = useBrowser();
const index = () => readFile(`${DIST}/index.html`, "utf8");

test("the page starts and says what it is", async (t) => {
  const page = await open(t);
  await page.getByRole("main").waitFor();
  await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
  assert.match(await page.title(), /Shardscope/);
  await eventually(async () => assert.equal(await page.getByText("Starting…").count(), 0));
});

test("one main landmark and one first heading are left when the app has started", async (t) => {
  const page = await open(t);
  await page.getByRole("main").waitFor();
  assert.equal(await page.getByRole("main").count(), 1);
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
});

for (const [width, colorScheme] of [[1440, "light"], [1440, "dark"], [390, "light"], [390, "dark"]]) {
  test(`nothing sticks out sideways at ${width} px, ${colorScheme}`, async (t) => {
    const page = await open(t, { width, height: 844, colorScheme });
    await page.getByRole("main").waitFor();
    const [content, view] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    assert.ok(content <= view, `${content} px of content in ${view} px`);
  });
}

test("the page hardly shifts while it starts", async (t) => {
  const page = await open(t, {
    prepare: (context) =>
      context.addInitScript(() => {
        globalThis.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) globalThis.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
      }),
  });
  await page.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
  await new Promise((resume) => setTimeout(resume, 1500));
  const shift = await page.evaluate(() => globalThis.shift);
  // 0.1 is the limit that web.dev calls good.
  assert.ok(shift < 0.1, `cumulative layout shift is ${shift}`);
});

test("a chosen theme holds before the app has started", async (t) => {
  const page = await open(t, {
    colorScheme: "light",
    expect: [/the console shows/],
    prepare: async (context) => {
      await context.addInitScript(() => {
        if (location.protocol === "http:") localStorage.setItem("shardscope/1/theme", "dark");
      });
      await context.route("**/*.wasm", (route) => route.abort());
    },
  });
  await page.getByRole("alert").waitFor();
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "dark");
});

test("a page that is slow to come shows its outline, and pointing at its link brings it", async (t) => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  const page = await open(t, {
    prepare: (context) => context.route("**/study_bg.wasm", async (route) => { await held; await route.continue(); }),
  });
  const link = page.getByRole("link", { name: "Study" });
  await link.waitFor();
  const asked = page.waitForRequest("**/study_bg.wasm");
  await link.hover();
  await asked;
  await link.click();
  await page.getByText("Starting…").waitFor();
  assert.equal(await page.getByRole("main").count(), 0);
  release();
  await page.getByRole("heading", { level: 1, name: /learn it by answering/ }).waitFor();
  assert.equal(await page.getByText("Starting…").count(), 0);
});

test("without the WebAssembly file the page says so and what to do", async (t) => {
  const page = await open(t, {
    expect: [/the console shows/],
    prepare: (context) => context.route("**/*.wasm", (route) => route.fulfill({ status: 404, body: "gone" })),
  });
  const alert = page.getByRole("alert");
  await alert.getByRole("heading", { name: "Shardscope could not start" }).waitFor();
  assert.match(await alert.innerText(), /reload the page/);
});

test("a damaged WebAssembly file is told the same way", async (t) => {
  const page = await open(t, {
    expect: [/the console shows/],
    prepare: (context) =>
      context.route("**/*.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: "not wasm" })),
  });
  await page.getByRole("alert").getByText("The browser says: WebAssembly").waitFor();
});

test("without JavaScript the page says what it needs", async (t) => {
  const page = await open(t, { javaScript: false });
  // By element for once: queries by role and text leave out what stands in <noscript>.
  const message = page.locator("noscript");
  await message.waitFor();
  assert.match(await message.innerText(), /needs JavaScript and WebAssembly/);
});

test("the page carries the policy itself, for hosts that send none", async () => {
  const policy = (await index()).match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1];
  assert.equal(policy, POLICY.join("; "));
});

test("the page names no other host and has no inline script or style", async () => {
  const html = await index();
  assert.doesNotMatch(html, /(?:src|href)="(?:[a-z]+:)?\/\//i);
  assert.doesNotMatch(html, /(?:src|href)="\//, "an absolute path would break a sub-path");
  assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)/);
  assert.doesNotMatch(html, /<style|\sstyle="|\son[a-z]+="/);
});
