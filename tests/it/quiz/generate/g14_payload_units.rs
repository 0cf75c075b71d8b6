use serde_json::Value;
use shardscope::{
    quiz::{Question, generate::Form},
    units::grouped,
};

use super::read;

/// Fills units of 25 KB with one record.
fn units(tenth_kb: u64) -> u64 {
    let (mut units, mut left) = (0, tenth_kb);
    while left > 0 {
        left = left.saturating_sub(250);
        units += 1;
    }
    units
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    match form {
        Form::Answer => {
            let millions = read::of(all, "million_records") * units(read::of(all, "tenth_kb"));
            let days = read::of(all, "days");
            if days == 0 {
                return grouped(millions);
            }
            // $0.014 a million, to the cent.
            let cents = (millions * days * 14 + 5) / 10;
            format!("${}.{:02}", grouped(cents / 100), cents % 100)
        }
        Form::Possible => {
            let (records, billed) = (read::of(all, "million_records"), read::of(all, "million_units"));
            read::only(question, |size| records * units(size.as_u64().expect("a size")) == billed)
        }
        Form::Fix => {
            let billed = |way: &Value| read::of(way, "thousand_records") * units(read::of(way, "tenth_kb"));
            read::only(question, |way| billed(way) < billed(&all["now"]))
        }
    }
}
