// What one takes away from the planner, in the browser: chosen, copied, downloaded, and the same as the command line's.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { eventually, useBrowser } from "./harness.mjs";

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url));

// The default workload of the page, as the command line takes it.
const workload = {
  stream_name: "payments",
  records_per_second: { average: 5500, peak: 8000 },
  record_bytes: 600,
  fan_out_consumers: 3,
  throttled_one_in: 1000,
};

function native(mode, format, change = {}) {
  const input = `${JSON.stringify({ workload: { ...workload, ...change }, mode, format })}\n`;
  return JSON.parse(execFileSync(`${target}/debug/examples/headless`, ["export"], { input, encoding: "utf8" }));
}

const open = useBrowser();
const exports = (page) => page.getByRole("region", { name: "Take it with you" });
const press = (page, group, name) =>
  exports(page).getByRole("group", { name: group }).getByRole("button", { name, exact: true }).click();
const shown = (page, title) => exports(page).getByRole("region", { name: new RegExp(`^${title}, `) });

test("every form is what the command line gives, in every capacity mode", async (t) => {
  const page = await open(t, { hash: "plan" });
  for (const [format, title] of [
    ["commands", "AWS CLI"],
    ["cloudformation", "CloudFormation"],
    ["terraform", "Terraform"],
    ["csv", "CSV"],
    ["json", "JSON"],
    ["summary", "Summary"],
  ]) {
    await press(page, "Format", title);
    for (const [mode, name] of [
      ["provisioned", "Provisioned"],
      ["on_demand_standard", "On-demand Standard"],
      ["on_demand_advantage", "On-demand Advantage"],
    ]) {
      const modes = exports(page).getByRole("group", { name: "Capacity mode" });
      if (format === "csv" || format === "json") await modes.waitFor({ state: "hidden" });
      else await press(page, "Capacity mode", name);
      const { text } = native(mode, format);
      await eventually(async () => assert.equal(await shown(page, title).evaluate((pre) => pre.textContent), text));
    }
  }
});

test("it follows what is typed, and the cheapest mode until one is chosen", async (t) => {
  const page = await open(t, { hash: "plan" });
  const text = () => shown(page, "AWS CLI").evaluate((pre) => pre.textContent);
  await eventually(async () => assert.equal(await text(), native("provisioned", "commands").text));
  // Shards for a peak that hardly ever comes: on demand, one pays for what comes.
  await page.getByRole("textbox", { name: "At peak", exact: true }).fill("60k");
  await page.getByRole("textbox", { name: "On average", exact: true }).fill("100");
  const fast = { records_per_second: { average: 100, peak: 60_000 } };
  await eventually(async () => assert.equal(await text(), native("on_demand_standard", "commands", fast).text));
  await press(page, "Capacity mode", "Provisioned");
  await eventually(async () => assert.equal(await text(), native("provisioned", "commands", fast).text));
});

test("it is downloaded under the stream's name, and copied", async (t) => {
  const page = await open(t, { hash: "plan" });
  for (const [format, title, file] of [
    ["terraform", "Terraform", "payments.tf"],
    ["csv", "CSV", "payments.csv"],
  ]) {
    await press(page, "Format", title);
    const download = page.waitForEvent("download");
    await exports(page).getByRole("button", { name: "Download" }).click();
    const saved = await download;
    assert.equal(saved.suggestedFilename(), file);
    const bytes = await readFile(await saved.path(), "utf8");
    // A spreadsheet has to be told that it is UTF-8.
    assert.equal(bytes, (format === "csv" ? "\uFEFF" : "") + native("provisioned", format).text);
  }
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await press(page, "Format", "Summary");
  await exports(page).getByRole("button", { name: "Copy" }).click();
  await exports(page).getByRole("button", { name: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, native("provisioned", "summary").text);
});

test("printing is a button, and the export is not on paper", async (t) => {
  const page = await open(t, { hash: "plan" });
  await page.evaluate(() => {
    globalThis.printed = 0;
    window.print = () => (globalThis.printed += 1);
  });
  await exports(page).getByRole("button", { name: "Print the plan" }).click();
  assert.equal(await page.evaluate(() => globalThis.printed), 1);
  await page.emulateMedia({ media: "print" });
  await page.locator("#exports").waitFor({ state: "hidden" });
});
