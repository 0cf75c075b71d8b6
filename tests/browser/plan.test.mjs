// The planner's page: a workload typed, its figures seen, and the way between the pages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, useBrowser } from "./harness.mjs";

const open = useBrowser();

const headline = (page) => page.getByRole("heading", { level: 1 });
const field = (page, name) => page.getByRole("textbox", { name, exact: true });
const mode = (page, name) => page.getByRole("region", { name, exact: true });
const dimension = (page, name) => page.getByRole("row", { name: new RegExp(`^${name}`) });
const nav = (page, name) => page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name });
const fragment = (page) => page.evaluate(() => location.hash);

test("the page opens with a workload planned: shards, why, and three costs", async (t) => {
  const page = await open(t, { hash: "plan" });
  await headline(page).filter({ hasText: /You need\s*\d+\s*shards/ }).waitFor();
  await page.getByText("Records per second decide, not bytes").waitFor();
  assert.match(await dimension(page, "Records in").innerText(), /8,000\/s ÷ 1,000\/s[\s\S]*8$/);
  for (const name of ["Provisioned", "On-demand Standard", "On-demand Advantage"]) {
    await mode(page, name).getByText(/\$[\d,]+/).first().waitFor();
  }
  assert.equal(await nav(page, "Plan").getAttribute("aria-current"), "page");
  assert.equal(await nav(page, "Simulate").getAttribute("aria-current"), null);
  assert.match(await page.title(), /Plan/);
});

test("every keystroke that can be read changes everything", async (t) => {
  const page = await open(t, { hash: "plan" });
  const peak = field(page, "At peak");
  await field(page, "Throttling accepted").fill("");
  await field(page, "On average").fill("4k");
  await peak.fill("");
  // Not left in between, and no Enter.
  await peak.pressSequentially("40,000/s");
  await headline(page).filter({ hasText: /You need\s*40\s*shards/ }).waitFor();
  assert.match(await dimension(page, "Bytes in").innerText(), /22\.89\sMiB\/s ÷ 1\sMiB\/s[\s\S]*23$/);
  // 40 shards × 730 h × $0.015 = $438.00
  const hours = mode(page, "Provisioned").getByRole("listitem").filter({ hasText: "29,200 shard-hours × $0.015" });
  assert.match(await hours.first().innerText(), /\$438\.00/);
  assert.ok(await peak.evaluate((input) => input === document.activeElement), "the focus stays");
  await peak.blur();
  await eventually(async () => assert.equal(await peak.inputValue(), "40,000/s"));
  await page.getByRole("status").filter({ hasText: "40 shards. Cheapest: $" }).waitFor({ state: "attached" });
});

test("a period changes the money, and the sentence stays", async (t) => {
  const page = await open(t, { hash: "plan" });
  await headline(page).waitFor();
  const shards = Number((await headline(page).innerText()).match(/\d+/)[0]);
  await page.getByRole("group", { name: "Period" }).getByRole("button", { name: "Day" }).click();
  // So many shards × 24 h.
  await mode(page, "Provisioned").getByText(`${shards * 24} shard-hours`).waitFor();
  await page.getByRole("heading", { name: "What it costs a day" }).waitFor();
  assert.equal(await field(page, "At peak").inputValue(), "8,000/s");
});

test("a wrong unit keeps the text, says what to do, and leaves the last plan", async (t) => {
  const page = await open(t, { hash: "plan" });
  await headline(page).waitFor();
  const before = await headline(page).innerText();
  const size = field(page, "Size of a record");
  await size.fill("12 apples");
  await page.getByRole("alert").filter({ hasText: /Size of a record: The unit “apples” is not known here: write it like 600 B/ }).waitFor();
  await size.blur();
  assert.equal(await size.inputValue(), "12 apples");
  assert.equal(await size.getAttribute("aria-invalid"), "true");
  assert.equal(await headline(page).innerText(), before);
  await size.fill("1 KiB");
  await eventually(async () => assert.equal(await page.getByRole("alert").count(), 0));
});

