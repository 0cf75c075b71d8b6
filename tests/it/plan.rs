mod bills;
mod presets;
mod range;
mod sizing;
mod skew;
