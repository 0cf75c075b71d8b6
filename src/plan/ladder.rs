//! The way from the shards of today to those that are needed, by `UpdateShardCount` (fact R4): each call at most
//! doubles and at least halves, and a rolling 24 hours take ten of them.

use crate::aws::limits::{MAX_SHARDS, UPDATE_SHARD_COUNT_CALLS};

/// One call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// `TargetShardCount`.
    pub target: u64,
    /// Days to wait before it, from the first call on: ten calls fit into each.
    pub day: u64,
    /// By a multiple of a quarter of the shards there are, for which AWS names no further delay than "a few minutes".
    pub is_quick: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    pub from: u64,
    pub to: u64,
    /// Empty if nothing is to be done.
    pub steps: Vec<Step>,
    /// Why the last step is not where one wanted to go.
    pub stopped: Option<Stopped>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// `UpdateShardCount` goes to 10,000 shards at the most.
    TooManyShards,
    /// From above 10,000 shards it only goes below them, and not below half.
    StuckAbove,
}

impl Ladder {
    /// Days from the first call to the last.
    pub fn days(&self) -> u64 {
        self.steps.last().map_or(0, |step| step.day)
    }
}

/// The fewest calls. Up by doubling, down by halving, the last one to the very number; the account's quota of shards may
/// stop it earlier.
pub fn ladder(from: u64, to: u64) -> Ladder {
    let most = u64::from(MAX_SHARDS.value);
    let mut now = from.max(1);
    let goal = if to > now { to.min(most.max(now)) } else { to.max(1) };
    let mut stopped = (goal < to).then_some(Stopped::TooManyShards);
    let mut steps = Vec::new();
    while now != goal {
        let next = if goal > now { now.saturating_mul(2).min(goal) } else { now.div_ceil(2).max(goal) };
        if now > most && next >= most {
            stopped = Some(Stopped::StuckAbove);
            break;
        }
        let day = steps.len() as u64 / u64::from(UPDATE_SHARD_COUNT_CALLS.value);
        steps.push(Step { target: next, day, is_quick: (next.abs_diff(now) * 4).is_multiple_of(now) });
        now = next;
    }
    Ladder { from, to, steps, stopped }
}

#[cfg(test)]
mod tests {
    use super::{Stopped, ladder};

    fn targets(from: u64, to: u64) -> Vec<u64> {
        ladder(from, to).steps.iter().map(|step| step.target).collect()
    }

    #[test]
    fn ladders_by_hand() {
        for (from, to, expected) in [
            (2, 16, vec![4, 8, 16]),
            (2, 15, vec![4, 8, 15]),
            (9, 9, vec![]),
            (9, 5, vec![5]),
            // Half of nine is 4.5: four is less.
            (9, 4, vec![5, 4]),
            (16, 2, vec![8, 4, 2]),
            (1, 2, vec![2]),
            (6_000, 10_000, vec![10_000]),
        ] {
            assert_eq!(targets(from, to), expected, "{from} to {to}");
        }
    }

    #[test]
    fn the_eleventh_call_waits_for_the_next_day() {
        // 1 → 2 → … → 1,024 are ten calls; the eleventh goes to 1,500.
        let ladder = ladder(1, 1_500);
        assert_eq!(ladder.steps.len(), 11);
        assert_eq!((ladder.steps[9].target, ladder.steps[9].day), (1_024, 0));
        assert_eq!((ladder.steps[10].target, ladder.steps[10].day), (1_500, 1));
        assert_eq!(ladder.days(), 1);
    }

    #[test]
    fn ten_thousand_shards_are_the_end() {
        let long = ladder(8_000, 40_000);
        assert_eq!(long.stopped, Some(Stopped::TooManyShards));
        assert_eq!(long.steps.last().map(|step| step.target), Some(10_000));
        assert_eq!(targets(18_000, 100), [9_000, 4_500, 2_250, 1_125, 563, 282, 141, 100]);
        // Half of 30,000 is not below 10,000, and less than half is refused.
        let stuck = ladder(30_000, 9_000);
        assert_eq!((stuck.steps.len(), stuck.stopped), (0, Some(Stopped::StuckAbove)));
        assert_eq!(ladder(12_000, 11_000).stopped, Some(Stopped::StuckAbove));
    }

    #[test]
    fn quarters_are_quick() {
        let quick = |from, to| ladder(from, to).steps.iter().all(|step| step.is_quick);
        assert!(quick(8, 12) && quick(8, 16) && quick(8, 6) && quick(4, 5));
        assert!(!quick(8, 9) && !quick(8, 15));
    }

    #[test]
    fn no_step_is_refused() {
        for from in (1..3_000).step_by(7) {
            for to in [1, 2, 3, 50, 777, 2_999, 9_999] {
                let mut now = from;
                for step in ladder(from, to).steps {
                    assert!(step.target <= now * 2 && step.target * 2 >= now, "{from} to {to}: {step:?}");
                    now = step.target;
                }
                assert_eq!(now, to);
            }
        }
    }
}
