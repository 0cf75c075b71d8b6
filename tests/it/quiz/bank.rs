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
fn all_files_in_one_are_the_same_bank() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/study");
    let content = |name: &str| -> serde_json::Value {
        serde_json::from_str(&fs::read_to_string(folder.join(name)).expect("the file is there"))
            .expect("JSON")
    };
    let mut bundle: serde_json::Map<_, _> =
        files().into_iter().map(|name| (name.clone(), content(&name))).collect();
    let (mut bank, one_by_one) = (Bank::default(), shipped());
    bank.add_bundle(&serde_json::Value::from(bundle.clone()).to_string()).expect("a bundle");
    assert_eq!((&bank.questions, &bank.lessons), (&one_by_one.questions, &one_by_one.lessons));
    assert_eq!(bank.misconceptions, one_by_one.misconceptions);
    bundle.remove("T07.json");
    let error =
        Bank::default().add_bundle(&serde_json::Value::from(bundle).to_string()).expect_err("it is missing");
    assert_eq!(error.to_string(), "bank.json: the file T07.json is missing");
}

#[test]
fn no_question_breaks_a_rule_of_the_guide() {
    let flaws = check::questions(&shipped());
    let told: Vec<String> = flaws.iter().map(ToString::to_string).collect();
    assert!(flaws.is_empty(), "{}", told.join("\n"));
}
