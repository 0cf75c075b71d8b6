//! What a good question is, as far as a program can tell: each question by itself, then the bank as a whole. The tests
//! demand that nothing is found.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Bank, Level, Question, Shape, Topic, generate,
    matrix::{self, Holds},
    question::{Answers, Choice, See},
    taught,
};
use crate::{aws::claims, link, sim::presets};

/// Words in a stem that is answered by choosing, and in the others.
const STEM_WORDS: (usize, usize) = (40, 90);
const SHORT_STEM_WORDS: usize = 15;
/// Characters of a reason: less is a placeholder.
const REASON_CHARS: usize = 40;
/// Options shorter than this may differ as they like: "5" and "1,250".
const FREE_CHARS: usize = 24;
/// Phrases that make a question a riddle.
const BANNED: [&str; 8] = [
    "all of the above",
    "none of the above",
    "which of the following is not",
    "which is not",
    "is not true",
    "except for which",
    "both a and b",
    "real exam",
];

/// Something about a question, or about the bank (then without an id), that has to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    pub id: String,
    pub what: String,
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", if self.id.is_empty() { "bank" } else { &self.id }, self.what)
    }
}

/// Everything wrong with each question of a bank by itself, and with ids and reasons among them.
pub fn questions(bank: &Bank) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut ids = BTreeSet::new();
    let mut reasons = BTreeMap::new();
    for question in bank.questions() {
        let mut say = |what: String| flaws.push(Flaw { id: question.id.clone(), what });
        if !ids.insert(&question.id) {
            say("another question has this id".to_owned());
        }
        for reason in why(question) {
            if let Some(other) = reasons.insert(reason, &question.id) {
                say(format!("this reason is in {other} too: “{reason}”"));
            }
        }
        one(bank, question, &mut say);
    }
    flaws
}

/// Everything wrong with a question by itself.
fn one(bank: &Bank, question: &Question, say: &mut impl FnMut(String)) {
    identity(question, say);
    words(question, say);
    for id in misconceptions(question) {
        if bank.misconception(id).is_none() {
            say(format!("there is no misconception {id}"));
        }
    }
    by_matrix(question, say);
    match &question.answers {
        Answers::Choose(choices) => choose(question, choices, say),
        Answers::Order(steps) => {
            let belong = steps.iter().filter(|step| step.belongs).count();
            let others = steps.len() - belong;
            if !(3..=5).contains(&belong) || !(1..=2).contains(&others) {
                say(format!("3 to 5 steps belong and 1 or 2 do not; here {belong} and {others}"));
            }
            if steps.iter().skip_while(|step| step.belongs).any(|step| step.belongs) {
                say("put the steps that belong first, in their order".to_owned());
            }
            if steps.iter().any(|step| step.belongs == step.misconception.is_some()) {
                say("a step that does not belong has a misconception, one that belongs has none".to_owned());
            }
        }
        Answers::Match { prompts, responses } => {
            if !(3..=7).contains(&prompts.len()) {
                say(format!("3 to 7 prompts; here {}", prompts.len()));
            }
            let used: BTreeSet<usize> = prompts.iter().map(|prompt| prompt.response).collect();
            if used.iter().any(|index| *index >= responses.len()) {
                say("a prompt names a response that is not there".to_owned());
            }
            if used.len() == responses.len() && prompts.len() == responses.len() {
                say("more responses than prompts, or one for several: the last one answers itself".to_owned());
            }
            unique(responses.iter().map(String::as_str), say);
        }
        Answers::Number(number) => {
            if number.answer.parse::<u64>().is_err() && !is_decimal(&number.answer) {
                say(format!("the answer “{}” is no number", number.answer));
            }
            if number.slips.len() < 2 {
                say("name at least two wrong numbers with their misconceptions".to_owned());
            }
            unique(number.slips.iter().map(|slip| slip.answer.as_str()).chain([number.answer.as_str()]), say);
        }
    }
}

/// The matrix leaves exactly the right options of a service-choice question, and hangs no key on what AWS does not say.
fn by_matrix(question: &Question, say: &mut impl FnMut(String)) {
    let decided = match matrix::decide(question) {
        Ok(decided) => decided.unwrap_or_default(),
        Err(why) => return say(why),
    };
    let Answers::Choose(choices) = &question.answers else { return };
    for (choice, decided) in choices.iter().zip(&decided) {
        if decided.is_right() == Holds::from(choice.right) {
            continue;
        }
        let met =
            decided.met.iter().map(|(need, holds)| format!("{} {holds:?}", need.words())).collect::<Vec<_>>();
        let right = if choice.right { "right" } else { "wrong" };
        say(format!("“{}” is {right}, but the matrix says: {}", choice.text, met.join(", ")));
    }
}

