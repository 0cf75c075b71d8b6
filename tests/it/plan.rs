mod presets;
mod sizing;
mod skew;
