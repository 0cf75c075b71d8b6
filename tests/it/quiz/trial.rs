//! The keys of the questions to predict, by really running every option.

use serde_json::json;
use shardscope::{
    quiz::{
        Question,
        question::{Answers, Start, Trial},
        trial::{branches, changed, changes, winner},
    },
    units::SimDuration,
};

use super::bank::shipped;

/// Runs every option to its end.
fn figures(question: &Question) -> Vec<u64> {
    let trial = question.trial.as_ref().expect("a question to predict has a run");
    let changes = changes(question).unwrap_or_else(|| panic!("{}: an option changes nothing", question.id));
    let mut branches = branches(trial, &changes).unwrap_or_else(|why| panic!("{}: {why}", question.id));
    for branch in &mut branches {
        while !branch.advance(SimDuration::from_secs(30)) {}
    }
    let figure = |branch: &shardscope::quiz::trial::Branch| branch.figure();
    let figures: Option<Vec<u64>> = branches.iter().map(figure).collect();
    figures.unwrap_or_else(|| panic!("{}: the report has no such figure", question.id))
}

#[test]
fn every_option_is_run_and_the_key_is_clearly_the_best() {
    let mut told = Vec::new();
    let bank = shipped();
    let predicted: Vec<&Question> = bank.questions().filter(|it| it.trial.is_some()).collect();
    for question in &predicted {
        let (Some(trial), Answers::Choose(choices)) = (&question.trial, &question.answers) else { continue };
        let figures = figures(question);
        let key = choices.iter().position(|choice| choice.right);
        if winner(trial, &figures) != key {
            told.push(format!("{}: {} are {figures:?}, the key is {key:?}", question.id, trial.metric_name));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(predicted.len() >= 25, "{} questions to predict; 25 are promised", predicted.len());
}

#[test]
fn a_winner_is_clear_or_there_is_none() {
    let trial = |least_wins| Trial {
        start: Start::Scenario(json!({})),
        set: json!({}),
        metric: String::new(),
        metric_name: String::new(),
        least_wins,
    };
    assert_eq!(winner(&trial(true), &[100, 89, 500, 100]), Some(1));
    assert_eq!(winner(&trial(true), &[100, 91, 500, 100]), None);
    assert_eq!(winner(&trial(true), &[0, 0, 5, 9]), None);
    assert_eq!(winner(&trial(true), &[7, 0, 5, 9]), Some(1));
    assert_eq!(winner(&trial(false), &[100, 111, 112]), None);
    assert_eq!(winner(&trial(false), &[100, 111, 140]), Some(2));
}

#[test]
fn a_change_replaces_settings_that_are_there() {
    let scenario = json!({"shard_count": 4, "producers": [{"salt": 1}]});
    let change = json!({"producers/0/salt": 8, "shard_count": 5});
    assert_eq!(changed(&scenario, &change), Ok(json!({"shard_count": 5, "producers": [{"salt": 8}]})));
    assert!(changed(&scenario, &json!({"producers/1/salt": 8})).is_err());
    assert!(changed(&scenario, &json!({"shards": 8})).is_err());
}
