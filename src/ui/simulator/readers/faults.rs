//! What can go wrong with a reader, as switches. One that cannot happen to its kind is not shown.

use crate::ui::parts::{Refusal, told};
use leptos::prelude::*;

use super::One;
use crate::{
    sim::{
        Msg,
        scenario::{Fault, What, Work},
    },
    units::Share,
};

struct Trouble {
    label: &'static str,
    what: &'static str,
    begin: Fault,
    /// What mends it; nothing for what happens once.
    mend: Option<Fault>,
}

const WHOLE: Share = Share::from_percent(100);

const TROUBLES: [Trouble; 8] = [
    Trouble {
        label: "Stopped",
        what: "Reads nothing. Its records wait as long as retention lets them.",
        begin: Fault::Stopped(true),
        mend: Some(Fault::Stopped(false)),
    },
    Trouble {
        label: "At half speed",
        what: "A slow database, a cold cache: 50 % of its speed.",
        begin: Fault::Slowed(Share::from_percent(50)),
        mend: Some(Fault::Slowed(WHOLE)),
    },
    Trouble {
        label: "Release that fails",
        what: "Every record throws until the fix is out.",
        begin: Fault::Failing(true),
        mend: Some(Fault::Failing(false)),
    },
    Trouble {
        label: "Release that is wrong",
        what: "Every record is processed wrongly, without an error: rewind after the fix.",
        begin: Fault::Wrong(true),
        mend: Some(Fault::Wrong(false)),
    },
    Trouble {
        label: "Deployed twice",
        what: "A second copy under the same name: KCL workers share their leases, all else comes twice.",
        begin: Fault::DeployedTwice(true),
        mend: Some(Fault::DeployedTwice(false)),
    },
    Trouble {
        label: "Destination down",
        what: "S3 takes nothing. The records stay in the stream, for its retention.",
        begin: Fault::DestinationDown(true),
        mend: Some(Fault::DestinationDown(false)),
    },
    Trouble {
        label: "Crash a worker",
        what: "It dies after its work and before its checkpoint: what came since the last one is read again.",
        begin: Fault::Crash,
        mend: None,
    },
    Trouble {
        label: "Send a poison record",
        what: "The next record of the busiest shard can never be processed.",
        begin: Fault::PoisonRecord,
        mend: None,
    },
];

fn is_on(fault: Fault) -> bool {
    match fault {
        Fault::Slowed(share) => share != WHOLE,
        Fault::Stopped(on)
        | Fault::Failing(on)
        | Fault::Wrong(on)
        | Fault::DeployedTwice(on)
        | Fault::DestinationDown(on) => on,
        Fault::Crash | Fault::PoisonRecord => false,
    }
}

#[component]
pub fn Faults(one: One) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let fitting = Memo::new(move |_| {
        let fits = |work: &Work| TROUBLES.iter().filter(|trouble| trouble.begin.fits(work)).count();
        one.set(|reader| fits(&reader.work)).unwrap_or_default()
    });
    let list = move || {
        // Other troubles for other work.
        fitting.get();
        let fits = |trouble: &&Trouble| one.set(|reader| trouble.begin.fits(&reader.work)).unwrap_or(false);
        TROUBLES.iter().filter(fits).map(|trouble| item(one, trouble, refused)).collect_view().into_any()
    };
    let poison = move || {
        let shard = one.view(|v| v.poison).flatten();
        shard.map(|shard| format!("A poison record lies in shard {}.", shard.0))
    };
    view! {
        <div class="reader-faults">
            <h3>"What can go wrong"</h3>
            <ul>{told(list)}</ul>
            <Refusal why=refused/>
            <p class="hint" role="status">{told(poison)}</p>
        </div>
    }
    .into_any()
}

fn item(one: One, trouble: &'static Trouble, refused: RwSignal<Option<String>>) -> AnyView {
    let on = Memo::new(move |_| one.fault(trouble.begin).is_some_and(is_on));
    let press = move |_| {
        let fault = if on.get_untracked() { trouble.mend.unwrap_or(trouble.begin) } else { trouble.begin };
        refused.set(one.simulator.send(Msg::Change(What::Fault { reader: one.index, fault })).err());
    };
    let is_switch = trouble.mend.is_some();
    let pressed = move || is_switch.then(|| if on.get() { "true" } else { "false" });
    view! {
        <li>
            <button type="button" class="plain fault" aria-pressed=told(pressed) on:click=press>{trouble.label}</button>
            <p>{trouble.what}</p>
        </li>
    }
    .into_any()
}