for (const [name, bad, says] of [
  ["At peak", "0", /above 0\/s/],
  ["At peak", "-5", /not a number/],
  ["At peak", "1000000000000000", /rates are planned up to/i],
  ["On average", "9k", /average is above the peak/],
  ["Size of a record", "20 MiB", /more than the 10 MiB/],
  ["Size of a record", "2 KiB to 1 KiB", /smallest record is larger/],
  ["Fan-out consumers", "51", /at most 50/],
  ["Retention", "1 h", /24 h to 365 d/],
  ["Throttling accepted", "1 of 1", /from 2 to/],
]) {
  test(`${name}: “${bad}” is refused with a sentence`, async (t) => {
    const page = await open(t, { hash: "plan" });
    await headline(page).waitFor();
    const before = await headline(page).innerText();
    await field(page, name).fill(bad);
    await page.getByRole("alert").filter({ hasText: says }).waitFor();
    await field(page, name).blur();
    assert.equal(await headline(page).innerText(), before, "the last good plan stays");
  });
}

test("a field that another one made wrong is right again with it", async (t) => {
  const page = await open(t, { hash: "plan" });
  await field(page, "At peak").fill("3k/s");
  await page.getByRole("alert").filter({ hasText: /On average: The average is above the peak/ }).waitFor();
  await field(page, "On average").fill("2k/s");
  await eventually(async () => assert.equal(await page.getByRole("alert").count(), 0));
  assert.match(await dimension(page, "Records in").innerText(), /3,000\/s/);
});

test("a key too hot for any shard is said with the way out", async (t) => {
  const page = await open(t, { hash: "plan" });
  await page.getByRole("combobox", { name: "Partition keys" }).selectOption("with one hot key");
  await field(page, "Hottest key’s share").fill("20%");
  await headline(page).filter({ hasText: /no shard carries these keys[\s\S]*\d+\s*shards, and \d+ keys made of the hot one/ }).waitFor();
  await page.getByText("One key has 20 % of all records: 1,600/s").waitFor();
  await page.getByRole("button", { name: /does? not work like this/ }).click();
  await page.getByText("Does not work").first().waitFor();
});

test("own records give keys and sizes", async (t) => {
  const page = await open(t, { hash: "plan" });
  await page.getByText("Measure from my records").click();
  const rows = Array.from({ length: 40 }, (_, n) => JSON.stringify({ partition_key: n % 2 ? "tenant-a" : `t-${n}`, text: "x".repeat(50) }));
  await page.getByRole("textbox", { name: "Records" }).fill(rows.join("\n"));
  await page.getByRole("button", { name: "Use their keys" }).click();
  await page.getByText("(21 keys in 40 records)").waitFor();
  await page.getByRole("row", { name: /tenant-a 50 %/ }).waitFor();
  await page.getByRole("button", { name: "Use their sizes" }).click();
  await eventually(async () => assert.match(await field(page, "Size of a record").inputValue(), /^\d+ B measured$/));
});

test("a price that no source tells can be typed in", async (t) => {
  const page = await open(t, { hash: "plan" });
  await page.getByRole("combobox", { name: "Region" }).selectOption("eu-west-1");
  const provisioned = mode(page, "Provisioned");
  await provisioned.getByText("unknown").first().waitFor();
  const price = provisioned.getByRole("textbox", { name: "Provisioned, Shard hours: price of an hour" });
  await price.pressSequentially("0.017");
  const line = provisioned.getByRole("listitem").filter({ hasText: "Shard hours" }).first();
  await eventually(async () => assert.match(await line.innerText(), /\$\d+\.\d\d/));
  assert.equal(await price.inputValue(), "0.017", "the field stays while it is typed in");
});

