//! The ten slots of a second in which a shard overflows.

use super::{Lane, RunFlow, SLOT_MS, SLOTS, backlog::Run};
use crate::{
    aws::limits::{KPL_RATE_LIMIT_PERCENT, SHARD_RECORDS_PER_SECOND},
    sim::{
        engine::{core::Core, producer::ProducerState},
        limiter::Limiter,
        random::at_least_one_q32,
        scenario::{Put, RetryPolicy},
    },
};

/// What became of one run in one slot.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outcome {
    pub(super) position: usize,
    pub(super) run: Run,
    pub(super) taken: u64,
}

impl RunFlow {
    pub(super) fn go_through_slots(&mut self, second: u64, core: &mut Core, producers: &mut [ProducerState]) {
        if producers.iter().any(|p| p.spec.retry.policy == RetryPolicy::WholeBatch) {
            self.unsettle_nothing_but_watch_all(core);
        }
        let slow = std::mem::take(&mut self.slow);
        let (mut runs, mut outcomes) = (Vec::new(), Vec::new());
        for slot in 0..SLOTS {
            outcomes.clear();
            for &position in &slow {
                runs.clear();
                self.gather(second, slot, position, core, producers, &mut runs);
                if !runs.is_empty() {
                    write_runs(position, &mut runs, core, producers, &mut outcomes);
                }
            }
            self.settle_outcomes(second * SLOTS + slot, &outcomes, core, producers);
        }
        self.slow = slow;
    }

    /// What reaches a shard in one slot: its tenth of what is new, and the retries that are due.
    fn gather(
        &mut self,
        second: u64,
        slot: u64,
        position: usize,
        core: &Core,
        producers: &[ProducerState],
        runs: &mut Vec<Run>,
    ) {
        let now = second * 1_000 + slot * SLOT_MS + SLOT_MS / 2;
        for (index, lane) in self.lanes.iter().enumerate() {
            for fresh in &lane.fresh {
                let tenth = |n: u64| n * (slot + 1) / SLOTS - n * slot / SLOTS;
                let fresh = fresh[position];
                let (count, users) = (tenth(fresh.count), tenth(fresh.users));
                if fresh.settled || (count == 0 && users == 0) {
                    continue;
                }
                let count = count.max(1);
                runs.push(Run {
                    producer: index as u8,
                    attempt: 1,
                    copy: false,
                    count,
                    users,
                    bytes_each: fresh.bytes_each,
                    user_bytes_each: fresh.user_bytes_each,
                    born_sum: now.saturating_sub(lane.longest_wait / 2) * count,
                });
            }
        }
        let id = core.map.open()[position].0;
        self.backlog.take(id, second * SLOTS + slot, runs);
        self.hold_back_kpl(id, second * SLOTS + slot, producers, runs);
    }

    /// A KPL process sends no more than 150 % of a shard's limit; what is over waits for the next slot, the
    /// youngest first.
    fn hold_back_kpl(&mut self, shard: u32, slot: u64, producers: &[ProducerState], runs: &mut Vec<Run>) {
        let is_kpl = |run: &Run| producers[run.producer as usize].spec.put == Put::Kpl;
        if !runs.iter().any(is_kpl) {
            return;
        }
        let mut by_age: Vec<Run> = Vec::with_capacity(runs.len());
        for run in runs.drain(..) {
            let place = by_age.partition_point(|other| other.born() <= run.born());
            by_age.insert(place, run);
        }
        runs.append(&mut by_age);
        for (index, producer) in producers.iter().enumerate().filter(|(_, p)| p.spec.put == Put::Kpl) {
            let per_slot = SHARD_RECORDS_PER_SECOND.value * KPL_RATE_LIMIT_PERCENT.value / 100 / SLOTS;
            let mut allowed = per_slot * u64::from(producer.spec.processes);
            for run in runs.iter_mut().filter(|run| run.producer as usize == index) {
                let (go, users) = (run.count.min(allowed), run.users_of(run.count.min(allowed)));
                allowed -= go;
                if go < run.count {
                    self.backlog.push(shard, slot + 1, run.part(run.count - go, run.users - users), 1_000);
                    *run = run.part(go, users);
                }
            }
        }
        runs.retain(|run| run.count > 0);
    }

    /// Where whole batches are sent again, a refusal on one shard concerns all: each position that has something
    /// to do has to be looked at. Positions that were settled stay settled; their copies come with the retries.
    fn unsettle_nothing_but_watch_all(&mut self, core: &Core) {
        self.slow = (0..core.map.open().len()).collect();
    }

