use serde_json::Value;

use super::{BankError, Head, Reader};
use crate::quiz::{
    Era, Level, Question, Shape, Topic,
    question::{Answers, Choice, Drawn, Exhibit, NumberAnswer, Prompt, See, Slip, Start, Step, Trial},
};

pub(super) fn topic(topic: Topic, root: &Reader<'_>) -> Result<Vec<Question>, BankError> {
    root.items()?.iter().map(|item| question(topic, item)).collect()
}

pub(super) fn trials(root: &Reader<'_>) -> Result<Vec<Question>, BankError> {
    root.items()?.iter().map(|item| question(item.kind("topic", Topic::parse)?, item)).collect()
}

pub(super) fn drawn(item: &Reader<'_>) -> Result<Question, BankError> {
    let mut question = question(item.kind("topic", Topic::parse)?, item)?;
    // Told with thousands separators, typed without.
    if let Answers::Number(number) = &mut question.answers {
        number.answer.retain(|c| c != ',');
    }
    question.drawn = Some(Drawn {
        parameters: item.json("parameters").unwrap_or_default(),
        answer: item.text("answer")?,
        formula: item.text("formula")?,
    });
    Ok(question)
}

fn question(topic: Topic, item: &Reader<'_>) -> Result<Question, BankError> {
    whole(head(topic, item)?, item)
}

fn head(topic: Topic, item: &Reader<'_>) -> Result<Head, BankError> {
    Ok(Head {
        id: item.text("id")?,
        topic,
        cards: item.words("facts")?,
        shape: item.kind("shape", Shape::parse)?,
        era: if item.find("era").is_some() { item.kind("era", Era::parse)? } else { Era::Both },
    })
}

/// A question, from what it is chosen by and all else.
pub(super) fn whole(head: Head, rest: &Reader<'_>) -> Result<Question, BankError> {
    let Head { id, topic, cards, shape, era } = head;
    Ok(Question {
        id,
        topic,
        cards,
        shape,
        level: rest.kind("level", Level::parse)?,
        era,
        skill: rest.text("skill")?,
        stem: rest.filled("stem")?,
        exhibit: rest.find("exhibit").map(|it| exhibit(&it)).transpose()?,
        answers: answers(shape, rest)?,
        rule: rest.filled("rule")?,
        hint: rest.filled_or_empty("hint")?,
        sources: rest.words("sources")?,
        see: rest.find("see").map(|it| see(&it)).transpose()?,
        needs: rest.json("needs"),
        trial: rest.find("run").map(|it| trial(&it)).transpose()?,
        drawn: None,
    })
}

fn exhibit(item: &Reader<'_>) -> Result<Exhibit, BankError> {
    Ok(Exhibit { caption: item.text("caption")?, text: item.filled("text")? })
}

fn answers(shape: Shape, item: &Reader<'_>) -> Result<Answers, BankError> {
    Ok(match shape {
        Shape::Order => Answers::Order(item.list("steps")?.iter().map(step).collect::<Result<_, _>>()?),
        Shape::Match => Answers::Match {
            prompts: item.list("prompts")?.iter().map(prompt).collect::<Result<_, _>>()?,
            responses: item.list("responses")?.iter().map(Reader::fill).collect::<Result<_, _>>()?,
        },
        Shape::Number => Answers::Number(NumberAnswer {
            answer: item.text("answer")?,
            unit: item.text("unit")?,
            slips: item.list("slips")?.iter().map(slip).collect::<Result<_, _>>()?,
        }),
        Shape::One | Shape::Many | Shape::Read | Shape::Fix | Shape::Predict => {
            Answers::Choose(item.list("options")?.iter().map(choice).collect::<Result<_, _>>()?)
        }
    })
}

fn misconception(item: &Reader<'_>) -> Result<Option<String>, BankError> {
    item.find("misconception").map(|_| item.text("misconception")).transpose()
}

fn choice(item: &Reader<'_>) -> Result<Choice, BankError> {
    Ok(Choice {
        text: item.filled("text")?,
        right: item.is_true("right")?,
        why: item.filled("why")?,
        misconception: misconception(item)?,
        is: item.words("is")?,
        change: item.json("change"),
    })
}

fn step(item: &Reader<'_>) -> Result<Step, BankError> {
    Ok(Step {
        text: item.filled("text")?,
        belongs: item.is_true("belongs")?,
        why: item.filled("why")?,
        misconception: misconception(item)?,
    })
}

fn prompt(item: &Reader<'_>) -> Result<Prompt, BankError> {
    Ok(Prompt { text: item.filled("text")?, response: item.index("response")?, why: item.filled("why")? })
}

fn slip(item: &Reader<'_>) -> Result<Slip, BankError> {
    Ok(Slip { answer: item.text("answer")?, why: item.filled("why")?, misconception: misconception(item)? })
}

fn see(item: &Reader<'_>) -> Result<See, BankError> {
    if item.find("link").is_some() {
        return Ok(See::Link(item.text("link")?));
    }
    Ok(See::Preset(item.text("preset")?))
}

/// What a run begins with, and what decides.
fn trial(item: &Reader<'_>) -> Result<Trial, BankError> {
    let start = match item.json("scenario") {
        Some(scenario) => Start::Scenario(scenario),
        None => Start::Preset(item.text("preset")?),
    };
    Ok(Trial {
        start,
        set: item.json("set").unwrap_or_else(|| Value::Object(serde_json::Map::new())),
        metric: item.text("metric")?,
        metric_name: item.text("metric_name")?,
        least_wins: item.is_true("least_wins")?,
    })
}
