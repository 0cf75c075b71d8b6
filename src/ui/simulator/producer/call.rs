use crate::ui::parts::told;
use leptos::prelude::*;

use super::{Of, count, whole};
use crate::{
    sim::scenario::{MAX_PROCESSES, Producer, Put, RetryPolicy},
    ui::parts::{Options, Slide},
    units::SimTime,
};

const CALLS: Options =
    &[("put-record", "PutRecord"), ("put-records", "PutRecords"), ("kpl", "Kinesis Producer Library")];

const POLICIES: Options = &[
    ("none", "Lose it"),
    ("whole-batch", "Whole batch again"),
    ("failed-only", "Failed entries again"),
    ("serial", "One by one, in order"),
];

fn call(producer: &Producer) -> &'static str {
    match producer.put {
        Put::PutRecord => "put-record",
        Put::PutRecords { .. } => "put-records",
        Put::Kpl => "kpl",
    }
}

fn set_call(producer: &mut Producer, name: &str) {
    producer.put = match name {
        "put-record" => Put::PutRecord,
        "kpl" => Put::Kpl,
        _ => Put::default(),
    };
}

fn policy(producer: &Producer) -> &'static str {
    match producer.retry.policy {
        RetryPolicy::None => "none",
        RetryPolicy::WholeBatch => "whole-batch",
        RetryPolicy::FailedOnly => "failed-only",
        RetryPolicy::Serial => "serial",
    }
}

fn set_policy(producer: &mut Producer, name: &str) {
    producer.retry.policy = match name {
        "none" => RetryPolicy::None,
        "whole-batch" => RetryPolicy::WholeBatch,
        "serial" => RetryPolicy::Serial,
        _ => RetryPolicy::FailedOnly,
    };
}

/// The KPL retries in its own way.
fn retries(producer: &Producer) -> Option<&Producer> {
    (producer.put != Put::Kpl && producer.retry.policy != RetryPolicy::None).then_some(producer)
}

pub fn fields(of: Of) -> impl IntoView {
    let is_kpl = Memo::new(move |_| of.with(|p| p.put == Put::Kpl).unwrap_or(false));
    let entries =
        |p: &Producer| if let Put::PutRecords { entries, .. } = p.put { Some(count(entries)) } else { None };
    let linger = |p: &Producer| if let Put::PutRecords { linger, .. } = p.put { Some(linger) } else { None };
    view! {
        {of.choice("Call", CALLS, call, set_call)}
        {told(move || (!is_kpl.get()).then(|| of.choice("When refused", POLICIES, policy, set_policy)))}
        <details class="more">
            <summary>"Times, requests and retries"</summary>
            {of.quantity("Starts after", |p| Some(p.from - SimTime::ZERO), |p, v| p.from = SimTime::ZERO + v, None)}
            {of.quantity("Processes", |p| Some(count(p.processes)), |p, v| p.processes = whole(v), Some(Slide { from: 1.0, to: f64::from(MAX_PROCESSES) }))}
            {of.quantity("Entries of a request", entries, |p, v| if let Put::PutRecords { entries, .. } = &mut p.put { *entries = whole(v) }, None)}
            {of.quantity("Waits for more", linger, |p, v| if let Put::PutRecords { linger, .. } = &mut p.put { *linger = v }, None)}
            {of.quantity("Attempts in all", |p| retries(p).map(|p| count(p.retry.attempts)), |p, v| p.retry.attempts = whole(v), None)}
            {of.quantity("First backoff up to", |p| retries(p).map(|p| p.retry.base), |p, v| p.retry.base = v, None)}
            {of.quantity("Longest backoff", |p| retries(p).map(|p| p.retry.cap), |p, v| p.retry.cap = v, None)}
            {of.quantity("Given up after", |p| retries(p).map(|p| p.retry.deadline), |p, v| p.retry.deadline = v, None)}
            {of.quantity("Round trip (assumed)", |p| Some(p.retry.round_trip), |p, v| p.retry.round_trip = v, None)}
        </details>
    }
}
