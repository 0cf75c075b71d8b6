//! Leptos views. They show what the model says and send what the reader does; they decide nothing.

// `#[component]` makes every part of a view `pub`, however private the view is.
#![allow(unreachable_pub)]

mod app;
mod pages;
mod parts;
mod planner;
mod records;
mod simulator;

pub use app::App;
