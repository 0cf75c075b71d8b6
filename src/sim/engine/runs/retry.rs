//! What becomes of a refused run.

use super::{RunFlow, SLOT_MS, backlog::Run};
use crate::{
    aws::limits::KPL_RECORD_TTL_MS,
    sim::{
        engine::{core::Core, producer::ProducerState, records::longest_backoff},
        scenario::{Put, RetryPolicy},
    },
};

/// Parts into which a run's jitter is cut, at the most; none is shorter than a slot.
const MAX_PARTS: u64 = 4;

impl RunFlow {
    /// Sends `run`, refused in `slot` (or to be copied with its batch), again later; or gives it up.
    pub(super) fn retry(
        &mut self,
        run: Run,
        shard: u32,
        slot: u64,
        core: &mut Core,
        producer: &mut ProducerState,
    ) {
        let now = slot * SLOT_MS + SLOT_MS / 2;
        if producer.spec.put == Put::Kpl {
            if now > run.born() + KPL_RECORD_TTL_MS.value {
                drop_run(&run, core, producer);
            } else {
                let next = Run { attempt: run.attempt.saturating_add(1), ..run };
                // Attempts are not counted by the KPL: runs of one age are one.
                self.backlog.push(shard, slot + 1, Run { attempt: next.attempt.min(2), ..next }, 1_000);
            }
            return;
        }
        let retry = producer.spec.retry;
        if retry.policy == RetryPolicy::None || u32::from(run.attempt) >= retry.attempts {
            return drop_run(&run, core, producer);
        }
        let longest = longest_backoff(&retry, u32::from(run.attempt));
        let pieces = (longest / SLOT_MS).clamp(1, MAX_PARTS);
        for piece in 0..pieces {
            let of_piece = |n: u64| n * (piece + 1) / pieces - n * piece / pieces;
            let (count, users) = (of_piece(run.count), of_piece(run.users));
            if count == 0 && users == 0 {
                continue;
            }
            let jitter = u64::from(self.random.below((longest / pieces) as u32 + 1));
            let wait = retry.round_trip.millis() + longest * piece / pieces + jitter;
            let next = Run { attempt: run.attempt + 1, ..run.part(count.max(1), users) };
            if !run.copy && now + wait > run.born() + retry.deadline.millis() {
                drop_run(&next, core, producer);
                continue;
            }
            if retry.policy == RetryPolicy::Serial {
                self.lanes[producer.index].blocked_ms += count * wait;
            }
            self.backlog.push(shard, ((now + wait) / SLOT_MS).max(slot + 1), next, u64::MAX);
        }
    }
}

fn drop_run(run: &Run, core: &mut Core, producer: &mut ProducerState) {
    if !run.copy {
        core.dropped(producer, run.users, run.users * run.user_bytes_each);
    }
}
