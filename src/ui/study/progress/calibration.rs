use leptos::prelude::*;

use crate::{
    quiz::{Confidence, Notebook, notebook::Calibration},
    ui::study::{bits, state::Study},
};

/// How often "sure" was right.
#[component]
pub fn Sure(study: Study) -> impl IntoView {
    let all = study.with(Notebook::calibration);
    let none = all.iter().all(|it| it.answered == 0);
    let told = sentence(&all);
    let unsaid = told.is_none();
    let rows: Vec<AnyView> = all.iter().map(row).collect();
    let marks = all.iter().filter_map(|it| Some((it.confidence, it.worth_from()?)));
    let marks: Vec<String> = marks.map(|(said, from)| format!("“{}” from {from}", words(said))).collect();
    view! {
        <section aria-labelledby="sure">
            <h2 id="sure">"How sure you were"</h2>
            <p class="sub" hidden=!none>"Say how sure you are before the verdict, and this fills. An exam does not ask."</p>
            <p class="sub" hidden=unsaid>{told}</p>
            <table class="sureness" hidden=none><tbody>{rows}</tbody></table>
            <p class="hint" hidden=none>
                {format!("The lines: saying {} right is worth it. It never counts against you.", marks.join(", and "))}
            </p>
        </section>
    }
    .into_any()
}

/// What "sure" was worth, in words.
fn sentence(all: &[Calibration]) -> Option<String> {
    let of = |confidence: Confidence| all.iter().find(|it| it.confidence == confidence);
    let sure = of(Confidence::Sure)?;
    let (share, counts) = (sure.share()?, format!("{} of {} times", sure.right, sure.answered));
    Some(if Some(share) >= sure.worth_from() {
        format!("When you were sure, you were right {counts}. You know what you know.")
    } else if Some(share) >= of(Confidence::Unsure)?.worth_from() {
        format!("When you were sure, you were right {counts}. Say “unsure” a little oftener.")
    } else {
        format!("When you were sure, you were right only {counts}. Look at what you mix up.")
    })
}

const fn words(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Sure => "Sure",
        Confidence::Unsure => "Unsure",
        Confidence::Guess => "A guess",
    }
}

fn row(it: &Calibration) -> AnyView {
    let share = it.share();
    let told = share.map_or_else(|| "not yet".to_owned(), |share| share.to_string());
    let counts = (it.answered > 0).then(|| format!("{} of {}", it.right, it.answered));
    let mark = it.worth_from().map(|from| view! { <i class="bar-limit" style:--limit=bits::part(from)></i> });
    view! {
        <tr>
            <th scope="row">{words(it.confidence)}</th>
            <td><span class="bar-track" aria-hidden="true"><i class="bar-load" style:--load=bits::part(share.unwrap_or_default())></i>{mark}</span></td>
            <td class="figure">{told}</td>
            <td class="figure"><small>{counts}</small></td>
        </tr>
    }
    .into_any()
}