fn identity(question: &Question, say: &mut impl FnMut(String)) {
    let home = if question.trial.is_some() { "P".to_owned() } else { question.topic.id() };
    let of_topic = question.id.strip_prefix(&home).and_then(|rest| rest.strip_prefix('-'));
    if !of_topic.is_some_and(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit())) {
        say(format!("an id is {home}- and three digits"));
    }
    if question.cards.is_empty() {
        say("name the facts it asks for".to_owned());
    }
    for id in &question.cards {
        if taught::find(id).is_none() {
            say(format!("there is no fact {id}"));
        }
    }
    if question.sources.is_empty() {
        say("name the claims it rests on".to_owned());
    }
    for id in &question.sources {
        if claims::find(id).is_none() {
            say(format!("there is no claim {id} in src/aws/claims"));
        }
    }
    if !question.skill.split('.').all(|n| n.parse::<u8>().is_ok()) || question.skill.split('.').count() < 2 {
        say("the skill is one of the exam guide's, like 1.1.8".to_owned());
    }
    match &question.see {
        Some(See::Preset(name)) if presets::find(name).is_none() => {
            say(format!("there is no preset “{name}”"));
        }
        Some(See::Link(text)) if link::kind(text) != link::PLAN && link::decode(text).is_err() => {
            say("the link cannot be opened".to_owned());
        }
        _ => {}
    }
    if (question.shape == Shape::Predict) != question.trial.is_some() {
        say("a question to predict has a run, and no other has one".to_owned());
    }
    if question.shape == Shape::Read && question.exhibit.is_none() {
        say("there is nothing to read: add an exhibit".to_owned());
    }
}

fn words(question: &Question, say: &mut impl FnMut(String)) {
    let count = question.stem.split_whitespace().count();
    let (least, most) = match &question.answers {
        Answers::Choose(_) if question.exhibit.is_none() => STEM_WORDS,
        _ => (SHORT_STEM_WORDS, STEM_WORDS.1),
    };
    if !(least..=most).contains(&count) {
        say(format!("the stem has {count} words; {least} to {most} are right"));
    }
    if question.stem.matches("**").count() != 2 {
        say("put ** around the deciding words of the stem, once".to_owned());
    }
    let all = told(question).to_lowercase();
    for phrase in BANNED.iter().filter(|phrase| all.contains(*phrase)) {
        say(format!("the phrase “{phrase}” is not for questions"));
    }
    for reason in why(question).filter(|reason| reason.chars().count() < REASON_CHARS) {
        say(format!("a reason has {REASON_CHARS} characters at least: “{reason}”"));
    }
    if question.rule.chars().count() < 30 {
        say("tell the rule in a sentence".to_owned());
    }
    if question.hint.is_empty() || question.hint.matches(['.', '?', '!']).count() > 3 {
        say("give a hint of one or two sentences".to_owned());
    }
}

fn choose(question: &Question, choices: &[Choice], say: &mut impl FnMut(String)) {
    let right = choices.iter().filter(|choice| choice.right).count();
    let fits = match right {
        1 => question.shape != Shape::Many && choices.len() == 4,
        2 | 3 => question.shape != Shape::One && (5..=6).contains(&choices.len()),
        _ => false,
    };
    if !fits {
        say(format!("{right} right of {}: one of 4, or two or three of 5 or 6", choices.len()));
    }
    if right > 1 {
        let number = if right == 2 { "TWO" } else { "THREE" };
        if !question.stem.contains(number) {
            say(format!("the stem of a question with {right} right answers says {number}"));
        }
    }
    unique(choices.iter().map(|choice| choice.text.as_str()), say);
    let lengths = choices.iter().map(|choice| choice.text.chars().count());
    let (least, most) = lengths.fold((usize::MAX, 0), |(least, most), n| (least.min(n), most.max(n)));
    if most > FREE_CHARS && most * 2 > least * 3 {
        say(format!("options of {least} to {most} characters: the longest at most 1.5 times the shortest"));
    }
    for choice in choices.iter().filter(|choice| choice.right == choice.misconception.is_some()) {
        say(format!("wrong options have a misconception, right ones none: “{}”", choice.text));
    }
    if question.shape == Shape::Predict && choices.iter().any(|choice| choice.change.is_none()) {
        say("each option of a question to predict has a change".to_owned());
    }
}

fn unique<'a>(texts: impl Iterator<Item = &'a str>, say: &mut impl FnMut(String)) {
    let mut seen = BTreeSet::new();
    for text in texts {
        if !seen.insert(text.trim().to_lowercase()) {
            say(format!("“{text}” is there twice"));
        }
    }
}

