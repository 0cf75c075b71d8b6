// An exam as a student sits it, with a reload in the middle; and the page that looks back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, useBrowser } from "./harness.mjs";
import { answer, asked, question } from "./study.mjs";

const open = useBrowser();
const heading = (page, name) => page.getByRole("heading", { name });

test("an exam of ten: flags, a pause by reload, too many ticks, handing in, the review", async (t) => {
  const page = await open(t, { hash: "study/exam" });
  await page.getByRole("button", { name: "10 questions, 20 min" }).click();
  await page.getByRole("timer", { name: "Time left" }).waitFor();

  const keys = [];
  for (let n = 1; n <= 10; n += 1) {
    await heading(page, `Exam · question ${n} of 10`).waitFor();
    const it = await asked(page);
    keys.push(it);
    // The first seven right, one wrong, the last two open.
    const right = n <= 7;
    if (n <= 8) {
      const options = it.options.filter((option) => option.right === right).slice(0, it.choose);
      const role = it.choose > 1 ? "checkbox" : "radio";
      for (const option of options) await page.getByRole(role, { name: option.text, exact: true }).check();
      if (role === "checkbox") {
        const more = it.options.find((option) => !options.includes(option));
        await page.getByRole(role, { name: more.text, exact: true }).click();
        await page.getByRole("alert").getByText(/take one back/).waitFor();
      }
    }
    if (n === 3) await page.getByRole("button", { name: /Flag/ }).click();
    if (n === 5) {
      await page.reload();
      await heading(page, "The clock stands").waitFor();
      assert.equal(await page.locator("form[data-question]").count(), 0, "a paused exam shows no question");
      await page.getByRole("button", { name: "Go on" }).click();
    }
    if (n < 10) await page.getByRole("button", { name: "Next", exact: true }).click();
  }
  assert.equal(new Set(keys.map((it) => it.id)).size, 10, "no question comes twice");
  assert.ok(keys.every((it) => it.options && it.era !== "today"), "only what the exam asks, answered by choosing");
  await page.getByRole("button", { name: "Question 3, answered, flagged" }).waitFor();
  await page.getByRole("button", { name: "Question 10, open" }).waitFor();

  await page.getByRole("button", { name: "Hand in…" }).click();
  await page.getByText("2 open questions, 1 flagged. What is open counts as wrong.").waitFor();
  await page.getByRole("button", { name: "Hand in now" }).click();
  await heading(page, "7 of 10 right: 70 %.").waitFor();
  // 100 + 900 × 0.7
  await page.getByText("730").waitFor();
  await page.getByText(/straight line/).waitFor();

  // Each question can be read again with its reasons.
  const eighth = question(keys[7].id);
  await page.getByText(/^8\. /).click();
  await page.getByText(eighth.options.find((option) => option.right).why).waitFor();
  // Opened together, each still shows what was chosen in it.
  const opened = keys.map((it, index) => ({ ...it, at: index + 1 })).filter((it) => it.at < 8 && it.choose === 1).slice(0, 2);
  for (const it of opened) await page.getByText(new RegExp(`^${it.at}\\. `)).click();
  for (const it of opened) {
    const mine = page.getByRole("group").filter({ has: page.getByText(new RegExp(`^${it.at}\\. `)) });
    const chosen = mine.getByRole("radio", { name: it.options.find((option) => option.right).text });
    await eventually(async () => assert.ok(await chosen.isChecked(), `question ${it.at} shows its answer`));
  }
  await page.getByRole("button", { name: "Not right" }).click();
  await eventually(async () => assert.ok(!(await page.getByText(/^1\. /).isVisible()), "what was right is put away"));
  assert.ok(await page.getByText(/^9\. /).isVisible());

  // The result is counted once, however often one comes back.
  await page.reload();
  await heading(page, "7 of 10 right: 70 %.").waitFor();
  await page.getByRole("button", { name: "Another exam" }).click();
  await heading(page, "Your last exams").waitFor();
  assert.equal(await page.getByRole("row").count(), 1);
});

