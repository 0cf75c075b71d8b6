//! What is to be made in an account for a plan. The three formats that make it draw on this one list, so that they
//! cannot disagree.

use super::summary::retention;
use crate::{
    aws::{
        Region,
        limits::{
            DEFAULT_MAX_RECORD_SIZE, FAN_OUT_CONSUMERS, MAX_SHARDS, ON_DEMAND_START, ON_DEMAND_STREAMS,
            SHARD_BYTES_PER_SECOND, SHARD_RECORDS_PER_SECOND, WARM_THROUGHPUT,
        },
        pricing::{ADVANTAGE_COMMITMENT_BYTES_PER_SECOND, ADVANTAGE_COMMITMENT_HOURS, Mode},
    },
    plan::{
        Flow, Plan,
        ladder::{Ladder, Stopped, ladder},
        workload::MAX_STREAM_NAME,
    },
    units::{Bytes, BytesPerSecond, Count},
};

/// The key that Kinesis keeps for an account.
pub(super) const KMS_KEY: &str = "alias/aws/kinesis";
/// Minutes in a row after which an alarm rises: one throttled second of many is what the plan accepts.
pub(super) const ALARM_MINUTES: u32 = 5;

#[derive(Debug)]
pub(super) struct Setup {
    /// `StreamName`; of several, what their names begin with.
    pub(super) name: String,
    pub(super) streams: u32,
    pub(super) region: Region,
    pub(super) mode: Mode,
    /// Of each stream, in provisioned mode.
    pub(super) shards: u64,
    /// The way from today's shards; streams are there already then.
    pub(super) ladder: Option<Ladder>,
    pub(super) retention_hours: u32,
    /// `MaxRecordSizeInKiB`, where the usual 1 MiB is too little.
    pub(super) max_record_kib: Option<u64>,
    /// `WarmThroughputMiBps` of each stream.
    pub(super) warm_mib: Option<u64>,
    /// Fan-out consumers of each stream.
    pub(super) consumers: u32,
    /// Of each stream.
    pub(super) alarms: [Alarm; 3],
    /// Of each fan-out consumer.
    pub(super) consumer_alarm: Alarm,
}

#[derive(Debug, Clone)]
pub(super) struct Alarm {
    /// What its name ends with, after the stream's name.
    pub(super) suffix: &'static str,
    pub(super) metric: &'static str,
    pub(super) statistic: &'static str,
    /// It rises above this.
    pub(super) above: u64,
    /// Without quotes or backslashes: it stands in quotes in all formats.
    pub(super) why: String,
}

impl Setup {
    pub(super) fn of(plan: &Plan, mode: Mode) -> Self {
        let workload = &plan.workload;
        let shards = plan.sizing.per_stream;
        Self {
            name: name(&workload.stream_name, workload.streams),
            streams: workload.streams,
            region: workload.region,
            mode,
            shards,
            ladder: workload.shards_now.map(|now| ladder(now.into(), shards)),
            retention_hours: workload.retention_hours,
            max_record_kib: max_record_kib(plan),
            warm_mib: (mode == Mode::OnDemandAdvantage).then(|| warm_mib(plan)).flatten(),
            consumers: workload.fan_out_consumers,
            alarms: alarms(workload.retention_hours),
            consumer_alarm: Alarm {
                suffix: "behind",
                metric: "SubscribeToShardEvent.MillisBehindLatest",
                statistic: "Maximum",
                above: half(workload.retention_hours),
                why: behind("The consumer", workload.retention_hours),
            },
        }
    }

