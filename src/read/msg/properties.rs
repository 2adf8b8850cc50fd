//! The properties in one storage of a .msg file: of the message, a recipient or an attachment.
//!
//! Not here: what a property means ([`super::table`]).

use std::collections::BTreeMap;

use super::PROPERTIES;
use crate::model::Gap;
use crate::read::codepage;
use crate::read::compound::{Compound, u16_at, u32_at};
use crate::read::reading::Reading;

/// Whose properties they are, which says where they start in their stream.
#[derive(Debug, Clone, Copy)]
pub(super) enum Header {
    /// Of the message that the file is.
    File,
    /// Of a message in a message.
    Embedded,
    /// Of a recipient or an attachment.
    Part,
}

/// Western, where a file says nothing else.
const WESTERN: u32 = 1252;

/// Properties: texts in order, and numbers.
#[derive(Debug, Default)]
pub(super) struct Bag {
    /// Number and text; of a property with many texts one for each.
    pub(super) texts: Vec<(u16, String)>,
    /// The code page of texts that are not UTF-16.
    pub(super) page: u32,
    /// What was not read.
    pub(super) gaps: Vec<Gap>,
    numbers: BTreeMap<u16, u32>,
}

impl Bag {
    /// Reads the properties in the storage `path`; recipients and attachments have the page of their message.
    pub(super) fn read(
        file: &mut Compound<'_>,
        path: &str,
        header: Header,
        page: Option<u32>,
        reading: &Reading<'_>,
    ) -> Self {
        let mut bag = Bag::default();
        let start = match header {
            Header::File => 32,
            Header::Embedded => 24,
            Header::Part => 8,
        };
        if let Some((bytes, gap)) = file.stream(&format!("{path}/{PROPERTIES}"), reading) {
            bag.gaps.extend(gap);
            for entry in bytes.get(start..).unwrap_or_default().chunks_exact(16) {
                if let (Some(id), Some(value)) = (u16_at(entry, 2), u32_at(entry, 8)) {
                    bag.numbers.insert(id, value);
                }
            }
        }
        bag.page = page.unwrap_or_else(|| {
            let said = [0x3ffd, 0x3fde].into_iter().find_map(|id| bag.number(id));
            said.filter(|page| *page != 0).unwrap_or(WESTERN)
        });
        for name in file.names(&format!("{path}/")) {
            let Some((id, kind, many)) = numbered(&name) else { continue };
            let page = match kind {
                0x001f => codepage::WIDE,
                0x001e => bag.page,
                // The streams behind such a property hold its texts.
                0x101f if many => codepage::WIDE,
                0x101e if many => bag.page,
                _ => continue,
            };
            if let Some((bytes, gap)) = file.stream(&format!("{path}/{name}"), reading) {
                bag.gaps.extend(gap);
                let text = codepage::text(page, &bytes);
                if !text.trim().is_empty() {
                    bag.texts.push((id, text));
                }
            }
        }
        bag
    }

    /// The text of a property.
    pub(super) fn text(&self, id: u16) -> Option<&str> {
        self.texts.iter().find(|(known, _)| *known == id).map(|(_, text)| text.as_str())
    }

    /// The number of a property.
    pub(super) fn number(&self, id: u16) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    /// The bytes of a property in the storage `path`.
    pub(super) fn binary(
        &self,
        file: &mut Compound<'_>,
        path: &str,
        id: u16,
        reading: &Reading<'_>,
    ) -> Option<(Vec<u8>, Option<Gap>)> {
        file.stream(&format!("{path}/__substg1.0_{id:04X}0102"), reading)
    }
}

/// Number and type in the name of a stream, and whether it is one of many values.
fn numbered(name: &str) -> Option<(u16, u16, bool)> {
    let rest = name.strip_prefix("__substg1.0_")?;
    let id = u16::from_str_radix(rest.get(..4)?, 16).ok()?;
    let kind = u16::from_str_radix(rest.get(4..8)?, 16).ok()?;
    Some((id, kind, rest.len() > 8))
}
