//! The quiz: what is asked, how it is judged, when it comes back.

mod bank;
mod claims;
mod generate;
mod matrix;
mod trial;
mod exam;
mod fsrs;
mod judge;
mod made;
mod notebook;
mod practice;
mod shuffle;
