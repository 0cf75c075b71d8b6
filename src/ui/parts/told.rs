use leptos::prelude::*;

use super::sentence;

/// What a view shows of something that changes.
pub type Told<T> = Box<dyn Fn() -> T + Send>;

/// Forgets a closure's type. Leptos compiles its way of drawing once for each type of closure: with one type for
/// all, the page is smaller by a good part.
pub fn told<T>(read: impl Fn() -> T + Send + 'static) -> Told<T> {
    Box::new(read)
}

/// Why something was refused, if it was.
#[component]
pub fn Refusal(#[prop(into)] why: Signal<Option<String>>) -> impl IntoView {
    let line = move || {
        why.get().map(|why| view! { <p class="field-error" role="alert">{sentence(&why)}</p> }.into_any())
    };
    view! { {told(line)} }.into_any()
}
