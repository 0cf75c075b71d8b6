use std::collections::BTreeSet;

use shardscope::{
    aws::{
        claims,
        watched::{Stands, WATCHED},
    },
    quiz::{Topic, taught},
};

#[test]
fn ids_and_number_names_are_given_once() {
    let ids: Vec<&str> = claims::all().map(|claim| claim.id).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id is there twice");
    let names: Vec<&str> = claims::all().flat_map(|claim| claim.numbers).map(|number| number.name).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "a name is there twice");
}

#[test]
fn every_sentence_can_be_filled_and_has_a_source_and_a_day() {
    for claim in claims::all() {
        let said = claims::fill(claim.says.value).unwrap_or_else(|error| panic!("{}: {error}", claim.id));
        assert!(said.ends_with('.') && !said.contains('{'), "{}: {said}", claim.id);
        assert!(claim.says.source.len() > 10, "{} has no source", claim.id);
        assert!(claim.says.checked.starts_with("2026-"), "{} was never checked", claim.id);
    }
}

#[test]
fn what_is_watched_belongs_to_a_claim_and_is_counted_in_its_unit() {
    for watched in WATCHED {
        let claim = claims::find(watched.claim);
        let claim = claim.unwrap_or_else(|| panic!("{} is watched, and no claim", watched.claim));
        if let Stands::Number(name, _) = watched.stands {
            assert!(watched.stands.number().is_some(), "{}: {name} has another unit", claim.id);
            assert!(claim.numbers.iter().any(|number| number.name == name), "{}: {name}", claim.id);
        }
    }
}

#[test]
fn numbers_are_written_as_a_sentence_has_them() {
    let check = |sentence: &str, expected: &str| assert_eq!(claims::fill(sentence).as_deref(), Ok(expected));
    check("{shard_records} records, {shard_write}", "1,000 records, 1 MiB");
    check("{retention_default}, {iterator_life}, {sqs_visibility}", "24 hours, 5 minutes, 30 seconds");
    check("{sqs_retention_default} to {sqs_retention_max}", "4 days to 14 days");
    check("{sqs_message}, {sqs_message.was} before", "1 MiB, 256 KiB before");
    check("{\"Data\": {}} and {shard_records}", "{\"Data\": {}} and 1,000");
    assert!(claims::fill("{shard_recordz}").is_err());
    assert!(claims::fill("{shard_records.was}").is_err());
}

#[test]
fn facts_rest_on_claims_and_cover_every_topic() {
    assert_eq!(taught::all().len(), 64);
    for fact in taught::all() {
        assert!(claims::fill(fact.says).is_ok(), "{}", fact.id);
        assert!(!fact.claims.is_empty(), "{}", fact.id);
        for id in fact.claims {
            assert!(claims::find(id).is_some(), "{} rests on {id}, which there is not", fact.id);
        }
    }
    let topics: BTreeSet<Topic> = taught::all().iter().map(taught::Taught::topic).collect();
    assert_eq!(topics.len(), Topic::all().len());
}
