//! Questions (data) → verdicts, and when to ask again.
//!
//! | module | holds |
//! |---|---|
//! | [`question`] | what a question is; [`bank`] reads authored ones, [`mod@check`] holds them to the rules of the guide |
//! | [`generate`] | questions whose numbers are drawn and whose answers are computed |
//! | [`matrix`] | what each service does, and which of them a stem asks for |
//! | [`trial`] | predict, then run: the runs decide |
//! | [`taught`], [`topic`], [`misconception`] | what is asked: facts, topics, and the names of what goes wrong |
//! | [`fsrs`] | when to ask again, in formulas |

pub mod bank;
pub mod check;
pub mod generate;
pub mod fsrs;
mod json;
mod kinds;
pub mod matrix;
pub mod misconception;
pub mod question;
pub mod taught;
mod topic;
pub mod trial;

pub use bank::Bank;
pub use json::question_json;
pub use kinds::{Era, Level, Shape};
pub use misconception::Misconception;
pub use question::Question;
pub use topic::Topic;
