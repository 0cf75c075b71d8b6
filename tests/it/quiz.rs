//! The quiz: what is asked, how it is judged, when it comes back.

mod bank;
mod claims;
mod generate;
mod matrix;
mod trial;
mod fsrs;
mod judge;
mod made;
mod shuffle;
