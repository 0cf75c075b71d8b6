use shardscope::quiz::{Question, generate::Form};

use super::{
    drawn::{figure, only, parameters},
    g23_queue_batches::batches,
};

/// A request of `EventBridge` has the limits of a batch of SQS, but for one byte.
pub(super) fn again(question: &Question, form: Form) -> String {
    match form {
        Form::Answer => {
            let drawn = parameters(question);
            batches(figure(drawn, "events"), figure(drawn, "kib") * 1_024).to_string()
        }
        Form::Possible | Form::Fix => only(question, |option| {
            let kib = figure(option, "kib");
            kib < 1_024 && batches(figure(option, "events"), kib * 1_024) == 1
        }),
    }
}
