//! What several places use: fields, selects, switches.

mod choice;
mod quantity_field;
mod switch;
mod told;

pub use choice::{Choice, Options};
pub use quantity_field::{Face, Quantity, QuantityField, Slide, TypedField, sentence, unbroken};
pub use switch::Switch;
pub use told::{Refusal, told};
