//! The same core that the page runs, for scripts: one JSON object a line in, one a line out.
//!
//! ```text
//! cargo run --release --no-default-features --example headless -- VERB < in.jsonl > out.jsonl
//! ```
//!
//! Verbs: `route`, `simulate`, `presets`, `plan`, `export`, `questions`, `generate`, `schedule`, `claims`, `bench`. A refused
//! request is an answer with an `error` in it, and the rest goes on; only an unknown verb ends with a status other
//! than 0.

mod bench;
mod claims;
mod error;
mod export;
mod generate;
mod plan;
mod questions;
mod route;
mod schedule;
mod simulate;

use std::{
    io::{self, BufRead, BufWriter, Write},
    process::ExitCode,
};

use error::{Refusal, serialization};
use serde_json::{Map, Value, json};
use shardscope::sim::presets;

const USAGE: &str = "usage: headless route|simulate|presets|plan|export|questions|generate|schedule|claims|bench < in.jsonl > out.jsonl";

type Answer = Result<Value, Refusal>;

fn main() -> ExitCode {
    let verb = std::env::args().nth(1).unwrap_or_default();
    let done = match verb.as_str() {
        "route" => {
            let mut router = route::Router::default();
            each_line(|line| router.answer(line))
        }
        "simulate" => each_line(simulate::answer),
        "presets" => presets::all().iter().try_for_each(|preset| {
            print(&json!({
                "preset": preset.name,
                "title": preset.title,
                "watch": preset.watch,
                "moral": preset.moral,
            }))
        }),
        "plan" => each_line(plan::answer),
        "export" => each_line(export::answer),
        "questions" => questions::print(),
        "generate" => each_line(generate::answer),
        "claims" => claims::print(),
        "check-questions" => {
            let [folder, topics] = [2, 3].map(|n| std::env::args().nth(n));
            questions::check(folder.as_deref(), topics.as_deref())
        }
        "schedule" => each_line(schedule::answer),
        "bench" => bench::run(),
        _ => {
            eprintln!("the verb “{verb}” is not known\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        // Whoever reads the output has enough: not our failure.
        Err(why) if why.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
        Ok(()) => ExitCode::SUCCESS,
    }
}

/// Answers each line of standard input in its order, one at a time.
fn each_line(mut answer: impl FnMut(&Map<String, Value>) -> Answer) -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut output = BufWriter::new(io::stdout().lock());
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return output.flush();
        }
        let parsed = serde_json::from_slice::<Value>(&line);
        let answered = match parsed {
            Ok(Value::Object(object)) => answer(&object),
            Ok(_) => Err(serialization("a line has to be one JSON object")),
            Err(why) => Err(serialization(&format!("a line has to be one JSON object: {why}"))),
        };
        let value = answered.unwrap_or_else(|refusal| refusal.to_json());
        writeln!(output, "{value}")?;
        // Streamed: the answer is there before the next line is waited for.
        output.flush()?;
    }
}

fn print(value: &Value) -> io::Result<()> {
    writeln!(io::stdout(), "{value}")
}
