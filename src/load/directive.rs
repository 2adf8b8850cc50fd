//! Directives: comments in a document that accept findings of what follows them.
//!
//! `clearedfor: allow RULE[, RULE...] [at LEVEL] until YYYY-MM-DD, reason`, and nothing but. Whatever begins like one and
//! is none suppresses nothing and is a gap, so that nobody passes by a slip of the pen. Gaps and notices never quote
//! it. Not here: which findings are covered ([`crate::judge`]).

use super::waivers;
use crate::Error;
use crate::model::waiver::{Allowed, level_of};
use crate::model::{
    Directive, Document, Effect, Gap, GapKind, Level, Rule, Say, Segment, SegmentKind, Step, Words,
};
use crate::text::Span;

mod place;

use place::Places;

/// How a directive begins.
const MARK: &str = "clearedfor:";

/// The most directives of one document, and the most rules of one of them.
const MOST: usize = 1000;
const MOST_RULES: usize = 50;

/// What a comment line may begin with in the formats whose readers hand it over as it stands.
const DECORATION: [char; 8] = ['#', '/', '.', ';', '%', '*', '!', '-'];

/// Everything that directives are read by.
pub struct Reader<'r> {
    /// The rule with an id, where there is one.
    pub rule: &'r dyn Fn(&str) -> Option<&'r Rule>,
    /// The ids of all rules, to suggest one.
    pub ids: &'r dyn Fn() -> Vec<&'r str>,
    /// The day of the run.
    pub today: &'r str,
}

impl Reader<'_> {
    /// The directives of a document called `name`, and what begins like one and is none.
    #[must_use]
    pub fn read(&self, name: &str, document: &Document) -> (Vec<Directive>, Vec<Gap>) {
        let segments = document.segments.iter().enumerate();
        let written = segments.filter_map(|(at, one)| Some((at, Written::of(document, one)?)));
        let written: Vec<(usize, Written<'_>)> = written.collect();
        let (mut directives, mut gaps) = (Vec::new(), Vec::new());
        if written.is_empty() {
            return (directives, gaps);
        }
        if written.len() > MOST {
            let why = Words::new(
                format!("more than {MOST} directives, so none of them accepts anything"),
                format!("mehr als {MOST} Anweisungen, daher nimmt keine etwas hin"),
            );
            return (directives, vec![Gap::whole(GapKind::Directive, why)]);
        }
        let places = Places::of(document);
        for (at, written) in written {
            let place = places.way(at);
            match places.heard(at).and_then(|()| self.one(&written)) {
                Ok((allowed, until, reason)) => {
                    let spoken_of = places.spoken_of(at);
                    let line = place.iter().find_map(Step::number).unwrap_or(1);
                    directives.push(Directive {
                        allowed,
                        until,
                        reason,
                        head: written.head(document, &document.segments[at]),
                        covers: spoken_of.map(|(part, _)| document.segments[part].span),
                        opens: spoken_of.is_some_and(|(_, first)| first),
                        from: format!("{name}:{line}"),
                    });
                }
                Err(why) => {
                    let Words { en, de } = why;
                    let reason = Words::new(
                        format!("a directive is not understood, so it accepts nothing: {en}"),
                        format!("eine Anweisung ist unverständlich und nimmt nichts hin: {de}"),
                    );
                    gaps.push(Gap { kind: GapKind::Directive, place, reason });
                }
            }
        }
        (directives, gaps)
    }

    fn one(&self, written: &Written<'_>) -> Result<(Vec<Allowed>, String, String), Words> {
        let body = written.body.ok_or(Say(
            "it begins with `clearedfor:` in small letters",
            "sie beginnt mit `clearedfor:` in kleinen Buchstaben",
        ))?;
        let body = body.trim_start();
        let rest = after_word(body, "allow").ok_or(Say(
            "the only word that may follow is `allow`",
            "das einzige Wort, das folgen darf, ist `allow`",
        ))?;
        let (head, tail) = split_word(rest, "until").ok_or(Say(
            "`until YYYY-MM-DD, reason` is missing: what has no end is no exception",
            "`until JJJJ-MM-TT, Grund` fehlt: was kein Ende hat, ist keine Ausnahme",
        ))?;
        let (until, reason) = tail
            .split_once(',')
            .ok_or(Say("`, reason` is missing behind the day", "`, Grund` fehlt hinter dem Tag"))?;
        let (until, reason) = (until.trim(), reason.trim());
        waivers::until(until, self.today)?;
        if !reason.contains(char::is_alphanumeric) {
            return Err(Say("the reason is empty", "der Grund ist leer").into());
        }
        let (rules, level) = match split_word(head, "at") {
            Some((rules, level)) => (rules, Some(read_level(level)?)),
            None => (head, None),
        };
        if rules.split(',').count() > MOST_RULES {
            return Err(Words::new(
                format!("it names more than {MOST_RULES} rules"),
                format!("sie nennt mehr als {MOST_RULES} Regeln"),
            ));
        }
        let allowed = rules.split(',').map(|rule| self.allowed(rule.trim(), level));
        let allowed: Vec<Allowed> = allowed.collect::<Result<_, Words>>()?;
        Ok((allowed, until.to_owned(), one_line(reason)))
    }

    fn allowed(&self, name: &str, level: Option<Level>) -> Result<Allowed, Words> {
        if name.is_empty() {
            return Err(Say(
                "a rule is missing behind `allow` or a comma",
                "hinter `allow` oder einem Komma fehlt eine Regel",
            )
            .into());
        }
        let Some(rule) = (self.rule)(name) else {
            let known = (self.ids)();
            let Error::Unknown { suggestion: Some(near), .. } =
                Error::unknown(Say("rule", "Regel"), name, known.into_iter())
            else {
                return Err(Say(
                    "it names a rule that is not known",
                    "sie nennt eine Regel, die niemand kennt",
                )
                .into());
            };
            return Err(Words::new(
                format!("it names a rule that is not known (did you mean `{near}`?)"),
                format!("sie nennt eine Regel, die niemand kennt (gemeint: `{near}`?)"),
            ));
        };
        let level = match (level, rule.effect) {
            (Some(level), _) => level,
            (None, Effect::Lifts(_)) => {
                let id = &rule.id;
                return Err(Words::new(
                    format!("the rule `{id}` has no level of its own; say `at LEVEL`"),
                    format!("die Regel `{id}` hat keinen eigenen Grad; `at GRAD` nennt ihn"),
                ));
            }
            (None, effect) => level_of(effect),
        };
        Ok(Allowed { rule: rule.id.to_string(), level })
    }
}

