//! A `CloudFormation` template of one stream; several are as many stacks.

use super::{
    Format,
    setup::{ALARM_MINUTES, Alarm, KMS_KEY, Setup},
    text::Text,
};
use crate::{
    aws::{limits::FAN_OUT_CONSUMERS_CREATING, pricing::Mode},
    plan::Plan,
};

const AT_ONCE: u32 = FAN_OUT_CONSUMERS_CREATING.value;

pub(super) fn text(plan: &Plan, setup: &Setup) -> String {
    let mut text = Text::default();
    head(&mut text, plan, setup);
    text.gap();
    text.line("AWSTemplateFormatVersion: \"2010-09-09\"");
    text.gap();
    let first = if setup.streams > 1 { format!("{}-1", setup.name) } else { setup.name.clone() };
    text.block(
        0,
        &format!(
            r#"Parameters:
  StreamName:
    Type: String
    Default: "{first}"
    AllowedPattern: "[a-zA-Z0-9_.-]{{1,128}}"
  AlarmTopicArn:
    Type: String
    Default: ""
    Description: ARN of an SNS topic that alarms tell; empty, and they tell nobody

Conditions:
  HasAlarmTopic: !Not [!Equals [!Ref AlarmTopicArn, ""]]

Resources:
"#
        ),
    );
    text.block(2, &stream(setup));
    for alarm in &setup.alarms {
        let resource = resource_name(alarm.suffix);
        text.gap();
        text.block(2, &alarm_resource(&format!("{resource}Alarm"), alarm, None));
    }
    for n in 1..=setup.consumers {
        text.gap();
        text.block(2, &consumer(n));
        text.gap();
        text.block(2, &alarm_resource(&format!("Consumer{n}Alarm"), &setup.consumer_alarm, Some(n)));
    }
    text.gap();
    text.line("Outputs:");
    text.line("  StreamArn:");
    text.line("    Value: !GetAtt Stream.Arn");
    text.into_string()
}

fn head(text: &mut Text, plan: &Plan, setup: &Setup) {
    text.comment(&setup.headline());
    for note in setup.notes(plan) {
        text.comment(&note);
    }
    let region = setup.region.code();
    if setup.mode == Mode::OnDemandAdvantage {
        text.comment("CloudFormation has no resource for that setting. Enable it first:");
        text.put(format_args!("#   aws kinesis update-account-settings --region {region} \\"));
        text.line("#     --minimum-throughput-billing-commitment Status=ENABLED");
    }
    if let Some(ladder) = setup.ladder.as_ref().filter(|_| setup.is_provisioned()) {
        let targets: Vec<_> = ladder.steps.iter().map(|step| step.target.to_string()).collect();
        text.comment("The stream is there: import it into the stack first.");
        if targets.len() > 1 {
            text.comment(&format!(
                "An update at most doubles and at least halves ShardCount: deploy it with {}.",
                targets.join(", then ")
            ));
        }
    }
    text.comment("Deploy it with");
    let (name, file) = (&setup.name, Format::CloudFormation.file_name(plan));
    let stack = stack_name(name);
    if setup.streams == 1 {
        text.put(format_args!("#   aws cloudformation deploy --region {region} \\"));
        text.put(format_args!("#     --stack-name {stack} --template-file {file}"));
        return;
    }
    text.put(format_args!("#   for n in $(seq 1 {}); do", setup.streams));
    text.put(format_args!("#     aws cloudformation deploy --region {region} \\"));
    text.put(format_args!("#       --stack-name {stack}-$n --template-file {file} \\"));
    text.put(format_args!("#       --parameter-overrides StreamName={name}-$n"));
    text.line("#   done");
}

/// Stacks have letters, digits and hyphens, begin with a letter and have at most 128 characters.
fn stack_name(stream: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    format!("stream-{}", stream.chars().take(100).map(plain).collect::<String>())
}

/// `iterator-age` → `IteratorAge`.
fn resource_name(suffix: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    };
    suffix.split('-').map(capital).collect()
}

fn stream(setup: &Setup) -> String {
    let mut lines = Text::default();
    lines.line("Stream:");
    lines.line("  Type: AWS::Kinesis::Stream");
    lines.line("  Properties:");
    lines.line("    Name: !Ref StreamName");
    lines.line("    StreamModeDetails:");
    lines.put(format_args!("      StreamMode: {}", setup.stream_mode()));
    if setup.is_provisioned() {
        lines.put(format_args!("    ShardCount: {}", setup.shards));
    }
    lines.put(format_args!("    RetentionPeriodHours: {}", setup.retention_hours));
    if let Some(kib) = setup.max_record_kib {
        lines.put(format_args!("    MaxRecordSizeInKiB: {kib}"));
    }
    if let Some(mib) = setup.warm_mib {
        lines.put(format_args!("    WarmThroughputMiBps: {mib}"));
    }
    lines.line("    DesiredShardLevelMetrics: [ALL]");
    lines.line("    StreamEncryption:");
    lines.line("      EncryptionType: KMS");
    lines.put(format_args!("      KeyId: {KMS_KEY}"));
    lines.into_string()
}

fn consumer(n: u32) -> String {
    let mut lines = Text::default();
    lines.put(format_args!("Consumer{n}:"));
    lines.line("  Type: AWS::Kinesis::StreamConsumer");
    if n > AT_ONCE {
        if n == AT_ONCE + 1 {
            lines.put(format_args!("  # At most {AT_ONCE} consumers may be on their way at once."));
        }
        lines.put(format_args!("  DependsOn: Consumer{}", n - AT_ONCE));
    }
    lines.line("  Properties:");
    lines.line("    StreamARN: !GetAtt Stream.Arn");
    lines.put(format_args!("    ConsumerName: consumer-{n}"));
    lines.into_string()
}

fn alarm_resource(resource: &str, alarm: &Alarm, consumer: Option<u32>) -> String {
    let Alarm { suffix, metric, statistic, above, why } = alarm;
    let of_whom = consumer.map_or(String::new(), |n| format!("consumer-{n}-"));
    let mut lines = Text::default();
    lines.block(
        0,
        &format!(
            r#"{resource}:
  Type: AWS::CloudWatch::Alarm
  Properties:
    AlarmName: !Sub "${{StreamName}}-{of_whom}{suffix}"
    AlarmDescription: "{why}"
    Namespace: AWS/Kinesis
    MetricName: {metric}
    Dimensions:
      - Name: StreamName
        Value: !Ref Stream
"#
        ),
    );
    if let Some(n) = consumer {
        lines.line("      - Name: ConsumerName");
        lines.put(format_args!("        Value: consumer-{n}"));
    }
    lines.block(
        0,
        &format!(
            r"    Statistic: {statistic}
    Period: 60
    EvaluationPeriods: {ALARM_MINUTES}
    Threshold: {above}
    ComparisonOperator: GreaterThanThreshold
    TreatMissingData: notBreaching
    AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], !Ref AWS::NoValue]
"
        ),
    );
    lines.into_string()
}
