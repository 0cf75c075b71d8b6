//! Starts the simulator and the planner.

mod exports;

fn main() {
    console_error_panic_hook::set_once();
    shardscope::ui::start_bench();
}
