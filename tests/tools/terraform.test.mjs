// Terraform configurations, under HashiCorp's own formatter (what `terraform fmt` uses) and parser.

import { format } from "@cdktf/hcl-tools";
import { parse } from "@cdktf/hcl2json";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url));

function headless(verb, lines) {
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  const output = execFileSync(`${target}/debug/examples/headless`, [verb], { input, encoding: "utf8", maxBuffer: 2 ** 28 });
  return output.trim().split("\n").map((line) => JSON.parse(line));
}

const modes = ["provisioned", "on_demand_standard", "on_demand_advantage"];
const cases = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8"));
for (const { workload } of cases) if (workload.stream_name === "LONGEST") workload.stream_name = "a".repeat(128);
const plans = headless("plan", cases.map(({ workload }) => workload));
const lines = cases.flatMap(({ workload }) => modes.map((mode) => ({ workload, mode, format: "terraform" })));
const texts = headless("export", lines).map(({ text }) => text);
const of = (name, mode) => texts[cases.findIndex((one) => one.name === name) * modes.length + modes.indexOf(mode)];

// The one block of a kind.
const only = (blocks) => {
  assert.equal(blocks.length, 1);
  return blocks[0];
};

test("terraform fmt would change nothing", async () => {
  assert.equal(texts.length, cases.length * modes.length);
  for (const text of texts) assert.equal(await format(text), text);
  // The formatter does change what is not in order:
  const [first] = texts;
  for (const [from, to] of [[/ += 60\n/, "=60\n"], [/\n {4}status/, "\nstatus"], [/\n {2}for_each/, "\n    for_each"]]) {
    if (from.test(first)) assert.notEqual(await format(first.replace(from, to)), first.replace(from, to));
  }
});

test("every configuration is read, and makes the stream of the plan", async () => {
  for (const [at, { workload, name }] of cases.entries()) {
    for (const [m, mode] of modes.entries()) {
      const what = `${name}, ${mode}`;
      const { resource, provider, locals } = await parse("main.tf", texts[at * modes.length + m]);
      assert.equal(only(provider.aws).region, workload.region ?? "us-east-1", what);
      const stream = only(resource.aws_kinesis_stream.this);
      const isProvisioned = mode === "provisioned";
      assert.equal(only(stream.stream_mode_details).stream_mode, isProvisioned ? "PROVISIONED" : "ON_DEMAND", what);
      assert.equal(stream.shard_count, isProvisioned ? plans[at].shards.per_stream : undefined, what);
      assert.equal(stream.retention_period, workload.retention_hours ?? 24, what);
      assert.deepEqual([stream.encryption_type, stream.kms_key_id], ["KMS", "alias/aws/kinesis"], what);
      assert.equal(stream.shard_level_metrics.length, 7, what);
      const consumers = workload.fan_out_consumers ?? 0;
      assert.equal(only(locals).consumers?.length ?? 0, consumers, what);
      const alarms = ["iterator_age", "writes_throttled", "reads_throttled", ...(consumers ? ["behind"] : [])];
      assert.deepEqual(Object.keys(resource.aws_cloudwatch_metric_alarm).sort(), alarms.sort(), what);
      const half = ((workload.retention_hours ?? 24) * 3_600_000) / 2;
      assert.equal(only(resource.aws_cloudwatch_metric_alarm.iterator_age).threshold, half, what);
      const advantage = resource.aws_kinesis_account_settings?.this[0].minimum_throughput_billing_commitment[0].status;
      assert.equal(advantage, mode === "on_demand_advantage" ? "ENABLED" : undefined, what);
    }
  }
});

test("large records and warm throughput are asked for", async () => {
  const stream = async (name, mode) => only((await parse("main.tf", of(name, mode))).resource.aws_kinesis_stream.this);
  // 3,000,000 B is 2,929.7 KiB; 40/s of 1,500,500 B on average are 57.2 MiB/s.
  const large = await stream("large records, a year", "on_demand_advantage");
  assert.deepEqual([large.max_record_size_in_kib, large.warm_throughput_mib_ps], [2930, 58]);
  const small = await stream("fraud", "provisioned");
  assert.deepEqual([small.max_record_size_in_kib, small.warm_throughput_mib_ps], [undefined, undefined]);
});

test("the parser refuses what is broken", async () => {
  await assert.rejects(parse("main.tf", texts[0].replace("locals {", "locals {{")));
});
