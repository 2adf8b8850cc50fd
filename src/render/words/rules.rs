//! Words for what a rule does, as lists of rules say it.
//!
//! Not here: a rule explained in sentences, which is no report.

use crate::model::Effect;
use crate::render::Lang;

impl Lang {
    /// "raises 2", "warns".
    pub(crate) fn effect(self, effect: Effect) -> String {
        let (word, figure) = match effect {
            Effect::Raises(level) => (self.pick("raises", "hebt auf"), level.to_string()),
            Effect::Lowers(level) => (self.pick("lowers", "senkt auf"), level.to_string()),
            Effect::Lifts(rungs) => (self.pick("lifts", "hebt um"), rungs.to_string()),
            Effect::Warns => return self.pick("warns", "warnt").to_owned(),
        };
        format!("{word} {figure}")
    }
}
