// The other half of the stream: readers are added, stopped, rewound, and set wrongly.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, useBrowser } from "./harness.mjs";

const open = useBrowser();

const readers = (page) => page.getByRole("region", { name: "Readers" });
const number = (text) => Number(text.replace(/[^\d]/g, ""));

// A field takes its value when it is left, as by a person.
async function fill(field, text) {
  await field.fill(text);
  await field.press("Enter");
  await field.blur();
}

async function paused(t, options) {
  const page = await open(t, options);
  await page.getByRole("button", { name: "Pause" }).click();
  return page;
}

// `n` seconds further, one by one.
async function step(page, n) {
  for (let i = 0; i < n; i += 1) await page.getByRole("button", { name: "One second further" }).click();
}

// A figure of the open reader, by the words beside it.
async function figure(page, label) {
  const row = readers(page).getByRole("row", { name: new RegExp(`^${label} [\\d–]`) });
  return number((await row.getByRole("cell").innerText()).split("(")[0]);
}

test("nobody reads: one quiet line and the ways to change that", async (t) => {
  const page = await open(t);
  await readers(page).getByText("Nobody reads this stream yet.").waitFor();
  for (const kind of ["KCL application", "Lambda", "Data Firehose", "SDK application"]) {
    await readers(page).getByRole("button", { name: `Add a reader: ${kind}` }).waitFor();
  }
  assert.equal(await readers(page).getByRole("listitem").count(), 0);
});

test("a Lambda function reads, stops, falls back, is rewound and reads again", async (t) => {
  const page = await paused(t);
  await readers(page).getByRole("button", { name: "Add a reader: Lambda" }).click();
  const row = readers(page).getByRole("button", { name: /^function.*Lambda/ });
  await row.click();
  await step(page, 8);
  const delivered = await figure(page, "Delivered");
  assert.ok(delivered > 8_000, `some of 8 × 8,000 records are delivered: ${delivered}`);
  await readers(page).getByText("function has caught up.").first().waitFor();

  // Every record is somewhere.
  const law = await readers(page).getByText(/accepted = .* delivered/).innerText();
  const [accepted, read, expired, unread] = law.split(/[=+]/).map(number);
  assert.equal(accepted, read + expired + unread, law);
  assert.equal(expired, 0);

  const stop = readers(page).getByRole("button", { name: "Stopped" });
  await stop.click();
  await eventually(async () => assert.equal(await stop.getAttribute("aria-pressed"), "true"));
  await step(page, 2);
  const atStop = await figure(page, "Delivered");
  const waiting = async () => number((await readers(page).getByText(/accepted = .* not read/).innerText()).split("+").pop());
  const before = await waiting();
  await step(page, 32);
  assert.equal(await figure(page, "Delivered"), atStop, "a stopped reader gets nothing");
  assert.ok((await waiting()) > before + 32 * 5_000, "what arrives meanwhile waits");
  await readers(page).getByText("Falling back").waitFor();
  await readers(page).getByRole("cell", { name: "stopped" }).first().waitFor();

  await readers(page).getByText("Held back by: it is stopped. What helps:").waitFor();
  await readers(page).getByRole("button", { name: "Start it again" }).click();
  await eventually(async () => assert.equal(await stop.getAttribute("aria-pressed"), "false"));
  await step(page, 30);
  assert.equal(await figure(page, "Read again"), 0);
  const ago = readers(page).getByRole("textbox", { name: "How long ago" });
  await fill(ago, "soon");
  await readers(page).getByRole("alert").first().waitFor();
  assert.equal(await ago.inputValue(), "soon");
  await fill(ago, "10 s");
  await readers(page).getByRole("button", { name: "Rewind", exact: true }).click();
  await step(page, 6);
  const again = await figure(page, "Read again");
  assert.ok(again > 5_000, `some of ten seconds' records come once more: ${again}`);
});

test("a record that was noted is found again by its sequence number", async (t) => {
  const page = await paused(t);
  await readers(page).getByRole("button", { name: "Add a reader: KCL application" }).click();
  await readers(page).getByRole("button", { name: /^application.*KCL/ }).click();
  await step(page, 8);
  await readers(page).getByRole("combobox", { name: "To", exact: true }).selectOption("at");
  const hint = await readers(page).getByText(/^Next in shard 0: 49\d{54}$/).innerText();
  const record = readers(page).getByRole("textbox", { name: "SequenceNumber" });
  const rewind = readers(page).getByRole("button", { name: "Rewind", exact: true });
  await fill(record, "49");
  await rewind.click();
  await readers(page).getByRole("alert").filter({ hasText: /no sequence number/ }).waitFor();
  assert.equal(await record.inputValue(), "49");
  await step(page, 4);
  assert.equal(await figure(page, "Read again"), 0);
  await fill(record, hint.split(": ")[1]);
  await rewind.click();
  await step(page, 3);
  const again = await figure(page, "Read again");
  assert.ok(again > 1_000 && again < 5_000, `some four seconds of one shard come once more: ${again}`);
});

test("a setting that AWS refuses is refused with AWS's exception, and the text stays", async (t) => {
  const page = await paused(t);
  await readers(page).getByRole("button", { name: "Add a reader: Lambda" }).click();
  await readers(page).getByRole("button", { name: /^function.*Lambda/ }).click();
  await readers(page).getByText("Settings", { exact: true }).click();
  for (const [name, bad, why] of [
    ["BatchSize", "0", /ValidationException.*'0' at 'batchSize'/],
    ["ParallelizationFactor", "11", /ValidationException.*'11' at 'parallelizationFactor'/],
  ]) {
    const field = readers(page).getByRole("textbox", { name, exact: true });
    await fill(field, bad);
    await readers(page).getByRole("alert").filter({ hasText: why }).waitFor();
    assert.equal(await field.inputValue(), bad);
  }
  const retention = page.getByRole("textbox", { name: "Retention", exact: true });
  await fill(retention, "23 h");
  await page.getByRole("alert").filter({ hasText: /InvalidArgumentException/ }).waitFor();
  assert.equal(await retention.inputValue(), "23 h");
});

test("four ways to read stand beside each other, in charts and in a table", async (t) => {
  const page = await paused(t);
  for (const kind of ["KCL application", "Lambda", "Data Firehose", "SDK application"]) {
    await readers(page).getByRole("button", { name: `Add a reader: ${kind}` }).click();
  }
  await step(page, 6);
  assert.equal(await readers(page).getByRole("button", { expanded: false }).count(), 4);
  for (const chart of ["Iterator age", "Not read", "Throughput", "Delay"]) {
    await readers(page).getByRole("button", { name: chart, exact: true }).click();
    await readers(page).getByRole("figure").getByRole("img").waitFor();
  }
  await readers(page).getByText("Data as a table").click();
  await readers(page).getByRole("columnheader", { name: "p99" }).waitFor();
  assert.ok((await readers(page).getByRole("figure").getByRole("row").count()) > 1);
});
