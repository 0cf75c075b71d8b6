use std::fmt;

use crate::{
    plan::WorkloadError,
    sim::scenario::ScenarioError,
    units::{Bytes, grouped},
};

/// Why a link or a scenario's JSON cannot be opened. The text says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    NotALink,
    /// To a built-in scenario that there is not.
    NoPreset,
    /// A link to another page of this site, or none at all.
    OtherKind(String),
    NewerVersion(u32),
    CutShort,
    Damaged,
    TooLong {
        bytes: usize,
        most: usize,
    },
    NotJson(String),
    /// Something is missing, of the wrong type, or not known.
    Field(String),
    Scenario(ScenarioError),
    /// The list is too long to be in the link: whoever has the file can supply it.
    NeedsList {
        name: String,
        records: u64,
        fingerprint: u64,
    },
    /// As [`LinkError::NotALink`], [`LinkError::OtherKind`] and [`LinkError::Field`], where a plan was looked for.
    NotAPlan,
    OtherThanPlan(String),
    PlanField(String),
    Workload(WorkloadError),
    /// More keys of the user's own than a link can hold: whoever has them can supply them.
    NeedsKeys {
        distinct: u64,
        records: u64,
        fingerprint: u64,
    },
}

impl LinkError {
    /// The same, said of a plan.
    pub(super) fn of_plan(self) -> Self {
        match self {
            Self::NotALink => Self::NotAPlan,
            Self::OtherKind(kind) => Self::OtherThanPlan(kind),
            Self::Field(why) => Self::PlanField(why),
            other => other,
        }
    }

    pub(super) fn damaged(_: serde_json::Error) -> Self {
        Self::Damaged
    }
    pub(super) fn not_json(why: serde_json::Error) -> Self {
        Self::NotJson(why.to_string())
    }
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALink => {
                f.write_str("this is no link to a run: copy the whole address, with all that follows the #")
            }
            Self::NoPreset => f.write_str(
                "this link names a built-in scenario that there is not: choose one from the gallery",
            ),
            Self::OtherKind(kind) => write!(f, "this is no link to a run: “{kind}” is another page or none"),
            Self::NewerVersion(version) => write!(
                f,
                "this link was made by a newer version (format {version}): reload the page to get that version"
            ),
            Self::CutShort => f.write_str("this link is cut short: copy the whole address"),
            Self::Damaged => {
                f.write_str("this link was changed on its way: copy it again from where it came from")
            }
            Self::TooLong { bytes, most } => write!(
                f,
                "this is {} long, and {} is the most that is read: use fewer or shorter lists",
                Bytes(*bytes as u64),
                Bytes(*most as u64)
            ),
            Self::NotJson(why) => write!(f, "this is not JSON: {why}"),
            Self::Field(why) => write!(f, "the scenario is not understood: {why}"),
            Self::Scenario(why) => write!(f, "this scenario cannot be run: {}", why.named()),
            Self::NeedsList { name, records, .. } => write!(
                f,
                "this run replays “{name}” with {} records, too many for a link: open that file here to go on",
                grouped(*records)
            ),
            Self::NotAPlan => {
                f.write_str("this is no link to a plan: copy the whole address, with all that follows the #")
            }
            Self::OtherThanPlan(kind) => {
                write!(f, "this is no link to a plan: “{kind}” is another page or none")
            }
            Self::PlanField(why) => write!(f, "the workload is not understood: {why}"),
            Self::Workload(why) => write!(f, "this workload cannot be planned: {why}"),
            Self::NeedsKeys { distinct, records, .. } => write!(
                f,
                "this plan was made with {} keys of {} records, too many for a link: paste those keys here to go on",
                grouped(*distinct),
                grouped(*records)
            ),
        }
    }
}

impl std::error::Error for LinkError {}

impl From<WorkloadError> for LinkError {
    fn from(why: WorkloadError) -> Self {
        Self::Workload(why)
    }
}

impl From<ScenarioError> for LinkError {
    fn from(why: ScenarioError) -> Self {
        Self::Scenario(why)
    }
}

/// Somebody's text, short enough for a sentence.
pub(super) fn clip(text: &str) -> String {
    match text.char_indices().nth(20) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
