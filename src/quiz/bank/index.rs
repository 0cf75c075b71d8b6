use super::{BUNDLE, BankError, Head};
use crate::quiz::{Era, Shape, Topic};

/// What is in a bundle: how many bytes of JSON each part has, and what each question is chosen by.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) questions: Vec<(usize, Head)>,
    pub(super) lessons: usize,
    pub(super) misconceptions: usize,
}

impl Index {
    /// A line for each question, `1858 T01-002 T01 one both F02 F44`, then `23512 lessons` and `33709 misconceptions`.
    pub(super) fn read(text: &str) -> Result<Self, BankError> {
        let mut index = Self { questions: Vec::new(), lessons: 0, misconceptions: 0 };
        for line in text.lines() {
            let wrong =
                || BankError::new(BUNDLE, &format!("build it again: no row of the index is “{line}”"));
            let mut words = line.split(' ');
            let len = words.next().and_then(|len| len.parse().ok()).ok_or_else(wrong)?;
            match words.next().ok_or_else(wrong)? {
                "lessons" => index.lessons = len,
                "misconceptions" => index.misconceptions = len,
                id => index.questions.push((len, head(id, words).ok_or_else(wrong)?)),
            }
        }
        Ok(index)
    }
}

fn head<'a>(id: &str, mut words: impl Iterator<Item = &'a str>) -> Option<Head> {
    Some(Head {
        id: id.to_owned(),
        topic: Topic::parse(words.next()?)?,
        shape: Shape::parse(words.next()?)?,
        era: Era::parse(words.next()?)?,
        cards: words.map(str::to_owned).collect(),
    })
}
