use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use super::{Bank, Era, Question, Shape, Topic, bank::Head, taught};

/// All that can be asked: the authored questions, and families whose questions are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Stock<'a> {
    pub bank: &'a Bank,
    /// Each family's id, which is its card, and its topic.
    pub families: &'a [(&'static str, Topic)],
    /// The question of a family and a seed.
    pub generate: fn(&str, u64) -> Option<Question>,
}

impl<'a> Stock<'a> {
    /// The question of an id: `T06-012` is in the bank, `G01-7` is drawn.
    pub fn question(&self, id: &str) -> Option<Cow<'a, Question>> {
        if let Some(question) = self.bank.question(id) {
            return Some(Cow::Borrowed(question));
        }
        let (family, seed) = id.rsplit_once('-')?;
        self.families.iter().find(|(known, _)| *known == family)?;
        (self.generate)(family, seed.parse().ok()?).map(Cow::Owned)
    }

    /// What can be practised of the bank. A question that is decided by running has a way of studying of its own.
    pub(in crate::quiz) fn authored(&self, era: Era) -> impl Iterator<Item = &'a Head> {
        let heads = self.bank.entries().iter().map(|entry| &entry.head);
        heads.filter(move |it| era.asks(it.era) && it.shape != Shape::Predict)
    }

    /// The cards that something can be asked for.
    pub fn deck(&self, era: Era) -> Deck {
        let mut asked = BTreeSet::new();
        asked.extend(self.authored(era).map(Head::card));
        let facts: Vec<(String, Topic)> = taught::all()
            .iter()
            .filter(|fact| asked.contains(fact.id))
            .map(|fact| (fact.id.to_owned(), fact.topic()))
            .collect();
        let families = self.families.iter().map(|(id, topic)| ((*id).to_owned(), *topic)).collect();
        Deck::new(mixed(facts, families))
    }
}

/// Both in their order, the shorter one spread over the longer.
fn mixed<T>(one: Vec<T>, other: Vec<T>) -> Vec<T> {
    let (ones, others) = (one.len(), other.len());
    let place = |index: usize, of: usize| index * of.max(1) + of / 2;
    let mut all = Vec::with_capacity(ones + others);
    let mut rest = other.into_iter().enumerate().peekable();
    for (index, it) in one.into_iter().enumerate() {
        let here = place(index, others);
        while let Some((_, before)) = rest.next_if(|(index, _)| place(*index, ones) < here) {
            all.push(before);
        }
        all.push(it);
    }
    all.extend(rest.map(|(_, it)| it));
    all
}

/// The cards there are, in the order in which they are first met: the facts asked most come first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deck {
    cards: Vec<(String, Topic)>,
    topics: BTreeMap<String, Topic>,
}

impl Deck {
    pub fn new(cards: Vec<(String, Topic)>) -> Self {
        let mut topics = BTreeMap::new();
        topics.extend(cards.iter().cloned());
        Self { cards, topics }
    }

    pub fn cards(&self) -> impl Iterator<Item = (&str, Topic)> {
        self.cards.iter().map(|(id, topic)| (id.as_str(), *topic))
    }

    /// The same, sorted by card.
    pub(in crate::quiz) fn topics(&self) -> impl Iterator<Item = (&str, Topic)> {
        self.topics.iter().map(|(id, topic)| (id.as_str(), *topic))
    }

    /// Nothing for a card that is not in the deck.
    pub fn topic(&self, card: &str) -> Option<Topic> {
        self.topics.get(card).copied()
    }
}