test("both pages keep their state, and the browser's Back and Forward lead between them", async (t) => {
  const page = await open(t);
  await headline(page).filter({ hasText: /shard/ }).waitFor();
  const shards = field(page, "Shards");
  await shards.fill("9");
  await shards.press("Enter");
  const clock = page.getByRole("status", { name: "Simulated time" });
  // The run opens at its first minute.
  await eventually(async () => assert.match(await clock.innerText(), /00:0[1-9]/));
  await page.getByRole("button", { name: "Pause" }).click();
  const moment = await clock.innerText();

  await nav(page, "Plan").click();
  await headline(page).filter({ hasText: /You need/ }).waitFor();
  await field(page, "At peak").fill("12k");
  assert.match(await fragment(page), /^#plan/);

  await page.goBack();
  await clock.waitFor();
  assert.equal(await clock.innerText(), moment);
  assert.equal(await shards.inputValue(), "9");
  assert.match(await fragment(page), /^#sim\//);
  assert.equal(await nav(page, "Simulate").getAttribute("aria-current"), "page");

  await page.goForward();
  await headline(page).filter({ hasText: /You need/ }).waitFor();
  assert.match(await field(page, "At peak").inputValue(), /^12(k|,000\/s)$/);

  await nav(page, "Simulate").click();
  await clock.waitFor();
  assert.equal(await clock.innerText(), moment);
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
});

test("a run waits while the planner is shown, and goes on afterwards", async (t) => {
  const page = await open(t);
  const clock = page.getByRole("status", { name: "Simulated time" });
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await eventually(async () => assert.match(await clock.innerText(), /00:01:0[2-9]/));
  await nav(page, "Plan").click();
  await headline(page).filter({ hasText: /You need/ }).waitFor();
  const hidden = page.getByRole("status", { name: "Simulated time", includeHidden: true });
  const seen = await hidden.textContent();
  await page.waitForTimeout(1_500);
  assert.equal(await hidden.textContent(), seen);
  await page.keyboard.press("Space");
  await page.waitForTimeout(300);
  assert.equal(await hidden.textContent(), seen, "the simulator's keys are not the planner's");
  await nav(page, "Simulate").click();
  await eventually(async () => assert.notEqual(await clock.textContent(), seen));
});

test("the address follows the workload, and a link opens it", async (t) => {
  const page = await open(t, { hash: "plan" });
  await field(page, "At peak").fill("31,000");
  await field(page, "Retention").fill("7 d");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /#plan\/1\//);
  const words = await headline(page).innerText();
  const other = await open(t, { hash: link.split("#")[1] });
  await headline(other).waitFor();
  assert.equal(await headline(other).innerText(), words);
  assert.equal(await field(other, "At peak").inputValue(), "31,000/s");
  assert.equal(await field(other, "Retention").inputValue(), "7 d");
});

test("a link that is cut short says so, and the planner works", async (t) => {
  const page = await open(t, { hash: "plan/1/abc" });
  await page.getByRole("alert").filter({ hasText: /link could not be opened/ }).waitFor();
  await headline(page).filter({ hasText: /You need/ }).waitFor();
});

test("a plan runs in the simulator with its shards", async (t) => {
  const page = await open(t, { hash: "plan", reducedMotion: true });
  const shards = (await headline(page).innerText()).match(/\d+/)[0];
  await page.getByRole("button", { name: "Run it" }).click();
  await headline(page).filter({ hasText: new RegExp(`${shards} shards`) }).waitFor();
  assert.match(await fragment(page), /^#sim\//);
  await page.goBack();
  await headline(page).filter({ hasText: /You need/ }).waitFor();
});

for (const [width, colorScheme] of [[1440, "light"], [1440, "dark"], [390, "light"], [390, "dark"]]) {
  test(`with all of it unfolded, nothing sticks out sideways at ${width} px, ${colorScheme}`, async (t) => {
    const page = await open(t, { hash: "plan", width, height: 844, colorScheme });
    await page.getByRole("combobox", { name: "Partition keys" }).selectOption("by Zipf’s law");
    await page.locator("summary").evaluateAll((all) => all.forEach((summary) => { summary.parentElement.open = true; }));
    await field(page, "Shards today").fill("3");
    await page.getByText("UpdateShardCount at most doubles").waitFor();
    const [content, view] = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    assert.ok(content <= view, `${content} px of content in ${view} px`);
  });
}

test("the summary prints on one page", async (t) => {
  const page = await open(t, { hash: "plan" });
  await headline(page).waitFor();
  await page.emulateMedia({ media: "print" });
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 1);
});
