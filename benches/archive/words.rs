//! What people say in the corpus: sentences put together from the runs of words of the harmless invented
//! meetings in `tests/meetings`, so that near misses are as natural as in speech, with made-up words between
//! them, so that there are more words than those meetings have.
//!
//! Not sentences with a meaning: no rule fires by meaning, only where a hit was planted or by chance.

use std::collections::BTreeSet;
use std::path::Path;

use crate::rules::Rule;
use crate::{Chance, Outcome};

/// The sets that are read. Other meetings are about what the rules look for.
const SETS: [&str; 2] = ["neg1", "neg2"];

/// The words of one language in the order in which they were said.
pub(crate) struct Words {
    said: Vec<String>,
    /// Long words, for compounds and invented phrases.
    long: Vec<String>,
    language: &'static str,
}

/// The words that must not be said by chance: those of one-word phrases.
pub(crate) fn unsaid(rules: &[Rule]) -> BTreeSet<String> {
    let phrases = rules.iter().flat_map(|rule| &rule.hits).filter(|hit| !hit.contains(' '));
    phrases.map(|hit| hit.to_lowercase()).collect()
}

impl Words {
    /// Reads the meetings of a language, without the words that must not be said.
    pub(crate) fn read(language: &'static str, unsaid: &BTreeSet<String>) -> Outcome<Self> {
        let mut said = Vec::new();
        for set in SETS {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meetings").join(set);
            let truth = std::fs::read_to_string(folder.join("truth.tsv"))
                .map_err(|error| format!("tests/meetings/{set}/truth.tsv: {error}"))?;
            for row in truth.lines().skip(1) {
                let mut cells = row.split('\t');
                let (path, spoken) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
                if spoken == language {
                    let text = std::fs::read_to_string(folder.join(path))?;
                    said.extend(text.lines().filter(|line| is_speech(line)).flat_map(words_of));
                }
            }
        }
        said.retain(|word| !unsaid.contains(&word.to_lowercase()));
        let long: BTreeSet<&String> = said.iter().filter(|word| is_long(word)).collect();
        let long: Vec<String> = long.into_iter().cloned().collect();
        if long.len() < 100 {
            return Err(format!("tests/meetings: hardly a word in {language}").into());
        }
        Ok(Self { said, long, language })
    }

    /// One of the long words.
    pub(crate) fn long(&self, chance: &mut Chance) -> &str {
        &self.long[chance.below(self.long.len())]
    }

    /// A sentence with its end and a blank.
    pub(crate) fn sentence(&self, chance: &mut Chance) -> String {
        let length = 3 + chance.below(9) + chance.below(9);
        let mut words: Vec<String> = Vec::with_capacity(length + 1);
        while words.len() < length {
            let run = chance.between(1, 4);
            let from = chance.below(self.said.len() - run);
            words.extend_from_slice(&self.said[from..from + run]);
            if chance.happens(0.12) {
                words.push(self.made_up(chance));
            }
        }
        if chance.happens(0.12) {
            words.insert(words.len() / 2, number(chance));
        }
        let text = words.join(" ");
        let mut letters = text.chars();
        let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
        let ends = [". ", ". ", ". ", ". ", "? ", ", ", "! ", " – ", "… "];
        let end = if self.language == "de" { chance.below(8) } else { chance.below(9) };
        first.unwrap_or_default() + letters.as_str() + ends[end]
    }

    /// A compound in German; in both languages the head of one word with the tail of another.
    fn made_up(&self, chance: &mut Chance) -> String {
        let (one, two) = (self.long(chance), self.long(chance));
        if self.language == "de" && chance.happens(0.5) {
            return one.to_owned() + &two.to_lowercase();
        }
        let (half, rest) = (one.chars().count() / 2, two.chars().count() / 2);
        one.chars().take(half).chain(two.chars().skip(rest)).collect::<String>()
    }
}

/// Whether a line is speech or prose, not a frame of its format.
fn is_speech(line: &str) -> bool {
    let framed = ["WEBVTT", "NOTE", "#", "|", "---"].iter().any(|start| line.starts_with(start));
    !framed && !line.contains("-->") && line.contains(' ')
}

fn words_of(line: &str) -> Vec<String> {
    let words = line.split(|c: char| !(c.is_alphabetic() || c == '-' || c == '\''));
    let words = words.map(|word| word.trim_matches(['-', '\'']));
    words.filter(|word| !word.is_empty() && *word != "v").map(str::to_owned).collect()
}

fn is_long(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && (6..=14).contains(&word.chars().count())
}

/// A number, date or time, as speech has them.
fn number(chance: &mut Chance) -> String {
    let year = 2015 + chance.below(12);
    match chance.below(8) {
        0 => chance.between(2, 4_999).to_string(),
        1 => format!("{}.{}.{year}", chance.between(1, 28), chance.between(1, 12)),
        2 => format!("{:02}:{:02}", chance.between(8, 18), chance.below(60)),
        3 => format!("{},{} Prozent", chance.between(1, 99), chance.below(10)),
        4 => format!("{} EUR", chance.between(100, 99_999)),
        5 => format!("Q{}/{year}", chance.between(1, 4)),
        6 => "GmbH & Co. KG".to_owned(),
        _ => format!("v{}.{}", chance.below(10), chance.below(21)),
    }
}
