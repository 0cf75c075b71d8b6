//! The planner, and the simulator that it answers for.

mod agreement;
mod answer;
mod bills;
mod chart;
mod examples;
mod export;
mod findings;
mod measure;
mod metered;
mod neighbours;
mod origins;
mod presets;
mod price_list;
mod range;
mod runs;
mod sizing;
mod skew;
