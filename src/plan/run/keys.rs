//! The planned partition keys, as a producer of the simulator's can have them.

use std::sync::Arc;

use crate::{
    kinesis::PartitionKey,
    plan::{KeySpread, OwnKeys},
    sim::{
        KeyList, KeyListBuilder,
        scenario::{KeyLabel, Keys, MAX_KEYS, Replay},
    },
    units::Count,
};

/// Keys beside one hot one: so many that they are even.
const OTHERS: u32 = 100_000;
/// Records of a list made of somebody's own keys.
const LIST: u64 = 200_000;
/// Bytes of a random key, and of a card's.
const RANDOM_BYTES: u64 = 16;
const CARD_BYTES: u64 = 11;
/// What the scenario's check takes the longest generated key to be.
const LONGEST: u64 = 40;

pub(super) struct RunKeys {
    pub(super) keys: Keys,
    /// Of a key, in the mean.
    pub(super) bytes: u64,
    /// Room that a record needs for the longest.
    pub(super) longest: u64,
}

impl RunKeys {
    pub(super) fn of(spread: &KeySpread, left_out: &mut Vec<String>) -> Self {
        let label = KeyLabel::Card;
        let keys = match spread {
            KeySpread::Even => return Self::random(),
            KeySpread::Uniform { count } | KeySpread::Zipf { count, exponent_milli: 0 } => {
                let Ok(count) = within_most(*count) else {
                    left_out.push(format!("{} keys are taken as even: each is random.", Count(*count)));
                    return Self::random();
                };
                Keys::Uniform { label, count }
            }
            KeySpread::Zipf { count, exponent_milli } => {
                let count = within_most(*count).unwrap_or_else(|most| {
                    left_out.push(format!(
                        "The run has {} keys of {}: the heaviest have a little more.",
                        Count(most.into()),
                        Count(*count)
                    ));
                    most
                });
                Keys::Zipf { label, count, exponent: *exponent_milli }
            }
            KeySpread::Hot { share } => Keys::Hot { label, count: 1 + OTHERS, share: *share },
            KeySpread::Own(own) => return Self::listed(&list(own, left_out)),
        };
        Self { keys, bytes: CARD_BYTES, longest: LONGEST }
    }

    fn random() -> Self {
        Self { keys: Keys::Random, bytes: RANDOM_BYTES, longest: LONGEST }
    }

    fn listed(list: &Arc<KeyList>) -> Self {
        let of_all = |id: u32| list.key(id).len() as u64 * u64::from(list.counts()[id as usize]);
        let sum: u64 = (0..list.distinct() as u32).map(of_all).sum();
        Self {
            bytes: sum / (list.records() as u64).max(1),
            longest: list.longest_key(),
            keys: Keys::List { list: Arc::clone(list), replay: Replay::ByFrequency },
        }
    }
}

/// The most there may be, where it is more.
fn within_most(count: u64) -> Result<u32, u32> {
    u32::try_from(count).ok().filter(|count| *count <= MAX_KEYS).ok_or(MAX_KEYS)
}

/// The heaviest keys by their names; of the others only how many there are is known, so they get names.
fn list(own: &OwnKeys, left_out: &mut Vec<String>) -> Arc<KeyList> {
    let all = own.records().max(1);
    let length = all.min(LIST);
    let mut builder = KeyListBuilder::default();
    let mut add = |key: &str, times: u64| (0..times).for_each(|_| builder.push(key, None, None));
    let mut left = length;
    for (at, (key, times)) in own.named().iter().enumerate() {
        let times = (u128::from(*times) * u128::from(length) / u128::from(all)) as u64;
        let times = times.clamp(1, left.max(1));
        left = left.saturating_sub(times);
        if PartitionKey::check(key).is_ok() {
            add(key, times);
        } else {
            add(&format!("unnamed-{at}"), times);
        }
    }
    let others = (own.distinct() - own.named().len()) as u64;
    let made = others.min(left);
    for other in 0..made {
        add(&format!("other-{other}"), left * (other + 1) / made - left * other / made);
    }
    if others > 0 {
        left_out.push(format!(
            "The {} heaviest of your keys keep their names; {} more are made up in place of the other {}.",
            own.named().len(),
            Count(made),
            Count(others)
        ));
    }
    Arc::new(builder.finish("your keys"))
}
