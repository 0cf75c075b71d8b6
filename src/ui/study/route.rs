//! The addresses of the study pages: the fragment is parsed and printed here, and nowhere else.

use crate::link;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    Home,
    Practice,
    Exam,
    Learn,
    Lesson(String),
    Predict,
    /// The matrix, or one of its comparison sheets.
    Matrix(Option<String>),
    /// A question by its id, `T06-012` or `G01-7`.
    Question(String),
    Progress,
    Changes,
    Settings,
}

impl Route {
    /// Whatever is not understood is the first page.
    pub fn parse(fragment: &str) -> Self {
        let mut parts = fragment.split('/').skip(1);
        let (place, id) = (parts.next().unwrap_or_default(), parts.next().filter(|id| !id.is_empty()));
        match (place, id) {
            ("practice", None) => Self::Practice,
            ("exam", None) => Self::Exam,
            ("learn", None) => Self::Learn,
            ("learn", Some(id)) => Self::Lesson(id.to_owned()),
            ("predict", None) => Self::Predict,
            ("matrix", id) => Self::Matrix(id.map(str::to_owned)),
            ("q", Some(id)) => Self::Question(id.to_owned()),
            ("progress", None) => Self::Progress,
            ("changes", None) => Self::Changes,
            ("settings", None) => Self::Settings,
            _ => Self::Home,
        }
    }

    /// Without `#`.
    pub fn fragment(&self) -> String {
        let rest = match self {
            Self::Home => return link::STUDY.to_owned(),
            Self::Practice => "practice".to_owned(),
            Self::Exam => "exam".to_owned(),
            Self::Learn => "learn".to_owned(),
            Self::Lesson(id) => format!("learn/{id}"),
            Self::Predict => "predict".to_owned(),
            Self::Matrix(None) => "matrix".to_owned(),
            Self::Matrix(Some(id)) => format!("matrix/{id}"),
            Self::Question(id) => format!("q/{id}"),
            Self::Progress => "progress".to_owned(),
            Self::Changes => "changes".to_owned(),
            Self::Settings => "settings".to_owned(),
        };
        format!("{}/{rest}", link::STUDY)
    }

    /// The way of studying it belongs to.
    pub fn place(&self) -> u8 {
        match self {
            Self::Learn | Self::Lesson(_) => 1,
            Self::Predict => 2,
            Self::Question(id) if id.starts_with("P-") => 2,
            Self::Home | Self::Practice | Self::Question(_) => 0,
            Self::Exam => 3,
            Self::Matrix(_) => 4,
            Self::Progress => 5,
            Self::Changes => 6,
            Self::Settings => 7,
        }
    }
}
