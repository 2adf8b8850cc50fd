//! Presentations and drawings of OpenDocument (Impress, Draw), in a package or in one XML file.
//!
//! Not here: how they are read ([`super::odf`]).

use super::Package;
use super::odf::{self, Kind};
use super::reading::Reading;
use crate::model::Document;

/// Reads presentations and drawings of OpenDocument.
pub(super) struct Reader;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "odp"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odp", "otp", "fodp", "odg", "otg", "fodg"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        odf::kind(bytes) == Some(Kind::Slides)
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        odf::read(self.name(), bytes, reading)
    }
}
