use std::{collections::BTreeMap, slice};

use serde_json::Value;

use super::session;
use crate::{
    link::{
        LinkError,
        fields::{Fields, Read, belongs, count, items, number, text, yes},
    },
    quiz::{
        Confidence, Era, Mode, Notebook, Shape,
        fsrs::Memory,
        notebook::{
            Answered, Card, DayCount, Entry, ExamDone, MAX_CARDS, MAX_DAYS, MAX_EXAMS, MAX_LESSONS, MAX_LOG,
            MAX_SEEN, RETENTION, Seen, Settings, Undo,
        },
    },
    units::{Day, Share},
};

/// The last day of the year 9999.
const LAST_DAY: u64 = 2_932_896;

pub(super) fn notebook(value: &Value) -> Read<Notebook> {
    let known = &[
        "version",
        "settings",
        "cards",
        "log",
        "seen",
        "suspended",
        "counts",
        "lessons",
        "exams",
        "practice",
        "exam",
        "undo",
    ];
    let fields = Fields::of("notebook", value, known)?;
    let list = |name, most| within(name, fields.items(name)?, most);
    let log = list("log", MAX_LOG)?.iter().map(entry).collect::<Read<_>>()?;
    let suspended = gathered(list("suspended", MAX_CARDS)?, id)?;
    Ok(Notebook {
        settings: settings(fields.need("settings")?)?,
        exam: fields.some("exam").map(session::read_exam).transpose()?,
        practice: fields.some("practice").map(session::read_practice).transpose()?,
        cards: by_id("cards", fields.need("cards")?, MAX_CARDS, card)?,
        log,
        seen: by_id("seen", fields.need("seen")?, MAX_SEEN, seen)?,
        suspended,
        counts: gathered(list("counts", MAX_DAYS)?, day_count)?,
        lessons: by_id("lessons", fields.need("lessons")?, MAX_LESSONS, |it| day("a lesson's day", it))?,
        exams: list("exams", MAX_EXAMS)?.iter().map(exam_done).collect::<Read<_>>()?,
        undo: fields.some("undo").map(undo).transpose()?.map(Box::new),
    })
}

/// A list of known length, taken from left to right.
pub(super) struct Row<'a> {
    name: &'static str,
    values: slice::Iter<'a, Value>,
}

impl<'a> Row<'a> {
    pub(super) fn of(name: &'static str, value: &'a Value, length: usize) -> Read<Self> {
        let values = items(name, value)?;
        if values.len() != length {
            return Err(refused(format!("{name} has {} entries, where {length} belong", values.len())));
        }
        Ok(Self { name, values: values.iter() })
    }

    pub(super) fn value(&mut self) -> &'a Value {
        self.values.next().unwrap_or(&Value::Null)
    }
    fn some(&mut self) -> Option<&'a Value> {
        Some(self.value()).filter(|value| !value.is_null())
    }
    fn number(&mut self) -> Read<u64> {
        number(self.name, self.value(), u64::MAX)
    }
    pub(super) fn count(&mut self) -> Read<u32> {
        count(self.name, self.value())
    }
    fn day(&mut self) -> Read<Day> {
        day(self.name, self.value())
    }
    pub(super) fn text(&mut self) -> Read<String> {
        text(self.name, self.value()).map(str::to_owned)
    }
    pub(super) fn yes(&mut self) -> Read<bool> {
        yes(self.name, self.value())
    }
    pub(super) fn word<T>(&mut self, parse: fn(&str) -> Option<T>) -> Read<T> {
        word(self.name, self.value(), parse)
    }
}

pub(super) fn word<T>(name: &str, value: &Value, parse: fn(&str) -> Option<T>) -> Read<T> {
    parse(text(name, value)?).ok_or_else(|| belongs(name, value, "another word"))
}

pub(super) fn refused(why: String) -> LinkError {
    LinkError::Field(why)
}

pub(super) fn within<'a>(name: &str, list: &'a [Value], most: usize) -> Read<&'a [Value]> {
    if list.len() > most {
        return Err(refused(format!("{name} has {} entries, and {most} is the most", list.len())));
    }
    Ok(list)
}