fn read_level(text: &str) -> Result<Level, Say> {
    let level = text.trim().parse().ok().and_then(Level::new);
    let level = level.filter(|_| text.trim().len() == 1);
    level.ok_or(Say("a level is 0 to 4", "ein Grad ist 0 bis 4"))
}

/// What follows `word`, which blanks end.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word).filter(|rest| rest.starts_with(char::is_whitespace))
}

/// What stands before and after the first `word` that stands alone.
fn split_word<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let alone = |&(at, _): &(usize, &str)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace)
    };
    let (at, _) = text.match_indices(word).find(alone)?;
    Some((&text[..at], &text[at + word.len()..]))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A comment that begins like a directive.
struct Written<'d> {
    /// The words behind the mark; none where the mark itself is not written as it should be.
    body: Option<&'d str>,
    /// Where the mark stands in the document's text.
    start: usize,
}

impl<'d> Written<'d> {
    /// The comment in a segment, if it begins like a directive.
    fn of(document: &'d Document, segment: &Segment) -> Option<Self> {
        let comments = [SegmentKind::Note, SegmentKind::Comment, SegmentKind::Hidden];
        if !comments.contains(&segment.kind) {
            return None;
        }
        let text = segment.span.of(&document.text);
        let bare = text.trim_start_matches(|c: char| c.is_whitespace() || DECORATION.contains(&c));
        let start = segment.span.start + (text.len() - bare.len());
        if let Some(body) = bare.strip_prefix(MARK) {
            return Some(Written { body: Some(body), start });
        }
        begins_alike(bare).then_some(Written { body: None, start })
    }

    /// From the mark to the comma before the reason; what stands there are words of the grammar and known ids.
    fn head(&self, document: &Document, segment: &Segment) -> Span {
        let text = &document.text[self.start..segment.span.end];
        let until = split_word(text, "until").map_or(0, |(_, tail)| text.len() - tail.len());
        let comma = text[until..].find(',').map_or(until, |at| until + at);
        Span::new(self.start, self.start + comma)
    }
}

/// Whether a comment was meant as a directive: "ClearedFor:", "cleared-for allow", "clearedfor-disable". Talk that
/// merely begins with "cleared for" is none.
fn begins_alike(text: &str) -> bool {
    let (mut letters, mut parted) = (String::new(), false);
    let mut rest = "";
    for (at, c) in text.char_indices().take(2 * MARK.len()) {
        if letters.len() == MARK.len() - 1 {
            rest = &text[at..];
            break;
        }
        match c {
            _ if c.is_alphabetic() => letters.extend(c.to_lowercase()),
            '-' | '_' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{200b}'..='\u{200d}' => {}
            ' ' | '\u{a0}' if !parted => parted = true,
            _ => return false,
        }
    }
    let next = rest.trim_start().chars().next();
    letters == MARK[..MARK.len() - 1]
        && match parted {
            true => matches!(next, Some(':' | '：' | '=')),
            false => !rest.starts_with(char::is_alphanumeric),
        }
}
