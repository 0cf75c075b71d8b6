//! A script for bash (3.2 or later, as on a Mac) and the AWS CLI (1 or 2). Names may begin with a hyphen, so they stand
//! behind an equals sign.

use super::{
    setup::{ALARM_MINUTES, Alarm, KMS_KEY, Setup},
    text::Text,
};
use crate::{aws::limits::UPDATE_SHARD_COUNT_CALLS, plan::Plan, units::Count};

pub(super) fn text(plan: &Plan, setup: &Setup) -> String {
    let mut text = Text::default();
    head(&mut text, plan, setup);
    text.gap();
    functions(&mut text, setup);
    text.gap();
    if setup.mode == crate::aws::pricing::Mode::OnDemandAdvantage {
        text.comment("For all on-demand streams of the account in this Region.");
        text.line("aws kinesis update-account-settings --region \"$region\" \\");
        text.line("  --minimum-throughput-billing-commitment Status=ENABLED > /dev/null");
        text.gap();
    }
    let Setup { name, streams, .. } = setup;
    match streams {
        1 => text.put(format_args!("for stream in {name}; do")),
        n => text.put(format_args!("for stream in $(seq -f '{name}-%g' 1 {n}); do")),
    }
    let stream = if setup.ladder.is_some() { existing(setup) } else { new(setup) };
    text.block(2, &stream);
    text.block(2, &readers_and_alarms(setup));
    text.line("done");
    text.into_string()
}

fn head(text: &mut Text, plan: &Plan, setup: &Setup) {
    text.line("#!/usr/bin/env bash");
    text.comment(&setup.headline());
    if let Some(ladder) = &setup.ladder {
        text.comment(&format!(
            "The stream is there, with {} shards: this changes it. What is right already stays as it is, so that the script can be run again.",
            Count(ladder.from)
        ));
    }
    for note in setup.notes(plan) {
        text.comment(&note);
    }
    text.line("set -euo pipefail");
    text.gap();
    text.put(format_args!("region={}", setup.region.code()));
    text.comment("ARN of an SNS topic that alarms tell; empty: they tell nobody.");
    text.line("topic=''");
    if setup.consumers > 0 {
        text.comment("Fan-out consumers: give them the names of your applications.");
        let names: Vec<_> = (1..=setup.consumers).map(|n| format!("consumer-{n}")).collect();
        text.put(format_args!("consumers=({})", names.join(" ")));
    }
    text.comment("Version 2 of the AWS CLI would stop to show each answer.");
    text.line("export AWS_PAGER=''");
}

fn functions(text: &mut Text, setup: &Setup) {
    text.block(
        0,
        r#"# summary FIELD: of the stream, as DescribeStreamSummary tells it.
summary() {
  aws kinesis describe-stream-summary --region "$region" --stream-name="$stream" \
    --query "StreamDescriptionSummary.$1" --output text
}

# Waits until the stream is ACTIVE: it takes no other change before.
settle() {
  local status
  while true; do
    status="$(summary StreamStatus)"
    [ "$status" = ACTIVE ] && return
    sleep 5
  done
}
"#,
    );
    if setup.consumers > 0 {
        text.gap();
        text.block(
            0,
            r#"# register CONSUMER: and waits until it is ACTIVE, since only few may be on their way at once.
register() {
  local status
  aws kinesis register-stream-consumer --region "$region" \
    --stream-arn "$arn" --consumer-name "$1" > /dev/null
  while true; do
    status="$(aws kinesis describe-stream-consumer --region "$region" \
      --stream-arn "$arn" --consumer-name "$1" \
      --query ConsumerDescription.ConsumerStatus --output text)"
    [ "$status" = ACTIVE ] && return
    sleep 5
  done
}
"#,
        );
    }
    text.gap();
    text.block(
        0,
        &format!(
            r#"# alarm NAME METRIC STATISTIC THRESHOLD WHY DIMENSION...
alarm() {{
  local name="$1" metric="$2" statistic="$3" threshold="$4" why="$5"
  shift 5
  aws cloudwatch put-metric-alarm --region "$region" --alarm-name="$name" \
    --alarm-description "$why" --namespace AWS/Kinesis --metric-name "$metric" \
    --statistic "$statistic" --period 60 --evaluation-periods {ALARM_MINUTES} \
    --threshold "$threshold" --comparison-operator GreaterThanThreshold \
    --treat-missing-data notBreaching --dimensions "$@" \
    ${{topic:+--alarm-actions "$topic"}}
}}
"#
        ),
    );
}

/// A stream that is not there yet.
fn new(setup: &Setup) -> String {
    let mut lines = Text::default();
    let mut arguments = vec![format!("--stream-mode-details StreamMode={}", setup.stream_mode())];
    if setup.is_provisioned() {
        arguments.push(format!("--shard-count {}", setup.shards));
    }
    arguments.extend(setup.max_record_kib.map(|kib| format!("--max-record-size-in-ki-b {kib}")));
    arguments.extend(setup.warm_mib.map(|mib| format!("--warm-throughput-mi-bps {mib}")));
    lines.line("aws kinesis create-stream --region \"$region\" --stream-name=\"$stream\" \\");
    lines.put(format_args!("  {}", arguments.join(" \\\n  ")));
    lines.line("settle");
    if setup.retention_hours > 24 {
        lines.line("aws kinesis increase-stream-retention-period --region \"$region\" \\");
        lines.put(format_args!(
            "  --stream-name=\"$stream\" --retention-period-hours {}",
            setup.retention_hours
        ));
        lines.line("settle");
    }
    lines.block(0, &encryption());
    lines.block(0, MONITORING);
    lines.into_string()
}

