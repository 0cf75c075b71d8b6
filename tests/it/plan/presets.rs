use shardscope::{
    aws::pricing::{Item, Mode, PriceSheet},
    plan::{Aggregation, DimensionKind, Need, Plan, Workload, presets},
};

fn plan(workload: &Workload) -> Plan {
    Plan::of(workload, &PriceSheet::shipped(workload.region)).expect("a preset can be planned")
}

fn preset(name: &str) -> Workload {
    presets::find(name).expect(name).workload()
}

#[test]
fn each_preset_has_its_own_bottleneck() {
    let table = [
        // 8,000/s ÷ 1,000 = 8, and on 9 shards P(Poisson(888.9) > 1,000) = 1.19 × 10⁻⁴: once in 8,393 seconds of a
        // shard, where once in 9 × 1,000 is accepted.
        ("fraud", DimensionKind::BusiestSecond, 10),
        // 12,000/s × 2,048 B = 24,576,000 B/s; × 3 ÷ 2,097,152 = 35.16.
        ("clickstream", DimensionKind::SharedBytesOut, 36),
        // 50,000/s ÷ 1,000; its bytes are 6,000,000 B/s = 5.72 MiB/s.
        ("iot", DimensionKind::RecordsIn, 50),
        // From 200 to 8,192 B: 4,196 B on average; × 5,000/s = 20,980,000 B/s = 20.01 MiB/s.
        ("logs", DimensionKind::BytesIn, 21),
        // (1 − 0.12) × 6,000 ÷ (1,000 − 0.12 × 6,000) = 5,280 ÷ 280 = 18.86.
        ("cdc", DimensionKind::HottestShard, 19),
        // (20,000/s × 600 s + 3,000/s × 1,800 s) ÷ 2,400 s = 7,250/s.
        ("mobile", DimensionKind::SurgeRecovery, 8),
    ];
    assert_eq!(presets::all().len(), table.len());
    for (preset, (name, bottleneck, shards)) in presets::all().iter().zip(table) {
        let plan = plan(&preset.workload());
        assert_eq!((preset.name, plan.sizing.bottleneck, plan.sizing.per_stream), (name, bottleneck, shards));
        assert!(plan.sizing.is_possible() && plan.cheapest().is_some(), "{name}");
        assert!(preset.line.ends_with('.') && !preset.title.is_empty(), "{name}");
    }
}

#[test]
fn each_preset_teaches_what_it_says() {
    let need =
        |plan: &Plan, kind| plan.sizing.dimension(kind).map(|dimension| dimension.need).expect("it is there");
    let fraud = plan(&preset("fraud"));
    assert_eq!(need(&fraud, DimensionKind::RecordsIn), Need::Shards(8));
    let clicks = plan(&preset("clickstream"));
    // 24,576,000 ÷ 1,048,576 = 23.4.
    assert_eq!(need(&clicks, DimensionKind::BytesIn), Need::Shards(24));
    let mut iot = preset("iot");
    assert_eq!(need(&plan(&iot), DimensionKind::BytesIn), Need::Shards(6));
    iot.aggregation = Aggregation::Kpl { processes: 20 };
    // 131 B wrapped: 7 shards' bytes; 35 come to each of 20 processes and 7 shards within 100 ms. 1,429 records a
    // second of 35 × 131 + 20 = 4,605 B are 6.27 MiB/s.
    assert_eq!(plan(&iot).sizing.per_stream, 7);
    let logs = plan(&preset("logs"));
    let usd = |item| {
        let lines = &logs.bill(Mode::Provisioned).lines;
        lines.iter().find(|line| line.item == item).and_then(|line| line.usd).expect("it is billed")
    };
    assert!(usd(Item::ExtendedRetention) > usd(Item::ShardHours));
    let cdc = plan(&preset("cdc"));
    assert_eq!(need(&cdc, DimensionKind::RecordsIn), Need::Shards(6));
    assert!(cdc.bill(Mode::Provisioned).lines.iter().any(|line| line.item == Item::LongTermRetention));
    let mut mobile = preset("mobile");
    assert_eq!(need(&plan(&mobile), DimensionKind::RecordsIn), Need::Shards(3));
    // Nothing may wait: 20,000/s ÷ 1,000.
    mobile.traffic.surge.as_mut().expect("it has one").level_within =
        shardscope::units::SimDuration::default();
    assert_eq!(plan(&mobile).sizing.per_stream, 20);
}
