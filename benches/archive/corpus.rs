//! Makes a corpus: an archive of files of many lengths, with a table beside it of what was planted; or one
//! file of a format; or one of the inputs that somebody would make who wants to stop a run.

use std::io::Write as _;
use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use crate::plant::{self, Plant};
use crate::render::{self, FORMATS};
use crate::rules::Rule;
use crate::words::{self, Words};
use crate::{Chance, Outcome};

/// Planted hits for each line of text.
const RATE: f64 = 0.0135;

/// Where the sentences of one file come from.
pub(crate) struct Source<'a> {
    words: &'a Words,
    /// What can be planted: a rule's name and a hit.
    hits: &'a [(&'a str, &'a str)],
    rate: f64,
    plants: Vec<Plant>,
    pub(crate) chance: Chance,
    /// How many sentences were told so far.
    pub(crate) told: usize,
}

impl Source<'_> {
    /// The next sentence, with a planted hit before its last word now and then. `per_line` is how many lines
    /// of the file a sentence fills, the other way round.
    pub(crate) fn take(&mut self, per_line: f64) -> String {
        self.told += 1;
        let sentence = self.words.sentence(&mut self.chance);
        if self.hits.is_empty() || !self.chance.happens(self.rate / per_line) {
            return sentence;
        }
        let (rule, hit) = self.hits[self.chance.below(self.hits.len())];
        let (writing, text) = plant::vary(hit, &mut self.chance);
        let at = sentence.trim_end().rfind(' ').unwrap_or(0);
        let gap = if at == 0 { "" } else { " " };
        let planted = format!("{}{gap}{text} {}", &sentence[..at], sentence[at..].trim_start());
        self.plants.push(Plant { rule: rule.to_owned(), writing, text });
        planted
    }
}

/// What a corpus is made from.
pub(crate) struct Workshop<'a> {
    words: [Words; 2],
    hits: Vec<(&'a str, &'a str)>,
    seed: u64,
}

impl<'a> Workshop<'a> {
    /// Reads the words and sorts out what can be planted.
    pub(crate) fn new(rules: &'a [Rule], seed: u64) -> Outcome<Self> {
        let unsaid = words::unsaid(rules);
        let words = [Words::read("de", &unsaid)?, Words::read("en", &unsaid)?];
        let hits = rules
            .iter()
            .flat_map(|rule| rule.hits.iter().map(|hit| (rule.name.as_str(), hit.as_str())));
        Ok(Self { words, hits: hits.collect(), seed })
    }

