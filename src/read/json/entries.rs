//! What the entries of a known layout say, by whom and when.
//!
//! Not here: the layouts ([`super::layouts`]), and how entries make speech ([`super::speech`]).

use std::collections::HashMap;

use crate::read::captions::Times;
use crate::text::Span;

use super::layouts::{LAYOUTS, Layout, Needs, Unit};
use super::scan::Event;
use super::time::millis;
use super::way::{Way, walk};

/// A text that somebody said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// The text, with its escapes.
    pub(super) text: Span,
    /// When.
    pub(super) times: Times,
    /// Who.
    pub(super) speaker: Option<Span>,
}

/// All that was found by the paths of a layout.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The entries, in order.
    pub(super) entries: Vec<Entry>,
    /// Where the strings start that the entries say, in order.
    pub(super) used: Vec<usize>,
}

/// Most places of values that are remembered; an answer has a few dozen.
const SHAPES: usize = 1024;

/// The first layout that `source` has.
pub(super) fn layout(source: &str) -> Option<&'static Layout> {
    let mut signs = vec![(false, false, false); LAYOUTS.len()];
    // A value that stands like one before it says nothing new, unless it may be a speaker.
    let mut seen: HashMap<String, bool> = HashMap::new();
    let mut shape = String::new();
    walk(source, |way, event| {
        let Some(value) = value(event) else { return };
        way.shape(&mut shape);
        if seen.get(&shape) == Some(&false) {
            return;
        }
        let mut may_speak = false;
        for (layout, (text, start, speaker)) in LAYOUTS.iter().zip(&mut signs) {
            let has = |path: &str| way.is_at(layout.entry, path);
            *text |= !*text && layout.text.iter().any(|path| has(path));
            *start |= !*start && layout.start.iter().any(|(path, _)| has(path));
            let asked = layout.needs == Needs::Speaker && !*speaker;
            let speaks = asked && layout.speaker.iter().any(|path| has(path));
            may_speak |= speaks;
            *speaker |= speaks && is_speaker(layout, value.of(source));
        }
        if let Some(known) = seen.get_mut(&shape) {
            *known = may_speak;
        } else if seen.len() < SHAPES {
            seen.insert(shape.clone(), may_speak);
        }
    });
    let fits = |(layout, (text, start, speaker)): &(&Layout, (bool, bool, bool))| {
        let needed = match layout.needs {
            Needs::Text => true,
            Needs::Start => *start,
            Needs::Speaker => *speaker,
        };
        *text && needed
    };
    LAYOUTS.iter().zip(signs).find(fits).map(|(layout, _)| layout)
}

/// Everything in `source` at the paths of `layout`.
pub(super) fn collect(source: &str, layout: &Layout) -> Found {
    let mut collector = Collector {
        source,
        layout,
        open: None,
        group: None,
        voice: None,
        voices: Vec::new(),
        found: Found::default(),
    };
    walk(source, |way, event| collector.take(way, event));
    collector.finish()
}

fn value(event: Event) -> Option<Span> {
    match event {
        Event::String(span) | Event::Scalar(span) => Some(span),
        _ => None,
    }
}

/// Whether a value says who speaks.
fn is_speaker(layout: &Layout, value: &str) -> bool {
    let nobody = layout.needs == Needs::Speaker && value == "0";
    !matches!(value, "" | "null" | "true" | "false") && !nobody
}

/// A value with the rank of its path: of two the one with the lower rank counts.
type Ranked<T> = Option<(usize, T)>;

/// Keeps `value`, unless one of the same or a lower rank is there.
fn keep<T>(kept: &mut Ranked<T>, rank: usize, value: T) {
    if kept.as_ref().is_none_or(|(known, _)| rank < *known) {
        *kept = Some((rank, value));
    }
}

/// An entry whose brackets are still open.
#[derive(Debug, Default)]
struct Open {
    depth: usize,
    text: Ranked<Span>,
    start: Ranked<u64>,
    nanos: u64,
    end: Option<u64>,
    length: Ranked<u64>,
    speaker: Ranked<Span>,
}

/// A container of entries whose brackets are open.
#[derive(Debug)]
struct Group {
    depth: usize,
    /// The first entry in it.
    first: usize,
    speaker: Option<Span>,
}

/// An entry of the list of who speaks when.
#[derive(Debug)]
struct Voice {
    depth: usize,
    start: Option<u64>,
    speaker: Option<Span>,
}

struct Collector<'a> {
    source: &'a str,
    layout: &'a Layout,
    open: Option<Open>,
    group: Option<Group>,
    voice: Option<Voice>,
    voices: Vec<(u64, Span)>,
    found: Found,
}

