//! The findings of one document: grouped, the ones that decide first, with the words they rest on.
//!
//! Not here: what they amount to ([`super::document`]).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::document::{brief, fixed, heading, level};
use super::page::{Ink, Page, Text};
use crate::model::finding::Part;
use crate::model::{Assessment, Effect, Finding, Kind, Level, Report, Where};
use crate::render::group::Group;
use crate::render::telling::{self, clock};
use crate::render::{Lang, snippet::Snippet};

/// Findings of one rule that are shown at length; the others are folded into a list of lines.
const SHOWN_OF_RULE: usize = 3;
/// Rules of a group that are listed without their words.
const RULES: usize = 8;
/// Line numbers in a list.
const LINES: usize = 10;

impl Group {
    fn heading(self, lang: Lang) -> Text {
        match self {
            Group::Above => Text::new(Ink::Red, lang.above()),
            Group::Lowering => Text::new(Ink::Yellow, lang.lowering()),
            Group::Warning => Text::new(Ink::Yellow, lang.warnings()),
            Group::Good => Text::new(Ink::Green, lang.good()),
            Group::Below => Text::new(Ink::Bold, lang.below()),
            Group::Weak => Text::new(Ink::Bold, lang.weak()),
            Group::Mention => Text::new(Ink::Bold, lang.mentions()),
            Group::Waived => Text::new(Ink::Bold, lang.waived()),
        }
    }

    /// How many of its findings are shown at length, the others being counted; none where a line
    /// for each rule is enough.
    fn shown(self) -> Option<usize> {
        match self {
            Group::Above => Some(8),
            Group::Lowering | Group::Warning | Group::Good => Some(4),
            Group::Mention | Group::Waived => Some(12),
            Group::Below | Group::Weak => None,
        }
    }
}

/// Whether a finding deserves a look even where the document is within.
pub(super) fn warns(finding: &Finding) -> bool {
    let group = Group::of(finding, Level::HIGHEST);
    matches!(group, Group::Lowering | Group::Warning)
}

/// Whether the mentions are among the findings.
pub(super) fn shows_mentions(assessment: &Assessment) -> bool {
    assessment.findings.iter().any(|finding| finding.kind == Kind::Mention)
}

/// Whether somebody accepted one of the findings.
pub(super) fn has_waived(assessment: &Assessment) -> bool {
    assessment.findings.iter().any(|finding| finding.waived.is_some())
}

/// Writes what somebody accepted in a document of which nothing else is told.
pub(super) fn write_waived(
    page: &mut Page,
    lang: Lang,
    report: &Report,
    assessment: &Assessment,
) -> fmt::Result {
    groups(page, lang, report, assessment, &|group| group == Group::Waived)
}

/// Writes all groups.
pub(super) fn write(
    page: &mut Page,
    lang: Lang,
    report: &Report,
    assessment: &Assessment,
) -> fmt::Result {
    groups(page, lang, report, assessment, &|_| true)
}

fn groups(
    page: &mut Page,
    lang: Lang,
    report: &Report,
    assessment: &Assessment,
    wanted: &dyn Fn(Group) -> bool,
) -> fmt::Result {
    let ceiling = assessment.ceiling.level.level;
    let mut groups: BTreeMap<Group, Vec<&Finding>> = BTreeMap::new();
    for finding in &assessment.findings {
        groups.entry(Group::of(finding, ceiling)).or_default().push(finding);
    }
    if let Some(above) = groups.get_mut(&Group::Above) {
        // The highest level first; the sort is stable, so places stay in order.
        above.sort_by_key(|finding| std::cmp::Reverse(raised(finding)));
    }
    let mut teller = Teller { page, lang, report, assessment, told: BTreeSet::new() };
    for (group, findings) in groups.into_iter().filter(|(group, _)| wanted(*group)) {
        heading(teller.page, &group.heading(lang))?;
        match group.shown() {
            Some(most) => teller.at_length(&findings, most)?,
            None => teller.by_rule(&findings)?,
        }
    }
    Ok(())
}

fn raised(finding: &Finding) -> Option<Level> {
    match finding.effect {
        Effect::Raises(level) => Some(level),
        _ => None,
    }
}

