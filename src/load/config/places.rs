//! Where each value of a YAML file stands, because the reader of YAML tells it only of mistakes.
//!
//! The tree of values keeps the order of the file, so each key and each string is the next place where its words stand
//! outside of a comment. Where a value is written so that it cannot be found (escapes, aliases), the place is that of
//! its key. Not here: what is wrong with a file ([`crate::load::yaml`]).

use std::collections::BTreeMap;

use serde_yaml::Value;

/// Line and column, from 1, of every value by its way: `paths/2/glob`.
#[derive(Debug, Default)]
pub(super) struct Places(BTreeMap<String, (usize, usize)>);

impl Places {
    /// Of a text that was read as YAML without a mistake.
    pub(super) fn of(text: &str) -> Self {
        let mut places = Places::default();
        if let Ok(value) = serde_yaml::from_str::<Value>(text) {
            let clean: Vec<String> = text.lines().map(without_comment).collect();
            let mut cursor = Cursor { lines: clean, line: 0, byte: 0, last: (1, 1) };
            places.walk(&value, String::new(), &mut cursor);
        }
        places
    }

    /// The place of the value at `way`, or of what it is in.
    pub(super) fn at(&self, way: &str) -> (usize, usize) {
        let above = || way.rsplit_once('/').map_or((1, 1), |(above, _)| self.at(above));
        self.0.get(way).copied().unwrap_or_else(above)
    }

    fn walk(&mut self, value: &Value, way: String, cursor: &mut Cursor) {
        let below = |step: &str| match way.is_empty() {
            true => step.to_owned(),
            false => format!("{way}/{step}"),
        };
        match value {
            Value::Mapping(entries) => {
                for (key, value) in entries {
                    let Some(key) = key.as_str() else { continue };
                    let place = cursor.next(key);
                    let way = below(key);
                    self.0.insert(way.clone(), place);
                    self.walk(value, way, cursor);
                }
            }
            Value::Sequence(values) => {
                for (at, value) in values.iter().enumerate() {
                    self.walk(value, below(&at.to_string()), cursor);
                }
            }
            Value::String(text) => {
                let first = text.split(['\n', ' ']).next().unwrap_or(text);
                let place = cursor.next(first);
                self.0.insert(way, place);
            }
            _ => {}
        }
    }
}

struct Cursor {
    lines: Vec<String>,
    line: usize,
    byte: usize,
    /// The place that was found last.
    last: (usize, usize),
}

impl Cursor {
    /// The next place of a word, or the last one that was found.
    fn next(&mut self, word: &str) -> (usize, usize) {
        let mut from = self.byte;
        for (at, line) in self.lines.iter().enumerate().skip(self.line) {
            if let Some(found) = whole(line, from, word) {
                (self.line, self.byte) = (at, found + word.len());
                self.last = (at + 1, line[..found].chars().count() + 1);
                break;
            }
            from = 0;
        }
        self.last
    }
}

/// Where a word stands in a line with no letter or digit beside it.
fn whole(line: &str, from: usize, word: &str) -> Option<usize> {
    let free = |c: Option<char>| c.is_none_or(|c| " \t[]{},:-\"'|>".contains(c));
    let rest = line.get(from..)?;
    rest.match_indices(word).map(|(at, _)| from + at).find(|&at| {
        !word.is_empty()
            && free(line[..at].chars().next_back())
            && free(line[at + word.len()..].chars().next())
    })
}

/// The line with its comment taken away.
fn without_comment(line: &str) -> String {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '#' && before.is_whitespace() => return line[..at].to_owned(),
            None if "\"'".contains(c) && " \t[{,:".contains(before) => quote = Some(c),
            None => {}
        }
        before = c;
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn values_are_found_where_they_stand() {
        let text = "\
# channel: phone
scheme: [DE, \"AT\"] # DE
paths:
  - glob: 'a # b/**' # channel
    channel: webex
  - {glob: \"**/webex.md\", exclude: true, reason: \"two
      lines\"}
channel: webex
ü: ä
";
        let places = Places::of(text);
        for (way, place) in [
            ("scheme", (2, 1)),
            ("scheme/0", (2, 10)),
            ("scheme/1", (2, 15)),
            ("paths/0/glob", (4, 12)),
            ("paths/0/channel", (5, 14)),
            ("paths/1/glob", (6, 13)),
            ("paths/1/exclude", (6, 27)),
            ("channel", (8, 10)),
            ("ü", (9, 4)),
            ("ü/0", (9, 4)),
            ("nowhere", (1, 1)),
        ] {
            assert_eq!(places.at(way), place, "{way}");
        }
    }
}
