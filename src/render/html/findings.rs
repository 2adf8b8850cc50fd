//! The findings of one document: grouped, the ones that decide first, each rule once with all its places.
//!
//! Not here: why a rule looks for something at length, and its sources ([`super::closing`]).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::Anchors;
use super::lanes::named;
use super::page::Bit::{Name, Number, Raw, Text};
use super::page::Page;
use crate::model::{Assessment, Effect, Finding, Kind, Level, Report, Strength};
use crate::render::Lang;
use crate::render::group::Group;
use crate::render::places::brief;
use crate::render::telling::{Teller as Plain, clock};

/// Places of a rule that are shown; the others are a click away.
const PLACES: usize = 5;

/// What findings have in common that are told together: rule, kind, weight and level.
type Alike<'a> = (&'a str, Kind, Strength, Option<Level>);

/// Writes all groups.
pub(super) fn write(
    page: &mut Page,
    report: &Report,
    anchors: &Anchors,
    assessment: &Assessment,
) -> fmt::Result {
    let lang = page.lang;
    let ceiling = assessment.ceiling.level.level;
    let mut groups: BTreeMap<Group, Vec<&Finding>> = BTreeMap::new();
    for finding in &assessment.findings {
        groups.entry(Group::of(finding, ceiling)).or_default().push(finding);
    }
    page.put(&[Raw("<section class=\"findings\">\n<h3>"), Text(lang.findings_head()), Raw("</h3>\n")])?;
    if groups.is_empty() {
        page.paragraph("<p>", lang.no_level())?;
    }
    let mut teller = Teller { report, anchors, assessment, told: BTreeSet::new() };
    let shows_mentions = groups.contains_key(&Group::Mention);
    for (group, findings) in &groups {
        teller.group(page, *group, findings)?;
    }
    if assessment.mentions > 0 && !shows_mentions {
        page.paragraph("<p class=\"quiet\">", &lang.mentions_counted(assessment.mentions))?;
    }
    page.raw("</section>\n")
}

fn title(lang: Lang, group: Group) -> &'static str {
    match group {
        Group::Above => lang.above(),
        Group::Lowering => lang.lowering(),
        Group::Warning => lang.warnings(),
        Group::Good => lang.good(),
        Group::Below => lang.below(),
        Group::Weak => lang.weak(),
        Group::Waived => lang.waived(),
        Group::Mention => lang.mentions(),
    }
}

/// The level that a finding moves one of the ladders to.
fn moved(finding: &Finding) -> Option<Level> {
    match finding.effect {
        Effect::Raises(level) | Effect::Lowers(level) if finding.kind != Kind::Mention => Some(level),
        _ => None,
    }
}

struct Teller<'a> {
    report: &'a Report,
    anchors: &'a Anchors<'a>,
    assessment: &'a Assessment,
    /// Reasons that were given.
    told: BTreeSet<&'a str>,
}

impl<'a> Teller<'a> {
    fn group(&mut self, page: &mut Page, group: Group, findings: &[&'a Finding]) -> fmt::Result {
        let words = title(page.lang, group);
        // What decides nothing is a click away.
        let folded = matches!(group, Group::Below | Group::Weak | Group::Mention);
        let above = group == Group::Above;
        page.raw(match (folded, above) {
            (true, _) => "<details class=\"group\">\n<summary><h4>",
            (_, true) => "<div class=\"group above\">\n<h4>",
            _ => "<div class=\"group\">\n<h4>",
        })?;
        page.put(&[Text(words), Raw(" <span class=\"count\">"), Number(findings.len())])?;
        page.raw(if folded { "</span></h4></summary>\n" } else { "</span></h4>\n" })?;
        let mut order: Vec<Alike<'a>> = Vec::new();
        let mut alike: BTreeMap<Alike<'a>, Vec<&'a Finding>> = BTreeMap::new();
        for &finding in findings {
            let key = (finding.rule.as_str(), finding.kind, finding.strength, moved(finding));
            let entry = alike.entry(key).or_insert_with(|| {
                order.push(key);
                Vec::new()
            });
            entry.push(finding);
        }
        if group == Group::Lowering {
            order.sort_by_key(|(.., level)| *level);
        } else {
            // The highest level first; the sort is stable, so places stay in order.
            order.sort_by_key(|(.., level)| std::cmp::Reverse(*level));
        }
        for key in order {
            self.card(page, key, alike.get(&key).map_or(&[][..], Vec::as_slice))?;
        }
        page.raw(if folded { "</details>\n" } else { "</div>\n" })
    }

    /// One rule with all its places.
    fn card(&mut self, page: &mut Page, key: Alike<'a>, findings: &[&'a Finding]) -> fmt::Result {
        let (lang, (rule, kind, strength, level)) = (page.lang, key);
        let note = self.report.rules.get(rule);
        page.raw("<div class=\"card\">\n<h5>")?;
        if let Some(level) = level {
            page.raw("<span class=\"level\">")?;
            if matches!(findings.first().map(|first| first.effect), Some(Effect::Lowers(_))) {
                page.put(&[Text(lang.at_most()), Raw(" ")])?;
            }
            page.put(&[Text(&named(self.report, level)), Raw("</span> ")])?;
        }
        let title = note.map_or("", |note| lang.of(&note.title));
        page.put(&[Text(if title.is_empty() { rule } else { title }), Raw("</h5>\n<p class=\"how\">")])?;
        page.put(&[Text(lang.kind(kind)), Raw(", "), Text(lang.strength(strength)), Raw("; ")])?;
        match self.anchors.get(rule) {
            Some(number) => {
                page.put(&[Raw("<a href=\"#r"), Number(*number), Raw("\"><code>")])?;
                page.put(&[Text(rule), Raw("</code></a>")])?;
            }
            None => page.put(&[Raw("<code>"), Text(rule), Raw("</code>")])?,
        }
        if let Some(note) = note {
            page.put(&[Raw("; "), Text(lang.source_word()), Raw(" "), Text(&note.source.join(", "))])?;
            page.raw(", ")?;
            page.put(&[Text(if note.verified { lang.checked() } else { lang.not_checked() })])?;
        }
        page.raw("</p>\n")?;
        let why = note.map_or("", |note| lang.of(&note.why));
        if self.told.insert(why) {
            page.paragraph("<p class=\"why\">", why)?;
        }
        self.places(page, findings)?;
        page.raw("</div>\n")
    }

