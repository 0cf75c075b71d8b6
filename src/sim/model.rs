//! The simulator as the page sees it: one state, one way to change it, one small picture of it.

mod marks;

use super::{
    ClosedSecond, Engine, Glimpse, Heat, MinutePoint, ReaderMinute, ReaderSecond, Report, SecondPoint,
    ShardDetail, ShardRow, ShardSecond, Snapshot, TopKey, Verdict, VerdictKind,
    history::{BURST_WINDOW, History, Second},
    log::LogRecord,
    report::VerdictSpan,
    scenario::{Change, MAX_CHANGES, Producer, Reader, Resolution, Scenario, ScenarioError, What},
    snapshot::{Counts, MAX_ROWS},
    verdict::{Finding, in_words, look, with_readers},
    weight::Weight,
};
use crate::{
    kinesis::{ShardId, ShardMap},
    units::{Share, SimDuration, SimTime},
};

/// Seconds a shard's detail shows.
const DETAIL_SECONDS: usize = 120;

/// Seconds after which a state's figures have settled.
const SETTLED: u64 = 5;

/// Everything one can do to a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// Another scenario, from its beginning.
    Load(Box<Scenario>),
    /// This scenario again, its changes included.
    Restart,
    /// Let this much simulated time pass, at most up to the end. Large spans are for slices of the caller's.
    Advance(SimDuration),
    /// A change of stream or producers, from the next whole second on.
    Change(What),
    /// Another seed: from the beginning, with the settings of now for the whole run.
    Reseed(u64),
}

/// A run and what is known of it.
#[derive(Debug, Clone)]
pub struct Model {
    scenario: Scenario,
    engine: Engine,
    history: History,
    heat: Heat,
    /// Where time has come to; the engine may be less than a second behind.
    now: SimTime,
    finding: Option<Finding>,
    spans: Vec<VerdictSpan>,
    first_refusal: Option<SimTime>,
}

impl Model {
    /// # Errors
    /// When a setting of the scenario is out of its limits.
    pub fn new(scenario: Scenario) -> Result<Self, ScenarioError> {
        scenario.check()?;
        Ok(Self {
            engine: Engine::new(&scenario),
            scenario,
            history: History::default(),
            heat: Heat::default(),
            now: SimTime::ZERO,
            finding: None,
            spans: Vec::new(),
            first_refusal: None,
        })
    }

    /// # Errors
    /// When a setting is out of its limits; then nothing has changed.
    pub fn update(&mut self, msg: Msg) -> Result<(), ScenarioError> {
        match msg {
            Msg::Load(scenario) => *self = Self::new(*scenario)?,
            Msg::Restart => *self = Self::new(self.scenario.clone())?,
            Msg::Advance(span) => self.advance(span),
            Msg::Change(what) => self.change(what)?,
            Msg::Reseed(seed) => *self = Self::new(Scenario { seed, ..self.settled() })?,
        }
        Ok(())
    }

    fn advance(&mut self, span: SimDuration) {
        self.run(self.now + span, u64::MAX);
    }

    /// Runs up to `until`, or to the end of the second in which `most` work has been done, whichever comes first;
    /// what work was done, in about a microsecond each. Where a run is cut into parts makes no difference to it.
    pub(super) fn run(&mut self, until: SimTime, most: u64) -> u64 {
        let until = until.min(self.ends_at()).max(self.now);
        let Self { engine, history, heat, .. } = self;
        let mut work = 0;
        // A verdict needs the engine, which is busy while a second closes: seconds are judged one by one.
        while engine.now() < until && work < most {
            let before = engine.now();
            let next = SimTime::from_secs(before.second() + 1).min(until);
            let mut closed_one = None;
            engine.run_until(next, &mut |closed| {
                history.add(closed);
                heat.add(closed);
                closed_one = Some(closed.second);
                work += work_of(&self.scenario, closed);
            });
            if let Some(second) = closed_one {
                let at = SimTime::from_secs(second + 1);
                let last = work >= most || at + SimDuration::from_secs(1) > until;
                if last || !is_calm(self.finding.as_ref(), history, &self.spans) {
                    self.finding = look(history, engine);
                }
                judge(&mut self.spans, self.finding.as_ref(), engine, at);
                if self.first_refusal.is_none() && history.last().is_some_and(|s| s.counts.throttled > 0) {
                    self.first_refusal = Some(SimTime::from_secs(second));
                }
            }
            if engine.now() == before {
                break;
            }
        }
        let cut_short = work >= most;
        self.now = if cut_short { engine.now() } else { until };
        work
    }

