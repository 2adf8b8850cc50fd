//! Where in the containers of a JSON text the scan stands, and paths that name such places.
//!
//! A path is the names of members with dots between them, `*` for any entry of a list, and a number for that entry:
//! `results.*.alternatives.0.transcript`. It fits wherever a place ends with it, so that the envelope that a program
//! puts around the answer of a service does not matter.
//!
//! Not here: which paths mean what ([`super::layouts`]).

use crate::text::Span;

use super::scan::{Event, scan};

/// A step from a container to what lies in it.
#[derive(Debug, Clone, Copy)]
enum Part {
    Member(Span),
    Entry(usize),
}

/// The containers around a value, from the outside in, and the step to the value itself.
#[derive(Debug)]
pub(super) struct Way<'s> {
    source: &'s str,
    parts: Vec<Part>,
    /// For each open container whether it is a list, and how many entries it had so far.
    open: Vec<(bool, usize)>,
}

/// More steps than the paths of any layout have, so that fewer steps than these are told as few.
const STEPS: usize = 16;

/// Longer than any name in a path of a layout, in bytes.
const LONGEST: usize = 32;

impl Way<'_> {
    /// How many steps it is from the root.
    pub(super) fn depth(&self) -> usize {
        self.parts.len()
    }

    /// The name of the member that the value is, or that holds the list that it stands in.
    pub(super) fn member(&self) -> &str {
        let names = self.parts.iter().rev().find_map(|part| match part {
            Part::Member(span) => Some(span.of(self.source)),
            Part::Entry(_) => None,
        });
        names.unwrap_or_default()
    }

    /// Whether it ends with `path`. The empty path is a value that nothing or only a list holds.
    pub(super) fn ends_with(&self, path: &str) -> bool {
        self.cut(self.parts.len(), path)
    }

    /// Whether the first `depth` steps end with `path`.
    fn cut(&self, depth: usize, path: &str) -> bool {
        let parts = &self.parts[..depth];
        if path.is_empty() {
            return matches!(parts, [] | [Part::Entry(_)]);
        }
        let mut parts = parts.iter().rev();
        path.rsplit('.').all(|name| parts.next().is_some_and(|part| self.fits(*part, name)))
    }

    /// Writes what all paths of layouts can tell of it: its last steps, and how many there are where they are few.
    pub(super) fn shape(&self, shape: &mut String) {
        shape.clear();
        let depth = self.parts.len();
        let from = depth.saturating_sub(STEPS);
        shape.push(if from > 0 { '>' } else { '^' });
        for part in &self.parts[from..] {
            // Between bytes that stand in no name of a path.
            match *part {
                Part::Member(span) if span.len() <= LONGEST => {
                    shape.push('\u{1}');
                    shape.push_str(span.of(self.source));
                }
                Part::Member(_) => shape.push('\u{2}'),
                Part::Entry(at @ 0..10) => {
                    shape.push('\u{3}');
                    shape.extend(u32::try_from(at).ok().and_then(|at| char::from_digit(at, 10)));
                }
                Part::Entry(_) => shape.push('\u{4}'),
            }
        }
    }

    /// Whether it ends with `path` behind `entry`.
    pub(super) fn is_at(&self, entry: &str, path: &str) -> bool {
        let steps = steps(path);
        let Some(above) = self.parts.len().checked_sub(steps) else { return false };
        self.ends_with(path) && self.cut(above, entry)
    }

    /// Whether the steps behind the first `depth` are `path`.
    pub(super) fn is_below(&self, depth: usize, path: &str) -> bool {
        self.parts.len() == depth + steps(path) && self.ends_with(path)
    }

    fn fits(&self, part: Part, name: &str) -> bool {
        match part {
            Part::Member(span) => span.of(self.source) == name,
            Part::Entry(_) if name == "*" => true,
            Part::Entry(at) => name.parse() == Ok(at),
        }
    }

    /// The step to the next value.
    fn step(&mut self, key: &mut Option<Span>) {
        let part = match self.open.last_mut() {
            None => return,
            Some((true, entries)) => {
                *entries += 1;
                Part::Entry(*entries - 1)
            }
            Some((false, _)) => Part::Member(key.take().unwrap_or_default()),
        };
        self.parts.push(part);
    }

    fn back(&mut self) {
        if !self.open.is_empty() {
            self.parts.pop();
        }
    }
}

/// How many steps a path has.
fn steps(path: &str) -> usize {
    path.bytes().filter(|&byte| byte == b'.').count() + 1
}

/// Scans with the way to each event. A container is on the way when its own brackets are handed on.
pub(super) fn walk(source: &str, mut each: impl FnMut(&Way<'_>, Event)) {
    let mut way = Way { source, parts: Vec::new(), open: Vec::new() };
    let mut key: Option<Span> = None;
    scan(source, |event| match event {
        Event::Key(span) => {
            key = Some(span);
            each(&way, event);
        }
        Event::Open { list } => {
            way.step(&mut key);
            way.open.push((list, 0));
            each(&way, event);
        }
        Event::Close => {
            each(&way, event);
            way.open.pop();
            way.back();
        }
        Event::String(_) | Event::Scalar(_) => {
            way.step(&mut key);
            each(&way, event);
            way.back();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::layouts::LAYOUTS;
    use super::super::scan::Event;
    use super::{LONGEST, STEPS, steps, walk};

    #[test]
    fn shapes_tell_what_layouts_ask_for() {
        for layout in LAYOUTS {
            let times = [layout.start, layout.end, layout.length].concat();
            let times = times.iter().map(|(path, _)| path);
            for path in layout.text.iter().chain(layout.speaker).chain(times) {
                let whole = format!("{}.{path}", layout.entry);
                assert!(steps(&whole) + 1 < STEPS, "{whole}");
                assert!(whole.split('.').all(|name| name.len() < LONGEST), "{whole}");
                assert!(whole.split('.').all(|name| name.parse().unwrap_or(0) < 10), "{whole}");
            }
        }
        let shapes = |source: &str| {
            let (mut shapes, mut shape) = (Vec::new(), String::new());
            walk(source, |way, event| {
                if matches!(event, Event::Scalar(_)) {
                    way.shape(&mut shape);
                    shapes.push(shape.clone());
                }
            });
            shapes
        };
        let list = shapes(r#"[[1, {"a": 2}, {"a": 3}], [0,0,0,0,0,0,0,0,0,0, 10, 11], {"0": 4}]"#);
        assert_ne!(list[1], list[2]);
        assert_eq!(list[13], list[14]);
        assert_ne!(list[0], list[15]);
        assert_ne!(shapes("[1]"), shapes("[[1]]"));
    }

    #[test]
    fn paths_fit_from_the_end() {
        let source = r#"{"a": {"b": [{"c": "x"}, {"c": "y", "d": [["z", 1]]}]}} {"c": "w"}"#;
        let found = |path: &str| {
            let mut found = Vec::new();
            walk(source, |way, event| {
                if let Event::String(span) = event
                    && way.ends_with(path)
                {
                    found.push(span.of(source));
                }
            });
            found.join(" ")
        };
        assert_eq!(found("c"), "x y w");
        assert_eq!(found("b.*.c"), "x y");
        assert_eq!(found("a.b.1.c"), "y");
        assert_eq!(found("d.*.0"), "z");
        assert_eq!(found("b.c"), "");
        assert_eq!(found("x.a.b.0.c"), "");
    }
}
