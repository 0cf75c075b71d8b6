//! One function per frame of the screen, for as long as somebody holds the loop.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::Promise;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Wall time a frame makes up for, in milliseconds. A tab that was hidden does not pile up work.
const MOST_CAUGHT_UP: f64 = 250.0;

/// Runs until it is dropped.
#[derive(Debug)]
pub struct FrameLoop {
    running: Rc<Cell<bool>>,
}

impl Drop for FrameLoop {
    fn drop(&mut self) {
        self.running.set(false);
    }
}

/// A closure that asks for its own next call.
type Callback = Rc<RefCell<Option<Closure<dyn FnMut(f64)>>>>;

/// Calls `step` before each repaint with the milliseconds since the last one.
pub fn each(mut step: impl FnMut(f64) + 'static) -> FrameLoop {
    let running = Rc::new(Cell::new(true));
    let alive = Rc::clone(&running);
    let callback: Callback = Rc::default();
    let again = Rc::clone(&callback);
    let mut last: Option<f64> = None;
    *callback.borrow_mut() = Some(Closure::new(move |at: f64| {
        if !alive.get() {
            return;
        }
        let passed = last.map_or(0.0, |last| at - last).clamp(0.0, MOST_CAUGHT_UP);
        last = Some(at);
        step(passed);
        request(&again);
    }));
    request(&callback);
    FrameLoop { running }
}

fn request(callback: &Callback) {
    if let (Some(window), Some(closure)) = (web_sys::window(), callback.borrow().as_ref()) {
        // Refused only where there is no screen to paint.
        let _ = window.request_animation_frame(closure.as_ref().unchecked_ref());
    }
}

/// Until what was changed has been painted. A hidden page paints nothing: it waits until it is shown.
pub async fn next() {
    let painted = Promise::new(&mut |done, _| {
        // A frame's callback comes before the painting, the next task behind it.
        let behind = Closure::once_into_js(move || {
            let _ = web_sys::window()
                .map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, 0));
        });
        let _ = web_sys::window().map(|window| window.request_animation_frame(behind.unchecked_ref()));
    });
    let _ = JsFuture::from(painted).await;
}

/// Milliseconds of a clock that never goes back.
pub fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}
