//! `clearedfor rules explain`: a rule as a person reads it.
//!
//! Sentences, wrapped to the terminal; of long lists the first dozen. Not here: the rule as a machine reads it, which is
//! its YAML.

use super::one_line;
use crate::Error;
use crate::model::rule::{Condition, Contradiction, Position, Reach, Search, Selector, Window};
use crate::model::{Effect, Kind, Level, Rule, Ruleset, Scheme, Schemes, SegmentKind, Strength};
use crate::pattern::{Case, Pattern};

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
}

/// The page on the rule `id`.
pub(super) fn rule(rulesets: &[Ruleset], id: &str, manner: &Manner<'_>) -> Result<String, Error> {
    let rules = || rulesets.iter().flat_map(|set| set.rules.iter().map(move |rule| (set, rule)));
    let found = rules().find(|(_, rule)| rule.id == id);
    let unknown = || Error::unknown("rule", id, rules().map(|(_, rule)| rule.id.as_str()));
    let (ruleset, rule) = found.ok_or_else(unknown)?;
    let mut page = Page { text: String::new(), manner };
    page.line(0, &rule.id);
    page.line(2, &rule.title.en);
    page.line(2, &rule.title.de);
    page.heading("What it does");
    page.line(2, &does(rule, manner));
    page.line(2, weighs(rule.strength));
    if let Some(scheme) = &rule.scheme {
        page.line(2, &format!("It counts only when the scheme {scheme} is in force."));
    }
    page.heading("Why");
    page.line(2, &rule.why.en);
    page.line(2, &rule.why.de);
    page.search(rule);
    page.conditions(rule);
    page.examples("It must hit", &rule.examples.hit);
    page.examples("It must not hit", &rule.examples.miss);
    page.heading("Where it comes from");
    let checked = if rule.verified { "verified" } else { "not verified" };
    let sources = rule.source.join(", ");
    page.line(2, &format!("Source: {sources} ({checked}); docs/sources.md says what that is."));
    page.line(2, &format!("Ruleset: {} {} ({}).", ruleset.id, ruleset.version, ruleset.origin));
    if let Some(table) = &rule.table {
        page.line(2, &format!("Made by the table {table}, which its examples are of."));
    }
    if !rule.tags.is_empty() {
        page.line(2, &format!("Tags: {}.", rule.tags.join(", ")));
    }
    Ok(page.text)
}

/// What a finding does to the two ladders.
fn does(rule: &Rule, manner: &Manner<'_>) -> String {
    let scheme = rule.scheme.as_ref().and_then(|id| manner.schemes.get(id)).unwrap_or(manner.home);
    let named = |level: Level| format!("{} (level {level})", scheme.display_name(level));
    match (rule.effect, rule.kind) {
        (Effect::Raises(level), Kind::Marking) => {
            format!("A marking: it says that the content is {}.", named(level))
        }
        (Effect::Raises(level), _) => {
            format!("Substance: it raises the content to {}.", named(level))
        }
        (Effect::Lowers(level), _) => {
            format!("An exposure: it lowers what the meeting is cleared for to {}.", named(level))
        }
        (Effect::Lifts(rungs), _) => match rungs {
            0 => {
                "Substance: it is at the level of the highest finding in it, and counts.".to_owned()
            }
            1 => "Substance: it is one rung above the highest finding in it.".to_owned(),
            rungs => format!("Substance: it is {rungs} rungs above the highest finding in it."),
        },
        (Effect::Warns, Kind::GoodCatch) => {
            "A good catch: somebody acted in time; no level changes.".to_owned()
        }
        (Effect::Warns, Kind::Sign) => {
            "A sign: it is never told alone; it feeds combinations.".to_owned()
        }
        (Effect::Warns, kind) => format!("A {}: it warns; no level changes.", kind.name()),
    }
}

fn weighs(strength: Strength) -> &'static str {
    match strength {
        Strength::Strong => "Strong: it counts, and is hardly ever wrong.",
        Strength::Medium => "Medium: it counts.",
        Strength::Weak => "Weak: it never decides a verdict alone.",
    }
}