fn by_id<T>(
    name: &str,
    value: &Value,
    most: usize,
    read: impl Fn(&Value) -> Read<T>,
) -> Read<BTreeMap<String, T>> {
    let all = value.as_object().ok_or_else(|| belongs(name, value, "an object {…}"))?;
    if all.len() > most {
        return Err(refused(format!("{name} has {} entries, and {most} is the most", all.len())));
    }
    gathered(all, |(id, value)| Ok((id.clone(), read(value)?)))
}

/// One by one: to collect into a map or a set is to sort first, and that is more code than all of this.
pub(super) fn gathered<C: Default + Extend<T>, T, V>(
    values: impl IntoIterator<Item = V>,
    read: impl Fn(V) -> Read<T>,
) -> Read<C> {
    let mut all = C::default();
    for value in values {
        all.extend([read(value)?]);
    }
    Ok(all)
}

fn id(value: &Value) -> Read<String> {
    text("an id", value).map(str::to_owned)
}

pub(super) fn day(name: &str, value: &Value) -> Read<Day> {
    Ok(Day::since_1970(number(name, value, LAST_DAY)? as i64))
}

fn settings(value: &Value) -> Read<Settings> {
    let fields = Fields::of("settings", value, &["exam_day", "era", "retention_ppm"])?;
    let mut settings = Settings::default();
    settings.exam_day = fields.some("exam_day").map(|it| day("exam_day", it)).transpose()?;
    settings.era = word("era", fields.need("era")?, Era::parse)?;
    let retention = fields.count("retention_ppm")?;
    if !(RETENTION.0.ppm()..=RETENTION.1.ppm()).contains(&retention) {
        return Err(refused(format!("retention_ppm is {retention}, which cannot be set")));
    }
    settings.set_retention(Share::from_ppm(retention));
    Ok(settings)
}

fn card(value: &Value) -> Read<Card> {
    let mut row = Row::of("a card", value, 8)?;
    let (stability, difficulty) = (row.number()?, row.number()?);
    let memory = Memory::from_millionths(stability, difficulty)
        .ok_or_else(|| refused(format!("a card's memory is {stability}, {difficulty}, which cannot be")))?;
    Ok(Card {
        memory,
        first: row.day()?,
        last: row.day()?,
        missed: row.some().map(|it| day("a card", it)).transpose()?,
        shape: row.word(Shape::parse)?,
        asked: row.count()?,
        misses: row.count()?,
    })
}

fn seen(value: &Value) -> Read<Seen> {
    let mut row = Row::of("a question", value, 4)?;
    Ok(Seen {
        asked: row.count()?,
        right: row.count()?,
        last: row.day()?,
        picked: by_id("misconceptions", row.value(), MAX_CARDS, |times| count("times", times))?,
    })
}

fn entry(value: &Value) -> Read<Entry> {
    let mut row = Row::of("an answer", value, 8)?;
    let (day, ms, question, card, right) = (row.day()?, row.count()?, row.text()?, row.text()?, row.yes()?);
    let confidence = row.some().map(|it| word("an answer", it, Confidence::parse)).transpose()?;
    let mode = row.word(Mode::parse)?;
    let misconceptions = items("misconceptions", row.value())?.iter().map(id).collect::<Read<_>>()?;
    Ok(Entry { question, card, answered: Answered { day, ms, right, confidence, misconceptions, mode } })
}

fn day_count(value: &Value) -> Read<(Day, DayCount)> {
    let mut row = Row::of("a day", value, 3)?;
    Ok((row.day()?, DayCount { answered: row.count()?, right: row.count()? }))
}

fn exam_done(value: &Value) -> Read<ExamDone> {
    let mut row = Row::of("an exam", value, 3)?;
    Ok(ExamDone { day: row.day()?, right: row.count()?, of: row.count()? })
}

fn undo(value: &Value) -> Read<Undo> {
    let fields = Fields::of("undo", value, &["card", "seen", "oldest", "practice"])?;
    Ok(Undo {
        card: fields.some("card").map(card).transpose()?,
        seen: fields.some("seen").map(seen).transpose()?,
        oldest: fields.some("oldest").map(entry).transpose()?,
        practice: fields.some("practice").map(session::read_practice).transpose()?,
    })
}
