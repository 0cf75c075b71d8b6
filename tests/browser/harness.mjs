// Opens the built page in Chromium as a stranger's browser would, below a sub-path and under a strict policy.
//
//   const open = useBrowser();
//   test("…", async (t) => { const page = await open(t, { hash: "…", width: 390 }); … });
//
// A page that logs an error, throws, breaks its policy or asks another host fails the test that opened it.
// Find things by role and name only (`page.getByRole`), so that a broken label breaks a test. The policy
// forbids `eval`, so `page.waitForFunction` does not work here: wait for locators, or use `eventually`.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

export const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
export const PATIENCE = 20_000;

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

function chromiumPath() {
  const known = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = known.find((path) => path && existsSync(path));
  assert.ok(found, "no Chromium found: run .ci/setup, or name one in the variable CHROMIUM");
  return found;
}

export function launch(extra = []) {
  return chromium.launch({ executablePath: chromiumPath(), headless: true, args: [...FLAGS, ...extra] });
}

// Everything that must not happen while a page is open, as sentences.
function watch(context, origin) {
  const problems = [];
  context.on("console", (message) => {
    if (message.type() === "error") problems.push(`the console shows: ${message.text()}`);
  });
  context.on("weberror", (error) => problems.push(`the page threw: ${error.error().message}`));
  context.on("page", (page) => page.on("crash", () => problems.push("the page crashed")));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:"].includes(url.protocol) && url.origin !== origin) {
      problems.push(`the page asked another host: ${request.url()}`);
    }
  });
  return problems;
}

// Starts browser and server for a test file; the answer opens pages. Options of a page:
//   hash           the fragment, without "#"
//   width, height  of the window, in CSS pixels
//   colorScheme    "light" or "dark"
//   reducedMotion  true or false
//   expect         patterns of problems that belong to the test
//   prepare        async (context) => …, before the page loads
export function useBrowser({ dist = DIST, base = "/some/where/" } = {}) {
  let browser;
  let site;
  before(async () => {
    assert.ok(existsSync(`${dist}/index.html`), "dist/ holds no page: build it first with .ci/build");
    [browser, site] = await Promise.all([launch(), serve({ root: dist, base })]);
  });
  after(() => Promise.all([browser?.close(), site?.stop()]));

  return async function open(t, options = {}) {
    const { hash = "", width = 1440, height = 900, colorScheme = "light", reducedMotion = false } = options;
    const { expect = [], prepare, ...rest } = options;
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      reducedMotion: reducedMotion ? "reduce" : "no-preference",
      hasTouch: rest.touch ?? false,
      javaScriptEnabled: rest.javaScript ?? true,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    context.setDefaultTimeout(PATIENCE);
    const problems = watch(context, site.origin);
    t.after(async () => {
      await context.close();
      assert.deepEqual(problems.filter((problem) => !expect.some((pattern) => pattern.test(problem))), []);
    });
    await prepare?.(context);
    const page = await context.newPage();
    await page.goto(site.address + (hash ? `#${hash}` : ""));
    return page;
  };
}

// Asks again until `check` no longer throws; its last complaint is the failure.
export async function eventually(check, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (complaint) {
      if (Date.now() > end) throw complaint;
      await new Promise((resume) => setTimeout(resume, 50));
    }
  }
}
