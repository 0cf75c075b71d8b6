//! How fast simulated time goes by, and how much of it is seen.

use crate::units::{SimDuration, SimTime};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speed {
    Times(u32),
    Max,
}

impl Speed {
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Times(1), "1×"),
        (Self::Times(10), "10×"),
        (Self::Times(60), "60×"),
        (Self::Times(600), "600×"),
        (Self::Max, "max"),
    ];

    /// The next faster (or slower) one; the ends stay.
    #[must_use]
    pub fn shifted(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|(speed, _)| *speed == self).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(Self::ALL.len() - 1);
        Self::ALL[to].0
    }
}

/// What is owed to the clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pace {
    goal: Option<SimTime>,
    /// Parts of a millisecond left over.
    carry: f64,
    shown_at: f64,
}

/// How far a frame should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub until: SimTime,
    pub seeking: bool,
}

impl Pace {
    pub fn seek(&mut self, goal: SimTime) {
        self.goal = Some(goal);
    }

    pub fn stop_seeking(&mut self) {
        self.goal = None;
    }

    /// Where it is to go, if it is under way to a moment.
    pub fn goal(&self) -> Option<SimTime> {
        self.goal
    }

    pub fn due(&mut self, now: SimTime, playing: bool, speed: Speed, passed_ms: f64) -> Option<Due> {
        if let Some(goal) = self.goal.filter(|&goal| goal > now) {
            return Some(Due { until: goal, seeking: true });
        }
        self.goal = None;
        if !playing {
            return None;
        }
        let Speed::Times(times) = speed else {
            return Some(Due { until: now + SimDuration::from_hours(24 * 15), seeking: false });
        };
        let owed = self.carry + passed_ms * f64::from(times);
        self.carry = owed.fract();
        let until = now + SimDuration::from_millis(owed as u64);
        (until > now).then_some(Due { until, seeking: false })
    }

    /// True when figures on the screen may change again.
    pub fn is_time_to_show(&mut self, at_ms: f64, between_ms: f64) -> bool {
        let due = at_ms - self.shown_at >= between_ms;
        if due {
            self.shown_at = at_ms;
        }
        due
    }
}

/// The spans that the picture can show.
pub const SPANS: [(SimDuration, &str); 6] = [
    (SimDuration::from_secs(60), "last minute"),
    (SimDuration::from_secs(120), "last 2 minutes"),
    (SimDuration::from_secs(600), "last 10 minutes"),
    (SimDuration::from_hours(6), "last 6 hours"),
    (SimDuration::from_hours(24), "last day"),
    (SimDuration::from_hours(24 * 14), "last two weeks"),
];

/// What to show of a run of this length that is opened at this moment.
pub fn span_for(duration: SimDuration, opens_at: SimTime) -> SimDuration {
    let hour = SimDuration::from_hours(1);
    if duration <= hour {
        return if opens_at < SimTime::from_secs(100) { SPANS[0].0 } else { SPANS[1].0 };
    }
    SPANS.iter().rev().map(|(span, _)| *span).find(|&span| span <= duration).unwrap_or(hour)
}

/// Long runs are watched in a hurry.
pub fn speed_for(span: SimDuration) -> Speed {
    match span.secs() {
        0..=120 => Speed::Times(1),
        121..=3_600 => Speed::Times(60),
        _ => Speed::Times(600),
    }
}

/// From where a run opens to where something has happened.
pub fn a_little_later(span: SimDuration) -> SimDuration {
    SimDuration::from_millis(span.millis() / 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_owes_what_has_passed_times_the_speed() {
        let mut pace = Pace::default();
        let now = SimTime::from_secs(10);
        let due = |pace: &mut Pace, ms| pace.due(now, true, Speed::Times(10), ms).map(|d| d.until.millis());
        assert_eq!(due(&mut pace, 16.25), Some(10_162));
        assert_eq!(due(&mut pace, 16.25), Some(10_163), "the half millisecond left over is not lost");
        assert_eq!(pace.due(now, false, Speed::Max, 16.0), None, "paused");
    }

    #[test]
    fn seeking_comes_first_and_ends_at_its_goal() {
        let mut pace = Pace::default();
        pace.seek(SimTime::from_secs(60));
        let far = pace.due(SimTime::ZERO, false, Speed::Times(1), 16.0);
        assert_eq!(far, Some(Due { until: SimTime::from_secs(60), seeking: true }));
        assert_eq!(pace.due(SimTime::from_secs(60), false, Speed::Times(1), 16.0), None);
    }

    #[test]
    fn speeds_end_at_their_ends() {
        assert_eq!(Speed::Max.shifted(1), Speed::Max);
        assert_eq!(Speed::Times(1).shifted(-1), Speed::Times(1));
        assert_eq!(Speed::Times(60).shifted(1), Speed::Times(600));
    }
}