    fn source(&self, number: usize, german: bool, rate: f64) -> Source<'_> {
        let chance = Chance::new(self.seed << 32 | number as u64);
        let (words, hits) = (&self.words[usize::from(!german)], self.hits.as_slice());
        Source { words, hits, rate, plants: Vec::new(), chance, told: 0 }
    }

    /// Writes an archive of so many files and, roughly, bytes, and `OUT.planted.tsv` beside it.
    #[allow(clippy::cast_precision_loss, reason = "sizes in the corpus are far below 2^52")]
    pub(crate) fn archive(&self, out: &str, files: usize, bytes: f64) -> Outcome<String> {
        let mut chance = Chance::new(self.seed);
        let sizes: Vec<f64> = (0..files).map(|_| chance.log_normal(0.9)).collect();
        let unit = bytes / sizes.iter().sum::<f64>();
        let table = std::fs::File::create(format!("{}.planted.tsv", out.trim_end_matches('/')))?;
        let mut table = std::io::BufWriter::new(table);
        let (mut written, mut lines, mut planted) = (0, 0, 0);
        for (number, size) in sizes.iter().enumerate() {
            let (path, text, plants) = self.file(number, size * unit);
            let place = Path::new(out).join(&path);
            std::fs::create_dir_all(place.parent().unwrap_or(Path::new(out)))?;
            std::fs::write(&place, &text)?;
            written += text.len();
            lines += memchr::memchr_iter(b'\n', text.as_bytes()).count();
            planted += plants.len();
            for Plant { rule, writing, text: hit } in plants {
                let split = u8::from(
                    !text.contains(&hit) && !text.contains(&*hit.nfd().collect::<String>()),
                );
                writeln!(table, "{path}\t{rule}\t{writing}\t{split}\t{hit}")?;
            }
        }
        table.flush()?;
        let megabytes = written as f64 / 1e6;
        Ok(format!("{files} files, {megabytes:.1} MB, {lines} lines, {planted} planted hits"))
    }

    /// One file: where it lies, its text, what was planted in it.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of sentences"
    )]
    fn file(&self, number: usize, size: f64) -> (String, String, Vec<Plant>) {
        let mut chance = Chance::new(!self.seed ^ number as u64);
        let german = chance.happens(0.6);
        let (format, speech) = pick_format(&mut chance);
        let mut source = self.source(number, german, RATE);
        let sentences = ((size * speech / 79.0) as usize).max(3);
        let mut text = render::render(format, &mut source, sentences);
        if chance.happens(0.02) {
            text = text.nfd().collect();
        }
        if chance.happens(0.2) {
            text = text.replace('\n', "\r\n");
        }
        if chance.happens(0.05) {
            text.insert(0, '\u{FEFF}');
        }
        let (year, month) = (2015 + number % 11, 1 + number / 11 % 12);
        let about = chance.pick(&["rat", "council", "sync", "lage", "review"]);
        let language = if german { "de" } else { "en" };
        let path = format!("{year}/{month:02}/{about}-{number:05}.{language}.{format}");
        (path, text, source.plants)
    }

    /// One agenda.
    pub(crate) fn agenda(&self) -> String {
        render::agenda(&mut self.source(0, true, 0.0))
    }

    /// One file of a format with so many bytes, roughly.
    pub(crate) fn one(&self, format: &str, bytes: usize) -> String {
        let (mut text, mut number) = (String::with_capacity(bytes + 100_000), 0);
        while text.len() < bytes {
            number += 1;
            let part = render::render(format, &mut self.source(number, number % 5 < 3, RATE), 400);
            text += part.strip_prefix("WEBVTT\n\n").filter(|_| number > 1).unwrap_or(&part);
        }
        text
    }

    /// An input that is made to be slow: of one kind, with so many bytes.
    pub(crate) fn hostile(&self, kind: &str, bytes: usize) -> Outcome<String> {
        let mut text = String::with_capacity(bytes + 1_000);
        let mut source = self.source(0, true, 0.0);
        // As near as a miss can be: all of a long phrase but its last letter.
        let longest = self.hits.iter().map(|(_, hit)| *hit).max_by_key(|hit| hit.len());
        let near = longest.and_then(|hit| hit.char_indices().last().map(|(at, _)| &hit[..at]));
        let near = near.ok_or("no rules")?;
        while text.len() < bytes {
            match kind {
                "ordinary" => text += &(source.take(1.0) + "\n"),
                "one-line" => text += &source.take(1.0),
                "near-miss" => text += &format!("{near} "),
                "near-miss-lines" => text += &format!("{near}\n"),
                "digits" => text += &format!("{} ", source.chance.below(1_000)),
                "marks" => text.push('\u{301}'),
                "marks-on-letters" => text += "e\u{301}\u{302}\u{308}\u{327}",
                "letters" | "letters-lines" => {
                    text.push(char::from(b'a' + u8::try_from(source.chance.below(26))?));
                    let ends = kind == "letters-lines" && source.chance.happens(0.02);
                    text.push(if ends { '\n' } else { ' ' });
                }
                _ => return Err(format!("no such input: {kind}").into()),
            }
        }
        Ok(text)
    }
}

fn pick_format(chance: &mut Chance) -> (&'static str, f64) {
    let mut left = chance.unit();
    for (format, share, speech) in FORMATS {
        if left < share {
            return (format, speech);
        }
        left -= share;
    }
    ("txt", 0.95)
}
