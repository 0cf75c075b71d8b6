//! `questions`: the authored questions; `check-questions`: what is wrong with them.

use std::{fs, io, path::Path};

use shardscope::quiz::{
    Bank,
    bank::{self, BankError},
    check, question_json,
};

/// The bank as the page loads it, from a folder: the repository's own, unless another is named.
pub(crate) fn bank(folder: Option<&str>) -> io::Result<Bank> {
    let folder = Path::new(folder.unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/public/study")));
    let text = |name: &str| fs::read_to_string(folder.join(name));
    let bad = |error: BankError| io::Error::new(io::ErrorKind::InvalidData, error);
    let mut bank = Bank::default();
    for name in bank::files() {
        bank.add_file(&name, &text(&name)?).map_err(bad)?;
    }
    Ok(bank)
}

pub(crate) fn print() -> io::Result<()> {
    bank(None)?.questions().try_for_each(|question| crate::print(&question_json(question)))
}

/// One line for each flaw, then how the bank is spread. `only` leaves out what other topics' questions are missing.
pub(crate) fn check(folder: Option<&str>, only: Option<&str>) -> io::Result<()> {
    let bank = bank(folder)?;
    let of_topic = |id: &str| only.is_none_or(|only| only.split(',').any(|topic| id.starts_with(topic)));
    for flaw in check::questions(&bank).iter().filter(|flaw| of_topic(&flaw.id)) {
        println!("{flaw}");
    }
    for flaw in check::spread(&bank) {
        println!("{flaw}");
    }
    for (topic, count) in check::per_topic(&bank) {
        println!("{} {count}", topic.id());
    }
    let (longest, of) = check::longest_is_right(&bank);
    println!("{} questions; the longest option is right in {longest} of {of}", bank.entries().len());
    Ok(())
}
