//! Markdown: agendas and minutes as people write them in repositories and notes.
//!
//! The CommonMark parser says what is a heading, an entry or a cell, and what emphasis, escapes
//! and entities stand for, so that `VS\-**NfD**` reads "VS-NfD". It also leaves much aside that a
//! reader of the file sees: link targets and titles, definitions, tags, info strings. So the
//! reader watches how far the source has come into the text: every stretch with a letter or digit
//! that is passed over is kept as a note behind the block it stands in. Nothing can be lost.
//!
//! Not here: which of the headings and entries are agenda items ([`outline`]).

mod front_matter;
pub(super) mod html;
mod outline;
mod parts;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::model::{Document, Say, SegmentKind, Step};
use crate::text::Span;

use super::Format;
use super::draft::{Draft, draft};
use super::rows::{row_at, rows};
use front_matter::Head;
use outline::Outline;
use parts::PART;

/// Reads Markdown.
pub(super) struct Reader;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd"]
    }

    fn recognises(&self, head: &str) -> bool {
        if front_matter::find(head) != Head::None {
            return true;
        }
        let mut lines = rows(head, 0).filter(|row| !row.is_blank(head));
        let first = lines.next().is_some_and(|row| is_heading(row.of(head)));
        let more = lines.filter(|row| is_heading(row.of(head))).take(2).count();
        first || more == 2
    }

    fn read(&self, text: String) -> Document {
        read_in_parts(text, PART)
    }
}

/// Reads a text whose body is parsed in parts of so many bytes, or more.
fn read_in_parts(text: String, part: usize) -> Document {
    let mut outline = Outline::default();
    let mut front = Vec::new();
    let mut document = draft(Reader.name(), text, |draft| {
        let source = draft.source();
        let body = match front_matter::find(source) {
            Head::None => 0,
            Head::Unclosed => {
                draft.malformed(
                    Step::FrontMatter,
                    Say("it starts with --- and never ends", "beginnt mit --- und endet nie"),
                );
                0
            }
            Head::Closed(yaml, body) => {
                front.push(front_matter::value(source, yaml));
                front_matter::write(draft, yaml);
                body
            }
        };
        outline = Body::new(draft, body).run(part);
    });
    document.front_matter = front;
    outline.find_items(&mut document);
    document
}

fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with([' ', '\t'])
}

/// The body being written.
struct Body<'w, 's> {
    draft: &'w mut Draft<'s>,
    /// Where the body starts in the source.
    base: usize,
    /// How far the source has come into the text.
    seen: usize,
    outline: Outline,
    /// For every open list whether it is numbered.
    lists: Vec<bool>,
    /// How many entries of lists are open.
    entries: usize,
}

impl<'w, 's> Body<'w, 's> {
    fn new(draft: &'w mut Draft<'s>, base: usize) -> Self {
        let (outline, lists) = (Outline::default(), Vec::new());
        Body { draft, base, seen: base, outline, lists, entries: 0 }
    }

