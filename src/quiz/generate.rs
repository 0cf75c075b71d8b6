//! Questions whose numbers are drawn and whose answers are computed, so that practice never runs out.
//!
//! A question is its family and a seed: the same two give the same question for ever, and `seed % 3` is its
//! [`Form`]. A family draws until its numbers make a fair question: no two options equal or within 5 %, none
//! accidentally right, no value on a limit, and the same answer whether MB is 10⁶ or 2²⁰ bytes.

mod amounts;
mod batching;
mod cron;
mod draw;
mod g01;
mod g02;
mod g03;
mod g04;
mod g05;
mod g06;
mod g07;
mod g08;
mod g09;
mod g10;
mod g11;
mod g12;
mod g13;
mod g14;
mod g15;
mod g16;
mod g17;
mod g18;
mod g19;
mod g20;
mod g21;
mod g22;
mod g23;
mod g24;
mod g25;
mod g26;
mod g27;
mod g28;
mod g29;
mod g30;
mod g31;
mod g32;
mod g33;
mod g34;
mod g35;
mod g36;
mod load;
mod matching;
mod offer;
mod see;
mod theme;

pub use draw::Draw;
pub use offer::{Drawing, Offer};

use super::{
    Era, Level, Question, Shape, Topic, family,
    question::{Answers, Choice, Drawn, Exhibit, NumberAnswer, Slip},
};

/// How often a family may draw before a seed has no question. Families accept at least one draw of twenty.
const DRAWS: u32 = 2_000;

/// One family of questions.
#[derive(Debug)]
pub struct Family {
    /// `G01`; also its card.
    pub id: &'static str,
    pub skill: &'static str,
    /// Claims it rests on.
    pub sources: &'static [&'static str],
    /// Draws a question, or nothing where these numbers make none.
    pub draw: fn(&mut Draw, Form) -> Option<Drawing>,
}

/// The three ways a family asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The numbers are given, and the answer asked.
    Answer,
    /// The answer is given: which numbers are possible with it?
    Possible,
    /// Something fails: which single change mends it?
    Fix,
}

impl Form {
    pub const ALL: [Form; 3] = [Form::Answer, Form::Possible, Form::Fix];

    pub fn of(seed: u64) -> Self {
        Self::ALL[(seed % 3) as usize]
    }
}

static FAMILIES: &[Family] = &[
    g01::FAMILY,
    g02::FAMILY,
    g03::FAMILY,
    g04::FAMILY,
    g05::FAMILY,
    g06::FAMILY,
    g07::FAMILY,
    g08::FAMILY,
    g09::FAMILY,
    g10::FAMILY,
    g11::FAMILY,
    g12::FAMILY,
    g13::FAMILY,
    g14::FAMILY,
    g15::FAMILY,
    g16::FAMILY,
    g17::FAMILY,
    g18::FAMILY,
    g19::FAMILY,
    g20::FAMILY,
    g21::FAMILY,
    g22::FAMILY,
    g23::FAMILY,
    g24::FAMILY,
    g25::FAMILY,
    g26::FAMILY,
    g27::FAMILY,
    g28::FAMILY,
    g29::FAMILY,
    g30::FAMILY,
    g31::FAMILY,
    g32::FAMILY,
    g33::FAMILY,
    g34::FAMILY,
    g35::FAMILY,
    g36::FAMILY,
];

pub fn families() -> &'static [Family] {
    FAMILIES
}

pub fn family(id: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.id == id)
}

impl Family {
    /// # Panics
    /// Never: the tests hold every family to a name.
    pub fn topic(&self) -> Topic {
        family::find(self.id).expect("a family has a name").topic()
    }
}

/// The question of a family and a seed; nothing where there is no such family.
pub fn question(id: &str, seed: u64) -> Option<Question> {
    let family = family(id)?;
    let form = Form::of(seed);
    let mut draw = Draw::new(family.id, seed);
    let drawing = (0..DRAWS).find_map(|_| (family.draw)(&mut draw, form).filter(Drawing::is_fair))?;
    Some(of_drawing(family, form, seed, drawing))
}

fn of_drawing(family: &Family, form: Form, seed: u64, drawing: Drawing) -> Question {
    let (shape, answers) = if drawing.typed {
        (Shape::Number, typed(drawing.offers, &drawing.unit))
    } else if form == Form::Fix {
        (Shape::Fix, chosen(drawing.offers))
    } else {
        (Shape::One, chosen(drawing.offers))
    };
    Question {
        id: format!("{}-{seed}", family.id),
        topic: family.topic(),
        cards: vec![family.id.to_owned()],
        shape,
        level: if form == Form::Answer { Level::Apply } else { Level::Analyse },
        era: Era::Both,
        skill: family.skill.to_owned(),
        stem: drawing.stem,
        exhibit: drawing.exhibit.map(|(caption, text)| Exhibit { caption, text }),
        answers,
        rule: drawing.rule,
        hint: drawing.hint,
        sources: family.sources.iter().map(|&id| id.to_owned()).collect(),
        see: drawing.see,
        needs: None,
        trial: None,
        drawn: Some(Drawn {
            parameters: drawing.parameters,
            answer: drawing.answer,
            formula: drawing.formula,
        }),
    }
}

fn chosen(offers: Vec<Offer>) -> Answers {
    let choice = |offer: Offer| Choice {
        text: offer.text,
        right: offer.misconception.is_none(),
        why: offer.why,
        misconception: offer.misconception.map(str::to_owned),
        is: Vec::new(),
        change: None,
    };
    Answers::Choose(offers.into_iter().map(choice).collect())
}

fn typed(offers: Vec<Offer>, unit: &str) -> Answers {
    let (right, wrong): (Vec<Offer>, Vec<Offer>) =
        offers.into_iter().partition(|offer| offer.misconception.is_none());
    // One types digits; separators are for reading.
    let plain = |offer: &Offer| offer.text.replace(',', "");
    let slip = |offer: Offer| Slip {
        answer: plain(&offer),
        why: offer.why,
        misconception: offer.misconception.map(str::to_owned),
    };
    Answers::Number(NumberAnswer {
        answer: right.first().map_or_else(String::new, plain),
        unit: unit.to_owned(),
        slips: wrong.into_iter().map(slip).collect(),
    })
}
