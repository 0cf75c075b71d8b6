//! What several places use: fields, selects, switches.

mod choice;
mod quantity_field;
mod switch;

pub use choice::{Choice, Options};
pub use quantity_field::{Quantity, QuantityField, Slide, sentence};
pub use switch::Switch;
