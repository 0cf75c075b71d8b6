// A student's first evening, and the next day.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { eventually, useBrowser } from "./harness.mjs";
import { answer, asked } from "./study.mjs";

const open = useBrowser();
const EVENING = new Date("2026-11-26T19:00:00");
const at = (day) => ({ prepare: (context) => context.clock.setFixedTime(day) });

// What the browser has kept of an earlier visit. The first document of a page is an empty one, without a store.
const kept = (notebook) => (context) =>
  context.addInitScript((text) => {
    if (location.protocol === "about:" || localStorage.getItem("prepared")) return;
    localStorage.setItem("prepared", "yes");
    localStorage.setItem("shardscope/1/notebook", text);
  }, notebook);

const heading = (page, name) => page.getByRole("heading", { name });
const next = (page) => page.getByRole("button", { name: /^(Next question|To the end|Finish the lesson)$/ }).click();

test("a first evening: exam date, a lesson, a practice with misses that come back, a prediction, export; the next day", async (t) => {
  const page = await open(t, { hash: "study", ...at(EVENING) });
  await heading(page, /learn it by answering/).waitFor();

  await page.getByLabel("Your exam is on").fill("2026-12-15");
  await page.getByRole("link", { name: "Exam in 19 days" }).waitFor();

  // One lesson with its three questions.
  await page.getByRole("link", { name: "Learn", exact: true }).first().click();
  await page.getByRole("link", { name: "Begin with the first" }).click();
  for (let n = 0; n < 3; n += 1) {
    await answer(page, { right: true });
    await next(page);
  }
  await heading(page, "Lesson done").waitFor();

  // A practice of ten; the second and the fourth are missed, and come back.
  await page.getByRole("link", { name: "Today", exact: true }).first().click();
  await page.getByRole("button", { name: "Practise 10" }).click();
  const missed = [];
  const again = [];
  const cards = new Set();
  for (let n = 1; ; n += 1) {
    const it = await asked(page);
    if (missed.includes(it.facts[0])) again.push(it.facts[0]);
    cards.add(it.facts[0]);
    const right = !(n === 2 || n === 4);
    if (!right) missed.push(it.facts[0]);
    await answer(page, { right });
    if (right) await heading(page, "Right").waitFor();
    if (n === 5) {
      // A reload in the middle: the verdict was read, and the next question stands there.
      await page.reload();
      await page.getByRole("heading", { name: /question 6 of/ }).waitFor();
      continue;
    }
    await next(page);
    if (await heading(page, /right at first/).or(page.locator("form[data-question]")).first().evaluate((it) => it.tagName === "H1")) break;
    assert.ok(n < 20, "a practice of ten comes to its end");
  }
  assert.deepEqual(again, missed, "what was missed came back, in its order");
  await heading(page, "8 of 10 right at first, 2 mended.").waitFor();

  // One prediction, which the runs decide.
  await page.getByRole("link", { name: "Predict", exact: true }).first().click();
  await page.getByRole("link", { name: "Run the next one" }).click();
  await answer(page, { right: true });
  await heading(page, "Right").waitFor({ timeout: 60_000 });
  await page.getByRole("table", { name: /run by run/ }).waitFor();

  // Exported, the notebook holds all of it.
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export" }).click()]);
  const notebook = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.equal(notebook.version, 1);
  await page.getByText(/^1[67] answers in this browser/).waitFor();

  // The next day the missed cards are due, and what was sure and right is not.
  await page.context().clock.setFixedTime(new Date("2026-11-27T18:00:00"));
  await page.goto(page.url().split("#")[0] + "#study");
  await page.reload();
  const due = await heading(page, /^Today: /).textContent();
  const [review] = due.match(/\d+/);
  assert.ok(Number(review) >= missed.length, due);
  assert.ok(Number(review) < cards.size, `${due} after ${cards.size} cards`);
});

test("a topic is practised alone, and experiments are told apart by their problem", async (t) => {
  const page = await open(t, { hash: "study" });
  await page.getByRole("button", { name: "Practise SQS: FIFO queues" }).click();
  for (let n = 0; n < 4; n += 1) {
    assert.equal((await asked(page)).topic, "T09");
    await page.getByRole("button", { name: "I don’t know" }).click();
    await next(page);
  }
  await page.getByRole("link", { name: "Predict", exact: true }).first().click();
  const experiment = page.getByRole("link", { name: /^1 Ten services log/ });
  assert.match(await experiment.innerText(), /fewest refused writes/);
  await experiment.click();
  assert.equal((await asked(page)).id, "P-001");
});