fn is_decimal(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Every reason of a question.
fn why(question: &Question) -> Box<dyn Iterator<Item = &str> + '_> {
    match &question.answers {
        Answers::Choose(choices) => Box::new(choices.iter().map(|it| it.why.as_str())),
        Answers::Order(steps) => Box::new(steps.iter().map(|it| it.why.as_str())),
        Answers::Match { prompts, .. } => Box::new(prompts.iter().map(|it| it.why.as_str())),
        Answers::Number(number) => Box::new(number.slips.iter().map(|it| it.why.as_str())),
    }
}

/// Every misconception that an answer to it can show.
fn misconceptions(question: &Question) -> Box<dyn Iterator<Item = &str> + '_> {
    match &question.answers {
        Answers::Choose(choices) => Box::new(choices.iter().filter_map(|it| it.misconception.as_deref())),
        Answers::Order(steps) => Box::new(steps.iter().filter_map(|it| it.misconception.as_deref())),
        Answers::Match { .. } => Box::new(std::iter::empty()),
        Answers::Number(number) => Box::new(number.slips.iter().filter_map(|it| it.misconception.as_deref())),
    }
}

/// Misconceptions that drawn questions show: those of each family's first seeds.
fn of_families() -> BTreeSet<String> {
    const SEEDS: u64 = 60;
    let drawn = generate::families()
        .iter()
        .flat_map(|family| (0..SEEDS).filter_map(|seed| generate::question(family.id, seed)));
    drawn.flat_map(|question| misconceptions(&question).map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Stem and options as one text.
fn told(question: &Question) -> String {
    let mut all = question.stem.clone();
    match &question.answers {
        Answers::Choose(choices) => choices.iter().for_each(|it| all.extend([" ", &it.text])),
        Answers::Order(steps) => steps.iter().for_each(|it| all.extend([" ", &it.text])),
        Answers::Match { responses, .. } => responses.iter().for_each(|it| all.extend([" ", it])),
        Answers::Number(_) => {}
    }
    all
}

/// Everything wrong with the bank as a whole: how the questions are spread.
pub fn spread(bank: &Bank) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut say = |what: String| flaws.push(Flaw { id: String::new(), what });
    let of_fact =
        |id: &str| bank.questions().filter(|it| it.cards.iter().any(|card| card == id)).collect::<Vec<_>>();
    for fact in taught::all() {
        let asked = of_fact(fact.id);
        let shapes: BTreeSet<Shape> = asked.iter().map(|it| it.shape).collect();
        if asked.len() < 3 || shapes.len() < 2 {
            say(format!(
                "{} is asked by {} questions of {} shapes; 3 of 2 are needed",
                fact.id,
                asked.len(),
                shapes.len()
            ));
        }
    }
    let drawn = of_families();
    for misconception in bank.misconceptions() {
        let id = misconception.id.as_str();
        let authored = bank.questions().filter(|it| misconceptions(it).any(|it| it == id)).count();
        // A family asks about it again and again.
        if authored < 2 && !drawn.contains(id) {
            say(format!("{id} “{}” is used by {authored} questions; 2 are needed", misconception.name));
        }
    }
    let total = bank.entries().len().max(1);
    let share = |level: Level| bank.questions().filter(|it| it.level == level).count() * 100 / total;
    for (level, least, most) in [
        (Level::Remember, 5, 15),
        (Level::Understand, 12, 28),
        (Level::Apply, 27, 43),
        (Level::Analyse, 17, 33),
        (Level::Evaluate, 2, 10),
    ] {
        let percent = share(level);
        if !(least..=most).contains(&percent) {
            say(format!(
                "{percent} % of the questions are of level “{}”; {least} to {most} are right",
                level.word()
            ));
        }
    }
    let (longest, of) = longest_is_right(bank);
    if longest * 100 > of * 35 {
        say(format!("the longest option is right in {longest} of {of} questions; 35 % at most"));
    }
    flaws
}

/// In how many of the questions with one right option it is the longest of all, and how many there are.
pub fn longest_is_right(bank: &Bank) -> (usize, usize) {
    let one_right = bank.questions().filter_map(|it| match &it.answers {
        Answers::Choose(choices) if it.choose() == 1 => Some(choices),
        _ => None,
    });
    one_right.fold((0, 0), |(longest, of), choices| {
        let length = |choice: &Choice| choice.text.chars().count();
        let most = choices.iter().filter(|choice| !choice.right).map(length).max().unwrap_or(0);
        let is_longest = choices.iter().any(|choice| choice.right && length(choice) > most);
        (longest + usize::from(is_longest), of + 1)
    })
}

/// How many questions each topic has.
pub fn per_topic(bank: &Bank) -> Vec<(Topic, usize)> {
    Topic::all().map(|topic| (topic, bank.questions().filter(|it| it.topic == topic).count())).collect()
}
