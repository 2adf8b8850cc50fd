//! Workbooks of OpenDocument (Calc), in a package or in one XML file.
//!
//! Not here: how they are read ([`super::odf`]).

use super::Package;
use super::odf::{self, Kind};
use super::reading::Reading;
use crate::model::Document;

/// Reads workbooks of OpenDocument.
pub(super) struct Reader;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "ods"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ods", "ots", "fods"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        odf::kind(bytes) == Some(Kind::Sheets)
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        odf::read(self.name(), bytes, reading)
    }
}
