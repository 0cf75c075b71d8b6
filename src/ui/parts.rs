//! What several places use: fields, selects, switches.

mod choice;
mod focus;
mod quantity_field;
mod switch;
mod told;

pub use choice::{Choice, Options};
pub use focus::focus;
pub use quantity_field::{Face, Quantity, QuantityField, Slide, TypedField, sentence, unbroken};
pub use switch::Switch;
pub use told::{Refusal, told};