    fn change(&mut self, what: What) -> Result<(), ScenarioError> {
        let at = SimTime::from_millis(self.engine.now().millis().div_ceil(1_000) * 1_000);
        let mut changes = self.scenario.changes.clone();
        // Turning a knob sends many changes within one second: the last one counts. What was planned for later is
        // overtaken by its like that is done now; the rest of the plan stays.
        let overtaken = |c: &Change| c.at >= at && what.overtakes(&c.what);
        // Where the one that it overtakes stood: what befell a reader since it was added still finds it.
        let same_second = changes.iter().position(|c| c.at == at && overtaken(c));
        let place = same_second.unwrap_or_else(|| changes.partition_point(|c| c.at <= at));
        changes.retain(|c| !overtaken(c));
        if changes.len() >= MAX_CHANGES {
            return Err(ScenarioError::too_many_changes());
        }
        let takes_readers_away = matches!(what, What::Readers(_));
        changes.insert(place, Change { at, what });
        if takes_readers_away {
            self.scenario.drop_orphans(&mut changes);
        }
        let scenario = Scenario { changes, ..self.scenario.clone() };
        scenario.check()?;
        self.engine.set_changes(&scenario.changes);
        self.scenario = scenario;
        Ok(())
    }

    /// Goes on with these changes: they are checked, and the same as its own up to now.
    pub(super) fn adopt(&mut self, changes: &[Change]) {
        self.engine.set_changes(changes);
        changes.clone_into(&mut self.scenario.changes);
    }

    /// Nothing but whole seconds lies behind it: what comes next is the same in every way to get here.
    pub(super) fn is_at_whole_second(&self) -> bool {
        self.now == self.engine.now() && self.now.millis().is_multiple_of(1_000)
    }

    /// Bytes of one of [`Model::known_records`].
    pub(super) const BYTES_OF_KNOWN: usize = size_of::<LogRecord>();

    /// By shard: which of its records are known one by one, from … to.
    pub(super) fn known_records(&self) -> impl Iterator<Item = (usize, usize)> {
        self.engine.known_records()
    }

    /// What a copy of this run takes, apart from records that are known one by one.
    pub(super) fn weigh(&self, weight: &mut Weight) {
        self.engine.weigh(weight);
        self.history.weigh(weight);
        self.heat.weigh(weight);
    }

    /// The scenario with the settings of now from its beginning, and no changes.
    pub fn settled(&self) -> Scenario {
        let mut readers = self.readers();
        for reader in &mut readers {
            // One that came later may begin where there was nothing yet at the beginning.
            reader.from = reader.from.max(reader.start.earliest());
        }
        Scenario {
            shard_count: self.engine.shard_map().open().len() as u32,
            producers: self.producers(),
            retention: self.retention(),
            readers,
            changes: Vec::new(),
            ..self.scenario.clone()
        }
    }

    pub fn ends_at(&self) -> SimTime {
        SimTime::ZERO + self.scenario.duration
    }

    pub fn now(&self) -> SimTime {
        self.now
    }

    /// With the changes made so far.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// As they are set now: a change that waits for the next second is in already.
    pub fn producers(&self) -> Vec<Producer> {
        let changed = self.changes_so_far().find_map(|what| match what {
            What::Producers(producers) => Some(producers),
            _ => None,
        });
        changed.unwrap_or(&self.scenario.producers).clone()
    }

    /// As they are set now, like [`Model::producers`].
    pub fn readers(&self) -> Vec<Reader> {
        self.readers_at(self.now + SimDuration::from_secs(1))
    }