struct Teller<'a, 'p> {
    page: &'a mut Page<'p>,
    lang: Lang,
    report: &'a Report,
    assessment: &'a Assessment,
    /// Reasons that were given.
    told: BTreeSet<String>,
}

impl<'a> Teller<'a, '_> {
    fn at_length(&mut self, findings: &[&'a Finding], most: usize) -> fmt::Result {
        let mut of_rule: BTreeMap<&str, usize> = BTreeMap::new();
        let mut shown: Vec<&Finding> = Vec::new();
        let mut folded: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        let mut not_shown = 0;
        for &finding in findings {
            let count = of_rule.entry(&finding.rule).or_insert(0);
            if shown.len() < most && *count < SHOWN_OF_RULE {
                *count += 1;
                shown.push(finding);
            } else if *count > 0 {
                folded.entry(&finding.rule).or_default().push(finding);
            } else {
                not_shown += 1;
            }
        }
        for (at, finding) in shown.iter().enumerate() {
            if at > 0 {
                self.page.blank()?;
            }
            self.finding(finding)?;
            let last = of_rule.get_mut(finding.rule.as_str()).is_some_and(|left| {
                *left -= 1;
                *left == 0
            });
            if let (true, Some(rest)) = (last, folded.get(finding.rule.as_str())) {
                let text = self.lang.more_of_rule(rest.len(), &self.lines(rest));
                self.page.paragraph(6, 8, &Text::new(Ink::Plain, &text))?;
            }
        }
        if not_shown > 0 {
            if !shown.is_empty() {
                self.page.blank()?;
            }
            let text = self.lang.findings_not_shown(not_shown);
            self.page.paragraph(4, 6, &Text::new(Ink::Bold, &text))?;
        }
        Ok(())
    }

    /// One line a rule, in order of level and then of place.
    fn by_rule(&mut self, findings: &[&'a Finding]) -> fmt::Result {
        let mut order: Vec<&str> = Vec::new();
        let mut rules: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for &finding in findings {
            let of_rule = rules.entry(&finding.rule).or_default();
            if of_rule.is_empty() {
                order.push(&finding.rule);
            }
            of_rule.push(finding);
        }
        order.sort_by_key(|rule| std::cmp::Reverse(rules.get(rule).and_then(|f| raised(f[0]))));
        for rule in order.iter().take(RULES) {
            let Some(of_rule) = rules.get(rule) else { continue };
            let text = self.what(of_rule[0]).plain(&format!(": {}", self.lines(of_rule)));
            self.page.paragraph(4, 6, &text)?;
        }
        let count = |rule: &&str| rules.get(rule).map_or(0, Vec::len);
        let not_shown: usize = order.iter().skip(RULES).map(count).sum();
        if not_shown > 0 {
            let text = self.lang.findings_not_shown(not_shown);
            self.page.paragraph(4, 6, &Text::new(Ink::Plain, &text))?;
        }
        Ok(())
    }

    fn finding(&mut self, finding: &'a Finding) -> fmt::Result {
        let evidence = finding.evidence.as_ref().filter(|_| self.report.shows_text);
        let mut place = self.place(finding);
        if evidence.is_none() {
            place = place.plain("  ").add(Ink::Dim, &fixed(&self.lang.masked(finding.length)));
        }
        self.page.paragraph(4, 6, &place)?;
        self.page.paragraph(6, 8, &self.what(finding))?;
        if let Some(evidence) = evidence {
            let snippet = Snippet::fit(evidence, self.page.width() - 8);
            let bar = || Text::new(Ink::Dim, "| ");
            let words = bar().plain(&snippet.before).add(Ink::Hit, &snippet.hit);
            self.page.row(6, &words.plain(&snippet.after))?;
            self.page.row(6, &bar().add(Ink::Red, &snippet.carets()))?;
        }
        if let Some(extent) = &finding.holds {
            let text = self.lang.holds(&extent.until, extent.end);
            self.page.paragraph(6, 8, &Text::new(Ink::Plain, &text))?;
        }
        self.parts(finding)?;
        if let Some(waived) = &finding.waived {
            let text = telling::Teller::new(self.report, self.lang).waiver(waived);
            self.page.paragraph(6, 8, &Text::new(Ink::Plain, &text))?;
        }
        self.why(finding)
    }

    /// The findings that this one is made of: title and line of each.
    fn parts(&mut self, finding: &'a Finding) -> fmt::Result {
        if finding.parts.is_empty() {
            return Ok(());
        }
        let part = |part: &Part| {
            let note = self.report.rules.get(&part.rule);
            let title = note.map_or(part.rule.as_str(), |note| self.lang.of(&note.title));
            format!("{title} ({})", self.lang.at_line(&part.place.at))
        };
        let mut parts: Vec<String> = finding.parts.iter().map(part).collect();
        parts.dedup();
        let text = format!("{}: {}", self.lang.made_of(), parts.join("; "));
        self.page.paragraph(6, 8, &Text::new(Ink::Plain, &text))
    }

    /// Why it matters, where that was not said before.
    fn why(&mut self, finding: &'a Finding) -> fmt::Result {
        let Some(note) = self.report.rules.get(&finding.rule) else { return Ok(()) };
        let mut why = self.lang.of(&note.why).to_owned();
        if !note.verified {
            why = format!("{why} {}", self.lang.not_verified());
        }
        if why.is_empty() || !self.told.insert(why.clone()) {
            return Ok(());
        }
        self.page.paragraph(6, 6, &Text::new(Ink::Dim, &why))
    }

    /// "12:5  0:14:05  Speaker, TOP 4"
    fn place(&self, finding: &Finding) -> Text {
        let place = &finding.place;
        let mut text = Text::new(Ink::Bold, &self.lang.at(&place.at));
        if let Some(time) = place.time {
            text = text.plain("  ").add(Ink::Bold, &clock(time));
        }
        let item = place.item.and_then(|at| self.assessment.items.get(at as usize));
        let mut parts: Vec<String> = place.speaker.iter().map(|name| brief(name)).collect();
        parts.extend(item.map(|item| self.lang.item(&brief(&item.label))));
        parts.extend(self.lang.part(place.part).map(str::to_owned));
        if parts.is_empty() { text } else { text.plain("  ").plain(&parts.join(", ")) }
    }

    /// "GEHEIM (3)  Range of a weapon (substance, strong; weapon-range)"
    fn what(&self, finding: &Finding) -> Text {
        let lang = self.lang;
        let mut text = match finding.effect {
            _ if finding.kind == Kind::Mention => Text::default(),
            Effect::Warns | Effect::Lifts(_) => Text::default(),
            Effect::Raises(level) => Text::new(self.ink(finding), &self.named(level)).plain("  "),
            Effect::Lowers(level) => {
                let most = fixed(&format!("{} {}", lang.at_most(), self.named(level)));
                Text::new(Ink::Yellow, &most).plain("  ")
            }
        };
        let title = self.report.rules.get(&finding.rule).map_or("", |note| lang.of(&note.title));
        if !title.is_empty() {
            text = text.add(Ink::Bold, title).plain(" ");
        }
        let (kind, strength) = (lang.kind(finding.kind), lang.strength(finding.strength));
        let facts = format!("({kind}, {strength}; {})", finding.rule);
        text.add(Ink::Dim, &fixed(&facts))
    }

    fn ink(&self, finding: &Finding) -> Ink {
        let ceiling = self.assessment.ceiling.level.level;
        if Group::of(finding, ceiling) == Group::Above { Ink::Red } else { Ink::Plain }
    }

    /// The level with its name.
    fn named(&self, wanted: Level) -> String {
        let named = self.report.levels.iter().find(|named| named.level == wanted);
        named.map_or_else(|| format!("({wanted})"), level)
    }

    fn lines(&self, findings: &[&Finding]) -> String {
        let places = findings.iter().map(|finding| &finding.place.at);
        let lines: BTreeSet<u32> = places.clone().filter_map(Where::line).collect();
        if lines.is_empty() {
            let ways: BTreeSet<&Where> = places.collect();
            let shown: Vec<String> = ways.iter().take(LINES).map(|at| self.lang.at(at)).collect();
            let more = if ways.len() > LINES { "; ..." } else { "" };
            return format!("{}{more}", shown.join("; "));
        }
        let shown: Vec<String> = lines.iter().take(LINES).map(u32::to_string).collect();
        let more = if lines.len() > LINES { ", ..." } else { "" };
        self.lang.lines(&format!("{}{more}", shown.join(", ")), lines.len() > 1)
    }
}
