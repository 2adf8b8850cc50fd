//! Properties of a package: title, author, own properties, and the labels of sensitivity that programs keep there.
//!
//! Not here: what a label means.

use super::relations::is_default_template;
use super::{Office, broken_gap};
use crate::model::{SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::label;
use crate::read::xml::{Node, walk};

/// Properties that a program counts or writes by itself: numbers, dates, versions. They hold no words of anybody.
const COUNTED: [&str; 26] = [
    "AppVersion",
    "Application",
    "Characters",
    "CharactersWithSpaces",
    "DocSecurity",
    "HeadingPairs",
    "HiddenSlides",
    "HyperlinksChanged",
    "Lines",
    "LinksUpToDate",
    "MMClips",
    "Notes",
    "Pages",
    "Paragraphs",
    "PresentationFormat",
    "ScaleCrop",
    "SharedDoc",
    "Slides",
    "TotalTime",
    "Words",
    "created",
    "lastPrinted",
    "modified",
    "revision",
    "DigSig",
    "i4",
];

/// Properties of the core and of the program: each at its name.
pub(super) fn plain(office: &mut Office<'_, '_>, draft: &mut Draft<'_>, name: &str) {
    let Some(bytes) = office.take(draft, name) else { return };
    let mut open: Vec<String> = Vec::new();
    let mut text = String::new();
    let ended = walk(&bytes, |node| match node {
        Node::Open(tag) => {
            text.clear();
            open.push(tag.name().to_owned());
        }
        Node::Text(words) => text.push_str(words),
        Node::Close(_) => {
            let own = open.pop().unwrap_or_default();
            let words = std::mem::take(&mut text);
            // The list of a property's values stands at the name of the property.
            let property = open.get(1).cloned().unwrap_or_else(|| own.clone());
            let counted = |name: &String| COUNTED.contains(&name.as_str());
            let default = property == "Template" && is_default_template(&words);
            if counted(&own) || counted(&property) || default || words.trim().is_empty() {
                return;
            }
            let kind = match property.as_str() {
                "title" | "subject" => SegmentKind::Subject,
                _ => SegmentKind::Property,
            };
            draft.tell_at(Step::Field(property), kind, &words);
        }
        Node::Comment(words) => draft.tell(SegmentKind::Hidden, words),
    });
    if let Err(broken) = ended {
        broken_gap(draft, name, broken);
    }
}

/// Properties of the document's own, with their names, and labels among them.
pub(super) fn custom(office: &mut Office<'_, '_>, draft: &mut Draft<'_>, name: &str) {
    let Some(bytes) = office.take(draft, name) else { return };
    let mut property = String::new();
    let mut text = String::new();
    let ended = walk(&bytes, |node| match node {
        Node::Open(tag) if tag.name() == "property" => {
            property = tag.get("name").unwrap_or_default();
            text.clear();
        }
        // Values of a list are words apart.
        Node::Open(_) if !text.is_empty() => text.push(' '),
        Node::Open(_) => {}
        Node::Text(words) => text.push_str(words),
        Node::Close("property") => {
            let is_label = label::is_name(&property.to_ascii_lowercase());
            let kind = if is_label { SegmentKind::Label } else { SegmentKind::Property };
            // A label's value is what a marking on the page would say, so it stands alone.
            let name = if is_label { String::new() } else { format!("{property}: ") };
            let words = format!("{name}{}", text.trim());
            draft.tell_at(Step::Field(std::mem::take(&mut property)), kind, &words);
            text.clear();
        }
        Node::Close(_) => {}
        Node::Comment(words) => draft.tell(SegmentKind::Hidden, words),
    });
    if let Err(broken) = ended {
        broken_gap(draft, name, broken);
    }
}

/// The part in which newer programs keep labels.
pub(super) fn labels(office: &mut Office<'_, '_>, draft: &mut Draft<'_>, name: &str) {
    draft.enter(Step::Part(name.to_owned()));
    office.walk(draft, name, |_, draft, node| match node {
        Node::Open(tag) if tag.name() != "labelList" => {
            let values = tag.all().into_iter().map(|(name, value)| format!("{name}: {value}"));
            draft.tell(SegmentKind::Label, &values.collect::<Vec<_>>().join(", "));
        }
        Node::Text(words) | Node::Comment(words) => draft.tell(SegmentKind::Label, words),
        _ => {}
    });
    draft.leave();
}
