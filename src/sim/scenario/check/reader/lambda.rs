//! An event source mapping's ranges (facts 7.1), and those of its function.

use super::{between, seconds};
use crate::{
    aws::limits::{
        ESM_BATCH_SIZE, ESM_BATCHING_WINDOW, ESM_PARALLELIZATION_FACTOR, ESM_RECORD_AGE, ESM_RECORD_AGE_MIN,
        ESM_RETRY_ATTEMPTS, ESM_TUMBLING_WINDOW, LAMBDA_TIMEOUT,
    },
    sim::scenario::{EventSourceMapping, ScenarioError, check::within},
    units::SimDuration,
};

/// A quota that AWS raises on request: far above any account's.
const MAX_CONCURRENCY: u32 = 100_000;

impl EventSourceMapping {
    pub(super) fn check(&self) -> Result<(), ScenarioError> {
        let todo = "Set BatchSize from 1 to 10,000.";
        between(self.batch_size, 1, ESM_BATCH_SIZE.value, "batchSize", todo)?;
        let todo = "Set MaximumBatchingWindowInSeconds from 0 to 300.";
        let at = "maximumBatchingWindowInSeconds";
        seconds(self.maximum_batching_window, 0, ESM_BATCHING_WINDOW.value, at, todo)?;
        let todo = "Set ParallelizationFactor from 1 to 10.";
        let most = ESM_PARALLELIZATION_FACTOR.value;
        between(self.parallelization_factor, 1, most, "parallelizationFactor", todo)?;
        if let Some(attempts) = self.maximum_retry_attempts {
            let todo = "Set MaximumRetryAttempts from 0 to 10,000, or -1 for retries without end.";
            between(attempts, 0, ESM_RETRY_ATTEMPTS.value, "maximumRetryAttempts", todo)?;
        }
        if let Some(age) = self.maximum_record_age {
            let todo = "Set MaximumRecordAgeInSeconds from 60 to 604,800, or -1 for no limit.";
            let least = ESM_RECORD_AGE_MIN.value.secs();
            seconds(age, least, ESM_RECORD_AGE.value, "maximumRecordAgeInSeconds", todo)?;
        }
        let todo = "Set TumblingWindowInSeconds from 0 to 900.";
        seconds(self.tumbling_window, 0, ESM_TUMBLING_WINDOW.value, "tumblingWindowInSeconds", todo)?;
        self.check_function()
    }

    fn check_function(&self) -> Result<(), ScenarioError> {
        let (shortest, longest) = (SimDuration::from_millis(1), LAMBDA_TIMEOUT.value);
        within("a function's run", self.duration, shortest, longest)?;
        let most = longest.millis() as u32 * 1_000;
        within("a function's microseconds for each record", self.micros_per_record, 0, most)?;
        within("the function's concurrency", self.concurrency, 1, MAX_CONCURRENCY)
    }
}
