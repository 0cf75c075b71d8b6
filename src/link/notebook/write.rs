use serde_json::{Map, Value, json};

use super::{VERSION, session};
use crate::{
    quiz::{
        Confidence, Notebook,
        notebook::{Card, Entry, Seen, Settings, Undo},
    },
    units::Day,
};

pub(super) fn notebook(notebook: &Notebook) -> Value {
    json!({
        "version": VERSION,
        "settings": settings(&notebook.settings),
        "cards": by_id(&notebook.cards, card),
        "log": notebook.log.iter().map(entry).collect::<Value>(),
        "seen": by_id(&notebook.seen, seen),
        "suspended": notebook.suspended,
        "counts": notebook
            .counts
            .iter()
            .map(|(on, count)| json!([day(*on), count.answered, count.right]))
            .collect::<Value>(),
        "lessons": by_id(&notebook.lessons, |on| day(*on)),
        "exams": notebook
            .exams
            .iter()
            .map(|done| json!([day(done.day), done.right, done.of]))
            .collect::<Value>(),
        "practice": notebook.practice.as_ref().map(session::practice),
        "exam": notebook.exam.as_ref().map(session::exam),
        "undo": notebook.undo.as_deref().map(undo),
    })
}

fn by_id<'a, T: 'a>(
    all: impl IntoIterator<Item = (&'a String, &'a T)>,
    written: impl Fn(&T) -> Value,
) -> Value {
    let mut object = Map::new();
    object.extend(all.into_iter().map(|(id, it)| (id.clone(), written(it))));
    Value::Object(object)
}

/// No clock of a student's is before 1970.
pub(super) fn day(day: Day) -> Value {
    json!(day.number().max(0))
}

fn settings(settings: &Settings) -> Value {
    json!({
        "exam_day": settings.exam_day.map(day),
        "era": settings.era.word(),
        "retention_ppm": settings.retention().ppm(),
    })
}

fn card(card: &Card) -> Value {
    let (stability, difficulty) = card.memory.millionths();
    json!([
        stability,
        difficulty,
        day(card.first),
        day(card.last),
        card.missed.map(day),
        card.shape.word(),
        card.asked,
        card.misses,
    ])
}

fn seen(seen: &Seen) -> Value {
    json!([seen.asked, seen.right, day(seen.last), seen.picked])
}

fn entry(entry: &Entry) -> Value {
    let answered = &entry.answered;
    json!([
        day(answered.day),
        answered.ms,
        entry.question,
        entry.card,
        answered.right,
        answered.confidence.map(Confidence::word),
        answered.mode.word(),
        answered.misconceptions,
    ])
}

fn undo(undo: &Undo) -> Value {
    json!({
        "card": undo.card.as_ref().map(card),
        "seen": undo.seen.as_ref().map(seen),
        "oldest": undo.oldest.as_ref().map(entry),
        "practice": undo.practice.as_ref().map(session::practice),
    })
}
