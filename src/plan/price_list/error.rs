use std::fmt;

use super::MAX_FILE;
use crate::{aws::Region, units::Bytes};

/// Why a file gives no prices; its text says what to do. The prices there were stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PriceListError {
    TooLarge(Bytes),
    Empty,
    NotJson {
        byte: usize,
    },
    /// It ends in the middle.
    Cut,
    NotAPriceList,
    /// The list of all services, or of a service's versions.
    Index,
    /// The list of Regions, with the address of the one that was looked for.
    RegionIndex {
        address: Option<String>,
    },
    /// Of another service, by its code.
    OtherService(String),
    NoPrices(Region),
}

impl fmt::Display for PriceListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WANTED: &str = "give the index.json of AmazonKinesis";
        match self {
            Self::TooLarge(size) => write!(
                f,
                "this file has {size}, and {} is the most that is read: {WANTED} for one Region",
                Bytes(MAX_FILE as u64)
            ),
            Self::Empty => write!(f, "this file is empty: {WANTED}"),
            Self::NotJson { byte } => {
                write!(f, "this is not JSON, from byte {byte} on: {WANTED}, not index.csv")
            }
            Self::Cut => f.write_str("this file ends in the middle: download it again to the end"),
            Self::NotAPriceList => write!(f, "this is JSON, but not an AWS price list: {WANTED}"),
            Self::Index => write!(f, "this is an index, which has no prices: {WANTED} that it names"),
            Self::RegionIndex { address: Some(address) } => write!(
                f,
                "this is the index of Regions, which has no prices: give the file at https://pricing.us-east-1.amazonaws.com{address}"
            ),
            Self::RegionIndex { address: None } => f.write_str(
                "this is an index of Regions, and the chosen one is not in it: choose another Region",
            ),
            Self::OtherService(code) => write!(f, "this is the price list of {code}: {WANTED}"),
            Self::NoPrices(region) => write!(
                f,
                "there are no prices of Kinesis Data Streams for {} in this list: choose the Region it is of, or give its file",
                region.code()
            ),
        }
    }
}

impl std::error::Error for PriceListError {}