    /// `StreamMode`.
    pub(super) fn stream_mode(&self) -> &'static str {
        if self.is_provisioned() { "PROVISIONED" } else { "ON_DEMAND" }
    }

    pub(super) fn is_provisioned(&self) -> bool {
        self.mode == Mode::Provisioned
    }

    /// `payments: 9 shards, provisioned, in us-east-1`.
    pub(super) fn headline(&self) -> String {
        let Self { name, region, .. } = self;
        let streams = match self.streams {
            1 => format!("stream {name}"),
            n => format!("streams {name}-1 to {name}-{n}"),
        };
        let capacity = match self.mode {
            Mode::Provisioned if self.shards == 1 => "provisioned, 1 shard".to_owned(),
            Mode::Provisioned => format!("provisioned, {} shards", Count(self.shards)),
            Mode::OnDemandStandard => "on-demand Standard".to_owned(),
            Mode::OnDemandAdvantage => "on-demand Advantage".to_owned(),
        };
        let each = if self.streams > 1 { " each" } else { "" };
        format!("Kinesis {streams} in {} ({}): {capacity}{each}.", region.code(), region.place())
    }

    /// What one has to know before one runs it, a sentence each.
    pub(super) fn notes(&self, plan: &Plan) -> Vec<String> {
        let mut notes = Vec::new();
        if self.is_provisioned() {
            self.provisioned_notes(plan, &mut notes);
        } else {
            self.on_demand_notes(plan, &mut notes);
        }
        if self.mode != Mode::OnDemandAdvantage && self.consumers as usize > FAN_OUT_CONSUMERS.value {
            notes.push(format!(
                "{} fan-out consumers are more than the {} that this mode allows a stream: the last ones will be refused.",
                self.consumers, FAN_OUT_CONSUMERS.value
            ));
        }
        notes.push(
            "CloudWatch bills alarms and shard-level metrics; that is not in the plan’s figures.".to_owned(),
        );
        notes
    }

    fn provisioned_notes(&self, plan: &Plan, notes: &mut Vec<String>) {
        if !plan.sizing.is_possible() {
            notes.push(
                "No number of shards carries these partition keys: the hottest one will be throttled. See the plan’s findings first."
                    .to_owned(),
            );
        }
        let quota = self.region.shard_quota().value;
        if plan.sizing.total > quota {
            notes.push(format!(
                "{} shards are more than the {} an account has in {} at first: ask AWS for a higher quota before.",
                Count(plan.sizing.total),
                Count(quota),
                self.region.code()
            ));
        }
        let Some(ladder) = &self.ladder else { return };
        let most = Count(MAX_SHARDS.value.into());
        match ladder.stopped {
            Some(Stopped::TooManyShards) => notes.push(format!(
                "UpdateShardCount goes to {most} shards at the most, the plan asks for {}: spread the rest over more streams.",
                Count(ladder.to)
            )),
            Some(Stopped::StuckAbove) => notes.push(format!(
                "A stream of more than {most} shards can only be brought below them, and not below half: this one cannot be brought to {}.",
                Count(ladder.to)
            )),
            None => {}
        }
    }

    fn on_demand_notes(&self, plan: &Plan, notes: &mut Vec<String>) {
        if self.mode == Mode::OnDemandAdvantage {
            notes.push(format!(
                "On-demand Advantage is a setting of the account in this Region, for all its on-demand streams there. It bills at least {} in and out each, and stands for {ADVANTAGE_COMMITMENT_HOURS} hours at least.",
                BytesPerSecond(ADVANTAGE_COMMITMENT_BYTES_PER_SECOND)
            ));
        } else if plan.demand.peak.bytes.0 > ON_DEMAND_START.value.0 && self.ladder.is_none() {
            notes.push(format!(
                "A new on-demand stream takes {}/s at first and grows with its traffic: lead traffic over to it little by little.",
                Bytes(ON_DEMAND_START.value.0)
            ));
        }
        if self.streams > ON_DEMAND_STREAMS.value {
            notes.push(format!(
                "{} on-demand streams are more than the {} an account has in a Region at first: ask AWS for a higher quota before.",
                Count(self.streams.into()),
                ON_DEMAND_STREAMS.value
            ));
        }
        if !plan.sizing.is_possible() {
            notes.push(
                "The hottest key is too hot for a shard, in on-demand mode too, as long as keys decide the shard. See the plan’s findings first."
                    .to_owned(),
            );
        }
    }
}

/// Short enough that the number of a stream fits behind it.
fn name(name: &str, streams: u32) -> String {
    if streams == 1 {
        return name.to_owned();
    }
    let room = MAX_STREAM_NAME - 1 - streams.to_string().len();
    name.get(..room).unwrap_or(name).to_owned()
}

/// Of the largest record, aggregated or not, in whole KiB.
fn max_record_kib(plan: &Plan) -> Option<u64> {
    let largest = plan.demand.sizes.largest.max(plan.workload.sizes.sample().largest);
    (largest > DEFAULT_MAX_RECORD_SIZE.value.0).then(|| largest.div_ceil(Bytes::KIB.0))
}

/// What the peak or the surge needs, counted as shards are, where it is more than a new stream takes.
fn warm_mib(plan: &Plan) -> Option<u64> {
    let mib = |flow: Flow| {
        let records = flow.records.milli().div_ceil(SHARD_RECORDS_PER_SECOND.value * 1_000);
        records.max(flow.bytes.0.div_ceil(SHARD_BYTES_PER_SECOND.value.0))
    };
    let needed = mib(plan.demand.peak).max(plan.demand.surge.map_or(0, mib));
    let most = WARM_THROUGHPUT.value.0 / Bytes::MIB.0;
    (needed > ON_DEMAND_START.value.0 / Bytes::MIB.0).then_some(needed.min(most))
}

fn alarms(retention_hours: u32) -> [Alarm; 3] {
    let throttled = |suffix, metric, what: &str| Alarm {
        suffix,
        metric,
        statistic: "Sum",
        above: 0,
        why: format!("{what} were throttled in each of {ALARM_MINUTES} minutes"),
    };
    [
        Alarm {
            suffix: "iterator-age",
            metric: "GetRecords.IteratorAgeMilliseconds",
            statistic: "Maximum",
            above: half(retention_hours),
            why: behind("A reader", retention_hours),
        },
        throttled("writes-throttled", "WriteProvisionedThroughputExceeded", "Writes"),
        throttled("reads-throttled", "ReadProvisionedThroughputExceeded", "Reads"),
    ]
}

/// Half of the retention, in milliseconds.
fn half(retention_hours: u32) -> u64 {
    u64::from(retention_hours) * 3_600_000 / 2
}

fn behind(who: &str, retention_hours: u32) -> String {
    format!(
        "{who} is behind by more than half of the retention of {}, a rule of thumb: past all of it records are lost",
        retention(retention_hours)
    )
}