test("everything can be done by keyboard alone, and the verdict has the focus", async (t) => {
  const page = await open(t, { hash: "study/q/T07-001", ...at(EVENING) });
  const it = await asked(page);
  const radios = page.getByRole("radio");
  const texts = await Promise.all([...Array(await radios.count()).keys()].map((n) => radios.nth(n).evaluate((input) => input.closest("label").querySelector(".said").textContent)));
  const place = texts.indexOf(it.options.find((option) => option.right).text);
  await page.keyboard.press(String(place + 1));
  await eventually(async () => assert.ok(await radios.nth(place).isChecked()));
  await page.keyboard.press("s");
  const verdict = heading(page, "Right");
  await verdict.waitFor();
  await eventually(async () => assert.ok(await verdict.evaluate((element) => element === document.activeElement)));
  await eventually(async () => assert.match(await page.getByRole("status").allTextContents().then((all) => all.join()), /Right/));
});

test("one tick too many is refused, and nothing is checked before enough are chosen", async (t) => {
  const page = await open(t, { hash: "study/q/T01-023", ...at(EVENING) });
  const it = await asked(page);
  const role = it.choose > 1 ? "checkbox" : "radio";
  await page.getByRole("button", { name: "Sure", exact: true }).click();
  await page.getByRole("alert").getByText(/[Cc]hoose/).waitFor();
  if (role === "checkbox") {
    for (const option of it.options.slice(0, it.choose)) await page.getByRole(role, { name: option.text, exact: true }).check();
    await page.getByRole(role, { name: it.options[it.choose].text, exact: true }).click();
    await page.getByRole("alert").getByText(/take one back/).waitFor();
    assert.equal(await page.getByRole(role, { checked: true }).count(), it.choose);
  }
});

test("a damaged notebook is put aside, said, and never written over", async (t) => {
  const broken = '{"version":1,"cards":';
  const prepare = kept(broken);
  const page = await open(t, { hash: "study/q/T01-001", prepare });
  await page.getByRole("alert").getByText(/put aside/).waitFor();
  await answer(page, { right: true });
  const there = await page.evaluate(() => Object.values(localStorage));
  assert.ok(there.includes(broken), "what could not be read is still there");
  assert.ok(there.some((text) => text.startsWith('{"') && text !== broken && text.includes("T01-001")), "and a new one is kept");
});

test("a notebook of a newer version is put aside as it is", async (t) => {
  const newer = '{"version":99,"something":"new"}';
  const prepare = kept(newer);
  const page = await open(t, { hash: "study", prepare });
  await page.getByRole("alert").getByText(/newer version/).waitFor();
  assert.ok(await page.evaluate((text) => Object.values(localStorage).includes(text), newer));
});

test("the simulator shows what a question speaks of, and Back leads back", async (t) => {
  const page = await open(t, { hash: "study/q/P-001", ...at(EVENING) });
  await answer(page, { right: false });
  await page.getByRole("link", { name: /See it happen/ }).waitFor({ timeout: 60_000 });
  await page.getByRole("link", { name: /See it happen/ }).click();
  await heading(page, /./).first().waitFor();
  await eventually(async () => assert.equal(await page.getByRole("link", { name: "Simulate" }).getAttribute("aria-current"), "page"));
  await page.goBack();
  await eventually(async () => assert.equal(await page.getByRole("link", { name: "Study" }).first().getAttribute("aria-current"), "page"));
});

for (const [width, colorScheme] of [[1440, "light"], [1440, "dark"], [390, "light"], [390, "dark"]]) {
  test(`no study page sticks out sideways at ${width} px, ${colorScheme}`, async (t) => {
    const page = await open(t, { hash: "study", width, colorScheme, ...at(EVENING) });
    for (const place of ["study", "study/learn", "study/predict", "study/exam", "study/matrix", "study/matrix/dead-letters", "study/progress", "study/changes", "study/settings", "study/q/T01-001", "study/q/G01-1"]) {
      await page.evaluate((hash) => (location.hash = hash), place);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${place} is ${over} px too wide`);
    }
  });
}
