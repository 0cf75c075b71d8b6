//! Starts the study pages: a module of their own, so that a student does not download the planner, nor an engineer the
//! quiz.

fn main() {
    console_error_panic_hook::set_once();
    shardscope::ui::start_study();
}
