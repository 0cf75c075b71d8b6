//! A Lambda event source mapping (facts 7.1): batches, several at a time for one shard, retries, and what becomes
//! of a batch that will not go through.
//!
//! One round hands up to `ParallelizationFactor` batches to as many functions; the next round begins when the
//! slowest is done. A key stays in one batch of a round: the first keys that come get a batch each, the others
//! join one of them by their hash (AWS does not say how it deals keys out). What is inferred besides: a failed
//! batch is tried again after [`RETRY_PAUSE_MS`], and records weigh in an invocation's payload as base64.

use super::{
    Visit,
    cursor::{Account, Batch, Cursor, NEVER, Working},
    state::ReaderState,
};
use crate::{
    aws::limits::{ESM_PARALLELIZATION_FACTOR, ESM_PAYLOAD, GET_RECORDS_LIMIT},
    sim::scenario::{EventSourceMapping, FunctionResponse},
};

/// Between two attempts of a batch. AWS backs off, and names no figures.
const RETRY_PAUSE_MS: u64 = 1_000;
/// At run resolution rounds shorter than this are counted together.
const TOGETHER_MS: u64 = 1_000;
const MOST_AT_ONCE: usize = ESM_PARALLELIZATION_FACTOR.value as usize;

/// One round: records up to `to`, matching ones, and in how many functions at a time.
#[derive(Debug, Clone, Copy)]
struct Round {
    to: u64,
    matching: u64,
    at_once: u64,
    /// Matching records in the fullest batch.
    fullest: u64,
    invocations: u64,
}

/// Records that a mapping holds for a shard before it reads on: a round, and at least what one answer may hold.
/// AWS names no figure.
pub(super) fn reads_ahead(mapping: &EventSourceMapping) -> u64 {
    round(mapping).max(u64::from(GET_RECORDS_LIMIT.value))
}

/// Records of a full round, those counted that do not match the filter.
fn round(mapping: &EventSourceMapping) -> u64 {
    let round = u64::from(mapping.batch_size) * u64::from(mapping.parallelization_factor);
    round * 1_000_000 / u64::from(mapping.filter_matches.ppm()).max(1_000)
}

fn rounds_together(mapping: &EventSourceMapping) -> u64 {
    (TOGETHER_MS / mapping.duration.millis().max(1)).max(1)
}

/// Records of `from` … `to` that match the filter: spread evenly.
fn matching(mapping: &EventSourceMapping, from: u64, to: u64) -> u64 {
    let ppm = u64::from(mapping.filter_matches.ppm());
    if ppm == 1_000_000 {
        return to - from;
    }
    // No run has so many records that this would overflow: they would be a thousand times what its shards take.
    let before = |place: u64| place * ppm / 1_000_000;
    before(to) - before(from)
}

impl ReaderState {
    /// Something may be invoked for this shard.
    pub(super) fn invoke(&mut self, cursor: &mut Cursor, account: &mut Account, visit: &mut Visit<'_>) {
        let Some(mapping) = self.mapping().cloned() else { return };
        if self.budget_ms == 0 {
            // The account runs as many functions as it may.
            cursor.next_work = visit.until;
            return;
        }
        if let Some(batch) = cursor.retries.pop() {
            return self.attempt(batch, &mapping, cursor, account, visit);
        }
        give_up_old(&mapping, cursor, account, visit);
        if cursor.position == cursor.fetched {
            return;
        }
        let round = next_round(&mapping, cursor, visit);
        if round.matching == 0 {
            account.tally.filtered += round.to - cursor.position;
            self.hand(account, cursor.position, round.to, visit.now, visit);
            cursor.position = round.to;
            if cursor.position < cursor.fetched {
                cursor.next_work = visit.now;
            }
            return;
        }
        let full = round.matching >= u64::from(mapping.batch_size) || round.to < cursor.fetched;
        let window_ends = cursor.waiting_since + mapping.maximum_batching_window.millis();
        if !full && visit.now < window_ends {
            cursor.next_work = window_ends;
            return;
        }
        let from = cursor.position;
        if self.faults.first_failure(visit.shard, from, round.to).is_some() {
            // Batch by batch from here on: it matters which one fails.
            let to = one_batch(&mapping, cursor, visit);
            return self.attempt(Batch { from, to, attempts: 0 }, &mapping, cursor, account, visit);
        }
        self.run_functions(round, &mapping, cursor, account, visit);
    }

