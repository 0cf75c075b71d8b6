//! Filter policies of SNS and event patterns of `EventBridge`, as far as questions use them: which message or event
//! one lets through, and which it would if it were misread.
//!
//! Both are objects of the same make: each key names a field, a nested object goes down into one, and an array holds
//! alternatives. Of the operators there are prefix, anything-but, numeric and exists.

use serde_json::Value;

/// How a policy or pattern is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// As AWS reads it.
    Right,
    /// One of its keys is enough.
    AnyKey,
    /// A field that is not there passes.
    Missing,
    /// A plain value matches what begins with it.
    Begins,
    /// An array asks for all of its values, so that one of several never matches.
    AllValues,
}

/// Does it let the message through?
pub(super) fn passes(pattern: &Value, message: &Value, reading: Reading) -> bool {
    let Some(keys) = pattern.as_object() else { return false };
    let mut each = keys.iter().map(|(key, of_key)| match of_key {
        Value::Object(_) => passes(of_key, &message[key], reading),
        // A value that is not in an array is no valid pattern, and matches nothing.
        _ => of_key.as_array().is_some_and(|values| any(values, message.get(key), reading)),
    });
    if reading == Reading::AnyKey { each.any(|it| it) } else { each.all(|it| it) }
}

fn any(values: &[Value], field: Option<&Value>, reading: Reading) -> bool {
    match reading {
        Reading::Missing if field.is_none() => true,
        Reading::AllValues => values.iter().all(|value| meets(value, field, reading)),
        _ => values.iter().any(|value| meets(value, field, reading)),
    }
}

/// One alternative against a field, or against its absence.
fn meets(value: &Value, field: Option<&Value>, reading: Reading) -> bool {
    if let Some(exists) = value.get("exists") {
        return exists == &Value::Bool(field.is_some());
    }
    let Some(field) = field else { return false };
    let text = field.as_str().unwrap_or_default();
    if let Some(prefix) = value.get("prefix") {
        return prefix.as_str().is_some_and(|prefix| text.starts_with(prefix));
    }
    if let Some(others) = value.get("anything-but") {
        return others.as_array().is_some_and(|others| !others.contains(field));
    }
    if let Some(tests) = value.get("numeric").and_then(Value::as_array) {
        return field.as_i64().is_some_and(|n| tests.chunks(2).all(|test| compares(test, n)));
    }
    match value.as_str() {
        Some(begin) if reading == Reading::Begins => text.starts_with(begin),
        _ => value == field,
    }
}

fn compares(test: &[Value], n: i64) -> bool {
    let [operator, than] = test else { return false };
    let (Some(operator), Some(than)) = (operator.as_str(), than.as_i64()) else { return false };
    match operator {
        ">" => n > than,
        ">=" => n >= than,
        "<" => n < than,
        "<=" => n <= than,
        "=" => n == than,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_anded_and_values_ored() {
        let message = json!({"kind": "order_placed", "shop": "berlin", "amount": 120});
        let check = |policy: Value, expected: bool| {
            assert_eq!(passes(&policy, &message, Reading::Right), expected, "{policy}");
        };
        check(json!({}), true);
        check(json!({"kind": ["order_placed"]}), true);
        check(json!({"kind": "order_placed"}), false);
        check(json!({"kind": ["order"]}), false);
        check(json!({"kind": ["order_paid", "order_placed"]}), true);
        check(json!({"kind": ["order_placed"], "shop": ["madrid"]}), false);
        check(json!({"kind": [{"prefix": "order_"}], "shop": ["berlin"]}), true);
        check(json!({"kind": [{"prefix": "return_"}]}), false);
        check(json!({"shop": [{"anything-but": ["madrid"]}]}), true);
        check(json!({"shop": [{"anything-but": ["madrid", "berlin"]}]}), false);
        check(json!({"amount": [{"numeric": [">", 100]}]}), true);
        check(json!({"amount": [{"numeric": [">", 100, "<=", 119]}]}), false);
        check(json!({"amount": [{"numeric": ["=", 120]}]}), true);
        check(json!({"amount": ["120"]}), false);
        check(json!({"amount": [120]}), true);
    }

    #[test]
    fn a_field_that_is_missing_matches_only_where_it_is_to_be_missing() {
        let message = json!({"kind": "order_placed"});
        let check = |policy: Value, expected: bool| {
            assert_eq!(passes(&policy, &message, Reading::Right), expected, "{policy}");
        };
        check(json!({"coupon": [{"exists": false}]}), true);
        check(json!({"coupon": [{"exists": true}]}), false);
        check(json!({"kind": [{"exists": true}]}), true);
        check(json!({"kind": [{"exists": false}]}), false);
        check(json!({"coupon": [{"anything-but": ["X"]}]}), false);
        check(json!({"coupon": [{"prefix": "X"}]}), false);
        check(json!({"amount": [{"numeric": ["<", 100]}]}), false);
        check(json!({"coupon": ["X", {"exists": false}]}), true);
    }

    #[test]
    fn a_pattern_goes_down_into_an_event() {
        let event = json!({"source": "aws.ec2", "detail": {"state": "stopped", "of": {"size": 3}}});
        let check = |pattern: Value, expected: bool| {
            assert_eq!(passes(&pattern, &event, Reading::Right), expected, "{pattern}");
        };
        check(json!({"detail": {"state": ["stopped", "terminated"]}}), true);
        check(json!({"source": ["aws.ec2"], "detail": {"state": ["running"]}}), false);
        check(json!({"detail": {"of": {"size": [{"numeric": [">=", 3]}]}}}), true);
        check(json!({"state": ["stopped"]}), false);
        check(json!({"account": {"name": ["a"]}}), false);
    }

    #[test]
    fn misreadings_let_through_what_the_right_one_does_not() {
        let message = json!({"kind": "order_placed", "shop": "berlin"});
        let check = |policy: Value, reading: Reading, expected: bool| {
            assert_eq!(passes(&policy, &message, reading), expected, "{policy} {reading:?}");
        };
        check(json!({"kind": ["order_placed"], "shop": ["madrid"]}), Reading::AnyKey, true);
        check(json!({"kind": ["order_placed"], "coupon": ["X"]}), Reading::Missing, true);
        check(json!({"kind": ["order"]}), Reading::Begins, true);
        check(json!({"kind": ["order_paid", "order_placed"]}), Reading::AllValues, false);
    }
}
