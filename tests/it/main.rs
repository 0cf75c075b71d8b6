//! Everything that can be tested without a browser. One binary: each further one links again.

mod bad_input;
mod engine;
mod headless;
mod kinesis;
mod link;
mod picture;
mod plan;
mod problems;
mod quiz;
mod reader_settings;
mod readers;
mod sample;
mod timeline;
mod units;
mod verdicts;
