//! Paragraphs, lists, fields, notes and changes: the elements of running text.
//!
//! Not here: words in attributes ([`super::attributes`]).

use super::block::Block;
use super::content::{Body, Content, End};
use super::element::Element;
use super::paragraph::Paragraph;
use crate::model::{GapKind, Say, SegmentKind, Step};

/// Most blanks that stand for a longer stretch of them.
const BLANKS: u64 = 16;

impl Content<'_, '_, '_> {
    pub(super) fn start_text(&mut self, element: &Element<'_>) -> End {
        match element.name {
            "p" | "h" => return self.start_paragraph(element),
            "list-style"
            | "outline-style"
            | "list-level-style-number"
            | "list-level-style-bullet"
            | "list-level-style-image"
            | "outline-level-style" => {
                self.styles.start(element);
                return End::Style;
            }
            "list" => {
                self.lists.start(element);
                return End::List;
            }
            "list-item" => self.lists.entry(element),
            "numbered-paragraph" => {
                self.lists.start_alone(element);
                return End::ListAlone;
            }
            "span" => self.hide_if(self.styles.hides("text", element.text("style-name"))),
            "s" => {
                let blanks = element.count("c").clamp(1, BLANKS);
                self.space(&" ".repeat(usize::try_from(blanks).unwrap_or(1)));
            }
            "tab" => self.space("\t"),
            "line-break" => self.space("\n"),
            "soft-page-break" => self.next_page(),
            "note" => {
                self.counts.footnotes += 1;
                self.enter(Step::Footnote(self.counts.footnotes));
            }
            "note-body" => self.context(SegmentKind::Footnote, true, false),
            // The number of a note or list entry as it was last shown; lists are counted here.
            "note-citation" | "number" => self.silent += 1,
            "ruby-text" => self.capture(SegmentKind::Note, None, String::new()),
            "script" => {
                self.gap(
                    GapKind::Embedded,
                    Say("macros, which are not run", "Makros, die nicht ausgeführt werden"),
                );
                self.capture(SegmentKind::Code, None, String::new());
            }
            "section" => {
                self.counts.sections += 1;
                self.path.push(Step::Section(self.counts.sections));
                self.hide_if(element.get("display").is_some_and(|shown| shown != "true"));
            }
            "hidden-paragraph" if element.is("is-hidden", "true") => {
                if let Some(Block::Paragraph(paragraph)) = self.blocks.last_mut() {
                    paragraph.hide();
                }
            }
            "soft-hyphen" => self.space("\u{ad}"),
            _ => self.start_change(element),
        }
        End::Nothing
    }

    fn start_change(&mut self, element: &Element<'_>) {
        let change = element.text("change-id");
        match element.name {
            "changed-region" => element.text("id").clone_into(&mut self.changes.change),
            "insertion" => self.changes.inserts(),
            "deletion" => {
                let change = self.changes.change.clone();
                self.blocks.push(Block::Deletion(change, Vec::new()));
                self.context(SegmentKind::Deletion, true, false);
            }
            "change" => self.deletion(change),
            "change-start" => self.changes.start(change),
            "change-end" => self.changes.end(change),
            _ => {}
        }
    }

    /// A step into something that stands beside the words in which it starts.
    pub(super) fn enter(&mut self, step: Step) {
        self.path.push(step);
        self.blocks.push(Block::Group(Vec::new()));
        self.lists.enter();
    }

    pub(super) fn hide_if(&mut self, hides: bool) {
        self.hidden += usize::from(hides);
    }

    /// White space that counts.
    fn space(&mut self, space: &str) {
        match self.blocks.last_mut() {
            Some(Block::Paragraph(paragraph)) => {
                paragraph.space(space, self.hidden, self.changes.is_inserting());
            }
            Some(Block::Capture { words, .. }) => words.push_str(space),
            _ => {}
        }
    }

    fn next_page(&mut self) {
        if let Some(page) = &mut self.page {
            *page = page.saturating_add(1);
        }
    }

    /// A paragraph or table may start a page.
    pub(super) fn break_page(&mut self, family: &str, element: &Element<'_>) {
        if self.page.is_none() || !self.contexts.is_empty() || !self.blocks.is_empty() {
            return;
        }
        let (before, after) = self.styles.breaks(family, element.text("style-name"));
        let is_first = self.counts.paragraphs == 0 && self.counts.tables == 0;
        if (before || self.breaks_next) && !is_first {
            self.next_page();
        }
        self.breaks_next = after;
    }

    fn start_paragraph(&mut self, element: &Element<'_>) -> End {
        let style = element.text("style-name");
        self.hide_if(self.styles.hides("paragraph", style));
        self.break_page("paragraph", element);
        let in_master = matches!(self.path.first(), Some(Step::Master(_)));
        if self.body == Body::Text && self.contexts.is_empty() && !in_master {
            self.counts.paragraphs += 1;
            self.path.push(Step::Paragraph(self.counts.paragraphs));
        }
        let level = self.lists.level();
        let own = match level {
            _ if element.name == "h" || self.styles.is_title(style) => SegmentKind::Heading,
            Some(_) => SegmentKind::ListItem,
            None => SegmentKind::Paragraph,
        };
        let kind = self.kind(own);
        let mut paragraph = Paragraph::new(self.way(), kind, self.run(), self.hidden);
        if kind != SegmentKind::Deletion {
            let label = match level {
                None if element.name == "h" => self.lists.heading(&self.styles, element),
                _ => self.lists.number(&self.styles),
            };
            // Words in notes, boxes and cells are no agenda.
            let is_title = [SegmentKind::Heading, SegmentKind::ListItem, SegmentKind::Paragraph];
            if is_title.contains(&kind) {
                let outline = element.get("outline-level").and_then(|level| level.parse().ok());
                let rank = outline.map_or(level.unwrap_or(0), |level: usize| level.max(1) - 1);
                paragraph.title(rank, &label);
            } else {
                paragraph.label(&label);
            }
        }
        self.blocks.push(Block::Paragraph(paragraph));
        if let Some(table) = self.tables.last_mut() {
            table.has_words = true;
        }
        End::Paragraph
    }
}
