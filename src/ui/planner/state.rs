//! The workload as it is typed, and the plan of the last one that was whole.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::{
    aws::{
        Region,
        pricing::{Item, Origin, Price, PriceSheet},
    },
    plan::{Answer, Plan, Workload, WorkloadError},
    units::Usd,
};

#[derive(Debug, Clone, Copy)]
pub struct Planner {
    /// As it is typed; it may be out of its limits.
    pub workload: RwSignal<Workload>,
    pub prices: RwSignal<PriceSheet>,
    /// Of the last workload that was within its limits. Written once for each change.
    pub plan: RwSignal<Plan>,
    pub answer: Memo<Answer>,
    /// What is out of its limits now.
    pub wrong: RwSignal<Option<WorkloadError>>,
    /// Prices of Regions that were looked at before, with what was typed there.
    kept: StoredValue<BTreeMap<Region, PriceSheet>>,
    /// Counts workloads that were opened: fields start afresh with each.
    pub loaded: RwSignal<u32>,
    /// Why the link the page was opened with shows nothing, and the link.
    pub bad_link: RwSignal<Option<(String, String)>>,
}

impl Planner {
    /// Nothing where the workload cannot be planned.
    pub fn new(workload: Workload) -> Option<Self> {
        let prices = PriceSheet::shipped(workload.region);
        let plan = RwSignal::new(Plan::of(&workload, &prices).ok()?);
        Some(Self {
            workload: RwSignal::new(workload),
            prices: RwSignal::new(prices),
            plan,
            answer: Memo::new(move |_| plan.with(Answer::of)),
            wrong: RwSignal::new(None),
            kept: StoredValue::new(BTreeMap::new()),
            loaded: RwSignal::new(0),
            bad_link: RwSignal::new(None),
        })
    }

    /// The one way to change the workload. What is out of its limits is kept and told; the last good plan stays.
    pub fn edit(self, change: &mut dyn FnMut(&mut Workload)) {
        let before = self.workload.with_untracked(|w| w.region);
        self.workload.update(|workload| change(workload));
        let region = self.workload.with_untracked(|w| w.region);
        if region != before {
            self.look_up(region);
        }
        self.replan();
    }

    /// Another workload, with the prices that are shipped or were typed for its Region.
    pub fn open(self, workload: Workload) {
        self.bad_link.set(None);
        self.edit(&mut |old| workload.clone_into(old));
        self.loaded.update(|count| *count += 1);
    }

    /// Prices as [`Planner::open`], and those given besides.
    pub fn open_with(self, workload: Workload, prices: PriceSheet) {
        self.prices.set(prices);
        self.open(workload);
    }

    pub fn set_price(self, item: Item, usd: Option<Usd>) {
        let mut sheet = self.prices.get_untracked();
        sheet.set(item, usd.map(|usd| Price { usd, origin: Origin::Typed }));
        self.set_prices(sheet);
    }

    /// Other prices for the Region of now.
    pub fn set_prices(self, sheet: PriceSheet) {
        self.prices.set(sheet);
        self.replan();
    }

    fn look_up(self, region: Region) {
        let old = self.prices.get_untracked();
        if old.region == region {
            return;
        }
        let known = self.kept.try_update_value(|kept| {
            kept.insert(old.region, old);
            kept.get(&region).cloned()
        });
        self.prices.set(known.flatten().unwrap_or_else(|| PriceSheet::shipped(region)));
    }

    fn replan(self) {
        let plan = self.workload.with_untracked(|w| self.prices.with_untracked(|p| Plan::of(w, p)));
        let wrong = match plan {
            Ok(plan) => {
                self.plan.set(plan);
                None
            }
            Err(why) => Some(why),
        };
        if self.wrong.with_untracked(|old| *old != wrong) {
            self.wrong.set(wrong);
        }
    }
}
