//! What was said already, so that an answer that says everything twice is not read twice.
//!
//! Services give the same words as a full text, as sentences and one by one. Something counts as said where its words
//! stand in the same order in what was said before; small letters may stand for capitals that were said, never capitals
//! for small letters, because a marking may be all that differs.
//!
//! Not here: what is done with the rest ([`super::speech`]).

use std::collections::HashSet;

/// How many bytes may be searched for runs of words in one file. What comes after is said again.
const BUDGET: usize = 1 << 30;

/// The words that were said, in order.
#[derive(Debug)]
pub(super) struct Said {
    /// Words between single blanks.
    text: String,
    /// The same in small letters.
    small: String,
    /// Each word, and each text as a whole, as written and in small letters.
    known: HashSet<String>,
    budget: usize,
}

impl Said {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Said { text: " ".to_owned(), small: " ".to_owned(), known: HashSet::new(), budget: BUDGET }
    }

    /// Adds a text.
    pub(super) fn add(&mut self, text: &str) {
        let words = words(text);
        if words.is_empty() {
            return;
        }
        let small = words.to_lowercase();
        for (all, words) in [(&mut self.text, &words), (&mut self.small, &small)] {
            all.push_str(words);
            all.push(' ');
            for word in words.split(' ') {
                if !self.known.contains(word) {
                    self.known.insert(word.to_owned());
                }
            }
        }
        self.known.extend([words, small]);
    }

    /// Adds a name, which stands between no words.
    pub(super) fn add_name(&mut self, name: &str) {
        self.known.insert(words(name));
    }

    /// Whether every line of `text` was said.
    pub(super) fn holds(&mut self, text: &str) -> bool {
        text.lines().all(|line| self.holds_line(unnamed(line)))
    }

    fn holds_line(&mut self, line: &str) -> bool {
        let words = words(line);
        if words.is_empty() || self.known.contains(&words) {
            return true;
        }
        if !words.contains(' ') {
            return false;
        }
        let is_small = words == words.to_lowercase();
        let all = if is_small { &self.small } else { &self.text };
        let Some(left) = self.budget.checked_sub(all.len()) else { return false };
        self.budget = left;
        all.contains(&format!(" {words} "))
    }
}

/// A line without the "Speaker 0: " that a full text puts before turns.
fn unnamed(line: &str) -> &str {
    let rest = line.strip_prefix("Speaker ").and_then(|rest| rest.split_once(": "));
    let rest = rest.filter(|(name, _)| name.bytes().all(|byte| byte.is_ascii_digit()));
    rest.map_or(line, |(_, text)| text)
}

/// The runs of letters and digits of a text, with single blanks between.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::Said;

    #[test]
    fn said_is_said() {
        let mut said = Said::new();
        said.add("Guten Tag,");
        said.add("das ist für alle.");
        assert!(said.holds("guten tag das ist für alle"));
        assert!(said.holds("Tag, das"));
        assert!(said.holds("\nSpeaker 0: Guten Tag,\n\nSpeaker 12: das ist für alle."));
        assert!(said.holds("—"));
        assert!(!said.holds("GUTEN TAG"));
        assert!(!said.holds("ag das"));
        assert!(!said.holds("alle das"));
        assert!(!said.holds("Geheim: das"));
    }

    #[test]
    fn a_search_without_end_ends() {
        let mut said = Said::new();
        said.add(&"ja nein ".repeat(500_000));
        assert!((0..1_000).any(|_| !said.holds("nein ja")));
    }
}
