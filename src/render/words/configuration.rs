//! What a person is told of the configuration file.
//!
//! Not here: what it loosens, which the report says itself.

use super::Lang;

impl Lang {
    /// Heads what the configuration asks for less of.
    pub(in crate::render) fn asks_for_less(self) -> &'static str {
        self.pick(
            "The configuration asks for less than the policy:",
            "Die Konfiguration verlangt weniger als die Richtlinie:",
        )
    }
}
