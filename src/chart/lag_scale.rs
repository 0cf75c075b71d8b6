use crate::units::SimDuration;

/// Where a reader's position lies between the horizon and now: seconds and days on one axis. Evenly spaced in
/// the logarithm of the lag, with a second as the smallest thing seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LagScale {
    retention: SimDuration,
}

/// Lags that may have a label.
const TICKS: [SimDuration; 9] = [
    SimDuration::from_secs(1),
    SimDuration::from_secs(10),
    SimDuration::from_secs(60),
    SimDuration::from_secs(600),
    SimDuration::from_hours(1),
    SimDuration::from_hours(6),
    SimDuration::from_hours(24),
    SimDuration::from_hours(24 * 7),
    SimDuration::from_hours(24 * 60),
];
/// Thousandths of the axis that a label needs to itself, and the words at the horizon.
const ROOM: i64 = 85;
const ROOM_AT_HORIZON: i64 = 200;

impl LagScale {
    /// From now back to where records are gone.
    pub const fn new(retention: SimDuration) -> Self {
        Self { retention }
    }

    /// Thousandths from the horizon (0) to now (1,000); what is older than the horizon lies on it.
    pub fn place(self, behind: SimDuration) -> i64 {
        let whole = ln_milli(self.retention.millis() as i64).max(1);
        let lag = ln_milli(behind.min(self.retention).millis() as i64);
        1_000 - lag * 1_000 / whole
    }

    /// The lags to label, with their places; they do not touch, nor the axis's ends.
    pub fn ticks(self) -> Vec<(SimDuration, i64)> {
        let mut last = 1_000;
        let mut ticks = Vec::new();
        for tick in TICKS {
            let place = self.place(tick);
            if last - place >= ROOM && place >= ROOM_AT_HORIZON {
                ticks.push((tick, place));
                last = place;
            }
        }
        ticks
    }
}

/// 1,000 · ln(1 + seconds), of milliseconds.
pub(super) fn ln_milli(millis: i64) -> i64 {
    (libm::log1p(millis.max(0) as f64 / 1_000.0) * 1_000.0) as i64
}
