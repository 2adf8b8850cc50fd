//! `clearedfor rules explain`: a rule as a person reads it.
//!
//! Sentences, wrapped to the terminal; of long lists the first dozen. Not here: the rule as a machine reads it, which is
//! its YAML.

mod over;
mod segments;
mod words;

use super::one_line;
use crate::Error;
use crate::model::rule::{Condition, Pattern, Patterns, Search};
use crate::model::{Kind, Rule, Ruleset, Say, Scheme, Schemes};
use crate::render::Lang;
use over::over_findings;
use words::{does, place, reach, selectors, weighs};

/// Most entries of a list that are shown unless all are asked for.
const MOST_ENTRIES: usize = 12;
/// Columns of the widest and the narrowest page.
const WIDTHS: (usize, usize) = (40, 100);

/// How to explain.
pub(super) struct Manner<'s> {
    /// Columns of the terminal.
    pub(super) width: usize,
    /// Show every entry of every list.
    pub(super) all: bool,
    /// Names levels where the rule has no scheme of its own.
    pub(super) home: &'s Scheme,
    pub(super) schemes: &'s Schemes,
    pub(super) lang: Lang,
}

/// The page on the rule `id`.
pub(super) fn rule(rulesets: &[Ruleset], id: &str, manner: &Manner<'_>) -> Result<String, Error> {
    let rules = || rulesets.iter().flat_map(|set| set.rules.iter().map(move |rule| (set, rule)));
    let found = rules().find(|(_, rule)| rule.id == id);
    let unknown = || Error::unknown(Say("rule", "Regel"), id, rules().map(|(_, rule)| &*rule.id));
    let (ruleset, rule) = found.ok_or_else(unknown)?;
    let lang = manner.lang;
    let mut page = Page { text: String::new(), manner };
    page.line(0, &rule.id);
    page.line(2, lang.of(&rule.about.title));
    page.heading(lang.pick("What it does", "Was sie bewirkt"));
    page.line(2, &does(rule, manner));
    page.line(2, weighs(rule.strength, lang));
    if let Some(scheme) = &rule.scheme {
        page.line(
            2,
            &match lang {
                Lang::En => format!("It counts only when the scheme {scheme} is in force."),
                Lang::De => format!("Sie zählt nur, wenn das Schema {scheme} gilt."),
            },
        );
    }
    page.heading(lang.pick("Why", "Warum"));
    page.line(2, lang.of(&rule.about.why));
    page.search(rule);
    page.conditions(rule);
    page.examples(lang.pick("It must hit", "Sie muss treffen"), &rule.about.examples.hit);
    page.examples(
        lang.pick("It must not hit", "Sie darf nicht treffen"),
        &rule.about.examples.miss,
    );
    page.origin(ruleset, rule);
    Ok(page.text)
}

/// Text that grows line by line.
struct Page<'m> {
    text: String,
    manner: &'m Manner<'m>,
}

