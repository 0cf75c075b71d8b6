use std::collections::BTreeMap;

use super::{Notebook, agenda::recall};
use crate::{
    quiz::{Confidence, Deck, Topic},
    units::{Day, Share},
};

/// How much of a topic would be recalled on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicRecall {
    pub topic: Topic,
    /// The mean over its cards that were answered; nothing where there is none.
    pub recall: Option<Share>,
    pub known: u32,
    /// Cards of the topic.
    pub of: u32,
}

/// A misconception that answers spoke of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeakSpot {
    pub misconception: String,
    pub times: u32,
    /// Of them with "sure": these sit deepest.
    pub sure: u32,
    pub last: Day,
}

/// How often answers given so were right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calibration {
    pub confidence: Confidence,
    pub answered: u32,
    pub right: u32,
}

impl Calibration {
    /// From which share of right answers on it is worth saying so, where a wrong one costs as certainty-based marking
    /// has it; a guess always is. Only told, never scored.
    pub const fn worth_from(&self) -> Option<Share> {
        match self.confidence {
            Confidence::Sure => Some(Share::from_percent(80)),
            Confidence::Unsure => Some(Share::from_percent(67)),
            Confidence::Guess => None,
        }
    }

    /// Nothing where it was never said.
    pub fn share(&self) -> Option<Share> {
        (self.answered > 0).then(|| Share::of(u64::from(self.right), u64::from(self.answered)))
    }
}

/// A misconception weighs half as much after so many days.
const HALF: u32 = 7;
/// Of an answer of the newest day.
const WHOLE: u64 = 1 << 20;

impl Notebook {
    /// Every topic, in its order.
    pub fn recall_on(&self, deck: &Deck, day: Day) -> Vec<TopicRecall> {
        let mut sums: Vec<(u64, u32, u32)> = vec![(0, 0, 0); Topic::all().len()];
        for (id, topic) in deck.cards() {
            let (sum, known, of) = &mut sums[topic.index()];
            *of += 1;
            if let Some(card) = self.cards.get(id) {
                *sum += u64::from(recall(card, day).ppm());
                *known += 1;
            }
        }
        let told = |(topic, (sum, known, of)): (Topic, (u64, u32, u32))| {
            let recall = sum.checked_div(u64::from(known)).map(|ppm| Share::from_ppm(ppm as u32));
            TopicRecall { topic, recall, known, of }
        };
        Topic::all().zip(sums).map(told).collect()
    }

    /// What was confused, the most and latest first.
    pub fn weak_spots(&self) -> Vec<WeakSpot> {
        let newest = self.log.iter().map(|entry| entry.answered.day).max();
        let mut spots: BTreeMap<&str, (u64, WeakSpot)> = BTreeMap::new();
        for entry in &self.log {
            let answered = &entry.answered;
            let age = newest.map_or(0, |newest| answered.day.until(newest)) / HALF;
            for id in &answered.misconceptions {
                let nothing = WeakSpot { misconception: id.clone(), times: 0, sure: 0, last: answered.day };
                let (weight, spot) = spots.entry(id).or_insert((0, nothing));
                *weight += WHOLE.checked_shr(age).unwrap_or(0);
                spot.times += 1;
                spot.sure += u32::from(answered.confidence == Some(Confidence::Sure));
                spot.last = spot.last.max(answered.day);
            }
        }
        let mut spots: Vec<_> = spots.into_values().collect();
        spots.sort_by(|(one, a), (other, b)| {
            other.cmp(one).then(b.last.cmp(&a.last)).then(a.misconception.cmp(&b.misconception))
        });
        spots.into_iter().map(|(_, spot)| spot).collect()
    }

    /// For each of sure, unsure and guess.
    pub fn calibration(&self) -> Vec<Calibration> {
        let of = |&confidence: &Confidence| {
            let given = self.log.iter().map(|entry| &entry.answered);
            let (mut answered, mut right) = (0, 0);
            for it in given.filter(|it| it.confidence == Some(confidence)) {
                answered += 1;
                right += u32::from(it.right);
            }
            Calibration { confidence, answered, right }
        };
        Confidence::ALL.iter().map(of).collect()
    }
}
