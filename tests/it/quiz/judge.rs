use shardscope::quiz::{
    Given, Judged, Question,
    judge::{Unclear, judge},
};

use super::made::{matching, number, one, order, two};

fn check(question: &Question, given: Given, right: bool, misconceptions: &[&str]) {
    let misconceptions = misconceptions.iter().map(|&id| id.to_owned()).collect();
    assert_eq!(judge(question, &given), Ok(Judged { right, misconceptions }), "{given:?}");
}

fn chosen(indices: &[usize]) -> Given {
    Given::Choose(indices.iter().copied().collect())
}

#[test]
fn choosing_is_all_or_nothing_and_each_wrong_option_tells_its_misconception_once() {
    let question = one("T01-001", "F01");
    check(&question, chosen(&[0]), true, &[]);
    check(&question, chosen(&[2]), false, &["M002"]);
    check(&question, chosen(&[]), false, &[]);
    check(&question, chosen(&[9]), false, &[]);
    let question = two("T01-002", "F01");
    check(&question, chosen(&[0, 1]), true, &[]);
    check(&question, chosen(&[0]), false, &[]);
    check(&question, chosen(&[0, 2]), false, &["M001"]);
    check(&question, chosen(&[0, 1, 2]), false, &["M001"]);
    check(&question, chosen(&[3, 4]), false, &["M002"]);
}

#[test]
fn steps_have_to_be_the_right_ones_in_their_order() {
    let question = order("T01-003", "F01");
    check(&question, Given::Order(vec![0, 1, 2]), true, &[]);
    check(&question, Given::Order(vec![1, 0, 2]), false, &[]);
    check(&question, Given::Order(vec![0, 1]), false, &[]);
    check(&question, Given::Order(vec![0, 1, 2, 3]), false, &["M004"]);
    check(&question, Given::Order(vec![3, 3, 7]), false, &["M004"]);
}

#[test]
fn every_pair_has_to_match() {
    let question = matching("T01-004", "F01");
    check(&question, Given::Match(vec![Some(2), Some(0), Some(2)]), true, &[]);
    check(&question, Given::Match(vec![Some(2), Some(0), None]), false, &[]);
    check(&question, Given::Match(vec![Some(2), Some(1), Some(2)]), false, &[]);
    check(&question, Given::Match(vec![Some(2), Some(0)]), false, &[]);
}

#[test]
fn a_typed_number_may_be_written_as_people_do() {
    let question = number("T02-001", "G01", "1250", "shards", &[("1000", "M007"), ("12.50", "M008")]);
    for right in ["1250", "1,250", " 1 250 ", "1250.0", "1_250 shards", "1250 Shard"] {
        check(&question, Given::Number(right.to_owned()), true, &[]);
    }
    check(&question, Given::Number("1,000".to_owned()), false, &["M007"]);
    check(&question, Given::Number("12.5".to_owned()), false, &["M008"]);
    check(&question, Given::Number("-1250".to_owned()), false, &[]);
    let question = number("T02-002", "G02", "0.50", "USD a day", &[]);
    for right in ["0.5", "$0.50", ".5 USD", "0.5 usd a day"] {
        check(&question, Given::Number(right.to_owned()), true, &[]);
    }
    let question = number("T02-003", "G03", "-1", "", &[]);
    check(&question, Given::Number("−1".to_owned()), true, &[]);
}

#[test]
fn what_is_no_number_is_told_and_not_marked_wrong() {
    let question = number("T02-001", "G01", "2", "MB a second", &[]);
    let unclear = |typed: &str| judge(&question, &Given::Number(typed.to_owned())).expect_err(typed);
    assert_eq!(unclear("  "), Unclear::Empty);
    for typed in ["two", "1,5", "12,,345", "."] {
        assert_eq!(unclear(typed), Unclear::NoNumber, "{typed}");
    }
    let told = unclear("2000 KB").to_string();
    assert_eq!(told, "the answer is asked in MB a second: type the number alone, without “KB”");
    assert!(matches!(unclear("2k"), Unclear::Unit { .. }));
    assert!(matches!(unclear("2e3"), Unclear::Unit { .. }));
}

#[test]
fn not_knowing_and_an_answer_of_another_kind_are_wrong() {
    for question in [one("T01-001", "F01"), order("T01-003", "F01"), number("T02-001", "G01", "1", "", &[])] {
        check(&question, Given::DontKnow, false, &[]);
        check(&question, Given::Match(Vec::new()), false, &[]);
    }
}