impl Page<'_> {
    fn heading(&mut self, words: &str) {
        self.text.push('\n');
        self.line(0, words);
    }

    /// A sentence, wrapped; lines after the first are indented alike.
    fn line(&mut self, indent: usize, words: &str) {
        self.hanging(indent, indent, words);
    }

    /// A sentence, wrapped; lines after the first start at `hang`. A word longer than a line stays whole.
    fn hanging(&mut self, indent: usize, hang: usize, words: &str) {
        let width = self.width();
        let mut column = indent;
        self.text.push_str(&" ".repeat(indent));
        for (at, word) in one_line(words).split(' ').filter(|word| !word.is_empty()).enumerate() {
            let columns = word.chars().count();
            if at > 0 && column + 1 + columns > width {
                self.text.push('\n');
                self.text.push_str(&" ".repeat(hang));
                column = hang;
            } else if at > 0 {
                self.text.push(' ');
                column += 1;
            }
            self.text.push_str(word);
            column += columns;
        }
        self.text.push('\n');
    }

    fn origin(&mut self, ruleset: &Ruleset, rule: &Rule) {
        let lang = self.manner.lang;
        self.heading(lang.pick("Where it comes from", "Woher sie kommt"));
        let checked = match rule.about.verified {
            true => lang.pick("verified", "geprüft"),
            false => lang.pick("not verified", "nicht geprüft"),
        };
        let sources = rule.about.source.join(", ");
        let Ruleset { id, version, origin, .. } = ruleset;
        self.line(
            2,
            &match lang {
                Lang::En => {
                    format!("Source: {sources} ({checked}); docs/sources.md says what that is.")
                }
                Lang::De => {
                    format!("Quelle: {sources} ({checked}); docs/sources.md sagt, was das ist.")
                }
            },
        );
        let what = lang.pick("Ruleset", "Regelwerk");
        self.line(2, &format!("{what}: {id} {version} ({origin})."));
        if let Some(table) = &rule.table {
            self.line(
                2,
                &match lang {
                    Lang::En => format!("Made by the table {table}, which its examples are of."),
                    Lang::De => format!("Aus der Tabelle {table}, von der die Beispiele sind."),
                },
            );
        }
        let all: Vec<&str> = rule.tags.iter().collect();
        if !all.is_empty() {
            let tags = lang.pick("Tags", "Merkmale");
            self.line(2, &format!("{tags}: {}.", all.join(", ")));
        }
    }

    fn search(&mut self, rule: &Rule) {
        let lang = self.manner.lang;
        self.heading(lang.pick("What it looks for", "Wonach sie sucht"));
        match &rule.search {
            Search::Words => {}
            search => self.line(2, &over_findings(search, lang)),
        }
        if !rule.patterns.is_empty() {
            if matches!(rule.search, Search::Missing(_)) {
                self.line(
                    2,
                    lang.pick("These words would fulfil it:", "Diese Worte würden sie erfüllen:"),
                );
            }
            self.patterns(2, "", &rule.patterns);
            self.line(2, &place(rule, lang));
        }
        if let Some(at_least) = rule.at_least {
            let (hits, reach) = (at_least.hits, reach(at_least.reach, lang));
            self.line(
                2,
                &match lang {
                    Lang::En => format!("It needs {hits} hits with different words {reach}."),
                    Lang::De => {
                        format!("Sie braucht {hits} Treffer mit verschiedenen Worten {reach}.")
                    }
                },
            );
        }
        if !rule.holds_until.is_empty() {
            let ends = selectors(&rule.holds_until, lang.pick("or", "oder"));
            self.line(
                2,
                &match lang {
                    Lang::En => format!("Spoken, it holds for what follows until {ends} is found."),
                    Lang::De => {
                        format!("Gesprochen gilt sie für das Folgende, bis {ends} gefunden wird.")
                    }
                },
            );
        }
    }

    fn conditions(&mut self, rule: &Rule) {
        let lang = self.manner.lang;
        if !rule.near.is_empty() {
            let all = rule.near.len();
            self.heading(&match (rule.enough, lang) {
                (Some(n), Lang::En) => format!("Only if at least {n} of these {all} are near"),
                (Some(n), Lang::De) => format!("Nur wenn mindestens {n} dieser {all} nahe sind"),
                (None, _) if all == 1 => {
                    lang.pick("Only if this is near", "Nur wenn dies nahe ist").to_owned()
                }
                (None, _) => lang
                    .pick("Only if all of these are near", "Nur wenn all dies nahe ist")
                    .to_owned(),
            });
            rule.near.iter().for_each(|condition| self.condition(condition));
        }
        if !rule.unless.is_empty() {
            self.heading(match rule.kind {
                Kind::Marking => lang.pick(
                    "Unless any of these is near; then it is a mention, and does not count",
                    "Außer wenn etwas davon nahe ist; dann ist es eine Erwähnung und zählt nicht",
                ),
                _ => lang.pick("Unless any of these is near", "Außer wenn etwas davon nahe ist"),
            });
            rule.unless.iter().for_each(|condition| self.condition(condition));
        }
    }

    fn condition(&mut self, condition: &Condition) {
        let around = format!("- {}: ", reach(condition.reach, self.manner.lang));
        self.patterns(2, &around, &condition.patterns);
    }

    /// Keywords as one list, expressions one by one; `before` opens the first line.
    fn patterns(&mut self, indent: usize, before: &str, patterns: &Patterns) {
        let exact = patterns.iter().any(Pattern::heeds_capitals);
        let lang = self.manner.lang;
        let capitals = lang.pick(" (capitals as written)", " (Großschreibung wie angegeben)");
        let exact = if exact { capitals } else { "" };
        let (words, expressions): (Vec<&Pattern>, Vec<&Pattern>) =
            patterns.iter().partition(|pattern| pattern.is_keyword());
        let hang = if before.is_empty() { indent + 2 } else { indent + 4 };
        let mut opening = before.to_owned();
        if !words.is_empty() {
            let shown = self.shown(words.len());
            let quoted: Vec<String> =
                words[..shown].iter().map(|word| word.source().to_owned()).collect();
            let rest = self.rest(words.len() - shown);
            let the = lang.pick("the words", "die Worte");
            let sentence = format!("{opening}{the}{exact} {}{rest}", quoted.join(", "));
            self.hanging(indent, hang, &sentence);
            opening = if before.is_empty() { String::new() } else { "  ".to_owned() };
        }
        if expressions.is_empty() {
            return;
        }
        let or = if words.is_empty() { "" } else { lang.pick("or ", "oder ") };
        let indent = if words.is_empty() || before.is_empty() { indent } else { indent + 2 };
        let kind = match expressions.len() {
            1 => lang.pick("the pattern", "das Muster"),
            _ => lang.pick("the patterns", "die Muster"),
        };
        self.hanging(indent, hang, &format!("{}{or}{kind}{exact}", opening.trim_start()));
        let shown = self.shown(expressions.len());
        for expression in &expressions[..shown] {
            self.expression(hang, expression.source());
        }
        if shown < expressions.len() {
            self.line(hang, self.rest(expressions.len() - shown).trim_start_matches(", "));
        }
    }

    fn shown(&self, entries: usize) -> usize {
        match self.manner.all || entries <= MOST_ENTRIES + 1 {
            true => entries,
            false => MOST_ENTRIES,
        }
    }

    fn rest(&self, left: usize) -> String {
        match left {
            0 => String::new(),
            left => match self.manner.lang {
                Lang::En => format!(", and {left} more (--all shows them)"),
                Lang::De => format!(", und {left} weitere (--all zeigt sie)"),
            },
        }
    }

    /// An expression on a line of its own, never wrapped, because its blanks count; cut at the edge of the page.
    fn expression(&mut self, indent: usize, expression: &str) {
        let room = self.width().saturating_sub(indent + 1);
        let whole = one_line(expression);
        let cut = whole.char_indices().nth(room + 1).is_some() && !self.manner.all;
        let shown: String = if cut { whole.chars().take(room).collect() } else { whole };
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(&shown);
        self.text.push_str(if cut { "\u{2026}\n" } else { "\n" });
    }

    fn width(&self) -> usize {
        self.manner.width.clamp(WIDTHS.0, WIDTHS.1)
    }

    fn examples(&mut self, heading: &str, examples: &[String]) {
        self.heading(heading);
        for example in examples {
            self.hanging(2, 4, &format!("- {}", example.trim_end().replace('\n', "\u{23ce}")));
        }
    }
}
