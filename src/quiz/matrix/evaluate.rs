use super::{Holds, Need, Row, Traits, need, row};
use crate::quiz::{
    Question,
    question::{Answers, Choice},
};

/// Does a chain of services, in the order of flow, meet the need? What passes through must pass through all of them;
/// what one of them does for the whole is enough once.
pub fn holds(chain: &[&Row], need: &Need) -> Holds {
    let each = chain.iter().map(|row| one(&row.traits, need));
    if needs_all(need) { each.min() } else { each.max() }.unwrap_or(Holds::Unknown)
}

/// A weak link spoils these; the others are met by one link for all.
const fn needs_all(need: &Need) -> bool {
    !matches!(
        need,
        Need::Replay { .. }
            | Need::KeepHours(_)
            | Need::Readers(_)
            | Need::Workers
            | Need::DedicatedReads
            | Need::Loads(_)
            | Need::PushesTo(_)
            | Need::Filter { .. }
            | Need::ReactsTo(_)
            | Need::DelaySeconds(_)
            | Need::DeadLetters
            | Need::Transforms
            | Need::Protocol(_)
    )
}

fn one(traits: &Traits, need: &Need) -> Holds {
    let up_to = |most: Option<u32>, wanted: u32| Holds::from(most.is_none_or(|most| wanted <= most));
    let among = |list: &[&str], word: &String| Holds::from(list.contains(&word.as_str()));
    match need {
        Need::Order => traits.order,
        Need::Replay { in_order: false } => traits.replay,
        Need::Replay { in_order: true } => traits.replay_in_order,
        Need::KeepHours(hours) => up_to(traits.keep_hours, *hours),
        Need::Readers(n) => up_to(traits.readers, *n),
        Need::Workers => traits.workers,
        Need::DedicatedReads => traits.dedicated_reads,
        Need::Loads(what) => among(traits.loads, what),
        Need::PushesTo(what) => among(traits.pushes_to, what),
        Need::Filter { body: false } => traits.filters_attributes,
        Need::Filter { body: true } => traits.filters_body,
        Need::ReactsTo(what) => among(traits.reacts_to, what),
        Need::BodyKib(kib) => up_to(traits.body_kib, *kib),
        Need::PerSecond(n) if traits.per_second.is_some_and(|most| *n > most) => Holds::Unknown,
        Need::PerSecond(_) => Holds::Yes,
        Need::WithinSecond => traits.within_second,
        Need::WithinMinute => traits.within_minute,
        Need::ExactlyOnce => traits.exactly_once,
        Need::DelaySeconds(s) => Holds::from(*s <= traits.delay_seconds),
        Need::DeadLetters => traits.dead_letters,
        Need::Transforms => traits.transforms,
        Need::NoCapacity => traits.no_capacity,
        Need::NoIdleCost => traits.no_idle_cost,
        Need::Protocol(name) => among(traits.protocols, name),
    }
}

/// What the matrix says about an option: each need with whether it is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    pub option: usize,
    pub met: Vec<(Need, Holds)>,
}

impl Decided {
    /// [`Holds::Yes`] if all needs are met, [`Holds::No`] if one is not.
    pub fn is_right(&self) -> Holds {
        self.met.iter().map(|(_, holds)| *holds).min().unwrap_or(Holds::Unknown)
    }
}

/// What the matrix says about each option of a service-choice question; nothing for any other question.
///
/// # Errors
/// When it names a need or a row that there is not.
pub fn decide(question: &Question) -> Result<Option<Vec<Decided>>, String> {
    let (Some(value), Answers::Choose(choices)) = (&question.needs, &question.answers) else {
        return Ok(None);
    };
    let needs = need::needs(value)?;
    let decided = choices.iter().enumerate().map(|(option, choice)| {
        let chain = chain(choice)?;
        let met = needs.iter().map(|need| (need.clone(), holds(&chain, need))).collect();
        Ok(Decided { option, met })
    });
    decided.collect::<Result<_, String>>().map(Some)
}

fn chain(choice: &Choice) -> Result<Vec<&'static Row>, String> {
    if choice.is.is_empty() {
        return Err(format!("say which services “{}” is", choice.text));
    }
    choice
        .is
        .iter()
        .map(|id| row(id).ok_or_else(|| format!("there is no row “{id}” in the matrix")))
        .collect()
}
