//! The running simulation as the views hold it: one way in, one signal out.

use leptos::prelude::*;

use super::{
    pace::{Pace, Speed},
    walking::Runs,
};
use crate::{
    kinesis::{HashKey, ShardId},
    sim::{
        Comparison, Model, Msg, ShardDetail, Snapshot, Timeline,
        presets::{self, Preset},
        scenario::{Change, Producer, Reader, Resolution, Scenario, What},
    },
    units::{Bytes, SimDuration, SimTime},
    web::frame,
};

/// Milliseconds of one frame that may go into simulating, so that the page still answers.
const WORK_PER_FRAME: f64 = 9.0;
/// The same while a run is brought to the moment at which it is first shown.
const WORK_WHILE_SEEKING: f64 = 40.0;
/// Simulated time between two looks at the clock: at first, since a second may hold millions of records, and at the
/// most.
const FIRST_SLICE: SimDuration = SimDuration::from_millis(1);
const SLICE: SimDuration = SimDuration::from_millis(250);
/// Milliseconds between two changes of figures: faster ones cannot be read.
const BETWEEN_VIEWS: f64 = 120.0;

/// What the controls show. Changes when something is set, not as time passes.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    pub seed: u64,
    pub resolution: Resolution,
    pub duration: SimDuration,
    pub max_record_size: Bytes,
    pub shard_count: u32,
    pub producers: Vec<Producer>,
    pub retention: SimDuration,
    pub readers: Vec<Reader>,
    pub changes: usize,
}

/// How the picture is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lens {
    EverySecond,
    Minute,
}

#[derive(Debug, Clone, Copy)]
pub struct Simulator {
    pub(super) timeline: StoredValue<Timeline>,
    pub(super) pace: StoredValue<Pace>,
    pub view: RwSignal<Snapshot>,
    /// One run or two.
    pub runs: RwSignal<Runs>,
    /// How far one can go without waiting.
    pub reached: RwSignal<SimTime>,
    pub comparison: RwSignal<Option<Comparison>>,
    /// Counts leaps in time, and from run to run: what is drawn goes on from elsewhere.
    pub leaps: RwSignal<u32>,
    pub settings: RwSignal<Settings>,
    /// Counts scenarios: fields start afresh with each.
    pub loaded: RwSignal<u32>,
    pub preset: RwSignal<Option<&'static Preset>>,
    pub playing: RwSignal<bool>,
    pub speed: RwSignal<Speed>,
    pub lens: RwSignal<Lens>,
    pub span: RwSignal<SimDuration>,
    pub selected: RwSignal<Option<ShardId>>,
    /// Where the probed key lies.
    pub probed: RwSignal<Option<HashKey>>,
    /// What of a plan is not in the run that was made of it.
    pub left_out: RwSignal<Vec<String>>,
    /// It was playing when another page was shown.
    resting: StoredValue<bool>,
    /// Why what a button sent was refused; fields tell it themselves.
    pub refused: RwSignal<Option<String>>,
    /// Why the link the page was opened with shows nothing, and the link.
    pub bad_link: RwSignal<Option<(String, String)>>,
}

impl Simulator {
    /// Nothing where the scenario cannot be run.
    pub fn new(scenario: Scenario) -> Option<Self> {
        let timeline = Timeline::new(scenario).ok()?;
        let model = timeline.model();
        Some(Self {
            view: RwSignal::new(model.snapshot()),
            settings: RwSignal::new(settings_of(model)),
            runs: RwSignal::new(Runs::of(&timeline)),
            reached: RwSignal::new(timeline.reached()),
            comparison: RwSignal::new(None),
            leaps: RwSignal::new(0),
            timeline: StoredValue::new(timeline),
            pace: StoredValue::new(Pace::default()),
            loaded: RwSignal::new(0),
            preset: RwSignal::new(None),
            playing: RwSignal::new(false),
            speed: RwSignal::new(Speed::Times(1)),
            lens: RwSignal::new(Lens::EverySecond),
            span: RwSignal::new(SimDuration::from_secs(60)),
            selected: RwSignal::new(None),
            probed: RwSignal::new(None),
            left_out: RwSignal::new(Vec::new()),
            resting: StoredValue::new(false),
            refused: RwSignal::new(None),
            bad_link: RwSignal::new(None),
        })
    }

