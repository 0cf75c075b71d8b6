//! A Terraform configuration, written as `terraform fmt` would.

use super::{
    setup::{ALARM_MINUTES, Alarm, KMS_KEY, Setup},
    text::Text,
};
use crate::{
    aws::{limits::FAN_OUT_CONSUMERS_CREATING, pricing::Mode},
    plan::Plan,
};

/// Shard-level metrics one by one: for `ALL`, AWS answers with these, which would look like a change each time.
const SHARD_LEVEL_METRICS: [&str; 7] = [
    "IncomingBytes",
    "IncomingRecords",
    "IteratorAgeMilliseconds",
    "OutgoingBytes",
    "OutgoingRecords",
    "ReadProvisionedThroughputExceeded",
    "WriteProvisionedThroughputExceeded",
];
/// The longest list that Terraform's `range` makes.
const RANGE: u32 = 1_024;

pub(super) fn text(plan: &Plan, setup: &Setup) -> String {
    let mut text = Text::default();
    head(&mut text, plan, setup);
    text.gap();
    preamble(&mut text, setup);
    locals(&mut text, setup);
    if setup.mode == Mode::OnDemandAdvantage {
        text.block(
            0,
            r#"
resource "aws_kinesis_account_settings" "this" {
  minimum_throughput_billing_commitment {
    status = "ENABLED"
  }
}
"#,
        );
    }
    stream(&mut text, setup);
    for one in &setup.alarms {
        alarm(&mut text, one, false);
    }
    if setup.consumers > 0 {
        text.block(
            0,
            r#"
resource "aws_kinesis_stream_consumer" "this" {
  for_each = local.readers

  name       = each.value.consumer
  stream_arn = aws_kinesis_stream.this[each.value.stream].arn
}
"#,
        );
        alarm(&mut text, &setup.consumer_alarm, true);
    }
    text.into_string()
}

fn head(text: &mut Text, plan: &Plan, setup: &Setup) {
    text.comment(&setup.headline());
    for note in setup.notes(plan) {
        text.comment(&note);
    }
    if setup.mode == Mode::OnDemandAdvantage {
        text.comment("Destroying aws_kinesis_account_settings leaves that setting as it is.");
    }
    if let Some(ladder) = setup.ladder.as_ref().filter(|_| setup.is_provisioned()) {
        let targets: Vec<_> = ladder.steps.iter().map(|step| step.target.to_string()).collect();
        text.comment("The stream is there: bring it into the state first, with terraform import.");
        if targets.len() > 1 {
            text.comment(&format!(
                "A call at most doubles and at least halves shard_count: apply it with {}.",
                targets.join(", then ")
            ));
        }
    }
    let at_once = FAN_OUT_CONSUMERS_CREATING.value;
    if setup.consumers > at_once {
        text.comment(&format!(
            "At most {at_once} fan-out consumers of a stream may be on their way at once: terraform apply -parallelism={at_once}"
        ));
    }
}

fn preamble(text: &mut Text, setup: &Setup) {
    // The earliest versions whose documentation was seen to have what is used.
    let version = match setup.mode {
        Mode::OnDemandAdvantage => "6.58.0",
        _ if setup.max_record_kib.is_some() => "6.25.0",
        _ => "5.0.0",
    };
    text.block(
        0,
        &format!(
            r#"terraform {{
  required_version = ">= 1.3"

  required_providers {{
    aws = {{
      source  = "hashicorp/aws"
      version = ">= {version}"
    }}
  }}
}}

provider "aws" {{
  region = "{}"
}}

variable "alarm_topic_arns" {{
  description = "ARNs of SNS topics that alarms tell"
  type        = list(string)
  default     = []
}}

"#,
            setup.region.code()
        ),
    );
}

