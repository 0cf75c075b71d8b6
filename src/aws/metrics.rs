//! `CloudWatch` metric names of namespace `AWS/Kinesis`, as AWS writes them.
//! Source: docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html, checked 2026-11-24.

pub const INCOMING_RECORDS: &str = "IncomingRecords";
pub const INCOMING_BYTES: &str = "IncomingBytes";
pub const WRITE_PROVISIONED_THROUGHPUT_EXCEEDED: &str = "WriteProvisionedThroughputExceeded";

/// Seconds that one data point of the free stream-level metrics spans.
pub const PERIOD_SECONDS: u64 = 60;
