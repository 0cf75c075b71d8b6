// The fraud stream, planned: its three costs by hand, its commands under the real `aws` against an emulator of AWS,
// and its plan in the simulator without a refused write.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { eventually, useBrowser } from "./harness.mjs";

const open = useBrowser();
const run = promisify(execFile);

const TOOLS = process.env.SHARDSCOPE_TOOLS;
const EMULATOR = `
import sys
sys.path.insert(0, ${JSON.stringify(fileURLToPath(new URL("../tools", import.meta.url)))})
import tools
print(tools.Emulator().url, flush=True)
sys.stdin.read()
`;

const headline = (page) => page.getByRole("heading", { level: 1 });
const mode = (page, name) => page.getByRole("region", { name, exact: true });
const dollars = (usd) => usd.toLocaleString("en-US", { style: "currency", currency: "USD" });
const whole = (usd) => dollars(Math.round(usd)).replace(/\.00$/, "");

// Quantities of a month, from the stream as it is known: 5,500 records/s on average, 600 B each, three consumers with
// fan-out, ten shards.
const SECONDS = 730 * 3_600;
const GB = 2 ** 30;
const RECORDS = 5_500 * SECONDS;
const READ_GB = (RECORDS * 600 * 3) / GB;
const ROUNDED_GB = (RECORDS * 1_024) / GB;
const COMMITTED_GB = (25 * SECONDS) / 1_024;
const HAND = {
  Provisioned: [10 * 730 * 0.015, (RECORDS / 1e6) * 0.014, 3 * 10 * 730 * 0.015, READ_GB * 0.013],
  "On-demand Standard": [730 * 0.04, ROUNDED_GB * 0.08, READ_GB * 0.05],
  "On-demand Advantage": [
    ROUNDED_GB * 0.032,
    READ_GB * 0.016,
    (COMMITTED_GB - ROUNDED_GB) * 0.032,
    (COMMITTED_GB - READ_GB) * 0.016,
  ],
};

// An emulator of AWS for as long as a test lasts; what the AWS CLI needs to find it.
async function emulator(t) {
  assert.ok(TOOLS, "SHARDSCOPE_TOOLS names no folder: run .ci/test, or `. .ci/setup test` before");
  const server = spawn(`${TOOLS}/bin/python`, ["-c", EMULATOR], { stdio: ["pipe", "pipe", "inherit"] });
  t.after(() => server.stdin.end());
  const [url] = await once(createInterface({ input: server.stdout }), "line");
  return {
    PATH: `${TOOLS}/bin:${process.env.PATH}`,
    HOME: process.env.HOME,
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

test("the fraud stream: planned, paid for by hand, made by its commands, run without a throttle", async (t) => {
  const page = await open(t, { hash: "plan", reducedMotion: true });

  await t.test("ten shards, and three costs as worked by hand", async () => {
    await headline(page).filter({ hasText: /You need\s*10\s*shards/ }).waitFor();
    for (const [name, amounts] of Object.entries(HAND)) {
      const total = amounts.reduce((sum, amount) => sum + amount);
      await mode(page, name).getByText(whole(total), { exact: true }).waitFor();
      const lines = await mode(page, name).getByRole("listitem").allInnerTexts();
      assert.equal(lines.length, amounts.length, lines.join(" | "));
      for (const [at, amount] of amounts.entries()) {
        assert.ok(lines[at].includes(dollars(amount)), `${name}: ${dollars(amount)} is not in “${lines[at]}”`);
      }
    }
    const [provisioned] = Object.values(HAND).map((amounts) => amounts.reduce((sum, amount) => sum + amount));
    await page.getByText(whole(provisioned), { exact: true }).first().waitFor();
    await page.getByText("a month, provisioned").waitFor();
  });

  await t.test("its commands make that stream", async (t) => {
    await page.getByRole("button", { name: "Export" }).click();
    const script = await page.getByRole("region", { name: /^AWS CLI/ }).innerText();
    assert.match(script, /--shard-count 10\b/);
    const env = await emulator(t);
    await run("bash", ["-c", script], { env });
    const asked = async (...args) => {
      const { stdout } = await run("aws", [...args, "--region", "us-east-1", "--output", "json"], { env });
      return JSON.parse(stdout);
    };
    const described = await asked("kinesis", "describe-stream-summary", "--stream-name", "payments");
    const summary = described.StreamDescriptionSummary;
    assert.equal(summary.OpenShardCount, 10);
    assert.equal(summary.StreamModeDetails.StreamMode, "PROVISIONED");
    assert.equal(summary.RetentionPeriodHours, 24);
    assert.equal(summary.EncryptionType, "KMS");
    const { Consumers } = await asked("kinesis", "list-stream-consumers", "--stream-arn", summary.StreamARN);
    assert.equal(Consumers.length, 3);
    const { MetricAlarms } = await asked("cloudwatch", "describe-alarms");
    assert.equal(MetricAlarms.length, 3 + 3, "three of the stream, one of each consumer");
  });

  await t.test("its plan runs for a day, and no write is refused", async () => {
    await page.getByRole("button", { name: "Run it" }).click();
    await headline(page).filter({ hasText: /10 shards/ }).waitFor();
    assert.match(await page.evaluate(() => location.hash), /^#sim\//);
    const playback = page.getByRole("group", { name: "Playback" });
    await playback.getByRole("button", { name: "max" }).click();
    const play = playback.getByRole("button", { name: "Play" });
    if (await play.isVisible()) await play.click();
    const soFar = page.getByText(/^So far: /);
    await eventually(async () => {
      // A day between quiet and peak: 5,500 a second on average, to a record in a million.
      const offered = Number((await soFar.innerText()).match(/^So far: ([\d,]+) offered/)[1].replaceAll(",", ""));
      assert.ok(Math.abs(offered / (5_500 * 86_400) - 1) < 1e-6, `${offered} records offered`);
    }, 120_000);
    assert.match(await soFar.innerText(), / 0 lost \+ .*; 0 attempts refused, 0 duplicates/);
    await page.getByRole("heading", { name: "What it costs" }).waitFor();
  });
});
