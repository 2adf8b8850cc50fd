//! Texts of OpenDocument (Writer), in a package or in one XML file; charts and formulas, too.
//!
//! Not here: how they are read ([`super::odf`]).

use super::Package;
use super::odf::{self, Kind};
use super::reading::Reading;
use crate::model::Document;

/// Reads texts of OpenDocument.
pub(super) struct Reader;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott", "odm", "otm", "oth", "fodt", "odf", "odc"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        odf::kind(bytes) == Some(Kind::Text)
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        odf::read(self.name(), bytes, reading)
    }
}
