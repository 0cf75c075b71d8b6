// Time that can be walked: back, to any moment, and on from there as a second run.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, useBrowser } from "./harness.mjs";

const open = useBrowser();

const clock = (page) => page.getByRole("status", { name: "Simulated time" });
const seconds = (text) => text.replace(/^(\d+) d /, "").split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
const slider = (page) => page.getByRole("slider", { name: "Moment of the run" });
const button = (page, name) => page.getByRole("button", { name });
const compare = (page) => page.getByRole("region", { name: /^Two runs/ });
const sentences = async (page) => (await compare(page).getByRole("listitem").allInnerTexts()).join("\n");

// Paused at its 72nd second, twelve seconds into the bot's attack.
const still = (t, options) => open(t, { reducedMotion: true, ...options });

async function step(page, n) {
  for (let i = 0; i < n; i += 1) await button(page, "One second further").click();
}

async function shards(page, count) {
  const field = page.getByRole("textbox", { name: "Shards", exact: true });
  await field.fill(String(count));
  await field.press("Enter");
  await field.blur();
}

// What both runs came to, row by row.
async function figures(page) {
  const rows = await compare(page).getByRole("row").allInnerTexts();
  return rows.map((row) => row.split(/\t|\n/).map((cell) => cell.trim()).filter(Boolean));
}

test("a step back shows the moment as it was, and going on comes to the same", async (t) => {
  const page = await still(t);
  await clock(page).filter({ hasText: "00:01:12" }).waitFor();
  const told = page.getByText(/^So far: [\d,]+ offered/);
  await step(page, 1);
  const later = await told.innerText();
  await button(page, "Ten seconds back").click();
  await button(page, "One second back").click();
  await clock(page).filter({ hasText: "00:01:02" }).waitFor();
  assert.notEqual(await told.innerText(), later);
  await page.getByText("From here: a change made now opens a second run, B, to compare.").waitFor();
  await button(page, "On to 00:01:13").click();
  await clock(page).filter({ hasText: "00:01:13" }).waitFor();
  assert.equal(await told.innerText(), later, "the same moment, come to twice");
  await page.getByText("Go back to any moment and change something there").waitFor();
});

test("a moment is sought by key and by mark, and what plays goes on playing", async (t) => {
  const page = await open(t);
  await clock(page).filter({ hasText: /00:01:0[4-9]/ }).waitFor();
  await slider(page).press("Home");
  await eventually(async () => assert.ok(seconds(await clock(page).innerText()) < 30, "back at the beginning"));
  await button(page, "Pause").waitFor();
  await button(page, /^Go to 00:01:02: the bot starts, first refusal/).focus();
  await page.keyboard.press("Enter");
  await eventually(async () => assert.ok([62, 63, 64].includes(seconds(await clock(page).innerText()))));
  await button(page, "Pause").click();
  const here = seconds(await clock(page).innerText());
  await slider(page).press("ArrowLeft");
  await slider(page).press("ArrowLeft");
  await clock(page).filter({ hasText: `00:0${Math.floor((here - 2) / 60)}:${String((here - 2) % 60).padStart(2, "0")}` }).waitFor();
  assert.match(await slider(page).getAttribute("aria-valuetext"), /^00:0\d:\d\d of 00:10:00; the run has come to 00:01:\d\d$/);
});

test("a change in the past is a second run, compared in words; a link shows both, and one can be kept", async (t) => {
  const page = await still(t);
  await clock(page).filter({ hasText: "00:01:12" }).waitFor();
  assert.equal(await compare(page).count(), 0);
  await button(page, "Ten seconds back").click();
  await shards(page, 24);
  await compare(page).waitFor();
  await page.getByText("Run B · ").first().waitFor();
  await step(page, 10);
  await eventually(async () => assert.match(await sentences(page), /^B (loses|refuses) [\d,]+ (records|fewer writes|more writes)/));
  const words = await sentences(page);
  const both = await figures(page);
  const refused = both.find(([what]) => what === "Refused writes");
  assert.equal(refused.length, 3);
  assert.notEqual(refused[1], refused[2]);

  // The picture and the settings are those of the run that is shown.
  await page.getByText(/Run B · 24 shards/).waitFor();
  await compare(page).getByRole("button", { name: "Show A" }).click();
  await page.getByText(/Run A · 12 shards/).waitFor();
  await page.keyboard.press("b");
  await page.getByText(/Run B · 24 shards/).waitFor();

  await page.evaluate(() => navigator.clipboard.writeText(""));
  await button(page, "Copy link").click();
  const hash = await eventually(async () => {
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(link, /#sim\/1\//);
    return link.split("#")[1];
  });
  const other = await still(t, { hash });
  await compare(other).waitFor();
  await other.getByText(/Run B · 24 shards/).waitFor();
  const at = await clock(page).innerText();
  // Without motion a link opens a little after its moment: from there to the other page's.
  await eventually(async () => {
    const apart = seconds(await clock(other).innerText()) - seconds(at);
    if (apart !== 0) await button(other, apart > 0 ? "One second back" : "One second further").click();
    assert.equal(apart, 0);
  });
  // The figures wait until both runs are there.
  await eventually(async () => assert.deepEqual(await figures(other), both));
  assert.equal(await sentences(other), words);

  await compare(page).getByRole("button", { name: "Keep A" }).click();
  await compare(page).waitFor({ state: "detached" });
  await page.getByText(/^12 shards · /).waitFor();
});

test("any moment of a day with three readers is the same whenever one comes to it", async (t) => {
  const page = await open(t);
  await page.getByRole("combobox", { name: "Scenario" }).selectOption("day");
  await button(page, "Pause").click();
  for (const kind of ["KCL application", "Lambda", "Data Firehose"]) {
    await button(page, `Add a reader: ${kind}`).click();
  }
  await button(page, "Start over with these settings").click();
  await button(page, "max").click();
  await clock(page).filter({ hasText: "1 d 00:00:00" }).waitFor({ timeout: 60_000 });

  // How long it takes is for `.ci/bench` to say.
  const told = page.getByText(/^So far: [\d,]+ offered/);
  const sought = async (minute) => {
    await slider(page).fill(String(minute * 60));
    const two = (n) => String(n).padStart(2, "0");
    const moment = `${two(Math.floor(minute / 60))}:${two(minute % 60)}:00`;
    await clock(page).filter({ hasText: moment }).waitFor();
    return told.innerText();
  };
  const minutes = [3, 1430, 700, 41, 1002, 377];
  const first = [];
  for (const minute of minutes) first.push(await sought(minute));
  assert.equal(new Set(first).size, minutes.length);
  for (const [at, minute] of [...minutes.entries()].reverse()) {
    await eventually(async () => assert.equal(await sought(minute), first[at]));
  }
});
