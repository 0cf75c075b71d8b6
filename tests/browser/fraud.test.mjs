// The fraud case as a person walks through it: from the first throttle over three readers that share a shard's
// calls and the release that scores wrongly to the end of the replay.

import assert from "node:assert/strict";
import { test } from "node:test";
import { useBrowser } from "./harness.mjs";

const open = useBrowser();

// Worked by hand, from the scenario alone.
//   payments        8,000 a second, all of them taken: 12 shards with 667 of 1,000 records each
//   the bot         from 10:00 to 15:00; it writes to one shard, whose refusals are its own
//   faulty release  from 40:00 to 70:00: 30 min × 60 s
//   replay          from AT_TIMESTAMP 40:00, at 70:00: what was scored wrongly is scored again, and nothing else
const FAULTY_SECONDS = (70 - 40) * 60;
const SCORED_WRONGLY = 8_000 * FAULTY_SECONDS; // 14,400,000
const DUPLICATES = SCORED_WRONGLY;
const LOSSES = 0;
//   how long        fan-out gives 2 MiB a second per shard: 2,097,152 B ÷ (600 B + 11 B of key) = 3,432 records.
//                   A shard's 1,200,000 old ones take 350 s; with 667 new ones a second it is there 434 s after 70:00
const REPLAY_SECONDS = 350;
const CAUGHT_UP_SECONDS = 434;

const WRONG = "Processed wrongly, not mended yet";

const readers = (page) => page.getByRole("region", { name: "Readers" });
const clock = (page) => page.getByRole("status", { name: "Simulated time" });
const slider = (page) => page.getByRole("slider", { name: "Moment of the run" });
const row = (page, name) => readers(page).getByRole("button", { name: new RegExp(`^${name}`) });
const number = (text) => Number(text.replace(/[^\d]/g, ""));
const seconds = (text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

async function figure(page, label) {
  const row = readers(page).getByRole("row", { name: new RegExp(`^${label} [\\d–]`) });
  return number((await row.getByRole("cell").innerText()).split("(")[0]);
}

async function goTo(page, mark, moment) {
  await page.getByRole("button", { name: mark }).focus();
  await page.keyboard.press("Enter");
  await clock(page).filter({ hasText: moment }).waitFor();
}

async function step(page, n) {
  for (let i = 0; i < n; i += 1) await page.getByRole("button", { name: "One second further" }).click();
}

// accepted = delivered + expired + not read
async function books(page) {
  const [accepted, delivered, expired, unread] = (await readers(page).getByText(/accepted = .* delivered/).innerText())
    .split(/[=+]/)
    .map(number);
  assert.equal(accepted, delivered + expired + unread);
  return { accepted, delivered, expired, unread };
}

async function wrongly(page) {
  await row(page, "fraud model").click();
  return figure(page, WRONG);
}

test("from the first throttle to the end of the replay, with the duplicates and losses worked out by hand", async (t) => {
  const page = await open(t, { reducedMotion: true });
  await page.getByRole("button", { name: /^The fraud case, from throttle to replay/ }).click();
  await slider(page).press("End");
  await clock(page).filter({ hasText: "01:30:00" }).waitFor();

  // The first throttle, and whose it is.
  await goTo(page, /^Go to 00:10:00: the bot starts/, "00:10:00");
  await step(page, 5);
  await page.getByRole("heading", { level: 1, name: /card-a71ca0/ }).waitFor();

  // All shared: 1 + 4 + 1 calls a second on each of 12 shards, of which 5 are answered.
  const refused = await readers(page).getByRole("listitem").allInnerTexts();
  const perSecond = refused.map((text) => Number(/(\d+)\/s/.exec(text)?.[1] ?? 0)).reduce((sum, n) => sum + n, 0);
  assert.ok(Math.abs(perSecond - 12) <= 6, `12 refusals a second: ${perSecond}`);

  // The faulty release, a minute in: everything it scored is wrong.
  await goTo(page, /^Go to 00:40:00: fraud model/, "00:40:00");
  await step(page, 60);
  assert.equal(await wrongly(page), 8_000 * 60);
  assert.equal(await figure(page, "Read again"), 0);

  // Until it is mended, and wound back.
  await goTo(page, /^Go to 01:10:00: fraud model/, "01:10:00");
  assert.equal(await figure(page, WRONG), SCORED_WRONGLY);
  const before = await books(page);
  await step(page, 60);
  assert.ok((await figure(page, "Read again")) > 0, "the replay is under way");
  await readers(page).getByText(/fraud model is .* behind and catches up in/).first().waitFor();

  // The replay slows nobody who has fan-out.
  const dashboard = await readers(page).getByRole("listitem").filter({ hasText: "dashboard" }).innerText();
  assert.match(dashboard, /Caught up/);

  // Its end, and when it has caught up, are where the arithmetic has them.
  const further = async (from, isThere) => {
    for (let second = from; second < 600; second += 10) {
      if (await isThere()) return second;
      await step(page, 10);
    }
    return assert.fail("it does not end");
  };
  const ended = await further(60, async () => (await figure(page, "Read again")) === DUPLICATES);
  assert.ok(Math.abs(ended - REPLAY_SECONDS) <= 15, `the replay took ${ended} s, worked out ${REPLAY_SECONDS}`);
  const caughtUp = await further(ended, async () => /fraud model has caught up/.test(await readers(page).innerText()));
  assert.ok(Math.abs(caughtUp - CAUGHT_UP_SECONDS) <= 15, `it caught up after ${caughtUp} s, worked out ${CAUGHT_UP_SECONDS}`);

  // Nothing was lost, and nothing else was read twice.
  await slider(page).press("End");
  await clock(page).filter({ hasText: "01:30:00" }).waitFor();
  assert.equal(await figure(page, "Read again"), DUPLICATES);
  assert.equal(await figure(page, "Expired unread"), LOSSES);
  assert.equal(await readers(page).getByRole("row", { name: /^Processed wrongly/ }).count(), 0);
  const after = await books(page);
  assert.equal(after.unread, 0);
  assert.equal(after.delivered, after.accepted);
  assert.equal(after.accepted - before.accepted, 8_000 * 20 * 60, "the stream went on taking all payments");
  assert.equal(seconds(await clock(page).innerText()), 90 * 60);
});

