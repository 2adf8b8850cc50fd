//! Links, marks and controls: words that are beside the text, or that somebody can choose from.
//!
//! Not here: the content of a control, which is text.

use super::Story;
use crate::model::SegmentKind;
use crate::read::docx::said::Said;
use crate::read::xml::Tag;

/// Marks that the program sets by itself.
const OWN_MARKS: [&str; 6] = ["_Toc", "_Ref", "_GoBack", "_Hlk", "_Hlt", "_PictureBullets"];

impl Story<'_> {
    /// An element that is no text.
    pub(super) fn open_control(&mut self, tag: &Tag<'_>) {
        let around = self.around(0);
        match tag.name() {
            "bookmarkStart" => self.mark(tag.get("name")),
            "permStart" => self.tell(SegmentKind::Name, tag.get("ed")),
            "hyperlink" => {
                if let Some(mark) = tag.get("anchor").filter(|mark| !is_own_mark(mark)) {
                    self.say(Said::Link(format!("#{mark}")));
                }
                self.alternative(tag.get("tooltip"));
            }
            "alias" | "tag" if around == "sdtPr" => self.tell(SegmentKind::Name, tag.get("val")),
            "listItem" => {
                let (shown, value) = (tag.get("displayText"), tag.get("value"));
                let same = shown == value;
                self.tell(SegmentKind::FormField, shown);
                self.tell(SegmentKind::FormField, value.filter(|_| !same));
            }
            "name" if around == "ffData" => self.tell(SegmentKind::Name, tag.get("val")),
            "statusText" | "helpText" if around == "ffData" => {
                self.tell(SegmentKind::FormField, tag.get("val"));
            }
            "default" if around == "textInput" => {
                self.tell(SegmentKind::FormField, tag.get("val"));
            }
            "listEntry" => self.tell(SegmentKind::FormField, tag.get("val")),
            // Words that an editor recognised once may stand here still.
            "attr" if around.ends_with("Pr") => self.tell(SegmentKind::Hidden, tag.get("val")),
            "tblCaption" | "tblDescription" => self.alternative(tag.get("val")),
            "name" | "description" if matches!(around, "docPartPr" | "category") => {
                self.tell(SegmentKind::Name, tag.get("val"));
            }
            _ => {}
        }
    }

    fn mark(&mut self, name: Option<String>) {
        self.tell(SegmentKind::Name, name.filter(|name| !is_own_mark(name)));
    }
}

fn is_own_mark(name: &str) -> bool {
    OWN_MARKS.iter().any(|own| name.starts_with(own))
}
