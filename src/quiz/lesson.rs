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
    /// At least one; the drawing stands first.
    pub looks: Vec<Look>,
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
    /// A drawing in text, for [`crate::chart::sketch`]: what flows where.
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
        looks: looks(item)?,
        caption: item.filled("caption")?,
        questions: item.words("questions")?,
    })
}

fn looks(item: &Reader<'_>) -> Result<Vec<Look>, BankError> {
    let mut looks = Vec::new();
    if item.find("sketch").is_some() {
        looks.push(Look::Sketch(item.filled("sketch")?));
    }
    if item.find("sheet").is_some() {
        looks.push(Look::Sheet(item.text("sheet")?));
    }
    if item.find("preset").is_some() {
        looks.push(Look::See(See::Preset(item.text("preset")?)));
    }
    if looks.is_empty() {
        return Err(item.error("give the lesson a sketch, a sheet or a preset"));
    }
    Ok(looks)
}
