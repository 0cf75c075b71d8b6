//! Leptos views. They show what the model says and send what the reader does; they decide nothing.

mod app;
mod parts;
mod simulator;

pub use app::App;