    fn places(&self, page: &mut Page, findings: &[&Finding]) -> fmt::Result {
        page.raw("<ul class=\"places\">\n")?;
        // A single one more is shown rather than hidden behind a click.
        let shown = if findings.len() <= PLACES + 1 { findings.len() } else { PLACES };
        for finding in &findings[..shown] {
            self.finding(page, finding)?;
        }
        page.raw("</ul>\n")?;
        let rest = &findings[shown..];
        if rest.is_empty() {
            return Ok(());
        }
        let words = page.lang.more_places(rest.len());
        page.put(&[Raw("<details>\n<summary>"), Text(&words), Raw("</summary>\n<ul class=\"places\">\n")])?;
        for finding in rest {
            self.finding(page, finding)?;
        }
        page.raw("</ul>\n</details>\n")
    }

    fn finding(&self, page: &mut Page, finding: &Finding) -> fmt::Result {
        let lang = page.lang;
        page.raw("<li>")?;
        let evidence = finding.evidence.as_ref().filter(|_| self.report.shows_text);
        match evidence {
            Some(evidence) => {
                page.raw("<details class=\"quote\"><summary>")?;
                self.place(page, finding)?;
                page.raw("</summary><blockquote>")?;
                let text = &evidence.text;
                // A span that does not lie in the text marks nothing; the words are still shown.
                let inside = text.get(evidence.hit.range()).is_some();
                let (start, end) =
                    if inside { (evidence.hit.start, evidence.hit.end) } else { (0, 0) };
                page.put(&[Text(&text[..start]), Raw("<mark>"), Text(&text[start..end])])?;
                page.put(&[Raw("</mark>"), Text(&text[end..]), Raw("</blockquote></details>")])?;
            }
            None => {
                self.place(page, finding)?;
                let masked = lang.hidden(finding.length);
                page.put(&[Raw(" <span class=\"masked\">"), Text(&masked), Raw("</span>")])?;
            }
        }
        if let Some(extent) = &finding.holds {
            let holds = lang.holds(&extent.until, extent.end);
            page.put(&[Raw("<p>"), Text(&holds), Raw("</p>")])?;
        }
        self.parts(page, finding)?;
        if let Some(waived) = &finding.waived {
            page.put(&[Raw("<p>"), Text(&Plain::new(self.report, lang).waived(waived)), Raw("</p>")])?;
        }
        page.raw("</li>\n")
    }

    /// "line 14, column 5, 0:14:05, Kern, item 3, in a heading".
    fn place(&self, page: &mut Page, finding: &Finding) -> fmt::Result {
        let (lang, place) = (page.lang, &finding.place);
        page.raw("<span class=\"at\">")?;
        if let Some(time) = place.time {
            page.put(&[Raw("<strong>"), Text(&clock(time)), Raw("</strong> ")])?;
        }
        if let Some(speaker) = &place.speaker {
            page.put(&[Name(&brief(speaker)), Raw(", ")])?;
        }
        page.put(&[Text(&lang.at_in_words(&place.at))])?;
        if let Some(item) = place.item.and_then(|at| self.assessment.items.get(at as usize)) {
            page.put(&[Raw(", "), Name(&lang.item(&brief(&item.label)))])?;
        }
        if let Some(part) = lang.part(place.part) {
            page.put(&[Raw(", "), Text(part)])?;
        }
        page.raw("</span>")
    }

    /// The findings that this one is made of: title and place of each.
    fn parts(&self, page: &mut Page, finding: &Finding) -> fmt::Result {
        if finding.parts.is_empty() {
            return Ok(());
        }
        let lang = page.lang;
        let mut parts: Vec<String> = Vec::new();
        for part in &finding.parts {
            let note = self.report.rules.get(&part.rule);
            let title = note.map_or(part.rule.as_str(), |note| lang.of(&note.title));
            parts.push(format!("{title} ({})", lang.at_line(&part.place.at)));
        }
        parts.dedup();
        let text = format!("{}: {}", lang.made_of(), parts.join("; "));
        page.put(&[Raw("<p>"), Text(&text), Raw("</p>")])
    }
}