fn locals(text: &mut Text, setup: &Setup) {
    let Setup { name, streams, consumers, .. } = setup;
    text.line("locals {");
    match *streams {
        1 => text.put(format_args!("  streams = toset([\"{name}\"])")),
        n if n < RANGE => {
            text.put(format_args!("  streams = toset([for n in range(1, {}) : \"{name}-${{n}}\"])", n + 1));
        }
        n => {
            text.put(format_args!("  # A range has at most {RANGE} numbers."));
            text.line("  numbers = flatten([");
            text.put(format_args!(
                "    for k in range(0, {}) : range(k * {RANGE} + 1, (k + 1) * {RANGE} + 1)",
                n.div_ceil(RANGE)
            ));
            text.line("  ])");
            text.put(format_args!(
                "  streams = toset([for n in local.numbers : \"{name}-${{n}}\" if n <= {n}])"
            ));
        }
    }
    if *consumers > 0 {
        text.gap();
        text.line("  # Fan-out consumers: give them the names of your applications.");
        text.line("  consumers = [");
        for n in 1..=*consumers {
            text.put(format_args!("    \"consumer-{n}\","));
        }
        text.block(
            0,
            r#"  ]
  readers = {
    for pair in setproduct(local.streams, local.consumers) :
    "${pair[0]}/${pair[1]}" => { stream = pair[0], consumer = pair[1] }
  }
"#,
        );
    }
    text.line("}");
}

fn stream(text: &mut Text, setup: &Setup) {
    let mut attributes = vec![("name", "each.key".to_owned())];
    if setup.is_provisioned() {
        attributes.push(("shard_count", setup.shards.to_string()));
    }
    attributes.push(("retention_period", setup.retention_hours.to_string()));
    if let Some(kib) = setup.max_record_kib {
        attributes.push(("max_record_size_in_kib", kib.to_string()));
    }
    if let Some(mib) = setup.warm_mib {
        attributes.push(("warm_throughput_mib_ps", mib.to_string()));
    }
    attributes.push(("encryption_type", quoted("KMS")));
    attributes.push(("kms_key_id", quoted(KMS_KEY)));
    text.gap();
    text.line("resource \"aws_kinesis_stream\" \"this\" {");
    text.line("  for_each = local.streams");
    text.gap();
    aligned(text, &attributes);
    text.gap();
    text.line("  shard_level_metrics = [");
    for metric in SHARD_LEVEL_METRICS {
        text.put(format_args!("    \"{metric}\","));
    }
    text.line("  ]");
    text.gap();
    text.line("  stream_mode_details {");
    text.put(format_args!("    stream_mode = \"{}\"", setup.stream_mode()));
    text.line("  }");
    if setup.mode == Mode::OnDemandAdvantage {
        text.gap();
        text.line("  depends_on = [aws_kinesis_account_settings.this]");
    }
    text.line("}");
}

fn alarm(text: &mut Text, alarm: &Alarm, of_consumer: bool) {
    let Alarm { suffix, metric, statistic, above, why } = alarm;
    let name = if of_consumer { "${each.value.stream}-${each.value.consumer}" } else { "${each.key}" };
    text.gap();
    text.put(format_args!("resource \"aws_cloudwatch_metric_alarm\" \"{}\" {{", suffix.replace('-', "_")));
    text.line(if of_consumer { "  for_each = local.readers" } else { "  for_each = local.streams" });
    text.gap();
    aligned(
        text,
        &[
            ("alarm_name", quoted(&format!("{name}-{suffix}"))),
            ("alarm_description", quoted(why)),
            ("namespace", quoted("AWS/Kinesis")),
            ("metric_name", quoted(metric)),
            ("statistic", quoted(statistic)),
            ("period", "60".to_owned()),
            ("evaluation_periods", ALARM_MINUTES.to_string()),
            ("threshold", above.to_string()),
            ("comparison_operator", quoted("GreaterThanThreshold")),
            ("treat_missing_data", quoted("notBreaching")),
            ("alarm_actions", "var.alarm_topic_arns".to_owned()),
        ],
    );
    text.gap();
    text.line("  dimensions = {");
    if of_consumer {
        text.line("    StreamName   = aws_kinesis_stream.this[each.value.stream].name");
        text.line("    ConsumerName = aws_kinesis_stream_consumer.this[each.key].name");
    } else {
        text.line("    StreamName = aws_kinesis_stream.this[each.key].name");
    }
    text.line("  }");
    text.line("}");
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// Attributes of a block, their equals signs below each other.
fn aligned(text: &mut Text, attributes: &[(&str, String)]) {
    let width = attributes.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in attributes {
        text.put(format_args!("  {name:width$} = {value}"));
    }
}