    /// The one way to change the run.
    ///
    /// # Errors
    /// Why it cannot be; then nothing has changed.
    pub fn send(self, msg: Msg) -> Result<(), String> {
        let is_load = matches!(msg, Msg::Load(_));
        if matches!(msg, Msg::Change(_)) {
            self.arrive();
        }
        let done = self.timeline.try_update_value(|timeline| timeline.update(msg));
        done.unwrap_or(Ok(())).map_err(|why| why.named())?;
        self.refused.set(None);
        if is_load {
            self.is_loaded();
        }
        self.show();
        Ok(())
    }

    fn is_loaded(self) {
        self.selected.set(None);
        self.bad_link.set(None);
        self.left_out.set(Vec::new());
        self.loaded.update(|count| *count += 1);
    }

    /// For buttons: what is refused is told beside the controls.
    pub fn try_send(self, msg: Msg) {
        if let Err(why) = self.send(msg) {
            self.refused.set(Some(why));
        }
    }

    /// # Errors
    /// As [`Simulator::send`].
    pub fn edit(self, index: usize, change: impl FnOnce(&mut Producer)) -> Result<(), String> {
        let mut producers = self.settings.with_untracked(|s| s.producers.clone());
        if let Some(producer) = producers.get_mut(index) {
            change(producer);
        }
        self.send(Msg::Change(What::Producers(producers)))
    }

    /// # Errors
    /// As [`Simulator::send`].
    pub fn edit_reader(
        self,
        index: usize,
        change: &mut dyn FnMut(&mut Reader) -> Result<(), String>,
    ) -> Result<(), String> {
        let mut readers = self.settings.with_untracked(|s| s.readers.clone());
        if let Some(reader) = readers.get_mut(index) {
            change(reader)?;
        }
        self.send(Msg::Change(What::Readers(readers)))
    }

    /// From the beginning, with other settings for the whole run.
    ///
    /// # Errors
    /// As [`Simulator::send`].
    pub fn start_over(self, change: impl FnOnce(&mut Scenario)) -> Result<(), String> {
        let Some(mut scenario) = self.with_model(Model::settled) else { return Ok(()) };
        change(&mut scenario);
        self.send(Msg::Load(Box::new(scenario)))?;
        self.playing.set(true);
        Ok(())
    }

    /// For the button: with the settings of now.
    pub fn start_over_as_set(self) {
        if let Err(why) = self.start_over(|_| ()) {
            self.refused.set(Some(why));
        }
    }

    /// Loads a scenario and brings it to the moment that is worth seeing.
    ///
    /// # Errors
    /// As [`Simulator::send`].
    pub fn open(
        self,
        scenario: Scenario,
        at: SimTime,
        preset: Option<&'static Preset>,
    ) -> Result<(), String> {
        self.open_runs(scenario, None, at, preset)
    }

    /// As [`Simulator::open`], with the changes of the run beside it.
    ///
    /// # Errors
    /// As [`Simulator::send`].
    pub fn open_runs(
        self,
        scenario: Scenario,
        branch: Option<Vec<Change>>,
        at: SimTime,
        preset: Option<&'static Preset>,
    ) -> Result<(), String> {
        let span = super::pace::span_for(scenario.duration, at);
        let timeline = Timeline::opened(scenario, branch).map_err(|why| why.named())?;
        self.timeline.set_value(timeline);
        self.refused.set(None);
        self.is_loaded();
        self.show();
        self.preset.set(preset);
        self.span.set(span);
        self.lens.set(Lens::EverySecond);
        self.speed.set(super::pace::speed_for(span));
        let still = crate::web::prefers_reduced_motion();
        // Who wants no motion sees the moment itself, not the way to it.
        self.pace
            .update_value(|pace| pace.seek(if still { at + super::pace::a_little_later(span) } else { at }));
        self.playing.set(!still);
        self.tick(0.0);
        Ok(())
    }

    pub fn open_preset(self, preset: &'static Preset) {
        // Presets are within the limits: a test of the core runs them all.
        let _ = self.open(preset.scenario(), preset.opens_at, Some(preset));
    }

    pub fn open_preset_named(self, name: &str) {
        if let Some(preset) = presets::find(name) {
            self.open_preset(preset);
        }
    }

    pub fn step(self) {
        self.playing.set(false);
        self.try_send(Msg::Advance(SimDuration::from_secs(1)));
    }

    pub fn restart(self) {
        self.try_send(Msg::Restart);
        self.pace.update_value(Pace::stop_seeking);
        self.playing.set(true);
    }