    /// As they are set at this moment, its own changes included.
    fn readers_at(&self, at: SimTime) -> Vec<Reader> {
        let mut last = self.scenario.changes.iter().rev().filter(|c| c.at <= at);
        let changed = last.find_map(|c| match &c.what {
            What::Readers(readers) => Some(readers),
            _ => None,
        });
        changed.unwrap_or(&self.scenario.readers).clone()
    }

    /// As it is set now, like [`Model::producers`].
    pub fn retention(&self) -> SimDuration {
        let changed = self.changes_so_far().find_map(|what| match what {
            What::Retention(span) => Some(*span),
            _ => None,
        });
        changed.unwrap_or(self.scenario.retention)
    }

    /// The last one first, and one that waits for the next second among them.
    fn changes_so_far(&self) -> impl Iterator<Item = &What> {
        let soon = self.now + SimDuration::from_secs(1);
        self.scenario.changes.iter().rev().filter(move |c| c.at <= soon).map(|c| &c.what)
    }

    /// The last ten minutes of the reader at this place, second by second, oldest first.
    pub fn reader_seconds(&self, reader: usize) -> Vec<ReaderSecond> {
        self.engine.readers().seconds(reader).copied().collect()
    }

    /// The whole run of the reader at this place, minute by minute.
    pub fn reader_minutes(&self, reader: usize) -> Vec<ReaderMinute> {
        self.engine.readers().minutes(reader).to_vec()
    }

    pub fn shard_map(&self) -> &ShardMap {
        self.engine.shard_map()
    }

    pub fn heat(&self) -> &Heat {
        &self.heat
    }

    /// Some of the latest records, oldest first; none at run resolution.
    pub fn glimpses(&self) -> Vec<Glimpse> {
        self.engine.glimpses()
    }

    /// CloudWatch's view of the stream.
    pub fn minutes(&self) -> &[MinutePoint] {
        self.history.minutes()
    }

    /// CloudWatch's view of one shard.
    pub fn shard_minutes(&self, id: ShardId) -> Vec<MinutePoint> {
        self.history.shard_minutes(id)
    }

    /// The stream's last ten minutes, second by second.
    pub fn seconds(&self) -> Vec<SecondPoint> {
        self.history.stream_seconds()
    }

    pub fn report(&self) -> Report {
        Report::new(&self.scenario, &self.engine, self.history.minutes(), &self.spans)
    }

    pub fn verdict(&self) -> Verdict {
        in_words(self.finding.as_ref(), &self.engine, self.now)
    }

    pub fn snapshot(&self) -> Snapshot {
        let last = self.history.last();
        let rows = self.rows(last);
        let readers = self.engine.reader_views(self.now, &self.reader_rows(&rows));
        Snapshot {
            now: self.now,
            ends_at: self.ends_at(),
            second: last.map_or_else(Counts::default, |s| s.counts),
            totals: self.engine.totals(),
            metered: self.engine.metered(),
            delay: self.engine.delay(),
            open_shards: self.engine.shard_map().open().len(),
            rows,
            verdict: with_readers(self.verdict(), &readers, &self.readers()),
            retention: self.engine.readers().retention(),
            readers,
            marks: self.marks(),
            refused_change: self.engine.refused_change().map(str::to_owned),
        }
    }

    fn rows(&self, last: Option<&Second>) -> Vec<ShardRow> {
        let open = self.engine.shard_map().open();
        let current = last.filter(|s| *s.open == *open);
        let cell = |at: usize| current.and_then(|s| s.shards.get(at)).copied().unwrap_or_default();
        if open.len() <= MAX_ROWS {
            return (0..open.len()).filter_map(|at| self.row(open[at], &cell(at))).collect();
        }
        // Those in most trouble, the worst first.
        let trouble = |at: usize| (cell(at).throttled, cell(at).load_permille());
        let mut worst: Vec<usize> = Vec::with_capacity(MAX_ROWS + 1);
        for at in 0..open.len() {
            let mine = trouble(at);
            let place = worst.partition_point(|&other| trouble(other) >= mine);
            if place < MAX_ROWS {
                worst.insert(place, at);
                worst.truncate(MAX_ROWS);
            }
        }
        worst.into_iter().filter_map(|at| self.row(open[at], &cell(at))).collect()
    }

