use std::{fs, path::Path};

use shardscope::quiz::{Bank, bank::files, check};

/// The bank as the page loads it.
pub(super) fn shipped() -> Bank {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/study");
    let text = |name: &str| fs::read_to_string(folder.join(name)).expect("the file is there");
    let mut bank = Bank::default();
    for name in files() {
        bank.add_file(&name, &text(&name)).unwrap_or_else(|error| panic!("{error}"));
    }
    bank
}

#[test]
fn no_question_breaks_a_rule_of_the_guide() {
    let flaws = check::questions(&shipped());
    let told: Vec<String> = flaws.iter().map(ToString::to_string).collect();
    assert!(flaws.is_empty(), "{}", told.join("\n"));
}