    pub fn toggle(self) {
        let at_end = self.view.with_untracked(|v| v.now >= v.ends_at);
        if at_end && !self.playing.get_untracked() {
            self.restart();
        } else {
            self.playing.update(|playing| *playing = !*playing);
            // What stands still is the moment itself, not the last one that was drawn.
            self.show();
        }
    }

    /// Another page is shown: the run waits.
    pub fn rest(self) {
        self.resting.set_value(self.playing.get_untracked());
        self.playing.set(false);
    }

    /// This page is shown again. What its reader paused stays paused.
    pub fn wake(self) {
        if self.resting.try_update_value(std::mem::take) == Some(true) {
            self.playing.set(true);
        }
    }

    /// One frame: lets time pass, and shows what came of it. Called outside the reactive system.
    pub fn tick(self, passed_ms: f64) {
        let playing = self.playing.try_get_untracked().unwrap_or(false);
        let speed = self.speed.try_get_untracked().unwrap_or(Speed::Times(1));
        let now = self.timeline.try_with_value(Timeline::now).unwrap_or_default();
        let due = self.pace.try_update_value(|pace| pace.due(now, playing, speed, passed_ms)).flatten();
        let Some(due) = due else { return };
        let begun = frame::now_ms();
        let budget = if due.seeking { WORK_WHILE_SEEKING } else { WORK_PER_FRAME };
        let moved = self.timeline.try_update_value(|timeline| {
            let mut slice = FIRST_SLICE;
            let ends_at = timeline.model().ends_at();
            while timeline.now() < due.until && frame::now_ms() - begun < budget {
                let left = due.until - timeline.now();
                let step = match timeline.model().scenario().resolution {
                    Resolution::Record => slice,
                    // Whole seconds, which cost the same however many records they hold.
                    Resolution::Second => SimDuration::from_secs(5),
                };
                // Letting time pass is never refused.
                let _ = timeline.update(Msg::Advance(left.min(step)));
                slice = SimDuration::from_millis(slice.millis() * 2).min(SLICE);
                if timeline.now() >= ends_at {
                    break;
                }
            }
            (timeline.now() >= ends_at, due.seeking && timeline.now() >= due.until)
        });
        let (at_end, arrived) = moved.unwrap_or((true, false));
        let show =
            self.pace.try_update_value(|pace| pace.is_time_to_show(begun, BETWEEN_VIEWS)).unwrap_or(false);
        if show || at_end || arrived {
            self.show();
        }
        if at_end && playing {
            self.playing.try_set(false);
        }
    }

    pub(super) fn show(self) {
        let seen = self.timeline.try_with_value(|timeline| {
            let model = timeline.model();
            let times = (Runs::of(timeline), timeline.reached(), timeline.comparison());
            (timeline.snapshot(), settings_of(model), times)
        });
        let Some((snapshot, settings, (runs, reached, comparison))) = seen else { return };
        self.view.try_set(snapshot);
        set_if_new(self.settings, settings);
        // While one run is on its way to the other's moment, the last comparison stays.
        if comparison.is_some() || !runs.two {
            set_if_new(self.comparison, comparison);
        }
        set_if_new(self.runs, runs);
        set_if_new(self.reached, reached);
    }

    /// The run that is shown.
    pub fn with_model<T>(self, look: impl FnOnce(&Model) -> T) -> Option<T> {
        self.timeline.try_with_value(|timeline| look(timeline.model()))
    }

    /// Follows the run.
    pub fn detail(self, id: ShardId) -> Option<ShardDetail> {
        self.view.track();
        self.with_model(|model| model.shard_detail(id)).flatten()
    }
}

fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|old| *old != value).unwrap_or(false) {
        signal.try_set(value);
    }
}

fn settings_of(model: &Model) -> Settings {
    let scenario = model.scenario();
    Settings {
        seed: scenario.seed,
        resolution: scenario.resolution,
        duration: scenario.duration,
        max_record_size: scenario.max_record_size,
        shard_count: planned_shards(model),
        producers: model.producers(),
        retention: model.retention(),
        readers: model.readers(),
        changes: scenario.changes.len(),
    }
}

/// As it will be with the next whole second, like the producers.
fn planned_shards(model: &Model) -> u32 {
    let soon = model.now() + SimDuration::from_secs(1);
    let open = model.shard_map().open().len() as u32;
    let next =
        model.scenario().changes.iter().rev().find(|change| change.at <= soon && change.at >= model.now());
    match next.map(|change| &change.what) {
        Some(What::ShardCount(count)) => *count,
        _ => open,
    }
}
