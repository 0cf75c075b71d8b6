//! When Firehose delivers: at whichever of its two buffers is full first.

use serde_json::{Value, json};

use super::{
    Draw, Drawing, Family, Form, Offer,
    offer::{filled, four, right, right_count, tenths, wrong, wrong_count},
    see,
};
use crate::{
    aws::limits::{FIREHOSE_BUFFER_INTERVAL, FIREHOSE_BUFFER_INTERVAL_MAX, FIREHOSE_BUFFER_SIZE_MAX},
    quiz::question::See,
    sim::scenario::{DeliveryStream, Reader, Work},
    units::{Bytes, SimDuration, grouped},
};

pub(super) const FAMILY: Family = Family { id: "G17", skill: "1.1.10", sources: &["F4", "F5"], draw };

const MOST_MIB: u64 = FIREHOSE_BUFFER_SIZE_MAX.value.0 / Bytes::MIB.0;
const MOST_SECONDS: u64 = FIREHOSE_BUFFER_INTERVAL_MAX.value.secs();
const USUAL_SECONDS: u64 = FIREHOSE_BUFFER_INTERVAL.value.secs();
/// The least interval until zero buffering, as courses still teach.
const ONCE_LEAST_SECONDS: u64 = 60;

const SCENES: [&str; 6] = [
    "Log lines flow",
    "Clicks of a web shop flow",
    "Sensor readings flow",
    "Payment events flow",
    "Telemetry of a game flows",
    "Ad impressions flow",
];

/// Tenths of a MiB that come a second, and the two buffers.
#[derive(Clone, Copy)]
struct Buffer {
    rate: u64,
    mib: u64,
    seconds: u64,
}

impl Buffer {
    /// Until the size is reached, if that is a whole number of seconds.
    fn by_size(self) -> Option<u64> {
        (self.mib * 10).is_multiple_of(self.rate).then(|| self.mib * 10 / self.rate)
    }
    fn flush(self) -> Option<u64> {
        self.by_size().map(|by_size| by_size.min(self.seconds))
    }
    /// Neither at the same time as the other, nor in a moment.
    fn is_plain(self) -> bool {
        self.by_size().is_some_and(|by_size| {
            by_size.abs_diff(self.seconds) * 8 > self.seconds.max(by_size) && by_size >= 5
        })
    }
    fn said(self) -> String {
        format!("{} MiB or {} seconds", self.mib, self.seconds)
    }
    fn parameters(self) -> Value {
        json!({"mib": self.mib, "seconds": self.seconds})
    }
    fn formula(self) -> Option<String> {
        Some(format!(
            "min({} s, {} MiB ÷ {} MiB/s) = {} s",
            self.seconds,
            self.mib,
            tenths(self.rate),
            self.flush()?
        ))
    }
}

fn draw(draw: &mut Draw, form: Form) -> Option<Drawing> {
    match form {
        Form::Answer => answer(draw),
        Form::Possible => possible(draw),
        Form::Fix => fix(draw),
    }
}

fn buffer(draw: &mut Draw, rate: u64) -> Buffer {
    let mib = draw.pick(&[1, 2, 4, 5, 8, 10, 16, 20, 32, 40, 50, 64, 80, 100, 120, 128]);
    let seconds = draw.pick(&[30, 45, 60, 90, 120, 150, 180, 240, 300, 400, 450, 600, 720, 900]);
    Buffer { rate, mib, seconds }
}

fn rate(draw: &mut Draw) -> u64 {
    draw.pick(&[1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 40, 50])
}