/// A stream that is there, brought to what is planned, whatever of it is done already.
fn existing(setup: &Setup) -> String {
    let mut lines = Text::default();
    lines.line("settle");
    if setup.is_provisioned() {
        lines.block(0, &ladder(setup));
    } else {
        lines.line("if [ \"$(summary StreamModeDetails.StreamMode)\" != ON_DEMAND ]; then");
        lines.line(
            "  aws kinesis update-stream-mode --region \"$region\" --stream-arn \"$(summary StreamARN)\" \\",
        );
        lines.line("    --stream-mode-details StreamMode=ON_DEMAND");
        lines.line("  settle");
        lines.line("fi");
    }
    if let Some(mib) = setup.warm_mib {
        lines.line("aws kinesis update-stream-warm-throughput --region \"$region\" \\");
        lines.put(format_args!("  --stream-name=\"$stream\" --warm-throughput-mi-bps {mib} > /dev/null"));
        lines.line("settle");
    }
    if let Some(kib) = setup.max_record_kib {
        lines.line("aws kinesis update-max-record-size --region \"$region\" \\");
        lines.put(format_args!("  --stream-arn \"$(summary StreamARN)\" --max-record-size-in-ki-b {kib}"));
        lines.line("settle");
    }
    lines.block(0, &retention(setup.retention_hours));
    lines.line("if [ \"$(summary EncryptionType)\" != KMS ]; then");
    lines.block(2, &encryption());
    lines.line("fi");
    lines.block(0, MONITORING);
    lines.into_string()
}

fn ladder(setup: &Setup) -> String {
    let mut lines = Text::default();
    let Some(ladder) = setup.ladder.as_ref().filter(|ladder| !ladder.steps.is_empty()) else {
        lines.comment("The shards are as many as they should be.");
        return lines.into_string();
    };
    let calls = UPDATE_SHARD_COUNT_CALLS.value;
    lines.comment("A call at most doubles and at least halves the shards.");
    if ladder.days() > 0 {
        lines.comment(&format!(
            "{calls} calls fit into 24 hours: the next one fails. Run the script again then; it goes on from there."
        ));
    }
    let targets: Vec<_> = ladder.steps.iter().map(|step| step.target.to_string()).collect();
    let is_on_the_way = if ladder.to > ladder.from { "-lt" } else { "-gt" };
    lines.put(format_args!("for target in {}; do", targets.join(" ")));
    lines.put(format_args!("  if [ \"$(summary OpenShardCount)\" {is_on_the_way} \"$target\" ]; then"));
    lines.line("    aws kinesis update-shard-count --region \"$region\" --stream-name=\"$stream\" \\");
    lines.line("      --target-shard-count \"$target\" --scaling-type UNIFORM_SCALING > /dev/null");
    lines.line("    settle");
    lines.line("  fi");
    lines.line("done");
    lines.into_string()
}

fn retention(hours: u32) -> String {
    format!(
        r#"kept="$(summary RetentionPeriodHours)"
if [ "$kept" -lt {hours} ]; then
  aws kinesis increase-stream-retention-period --region "$region" \
    --stream-name="$stream" --retention-period-hours {hours}
  settle
elif [ "$kept" -gt {hours} ]; then
  echo "$stream keeps records for $kept hours, not {hours}. It stays so: less would make the" \
    "older ones inaccessible at once. aws kinesis decrease-stream-retention-period does it." >&2
fi
"#
    )
}

fn encryption() -> String {
    format!(
        r#"aws kinesis start-stream-encryption --region "$region" --stream-name="$stream" \
  --encryption-type KMS --key-id {KMS_KEY}
settle
"#
    )
}

const MONITORING: &str = r#"aws kinesis enable-enhanced-monitoring --region "$region" --stream-name="$stream" \
  --shard-level-metrics ALL > /dev/null
settle
"#;

fn readers_and_alarms(setup: &Setup) -> String {
    let mut lines = Text::default();
    for Alarm { suffix, metric, statistic, above, why } in &setup.alarms {
        lines.put(format_args!("alarm \"$stream-{suffix}\" {metric} {statistic} {above} \\"));
        lines.put(format_args!("  '{why}' \\"));
        lines.line("  \"Name=StreamName,Value=$stream\"");
    }
    if setup.consumers == 0 {
        return lines.into_string();
    }
    lines.line("arn=\"$(summary StreamARN)\"");
    if setup.ladder.is_some() {
        lines.block(
            0,
            r#"registered=" $(aws kinesis list-stream-consumers --region "$region" --stream-arn "$arn" \
  --query 'Consumers[].ConsumerName' --output text | tr '\t\n' '  ') "
"#,
        );
    }
    lines.line("for consumer in \"${consumers[@]}\"; do");
    if setup.ladder.is_some() {
        lines.line("  case \"$registered\" in");
        lines.line("    *\" $consumer \"*) ;;");
        lines.line("    *) register \"$consumer\" ;;");
        lines.line("  esac");
    } else {
        lines.line("  register \"$consumer\"");
    }
    let Alarm { suffix, metric, statistic, above, why } = &setup.consumer_alarm;
    lines.put(format_args!("  alarm \"$stream-$consumer-{suffix}\" {metric} {statistic} {above} \\"));
    lines.put(format_args!("    '{why}' \\"));
    lines.line("    \"Name=StreamName,Value=$stream\" \"Name=ConsumerName,Value=$consumer\"");
    lines.line("done");
    lines.into_string()
}
