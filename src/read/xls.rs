//! Old Excel workbooks (.xls, 97 to 2003): cells, headers and footers, comments, boxes, names, links, titles of charts.
//!
//! The file is a row of records. Numbers are told as they are kept, not as they are shown: a date is a number of
//! days. Numbers and meanings are those of the open specification MS-XLS.

mod records;

use std::collections::BTreeSet;

use super::compound::{Compound, holds, u16_at, u32_at};
use super::draft::{Draft, compose};
use super::reading::Reading;
use super::xlsx::page;
use super::{Package, reasons, summary};
use crate::model::{Document, GapKind, Say, SegmentKind, Step};
use crate::text::numbering::label;
use records::{Record, Records, Strings, short, string};

/// Reads .xls files.
pub(super) struct Reader;

/// The stream of records.
const STREAM: &str = "/Workbook";

/// The version of the records that is read, that of Excel 97.
const VERSION: u16 = 0x0600;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "xls"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xls", "xlt"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        holds(bytes, STREAM)
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        compose(self.name(), |draft| {
            let mut file = match Compound::open(bytes) {
                Ok(file) => file,
                Err(gap) => return draft.gap(gap.kind, gap.reason),
            };
            summary::tell(draft, &mut file, reading);
            let Some((bytes, gap)) = file.stream(STREAM, reading) else {
                return draft.gap(
                    GapKind::Malformed,
                    Say("the sheets cannot be found", "die Blätter sind nicht zu finden"),
                );
            };
            gap.into_iter().for_each(|gap| draft.gap(gap.kind, gap.reason));
            workbook(draft, &bytes, reading);
            let names = file.names("/");
            if names.iter().any(|name| name.starts_with("MBD")) {
                draft.gap(GapKind::Embedded, reasons::OBJECTS);
            }
            if names.iter().any(|name| name == "_VBA_PROJECT_CUR") {
                draft.gap(GapKind::Embedded, reasons::MACROS);
            }
        })
    }
}

/// What all sheets share.
#[derive(Default)]
struct Book {
    strings: Vec<String>,
    /// Name, where it starts, whether it is hidden.
    sheets: Vec<(String, usize, bool)>,
}

fn workbook(draft: &mut Draft<'_>, bytes: &[u8], reading: &Reading<'_>) {
    let mut book = Book::default();
    let version = u16_at(bytes, 4);
    if u16_at(bytes, 0) != Some(0x0809) || version != Some(VERSION) {
        let reason = Say(
            "an Excel format from before 1997, which is not read; save it as .xlsx",
            "ein Excel-Format aus der Zeit vor 1997, das nicht gelesen wird; als .xlsx speichern",
        );
        return draft.gap(GapKind::Unsupported, reason);
    }
    let mut ended = false;
    for record in Records::new(bytes, 0) {
        match record.kind {
            0x002f => {
                return draft.gap(GapKind::Encrypted, reasons::PASSWORD);
            }
            0x0085 => {
                let start = u32_at(record.body, 0).unwrap_or_default() as usize;
                let hidden = record.body.get(4).is_some_and(|state| state & 3 != 0);
                book.sheets.push((short(record.body, 6).unwrap_or_default(), start, hidden));
            }
            0x00fc => book.strings = Strings::new(bytes, record.place).all(reading),
            0x0018 => name(draft, record.body),
            0x005c => {
                let user = string(record.body, 0).unwrap_or_default();
                draft.tell_at(Step::Field("User".to_owned()), SegmentKind::Property, &user);
            }
            0x01ae => {
                // The path of another workbook; it starts with signs that say how it is written.
                let path = string(record.body, 2).unwrap_or_default();
                let path: String = path.chars().filter(|c| !c.is_control()).collect();
                draft.tell_at(Step::Field("Links".to_owned()), SegmentKind::Link, &path);
            }
            0x00eb if record.body.windows(2).any(|two| two == [0x07, 0xf0]) => {
                draft.gap(GapKind::Picture, reasons::PICTURES);
            }
            0x000a => {
                ended = true;
                break;
            }
            _ => {}
        }
    }
    if !ended || book.sheets.is_empty() {
        draft.gap(GapKind::Malformed, records::CUT);
    }
    for (number, (name, start, hidden)) in (1..).zip(&book.sheets) {
        if let Err(reason) = reading.member() {
            return draft.gap(GapKind::Limit, reason);
        }
        draft.enter(Step::Sheet(number, name.clone()));
        draft.tell(SegmentKind::Name, name);
        let mut sheet = Sheet {
            draft,
            book: &book,
            name,
            hidden: *hidden,
            formula: None,
            rows: BTreeSet::new(),
        };
        if !sheet.read(bytes, *start) {
            draft.gap(GapKind::Malformed, records::CUT_SHEET);
        }
        draft.leave();
    }
}

