//! Regions, and the quotas of Kinesis Data Streams that depend on them.

use super::Fact;
use crate::units::Bytes;

const QUOTAS: &str = "docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html";

/// A Region of AWS's, by its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Region(u8);

/// Code and name. The first is the usual one.
const REGIONS: &[(&str, &str)] = &[
    ("us-east-1", "N. Virginia"),
    ("us-east-2", "Ohio"),
    ("us-west-1", "N. California"),
    ("us-west-2", "Oregon"),
    ("af-south-1", "Cape Town"),
    ("ap-east-1", "Hong Kong"),
    ("ap-northeast-1", "Tokyo"),
    ("ap-northeast-2", "Seoul"),
    ("ap-northeast-3", "Osaka"),
    ("ap-south-1", "Mumbai"),
    ("ap-southeast-1", "Singapore"),
    ("ap-southeast-2", "Sydney"),
    ("ca-central-1", "Canada Central"),
    ("eu-central-1", "Frankfurt"),
    ("eu-north-1", "Stockholm"),
    ("eu-south-1", "Milan"),
    ("eu-south-2", "Spain"),
    ("eu-west-1", "Ireland"),
    ("eu-west-2", "London"),
    ("eu-west-3", "Paris"),
    ("me-south-1", "Bahrain"),
    ("sa-east-1", "São Paulo"),
];

impl Region {
    pub const US_EAST_1: Region = Region(0);

    pub fn all() -> impl Iterator<Item = Region> {
        (0..REGIONS.len() as u8).map(Region)
    }

    /// By its code, such as `eu-west-1`.
    pub fn find(code: &str) -> Option<Region> {
        Self::all().find(|region| region.code() == code)
    }

    pub fn code(self) -> &'static str {
        REGIONS[usize::from(self.0)].0
    }

    pub fn place(self) -> &'static str {
        REGIONS[usize::from(self.0)].1
    }

    /// One of the three Regions with the highest quotas of Kinesis Data Streams.
    fn is_large(self) -> bool {
        matches!(self.code(), "us-east-1" | "us-west-2" | "eu-west-1")
    }

    /// Shards of provisioned streams an account has at first (fact K1). Elsewhere AWS says "1,000 or 6,000" without
    /// saying where: the lower one is to be counted on.
    pub fn shard_quota(self) -> Fact<u64> {
        if self.is_large() { Fact::documented(20_000, QUOTAS) } else { Fact::conflicting(1_000, QUOTAS) }
    }

    /// Bytes per second an on-demand stream scales to by default (fact K3).
    pub fn on_demand_write_quota(self) -> Fact<Bytes> {
        let most = if self.is_large() { 10 << 30 } else { 200 << 20 };
        Fact::conflicting(Bytes(most), QUOTAS)
    }
}
