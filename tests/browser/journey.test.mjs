// What people come for, from the first look to their own stream judged.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { eventually, useBrowser } from "./harness.mjs";

const open = useBrowser();
const folder = mkdtempSync(join(tmpdir(), "shardscope-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const headline = (page) => page.getByRole("heading", { level: 1 });
const clock = (page) => page.getByRole("status", { name: "Simulated time" });
const seconds = (text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
const own = (page) => page.getByRole("region", { name: "Your own keys" });

async function downloaded(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return readFile(await download.path(), "utf8");
}

// A field takes its value when it is left, as by a person.
async function fill(field, text) {
  await field.fill(text);
  await field.press("Enter");
  await field.blur();
}

// As a person does it; typing many lines takes a browser long.
async function paste(page, field, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await field.focus();
  await page.keyboard.press("Control+V");
}

// The paths of this machine's files: keys that nobody made up for the test.
async function realKeys(atLeast) {
  const keys = [];
  const waiting = ["/usr", "/etc", "/var/lib", homedir()];
  while (waiting.length > 0 && keys.length < atLeast) {
    const path = waiting.shift();
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const child = join(path, entry.name);
      if (/[\r\n]/.test(child) || child.length > 250) continue;
      keys.push(child);
      if (entry.isDirectory() && !entry.isSymbolicLink()) waiting.push(child);
    }
  }
  return keys;
}

// Where AWS puts a key on `shards` even shards, worked out apart from the app.
function shardOf(key, shards) {
  const hash = BigInt(`0x${createHash("md5").update(key, "utf8").digest("hex")}`);
  const width = (1n << 128n) / BigInt(shards);
  const shard = hash / width;
  return Number(shard < BigInt(shards) ? shard : BigInt(shards - 1));
}

test("a newcomer sees all well, then a hot key named, before five seconds of the run are over", async (t) => {
  const page = await open(t);
  await headline(page).filter({ hasText: /All is well: 12 shards take [78],\d{3} writes a second/ }).waitFor();
  await headline(page).filter({ hasText: /card-a71ca0.* 15\s% of all records.*refuses [\d,]+ writes a second/ }).waitFor();
  const seen = seconds(await clock(page).innerText());
  // The page opens the run at its first minute.
  assert.ok(seen <= 65, `the hot key was named at ${seen} s`);
  await page.getByText("More shards would not help", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: /^Shard 5: .*refused/i }).or(page.getByRole("button", { name: /5.*refus/i })).first().waitFor();
});

test("salting as advised ends the refusals", async (t) => {
  const page = await open(t);
  await page.getByRole("button", { name: /^Try \d+ salted keys/ }).click();
  // The bursts of the past leave the last two minutes.
  await page.getByRole("button", { name: "max" }).or(page.getByRole("radio", { name: "max" })).first().click();
  await headline(page).filter({ hasText: /All is well|Nothing is refused/ }).waitFor();
});

test("100,000 real keys become a stream, and each shard takes exactly the records whose MD5 is its", async (t) => {
  const keys = await realKeys(120_000);
  assert.ok(keys.length >= 100_000, `this machine has only ${keys.length} files`);
  const file = join(folder, "paths.txt");
  await writeFile(file, keys.join("\n"));

  const page = await open(t);
  await headline(page).waitFor();
  await own(page).getByLabel("Choose a file").setInputFiles(file);
  const [shards, rate] = [7, 2_000];
  await fill(own(page).getByRole("textbox", { name: "Shards of your stream" }), String(shards));
  await fill(own(page).getByRole("textbox", { name: "Records" }), `${rate}/s`);
  await own(page).getByRole("button", { name: "Run your stream" }).click();
  await headline(page).filter({ hasText: /All is well: 7 shards take [\d,]+ writes a second/ }).waitFor();

  await page.getByRole("button", { name: "max" }).or(page.getByRole("radio", { name: "max" })).first().click();
  await clock(page).filter({ hasText: "00:10:00" }).waitFor({ timeout: 60_000 });
  const run = JSON.parse(await downloaded(page, "Download JSON"));
  assert.equal(run.ended_ms, 600_000);
  assert.equal(run.offered_records, 600 * rate);
  assert.equal(run.accepted_records + run.pending_records, run.offered_records, "nothing was lost");

  const expected = Array(shards).fill(0);
  for (let i = 0; i < run.offered_records; i += 1) expected[shardOf(keys[i % keys.length], shards)] += 1;
  for (const [i, shard] of run.shards.entries()) {
    const missing = expected[i] - shard.accepted_records;
    assert.ok(missing >= 0 && missing <= run.pending_records, `${shard.ShardId} took ${shard.accepted_records} of ${expected[i]}`);
  }
  const taken = run.shards.reduce((sum, shard) => sum + shard.accepted_records, 0);
  assert.equal(taken, run.accepted_records);

  const csv = (await downloaded(page, "Download CSV")).trim().split("\n");
  assert.equal(csv.length, shards + 2);
  assert.equal(csv.at(-1).split(",")[4], String(run.accepted_records));
});

test("a pasted list with one hot key is judged, what does not parse is told, and the text stays", async (t) => {
  const page = await open(t);
  await headline(page).waitFor();
  const rows = ["partition_key,bytes"];
  for (let i = 0; i < 900; i += 1) rows.push(`${i % 2 === 0 ? "tenant-42" : `tenant-${1000 + i}`},200`);
  rows.splice(3, 0, `${"x".repeat(300)},200`, "tenant-7,many");
  const text = rows.join("\n");
  const box = own(page).getByRole("textbox", { name: "Keys" });
  await paste(page, box, text);
  await fill(own(page).getByRole("textbox", { name: "Shards of your stream" }), "4");
  await fill(own(page).getByRole("textbox", { name: "Records" }), "2.5k/s");
  await own(page).getByRole("button", { name: "Run your stream" }).click();
  await headline(page).filter({ hasText: /tenant-42.* 50\s% of all records/ }).waitFor();
  await own(page).getByText(/Line 4.*256/).waitFor();
  await own(page).getByText(/Line 5/).waitFor();
  assert.equal(await box.inputValue(), text);

  // A text that is too long for a field is read like a file, and the page says so.
  await paste(page, box, `${text}\n`.repeat(40));
  await own(page).getByText("pasted text", { exact: false }).first().waitFor();
  assert.equal(await box.inputValue(), text);
});

test("a link opens the same run", async (t) => {
  const page = await open(t);
  await headline(page).waitFor();
  await page.getByRole("button", { name: "Pause" }).click();
  await fill(page.getByRole("textbox", { name: "Shards", exact: true }), "9");
  await page.getByRole("button", { name: "One second further" }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const run = JSON.parse(await downloaded(page, "Download JSON"));

  const other = await open(t, { hash: link.split("#")[1], reducedMotion: false });
  await eventually(async () => assert.match(await other.getByRole("main").innerText(), /9 shards/));
  await other.getByRole("button", { name: "Pause" }).click();
  const again = JSON.parse(await downloaded(other, "Download JSON"));
  assert.equal(again.seed, run.seed);
  assert.deepEqual(again.shards.map((s) => s.ShardId), run.shards.map((s) => s.ShardId));
  assert.ok(again.ended_ms >= run.ended_ms);
});

test("a link that cannot be read says so, and the page works", async (t) => {
  const page = await open(t, { hash: "sim/1/this-is-cut-sh" });
  await headline(page).filter({ hasText: /shard/ }).waitFor();
  await page.getByRole("alert").filter({ hasText: /link/i }).waitFor();
});

test("a field says what is wrong, keeps the text, and the run goes on", async (t) => {
  const page = await open(t);
  await headline(page).waitFor();
  const shards = page.getByRole("textbox", { name: "Shards", exact: true });
  for (const bad of ["many", "0", "99999999999999999999999", "-3", ""]) {
    await fill(shards, bad);
    await page.getByRole("alert").first().waitFor();
    assert.equal(await shards.inputValue(), bad);
  }
  await fill(shards, "1.5k");
  await eventually(async () => assert.match(await page.getByRole("main").innerText(), /1,500 shards/));
});

test("the keyboard plays, steps and explains", async (t) => {
  const page = await open(t);
  await headline(page).waitFor();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  // The run opens at its first minute.
  await eventually(async () => assert.ok(seconds(await clock(page).innerText()) >= 60));
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  const before = seconds(await clock(page).innerText());
  await page.keyboard.press("ArrowRight");
  await eventually(async () => assert.equal(seconds(await clock(page).innerText()), before + 1));
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  const probe = page.getByRole("textbox", { name: "PartitionKey" });
  await probe.fill("a ?r");
  assert.equal(await probe.inputValue(), "a ?r", "keys in a field are text");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
});

test("the probe finds a key's place", async (t) => {
  const page = await open(t);
  await page.getByRole("textbox", { name: "PartitionKey" }).fill("user-42");
  await page.getByText(createHash("md5").update("user-42").digest("hex")).first().waitFor();
  await page.getByText("46.1 % of the hash space").or(page.getByText("46 % of the hash space")).first().waitFor();
  await page.getByText("shardId-000000000005").first().waitFor();
});

test("a shard opens into its limits and its keys", async (t) => {
  const page = await open(t);
  await headline(page).filter({ hasText: /card-a71ca0/ }).waitFor();
  await page.getByRole("group", { name: "Each shard now" }).getByRole("button").nth(5).click();
  const detail = page.getByRole("region", { name: /Shard 5|shardId-000000000005/ });
  await detail.getByText("card-a71ca0").first().waitFor();
  await detail.getByText("WriteProvisionedThroughputExceeded").first().waitFor();
});

test("with reduced motion the page waits, and shows the moment that matters", async (t) => {
  const page = await open(t, { reducedMotion: true });
  await headline(page).filter({ hasText: /card-a71ca0/ }).waitFor();
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
});