impl Collector<'_> {
    fn take(&mut self, way: &Way<'_>, event: Event) {
        match event {
            Event::Open { .. } => self.enter(way),
            Event::Close => self.leave(way.depth()),
            Event::String(span) | Event::Scalar(span) => {
                self.in_entry(way, span, matches!(event, Event::String(_)));
                self.in_group(way, span);
                self.in_voice(way, span);
            }
            Event::Key(_) => {}
        }
    }

    fn enter(&mut self, way: &Way<'_>) {
        let depth = way.depth();
        if self.open.is_none() && way.ends_with(self.layout.entry) {
            self.open = Some(Open { depth, ..Open::default() });
            return;
        }
        if self.group.is_none() && self.layout.group.is_some_and(|(path, _)| way.ends_with(path)) {
            let first = self.found.entries.len();
            self.group = Some(Group { depth, first, speaker: None });
        }
        let voices = self.layout.voices.as_ref();
        if voices.is_some_and(|voices| way.ends_with(voices.entry)) {
            self.voice = Some(Voice { depth, start: None, speaker: None });
        }
    }

    fn leave(&mut self, depth: usize) {
        if let Some(open) = self.open.take_if(|open| open.depth == depth) {
            self.close_entry(&open);
        }
        if let Some(group) = self.group.take_if(|group| group.depth == depth) {
            for entry in &mut self.found.entries[group.first..] {
                entry.speaker = entry.speaker.or(group.speaker);
            }
        }
        if let Some(voice) = self.voice.take_if(|voice| voice.depth == depth)
            && let (Some(start), Some(speaker)) = (voice.start, voice.speaker)
        {
            self.voices.push((start, speaker));
        }
    }

    fn close_entry(&mut self, open: &Open) {
        let Some((_, text)) = open.text else { return };
        let speaker = open.speaker.map(|(_, span)| span);
        if self.layout.needs == Needs::Speaker && speaker.is_none() {
            return;
        }
        let start = open.start.map(|(_, start)| start.saturating_add(open.nanos));
        let length = open.length.map(|(_, length)| length);
        let until = start.zip(length).map(|(start, length)| start.saturating_add(length));
        let times = Times { start, end: open.end.or(until) };
        self.found.entries.push(Entry { text, times, speaker });
        self.found.used.push(text.start);
    }

    fn in_entry(&mut self, way: &Way<'_>, span: Span, is_string: bool) {
        let (source, layout) = (self.source, self.layout);
        let Some(open) = &mut self.open else { return };
        let depth = open.depth;
        let at = |path: &str| way.is_below(depth, path);
        let time = |(path, unit): &(&str, Unit)| {
            at(path).then(|| millis(span.of(source), *unit)).flatten().map(|time| (time, *unit))
        };
        if let Some(rank) = layout.text.iter().position(|path| at(path)) {
            // A text of an earlier path replaces it, and is then said beside it.
            if is_string && !span.is_empty() {
                keep(&mut open.text, rank, span);
            }
            return;
        }
        for (rank, entry) in layout.start.iter().enumerate() {
            match time(entry) {
                Some((nanos, Unit::Nanos)) => open.nanos = nanos,
                Some((start, _)) => keep(&mut open.start, rank, start),
                None => {}
            }
        }
        if let Some((end, _)) = layout.end.iter().find_map(time) {
            open.end = Some(end);
        }
        for (rank, entry) in layout.length.iter().enumerate() {
            if let Some((length, _)) = time(entry) {
                keep(&mut open.length, rank, length);
            }
        }
        if let Some(rank) = layout.speaker.iter().position(|path| at(path))
            && is_speaker(layout, span.of(source))
        {
            keep(&mut open.speaker, rank, span);
        }
    }

    fn in_group(&mut self, way: &Way<'_>, span: Span) {
        let (Some(group), Some((_, path))) = (&mut self.group, self.layout.group) else { return };
        if way.is_below(group.depth, path) && is_speaker(self.layout, span.of(self.source)) {
            group.speaker = Some(span);
        }
    }

    fn in_voice(&mut self, way: &Way<'_>, span: Span) {
        let (Some(voice), Some(voices)) = (&mut self.voice, &self.layout.voices) else { return };
        if way.is_below(voice.depth, voices.speaker)
            && is_speaker(self.layout, span.of(self.source))
        {
            voice.speaker = Some(span);
        }
        for (path, unit) in voices.start {
            if way.is_below(voice.depth, path) {
                voice.start = millis(span.of(self.source), *unit);
            }
        }
    }

    /// Gives entries without a speaker the one who speaks at their start.
    fn finish(mut self) -> Found {
        self.voices.sort_by_key(|(start, _)| *start);
        for entry in &mut self.found.entries {
            if let (None, Some(start)) = (entry.speaker, entry.times.start) {
                let next = self.voices.partition_point(|(from, _)| *from <= start);
                let voice = next.checked_sub(1).and_then(|at| self.voices.get(at));
                entry.speaker = voice.map(|(_, speaker)| *speaker);
            }
        }
        self.found.used.sort_unstable();
        self.found
    }
}
