use super::{
    later::{Later, Part},
    read, whole,
};
use crate::quiz::{Era, Question, Shape, Topic};

/// What a question is chosen by; each field as in [`Question`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub id: String,
    pub topic: Topic,
    pub cards: Vec<String>,
    pub shape: Shape,
    pub era: Era,
}

impl Head {
    /// The card that the answer is written on.
    pub fn card(&self) -> &str {
        self.cards.first().map_or("", String::as_str)
    }
}

/// A question of the bank, read whole when it is first asked for.
#[derive(Debug, Clone)]
pub struct Entry {
    pub head: Head,
    whole: Later<Option<Question>>,
}

impl Entry {
    /// `rest` is what else the question has, as JSON.
    pub(super) fn unread(head: Head, rest: Part) -> Self {
        Self { head, whole: Later::unread(rest) }
    }

    pub(super) fn read(question: Question) -> Self {
        let head = Head {
            id: question.id.clone(),
            topic: question.topic,
            cards: question.cards.clone(),
            shape: question.shape,
            era: question.era,
        };
        Self { head, whole: Later::read(Some(question)) }
    }

    /// The whole question; nothing where it cannot be read.
    pub fn question(&self) -> Option<&Question> {
        let read = |json: &[u8]| whole(&self.head.id, json, |rest| read::whole(self.head.clone(), rest)).ok();
        self.whole.get(read).as_ref()
    }
}
