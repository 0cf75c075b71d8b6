use std::collections::BTreeSet;

use shardscope::{
    quiz::{Question, generate::Form},
    units::grouped,
};

use super::read;

/// After how many calls the goal is among all numbers one can have reached, and how one got there.
fn calls(from: u64, to: u64) -> u64 {
    let mut reached = BTreeSet::from([from]);
    for call in 1.. {
        // Between the least and the most of the last round any number was reached.
        let (least, most) = (*reached.first().expect("some"), *reached.last().expect("some"));
        let next = least.div_ceil(2)..=most * 2;
        if next.contains(&to) {
            return call;
        }
        reached.extend([*next.start(), *next.end()]);
    }
    unreachable!("each call goes further")
}

pub(super) fn again(question: &Question, form: Form) -> String {
    let all = read::parameters(question);
    match form {
        Form::Answer => calls(read::of(all, "from"), read::of(all, "to")).to_string(),
        Form::Possible => {
            let most = read::of(all, "calls");
            read::only(question, |it| calls(read::of(it, "from"), read::of(it, "to")) <= most)
        }
        Form::Fix => {
            let (from, to) = (read::of(all, "from"), read::of(all, "to"));
            assert!(from.abs_diff(to) > 10, "{}: one by one is done today", question.id);
            let mut path = vec![grouped(from)];
            let mut now = from;
            while now != to {
                now = if to > now { to.min(now + now) } else { to.max(now - now / 2) };
                path.push(grouped(now));
            }
            path.join(" → ")
        }
    }
}