fn window(window: Window) -> String {
    let times = |n: u32, one: &str| match n {
        1 => format!("1 {one}"),
        n => format!("{n} {one}s"),
    };
    match window {
        Window::Words { before, after: 0 } => format!("in the {} before", times(before, "word")),
        Window::Words { before: 0, after } => format!("in the {} after", times(after, "word")),
        Window::Words { before, .. } => format!("within {}", times(before, "word")),
        Window::WordsOverTurns(n) => format!("within {n} words, whoever says them"),
        Window::Line => "on the same line".to_owned(),
        Window::Turn => "in the same turn or paragraph".to_owned(),
        Window::Turns(n) => format!("within {}", times(n, "turn")),
        Window::Minutes(n) => format!("within {}", times(n, "minute")),
        Window::Item => "in the same agenda item".to_owned(),
        Window::Document => "anywhere in the document".to_owned(),
    }
}

fn reach(reach: Reach) -> String {
    match (reach.window, reach.same_speaker) {
        (around, false) => window(around),
        (Window::Document, true) => "anywhere, by the same speaker".to_owned(),
        (around, true) => format!("{}, by the same speaker", window(around)),
    }
}

fn position(position: Position) -> &'static str {
    match position {
        Position::Line => "alone on its line",
        Position::LineStart => "at the start of a line",
        Position::LineEnd => "at the end of a line",
        Position::SegmentStart => "as the first words of a turn or paragraph",
    }
}

fn segments(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Heading => "headings",
        SegmentKind::Paragraph => "paragraphs",
        SegmentKind::ListItem => "list entries",
        SegmentKind::Cell => "table cells",
        SegmentKind::Speech => "speech",
        SegmentKind::Note => "notes",
        SegmentKind::Subject => "subject lines",
        SegmentKind::Property => "properties",
        SegmentKind::Plan => "the meeting's plan",
        SegmentKind::Code => "code",
        SegmentKind::FileName => "the file's name",
        SegmentKind::Speaker => "names of speakers",
    }
}

/// "a, b or c".
fn listed(words: &[&str], joiner: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {joiner} {last}", first.join(", ")),
    }
}

/// Where in a document the rule looks.
fn place(rule: &Rule) -> String {
    let beside = [SegmentKind::FileName, SegmentKind::Speaker];
    let left_out: Vec<&str> = SegmentKind::NAMES
        .iter()
        .filter(|(kind, _)| !rule.within.contains(kind) && !beside.contains(kind))
        .map(|(kind, _)| segments(*kind))
        .collect();
    let inside: Vec<&str> = rule.within.iter().map(|kind| segments(*kind)).collect();
    let inside = match (inside.len(), left_out.len()) {
        (0, _) | (_, 0) => "anywhere".to_owned(),
        (all, few) if few < all && !rule.within.iter().any(|kind| beside.contains(kind)) => {
            format!("anywhere but in {}", listed(&left_out, "and"))
        }
        _ => format!("in {}", listed(&inside, "and")),
    };
    let at: Vec<&str> = rule.at.iter().map(|at| position(*at)).collect();
    match at.is_empty() {
        true => format!("It looks {inside}."),
        false => format!("It looks {inside}, and the hit must stand {}.", listed(&at, "or")),
    }
}

/// What a rule over other findings asks for. Selectors stand as written: they are names.
fn over_findings(search: &Search) -> String {
    let without = |list: &[Selector], place: &str| match list {
        [] => String::new(),
        list => format!(", and no {} {place}", selectors(list, "or")),
    };
    match search {
        Search::Words => String::new(),
        Search::Combine(combine) => format!(
            "At least {} different findings of {} {}{}.",
            combine.at_least,
            selectors(&combine.of, "and"),
            reach(combine.reach),
            without(&combine.without, "there"),
        ),
        Search::After(after) => format!(
            "First {}, then {} {}{}.",
            selectors(&after.first, "or"),
            selectors(&after.then, "or"),
            reach(after.reach),
            without(&after.without, "between them"),
        ),
        Search::Missing(missing) => {
            let when = match missing.when.as_slice() {
                [] => String::new(),
                when => format!(" where {} is found", selectors(when, "or")),
            };
            let papers = match missing.spoken {
                None => "",
                Some(true) => ", in records of speech",
                Some(false) => ", in papers",
            };
            let opening = missing.opening.map_or(String::new(), |opening| {
                format!("; it belongs in the first {opening} hundredths")
            });
            let what = match missing.of.as_slice() {
                [] => "Something that should be there and is not".to_owned(),
                of => format!("The absence of {}", selectors(of, "or")),
            };
            format!("{what}{when}{papers}{opening}.")
        }
        Search::Compare(compare) => {
            let these = selectors(&compare.these, "and");
            let those = selectors(&compare.those, "and");
            let wrong = match compare.are {
                Contradiction::Lower => format!("The highest of {these} is below that of {those}"),
                Contradiction::Higher => format!("The highest of {these} is above that of {those}"),
                Contradiction::Uneven => format!("Different levels among {these}"),
            };
            format!("{wrong}{}.", without(&compare.without, "in the document"))
        }
    }
}