fn answer(draw: &mut Draw) -> Option<Drawing> {
    let rate = rate(draw);
    let buffer = buffer(draw, rate);
    if !buffer.is_plain() {
        return None;
    }
    let (by_size, flush) = (buffer.by_size()?, buffer.flush()?);
    let (by, other, later) =
        if flush == by_size { ("size", "interval", buffer.seconds) } else { ("interval", "size", by_size) };
    let asks_files = draw.is(40);
    if asks_files && !86_400_u64.is_multiple_of(flush) {
        return None;
    }
    // Seconds, or files a day.
    let told_of = |seconds: u64| if asks_files { 86_400 / seconds.max(1) } else { seconds };
    let offers = four(vec![
        right_count!(told_of(flush) =>
            "The {by} is reached first, after {flush} s, and the {other} only after {later} s."),
        wrong_count!("M101", told_of(later) =>
            "You waited for the {other}: Firehose delivers at whichever comes first, after {flush} s."),
        wrong_count!("M101", told_of(by_size + buffer.seconds) =>
            "You added the two: {by_size} s for the size and {} s for the interval run at the same time.", buffer.seconds),
        wrong_count!("M034", told_of(ONCE_LEAST_SECONDS) =>
            "You took {ONCE_LEAST_SECONDS} s, once the shortest interval there was: these buffers are full after {flush} s."),
        wrong_count!("M114", told_of(USUAL_SECONDS) =>
            "You took the {USUAL_SECONDS} s that Firehose has by default: this stream has an interval of its own."),
    ]);
    let asked = if asks_files {
        "How many files does it write **in a day**?"
    } else {
        "**After how many seconds** does it write each file?"
    };
    Some(Drawing {
        stem: format!(
            "{} into S3 through an Amazon Data Firehose stream at a steady {} MiB a second. The buffer size is {} MiB and the buffer interval \
             {} seconds; nothing is transformed, converted or partitioned, and Firehose keeps up. {asked}",
            draw.pick(&SCENES),
            tenths(rate),
            buffer.mib,
            buffer.seconds
        ),
        offers,
        typed: draw.is(35),
        unit: if asks_files { "files" } else { "s" }.to_owned(),
        answer: grouped(told_of(flush)),
        parameters: json!({"tenth_mib_a_second": rate, "mib": buffer.mib, "seconds": buffer.seconds, "asks_files": asks_files}),
        formula: if asks_files {
            format!("{}; 86,400 s ÷ {flush} s = {} files", buffer.formula()?, grouped(told_of(flush)))
        } else {
            buffer.formula()?
        },
        see: Some(seen(buffer)),
        ..told()
    })
}

fn possible(draw: &mut Draw) -> Option<Drawing> {
    let rate = rate(draw);
    let some = |draw: &mut Draw| buffer(draw, rate);
    let right = draw.until(some, |it| it.is_plain())?;
    let every = right.flush()?;
    let near = |a: u64, b: u64| a.abs_diff(b) * 10 <= a.max(b);
    let other = |it: &Buffer| it.is_plain() && it.flush().is_some_and(|flush| !near(flush, every));
    // Of the two, the later one; both together; between them.
    let times = |it: &Buffer| it.by_size().map_or((0, 0), |by_size| (by_size, it.seconds));
    let late = draw.until(some, |it| other(it) && times(it).0.max(times(it).1) == every)?;
    let sum = draw.until(some, |it| other(it) && near(times(it).0 + times(it).1, every))?;
    let middle = draw.until(some, |it| other(it) && near(u64::midpoint(times(it).0, times(it).1), every))?;
    let all = [right, late, sum, middle];
    let offers = vec![
        right!(right.said() => "The first of them is reached after {every} s at {} MiB/s.", tenths(rate)),
        wrong!("M101", late.said() =>
            "You waited for the later one: this delivers every {} s already.", late.flush()?),
        wrong!("M101", sum.said() =>
            "You added {} s and {} s, which run at the same time: this delivers every {} s.", sum.by_size()?, sum.seconds, sum.flush()?),
        wrong!("M101", middle.said() =>
            "You took the middle of {} s and {} s: this delivers every {} s.", middle.by_size()?, middle.seconds, middle.flush()?),
    ];
    let open =
        draw.pick(&["A data lake gets", "An audit store gets", "Analysts find", "A nightly job counts"]);
    Some(Drawing {
        stem: format!(
            "{open} a file in S3 **every {every} seconds** from an Amazon Data Firehose stream that takes a steady {} MiB a second; nothing is \
             transformed, converted or partitioned, and Firehose keeps up. To what can its buffer size and buffer interval be set?",
            tenths(rate)
        ),
        answer: offers[0].text.clone(),
        offers,
        parameters: json!({"tenth_mib_a_second": rate, "every": every, "options": all.map(Buffer::parameters)}),
        formula: right.formula()?,
        see: Some(seen(right)),
        ..told()
    })
}

