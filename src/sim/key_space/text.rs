use std::{fmt::Write, sync::Arc};

use super::KeyRef;
use crate::sim::{
    KeyList,
    scenario::{Grain, KeyLabel, Keys},
};

/// 2026-11-25 20:00:00 UTC in seconds: when the simulated clock starts, for keys that are timestamps.
const CLOCK_START: u64 = 1_795_636_800;

/// How the keys of a key set are written.
#[derive(Debug, Clone)]
pub(in crate::sim) struct Written {
    names: KeyNames,
    salt: u32,
}

#[derive(Debug, Clone)]
enum KeyNames {
    Label(KeyLabel),
    Names(Arc<[String]>),
    List(Arc<KeyList>),
    Timestamp(Grain),
    Random,
    RoundRobin,
}

impl Written {
    pub(in crate::sim) fn new(keys: &Keys, salt: u32) -> Self {
        Self { names: KeyNames::new(keys), salt }
    }

    pub(in crate::sim) fn text(&self, key: KeyRef) -> String {
        let mut text = String::new();
        self.write(key, &mut text);
        text
    }

    pub(super) fn write(&self, key: KeyRef, out: &mut String) {
        self.names.write(key, self.salt, out);
    }
}

impl KeyNames {
    fn new(keys: &Keys) -> Self {
        match keys {
            Keys::Uniform { label, .. } | Keys::Zipf { label, .. } | Keys::Hot { label, .. } => {
                Self::Label(*label)
            }
            Keys::Names(names) => Self::Names(names.as_slice().into()),
            Keys::List { list, .. } => Self::List(Arc::clone(list)),
            Keys::Timestamp(grain) => Self::Timestamp(*grain),
            Keys::PerBatch | Keys::Random => Self::Random,
            Keys::RoundRobin => Self::RoundRobin,
        }
    }

    fn write(&self, key: KeyRef, salt: u32, out: &mut String) {
        let (id, grain_of_salt) = (key.0 / u64::from(salt), key.0 % u64::from(salt));
        match self {
            Self::Label(label) => label.write(id, out),
            Self::Names(names) => out.push_str(&names[id as usize]),
            Self::List(list) => out.push_str(list.key(id as u32)),
            Self::Timestamp(Grain::Millisecond) => push(out, format_args!("{}", CLOCK_START * 1_000 + id)),
            Self::Timestamp(Grain::Second) => push(out, format_args!("{}", CLOCK_START + id)),
            // Random already: a salt would change nothing.
            Self::Random => return push_hex(key.0, 16, out),
            Self::RoundRobin => return out.push_str("round-robin"),
        }
        if salt > 1 {
            push(out, format_args!("#{grain_of_salt}"));
        }
    }
}

impl KeyLabel {
    fn write(self, id: u64, out: &mut String) {
        match self {
            // The odd factor makes neighbours look unlike and no two of 2²⁴ alike.
            Self::Card => {
                out.push_str("card-");
                push_hex(scrambled(id), 6, out);
            }
            Self::Session => {
                out.push_str("sess-");
                push_hex(scrambled(id) << 8 | id & 0xff, 8, out);
            }
            Self::Device => push(out, format_args!("device-{id:06}")),
            Self::User => push(out, format_args!("user-{id}")),
            Self::Order => push(out, format_args!("order-{}", 100_000 + id)),
        }
    }
}

const fn scrambled(id: u64) -> u64 {
    (id.wrapping_mul(0x009e_3779).wrapping_add(0x9f_31c0)) & 0xff_ffff
}

/// Writing to a `String` cannot fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

fn push_hex(value: u64, digits: u32, out: &mut String) {
    for i in (0..digits).rev() {
        out.push(char::from(b"0123456789abcdef"[(value >> (4 * i) & 15) as usize]));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn keys_of_a_set_are_all_different() {
        for label in [KeyLabel::Card, KeyLabel::Session, KeyLabel::Device, KeyLabel::User, KeyLabel::Order] {
            let mut seen = HashSet::new();
            for id in 0..200_000 {
                let mut text = String::new();
                label.write(id, &mut text);
                assert!(seen.insert(text), "{label:?} {id}");
            }
        }
    }

    #[test]
    fn a_salted_key_says_so() {
        let written = Written::new(&Keys::Names(vec!["checkout".to_owned()]), 4);
        assert_eq!(written.text(KeyRef(3)), "checkout#3");
    }
}
