//! Mails and appointments that Outlook saved (.msg): properties, bodies, recipients, attachments, mails in mails.
//!
//! Every property that holds text is read; what Outlook calls it is its place. Not here: mails as they are sent
//! ([`super::mail`]).

mod attachments;
mod lzfu;
mod names;
mod properties;
mod table;

use std::collections::{BTreeMap, HashSet};

use super::compound::{Compound, holds};
use super::conference::Gathering;
use super::draft::{Draft, compose};
use super::label;
use super::mail::{alternative, entity, fields, invited, page};
use super::reading::Reading;
use super::{Format, Package, codepage, plain};
use crate::model::{Document, GapKind, Say, SegmentKind, Step};
use crate::read::reasons;
use properties::{Bag, Header};
use table::{APPOINTMENT, FIELDS, SILENT, is_of_programs};

/// Reads .msg files.
pub(super) struct Reader;

/// The stream of properties that every message has.
const PROPERTIES: &str = "__properties_version1.0";

/// How deep mails may lie in mails of one file.
const DEPTH: u32 = 24;

impl Package for Reader {
    fn name(&self) -> &'static str {
        "msg"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["msg", "oft"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        holds(bytes, PROPERTIES)
    }

    fn read(&self, bytes: &[u8], reading: &Reading<'_>) -> Document {
        compose(self.name(), |draft| match Compound::open(bytes) {
            Ok(mut file) => {
                let names = names::read(&mut file, reading);
                let mut message = Message { file: &mut file, reading, names: &names, depth: 0 };
                message.read(draft, "", Header::File);
            }
            Err(gap) => draft.gap(gap.kind, gap.reason),
        })
    }
}

/// A message being read, with the names of its properties that have no number of their own.
struct Message<'m, 'b> {
    file: &'m mut Compound<'b>,
    reading: &'m Reading<'m>,
    names: &'m BTreeMap<u16, String>,
    depth: u32,
}

impl Message<'_, '_> {
    /// Reads the message in the storage `path`.
    fn read(&mut self, draft: &mut Draft<'_>, path: &str, header: Header) {
        let bag = Bag::read(self.file, path, header, None, self.reading);
        for gap in &bag.gaps {
            draft.gap(gap.kind, &gap.reason);
        }
        let class = bag.text(0x001a).unwrap_or_default().to_ascii_lowercase();
        if class.starts_with("ipm.note.smime") && !class.contains("multipartsigned") {
            draft.gap(GapKind::Encrypted, reasons::ENCRYPTED_MAIL);
        }
        let mut gathering = Gathering::new(draft.way());
        let sender = |ids: [u16; 2]| ids.iter().find_map(|&id| bag.text(id)).unwrap_or_default();
        let address = Some(sender([0x5d02, 0x0065])).filter(|address| address.contains('@'));
        let address = address.or_else(|| Some(sender([0x5d01, 0x0c1f]))).unwrap_or_default();
        let mailed = address.contains('@');
        let address = if mailed { address } else { "" };
        invited::person(&mut gathering, sender([0x0042, 0x0c1a]), address, true);
        self.properties(draft, &bag, &mut gathering);
        self.recipients(draft, path, bag.page, &mut gathering);
        self.bodies(draft, path, &bag, &mut gathering);
        let has_entry = self.attachments(draft, path, bag.page);
        let is_meeting = ["ipm.appointment", "ipm.schedule"].iter().any(|it| class.starts_with(it));
        if let Some(invitation) = invited::finished(gathering, is_meeting || has_entry) {
            draft.invitation(invitation);
        }
    }

