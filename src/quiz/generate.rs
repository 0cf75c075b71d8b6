//! Questions whose numbers are drawn and whose answers are computed, so that practice never runs out.
//!
//! A question is its family and a seed: the same two give the same question for ever, and `seed % 3` is its
//! [`Form`]. A family draws until its numbers make a fair question: no two options equal or within 5 %, none
//! accidentally right, no value on a limit, and the same answer whether MB is 10⁶ or 2²⁰ bytes.

mod amounts;
mod batching;
mod cron;
mod draw;
mod g01_write_shards;
mod g02_shared_reader_shards;
mod g03_polling_floor;
mod g04_read_share;
mod g05_hot_key;
mod g06_key_to_shard;
mod g07_split_merge;
mod g08_update_shard_count;
mod g09_kcl_workers;
mod g10_stream_function;
mod g11_poison_record;
mod g12_put_records_calls;
mod g13_aggregation;
mod g14_payload_units;
mod g15_retention_cost;
mod g16_capacity_mode;
mod g17_firehose_flush;
mod g18_firehose_billed;
mod g19_receives;
mod g20_function_visibility;
mod g21_dead_letter;
mod g22_empty_receives;
mod g23_queue_batches;
mod g24_fifo_rate;
mod g25_deduplication;
mod g26_outage;
mod g27_filter_policy;
mod g28_event_pattern;
mod g29_put_events;
mod g30_schedule;
mod g31_concurrency;
mod g32_queue_ramp;
mod g33_backlog_workers;
mod g34_backoff;
mod g35_in_flight;
mod g36_carry;
mod g37_which_service;
mod load;
mod matching;
mod offer;
mod see;
mod sieve;
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
    g01_write_shards::FAMILY,
    g02_shared_reader_shards::FAMILY,
    g03_polling_floor::FAMILY,
    g04_read_share::FAMILY,
    g05_hot_key::FAMILY,
    g06_key_to_shard::FAMILY,
    g07_split_merge::FAMILY,
    g08_update_shard_count::FAMILY,
    g09_kcl_workers::FAMILY,
    g10_stream_function::FAMILY,
    g11_poison_record::FAMILY,
    g12_put_records_calls::FAMILY,
    g13_aggregation::FAMILY,
    g14_payload_units::FAMILY,
    g15_retention_cost::FAMILY,
    g16_capacity_mode::FAMILY,
    g17_firehose_flush::FAMILY,
    g18_firehose_billed::FAMILY,
    g19_receives::FAMILY,
    g20_function_visibility::FAMILY,
    g21_dead_letter::FAMILY,
    g22_empty_receives::FAMILY,
    g23_queue_batches::FAMILY,
    g24_fifo_rate::FAMILY,
    g25_deduplication::FAMILY,
    g26_outage::FAMILY,
    g27_filter_policy::FAMILY,
    g28_event_pattern::FAMILY,
    g29_put_events::FAMILY,
    g30_schedule::FAMILY,
    g31_concurrency::FAMILY,
    g32_queue_ramp::FAMILY,
    g33_backlog_workers::FAMILY,
    g34_backoff::FAMILY,
    g35_in_flight::FAMILY,
    g36_carry::FAMILY,
    g37_which_service::FAMILY,
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
