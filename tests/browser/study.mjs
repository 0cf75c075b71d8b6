// Answers questions of the study pages as a student would, knowing the keys from the headless program.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/examples/headless");

function headless(verb, line) {
  const input = line ? `${JSON.stringify(line)}\n` : "";
  const out = execFileSync(program, [verb], { input, encoding: "utf8", maxBuffer: 64 << 20 });
  return out.trim().split("\n").map((text) => JSON.parse(text));
}

let authored;

// A question by its id, with its key.
export function question(id) {
  authored ??= new Map(headless("questions").map((it) => [it.id, it]));
  if (authored.has(id)) return authored.get(id);
  const at = id.lastIndexOf("-");
  const [drawn] = headless("generate", { family: id.slice(0, at), seed: Number(id.slice(at + 1)) });
  return drawn;
}

export async function asked(page) {
  const form = page.locator("form[data-question]");
  await form.waitFor();
  return question(await form.getAttribute("data-question"));
}

// Gives the right answer to what is asked, or a wrong one, without having it checked.
export async function give(page, { right }) {
  const it = await asked(page);
  if (it.shape === "order") {
    const steps = it.options.filter((step) => step.right);
    if (!right) steps.reverse();
    for (const step of steps) await page.getByRole("list", { name: "Steps to take" }).getByRole("button", { name: step.text, exact: true }).click();
  } else if (it.shape === "match") {
    for (const [index, prompt] of it.prompts.entries()) {
      const response = right || index > 0 ? prompt.response : (prompt.response + 1) % it.options.length;
      await page.getByLabel(prompt.text, { exact: false }).first().selectOption({ label: it.options[response].text });
    }
  } else if (it.shape === "number" || it.options === undefined) {
    await page.getByLabel("Your answer").fill(right ? String(it.answer) : it.slips[0].answer);
  } else {
    const chosen = it.options.filter((option) => option.right === right).slice(0, it.choose);
    assert.equal(chosen.length, it.choose, `${it.id} has too few options`);
    const role = it.choose > 1 ? "checkbox" : "radio";
    for (const option of chosen) await page.getByRole(role, { name: option.text, exact: true }).check();
  }
  return it;
}

// Answers with "sure" and waits for the verdict.
export async function answer(page, { right, sure = "Sure" }) {
  const it = await give(page, { right });
  await page.getByRole("button", { name: sure, exact: true }).click();
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  return it;
}
