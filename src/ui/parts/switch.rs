use leptos::prelude::*;

/// A few choices side by side, one of them pressed.
#[component]
pub fn Switch<T: Copy + PartialEq + Send + Sync + 'static>(
    /// What the choice is about, for those who do not see it.
    label: &'static str,
    options: Vec<(T, &'static str)>,
    #[prop(into)] value: Signal<T>,
    set: Callback<T>,
) -> impl IntoView {
    let items = options.into_iter().map(move |(option, words)| {
        let pressed = move || if value.get() == option { "true" } else { "false" };
        view! {
            <button type="button" aria-pressed=pressed on:click=move |_| set.run(option)>{words}</button>
        }
    });
    view! { <div class="switch" role="group" aria-label=label>{items.collect_view().into_any()}</div> }
}