test("an exam by the keyboard: the focus goes where the eye does; and what was missed is practised", async (t) => {
  const page = await open(t, { hash: "study/exam" });
  const focused = (locator) => eventually(async () => assert.ok(await locator.evaluate((it) => it === document.activeElement)));
  const press = async (name) => {
    await page.getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
  };
  await press("10 questions, 20 min");
  await focused(heading(page, "Exam · question 1 of 10"));
  await press("Next");
  await focused(heading(page, "Exam · question 2 of 10"));
  await page.keyboard.press("f");
  await page.getByRole("button", { name: "Question 2, open, flagged" }).waitFor();
  await press("Question 10, open");
  await focused(heading(page, "Exam · question 10 of 10"));
  await press("Pause");
  await focused(page.getByRole("button", { name: "Go on" }));
  await page.keyboard.press("Enter");
  await focused(heading(page, "Exam · question 10 of 10"));
  await press("Hand in…");
  await focused(page.getByText("10 open questions, 1 flagged. What is open counts as wrong."));
  // A second Enter by the way hands nothing in.
  await page.keyboard.press("Enter");
  await press("Not yet");
  await focused(page.getByRole("button", { name: "Hand in…" }));
  await press("Hand in…");
  await press("Hand in now");
  await focused(heading(page, "0 of 10 right: 0 %."));
  assert.equal(await page.getByText("open", { exact: true }).count(), 10);
  await press("Practise the 10 missed");
  await heading(page, "Practice · question 1 of 10").waitFor();
});

test("the time runs out and hands the exam in", async (t) => {
  const start = new Date("2026-11-26T19:00:00");
  const page = await open(t, { hash: "study/exam", prepare: (context) => context.clock.setFixedTime(start) });
  await page.getByRole("button", { name: "10 questions, 20 min" }).click();
  await page.getByRole("timer", { name: "Time left" }).getByText("20:00").waitFor();
  await page.context().clock.setFixedTime(new Date(start.getTime() + 19 * 60_000));
  await page.getByRole("timer", { name: "Time left" }).getByText("01:00").waitFor();
  await page.context().clock.setFixedTime(new Date(start.getTime() + 21 * 60_000));
  await heading(page, "0 of 10 right: 0 %.").waitFor();
});

test("the page that looks back names what was mixed up and how sure one was", async (t) => {
  const page = await open(t, { hash: "study/progress" });
  await heading(page, /Answer ten questions/).waitFor();
  await page.evaluate(() => (location.hash = "study/q/T01-001"));
  const it = await answer(page, { right: false });
  await page.evaluate(() => (location.hash = "study/q/T01-009"));
  await eventually(async () => assert.equal((await asked(page)).id, "T01-009"));
  await answer(page, { right: true, sure: "Unsure" });
  await page.getByRole("link", { name: "Progress" }).click();
  await heading(page, "2 answers so far, 50 % right.").waitFor();
  assert.ok(it.options.some((option) => option.misconception));
  await page.getByRole("row", { name: /You took a queue for a log|You took|You/ }).first().waitFor();
  await page.getByRole("row", { name: /Sure 0 % 0 of 1/ }).waitFor();
  await page.getByRole("row", { name: /Unsure 100 % 1 of 1/ }).waitFor();
  await page.getByText(/right only 0 of 1 times/).waitFor();
  await heading(page, "What you would recall tomorrow").waitFor();
  assert.equal(await page.getByRole("list", { name: "Cards due, day by day" }).getByRole("listitem").count(), 14);
  // A card at rest is not due, and says so.
  await heading(page, "2 cards due within a week").waitFor();
  await page.getByText("2 cards and when they come back").click();
  await page.getByRole("button", { name: "Put to rest" }).first().click();
  await heading(page, "1 card due within a week").waitFor();
  await page.getByRole("row", { name: /at rest Ask again/ }).waitFor();
});

test("the matrix is filtered, compared, and hidden to test oneself", async (t) => {
  const page = await open(t, { hash: "study/matrix" });
  const rows = page.getByRole("table").getByRole("row");
  await page.getByRole("rowheader", { name: "Amazon MQ" }).waitFor();
  const all = await rows.count();
  await page.getByLabel("Find").fill("exactly-once");
  await eventually(async () => assert.equal(await rows.count(), 2));
  await page.getByLabel("Find").fill("");
  await page.getByRole("button", { name: "SQS standard queue" }).click();
  await page.getByRole("button", { name: "SQS FIFO queue" }).click();
  await eventually(async () => assert.equal(await rows.count(), 3));
  await page.getByRole("button", { name: "All", exact: true }).click();
  await eventually(async () => assert.equal(await rows.count(), all));
  await page.getByRole("button", { name: "Test myself" }).click();
  assert.equal(await page.getByRole("cell", { name: "…" }).count(), (all - 1) * 11);
  await page.getByRole("button", { name: "Reveal Order" }).click();
  await eventually(async () => assert.equal(await page.getByRole("cell", { name: "…" }).count(), (all - 1) * 10));
});
