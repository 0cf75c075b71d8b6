//! A worker of the page's, which runs simulations.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// What it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// How far it is, as JSON, and whether it is at the end.
    Lanes {
        lanes: String,
        over: bool,
    },
    Problem(String),
}

/// A worker that runs; dropping it ends it.
#[derive(Debug)]
pub struct Racer {
    worker: Worker,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for Racer {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Starts a worker with its order. Nothing where the browser has no workers.
pub fn start(order: &str, mut tell: impl FnMut(Told) + 'static) -> Option<Racer> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options("./public/racer.js", &options).ok()?;
    let listener =
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| tell(read(&event.data())));
    worker.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    worker.post_message(&order.into()).ok()?;
    Some(Racer { worker, _listener: listener })
}

fn read(data: &JsValue) -> Told {
    let field = |name: &str| js_sys::Reflect::get(data, &name.into()).unwrap_or_default();
    match field("lanes").as_string() {
        Some(lanes) => Told::Lanes { lanes, over: field("over").is_truthy() },
        None => Told::Problem(field("problem").as_string().unwrap_or_else(|| "the run broke off".to_owned())),
    }
}
