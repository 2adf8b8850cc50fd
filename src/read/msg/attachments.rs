//! Attachments of a .msg file: files, and mails in the mail.

use super::properties::{Bag, Header};
use super::{DEPTH, Message, PROPERTIES};
use crate::model::{GapKind, Say, SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::mail::attached;

/// The storage of an attachment that is no file.
const OBJECT: &str = "__substg1.0_3701000D";

impl Message<'_, '_> {
    /// Reads each; whether there is an invitation in one is given back.
    pub(super) fn attachments(&mut self, draft: &mut Draft<'_>, path: &str, page: u32) -> bool {
        let mut number = 0;
        let mut invites = false;
        for name in self.file.names(&format!("{path}/")) {
            if name.starts_with("__attach_version1.0_#") {
                number += 1;
                invites |= self.attachment(draft, &format!("{path}/{name}"), number, page);
            }
        }
        invites
    }

    fn attachment(&mut self, draft: &mut Draft<'_>, path: &str, number: u32, page: u32) -> bool {
        if let Err(reason) = self.reading.member() {
            draft.gap(GapKind::Limit, reason);
            return false;
        }
        let mut invites = false;
        let bag = Bag::read(self.file, path, Header::Part, Some(page), self.reading);
        for gap in &bag.gaps {
            draft.gap(gap.kind, &gap.reason);
        }
        let name = [0x3707, 0x3704, 0x3001].iter().find_map(|&id| bag.text(id));
        let name = name.unwrap_or_default().to_owned();
        draft.enter(Step::Attachment(number, name.clone()));
        draft.tell(SegmentKind::Name, &name);
        // The name that is shown may be another one than that of the file.
        let shown = bag.text(0x3001).filter(|shown| *shown != name);
        draft.tell(SegmentKind::Name, shown.unwrap_or_default());
        let object = format!("{path}/{OBJECT}");
        let bytes = bag.binary(self.file, path, 0x3701, self.reading);
        if self.file.has(&format!("{object}/{PROPERTIES}")) {
            self.embedded(draft, &object);
        } else if let Some((bytes, gap)) = bytes {
            let kind = bag.text(0x370e).unwrap_or_default();
            invites = attached::tell(draft, self.reading, &name, kind, &bytes);
            gap.into_iter().for_each(|gap| draft.gap(gap.kind, gap.reason));
        } else if self.file.has(&object) {
            draft.gap(
                GapKind::Embedded,
                Say(
                    "an object of another program, which is not opened",
                    "ein Objekt eines anderen Programms, das nicht geöffnet wird",
                ),
            );
        } else {
            let place = [0x3708, 0x370d].iter().find_map(|&id| bag.text(id));
            draft.tell(SegmentKind::Link, place.unwrap_or_default());
            draft.gap(
                GapKind::Linked,
                Say(
                    "an attachment that lies elsewhere and was not fetched",
                    "ein Anhang, der anderswo liegt und nicht geholt wurde",
                ),
            );
        }
        draft.leave();
        invites
    }

    fn embedded(&mut self, draft: &mut Draft<'_>, path: &str) {
        if self.depth >= DEPTH {
            return draft.gap(
                GapKind::Limit,
                Say("mails lie too deep in mails", "Mails liegen zu tief ineinander"),
            );
        }
        draft.enter(Step::Message(1));
        self.depth += 1;
        self.read(draft, path, Header::Embedded);
        self.depth -= 1;
        draft.leave();
    }
}
