//! What a tag means for the words in it: what they are, whether a browser shows them, what became of them.
//!
//! Not here: which elements lie in which ([`super::tree`]).

use super::tags::is_among;
use super::tokens::Tag;
use super::tree::{Context, LIST};
use super::{style, tags};
use crate::model::SegmentKind;

/// Elements whose content a browser does not show.
const UNSEEN: &str = "annotation iframe noembed noframes noscript script style template xml";

/// Elements in which Office keeps its own settings.
const SETTINGS: &str = "m:mathpr o:officedocumentsettings o:shapedefaults o:shapelayout \
    w:latentstyles w:worddocument";

/// Properties of a document that Office counts itself.
const COUNTED: &str = "o:characters o:characterswithspaces o:created o:lastprinted o:lastsaved \
    o:lines o:pages o:paragraphs o:revision o:totaltime o:version o:words";

/// What a property of a document of Office is, and whether it says nothing of its content.
pub(super) fn of_office(name: &str) -> (SegmentKind, bool) {
    let kind = match name {
        "o:title" | "o:subject" => SegmentKind::Subject,
        _ if name.starts_with("o:msip_label") => SegmentKind::Label,
        _ => SegmentKind::Property,
    };
    (kind, is_among(COUNTED, name))
}

/// What a tag means for the words in it.
pub(super) fn inside(tag: &Tag, outer: Context, lists: usize) -> Context {
    let name = tag.name.as_str();
    let mut context = outer;
    let framed = [SegmentKind::Header, SegmentKind::Footer, SegmentKind::Footnote];
    let style = tag.get("style").unwrap_or_default();
    let role = style::value(style, "mso-element");
    let kind = match (name, role.as_deref()) {
        ("header", _) | (_, Some("header")) => Some(SegmentKind::Header),
        ("footer", _) | (_, Some("footer")) => Some(SegmentKind::Footer),
        (_, Some("footnote" | "endnote")) => Some(SegmentKind::Footnote),
        (_, Some("comment")) => Some(SegmentKind::Comment),
        ("title", _) if !outer.foreign => Some(SegmentKind::Subject),
        ("title" | "desc", _) if outer.foreign => Some(SegmentKind::AltText),
        ("rt" | "rp", _) => Some(SegmentKind::AltText),
        ("v:textbox", _) => Some(SegmentKind::TextBox),
        ("textarea" | "select" | "option" | "optgroup" | "datalist" | "button", _) => {
            Some(SegmentKind::FormField)
        }
        _ if framed.contains(&outer.kind) => None,
        ("li", _) => Some(SegmentKind::ListItem),
        ("td" | "th", _) => Some(SegmentKind::Cell),
        ("pre" | "listing" | "xmp" | "plaintext", _) => Some(SegmentKind::Code),
        ("p" | "div" | "blockquote" | "table" | "ul" | "ol" | "dd" | "dt" | "section", _) => {
            // A paragraph in a list entry or a cell is one more of its lines.
            let kept = [SegmentKind::ListItem, SegmentKind::Cell, SegmentKind::TextBox];
            let keeps = kept.contains(&outer.kind) && !matches!(name, "table" | "ul" | "ol");
            let keeps = keeps || outer.kind == SegmentKind::Comment;
            (!keeps).then_some(SegmentKind::Paragraph)
        }
        _ => tags::heading(name).map(|_| SegmentKind::Heading),
    };
    context.kind = kind.unwrap_or(outer.kind);
    context.rank = match (name, tags::heading(name)) {
        (_, Some(level)) => level,
        ("li", _) => LIST + lists,
        _ => outer.rank,
    };
    context.verbatim |= matches!(name, "pre" | "listing" | "xmp" | "plaintext" | "textarea");
    context.raised |= name == "sup";
    context.beside |= context.kind == SegmentKind::AltText;
    context.inserted |= name == "ins";
    context.foreign |= matches!(name, "svg" | "math");
    context.foreign &= !matches!(name, "foreignobject");
    context.silent |= is_among(SETTINGS, name);
    if matches!(name, "del" | "strike" | "s") {
        let tracked = name == "del" && (tag.get("datetime").is_some() || tag.get("cite").is_some());
        context.deleted = Some(tracked || outer.deleted == Some(true));
    }
    let unseen = is_among(UNSEEN, name);
    if unseen || tag.get("hidden").is_some() || style::hides(style) {
        context.hidden = true;
        context.kind = SegmentKind::Hidden;
    } else if outer.hidden {
        context.kind = SegmentKind::Hidden;
    }
    context
}
