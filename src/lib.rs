//! Shardscope: Amazon Kinesis Data Streams, seen at work.
//!
//! # Map
//!
//! ```text
//! units → aws → kinesis → sim → plan → sample · link · chart · quiz │ web → ui      (each uses only what is to its left)
//!               pure, native tests, no browser                │ feature "app": leptos, gloo
//!
//! click / frame ──Simulator::send(Msg)──▶ Model::update ──▶ Snapshot ──one write──▶ RwSignal ──Memo──▶ views
//! ```
//!
//! | module | holds |
//! |---|---|
//! | [`units`] | quantities as types; their only printers and parsers |
//! | [`aws`] | AWS's numbers and names with source and date; no behaviour |
//! | [`kinesis`] | keys, hashes, ranges, shards in AWS's words; no time, no chance |
//! | [`sim`] | the deterministic engine, and everything told about a run |
//! | [`plan`] | a workload → shards and money, with the reason for each |
//! | [`quiz`] | questions (data) → verdicts, and when to ask again |
//! | [`sample`] | a user's own keys, parsed from text in slices |
//! | [`link`] | a scenario, or a workload, as a URL fragment and as JSON, and a student's notebook as JSON; versioned, old ones decode for ever |
//! | [`chart`] | data → SVG text |
//! | `web` | the only module that knows a browser exists |
//! | `ui` | Leptos views; decides nothing |
//!
//! The page is four modules, each loaded when it is needed: simulator and planner (`main`), the study pages
//! (`bin/study`), what draws questions (`bin/draw`), and the engine for predictions, in a worker (`bin/race`).
//!
//! # Invariants
//!
//! 1. Nothing left of `web` names leptos, gloo, web-sys or wasm-bindgen. It is a build, not a promise:
//!    `cargo test --no-default-features` passes without them.
//! 2. Time, chance and storage enter the core only as arguments. The engine counts in integers; where a
//!    distribution needs `ln` or `pow`, an integer table is built once with `libm`. Same scenario, same trace,
//!    natively and in WebAssembly.
//! 3. AWS's words for AWS's things, our own words for ours, never one word for both. Text is parsed once, at
//!    the edge, into types.
//! 4. A unit is a type; its `Display` is the only formatter.
//! 5. An AWS number is written once, in [`aws`], with source, date and confidence.
//! 6. Domain types are not `Serialize`: [`link`] owns the versioned formats.
//! 7. A limit on everything, stated where it stands.
//! 8. No record is forgotten: offered = accepted + dropped + pending for producers, and accepted = delivered +
//!    expired + pending for every reader, at every second of every run.
//! 9. Readers change nothing for writers.
//! 10. A moment that is sought is, to the last bit, the moment one would have come to.
//! 11. A price has a source, or it is unknown. A plan and a run fill the same [`plan::Usage`], and one function bills it.
//! 12. No key is typed twice: a service choice follows from [`quiz::matrix`], a prediction from its runs, a drawn
//!     question from its numbers; what AWS changed is asked by era, and both values are named.

pub mod aws;
pub mod bench;
pub mod chart;
pub mod kinesis;
pub mod link;
pub mod plan;
pub mod quiz;
pub mod sample;
pub mod sim;
pub mod units;

#[cfg(feature = "app")]
pub mod ui;
#[cfg(feature = "app")]
pub mod web;