    fn settle_outcomes(
        &mut self,
        slot: u64,
        outcomes: &[Outcome],
        core: &mut Core,
        producers: &mut [ProducerState],
    ) {
        let now = slot * SLOT_MS + SLOT_MS / 2;
        for outcome in outcomes {
            let Outcome { run, taken, .. } = *outcome;
            let producer = &mut producers[run.producer as usize];
            let users = run.users_of(taken);
            if run.copy {
                core.duplicated(producer, taken);
            } else {
                let delay = now + producer.spec.retry.round_trip.millis() - run.born().min(now);
                core.accepted(producer, users, users * run.user_bytes_each, delay);
            }
            core.throttled(producer, run.count - taken);
            if taken < run.count {
                let refused = run.part(run.count - taken, run.users - users);
                let id = core.map.open()[outcome.position].0;
                self.retry(refused, id, slot, core, producer);
            }
        }
        for producer in producers.iter_mut().filter(|p| p.spec.retry.policy == RetryPolicy::WholeBatch) {
            self.send_copies(slot, outcomes, core, producer);
        }
    }

    /// Of a batch with a refused entry the accepted ones are sent again as well.
    fn send_copies(
        &mut self,
        slot: u64,
        outcomes: &[Outcome],
        core: &mut Core,
        producer: &mut ProducerState,
    ) {
        let own = || outcomes.iter().filter(|o| o.run.producer as usize == producer.index);
        let slow_attempts: u64 = own().map(|o| o.run.count).sum();
        let refused: u64 = own().map(|o| o.run.count - o.taken).sum();
        if refused == 0 {
            return;
        }
        let lane: &Lane = &self.lanes[producer.index];
        let settled: u64 = lane.fresh.iter().flatten().filter(|f| f.settled).map(|f| f.count).sum();
        let attempts = slow_attempts + settled / SLOTS;
        let hit = at_least_one_q32((refused << 32) / attempts.max(1), lane.batch);
        let again: Vec<Outcome> = own().filter(|o| o.taken > 0).copied().collect();
        for Outcome { position, run, taken } in again {
            let count = ((u128::from(taken) * u128::from(hit)) >> 32) as u64;
            if count > 0 {
                let id = core.map.open()[position].0;
                self.retry(Run { copy: true, ..run.part(count, 0) }, id, slot, core, producer);
            }
        }
        let settled: Vec<(usize, u64, u64)> = self.lanes[producer.index].fresh[0]
            .iter()
            .enumerate()
            .filter(|(_, f)| f.settled && f.count > 0)
            .map(|(position, f)| (position, f.count / SLOTS, f.bytes_each))
            .collect();
        for (position, tenth, bytes_each) in settled {
            let count = ((u128::from(tenth) * u128::from(hit)) >> 32) as u64;
            if count > 0 {
                let run = Run {
                    producer: producer.index as u8,
                    attempt: 1,
                    copy: true,
                    count,
                    users: 0,
                    bytes_each,
                    user_bytes_each: bytes_each,
                    born_sum: slot * SLOT_MS * count,
                };
                let id = core.map.open()[position].0;
                self.retry(run, id, slot, core, producer);
            }
        }
    }
}

/// The runs of one slot reach one shard. Where they do not all fit, each gets its part of the room; the KPL's go
/// in their order. What is left over goes to whoever still fits.
fn write_runs(
    position: usize,
    runs: &mut [Run],
    core: &mut Core,
    producers: &[ProducerState],
    outcomes: &mut Vec<Outcome>,
) {
    let shard = &mut core.shards[core.map.open()[position].0 as usize];
    let count: u64 = runs.iter().map(|run| run.count).sum();
    let bytes: u64 = runs.iter().map(|run| run.count * run.bytes_each).sum();
    let first = outcomes.len();
    let mut room = shard.limiter;
    let fraction = if room.fits(count, bytes) {
        1 << 32
    } else {
        let by_records = (room.records_left() << 32) / count.max(1);
        let by_bytes = (u128::from(room.bytes_left()) << 32) / u128::from(bytes.max(1));
        by_records.min(u64::try_from(by_bytes).unwrap_or(u64::MAX))
    };
    let in_order = |run: &Run| producers[run.producer as usize].spec.put == Put::Kpl;
    for &run in runs.iter() {
        let wanted = if in_order(&run) {
            run.count
        } else {
            ((u128::from(run.count) * u128::from(fraction)) >> 32) as u64
        };
        let taken = take(&mut room, wanted, run.bytes_each);
        outcomes.push(Outcome { position, run, taken });
    }
    for outcome in &mut outcomes[first..] {
        outcome.taken += take(&mut room, outcome.run.count - outcome.taken, outcome.run.bytes_each);
        let Outcome { run, taken, .. } = *outcome;
        let fresh = run.attempt == 1 && !run.copy;
        shard.write_run(run.count, taken, run.count * run.bytes_each, taken * run.bytes_each, fresh);
        core.meter.take_run(taken, run.bytes_each);
    }
}

fn take(room: &mut Limiter, wanted: u64, bytes_each: u64) -> u64 {
    let taken = room.room_for(wanted, bytes_each);
    room.take(taken, taken * bytes_each);
    taken
}

impl Run {
    /// The user records in `count` of its Kinesis records.
    pub(super) fn users_of(&self, count: u64) -> u64 {
        if count == self.count { self.users } else { self.users * count / self.count }
    }
}
