//! The planner the other way round: what fits into so many shards, or so much money?

use std::{fmt, str::FromStr};

use crate::ui::parts::{Refusal, told};
use leptos::prelude::*;

use super::Planner;
use crate::{
    aws::pricing::Mode,
    plan::reverse::{self, Fits},
    units::{Count, Usd},
};

#[component]
pub fn Reverse(planner: Planner) -> impl IntoView {
    let open = RwSignal::new(false);
    let body = move || open.get().then(|| view! { <WithShards planner/><WithMoney planner/> }.into_any());
    view! {
        <section class="reverse" aria-labelledby="reverse-title">
            <details class="fold" on:toggle=move |_| open.update(|open| *open = !*open)>
                <summary><h2 id="reverse-title">"The other way round: what fits?"</h2></summary>
                <p class="section-note">"With everything else as in the sentence, keys taken as even, and the average in the same proportion to the peak."</p>
                <div class="reverse-parts">{told(body)}</div>
            </details>
        </section>
    }
    .into_any()
}

/// What is typed, and what was last read of it.
#[derive(Clone, Copy)]
struct Asked<T: Send + Sync + 'static> {
    text: RwSignal<String>,
    value: RwSignal<Option<T>>,
    refused: RwSignal<Option<String>>,
}

impl<T: Copy + FromStr<Err: fmt::Display> + Send + Sync> Asked<T> {
    fn new(text: String) -> Self {
        let value = text.parse().ok();
        Self { text: RwSignal::new(text), value: RwSignal::new(value), refused: RwSignal::new(None) }
    }

    fn take(self, text: String) {
        match text.parse() {
            Ok(value) => {
                self.refused.set(None);
                self.value.set(Some(value));
            }
            Err(why) => self.refused.set(Some(why.to_string())),
        }
        self.text.set(text);
    }
}

fn field(
    label: &'static str,
    text: RwSignal<String>,
    refused: RwSignal<Option<String>>,
    take: Callback<String>,
) -> AnyView {
    view! {
        <input type="text" class="blank" autocomplete="off" spellcheck="false" aria-label=label
            aria-invalid=told(move || refused.with(Option::is_some).then_some("true"))
            style:--chars=told(move || text.with(|text| text.chars().count().max(1)).to_string())
            prop:value=told(move || text.get())
            on:input:target=move |ev| take.run(ev.target().value())/>
    }
    .into_any()
}

#[component]
fn WithShards(planner: Planner) -> impl IntoView {
    let asked = Asked::<Count>::new("4".to_owned());
    let take = Callback::new(move |text| asked.take(text));
    let fits = move || {
        let Some(Count(shards)) = asked.value.get() else { return String::new() };
        let fits = planner.plan.with(|plan| reverse::with_shards(&plan.workload, shards));
        match fits {
            Some(fits) => {
                let (peak, average) = fits.shown();
                format!("They carry up to {peak} at peak, {average} on average.")
            }
            None => "Hardly anything of this kind fits.".to_owned(),
        }
    };
    view! {
        <div class="reverse-part">
            <p class="reverse-ask">"I have "{field("Shards I have", asked.text, asked.refused, take)}" shards on each stream."</p>
            <Refusal why=asked.refused/>
            <p class="reverse-answer">{told(fits)}</p>
        </div>
    }
    .into_any()
}

#[component]
fn WithMoney(planner: Planner) -> impl IntoView {
    let asked = Asked::<Usd>::new("$200".to_owned());
    let take = Callback::new(move |text| asked.take(text));
    let period = move || planner.plan.with(|plan| super::answer::per(plan.workload.period));
    let rows = move || {
        let budget = asked.value.get()?;
        let fits = planner.plan.with(|plan| {
            planner.prices.with_untracked(|prices| reverse::with_money_by_mode(plan, prices, budget))
        });
        let rows = Mode::ALL.into_iter().zip(fits).map(|(mode, fits)| {
            view! { <tr><th scope="row">{mode.title()}</th>{money_cells(planner, mode, fits)}</tr> }
        });
        Some(rows.collect_view().into_any())
    };
    view! {
        <div class="reverse-part">
            <p class="reverse-ask">"I have "{field("Money I have", asked.text, asked.refused, take)}" "{told(period)}"."</p>
            <Refusal why=asked.refused/>
            <table class="data">
                <thead><tr><th scope="col">"Pays for"</th><th scope="col">"At peak"</th><th scope="col">"On average"</th><th scope="col">"Shards"</th></tr></thead>
                <tbody>{told(rows)}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn money_cells(planner: Planner, mode: Mode, fits: Option<Fits>) -> AnyView {
    let Some(fits) = fits else {
        let known = planner.plan.with(|plan| plan.bill(mode).total().is_some());
        let why =
            if known { "nothing: it costs more than that at the least" } else { "a price is not known" };
        return view! { <td colspan="3">{why}</td> }.into_any();
    };
    let shards = if mode == Mode::Provisioned { Count(fits.shards).to_string() } else { "–".to_owned() };
    let (peak, average) = fits.shown();
    view! { <td>{peak}</td><td>{average}</td><td>{shards}</td> }.into_any()
}
