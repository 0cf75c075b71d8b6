//! Which worker reads which shard, and how a worker's speed is shared by its shards.

use super::{Phase, Readers, state::ReaderState};
use crate::{
    sim::{
        log::ShardLog,
        scenario::{Application, Library, Work},
    },
    units::SimDuration,
};

impl ReaderState {
    pub(super) fn application(&self) -> Option<&Application> {
        match &self.spec.work {
            Work::Application(application) => Some(application),
            Work::Lambda(_) | Work::Firehose(_) => None,
        }
    }

    /// With the KCL, a second deployment under the same name is more workers for the same leases.
    pub(super) fn shares_leases(&self) -> bool {
        self.application().is_some_and(|application| application.library == Library::Kcl)
    }

    fn workers(&self) -> u32 {
        let workers = self.application().map_or(1, |application| application.workers);
        let twice = self.faults.deployed_twice() && self.shares_leases();
        if twice { workers * 2 } else { workers }
    }

    /// Milliseconds; without checkpoints, never.
    pub(super) fn checkpoint_every(&self) -> u64 {
        let every = self.application().and_then(|application| application.checkpoint_every);
        every.map_or(u64::MAX / 4, SimDuration::millis)
    }
}

impl Readers {
    /// A second begins: leases, speeds, and the account's functions.
    pub(super) fn deal_out(&mut self, now: u64, logs: &[ShardLog]) {
        let mut demands = Vec::new();
        for index in 0..self.all.len() {
            let reader = &mut self.all[index];
            reader.budget_ms = reader.mapping().map_or(0, |mapping| u64::from(mapping.concurrency) * 1_000);
            let Some(application) = reader.application() else { continue };
            let rate = u128::from(application.rate.milli()) * u128::from(reader.faults.speed_ppm());
            let rate = ((rate / 1_000_000) as u64).max(1);
            let workers = self.deal_leases(index, now, logs, &mut demands);
            let all = demands.iter().map(|(_, wanted)| *wanted).sum::<u64>();
            if all <= rate {
                // One worker alone would do: nobody has to share.
                self.shards.iter_mut().for_each(|shard| shard.lanes[index].account.speed_milli = rate);
                continue;
            }
            demands.sort_unstable();
            let mut speeds = vec![rate; workers as usize];
            for of_one in demands.chunk_by(|a, b| a.0 == b.0) {
                speeds[of_one[0].0 as usize] = fair_level(of_one, rate);
            }
            for shard in self.shards.iter_mut().filter(|shard| !shard.done) {
                let lane = &mut shard.lanes[index];
                lane.account.speed_milli = speeds.get(lane.account.worker as usize).copied().unwrap_or(rate);
            }
        }
    }

    /// Shards that are still read are dealt out to the workers in turn; what each of them wants of its worker.
    fn deal_leases(
        &mut self,
        index: usize,
        now: u64,
        logs: &[ShardLog],
        wanted: &mut Vec<(u32, u64)>,
    ) -> u32 {
        let workers = self.all[index].workers().max(1);
        let mut leases = 0;
        wanted.clear();
        for (shard, log) in self.shards.iter_mut().zip(logs).filter(|(shard, _)| !shard.done) {
            let open = shard.open;
            let lane = &mut shard.lanes[index];
            if lane.cursor.phase == Phase::Absent || lane.is_finished(open, log) {
                continue;
            }
            lane.account.worker = leases % workers;
            leases += 1;
            if lane.cursor.phase == Phase::Reads && lane.cursor.paused_until <= now {
                wanted
                    .push((lane.account.worker, (log.records() - lane.cursor.fetched).saturating_mul(1_000)));
            }
        }
        self.all[index].idle_workers = workers.saturating_sub(leases);
        workers
    }
}

/// How much each may have so that all together have `capacity`, and who wants less leaves the rest to the others.
/// The demands are in their order, least first; the first half of each pair is not looked at.
fn fair_level(demands: &[(u32, u64)], capacity: u64) -> u64 {
    if demands.iter().map(|d| d.1).sum::<u64>() <= capacity {
        return capacity;
    }
    let mut left = capacity;
    for (at, &(_, demand)) in demands.iter().enumerate() {
        let share = left / (demands.len() - at) as u64;
        if demand > share {
            return share.max(1);
        }
        left -= demand;
    }
    capacity
}

#[cfg(test)]
mod tests {
    use super::fair_level;

    #[test]
    fn who_wants_less_leaves_the_rest_to_the_others() {
        let cases: [(&[u64], u64, u64); 5] = [
            (&[10, 20, 30], 100, 100),
            (&[500, 500], 100, 50),
            (&[10, 500], 100, 90),
            (&[10, 30, 500, 900], 100, 30),
            (&[7], 1, 1),
        ];
        for (demands, capacity, level) in cases {
            let pairs: Vec<(u32, u64)> = demands.iter().map(|&demand| (0, demand)).collect();
            assert_eq!(fair_level(&pairs, capacity), level, "{demands:?} of {capacity}");
        }
    }
}