    /// A round in which nothing fails.
    fn run_functions(
        &mut self,
        round: Round,
        mapping: &EventSourceMapping,
        cursor: &mut Cursor,
        account: &mut Account,
        visit: &Visit<'_>,
    ) {
        let from = cursor.position;
        let takes = self.duration(mapping, round.fullest);
        let rounds = round.invocations.div_ceil(round.at_once);
        account.tally.invocations += round.invocations;
        account.tally.filtered += round.to - from - round.matching;
        self.hand(account, from, round.to, visit.now, visit);
        self.budget_ms = self.budget_ms.saturating_sub(takes * round.invocations);
        self.is_busy(visit.now, takes * rounds, round.at_once, visit.until / 1_000 - 1);
        cursor.working = Some(Working { from, since: visit.now, until: visit.now + takes * rounds });
        cursor.position = round.to;
        go_on(cursor, account, visit.now + takes * rounds, mapping);
    }

    /// One batch that holds a record which fails, or may.
    fn attempt(
        &mut self,
        batch: Batch,
        mapping: &EventSourceMapping,
        cursor: &mut Cursor,
        account: &mut Account,
        visit: &mut Visit<'_>,
    ) {
        let Batch { from, to, attempts } = batch;
        account.tally.invocations += 1;
        let takes = self.duration(mapping, matching(mapping, from, to));
        self.budget_ms = self.budget_ms.saturating_sub(takes);
        self.is_busy(visit.now, takes, 1, visit.until / 1_000 - 1);
        self.hand(account, from, to, visit.now, visit);
        let done_at = visit.now + takes;
        let Some(failure) = self.faults.first_failure(visit.shard, from, to) else {
            return done_with(to, done_at, mapping, cursor, account);
        };
        if mapping.response == FunctionResponse::EmptyList {
            // An empty list counts as complete success.
            account.tally.swallowed += if self.faults.failing() { to - from } else { 1 };
            return done_with(to, done_at, mapping, cursor, account);
        }
        account.tally.failed_invocations += 1;
        let from = if mapping.response == FunctionResponse::LowestFailed { failure } else { from };
        cursor.position = from;
        cursor.next_work = done_at + RETRY_PAUSE_MS;
        if mapping.bisect_batch_on_function_error && to - from > 1 {
            // Halving takes nothing from the attempts.
            let middle = from + (to - from).div_ceil(2);
            cursor.retries.push(Batch { from: middle, to, attempts });
            cursor.retries.push(Batch { from, to: middle, attempts });
            return;
        }
        let attempts = attempts + 1;
        let too_old = mapping.maximum_record_age.is_some_and(|age| {
            visit.log.arrival(from).is_some_and(|arrival| done_at > arrival + age.millis())
        });
        if too_old || mapping.maximum_retry_attempts.is_some_and(|most| attempts > most) {
            account.tally.given_up += to - from;
            return done_with(to, done_at, mapping, cursor, account);
        }
        cursor.retries.push(Batch { from, to, attempts });
    }

    /// Milliseconds of one invocation.
    pub(super) fn duration(&self, mapping: &EventSourceMapping, records: u64) -> u64 {
        let usual = mapping.duration.millis() + records * u64::from(mapping.micros_per_record) / 1_000;
        (usual * 1_000_000 / self.faults.speed_ppm()).max(1)
    }
}

fn done_with(to: u64, at: u64, mapping: &EventSourceMapping, cursor: &mut Cursor, account: &mut Account) {
    cursor.position = to;
    go_on(cursor, account, at, mapping);
}