/// A name that somebody gave to cells.
fn name(draft: &mut Draft<'_>, body: &[u8]) {
    let built_in = u16_at(body, 0).is_some_and(|flags| flags & 0x20 != 0);
    let length = body.get(3).copied().map_or(0, usize::from);
    let text = body.get(14..).and_then(|rest| records::characters(rest, length));
    if let Some(text) = text.filter(|_| !built_in) {
        draft.tell(SegmentKind::Name, &text);
    }
}

struct Sheet<'s, 'd> {
    draft: &'s mut Draft<'d>,
    book: &'s Book,
    name: &'s str,
    hidden: bool,
    /// The cell of the formula whose text comes next.
    formula: Option<(u16, u16)>,
    /// Hidden rows.
    rows: BTreeSet<u16>,
}

impl Sheet<'_, '_> {
    /// Reads the records of a sheet and of the charts in it; whether their end was found.
    fn read(&mut self, bytes: &[u8], start: usize) -> bool {
        let mut depth = 0_u32;
        let mut text_due = 0_usize;
        for record in Records::new(bytes, start) {
            match record.kind {
                0x0809 => depth += 1,
                0x000a => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return true;
                    }
                }
                // The text of a box stands in the record behind it.
                0x01b6 => text_due = u16_at(record.body, 10).map_or(0, usize::from),
                0x003c if text_due > 0 => {
                    let characters = records::characters(record.body, text_due);
                    let text = characters.unwrap_or_else(|| records::all_characters(record.body));
                    text_due = text_due.saturating_sub(text.encode_utf16().count());
                    self.draft.tell(SegmentKind::TextBox, &text);
                }
                _ => self.record(record),
            }
        }
        false
    }

    fn record(&mut self, record: Record<'_>) {
        let body = record.body;
        let place = || Some((u16_at(body, 0)?, u16_at(body, 2)?));
        match record.kind {
            0x0208 if u16_at(body, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                self.rows.extend(u16_at(body, 0));
            }
            0x00fd => {
                let at = u32_at(body, 6).map(|at| at as usize);
                let text = at.and_then(|at| self.book.strings.get(at)).cloned();
                match text {
                    Some(text) => self.cell(place(), &text),
                    None => self.draft.gap(GapKind::Malformed, records::NO_TEXT),
                }
            }
            0x0204 | 0x00d6 => self.cell(place(), &string(body, 6).unwrap_or_default()),
            0x0203 => self.cell(place(), &number(body, 6)),
            0x027e => self.cell(place(), &packed(u32_at(body, 6))),
            0x00bd => {
                for at in 0..body.len().saturating_sub(6) / 6 {
                    let column = u16_at(body, 2).unwrap_or_default().saturating_add(at as u16);
                    let text = packed(u32_at(body, 4 + at * 6 + 2));
                    self.cell(u16_at(body, 0).map(|row| (row, column)), &text);
                }
            }
            0x0006 => {
                self.formula = place();
                for text in records::quoted(body.get(22..).unwrap_or_default()) {
                    self.draft.tell(SegmentKind::Hidden, &text);
                }
                // A formula whose result is a number holds it; another one ends in these two bytes.
                if u16_at(body, 12) != Some(0xffff) {
                    self.cell(place(), &number(body, 6));
                }
            }
            0x0207 => self.cell(self.formula, &string(body, 0).unwrap_or_default()),
            0x0014 => self.page(SegmentKind::Header, body),
            0x0015 => self.page(SegmentKind::Footer, body),
            0x001c => {
                let author = string(body, 8).unwrap_or_default();
                self.draft.tell(SegmentKind::Property, &author);
            }
            0x100d => self.draft.tell(SegmentKind::TextBox, &short(body, 2).unwrap_or_default()),
            0x01b8 | 0x0800 => self.draft.tell(SegmentKind::Link, &words(body)),
            0x01be => self.draft.tell(SegmentKind::Hidden, &words(body)),
            _ => {}
        }
    }

    /// A header or footer, whose left, middle and right part stand in one string with codes.
    fn page(&mut self, kind: SegmentKind, body: &[u8]) {
        for words in page::words(&string(body, 0).unwrap_or_default(), self.name) {
            self.draft.tell(kind, &words);
        }
    }

    fn cell(&mut self, place: Option<(u16, u16)>, text: &str) {
        let Some((row, column)) = place.filter(|_| !text.trim().is_empty()) else { return };
        let hidden = self.hidden || self.rows.contains(&row);
        let kind = if hidden { SegmentKind::Hidden } else { SegmentKind::Cell };
        let name = format!("{}{}", letters(column), u32::from(row) + 1);
        self.draft.enter(Step::Cell(name));
        self.draft.tell(kind, text);
        if !hidden && label(text.trim_start()).is_some() {
            self.draft.title(usize::from(column));
        }
        self.draft.leave();
    }
}

