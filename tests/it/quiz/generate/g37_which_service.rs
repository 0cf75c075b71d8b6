use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{only, parameters, word};

/// Does the service meet the need? By a table written here, from the fact sheet.
fn meets(service: &str, need: &str, value: &Value) -> bool {
    let number = || value.as_u64().expect("a number");
    let is = |services: &[&str]| services.contains(&service);
    match need {
        "order" => is(&["kds_on_demand", "sqs_fifo", "sns_fifo"]),
        "replay" if value == "in_order" => is(&["kds_on_demand"]),
        "replay" => is(&["kds_on_demand", "sns_fifo", "event_bus"]),
        "readers" => is(&["kds_on_demand", "sns_standard", "sns_fifo", "event_bus"]) && number() <= 20,
        "workers" => is(&["sqs_standard", "sqs_fifo"]),
        "keep_hours" => {
            let most = match service {
                "sqs_standard" | "sqs_fifo" => 14 * 24,
                "firehose" => 24,
                "sns_standard" => 0,
                _ => 365 * 24,
            };
            number() <= most
        }
        "exactly_once" => is(&["sqs_fifo"]),
        "delay_seconds" => is(&["sqs_standard", "sqs_fifo"]) && number() <= 900,
        "filter" => is(&["sns_standard", "sns_fifo", "event_bus"]),
        "delivers_to" => is(&["firehose"]),
        "pushes_to" if value == "step_functions" => is(&["event_bus"]),
        "pushes_to" => is(&["sns_standard"]),
        "reacts_to" => is(&["event_bus"]),
        "body_kib" => {
            let default = match service {
                "firehose" => 1_000,
                "sns_standard" | "sns_fifo" => 256,
                _ => 1_024,
            };
            number() <= default
        }
        "no_idle_cost" => !is(&["kds_on_demand"]),
        other => panic!("{other} is no need"),
    }
}

fn all(service: &str, needs: &Value) -> bool {
    needs.as_object().expect("needs").iter().all(|(need, value)| meets(service, need, value))
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let drawn = parameters(question);
    match form {
        Form::Possible => only(question, |option| all(word(drawn, "service"), &option["needs"])),
        Form::Answer => only(question, |option| all(word(option, "service"), &drawn["needs"])),
        Form::Fix => {
            assert!(!all(word(drawn, "now"), &drawn["needs"]), "{}: nothing has to be changed", question.id);
            only(question, |option| all(word(option, "service"), &drawn["needs"]))
        }
    }
}
