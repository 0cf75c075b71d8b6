//! What AWS says: every number once, with its source, the day it was checked and, where courses still teach an
//! older one, what that was. No behaviour lives here.

pub mod claims;
mod fact;
pub mod limits;
pub mod metrics;
pub mod pricing;
mod region;
pub mod services;
pub mod watched;

pub use fact::{Confidence, Fact};
pub use region::Region;
