//! Units as types. Each type's `Display` is the only formatter of its quantity, and its `FromStr` the only
//! parser of what a person types, so screen, CSV, link and clipboard cannot disagree.
//!
//! | type | holds | prints | reads |
//! |---|---|---|---|
//! | [`Bytes`] | bytes | `600 B`, `1.2 KiB`, `1 MiB` | `600`, `600 B`, `1.2 KiB`, `2k`, `1mib` |
//! | [`BytesPerSecond`] | bytes per second | `4.58 MiB/s` | – |
//! | [`RecordsPerSecond`] | thousandths of a record per second | `8,000/s` | `8k`, `8k/s`, `0.5/s` |
//! | [`SimDuration`] | milliseconds | `250 ms`, `30 s`, `1 h 5 min` | `250ms`, `30s`, `1h5m`, `90` (seconds) |
//! | [`SimTime`] | milliseconds since the run began | `00:02:05` | – |
//! | [`Share`] | parts per million | `25 %` | `25 %`, `25`, `0.5%` |
//! | [`Usd`] | nanodollars | `$98.55`, `$0.0014` | `$0.015`, `1,200` |
//! | [`Count`] | things | `1,000,000` | `1M`, `1,000,000` |
//! | [`Hours`] | whole hours | `24 h`, `7 d` | `24`, `24 h`, `7d`, `1 week` |
//! | [`OneIn`] | once in so many | `1 of 1,000` | `1 of 1,000`, `1/1000`, `1000`, `0.1 %` |
//! | [`Percent`] | whole percent, also above 100 | `50 %` | `50`, `50 %` |
//! | [`Day`] | days of the calendar | – | `2026-11-24` |
//! | [`Thousandths`] | thousandths | `1.2` | `1.2` |

mod day;
mod money;
mod number;
mod quantity;
mod ratio;
mod time;

pub use day::Day;
pub use money::Usd;
pub use number::{ParseUnitError, grouped};
pub use quantity::{Bytes, BytesPerSecond, Count, RecordsPerSecond, Share};
pub use ratio::{Hours, OneIn, Percent, Thousandths};
pub use time::{SimDuration, SimTime};
