use std::collections::BTreeSet;

use serde_json::json;
use shardscope::{
    aws::claims,
    quiz::matrix::{self, Dimension, Holds, ROWS, SHEETS, holds, needs, row},
};

#[test]
fn every_cell_has_a_claim_and_can_be_read() {
    for row in ROWS {
        for dimension in Dimension::ALL {
            let cell = row.cell(dimension);
            assert!(
                claims::find(cell.claim).is_some(),
                "{} {}: no claim {}",
                row.id,
                dimension.name(),
                cell.claim
            );
            let says = claims::fill(cell.says).unwrap_or_else(|error| panic!("{}: {error}", row.id));
            assert!(!says.is_empty());
        }
    }
    let ids: BTreeSet<&str> = ROWS.iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), ROWS.len());
}

#[test]
fn sheets_compare_what_there_is() {
    for sheet in SHEETS {
        assert!(sheet.rows.iter().all(|id| row(id).is_some()), "{}", sheet.id);
        assert!(sheet.rows.len() >= 2 || sheet.lines.len() >= 3, "{}", sheet.id);
        assert!(sheet.claims.iter().all(|id| claims::find(id).is_some()), "{}", sheet.id);
        let texts = sheet.lines.iter().flatten().chain([&sheet.tells]);
        texts.for_each(|text| assert!(claims::fill(text).is_ok(), "{}: {text}", sheet.id));
    }
}

/// What a chain of services makes of a need, by hand from the fact sheet.
#[test]
#[rustfmt::skip]
fn needs_are_met_as_the_fact_sheet_says() {
    use Holds::{No, Unknown, Yes};
    let check = |chain: &[&str], need: serde_json::Value, expected: Holds| {
        let rows: Vec<_> = chain.iter().map(|id| row(id).expect("a row")).collect();
        let needs = needs(&need).expect("needs");
        let met = needs.iter().map(|need| holds(&rows, need)).min();
        assert_eq!(met, Some(expected), "{chain:?} {need}");
    };
    check(&["kds_provisioned"], json!({"order": "per_key", "replay": "in_order", "readers": 3, "within": "second"}), Yes);
    check(&["kds_provisioned"], json!({"dedicated_reads": true}), No);
    check(&["kds_fan_out"], json!({"dedicated_reads": true, "readers": 20}), Yes);
    check(&["kds_fan_out"], json!({"readers": 21}), No);
    check(&["kds_advantage"], json!({"readers": 50}), Yes);
    check(&["kds_provisioned"], json!({"no_capacity": true}), No);
    check(&["kds_on_demand"], json!({"no_capacity": true, "keep_hours": 8760}), Yes);
    check(&["sqs_standard"], json!({"workers": true, "dead_letters": true, "no_idle_cost": true}), Yes);
    check(&["sqs_standard"], json!({"order": "per_key"}), No);
    check(&["sqs_fifo"], json!({"order": "per_key", "exactly_once": true, "per_second": 3000}), Yes);
    check(&["sqs_fifo"], json!({"per_second": 8000}), Unknown);
    check(&["sqs_fifo"], json!({"readers": 3}), No);
    check(&["sqs_standard"], json!({"keep_hours": 336}), Yes);
    check(&["sqs_standard"], json!({"keep_hours": 337}), No);
    check(&["sns_standard"], json!({"pushes_to": "sms", "filter": "body", "readers": 1000}), Yes);
    check(&["sns_standard"], json!({"replay": true}), No);
    check(&["sns_standard", "sqs_standard"], json!({"readers": 4, "workers": true, "keep_hours": 96, "filter": "attributes"}), Yes);
    check(&["sns_standard", "sqs_standard"], json!({"order": "per_key"}), No);
    check(&["sns_fifo", "sqs_fifo"], json!({"order": "per_key", "readers": 4, "workers": true}), Yes);
    check(&["sns_standard", "sqs_standard"], json!({"body_kib": 300}), No);
    check(&["event_bus"], json!({"reacts_to": "aws_services", "filter": "body", "pushes_to": "step_functions"}), Yes);
    check(&["event_bus"], json!({"replay": true}), Yes);
    check(&["event_bus"], json!({"replay": "in_order"}), No);
    check(&["event_bus"], json!({"order": "per_key"}), No);
    check(&["firehose"], json!({"delivers_to": "redshift", "transforms": true, "no_capacity": true}), Yes);
    check(&["firehose"], json!({"within": "second"}), No);
    check(&["firehose"], json!({"readers": 1}), No);
    check(&["firehose"], json!({"order": "per_key"}), Unknown);
    check(&["kds_provisioned", "firehose"], json!({"delivers_to": "s3", "replay": true, "readers": 2}), Yes);
    check(&["amazon_mq"], json!({"protocol": "jms"}), Yes);
    check(&["sqs_standard"], json!({"protocol": "amqp"}), No);
    check(&["custom_bus"], json!({"order": "per_key", "replay": "in_order", "exactly_once": true}), Yes);
}

#[test]
fn a_need_that_there_is_not_is_told() {
    let bad = [
        json!({"order": "total"}),
        json!({"colour": true}),
        json!({"readers": "many"}),
        json!([]),
        json!({"replay": false}),
    ];
    for bad in bad {
        assert!(matrix::needs(&bad).is_err(), "{bad}");
    }
}
