// Where the planner's figures come from: prices with their sources, AWS's price list, AWS's own examples; and the same
// events on other services.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { useBrowser } from "./harness.mjs";

const open = useBrowser();
const LIST = await readFile(new URL("../it/plan/price_list.json", import.meta.url), "utf8");

const prices = (page) => page.getByRole("region", { name: "Where the prices come from" });

async function unfold(page, name) {
  await page.getByRole("heading", { name }).click();
  return page.getByRole("region", { name });
}

// What the price of an hour of a shard is, and where it is from.
const shardHour = (page) => prices(page).getByRole("row", { name: /^Shard hours/ });
const field = (page) => prices(page).getByRole("textbox", { name: /^Provisioned, Shard hours: price/ });

async function give(page, name, text) {
  await prices(page)
    .getByLabel("Choose a price list")
    .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

test("every price has its source, its day and its age, and can be typed in", async (t) => {
  const page = await open(t, { hash: "plan" });
  await prices(page).getByText(/^All 18 prices of us-east-1 are known, one of them not documented/).waitFor();
  await unfold(page, "Where the prices come from");
  await shardHour(page).getByText(/^documented, source 1, read 2026-11-24/).waitFor();
  assert.match(await prices(page).getByRole("list", { name: "Sources" }).getByRole("listitem").first().innerText(), /^AWS Price List/);

  await field(page).fill("0.03 per hour");
  await prices(page).getByRole("alert").waitFor();
  assert.equal(await field(page).inputValue(), "0.03 per hour");

  await field(page).fill("0.03");
  await shardHour(page).getByText("typed in").waitFor();
  const provisioned = page.getByRole("region", { name: "Provisioned", exact: true });
  // 7,300 shard-hours.
  await provisioned.getByText("$219.00").waitFor();

  await shardHour(page).getByRole("button", { name: "Undo" }).click();
  await shardHour(page).getByText(/^documented/).waitFor();
  assert.equal(await field(page).inputValue(), "$0.015");
});

test("AWS's price list is read, says what it left, and is undone", async (t) => {
  const page = await open(t, { hash: "plan" });
  await unfold(page, "Where the prices come from");
  await give(page, "index.json", LIST.replace('"USD" : "0.0150000000"', '"USD" : "0.0250000000"'));
  await prices(page).getByText("From index.json, 18 prices were taken. It has all of them.").waitFor();
  assert.equal(await field(page).inputValue(), "$0.025");
  await shardHour(page).getByText(/^your price list, published 2026-09-23/).waitFor();

  // What goes wrong leaves what was there.
  await give(page, "ec2.json", LIST.replace('"AmazonKinesis"', '"AmazonEC2"'));
  await prices(page).getByRole("alert").getByText(/price list of AmazonEC2/).waitFor();
  await give(page, "cut.json", LIST.slice(0, 20_000));
  await prices(page).getByRole("alert").getByText(/ends in the middle/).waitFor();
  assert.equal(await field(page).inputValue(), "$0.025");

  await prices(page).getByRole("button", { name: "Undo all changes of prices" }).click();
  assert.equal(await field(page).inputValue(), "$0.015");
});

test("the same events elsewhere: what they cost, and what could not be done", async (t) => {
  const page = await open(t, { hash: "plan", width: 390 });
  const section = await unfold(page, "The same events on SQS, SNS, EventBridge or Firehose");
  const queue = section.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Amazon SQS, standard queue" }) });
  // 13,008.6 M requests × $0.40.
  await queue.getByText("$5,203.44").waitFor();
  const cannot = await queue.getByRole("list", { name: "What it could not do" }).innerText();
  for (const about of ["Order", "Replay", "Fan-out"]) assert.match(cannot, new RegExp(about));
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
});

test("AWS's own examples stand beside what comes out here", async (t) => {
  const page = await open(t, { hash: "plan" });
  const section = await unfold(page, "AWS’s own examples, recalculated");
  const row = section.getByRole("row", { name: /^In all .*\$52\.14 \$52\.13952/ });
  await row.getByText("$0.00048 more than it is: it is rounded to the cent").waitFor();
});
