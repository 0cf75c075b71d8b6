use std::collections::BTreeMap;

use super::SIZES;
use crate::{
    quiz::{
        Bank, Era, Shape, Topic,
        bank::Head,
        shuffle::{of_text, shuffle},
    },
    sim::random::Random,
};

const PURPOSE: u64 = 0x6578_616d;

/// What an exam may ask: the two kinds of item that the exam guide names.
fn asks(question: &Head) -> bool {
    matches!(question.shape, Shape::One | Shape::Many | Shape::Read | Shape::Fix)
}

fn pool(bank: &Bank, era: Era) -> impl Iterator<Item = &Head> {
    let heads = bank.entries().iter().map(|entry| &entry.head);
    heads.filter(move |question| asks(question) && era.asks(question.era))
}

/// The sizes that the bank has enough questions for.
pub fn possible(bank: &Bank, era: Era) -> Vec<usize> {
    let all = pool(bank, era).count();
    SIZES.into_iter().filter(|size| *size <= all).collect()
}

/// How many items each topic has: its exact share by weight, rounded down or up by the seed so that over many exams
/// every topic has just its weight. `there` is how many each topic has; what one cannot give, the others give.
pub fn quotas(size: usize, there: &[usize], seed: u64) -> Vec<usize> {
    let mut random = of_text("quotas", seed, PURPOSE);
    let mut quotas = vec![0; there.len()];
    loop {
        let left = size - quotas.iter().sum::<usize>();
        let open: Vec<usize> = (0..there.len()).filter(|&i| quotas[i] < there[i]).collect();
        if left == 0 || open.is_empty() {
            return quotas;
        }
        for (index, more) in open.iter().zip(shares(left, &open, &mut random)) {
            quotas[*index] = (quotas[*index] + more).min(there[*index]);
        }
    }
}

/// `left` items over some topics. The topics are laid end to end, each as long as its weight, and every
/// `all / left`-th point from a drawn one on falls into the topic that gives the item.
fn shares(left: usize, topics: &[usize], random: &mut Random) -> Vec<usize> {
    let weight = |index: usize| Topic::all().nth(index).map_or(0, Topic::weight) as usize;
    let all: usize = topics.iter().map(|&index| weight(index)).sum::<usize>().max(1);
    let mut places: Vec<usize> = (0..topics.len()).collect();
    shuffle(&mut places, random);
    let begin = random.below(all as u32) as usize;
    let mut shares = vec![0; topics.len()];
    let mut end = 0;
    for at in places {
        let start = end;
        end += weight(topics[at]);
        shares[at] = (left * end + begin) / all - (left * start + begin) / all;
    }
    shares
}

/// Nothing where the pool is too small. No question twice; of no fact two while another of the topic is left.
pub(super) fn questions(bank: &Bank, era: Era, size: usize, seed: u64) -> Option<Vec<&Head>> {
    let mut random = of_text("exam", seed, PURPOSE);
    let mut topics: Vec<Vec<&Head>> = Topic::all().map(|_| Vec::new()).collect();
    pool(bank, era).for_each(|question| topics[question.topic.index()].push(question));
    let there: Vec<usize> = topics.iter().map(Vec::len).collect();
    if !(1..=SIZES[2]).contains(&size) || there.iter().sum::<usize>() < size {
        return None;
    }
    let mut asked = BTreeMap::new();
    let mut drawn = Vec::new();
    for (topic, quota) in topics.into_iter().zip(quotas(size, &there, seed)) {
        drawn.extend(of_topic(topic, quota, &mut asked, &mut random));
    }
    shuffle(&mut drawn, &mut random);
    Some(drawn)
}

/// `asked` counts each fact over the whole exam.
fn of_topic<'a>(
    mut left: Vec<&'a Head>,
    quota: usize,
    asked: &mut BTreeMap<&'a str, usize>,
    random: &mut Random,
) -> Vec<&'a Head> {
    shuffle(&mut left, random);
    let mut drawn = Vec::new();
    while drawn.len() < quota {
        let times = |(_, question): &(usize, &&Head)| asked.get(question.card()).copied().unwrap_or(0);
        let Some((at, _)) = left.iter().enumerate().min_by_key(times) else { break };
        let question = left.remove(at);
        *asked.entry(question.card()).or_default() += 1;
        drawn.push(question);
    }
    drawn
}
