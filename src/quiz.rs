//! Questions (data) → verdicts, and when to ask again.
//!
//! | module | holds |
//! |---|---|
//! | [`question`] | what a question is; [`bank`] reads authored ones, [`mod@check`] holds them to the rules of the guide |
//! | [`family`] | the names of the families of drawn questions |
//! | [`generate`] | questions whose numbers are drawn and whose answers are computed |
//! | [`matrix`] | what each service does, and which of them a stem asks for |
//! | [`trial`] | predict, then run: the runs decide |
//! | [`taught`], [`topic`], [`misconception`] | what is asked: facts, topics, and the names of what goes wrong |
//! | [`mod@judge`], [`shuffle`] | what was answered → right or wrong; in which order options are shown |
//! | [`lesson`] | an idea in five sentences, something to look at, three questions |
//! | [`fsrs`] | when to ask again, in formulas |
//! | [`notebook`] | what a student's browser remembers, and what is due |
//! | [`practice`], [`exam`] | ten mixed items with the missed ones again; sixty-five by weight, without help |

pub mod bank;
pub mod check;
mod decimal;
pub mod exam;
pub mod family;
pub mod fsrs;
pub mod generate;
mod json;
pub mod judge;
mod kinds;
pub mod lesson;
pub mod matrix;
pub mod misconception;
pub mod notebook;
pub mod practice;
pub mod question;
pub mod shuffle;
mod stock;
pub mod taught;
mod topic;
pub mod trial;

pub use bank::Bank;
pub use exam::Exam;
pub use json::question_json;
pub use judge::{Given, Judged, judge};
pub use kinds::{Confidence, Era, Level, Mode, Shape};
pub use lesson::Lesson;
pub use misconception::Misconception;
pub use notebook::Notebook;
pub use practice::Practice;
pub use question::Question;
pub use stock::{Deck, Stock};
pub use topic::Topic;
