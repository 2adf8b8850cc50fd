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
    use super::super::scan::Event;
    use super::walk;

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
