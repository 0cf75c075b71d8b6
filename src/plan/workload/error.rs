use std::fmt;

use super::{MAX_KEYS, MAX_RATE, MAX_STREAMS};
use crate::{
    aws::limits::MAX_RECORD_SIZE,
    units::{Bytes, Count},
};

/// What is wrong with a workload; its text says what to do. Each is about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkloadError {
    StreamName,
    Streams,
    NoTraffic,
    TooFast,
    AverageAbovePeak,
    SurgeBelowPeak,
    SurgeLasts,
    NoSize,
    TooLarge(Bytes),
    RangeBackwards,
    NoSample,
    Keys,
    Exponent,
    HotShare,
    NoKeys,
    SharedConsumers,
    FanOutConsumers,
    ProcessManages,
    Retention(u32),
    Growth,
    Curve,
    Processes,
    OneIn,
    ShardsNow,
    Hours,
}

impl fmt::Display for WorkloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::StreamName => {
                "a stream’s name has 1 to 128 letters, digits, “_”, “.” or “-”, and no others"
            }
            Self::Streams => return write!(f, "give 1 to {} streams", Count(MAX_STREAMS.into())),
            Self::NoTraffic => "give a peak above 0/s",
            Self::TooFast => {
                return write!(f, "rates are planned up to {MAX_RATE}: is a unit wrong?");
            }
            Self::AverageAbovePeak => "the average is above the peak: lower it, or raise the peak",
            Self::SurgeBelowPeak => "a surge is above the peak: raise it, or take it away",
            Self::SurgeLasts => "a surge lasts from 1 s to 7 d, and is level again within 7 d",
            Self::NoSize => "a record has at least its partition key: give 1 B or more",
            Self::TooLarge(size) => {
                return write!(
                    f,
                    "a record of {size} is more than the {} that a stream takes: send a reference to it instead",
                    MAX_RECORD_SIZE.value
                );
            }
            Self::RangeBackwards => "the smallest record is larger than the largest: exchange them",
            Self::NoSample => "no record was measured: paste at least one",
            Self::Keys => return write!(f, "give 1 to {} keys", Count(MAX_KEYS)),
            Self::Exponent => "give an exponent from 0 to 5; 1 is the usual one",
            Self::HotShare => "give the hottest key a share above 0 %, or choose even keys",
            Self::NoKeys => "no key was found: paste at least one",
            Self::SharedConsumers => "give at most 1,000 consumers that share",
            Self::FanOutConsumers => {
                "give at most 50 fan-out consumers: that is what On-demand Advantage allows, the other modes 20"
            }
            Self::ProcessManages => "give what one process manages as more than 0/s, or leave it out",
            Self::Retention(hours) => {
                return write!(f, "retention is from 24 h to 365 d, not {hours} h");
            }
            Self::Growth => "give growth from 0 to 10,000 %",
            Self::Curve => "give each hour from 0 to 100 % of the peak",
            Self::Processes => "give 1 to 1,000,000 producer processes",
            Self::OneIn => "give from 2 to 1,000,000,000 seconds of which one may be throttled",
            Self::ShardsNow => "give 1 to 1,000,000 shards",
            Self::Hours => "give 1 to 8,784 hours",
        };
        f.write_str(text)
    }
}

impl std::error::Error for WorkloadError {}