fn fix(draw: &mut Draw) -> Option<Drawing> {
    let rate = rate(draw);
    let now = buffer(draw, rate);
    let (by_size, flush) = (now.by_size()?, now.flush()?);
    // Tenths of a MiB in a file.
    let file = rate * flush;
    let wanted = draw.pick(&[16, 32, 48, 64, 96]);
    if !now.is_plain() || wanted * 10 < file * 2 || wanted > MOST_MIB {
        return None;
    }
    let size_binds = flush == by_size;
    let (better, doubled) = raised(now, wanted, size_binds)?;
    let size_text = |to: u64| format!("Raise its buffer size to {to} MiB");
    let seconds_text = |to: u64| format!("Raise its buffer interval to {to} s");
    let because = format!(
        "files of {} MiB come because the {} is reached first.",
        tenths(file),
        if size_binds { "size" } else { "interval" }
    );
    let offers = vec![
        right!(if size_binds { size_text(better.mib) } else { seconds_text(better.seconds) } =>
            "Today {because} With this there is time for {wanted} MiB."),
        wrong!("M101", if size_binds { seconds_text(doubled.seconds) } else { size_text(doubled.mib) } =>
            "You raised the one that is not reached: {because}"),
        wrong!("M110", "Send 500 records with each PutRecordBatch" =>
            "You changed the calls that put records in: how many come in a second stays, and so do the files."),
        if draw.is(50) {
            wrong!("M114", "Spread the load over two Firehose streams" =>
                "You halved what flows into each: its buffers fill more slowly, and files get no larger.")
        } else {
            wrong!("M114", "Turn on GZIP compression of the files" =>
                "You made the files smaller still: compression comes after the buffer, and fewer bytes are stored.")
        },
    ];
    Some(Drawing {
        stem: format!(
            "{} into S3 through Amazon Data Firehose, a steady {} MiB a second with a buffer of {} MiB or {} seconds. Queries suffer from many \
             small files. Each file should hold **at least {wanted} MiB** before compression; that data come later does not matter. Which single \
             change does it?",
            draw.pick(&SCENES),
            tenths(rate),
            now.mib,
            now.seconds
        ),
        answer: offers[0].text.clone(),
        parameters: json!({"tenth_mib_a_second": rate, "wanted_mib": wanted, "options": [better.parameters(), doubled.parameters(), now.parameters(), now.parameters()]}),
        offers,
        formula: format!("{}: {} MiB a file", now.formula()?, tenths(file)),
        see: Some(seen(now)),
        ..told()
    })
}

/// The buffer that is reached first raised for files of so many MiB, and the other one doubled; as far as both may be.
fn raised(now: Buffer, wanted: u64, size_binds: bool) -> Option<(Buffer, Buffer)> {
    let rate = now.rate;
    // The one that is reached first is raised, as far as the other lets it.
    let better = if size_binds {
        Buffer { mib: wanted + 8, ..now }
    } else {
        Buffer { seconds: (wanted * 11 / rate).div_ceil(30) * 30, ..now }
    };
    let room = if size_binds { rate * now.seconds } else { now.mib * 10 };
    let doubled = if size_binds {
        Buffer { seconds: now.seconds * 2, ..now }
    } else {
        Buffer { mib: now.mib * 2, ..now }
    };
    let possible = |it: Buffer| it.mib <= MOST_MIB && it.seconds <= MOST_SECONDS;
    (room * 10 >= wanted * 110 && possible(better) && possible(doubled)).then_some((better, doubled))
}

/// A stream of the right size with a delivery stream behind it.
fn seen(buffer: Buffer) -> See {
    let delivery = DeliveryStream {
        buffer_size: Bytes(buffer.mib * Bytes::MIB.0),
        buffer_interval: SimDuration::from_secs(buffer.seconds),
    };
    // Records of 10 KiB, and shards that take them with room.
    let events = see::spread("events", buffer.rate * 1_024 / 100, 10_240);
    let shards = (buffer.rate * 2).div_ceil(10) as u32;
    see::simulated(shards, 30, vec![events], vec![Reader::new("to S3", Work::Firehose(delivery))])
}

/// What all forms tell.
fn told() -> Drawing {
    Drawing {
        rule: filled(
            "Firehose delivers when its buffer size (up to {firehose_buffer_max}) or its buffer interval ({firehose_interval_min} to {firehose_interval_max}) is reached, whichever comes first.",
        ),
        hint: "How long does it take to fill the size?".to_owned(),
        ..Drawing::default()
    }
}
