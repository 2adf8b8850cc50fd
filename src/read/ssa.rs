//! SubStation Alpha (.ssa, .ass): captions as lines of fields, with speakers by name.
//!
//! Not here: joining captions to turns ([`super::captions`]).

use memchr::memmem;

use super::captions::{Times, Turns};
use super::draft::{Draft, draft};
use super::rows::{rows, trimmed};
use super::stamps::stamp;
use super::{Format, plain};
use crate::model::{Document, GapKind, Say, SegmentKind, Step};
use crate::text::Span;

/// Reads SubStation Alpha.
pub(super) struct Reader;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "ssa"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ssa", "ass"]
    }

    fn recognises(&self, head: &str) -> bool {
        let start = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r']);
        start.get(..13).is_some_and(|start| start.eq_ignore_ascii_case("[script info]"))
            || memmem::find_iter(head.as_bytes(), b"Dialogue:").any(|at| is_dialogue(head, at))
    }

    fn read(&self, text: String) -> Document {
        if !text.contains("Dialogue:") && !text.contains('[') {
            return plain::without_captions(text);
        }
        draft(self.name(), text, write)
    }
}

/// Whether what stands at `at` starts a line and has the commas of one that is said.
fn is_dialogue(head: &str, at: usize) -> bool {
    let starts = at == 0 || head.as_bytes()[at - 1] == b'\n';
    let line = head[at..].lines().next().unwrap_or_default();
    starts && line.matches(',').count() > 8
}

/// Which field of a line is what, from the line that names them.
#[derive(Debug, Clone, Copy)]
struct Fields {
    start: usize,
    end: usize,
    name: usize,
    text: usize,
    /// The field that holds words of the editor ("karaoke"); the others are numbers and names of styles.
    effect: usize,
}

impl Default for Fields {
    fn default() -> Self {
        Fields { start: 1, end: 2, name: 4, text: 9, effect: 8 }
    }
}

impl Fields {
    fn named(names: &str) -> Self {
        let at = |wanted: &[&str], usual| {
            let mut names = names.split(',').map(str::trim);
            names
                .position(|name| wanted.iter().any(|w| name.eq_ignore_ascii_case(w)))
                .unwrap_or(usual)
        };
        let usual = Fields::default();
        Fields {
            start: at(&["start"], usual.start),
            end: at(&["end"], usual.end),
            name: at(&["name", "actor"], usual.name),
            text: at(&["text"], usual.text),
            effect: at(&["effect"], usual.effect),
        }
    }
}

fn write(draft: &mut Draft<'_>) {
    let source = draft.source();
    let (mut turns, mut fields) = (Turns::default(), Fields::default());
    let mut section = String::new();
    for (number, row) in (1_u32..).zip(rows(source, 0)) {
        let line = row.of(source);
        let (key, value) = line.split_once(':').unwrap_or((line, ""));
        let value = Span::new(row.span.end - value.len(), row.span.end);
        let inside = line.trim().strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        if let Some(name) = inside {
            section = name.trim().to_ascii_lowercase();
            if ["fonts", "graphics"].contains(&section.as_str()) {
                draft.enter(Step::Line(number));
                draft.gap(
                    GapKind::Embedded,
                    Say("fonts or pictures in the file", "Schriften oder Bilder in der Datei"),
                );
                draft.leave();
            }
            continue;
        }
        match (section.as_str(), key.trim()) {
            ("fonts" | "graphics", "fontname" | "filename") => aside(draft, &mut turns, value),
            // Packed bytes; the gap above tells of them.
            ("fonts" | "graphics", _) => {}
            ("events", "Format") => fields = Fields::named(value.of(source)),
            (_, "Format") => {}
            (_, "Dialogue") => caption(draft, &mut turns, fields, value),
            (_, "Comment" | "Picture" | "Sound" | "Movie" | "Command") if section == "events" => {
                if key.trim() != "Comment" {
                    draft.enter(Step::Line(number));
                    draft.gap(
                        GapKind::Linked,
                        Say(
                            "sound or pictures that lie elsewhere",
                            "Ton oder Bilder, die anderswo liegen",
                        ),
                    );
                    draft.leave();
                }
                let text = split(source, value, fields.text).last().copied().unwrap_or(value);
                aside(draft, &mut turns, text);
            }
            ("script info", "Title") => told(draft, &mut turns, SegmentKind::Subject, value),
            ("script info", _) if !line.starts_with(';') && key != line => {
                let kind = SegmentKind::Property;
                told(draft, &mut turns, kind, row.span);
            }
            _ => aside(draft, &mut turns, row.span),
        }
    }
}

fn aside(draft: &mut Draft<'_>, turns: &mut Turns, span: Span) {
    told(draft, turns, SegmentKind::Note, span);
}

fn told(draft: &mut Draft<'_>, turns: &mut Turns, kind: SegmentKind, span: Span) {
    let span = trimmed(draft.source(), span);
    if !span.is_empty() {
        turns.close();
        draft.block(kind, span);
    }
}

/// The fields of a line; the last one holds all the rest.
fn split(source: &str, line: Span, last: usize) -> Vec<Span> {
    let text = line.of(source);
    let mut start = line.start;
    let mut fields = Vec::new();
    for (at, _) in text.match_indices(',').take(last) {
        fields.push(Span::new(start, line.start + at));
        start = line.start + at + 1;
    }
    fields.push(Span::new(start, line.end));
    fields
}

fn caption(draft: &mut Draft<'_>, turns: &mut Turns, at: Fields, line: Span) {
    let source = draft.source();
    let fields = split(source, line, at.text);
    let field = |at: usize| fields.get(at).map_or(Span::default(), |span| trimmed(source, *span));
    if fields.len() <= at.text {
        return aside(draft, turns, line);
    }
    let time = |at| stamp(field(at).of(source)).map(|stamp| stamp.millis);
    let times = Times { start: time(at.start), end: time(at.end) };
    let name = field(at.name);
    let speaker = (!name.is_empty()).then(|| draft.speaker(name.of(source), name));
    let text = trimmed(source, field(at.text));
    if text.is_empty() {
        return;
    }
    turns.open(draft, speaker, times, false);
    words(draft, text);
    draft.end();
    if at.effect != at.text {
        draft.aside(field(at.effect));
    }
}

/// The words of a caption: tags are cut out, remarks in braces are kept beside.
fn words(draft: &mut Draft<'_>, span: Span) {
    let source = draft.source();
    let mut at = span.start;
    while at < span.end {
        let rest = &source[at..span.end];
        let next = rest.find(['{', '\\']).unwrap_or(rest.len());
        draft.copy(Span::new(at, at + next));
        at += next;
        let rest = &source[at..span.end];
        if rest.starts_with('{') {
            let Some(end) = rest.find('}') else {
                draft.copy(Span::new(at, span.end));
                return;
            };
            if !rest[1..end].contains('\\') {
                draft.aside(Span::new(at + 1, at + end));
            }
            at += end + 1;
        } else if rest.starts_with("\\N") {
            draft.line();
            at += 2;
        } else if rest.starts_with("\\n") || rest.starts_with("\\h") {
            draft.put(" ", Span::new(at, at + 2));
            at += 2;
        } else if let Some(c) = rest.chars().next() {
            draft.copy(Span::new(at, at + c.len_utf8()));
            at += c.len_utf8();
        }
    }
}
