use super::told;
use leptos::prelude::*;

/// What can be chosen: a name that is sent, and how it is put.
pub type Options = &'static [(&'static str, &'static str)];

/// A select with a visible label.
#[component]
pub fn Choice(
    label: &'static str,
    options: Options,
    #[prop(into)] value: Signal<&'static str>,
    set: Callback<&'static str, Result<(), String>>,
) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let choose = move |name: String| {
        if let Some((name, _)) = options.iter().find(|(known, _)| *known == name) {
            refused.set(set.run(name).err());
        }
    };
    let items = options.iter().map(|&(name, words)| {
        view! { <option value=name selected=told(move || value.get() == name)>{words}</option> }
    });
    view! {
        <div class="field">
            <label class="field-stack">
                <span class="field-label">{label}</span>
                <select prop:value=told(move || value.get()) on:change:target=move |ev| choose(ev.target().value())>
                    {items.collect_view().into_any()}
                </select>
            </label>
            <super::Refusal why=refused/>
        </div>
    }
}
