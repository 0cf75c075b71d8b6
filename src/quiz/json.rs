use serde_json::{Map, Value, json};

use super::{
    Question,
    question::{Answers, See, Start},
};

/// A question as the command line tells it.
pub fn question_json(question: &Question) -> Value {
    let mut told = Map::new();
    let mut put = |name: &str, value: Value| told.insert(name.to_owned(), value);
    put("id", json!(question.id));
    put("topic", json!(question.topic.id()));
    put("facts", json!(question.cards));
    put("shape", json!(question.shape.word()));
    put("level", json!(question.level.word()));
    put("era", json!(question.era.word()));
    put("skill", json!(question.skill));
    put("stem", json!(question.stem));
    if let Some(exhibit) = &question.exhibit {
        put("exhibit", json!({"caption": exhibit.caption, "text": exhibit.text}));
    }
    put("choose", json!(question.choose()));
    for (name, value) in answers(&question.answers) {
        put(name, value);
    }
    put("rule", json!(question.rule));
    put("hint", json!(question.hint));
    put("sources", json!(question.sources));
    match &question.see {
        Some(See::Preset(name)) => _ = put("see", json!({"preset": name})),
        Some(See::Link(fragment)) => _ = put("see", json!({"link": fragment})),
        None => {}
    }
    if let Some(needs) = &question.needs {
        put("needs", needs.clone());
    }
    if let Some(trial) = &question.trial {
        let (start, scenario) = match &trial.start {
            Start::Preset(name) => ("preset", json!(name)),
            Start::Scenario(scenario) => ("scenario", scenario.clone()),
        };
        put(
            "run",
            json!({start: scenario, "set": trial.set, "metric": trial.metric, "metric_name": trial.metric_name, "least_wins": trial.least_wins}),
        );
    }
    if let Some(drawn) = &question.drawn {
        put("parameters", drawn.parameters.clone());
        put("answer", json!(drawn.answer));
        put("formula", json!(drawn.formula));
    }
    Value::Object(told)
}

fn answers(answers: &Answers) -> Vec<(&'static str, Value)> {
    match answers {
        Answers::Choose(choices) => {
            let told = choices.iter().map(|it| {
                let mut option = json!({"text": it.text, "right": it.right, "why": it.why, "misconception": it.misconception});
                if !it.is.is_empty() {
                    option["is"] = json!(it.is);
                }
                if let Some(change) = &it.change {
                    option["change"] = change.clone();
                }
                option
            });
            vec![("options", told.collect())]
        }
        Answers::Order(steps) => {
            let told = steps.iter().map(|it| json!({"text": it.text, "right": it.belongs, "why": it.why, "misconception": it.misconception}));
            vec![("options", told.collect())]
        }
        Answers::Match { prompts, responses } => {
            let told =
                prompts.iter().map(|it| json!({"text": it.text, "response": it.response, "why": it.why}));
            vec![
                ("prompts", told.collect()),
                ("options", responses.iter().map(|text| json!({"text": text})).collect()),
            ]
        }
        Answers::Number(number) => {
            let told = number
                .slips
                .iter()
                .map(|it| json!({"answer": it.answer, "why": it.why, "misconception": it.misconception}));
            vec![("answer", json!(number.answer)), ("unit", json!(number.unit)), ("slips", told.collect())]
        }
    }
}
