//! The styles of a document: which are headings, which are numbered, which hide their words.
//!
//! Not here: how anything looks.

use std::collections::{HashMap, HashSet};

use crate::read::xml::{Node, Tag, walk};

/// What a style says of itself; what it leaves out its base says.
#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    base: Option<String>,
    outline: Option<usize>,
    numbering: Option<String>,
    level: Option<usize>,
    hidden: Option<bool>,
}

/// All styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    /// Reads the part that holds them, as far as it goes.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut styles = Styles::default();
        let mut open: Option<(String, Style)> = None;
        let mut stack: Vec<String> = Vec::new();
        // What follows a fault is not known: its paragraphs are then plain ones, with all their words.
        let _ = walk(bytes, |node| match node {
            Node::Open(tag) => {
                let parent = stack.last().map(String::as_str).unwrap_or_default();
                if tag.name() == "style" {
                    let id = tag.get("styleId").unwrap_or_default();
                    let is_default = tag.get("default").is_some_and(|on| is_on(&on));
                    if is_default && tag.get("type").as_deref() == Some("paragraph") {
                        styles.default = Some(id.clone());
                    }
                    open = Some((id, Style::default()));
                } else if let Some((_, style)) = &mut open {
                    style.learn(parent, tag);
                }
                stack.push(tag.name().to_owned());
            }
            Node::Close(name) => {
                stack.pop();
                if let Some((id, style)) = open.take_if(|_| name == "style") {
                    styles.styles.entry(id).or_insert(style);
                }
            }
            _ => {}
        });
        styles
    }

    /// What the first style from `id` on along its bases says. A circle of bases ends.
    fn say<T>(&self, id: &str, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut seen = HashSet::new();
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| seen.insert(*id)) {
            let style = self.styles.get(id)?;
            if let Some(found) = what(style) {
                return Some(found);
            }
            next = style.base.as_deref();
        }
        None
    }

    /// The id itself, or that of the style for paragraphs that name none.
    pub(super) fn id<'s>(&'s self, id: Option<&'s str>) -> &'s str {
        id.or(self.default.as_deref()).unwrap_or_default()
    }

    /// How deep a heading of this style stands, from 0 for a title; none where it is no heading.
    pub(super) fn heading(&self, id: &str) -> Option<usize> {
        let named = self.say(id, |style| heading_by_name(&style.name));
        let outlined = || self.say(id, |style| style.outline).filter(|&level| level < 9);
        let unknown = || heading_by_name(id).filter(|_| !self.styles.contains_key(id));
        named.or_else(|| outlined().map(|level| level + 1)).or_else(unknown)
    }

    /// The numbering and the level that a style gives.
    pub(super) fn numbering(&self, id: &str) -> (Option<String>, Option<usize>) {
        (self.say(id, |style| style.numbering.clone()), self.say(id, |style| style.level))
    }

    /// Whether a style is that of a table of contents.
    pub(super) fn is_contents(&self, id: &str) -> bool {
        let name = self.styles.get(id).map_or(id, |style| style.name.as_str()).to_lowercase();
        let level = name.strip_prefix("toc").or_else(|| name.strip_prefix("verzeichnis"));
        level.is_some_and(|level| level.trim().parse::<u32>().is_ok())
    }

    /// Whether a style hides its words.
    pub(super) fn is_hidden(&self, id: &str) -> bool {
        self.say(id, |style| style.hidden).unwrap_or(false)
    }
}

impl Style {
    fn learn(&mut self, parent: &str, tag: &Tag<'_>) {
        let value = || tag.get("val").unwrap_or_default();
        match (parent, tag.name()) {
            ("style", "name") => self.name = value(),
            ("style", "basedOn") => self.base = Some(value()),
            ("pPr", "outlineLvl") => self.outline = value().parse().ok(),
            ("numPr", "numId") => self.numbering = Some(value()),
            ("numPr", "ilvl") => self.level = value().parse().ok(),
            ("rPr", "vanish") => self.hidden = Some(is_switched_on(tag)),
            _ => {}
        }
    }
}

/// Whether a property that can be switched is on: it is where nothing says otherwise.
pub(super) fn is_switched_on(tag: &Tag<'_>) -> bool {
    tag.get("val").is_none_or(|value| is_on(&value))
}

fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}

/// The depth that the name of a style promises, as programs name headings in English and German.
fn heading_by_name(name: &str) -> Option<usize> {
    let name: String = name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    if ["title", "titel", "subtitle", "untertitel"].contains(&name.as_str()) {
        return Some(0);
    }
    let starts = ["heading", "überschrift", "berschrift"];
    let level = starts.iter().find_map(|start| name.strip_prefix(start))?;
    level.parse().ok().filter(|level| (1..=9).contains(level))
}

#[cfg(test)]
mod tests {
    use super::Styles;

    #[test]
    fn bases_are_asked_and_circles_end() {
        let styles = Styles::read(
            "<styles><style type='paragraph' default='1' styleId='N'><name val='Normal'/></style>\
             <style styleId='a'><name val='heading 2'/><rPr><vanish/></rPr></style>\
             <style styleId='b'><basedOn val='a'/><name val='Punkt'/></style>\
             <style styleId='c'><basedOn val='d'/><pPr><outlineLvl val='4'/></pPr></style>\
             <style styleId='d'><basedOn val='c'/><rPr><vanish val='0'/></rPr></style></styles>"
                .as_bytes(),
        );
        assert_eq!(styles.id(None), "N");
        assert_eq!(styles.heading("b"), Some(2));
        assert_eq!(styles.heading("d"), Some(5));
        assert_eq!(styles.heading("N"), None);
        assert_eq!(styles.heading("Heading3"), Some(3));
        assert!(styles.is_hidden("b") && !styles.is_hidden("d") && !styles.is_hidden("c"));
    }
}
