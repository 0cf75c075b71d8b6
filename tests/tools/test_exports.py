"""The exports, under the tools they are made for: the AWS CLI against an emulator, cfn-lint, a CSV reader.

Run by .ci/test; by hand, after `. .ci/setup test`: "$SHARDSCOPE_TOOLS/bin/python" -m unittest discover tests/tools
"""

import csv
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor

import boto3

from tools import MODES, Emulator, about, cases, exports

BIN = pathlib.Path(sys.executable).parent
CASES = cases()
HOUR_MS = 3_600_000
TOPIC = "arn:aws:sns:us-east-1:123456789012:on-call"


def by_name(name):
    return next(case for case in CASES if case["name"] == name)


def streams(workload):
    """Their names, by the rule that the page tells."""
    name, n = workload["stream_name"], workload.get("streams", 1)
    return [name] if n == 1 else [f"{name[: 128 - 1 - len(str(n))]}-{i}" for i in range(1, n + 1)]


class Commands(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.aws = Emulator()
        cls.addClassCleanup(cls.aws.server.shutdown)
        # Nobody's own settings or credentials.
        cls.environ = {
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "HOME": cls.folder.name,
            "AWS_ENDPOINT_URL": cls.aws.url,
            "AWS_ACCESS_KEY_ID": "emulated",
            "AWS_SECRET_ACCESS_KEY": "emulated",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        cls.run_cases = [case for case in CASES if case.get("run")]
        wanted = [(case["workload"], case["mode"], "commands") for case in cls.run_cases]
        for case, text in zip(cls.run_cases, exports(wanted), strict=True):
            case["script"] = text.replace("\ntopic=''\n", f"\ntopic='{TOPIC}'\n") if case.get("topic") else text
            for stream in streams(case["workload"]):
                cls.prepare(case, stream)
        with ThreadPoolExecutor(max_workers=2) as pool:
            done = pool.map(lambda case: cls.bash(case["script"]), cls.run_cases)
        for case, result in zip(cls.run_cases, done, strict=True):
            case["result"] = result
        cls.calls = list(cls.aws.calls)

    @classmethod
    def client(cls, service, case):
        return boto3.client(
            service,
            region_name=case["workload"].get("region", "us-east-1"),
            endpoint_url=cls.aws.url,
            aws_access_key_id="emulated",
            aws_secret_access_key="emulated",
        )

    @classmethod
    def prepare(cls, case, stream):
        """A stream that is there before, where the plan begins with one."""
        if now := case["workload"].get("shards_now"):
            kinesis = cls.client("kinesis", case)
            kinesis.create_stream(StreamName=stream, ShardCount=now, StreamModeDetails={"StreamMode": "PROVISIONED"})
            arn = kinesis.describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]["StreamARN"]
            if kept := case.get("kept_hours"):
                kinesis.increase_stream_retention_period(StreamName=stream, RetentionPeriodHours=kept)
            if case["workload"].get("fan_out_consumers"):
                kinesis.register_stream_consumer(StreamARN=arn, ConsumerName="consumer-1")

    @classmethod
    def bash(cls, script):
        return subprocess.run(["bash", "-s"], input=script, env=cls.environ, capture_output=True, text=True)

    def each(self):
        for case in self.run_cases:
            with self.subTest(case["name"]):
                yield case

    def test_every_script_runs_as_it_stands(self):
        self.assertGreater(len(self.run_cases), 6)
        for case in self.each():
            result = case["result"]
            self.assertEqual(result.returncode, 0, result.stderr)
            if "kept_hours" not in case:
                self.assertEqual(result.stderr, "")

    def test_the_streams_are_those_of_the_plan(self):
        for case in self.each():
            workload = case["workload"]
            mode = "PROVISIONED" if case["mode"] == "provisioned" else "ON_DEMAND"
            for stream in streams(workload):
                found = self.client("kinesis", case).describe_stream_summary(StreamName=stream)
                found = found["StreamDescriptionSummary"]
                self.assertEqual(found["StreamModeDetails"]["StreamMode"], mode)
                if mode == "PROVISIONED":
                    self.assertEqual(found["OpenShardCount"], case["plan"]["shards"]["per_stream"])
                self.assertEqual(found["RetentionPeriodHours"], case.get("kept_hours") or workload.get("retention_hours", 24))
                self.assertEqual((found["EncryptionType"], found["KeyId"]), ("KMS", "alias/aws/kinesis"))
                self.assertEqual(found["EnhancedMonitoring"], [{"ShardLevelMetrics": ["ALL"]}])
                consumers = self.client("kinesis", case).list_stream_consumers(StreamARN=found["StreamARN"])
                names = [consumer["ConsumerName"] for consumer in consumers["Consumers"]]
                expected = [f"consumer-{n}" for n in range(1, workload.get("fan_out_consumers", 0) + 1)]
                self.assertEqual(names, expected)

    def test_no_other_streams_are_made(self):
        expected = {stream for case in self.run_cases for stream in streams(case["workload"])}
        found = set()
        for region in {case["workload"].get("region", "us-east-1") for case in self.run_cases}:
            kinesis = self.client("kinesis", {"workload": {"region": region}})
            found.update(kinesis.list_streams(Limit=100)["StreamNames"])
        self.assertEqual(found, expected)

    def test_alarms_watch_what_can_be_lost_or_refused(self):
        for case in self.each():
            workload = case["workload"]
            half = workload.get("retention_hours", 24) * HOUR_MS // 2
            for stream in streams(workload):
                pages = self.client("cloudwatch", case).get_paginator("describe_alarms").paginate()
                alarms = [alarm for page in pages for alarm in page["MetricAlarms"]]
                found = {
                    (
                        alarm["AlarmName"],
                        alarm["MetricName"],
                        alarm["Statistic"],
                        alarm["Threshold"],
                        alarm["Dimensions"][1]["Value"] if len(alarm["Dimensions"]) == 2 else None,
                    )
                    for alarm in alarms
                    if alarm["Dimensions"][0] == {"Name": "StreamName", "Value": stream}
                }
                expected = {
                    (f"{stream}-iterator-age", "GetRecords.IteratorAgeMilliseconds", "Maximum", half, None),
                    (f"{stream}-writes-throttled", "WriteProvisionedThroughputExceeded", "Sum", 0, None),
                    (f"{stream}-reads-throttled", "ReadProvisionedThroughputExceeded", "Sum", 0, None),
                } | {
                    (
                        f"{stream}-consumer-{n}-behind",
                        "SubscribeToShardEvent.MillisBehindLatest",
                        "Maximum",
                        half,
                        f"consumer-{n}",
                    )
                    for n in range(1, workload.get("fan_out_consumers", 0) + 1)
                }
                self.assertEqual(found, expected)
                for alarm in alarms:
                    if alarm["AlarmName"].startswith(f"{stream}-"):
                        actions = [TOPIC] if case.get("topic") else []
                        self.assertEqual(alarm.get("AlarmActions", []), actions)
                        self.assertEqual(alarm["Namespace"], "AWS/Kinesis")
                        self.assertEqual((alarm["Period"], alarm["EvaluationPeriods"]), (60, 5))
                        self.assertEqual(alarm["ComparisonOperator"], "GreaterThanThreshold")
                        self.assertEqual(alarm["TreatMissingData"], "notBreaching")

    def test_large_records_and_warm_throughput_are_asked_for(self):
        # 3,000,000 B is 2,929.7 KiB, 10 MiB is 10,240. A surge of 40/s, of 1,500,500 B on average, is 57.2 MiB/s. moto
        # ignores both.
        for name, size, warm in [
            ("fraud", None, None),
            ("large records, a year", 2930, 58),
            ("two streams with the longest name, and records of 10 MiB", 10240, None),
        ]:
            for stream in streams(by_name(name)["workload"]):
                (call,) = about(self.calls, "CreateStream", stream)
                found = (call.get("MaxRecordSizeInKiB"), call.get("WarmThroughputMiBps"))
                self.assertEqual(found, (size, warm), name)
        changed = by_name("to on-demand Advantage, with large records")["workload"]["stream_name"]
        # 2,000,000 B is 1,953.1 KiB; 20,000 records/s of 1,000,000.5 B on average are 19,073.5 MiB/s, of which a
        # stream takes 10,240.
        (size,) = about(self.calls, "UpdateMaxRecordSize", changed)
        self.assertEqual(size["MaxRecordSizeInKiB"], 1954)
        (warm,) = about(self.calls, "UpdateStreamWarmThroughput", changed)
        self.assertEqual(warm["WarmThroughputMiBps"], 10240)

    def test_advantage_is_an_account_setting(self):
        asked = [body for name, body in self.calls if name == "UpdateAccountSettings"]
        advantage = [case for case in self.run_cases if case["mode"] == "on_demand_advantage"]
        enabled = {"MinimumThroughputBillingCommitment": {"Status": "ENABLED"}}
        self.assertEqual(asked, [enabled] * len(advantage))

    def test_shards_are_changed_by_steps_that_are_allowed(self):
        for name, expected in [("up from three shards", [6, 12, 17]), ("down from nine shards", [5, 3, 2])]:
            case = by_name(name)
            calls = about(self.calls, "UpdateShardCount", case["workload"]["stream_name"])
            targets = [call["TargetShardCount"] for call in calls]
            self.assertEqual(targets, expected, name)

    def test_a_longer_retention_is_left_as_it_is_and_said(self):
        said = by_name("down from nine shards")["result"].stderr
        self.assertIn("-down keeps records for 100 hours, not 24.", said)

    def test_consumers_that_are_there_are_not_registered_again(self):
        registered = [call["ConsumerName"] for call in about(self.calls, "RegisterStreamConsumer", "up")]
        # The first is by this test, before the script ran.
        self.assertEqual(registered, ["consumer-1", "consumer-2"])

    def test_a_change_run_again_changes_nothing(self):
        before = len(self.aws.calls)
        result = self.bash(by_name("down from nine shards")["script"])
        self.assertEqual(result.returncode, 0, result.stderr)
        repeated = {name for name, _ in self.aws.calls[before:]}
        self.assertEqual(repeated, {"DescribeStreamSummary", "EnableEnhancedMonitoring"})

    def test_a_script_stops_at_the_first_thing_that_fails(self):
        case = by_name("fraud")
        before = len(self.aws.calls)
        result = self.bash(case["script"])
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("ResourceInUse", result.stderr)
        self.assertEqual([name for name, _ in self.aws.calls[before:]], ["CreateStream"])


class Templates(unittest.TestCase):
    def test_cfn_lint_finds_nothing(self):
        wanted = [(case["workload"], mode, "cloudformation") for case in CASES for mode in MODES]
        with tempfile.TemporaryDirectory() as folder:
            for n, text in enumerate(exports(wanted)):
                pathlib.Path(folder, f"{n}.yaml").write_text(text)
            # The tool does find what is wrong:
            broken = pathlib.Path(folder, "broken.yml")
            broken.write_text(text.replace("RetentionPeriodHours: ", "RetentionPeriodHours: 99"))
            lint = [BIN / "cfn-lint", "--non-zero-exit-code", "warning", "--format", "parseable"]
            result = subprocess.run([*lint, *sorted(pathlib.Path(folder).glob("*.yaml"))], capture_output=True, text=True)
            self.assertEqual((result.returncode, result.stdout), (0, ""), result.stdout + result.stderr)
            result = subprocess.run([*lint, broken], capture_output=True, text=True)
            self.assertNotEqual(result.returncode, 0)
            self.assertIn("9924 is greater than the maximum of 8760", result.stdout)


class Tables(unittest.TestCase):
    def test_csv_has_every_figure_of_the_plan(self):
        texts = exports([(case["workload"], case["mode"], "csv") for case in CASES])
        for case, text in zip(CASES, texts, strict=True):
            with self.subTest(case["name"]):
                rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
                self.assertTrue(all(None not in row and None not in row.values() for row in rows))
                of = lambda part, mode="": [r for r in rows if r["part"] == part and (not mode or r["mode"] == mode)]
                for bill in case["plan"]["modes"]:
                    lines = [
                        {
                            "item": row["name"],
                            "quantity": row["quantity"],
                            "unit": row["unit"],
                            "unit_usd": row["price_usd"] or None,
                            "usd": row["amount_usd"] or None,
                            "source": row["source"] or None,
                            "confidence": None if row["confidence"] == "price not known" else row["confidence"],
                        }
                        for row in of("line", bill["mode"])
                    ]
                    self.assertEqual(lines, bill["lines"])
                    (total,) = of("total", bill["mode"])
                    self.assertEqual(total["amount_usd"] or None, bill["usd"])
                dimensions = [(row["name"], row["working"], row["quantity"]) for row in of("dimension")]
                expected = [
                    (by["dimension"], by["working"], str(by["shards"] or "")) for by in case["plan"]["shards"]["by"]
                ]
                self.assertEqual(dimensions, expected)
                findings = [(row["name"], row["title"], row["working"]) for row in of("finding")]
                expected = [(f["finding"], f["what"], f["advice"]) for f in case["plan"]["findings"]]
                self.assertEqual(findings, expected)


if __name__ == "__main__":
    unittest.main()