    /// Shards of which readers tell: those that are shown, and closed ones that are not read to their end.
    fn reader_rows(&self, rows: &[ShardRow]) -> Vec<ShardId> {
        let closed =
            self.engine.shard_map().all().iter().filter(|shard| !shard.open).map(|shard| shard.shard_id);
        let unread = closed.filter(|&id| self.engine.has_unread(id)).take(MAX_ROWS);
        rows.iter().map(|row| row.shard_id).chain(unread).collect()
    }

    fn row(&self, shard_id: ShardId, cell: &ShardSecond) -> Option<ShardRow> {
        Some(ShardRow {
            shard_id,
            range: self.engine.shard_map().shard(shard_id)?.hash_key_range,
            attempts: u64::from(cell.attempts),
            taken: u64::from(cell.taken),
            throttled: u64::from(cell.throttled),
            attempted_bytes: cell.attempted_bytes,
            taken_bytes: cell.taken_bytes,
            load_permille: cell.load_permille(),
        })
    }

    /// One shard, closer; nothing for an id the stream never had.
    pub fn shard_detail(&self, id: ShardId) -> Option<ShardDetail> {
        let shard = self.engine.shard_map().shard(id)?;
        let recent = self.history.recent(1);
        let found = recent.last().and_then(|(second, recent)| {
            let at = second.open.iter().position(|open| *open == id)?;
            Some((*second.shards.get(at)?, recent.top.get(at)?.to_vec()))
        });
        let (cell, top) = found.unwrap_or_default();
        let top_keys = top.iter().filter(|c| c.records > 0).map(|counted| TopKey {
            key: self.engine.key_text(counted),
            records_per_second: u64::from(counted.records),
            bytes_per_second: counted.bytes,
            share: Share::of(u64::from(counted.records), u64::from(cell.attempts)),
        });
        Some(ShardDetail {
            row: self.row(id, &cell)?,
            open: shard.open,
            top_keys: top_keys.collect(),
            seconds: self.history.shard_seconds(id, DETAIL_SECONDS),
            totals: self.engine.shard_totals(id).unwrap_or_default(),
        })
    }
}

/// Work that a second was, in about a microsecond each: every record, or every shard, for the stream and for each
/// reader, and what any second takes.
fn work_of(scenario: &Scenario, closed: &ClosedSecond<'_>) -> u64 {
    let each = match scenario.resolution {
        Resolution::Record => closed.counts.attempts,
        Resolution::Second => closed.shards.len() as u64,
    };
    4 + each * (1 + scenario.readers.len() as u64)
}

/// All is well, nothing was refused for two minutes, and its words are found: the figures can wait.
fn is_calm(finding: Option<&Finding>, history: &History, spans: &[VerdictSpan]) -> bool {
    let well = VerdictKind::AllWell;
    history.bursts() == (0, BURST_WINDOW)
        && finding.is_some_and(|f| f.kind == well)
        && spans.iter().any(|span| span.kind == well && span.seconds >= SETTLED)
}

/// Keeps account of how long the stream was in which state.
fn judge(spans: &mut Vec<VerdictSpan>, finding: Option<&Finding>, engine: &Engine, at: SimTime) {
    let kind = finding.map_or(VerdictKind::Quiet, |f| f.kind);
    let known = spans.iter().position(|span| span.kind == kind);
    let index = known.unwrap_or_else(|| {
        spans.push(VerdictSpan { kind, first: at, seconds: 0, headline: String::new() });
        spans.len() - 1
    });
    let span = &mut spans[index];
    span.seconds += 1;
    // Put into words at its first second and once more when the figures have settled.
    if span.seconds == 1 || span.seconds == SETTLED {
        span.headline = in_words(finding, engine, at).headline;
    }
}
