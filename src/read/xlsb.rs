//! Binary workbooks of Excel (.xlsb): known, and not read. What lies in them as XML (properties, labels, drawings) is.
//!
//! Not here: workbooks in XML ([`super::xlsx`]).

use super::draft::compose;
use super::ooxml::Office;
use super::reading::{Allowance, Reading};
use super::{Package, zip::Parts};
use crate::model::{Document, GapKind, Say};

/// Knows binary workbooks.
pub(super) struct Reader;

/// What the types of the binary parts of a workbook start with.
const BINARY: &str = "application/vnd.ms-excel.";

impl Package for Reader {
    fn name(&self) -> &'static str {
        "xlsb"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsb"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        if !bytes.starts_with(b"PK\x03\x04") {
            return false;
        }
        let has_book =
            Parts::open(bytes).is_ok_and(|parts| parts.find("xl/workbook.bin").is_some());
        let allowance = Allowance::new();
        let office = || Office::open(bytes, &Reading::new(&allowance));
        has_book && office().is_ok_and(|mut office| office.kind().is_none())
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        compose(self.name(), |draft| match Office::open(bytes, reading) {
            Ok(mut office) => {
                draft.gap(
                    GapKind::Unsupported,
                    Say(
                        "a binary workbook; saved as .xlsx it is read",
                        "eine binäre Arbeitsmappe; als .xlsx gespeichert wird sie gelesen",
                    ),
                );
                for part in office.of_type("") {
                    let own = office.type_of(&part);
                    if own.starts_with(BINARY) && !own.ends_with("xml") {
                        office.mark(&part);
                    }
                }
                office.mark("xl/workbook.bin");
                office.rest(draft);
            }
            Err(gap) => draft.gap(gap.kind, gap.reason),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::xlsx::tests::{gaps, package, read_named};
    use super::GapKind;

    #[test]
    fn a_binary_workbook_is_a_gap_whose_properties_are_read() {
        let types = "<Types><Default Extension='bin' \
            ContentType='application/vnd.ms-excel.sheet.binary.macroEnabled.main'/></Types>";
        let core = "<coreProperties><title>Bestand Ahorn</title></coreProperties>";
        let bytes = package(&[
            ("[Content_Types].xml", types),
            ("xl/workbook.bin", "\u{1}\u{2}"),
            ("xl/worksheets/sheet1.bin", "\u{1}"),
            ("docProps/core.xml", core),
        ]);
        let document = read_named("a.xlsb", &bytes);
        assert_eq!(document.format, "xlsb");
        assert_eq!(gaps(&document), [GapKind::Unsupported]);
        assert!(document.text.contains("Bestand Ahorn"));
    }
}
