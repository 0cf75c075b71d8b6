use leptos::prelude::*;
use web_sys::File;

use crate::{
    sample::{Columns, Format, Guess, Parsed, Parser, Problem, SNIFF_BYTES, sniff},
    units::Count,
    web::files,
};

#[derive(Debug, Clone, PartialEq)]
pub enum Progress {
    Idle,
    /// In bytes.
    Reading {
        done: u64,
        total: u64,
    },
    Cancelled,
    Failed(String),
    /// What was read, in a sentence.
    Done(String),
}

/// What could not be read of the last text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Left {
    pub problems: Vec<Problem>,
    pub count: u64,
    pub stop: Option<String>,
}

/// A text or file, how it is understood, and how far it is read.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    pub text: RwSignal<String>,
    /// Goes before the text.
    pub file: RwSignal<Option<File>, LocalStorage>,
    pub guess: RwSignal<Guess>,
    pub format: RwSignal<Format>,
    pub columns: RwSignal<Columns>,
    pub progress: RwSignal<Progress>,
    pub left: RwSignal<Left>,
    /// Counts readings: one that is no longer the latest stops.
    reading: StoredValue<u32>,
}

impl Reader {
    pub fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            file: RwSignal::new_local(None),
            guess: RwSignal::new(Guess::default()),
            format: RwSignal::new(Format::Lines),
            columns: RwSignal::new(Columns::default()),
            progress: RwSignal::new(Progress::Idle),
            left: RwSignal::new(Left::default()),
            reading: StoredValue::new(0),
        }
    }

    pub fn has_source(self) -> bool {
        self.file.with(Option::is_some) || self.text.with(|text| !text.trim().is_empty())
    }

    pub fn cancel(self) {
        self.reading.update_value(|n| *n += 1);
        self.progress.set(Progress::Cancelled);
    }

    pub fn typed(self, text: String) {
        let start = &text.as_bytes()[..text.len().min(SNIFF_BYTES)];
        self.understand(sniff(start));
        self.text.set(text);
        self.file.set(None);
    }

    pub fn chosen(self, file: File) {
        let blob = file.clone();
        self.file.set(Some(file));
        leptos::task::spawn_local(async move {
            match files::read(&blob, 0, SNIFF_BYTES as u64).await {
                Ok(start) => self.understand(sniff(&start)),
                Err(why) => self.progress.set(Progress::Failed(why)),
            }
        });
    }

    fn understand(self, guess: Guess) {
        self.format.set(guess.format);
        self.columns.set(guess.chosen());
        self.guess.set(guess);
        self.progress.set(Progress::Idle);
        self.left.set(Left::default());
    }

    /// Reads the whole source, slice by slice. Nothing if it was cancelled or cannot be read.
    pub async fn read(self) -> Option<Parsed> {
        let mine = self.reading.try_update_value(|n| {
            *n += 1;
            *n
        })?;
        let parser = Parser::new(self.format.get_untracked(), self.columns.get_untracked());
        let parsed = match self.file.get_untracked() {
            Some(file) => self.read_file(parser.named(&file.name()), &file, mine).await,
            None => self.read_text(parser, mine).await,
        };
        match parsed {
            Ok(Some(parsed)) => {
                self.tell(&parsed);
                Some(parsed)
            }
            Ok(None) => None,
            Err(why) => {
                self.progress.set(Progress::Failed(why));
                None
            }
        }
    }

    async fn read_file(self, mut parser: Parser, file: &File, mine: u32) -> Result<Option<Parsed>, String> {
        let total = files::size(file);
        let mut done = 0;
        while done < total && parser.wants_more() {
            let slice = files::read(file, done, files::SLICE).await?;
            done += slice.len() as u64;
            parser.feed(&slice);
            if slice.is_empty() || !self.still(mine, done, total) {
                break;
            }
        }
        Ok(self.is_latest(mine).then(|| parser.finish()))
    }

    async fn read_text(self, mut parser: Parser, mine: u32) -> Result<Option<Parsed>, String> {
        let text = self.text.get_untracked();
        let total = text.len() as u64;
        let mut done = 0;
        for slice in text.as_bytes().chunks(files::SLICE as usize) {
            parser.feed(slice);
            done += slice.len() as u64;
            if !parser.wants_more() || !self.still(mine, done, total) {
                break;
            }
            gloo::timers::future::TimeoutFuture::new(0).await;
        }
        Ok(self.is_latest(mine).then(|| parser.finish()))
    }

    fn is_latest(self, mine: u32) -> bool {
        self.reading.try_get_value() == Some(mine)
    }

    /// Tells how far it is; false when somebody cancelled.
    fn still(self, mine: u32, done: u64, total: u64) -> bool {
        let latest = self.is_latest(mine);
        if latest {
            self.progress.set(Progress::Reading { done, total });
        }
        latest
    }

    fn tell(self, parsed: &Parsed) {
        let stop = parsed.stop.as_ref().map(ToString::to_string);
        self.left.set(Left {
            problems: parsed.problems.clone(),
            count: parsed.problem_count,
            stop: stop.clone(),
        });
        self.progress.set(match stop {
            Some(why) if parsed.records == 0 => Progress::Failed(why),
            _ => Progress::Done(format!(
                "{} records with {} distinct keys; lines left out: {}.",
                Count(parsed.records),
                Count(parsed.list.distinct() as u64),
                Count(parsed.problem_count)
            )),
        });
    }
}
