//! Questions and banks made for a test, as small as it needs.

use shardscope::quiz::{
    Bank, Era, Level, Question, Shape, Topic,
    question::{Answers, Choice, NumberAnswer, Prompt, Slip, Step},
};

fn choice(text: &str, misconception: Option<&str>) -> Choice {
    Choice {
        text: text.to_owned(),
        right: misconception.is_none(),
        why: String::new(),
        misconception: misconception.map(str::to_owned),
        is: Vec::new(),
        change: None,
    }
}

pub(super) fn question(id: &str, card: &str, shape: Shape, answers: Answers) -> Question {
    Question {
        id: id.to_owned(),
        topic: id.get(..3).and_then(Topic::parse).unwrap_or_else(|| Topic::parse("T01").expect("a topic")),
        cards: vec![card.to_owned()],
        shape,
        level: Level::Apply,
        era: Era::Both,
        skill: "1.1.8".to_owned(),
        stem: String::new(),
        exhibit: None,
        answers,
        rule: String::new(),
        hint: String::new(),
        sources: Vec::new(),
        see: None,
        needs: None,
        trial: None,
        drawn: None,
    }
}

/// One right option, the first, and three that come from M001, M002 and M003.
pub(super) fn one(id: &str, card: &str) -> Question {
    let wrong = ["M001", "M002", "M003"].map(|it| choice(it, Some(it)));
    let choices = [vec![choice("right", None)], wrong.to_vec()].concat();
    question(id, card, Shape::One, Answers::Choose(choices))
}

/// Two right options, the first two, and three wrong ones.
pub(super) fn two(id: &str, card: &str) -> Question {
    let wrong = ["M001", "M002", "M002"].map(|it| choice(it, Some(it)));
    let choices = [vec![choice("right", None), choice("right too", None)], wrong.to_vec()].concat();
    question(id, card, Shape::Many, Answers::Choose(choices))
}

/// Options with these texts, of which the first is right.
pub(super) fn options(id: &str, texts: &[&str]) -> Question {
    let wrong = |(index, text): (usize, &&str)| choice(text, (index > 0).then_some("M001"));
    question(id, "F01", Shape::One, Answers::Choose(texts.iter().enumerate().map(wrong).collect()))
}

/// Three steps in their order, and one that does not belong.
pub(super) fn order(id: &str, card: &str) -> Question {
    let step = |text: &str, misconception: Option<&str>| Step {
        text: text.to_owned(),
        belongs: misconception.is_none(),
        why: String::new(),
        misconception: misconception.map(str::to_owned),
    };
    let steps = vec![step("a", None), step("b", None), step("c", None), step("x", Some("M004"))];
    question(id, card, Shape::Order, Answers::Order(steps))
}

/// Three prompts to four responses: 2, 0 and 2.
pub(super) fn matching(id: &str, card: &str) -> Question {
    let prompt = |response| Prompt { text: String::new(), response, why: String::new() };
    let responses = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
    let prompts = vec![prompt(2), prompt(0), prompt(2)];
    question(id, card, Shape::Match, Answers::Match { prompts, responses })
}

pub(super) fn number(id: &str, card: &str, answer: &str, unit: &str, slips: &[(&str, &str)]) -> Question {
    let slip = |&(answer, misconception): &(&str, &str)| Slip {
        answer: answer.to_owned(),
        why: String::new(),
        misconception: Some(misconception.to_owned()),
    };
    let slips = slips.iter().map(slip).collect();
    let number = NumberAnswer { answer: answer.to_owned(), unit: unit.to_owned(), slips };
    question(id, card, Shape::Number, Answers::Number(number))
}

pub(super) fn bank(questions: Vec<Question>) -> Bank {
    questions.into_iter().collect()
}