fn selectors(selectors: &[Selector], joiner: &str) -> String {
    let quoted: Vec<String> = selectors.iter().map(|one| format!("`{}`", one.source)).collect();
    listed(&quoted.iter().map(String::as_str).collect::<Vec<_>>(), joiner)
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

    fn search(&mut self, rule: &Rule) {
        self.heading("What it looks for");
        match &rule.search {
            Search::Words => {}
            search => self.line(2, &over_findings(search)),
        }
        if !rule.patterns.is_empty() {
            if matches!(rule.search, Search::Missing(_)) {
                self.line(2, "These words would fulfil it:");
            }
            self.patterns(2, "", &rule.patterns);
            self.line(2, &place(rule));
        }
        if let Some(at_least) = rule.at_least {
            let (hits, reach) = (at_least.hits, reach(at_least.reach));
            self.line(2, &format!("It needs {hits} hits with different words {reach}."));
        }
        if !rule.holds_until.is_empty() {
            let ends = selectors(&rule.holds_until, "or");
            self.line(2, &format!("Spoken, it holds for what follows until {ends} is found."));
        }
    }

    fn conditions(&mut self, rule: &Rule) {
        if !rule.near.is_empty() {
            let all = rule.near.len();
            self.heading(&match rule.enough {
                Some(enough) => format!("Only if at least {enough} of these {all} are near"),
                None if all == 1 => "Only if this is near".to_owned(),
                None => "Only if all of these are near".to_owned(),
            });
            rule.near.iter().for_each(|condition| self.condition(condition));
        }
        if !rule.unless.is_empty() {
            self.heading(match rule.kind {
                Kind::Marking => {
                    "Unless any of these is near; then it is a mention, and does not count"
                }
                _ => "Unless any of these is near",
            });
            rule.unless.iter().for_each(|condition| self.condition(condition));
        }
    }

    fn condition(&mut self, condition: &Condition) {
        let around = format!("- {}: ", reach(condition.reach));
        self.patterns(2, &around, &condition.patterns);
    }

    /// Keywords as one list, expressions one by one; `before` opens the first line.
    fn patterns(&mut self, indent: usize, before: &str, patterns: &[Pattern]) {
        let exact = patterns.iter().any(|pattern| pattern.case() == Case::Exact);
        let exact = if exact { " (capitals as written)" } else { "" };
        let is_keyword = |p: &&Pattern| matches!(p, Pattern::Keyword(_)) || !looks_regular(p);
        let (words, expressions): (Vec<&Pattern>, Vec<&Pattern>) =
            patterns.iter().partition(is_keyword);
        let hang = if before.is_empty() { indent + 2 } else { indent + 4 };
        let mut opening = before.to_owned();
        if !words.is_empty() {
            let shown = self.shown(words.len());
            let quoted: Vec<String> =
                words[..shown].iter().map(|word| word.source().to_owned()).collect();
            let rest = self.rest(words.len() - shown);
            let sentence = format!("{opening}the words{exact} {}{rest}", quoted.join(", "));
            self.hanging(indent, hang, &sentence);
            opening = if before.is_empty() { String::new() } else { "  ".to_owned() };
        }
        if expressions.is_empty() {
            return;
        }
        let or = if words.is_empty() { "" } else { "or " };
        let indent = if words.is_empty() || before.is_empty() { indent } else { indent + 2 };
        let kind = if expressions.len() == 1 { "the pattern" } else { "the patterns" };
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
            left => format!(", and {left} more (--all shows them)"),
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

/// Whether the source is an expression, and not a phrase with stars inside.
fn looks_regular(pattern: &Pattern) -> bool {
    pattern.source().contains(['(', '[', '\\', '?', '+', '.', '{', '|'])
}
