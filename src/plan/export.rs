//! What one takes away from a plan: commands, templates and texts, each made whole from the plan and a capacity mode.
//!
//! ```text
//! Plan + Mode ─▶ Setup (what is to be made) ─▶ commands · cloudformation · terraform
//!            └─▶ csv · summary               (what was found, and how)
//! ```
//!
//! Nothing here is put into a shell or a template but numbers and names whose letters were checked.

mod cloudformation;
mod commands;
mod csv;
mod setup;
mod summary;
mod terraform;
mod text;

use super::Plan;
use crate::aws::pricing::Mode;

/// In what form a plan is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Commands,
    CloudFormation,
    Terraform,
    Csv,
    Json,
    Summary,
}

impl Format {
    pub const ALL: [Format; 6] = [
        Format::Commands,
        Format::CloudFormation,
        Format::Terraform,
        Format::Csv,
        Format::Json,
        Format::Summary,
    ];

    /// In JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Commands => "commands",
            Self::CloudFormation => "cloudformation",
            Self::Terraform => "terraform",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Summary => "summary",
        }
    }

    pub fn find(name: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// For people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Commands => "AWS CLI",
            Self::CloudFormation => "CloudFormation",
            Self::Terraform => "Terraform",
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Summary => "Summary",
        }
    }

    /// What one does with it, in a sentence.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Commands => "A script for bash. It stops at the first thing that fails.",
            Self::CloudFormation => "A template for one stream. Its first lines say how to deploy it.",
            Self::Terraform => "A configuration of its own. Run terraform init, plan and apply beside it.",
            Self::Csv => "Every figure of this page, exactly, for a spreadsheet.",
            Self::Json => "The whole plan for programs, as the command line gives it.",
            Self::Summary => "The decision and its reasons on one page, in Markdown.",
        }
    }

    /// Does the text depend on the capacity mode?
    pub const fn is_of_a_mode(self) -> bool {
        matches!(self, Self::Commands | Self::CloudFormation | Self::Terraform | Self::Summary)
    }

    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Commands => "application/x-sh",
            Self::CloudFormation => "application/yaml",
            Self::Terraform => "text/plain",
            Self::Csv => "text/csv",
            Self::Json => "application/json",
            Self::Summary => "text/markdown",
        }
    }

    /// Of a file that holds it: `payments.tf`.
    pub fn file_name(self, plan: &Plan) -> String {
        let ending = match self {
            Self::Commands => "sh",
            Self::CloudFormation => "yaml",
            Self::Terraform => "tf",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Summary => "md",
        };
        format!("{}.{ending}", file_stem(&plan.workload.stream_name))
    }
}

/// The plan in this form. Of formats that do not depend on the mode, it is the same for each.
pub fn export(plan: &Plan, mode: Mode, format: Format) -> String {
    match format {
        Format::Commands => commands::text(plan, &setup::Setup::of(plan, mode)),
        Format::CloudFormation => cloudformation::text(plan, &setup::Setup::of(plan, mode)),
        Format::Terraform => terraform::text(plan, &setup::Setup::of(plan, mode)),
        Format::Csv => csv::text(plan),
        Format::Json => format!("{:#}\n", plan.to_json()),
        Format::Summary => summary::text(plan, mode),
    }
}

/// A stream's name may begin with a point, which hides files.
fn file_stem(stream: &str) -> &str {
    match stream.trim_start_matches('.') {
        "" => "plan",
        name => name,
    }
}