/// The next round begins at this moment, if there is anything for it.
fn go_on(cursor: &mut Cursor, account: &mut Account, at: u64, mapping: &EventSourceMapping) {
    cursor.waiting_since = at;
    let waits = cursor.position < cursor.fetched || !cursor.retries.is_empty();
    cursor.next_work = if waits { at } else { NEVER };
    let window = mapping.tumbling_window.millis();
    if window > 0 && at / window > cursor.window {
        // The last invocation of a window, with its state and no records.
        cursor.window = at / window;
        account.tally.invocations += 1;
    }
}

/// Records beyond `MaximumRecordAgeInSeconds` go without having been handed to the function.
fn give_up_old(mapping: &EventSourceMapping, cursor: &mut Cursor, account: &mut Account, visit: &Visit<'_>) {
    let Some(age) = mapping.maximum_record_age else { return };
    let old = visit.log.before(visit.now.saturating_sub(age.millis())).min(cursor.fetched);
    if old > cursor.position {
        account.tally.given_up += old - cursor.position;
        cursor.position = old;
    }
}

/// The end of the first batch, by its size and its payload.
fn one_batch(mapping: &EventSourceMapping, cursor: &Cursor, visit: &Visit<'_>) -> u64 {
    let raw = u64::from(mapping.batch_size) * 1_000_000 / u64::from(mapping.filter_matches.ppm()).max(1);
    visit.log.fit(cursor.position, cursor.fetched.min(cursor.position + raw.max(1)), payload_bytes()).0
}

/// Bytes of records whose base64 fills an invocation's payload.
pub(super) fn payload_bytes() -> u64 {
    ESM_PAYLOAD.value.0 / 4 * 3
}

fn next_round(mapping: &EventSourceMapping, cursor: &Cursor, visit: &Visit<'_>) -> Round {
    if visit.by_record && visit.log.record(cursor.position).is_some() {
        return round_by_key(mapping, cursor, visit);
    }
    let factor = u64::from(mapping.parallelization_factor).min(visit.keys);
    let from = cursor.position;
    let rounds = rounds_together(mapping);
    let end = (from + round(mapping) * rounds).min(cursor.fetched);
    let (to, bytes) = visit.log.fit(from, end, payload_bytes() * factor * rounds);
    let matching = matching(mapping, from, to);
    let at_once = factor.min(matching).max(1);
    let batch = u64::from(mapping.batch_size);
    let by_payload = bytes.div_ceil(payload_bytes());
    let invocations = matching.div_ceil(batch).max(by_payload).max(at_once);
    Round { to, matching, at_once, fullest: matching.div_ceil(invocations), invocations }
}

/// The records are dealt out by their keys until one batch is full.
fn round_by_key(mapping: &EventSourceMapping, cursor: &Cursor, visit: &Visit<'_>) -> Round {
    let factor = mapping.parallelization_factor as usize;
    let mut keys = [0; MOST_AT_ONCE];
    let mut batches = [0_u64; MOST_AT_ONCE];
    let (mut known, mut all) = (0, 0);
    let from = cursor.position;
    let end = visit.log.fit(from, cursor.fetched, payload_bytes() * factor as u64).0;
    let mut to = from;
    while to < end {
        if matching(mapping, to, to + 1) > 0 {
            let key = visit.log.record(to).map_or(0, |record| record.key);
            let batch = keys[..known].iter().position(|&k| k == key).unwrap_or_else(|| {
                if known < factor {
                    keys[known] = key;
                    known += 1;
                    return known - 1;
                }
                key as usize % factor
            });
            if batches[batch] == u64::from(mapping.batch_size) {
                break;
            }
            batches[batch] += 1;
            all += 1;
        }
        to += 1;
    }
    let fullest = batches.iter().copied().max().unwrap_or(0);
    let at_once = (known as u64).max(1);
    Round { to, matching: all, at_once, fullest, invocations: at_once }
}
