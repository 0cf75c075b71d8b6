//! One producer's settings. Which fields are there depends on what is chosen: a field without a value is not
//! shown.

mod call;
mod keys;
mod rate;
mod size;

use crate::ui::parts::told;
use leptos::prelude::*;

use super::Simulator;
use crate::{
    sim::{
        Msg,
        scenario::{MAX_RATE, Producer, What},
    },
    ui::parts::{Choice, Options, Quantity, QuantityField, Slide},
    units::Count,
};

/// A producer by its place in the list, as the form's parts need it.
#[derive(Debug, Clone, Copy)]
pub struct Of {
    simulator: Simulator,
    index: usize,
}

impl Of {
    fn with<T>(self, read: impl FnOnce(&Producer) -> T) -> Option<T> {
        self.simulator.settings.with(|s| s.producers.get(self.index).map(read))
    }

    /// A number of the producer's that is there only for some choices.
    fn quantity<T: Quantity>(
        self,
        label: &'static str,
        get: fn(&Producer) -> Option<T>,
        set: fn(&mut Producer, T),
        slide: Option<Slide>,
    ) -> AnyView {
        let there = Memo::new(move |_| self.with(get).flatten().is_some());
        let value = Signal::derive(move || self.with(get).flatten().unwrap_or_else(|| T::of_magnitude(0.0)));
        let set = Callback::new(move |new: T| self.simulator.edit(self.index, |p| set(p, new)));
        let field = move || {
            there.get().then(|| match slide {
                Some(slide) => view! { <QuantityField label value set slide/> }.into_any(),
                None => view! { <QuantityField label value set/> }.into_any(),
            })
        };
        view! { {told(field)} }.into_any()
    }

    fn choice(
        self,
        label: &'static str,
        options: Options,
        get: fn(&Producer) -> &'static str,
        set: fn(&mut Producer, &str),
    ) -> AnyView {
        let value = Signal::derive(move || self.with(get).unwrap_or_default());
        let set = Callback::new(move |name: &'static str| self.simulator.edit(self.index, |p| set(p, name)));
        view! { <Choice label options value set/> }.into_any()
    }
}

/// A whole number from a field.
fn whole(Count(n): Count) -> u32 {
    // What is too large for a setting is refused as such: the limits are lower.
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn count(n: u32) -> Count {
    Count(u64::from(n))
}

#[component]
pub fn ProducerForm(simulator: Simulator, index: usize) -> impl IntoView {
    let of = Of { simulator, index };
    let name = move || of.with(|p| p.name.clone()).unwrap_or_default();
    let summary = Memo::new(move |_| of.with(rate::in_short).unwrap_or_default());
    let remove = move |_| {
        let mut producers = simulator.settings.with_untracked(|s| s.producers.clone());
        if producers.len() > 1 && index < producers.len() {
            producers.remove(index);
            simulator.try_send(Msg::Change(What::Producers(producers)));
        }
    };
    let alone = move || simulator.settings.with(|s| s.producers.len() == 1);
    view! {
        <details class="producer" open=index == 0>
            <summary><span class="producer-name">{name}</span><span class="producer-rate">{summary}</span></summary>
            <div class="producer-fields">
                {rate::fields(of)}
                {size::fields(of)}
                {keys::fields(of)}
                {call::fields(of)}
                <button type="button" class="quiet" hidden=alone on:click=remove>"Remove this producer"</button>
            </div>
        </details>
    }
    .into_any()
}

const fn rates() -> Slide {
    Slide { from: 1.0, to: MAX_RATE.whole() as f64 / 10.0 }
}
