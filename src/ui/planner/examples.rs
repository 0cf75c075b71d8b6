//! AWS's own examples, worked out by what bills the plan.

use crate::ui::parts::told;
use leptos::prelude::*;

use crate::plan::examples::{Example, Figure, examples};

#[component]
pub fn Examples() -> impl IntoView {
    let open = RwSignal::new(false);
    let body = move || open.get().then(|| examples().iter().map(example).collect_view().into_any());
    view! {
        <section class="examples" aria-labelledby="examples-title">
            <details class="fold" on:toggle=move |_| open.update(|open| *open = !*open)>
                <summary><h2 id="examples-title">"AWS’s own examples, recalculated"</h2></summary>
                <p class="section-note">"Published figures beside what the arithmetic of this page makes of the same input."</p>
                <div class="example-list">{told(body)}</div>
            </details>
        </section>
    }
    .into_any()
}

fn example(example: &Example) -> impl IntoView + use<> {
    let rows = example.figures.iter().map(row).collect_view().into_any();
    view! {
        <figure class="example">
            <figcaption><h3>{example.title}</h3><small>{example.kind.word()}": "{example.source}</small></figcaption>
            <table class="data">
                <thead><tr><th scope="col">"Figure"</th><th scope="col">"Printed"</th><th scope="col">"Here"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </figure>
    }
}

fn row(figure: &Figure) -> impl IntoView + use<> {
    let differs = figure.differs.clone().map(|why| view! { <small class="differs">{why}</small> }.into_any());
    let mark = figure.differs.is_some().then_some("");
    view! {
        <tr data-differs=mark>
            <th scope="row">{figure.what.clone()}{differs}</th>
            <td>{figure.printed.clone()}</td>
            <td>{figure.ours.clone()}</td>
        </tr>
    }
}
