//! A reader's own records: pasted or dropped, and read in slices. They stay on this machine.

mod form;
mod reading;

pub use form::{ColumnChoices, Problems, ReadingLine, Source};
pub use reading::{Progress, Reader};
