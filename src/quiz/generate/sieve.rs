//! What filter policies and event patterns are asked alike: which message one lets through, and which one lets through
//! what is wanted. Wrong options are what one gets by misreading.

use serde_json::{Value, json};

use super::{
    Draw, Offer,
    amounts::{right, wrong},
    matching::{Reading, passes},
    theme::{MISREADINGS, Theme, spaced},
};

/// A policy or a pattern, by its words.
pub(super) struct Sieve {
    /// `policy` or `pattern`.
    pub(super) own: &'static str,
    /// `message` or `event`.
    pub(super) of: &'static str,
    /// The misconception behind a misreading.
    pub(super) code: fn(Reading) -> &'static str,
    /// What was done by one who reads it so.
    pub(super) did: fn(Reading) -> &'static str,
}

/// An option with the figures that tell whether it is right.
type Choice = (Offer, Value);

/// Another one is wanted: it lets through all messages but one.
pub(super) struct Wanted {
    pub(super) messages: Vec<Value>,
    /// Index of the message that is not to pass.
    pub(super) without: usize,
    /// The one that does it.
    pub(super) key: Value,
    pub(super) options: Vec<Choice>,
    /// The one in use, which does not.
    pub(super) now: Value,
}

impl Sieve {
    /// One of them, a message that it lets through, and three that it would if it were misread.
    pub(super) fn passing(
        &self,
        draw: &mut Draw,
        theme: &Theme,
        why: impl Fn(&Value) -> String,
    ) -> Option<(Value, Vec<Choice>)> {
        let keys = draw.between(2, 3) as usize;
        let pattern = theme.pattern(draw, keys);
        let find = |draw: &mut Draw, is: &dyn Fn(&Value) -> bool| {
            (0..30).map(|_| theme.message(draw)).find(|message| is(message))
        };
        let key = find(draw, &|message| passes(&pattern, message, Reading::Right))?;
        let mut options = vec![right(spaced(&key), json!({self.of: key}), why(&pattern))];
        for reading in [Reading::AnyKey, Reading::Missing, Reading::Begins, Reading::AnyKey] {
            let taken = find(draw, &|message| {
                !passes(&pattern, message, Reading::Right) && passes(&pattern, message, reading)
            });
            let Some(message) = taken else { continue };
            let text = spaced(&message);
            if options.iter().any(|(offer, _)| offer.text == text) {
                continue;
            }
            let why = format!("{}. Here not all of it matches: {text}.", (self.did)(reading));
            options.push(wrong((self.code)(reading), text, json!({self.of: message}), why));
        }
        (options.len() == 4).then_some((pattern, options))
    }

    /// One that lets two of three messages through. `another` may add a wrong option of its own, and `tell` says what
    /// a wrong one lets through.
    pub(super) fn wanted(
        &self,
        draw: &mut Draw,
        theme: &Theme,
        another: impl Fn(&mut Draw, &Value) -> Option<Choice>,
        tell: impl Fn(&[Value], &Value) -> String,
    ) -> Option<Wanted> {
        let messages: Vec<Value> = (0..3).map(|_| theme.message(draw)).collect();
        let without = draw.between(0, 2) as usize;
        let wanted = |pattern: &Value, reading: Reading| {
            (messages.iter().enumerate())
                .all(|(i, message)| passes(pattern, message, reading) == (i != without))
        };
        let lot = lot(draw, theme);
        let find = |is: &dyn Fn(&Value) -> bool| lot.iter().find(|pattern| is(pattern)).cloned();
        let key = find(&|pattern| wanted(pattern, Reading::Right))?;
        let leaves =
            format!("It matches the two that are wanted, and leaves out {} {}.", self.of, without + 1);
        let mut options = vec![right(spaced(&key), json!({self.own: key}), leaves)];
        options.extend(another(draw, &key));
        for reading in MISREADINGS {
            let taken = find(&|pattern| !wanted(pattern, Reading::Right) && wanted(pattern, reading));
            let Some(pattern) = taken else { continue };
            let text = spaced(&pattern);
            if options.len() < 4 && options.iter().all(|(offer, _)| offer.text != text) {
                let why = format!("{}. {}", (self.did)(reading), tell(&messages, &pattern));
                options.push(wrong((self.code)(reading), text, json!({self.own: pattern}), why));
            }
        }
        let now = find(&|pattern| {
            !wanted(pattern, Reading::Right) && passes(pattern, &messages[without], Reading::Right)
        })?;
        let now_too = options.iter().any(|(offer, _)| offer.text == spaced(&now));
        (options.len() == 4 && !now_too).then_some(Wanted { messages, without, key, options, now })
    }
}

/// Many of them, to look for one in: drawing takes longer than reading.
fn lot(draw: &mut Draw, theme: &Theme) -> Vec<Value> {
    let one = |_| {
        let keys = draw.between(1, 3) as usize;
        theme.pattern(draw, keys)
    };
    (0..100).map(one).collect()
}

impl Wanted {
    /// The messages, numbered, and what is in use now.
    pub(super) fn shown(&self, sieve: &Sieve) -> String {
        let row = |(i, message): (usize, &Value)| format!("{} {}: {}", sieve.of, i + 1, spaced(message));
        let rows: Vec<String> = self.messages.iter().enumerate().map(row).collect();
        format!("{}\n\n{} now: {}", rows.join("\n"), sieve.own, spaced(&self.now))
    }

    /// Numbers of the messages that are to pass, with a word between.
    pub(super) fn both(&self, between: &str) -> String {
        let both: Vec<String> = (1..=3).filter(|i| *i != self.without + 1).map(|i| i.to_string()).collect();
        both.join(between)
    }
}
