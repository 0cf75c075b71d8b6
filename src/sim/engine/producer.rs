use std::sync::Arc;

use super::{ProducerTally, kpl::Kpl, order::Order};
use crate::{
    sim::{
        key_space::{KeyRef, KeySpace, Source, Spread, Written},
        random::Random,
        rate::Arrivals,
        scenario::{Producer, RecordSize},
        weight::Weight,
    },
    units::SimTime,
};

/// One producer while it runs: what it was told, its chance, and what it did.
#[derive(Debug, Clone)]
pub(super) struct ProducerState {
    pub(super) spec: Producer,
    pub(super) index: usize,
    pub(super) keys: KeySpace,
    /// How the keys of each generation are written: one more whenever the key set is changed, so that records
    /// made before keep their keys' names. The last one is `keys`' own.
    names: Vec<Written>,
    /// At run resolution; computed when first needed and again when the shards change.
    pub(super) spread: Option<Arc<Spread>>,
    arrivals: Arrivals,
    /// Records of the second under way.
    pub(super) this_second: u32,
    pub(super) key_random: Random,
    pub(super) size_random: Random,
    pub(super) backoff_random: Random,
    pub(super) tally: ProducerTally,
    /// The next record's number, and where a size column stands.
    pub(super) serial: u32,
    pub(super) order: Order,
    /// One for each process; only where the KPL writes.
    pub(super) kpl: Vec<Kpl>,
}

impl ProducerState {
    pub(super) fn new(spec: Producer, seed: u64, index: usize) -> Self {
        let purpose = |what: u64| Random::new(seed, index as u64 * 8 + what);
        let keys = KeySpace::new(&spec);
        Self {
            order: Order::new(keys.count()),
            names: vec![keys.written()],
            keys,
            index,
            spread: None,
            arrivals: Arrivals::default(),
            this_second: 0,
            key_random: purpose(1),
            size_random: purpose(2),
            backoff_random: purpose(3),
            tally: ProducerTally::default(),
            serial: 0,
            kpl: Vec::new(),
            spec,
        }
    }

    pub(super) fn source(&self) -> Source {
        Source { producer: self.index as u8, generation: (self.names.len() - 1) as u8 }
    }

    /// A key of any generation, as it was written.
    pub(super) fn key_text(&self, generation: u8, key: KeyRef) -> String {
        self.names.get(generation as usize).map_or_else(String::new, |written| written.text(key))
    }

    pub(super) fn begin_second(&mut self, second: u64) {
        self.this_second = self.arrivals.in_second(&self.spec, second);
    }

    pub(super) fn shards_changed(&mut self) {
        self.keys.forget_places();
        self.spread = None;
    }

    pub(super) fn weigh(&self, weight: &mut Weight) {
        self.keys.weigh(weight);
        self.order.weigh(weight);
    }

    /// Bytes of the next record's data; `from_list` is its place in the list, where one gives the sizes.
    #[inline]
    pub(super) fn draw_size(&mut self, from_list: usize) -> u32 {
        match self.spec.size {
            RecordSize::Fixed(size) => size.0 as u32,
            RecordSize::Range { min, max } => {
                min.0 as u32 + self.size_random.below((max.0 - min.0) as u32 + 1)
            }
            RecordSize::Mix { small, large, large_share } => {
                let is_large = self.size_random.chance_ppm(large_share.ppm());
                if is_large { large.0 as u32 } else { small.0 as u32 }
            }
            RecordSize::FromList => {
                let sizes = self.spec.list().and_then(|list| list.sizes());
                sizes.and_then(|sizes| sizes.get(from_list)).copied().unwrap_or(0)
            }
        }
    }

    /// Mean bytes of the data, in 256ths.
    pub(super) fn mean_size_q8(&self) -> u64 {
        match self.spec.size {
            RecordSize::Fixed(size) => size.0 << 8,
            RecordSize::Range { min, max } => (min.0 + max.0) << 7,
            RecordSize::Mix { small, large, large_share } => {
                let ppm = u64::from(large_share.ppm());
                ((large.0 << 8) * ppm + (small.0 << 8) * (1_000_000 - ppm)) / 1_000_000
            }
            RecordSize::FromList => {
                let sizes = self.spec.list().and_then(|list| list.sizes()).unwrap_or(&[]);
                let sum: u64 = sizes.iter().map(|&s| u64::from(s)).sum();
                (sum << 8).checked_div(sizes.len() as u64).unwrap_or(0)
            }
        }
    }
}

/// All producers become as they are told; a producer is known by its place. One that is left out stops, and
/// what it has in flight still arrives.
pub(super) fn revised(producers: &mut Vec<ProducerState>, specs: Vec<Producer>, now_ms: u64, seed: u64) {
    for gone in producers.iter_mut().skip(specs.len()) {
        gone.spec.until = Some(SimTime::from_millis(now_ms));
    }
    for (i, spec) in specs.into_iter().enumerate() {
        let Some(state) = producers.get_mut(i) else {
            producers.push(ProducerState::new(spec, seed, i));
            continue;
        };
        if state.spec.keys != spec.keys || state.spec.salt != spec.salt {
            state.keys = KeySpace::new(&spec);
            state.order = Order::new(state.keys.count());
            state.names.push(state.keys.written());
        }
        state.spread = None;
        state.spec = spec;
    }
}
