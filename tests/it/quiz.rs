//! The quiz: what is asked, how it is judged, when it comes back.

mod bank;
mod claims;
mod exam;
mod fsrs;
mod generate;
mod judge;
mod made;
mod matrix;
mod notebook;
mod practice;
mod shuffle;
mod stored;
mod trial;
