//! The rules and kinds of notifications that a log describes.
//!
//! Not here: what was found by them ([`super::outcome`]).

use std::collections::BTreeSet;

use serde_json::json;

use super::Maker;
use super::shape::{Bag, Configuration, Descriptor, Message};
use crate::model::report::RuleNote;
use crate::model::{Effect, Finding, GapKind, Kind, Report, Verdict};
use crate::render::group::{Grade, Group};
use crate::render::{Lang, escape, inert};

/// The first rules of every log: the verdicts that a document can have.
pub(super) const VERDICTS: [Verdict; 2] = [Verdict::Exceeds, Verdict::Undetermined];

/// Kinds of notifications behind those of gaps.
const OTHERS: [&str; 4] = ["report/nothing", "report/excerpts", "report/loosened", "report/notice"];
pub(super) const NOTHING: usize = GapKind::NAMES.len();
pub(super) const EXCERPTS: usize = NOTHING + 1;
pub(super) const LOOSENED: usize = NOTHING + 2;
pub(super) const NOTICE: usize = NOTHING + 3;

/// The id of a kind of notification by its number.
pub(super) fn notification_id(kind: usize) -> String {
    match GapKind::NAMES.get(kind) {
        Some((_, name)) => format!("gap/{name}"),
        None => OTHERS.get(kind - NOTHING).copied().unwrap_or_default().to_owned(),
    }
}

/// The id of the rule that tells a verdict.
pub(super) fn verdict_id(verdict: Verdict) -> String {
    format!("verdict/{}", verdict.name())
}

/// The word of SARIF for a grade.
pub(super) fn word(grade: Grade) -> &'static str {
    match grade {
        Grade::Error => "error",
        Grade::Warning => "warning",
        Grade::Note => "note",
    }
}

impl Maker<'_> {
    /// The place of a rule in the list.
    pub(super) fn rule_index(&self, id: &str) -> usize {
        let before = self.report.rules.keys().take_while(|known| known.as_str() < id).count();
        VERDICTS.len() + before
    }

    pub(super) fn rules(&self) -> Vec<Descriptor> {
        let lang = self.teller.lang;
        let verdict = |verdict: &Verdict| {
            let (short, full) = match verdict {
                Verdict::Exceeds => (lang.document_exceeds(), lang.document_exceeds_why()),
                _ => (lang.document_undetermined(), lang.document_undetermined_why()),
            };
            described(verdict_id(*verdict), short, full, "error")
        };
        let rules = self.report.rules.iter().map(|(id, note)| self.rule(id, note));
        VERDICTS.iter().map(verdict).chain(rules).collect()
    }

    fn rule(&self, id: &str, note: &RuleNote) -> Descriptor {
        let lang = self.teller.lang;
        let all = self.report.assessments.iter().flat_map(|document| &document.findings);
        let found: Vec<&Finding> = all.filter(|finding| finding.rule == id).collect();
        // What the rule can do, not what it did under this ceiling.
        let grade = |finding: &&Finding| {
            let raises = matches!(finding.effect, Effect::Raises(_));
            let group = Group::had_nobody_waived(finding, crate::model::Level::HIGHEST);
            if group == Group::Below && raises { Grade::Error } else { group.grade() }
        };
        let grade = found.iter().map(grade).min().unwrap_or(Grade::Note);
        let (title, why) = (escape::line(lang.of(&note.title)), escape::line(lang.of(&note.why)));
        let title = if title.is_empty() { escape::line(id) } else { title };
        let why = if why.is_empty() { title.clone() } else { why };
        let mut rule = described(id.to_owned(), &title, &why, word(grade));
        rule.help = Some(help(lang, &title, &why, note));
        rule.properties = Bag::from([
            ("tags", json!(self.tags(&found))),
            ("source", json!(*note.source)),
            ("verified", json!(note.verified)),
        ]);
        rule
    }

    /// Words to filter by: kind, strength and level.
    fn tags(&self, found: &[&Finding]) -> BTreeSet<String> {
        let mut tags = BTreeSet::from(["classification".to_owned()]);
        for finding in found {
            tags.insert(finding.kind.name().to_owned());
            tags.insert(finding.strength.name().to_owned());
            if let Effect::Raises(level) | Effect::Lowers(level) = finding.effect
                && finding.kind != Kind::Mention
            {
                tags.insert(format!("level-{level}"));
            }
        }
        tags
    }

    /// The kinds of notifications that occur, by number.
    pub(super) fn kinds(report: &Report) -> BTreeSet<usize> {
        let gaps = report.assessments.iter().flat_map(|document| &document.gaps);
        let odd = report.assessments.iter().any(|document| !document.notices.is_empty());
        let others = [
            (NOTHING, report.assessments.is_empty()),
            (EXCERPTS, report.excerpts().is_some()),
            (LOOSENED, !report.loosened.is_empty()),
            (NOTICE, odd || !report.notices.is_empty()),
        ];
        let others = others.iter().filter(|(_, occurs)| *occurs).map(|(kind, _)| *kind);
        gaps.map(|gap| gap_kind(gap.kind)).chain(others).collect()
    }

    pub(super) fn notification_kinds(&self) -> Vec<Descriptor> {
        let lang = self.teller.lang;
        let described = |kind: &usize| {
            let (title, level) = match *kind {
                NOTHING => (lang.nothing_checked().to_owned(), "error"),
                EXCERPTS => (lang.report_quotes().to_owned(), "warning"),
                LOOSENED => (lang.loosened().to_owned(), "warning"),
                NOTICE => (lang.notices().to_owned(), "note"),
                gap => (lang.gap_title(lang.gap(GapKind::NAMES[gap].0)), "error"),
            };
            described(notification_id(*kind), &title, &title, level)
        };
        self.kinds.iter().map(described).collect()
    }
}

/// The number of a kind of gap among the kinds of notifications.
pub(super) fn gap_kind(kind: GapKind) -> usize {
    GapKind::NAMES.iter().position(|(known, _)| *known == kind).unwrap_or(0)
}

fn described(id: String, short: &str, full: &str, level: &'static str) -> Descriptor {
    Descriptor {
        name: name(&id),
        id,
        short_description: Message::plain(short.to_owned()),
        full_description: Message::plain(full.to_owned()),
        help: None,
        default_configuration: Configuration { level },
        properties: Bag::new(),
    }
}

/// "weapon-range" becomes "WeaponRange".
fn name(id: &str) -> String {
    let words = id.split(|c: char| !c.is_ascii_alphanumeric()).map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    words.collect()
}

/// Why it matters and where the fact comes from.
fn help(lang: Lang, title: &str, why: &str, note: &RuleNote) -> Message {
    let sources: Vec<String> = note.source.iter().map(|tag| escape::line(tag)).collect();
    let sources = format!("{}: {}", lang.sources(), sources.join(", "));
    let unsure = if note.verified { "" } else { lang.not_verified() };
    let lines = [why, unsure, &sources];
    let lines = lines.iter().filter(|line| !line.is_empty() && **line != title);
    let (plain, marked): (Vec<&str>, Vec<String>) =
        lines.map(|line| (*line, inert::markdown(line))).unzip();
    Message {
        text: format!("{title}\n\n{}", plain.join("\n\n")),
        markdown: Some(format!("**{}**\n\n{}", inert::markdown(title), marked.join("\n\n"))),
    }
}
