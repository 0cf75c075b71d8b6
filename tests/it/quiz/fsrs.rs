use shardscope::quiz::fsrs::{Grade, Memory, interval, next, retrievability};

const GRADES: [Grade; 4] = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];

fn grade(number: u64) -> Grade {
    Grade::parse(number).expect("a grade")
}

/// The memory after each of `(days, grade)`.
fn row(answers: &[(u32, u64)]) -> Vec<Memory> {
    let mut memory = None;
    answers
        .iter()
        .map(|&(days, number)| {
            let after = next(memory, grade(number), days);
            memory = Some(after);
            after
        })
        .collect()
}

#[test]
fn the_published_row_of_answers_gives_the_published_memory() {
    let last = row(&[(0, 1), (0, 3), (1, 3), (3, 3), (8, 3), (21, 3)])[5];
    // fsrs-rs computes in f32; an independent calculation in f64 gives 53.626903 and 6.357487.
    assert!((last.stability - 53.626_903).abs() < 1e-5, "{last:?}");
    assert!((last.difficulty - 6.357_487).abs() < 1e-5, "{last:?}");
}

#[test]
fn a_row_with_a_miss_and_a_repeat_of_the_same_day() {
    let memories = row(&[(0, 3), (2, 3), (11, 3), (46, 1), (0, 3), (2, 3)]);
    let stabilities = [2.3065, 10.9643, 46.2802, 2.9326, 2.9326, 6.5290];
    let difficulties = [2.1181, 2.1112, 2.1043, 7.3900, 7.3778, 7.3657];
    for ((memory, stability), difficulty) in memories.iter().zip(stabilities).zip(difficulties) {
        assert!((memory.stability - stability).abs() < 5e-5, "{memory:?} for {stability}");
        assert!((memory.difficulty - difficulty).abs() < 5e-5, "{memory:?} for {difficulty}");
    }
}

#[test]
fn the_published_intervals() {
    let expected = [3_116_769, 34_793, 2_508, 387, 90, 27, 9, 3, 1, 1];
    for (tenth, days) in (1..=10_u32).zip(expected) {
        assert_eq!(interval(1.0, f64::from(tenth) / 10.0), days, "at {tenth}0 %");
    }
}

#[test]
fn stability_is_the_days_to_ninety_percent() {
    for days in [1, 7, 100, 365] {
        assert!((retrievability(days, f64::from(days)) - 0.9).abs() < 1e-12);
        assert_eq!(interval(f64::from(days), 0.9), days);
    }
    assert!((retrievability(0, 3.0) - 1.0).abs() < 1e-12);
}

#[test]
fn whatever_is_answered_a_memory_stays_within_its_bounds_and_a_better_answer_lasts_longer() {
    // Every row of five answers over four gaps.
    for code in 0..4_usize.pow(5) * 4 {
        let gap = [0, 1, 9, 400][code % 4];
        let mut memory = None;
        for at in 0..5 {
            let digit = code / 4 / 4_usize.pow(at) % 4;
            let after = GRADES.map(|grade| next(memory, grade, gap));
            assert!(after.windows(2).all(|two| two[0].stability <= two[1].stability), "{memory:?} {after:?}");
            assert!(after.windows(2).all(|two| two[0].difficulty >= two[1].difficulty), "{memory:?}");
            for memory in after {
                assert!((0.001..=36_500.0).contains(&memory.stability), "{memory:?}");
                assert!((1.0..=10.0).contains(&memory.difficulty), "{memory:?}");
                assert!(interval(memory.stability, 0.8) >= interval(memory.stability, 0.95));
            }
            memory = Some(after[digit]);
        }
    }
}

#[test]
fn a_memory_is_written_down_in_millionths_without_loss() {
    for memory in row(&[(0, 1), (0, 3), (1, 4), (3, 2), (8, 3), (210, 1)]) {
        let kept = memory.rounded();
        assert!((kept.stability - memory.stability).abs() <= 5e-7);
        let (stability, difficulty) = kept.millionths();
        assert_eq!(Memory::from_millionths(stability, difficulty), Some(kept));
    }
    assert_eq!(Memory::from_millionths(0, 5_000_000), None);
    assert_eq!(Memory::from_millionths(1_000_000, 11_000_000), None);
}
