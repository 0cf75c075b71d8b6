//! Lessons: an idea in five sentences, something to look at, three questions.

use super::{
    Topic,
    bank::{BankError, Reader},
    question::See,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// In links and in what is remembered; never given to another.
    pub id: String,
    /// The path it belongs to: the first one is for people who start from nothing.
    pub path: String,
    pub topic: Topic,
    pub title: String,
    pub sentences: Vec<String>,
    /// A scenario, a plan, or a comparison sheet of the matrix.
    pub look: Look,
    /// What to see there, in a sentence.
    pub caption: String,
    /// Ids of authored questions.
    pub questions: Vec<String>,
}

/// What a lesson shows beside its sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    See(See),
    /// Id of a sheet of [`super::matrix::SHEETS`].
    Sheet(String),
    /// Lines of a drawing in text: what flows where.
    Sketch(String),
}

/// Reads `lessons.json`.
///
/// # Errors
/// Where an entry lacks a field or names an unknown number.
pub(super) fn read(root: &Reader<'_>) -> Result<Vec<Lesson>, BankError> {
    root.items()?.iter().map(lesson).collect()
}

fn lesson(item: &Reader<'_>) -> Result<Lesson, BankError> {
    Ok(Lesson {
        id: item.text("id")?,
        path: item.text("path")?,
        topic: item.kind("topic", Topic::parse)?,
        title: item.text("title")?,
        sentences: item.list("sentences")?.iter().map(Reader::fill).collect::<Result<_, _>>()?,
        look: look(item)?,
        caption: item.filled("caption")?,
        questions: item.words("questions")?,
    })
}

fn look(item: &Reader<'_>) -> Result<Look, BankError> {
    Ok(if item.find("preset").is_some() {
        Look::See(See::Preset(item.text("preset")?))
    } else if item.find("sheet").is_some() {
        Look::Sheet(item.text("sheet")?)
    } else {
        Look::Sketch(item.filled("sketch")?)
    })
}