    fn run(mut self, length: usize) -> Outline {
        let source = self.draft.source();
        let body = &source[self.base..];
        for part in parts::parts(body, length) {
            let base = self.base + part.start;
            for (event, range) in parts::parser(part.of(body)).into_offset_iter() {
                self.event(event, Span::new(base + range.start, base + range.end));
            }
        }
        self.end_block();
        self.reach(source.len());
        self.draft.flush_asides();
        self.outline
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.text(&text, span),
            Event::Code(text) => self.code(&text, span),
            Event::SoftBreak | Event::HardBreak => {
                self.reach(span.start);
                self.draft.put("\n", span);
                self.seen = self.seen.max(span.end);
            }
            Event::InlineHtml(_) => {
                self.reach(span.start);
                self.ensure_open();
                html::inline(self.draft, span);
                self.seen = self.seen.max(span.end);
            }
            // Blocks of HTML are read whole at their start. Rules say nothing, and the other
            // events belong to extensions that are off; their words would be kept as asides.
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { level, .. } => {
                self.begin(SegmentKind::Heading, span.start);
                self.outline.headings.push((self.draft.next_segment(), rank(*level)));
            }
            // The first paragraph of an entry goes on behind its number.
            Tag::Paragraph if self.entries > 0 && self.draft.open().is_some() => {}
            Tag::Paragraph if self.entries > 0 => self.begin(SegmentKind::ListItem, span.start),
            Tag::Paragraph => {
                self.begin(SegmentKind::Paragraph, span.start);
                self.outline.paragraphs.push(self.draft.next_segment());
            }
            Tag::List(number) => {
                self.end_block();
                self.lists.push(number.is_some());
            }
            Tag::Item => self.start_entry(span),
            Tag::TableCell => self.begin(SegmentKind::Cell, span.start),
            Tag::CodeBlock(_) => self.begin(SegmentKind::Code, span.start),
            Tag::HtmlBlock => {
                self.end_block();
                self.reach(span.start);
                self.draft.flush_asides();
                html::block(self.draft, span);
                self.seen = self.seen.max(span.end);
            }
            Tag::BlockQuote(_) | Tag::Table(_) => self.end_block(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableCell | TagEnd::CodeBlock => {
                self.reach(span.end);
                self.end_block();
            }
            TagEnd::Item => {
                self.reach(span.end);
                self.end_block();
                self.entries = self.entries.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            _ => {}
        }
    }

    /// An entry of a list; the number that was written stands at its start.
    fn start_entry(&mut self, span: Span) {
        self.begin(SegmentKind::ListItem, span.start);
        self.entries += 1;
        if self.lists.last() != Some(&true) {
            return;
        }
        let text = span.of(self.draft.source());
        let indent = text.len() - text.trim_start().len();
        let digits = text[indent..].bytes().take_while(u8::is_ascii_digit).count();
        let start = span.start + indent;
        let mark = usize::from(text[indent + digits..].starts_with(['.', ')']));
        let blank = usize::from(text[indent + digits + mark..].starts_with(' '));
        let marker = Span::new(start, start + digits + mark + blank);
        if self.lists.len() == 1 {
            self.outline.entries.push(self.draft.next_segment());
        }
        self.copy(marker);
        if blank == 0 {
            self.draft.put(" ", Span::new(marker.end, marker.end));
        }
    }

    fn begin(&mut self, kind: SegmentKind, at: usize) {
        self.end_block();
        self.reach(at);
        self.draft.flush_asides();
        self.draft.begin(kind);
        self.draft.wall();
    }

    fn end_block(&mut self) {
        self.draft.end();
        self.draft.flush_asides();
        self.draft.wall();
    }

    /// Text that stands in no block of its own follows a nested list in an entry.
    fn ensure_open(&mut self) {
        if self.draft.open().is_none() {
            let kind =
                if self.entries > 0 { SegmentKind::ListItem } else { SegmentKind::Paragraph };
            self.draft.begin(kind);
            self.draft.wall();
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        self.reach(span.start);
        self.ensure_open();
        if span.of(self.draft.source()) == text {
            self.copy(span);
        } else {
            self.draft.put(text, span);
            self.seen = self.seen.max(span.end);
        }
    }

    /// Code between backticks, which are no part of it. Over several lines the parser sets blanks
    /// for the line ends; here they stay line ends.
    fn code(&mut self, text: &str, span: Span) {
        self.reach(span.start);
        self.ensure_open();
        let source = self.draft.source();
        let ticks = span.of(source).bytes().take_while(|&byte| byte == b'`').count();
        let inner = Span::new(span.start + ticks, span.end - ticks.min(span.len() - ticks));
        match inner.of(source).find(text) {
            Some(at) => self.draft.copy(Span::new(inner.start + at, inner.start + at + text.len())),
            None => self.code_lines(inner),
        }
        self.seen = self.seen.max(span.end);
    }

    fn code_lines(&mut self, inner: Span) {
        let source = self.draft.source();
        let mut at = inner.start;
        loop {
            let row = row_at(source, at);
            self.draft.copy(Span::new(at, row.span.end.min(inner.end)));
            if row.next >= inner.end || row.next == row.span.end {
                break;
            }
            self.draft.put("\n", Span::new(row.span.end, row.next));
            at = row.next;
        }
    }

    fn copy(&mut self, span: Span) {
        self.draft.copy(span);
        self.seen = self.seen.max(span.end);
    }

    /// Keeps what stands between the text so far and `at` and is in no event.
    fn reach(&mut self, at: usize) {
        if at <= self.seen {
            return;
        }
        let source = self.draft.source();
        let syntax =
            ['[', ']', '(', ')', '<', '>', '"', '\'', '*', '_', '`', '~', '!', '\\', '|', '#'];
        let passed = Span::new(self.seen, at);
        let text = passed.of(source);
        self.seen = at;
        // Mostly it is a line end and the mark of an entry.
        if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()) {
            return;
        }
        let rest = text.trim_start_matches(|c: char| c.is_whitespace() || syntax.contains(&c));
        let start = passed.start + (text.len() - rest.len());
        let rest = rest.trim_end_matches(|c: char| c.is_whitespace() || syntax.contains(&c));
        self.draft.aside(Span::new(start, start + rest.len()));
    }
}

fn rank(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
