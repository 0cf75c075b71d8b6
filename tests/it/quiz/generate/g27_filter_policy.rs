use serde_json::Value;
use shardscope::quiz::{Question, generate::Form};

use super::drawn::{number, only, parameters, word};

/// Takes a policy or pattern apart into one line for each path, and looks each up by itself.
pub(super) fn lets_through(pattern: &Value, message: &Value) -> bool {
    let mut paths = vec![(Vec::new(), pattern)];
    while let Some((path, at)) = paths.pop() {
        match at {
            Value::Object(fields) => {
                for (key, inner) in fields {
                    paths.push(([path.clone(), vec![key.as_str()]].concat(), inner));
                }
            }
            Value::Array(alternatives) => {
                let mut field = Some(message);
                for key in &path {
                    field = field.and_then(|it| it.get(*key));
                }
                if !alternatives.iter().any(|it| agrees(it, field)) {
                    return false;
                }
            }
            _ => return false,
        }
    }
    true
}

fn agrees(alternative: &Value, field: Option<&Value>) -> bool {
    let Some((operator, operand)) = alternative.as_object().and_then(|it| it.iter().next()) else {
        return field == Some(alternative);
    };
    match (operator.as_str(), field) {
        ("exists", _) => operand.as_bool() == Some(field.is_some()),
        ("prefix", Some(Value::String(text))) => {
            let begin = operand.as_str().expect("a text");
            text.len() >= begin.len() && text.as_bytes()[..begin.len()] == *begin.as_bytes()
        }
        ("anything-but", Some(value)) => operand.as_array().expect("a list").iter().all(|it| it != value),
        ("numeric", Some(value)) => {
            let n = value.as_f64().expect("a number");
            let tests = operand.as_array().expect("a list");
            (0..tests.len()).step_by(2).all(|i| {
                let than = tests[i + 1].as_f64().expect("a number");
                match tests[i].as_str() {
                    Some(">=") => n >= than,
                    Some("<") => n < than,
                    other => panic!("{other:?} is not drawn"),
                }
            })
        }
        _ => false,
    }
}

/// `A, B and C`.
fn listed(names: &[&str]) -> String {
    let all = names.join(", ");
    match all.rfind(", ") {
        Some(at) => format!("{} and {}", &all[..at], &all[at + 2..]),
        None => all,
    }
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let drawn = parameters(question);
    match form {
        Form::Answer => {
            let policies = drawn["policies"].as_array().expect("policies");
            let get = policies.iter().filter(|it| lets_through(&it["policy"], &drawn["message"]));
            listed(&get.map(|it| word(it, "name")).collect::<Vec<_>>())
        }
        Form::Possible => only(question, |option| lets_through(&drawn["policy"], &option["message"])),
        Form::Fix => only(question, |option| {
            let messages = drawn["messages"].as_array().expect("messages");
            let without = number(question, "without") as usize;
            (messages.iter().enumerate())
                .all(|(i, message)| lets_through(&option["policy"], message) == (i != without))
        }),
    }
}