    fn properties(&mut self, draft: &mut Draft<'_>, bag: &Bag, gathering: &mut Gathering) {
        if let Some(at @ 1..=3) = bag.number(0x0036) {
            let words = ["Personal", "Private", "Company-Confidential"];
            let words = words[at as usize - 1];
            draft.tell_at(Step::Field("Sensitivity".to_owned()), SegmentKind::Label, words);
        }
        if let Some(headers) = bag.text(0x007d) {
            let headers = entity::Entity::cut(headers.as_bytes());
            fields::tell(draft, &headers.fields);
        }
        let mut said = HashSet::new();
        for (id, text) in &bag.texts {
            let (kind, name) = self.called(*id);
            let small = name.to_ascii_lowercase();
            let silent = SILENT.contains(id) || fields::is_trace(&small) || is_of_programs(&small);
            // The directory's path of a person, whose name stands beside it.
            let path = text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("/o="));
            if silent || path || !said.insert((kind, text.as_str())) {
                continue;
            }
            draft.enter(Step::Field(name));
            match kind {
                SegmentKind::Location => gathering.location(text, &draft.way()),
                SegmentKind::Link => gathering.address(text, &draft.way()),
                _ => {}
            }
            let labels = kind == SegmentKind::Label;
            let pieces = if labels { label::values(text) } else { vec![text.as_str()] };
            pieces.into_iter().for_each(|words| draft.tell(kind, words));
            draft.leave();
        }
    }

    /// What a property is, and its name.
    fn called(&self, id: u16) -> (SegmentKind, String) {
        if let Some((_, kind, name)) = FIELDS.iter().find(|(known, ..)| *known == id) {
            return (*kind, (*name).to_owned());
        }
        let Some(name) = self.names.get(&id) else {
            return (SegmentKind::Property, format!("property {id:04X}"));
        };
        if let Some((_, kind, name)) = APPOINTMENT.iter().find(|(known, ..)| known == name) {
            return (*kind, (*name).to_owned());
        }
        let small = name.to_ascii_lowercase();
        let kind = match () {
            () if label::is_name(&small) => SegmentKind::Label,
            () if small.contains("link") || small.contains("url") => SegmentKind::Link,
            () => SegmentKind::Property,
        };
        (kind, name.clone())
    }

    fn recipients(
        &mut self,
        draft: &mut Draft<'_>,
        path: &str,
        page: u32,
        gathering: &mut Gathering,
    ) {
        for name in self.file.names(&format!("{path}/")) {
            if !name.starts_with("__recip_version1.0_#") {
                continue;
            }
            let inner = format!("{path}/{name}");
            let bag = Bag::read(self.file, &inner, Header::Part, Some(page), self.reading);
            let field = match bag.number(0x0c15) {
                Some(2) => "Cc",
                Some(3) => "Bcc",
                _ => "To",
            };
            let shown = [0x3001, 0x5ff6].iter().find_map(|&id| bag.text(id)).unwrap_or_default();
            let address = [0x39fe, 0x3003].iter().find_map(|&id| bag.text(id)).unwrap_or_default();
            let mailed = if address.contains('@') { address } else { "" };
            invited::person(gathering, shown, mailed, false);
            let words = match (shown, address) {
                (shown, address) if shown == address || address.starts_with('/') => {
                    shown.to_owned()
                }
                (shown, address) => format!("{shown} <{address}>"),
            };
            draft.tell_at(Step::Field(field.to_owned()), SegmentKind::Address, &words);
        }
    }

    /// Reads the body in each of its forms: plain text, compressed RTF, HTML.
    fn bodies(&mut self, draft: &mut Draft<'_>, path: &str, bag: &Bag, gathering: &mut Gathering) {
        let step = |kind: &str| Step::MailPart("body".to_owned(), kind.to_owned());
        let mut forms = Vec::new();
        if let Some(text) = bag.text(0x1000) {
            let document = plain::Reader.read(text.to_owned());
            forms.push(compose("msg", |draft| draft.include(step("text/plain"), document)));
        }
        if let Some((packed, gap)) = bag.binary(self.file, path, 0x1009, self.reading) {
            let rtf = lzfu::unpack(&packed);
            let reading = self.reading;
            forms.push(compose("msg", |draft| match rtf {
                Some(rtf) if gap.is_none() => {
                    draft.include(step("text/rtf"), reading.nested("body.rtf", &rtf));
                }
                _ if packed.is_empty() => {}
                _ => draft.gap(
                    GapKind::Malformed,
                    Say("its compressed text is damaged", "der komprimierte Text ist beschädigt"),
                ),
            }));
        }
        let html = bag.text(0x1013).map(|text| text.as_bytes().to_vec()).or_else(|| {
            let (bytes, _) = bag.binary(self.file, path, 0x1013, self.reading)?;
            let page = bag.number(0x3fde).unwrap_or(bag.page);
            Some(codepage::text(page, &bytes).into_bytes())
        });
        if let Some(html) = html.filter(|html| !html.is_empty()) {
            let marked = [b"\xef\xbb\xbf", html.as_slice()].concat();
            let document = self.reading.nested("body.html", &page::as_page(marked));
            forms.push(compose("msg", |draft| draft.include(step("text/html"), document)));
        }
        let way = draft.way();
        for document in &mut forms {
            // A mail that only carries a file has an empty body.
            document.gaps.retain(|gap| gap.kind != GapKind::Empty);
            gathering.text(&document.text, &way);
        }
        for document in alternative::needed(forms) {
            draft.absorb(document);
        }
    }
}