fn number(body: &[u8], at: usize) -> String {
    let bytes =
        body.get(at..).and_then(|rest| rest.get(..8)).and_then(|eight| eight.try_into().ok());
    bytes.map_or(String::new(), |eight| f64::from_le_bytes(eight).to_string())
}

/// A number in four bytes: an integer or the upper half of a float, either of them perhaps in hundredths.
fn packed(bits: Option<u32>) -> String {
    let Some(bits) = bits else { return String::new() };
    let value = if bits & 2 != 0 {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    (if bits & 1 != 0 { value / 100.0 } else { value }).to_string()
}

/// The name of a column: A, B, ... Z, AA.
fn letters(column: u16) -> String {
    let mut name = String::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        name.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    name
}

/// The readable runs of UTF-16 and of single bytes in a record whose fields are many.
fn words(body: &[u8]) -> String {
    let readable = |c: &char| !c.is_control() && *c != '\u{fffd}';
    let mut runs: Vec<String> = Vec::new();
    for start in [0, 1] {
        let units: Vec<u16> = body[start.min(body.len())..]
            .chunks_exact(2)
            .map(|two| u16::from_le_bytes([two[0], two[1]]))
            .collect();
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\0')).collect();
        let plain = |run: &&str| run.chars().count() > 3 && run.chars().all(|c| c < '\u{2100}');
        runs.extend(text.split(|c| !readable(&c)).filter(plain).map(str::to_owned));
    }
    let narrow = encoding_rs::WINDOWS_1252.decode_without_bom_handling(body).0;
    let plain = |run: &&str| run.chars().count() > 3;
    runs.extend(narrow.split(|c| !readable(&c)).filter(plain).map(str::to_owned));
    runs.join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::reading::{Allowance, Reading};
    use super::{compose, letters, packed, workbook};

    /// A record as bytes.
    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), body].concat()
    }

    #[test]
    fn results_of_formulas_and_words_in_them() {
        let start = record(0x0809, b"\x00\x06\x05\x00");
        let end = record(0x000a, b"");
        let sheet = |at: u8| record(0x0085, &[&[at, 0, 0, 0, 0, 0, 2, 0][..], b"S1"].concat());
        let globals = [start.clone(), sheet(0), end.clone()].concat();
        let globals = [start.clone(), sheet(globals.len() as u8), end.clone()].concat();
        let text = [&[0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff][..], &[0; 8]].concat();
        let formula = [&text[..], b"\x17\x05\x00offen\x17\x06\x00geheim"].concat();
        let rows = [
            start,
            record(0x0006, &formula),
            record(0x0207, b"\x05\x00\x00offen"),
            record(0x00bd, b"\x01\0\x00\0\0\0\x0e\0\0\0\0\0\x13\0\0\0\x01\0"),
            end,
        ];
        let bytes = [globals, rows.concat()].concat();
        let allowance = Allowance::new();
        let document = compose("xls", |draft| workbook(draft, &bytes, &Reading::new(&allowance)));
        assert_eq!(document.gaps, []);
        let told: Vec<_> = document.segments.iter().map(|s| s.span.of(&document.text)).collect();
        assert_eq!(told, ["S1", "offen", "geheim", "offen", "3", "0.04"]);
    }

    #[test]
    fn columns_and_packed_numbers() {
        assert_eq!([0, 25, 26, 255].map(letters), ["A", "Z", "AA", "IV"]);
        assert_eq!(packed(Some(0x3ff0_0000)), "1");
        assert_eq!(packed(Some(1234 << 2 | 3)), "12.34");
    }
}
