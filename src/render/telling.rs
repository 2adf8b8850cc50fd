//! A finding, a gap or a document in a few plain words, for formats that have room for a message and
//! no more. Every word that comes out is safe to print on one line.
//!
//! Not here: sentences ([`super::words`]) and what a format's own readers would act on.

use super::group::{Grade, Group};
use super::places::brief;
use super::{Lang, escape};
use crate::model::report::{Link, Loosening, Named};
use crate::model::{
    Assessment, Effect, Finding, Gap, Kind, Level, Notice, Report, Verdict, Waived,
};

/// Tells parts of one report in one language.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) report: &'a Report,
    pub(super) lang: Lang,
}

/// Milliseconds as h:mm:ss.
pub(super) fn clock(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// "GEHEIM (3)".
pub(super) fn level(named: &Named) -> String {
    format!("{} ({})", escape::line(&named.name), named.level)
}

impl<'a> Teller<'a> {
    pub(super) fn new(report: &'a Report, lang: Lang) -> Self {
        Teller { report, lang }
    }

    /// The level with its name in the home scheme.
    pub(super) fn named(&self, wanted: Level) -> String {
        let named = self.report.levels.iter().find(|named| named.level == wanted);
        named.map_or_else(|| format!("({wanted})"), level)
    }

    /// The title of a rule; its id where it has none.
    pub(super) fn title(&self, rule: &str) -> String {
        let title = self.report.rules.get(rule).map_or("", |note| self.lang.of(&note.title));
        escape::line(if title.is_empty() { rule } else { title })
    }

    /// "GEHEIM (3), cleared for offen (0)", "at most offen (0)", "Warning".
    pub(super) fn effect(&self, assessment: &Assessment, finding: &Finding) -> String {
        let ceiling = &assessment.ceiling.level;
        match finding.effect {
            _ if matches!(finding.kind, Kind::Mention | Kind::GoodCatch) => {
                self.lang.kind(finding.kind).to_owned()
            }
            Effect::Warns | Effect::Lifts(_) => self.lang.warning().to_owned(),
            Effect::Lowers(to) => format!("{} {}", self.lang.at_most(), self.named(to)),
            Effect::Raises(to) => {
                let above = Group::had_nobody_waived(finding, ceiling.level) == Group::Above;
                let cleared = format!(", {} {}", self.lang.cleared_for(), level(ceiling));
                format!("{}{}", self.named(to), if above { &cleared } else { "" })
            }
        }
    }

    /// "page 3, 0:14:05, Kern, item 3, in a heading"; empty where only line and column are known, unless
    /// `with_line`.
    pub(super) fn place(
        &self,
        assessment: &Assessment,
        finding: &Finding,
        with_line: bool,
    ) -> String {
        let place = &finding.place;
        let mut parts = Vec::new();
        if with_line || place.at.line().is_none() {
            parts.push(self.lang.at(&place.at));
        }
        parts.extend(place.time.map(clock));
        parts.extend(place.speaker.iter().map(|name| brief(name)));
        let item = place.item.and_then(|at| assessment.items.get(at as usize));
        parts.extend(item.map(|item| self.lang.item(&brief(&item.label))));
        parts.extend(self.lang.part(place.part).map(str::to_owned));
        parts.join(", ")
    }

    /// The hit, where the report may show it.
    pub(super) fn hit(&self, finding: &Finding) -> Option<String> {
        let evidence = finding.evidence.as_ref().filter(|_| self.report.shows_text)?;
        Some(escape::line(evidence.text.get(evidence.hit.range()).unwrap_or(&evidence.text)))
    }

    /// The hit in quotation marks, or how long it is.
    pub(super) fn quote(&self, finding: &Finding) -> String {
        let masked = || self.lang.masked(finding.length).trim_matches(['[', ']']).to_owned();
        let quoted = |hit: String| match self.lang {
            Lang::En => format!("\u{201c}{hit}\u{201d}"),
            Lang::De => format!("\u{201e}{hit}\u{201c}"),
        };
        self.hit(finding).map_or_else(masked, quoted)
    }

    /// Everything about a finding in one line: its place first and in whole with `with_line`, else what the place
    /// says beyond line and column.
    pub(super) fn finding(
        &self,
        assessment: &Assessment,
        finding: &Finding,
        with_line: bool,
    ) -> String {
        let lang = self.lang;
        let mut told = format!(
            "{}: {} ({}, {})",
            self.effect(assessment, finding),
            self.title(&finding.rule),
            lang.kind(finding.kind),
            lang.strength(finding.strength),
        );
        let mut place = self.place(assessment, finding, with_line);
        if with_line {
            told = format!("{}: {told}", std::mem::take(&mut place));
        }
        let holds = finding.holds.as_ref().map(|to| lang.holds(&to.until, to.end));
        let waived = finding.waived.as_ref().map(|waived| self.waived(waived));
        let place = Some(place).filter(|place| !place.is_empty());
        for part in [place, Some(self.quote(finding)), holds, waived].into_iter().flatten() {
            told.push_str("; ");
            told.push_str(&part);
        }
        told
    }

    /// "Accepted by waiver: REASON (OWNER, until 2027-01-31; waivers.yaml:3)".
    pub(super) fn waived(&self, waived: &Waived) -> String {
        format!("{}: {}", self.lang.waived(), self.waiver(waived))
    }

    /// "REASON (OWNER, until 2027-01-31; waivers.yaml:3)".
    pub(super) fn waiver(&self, waived: &Waived) -> String {
        let owner = waived.owner.as_deref().map(|owner| format!("{}, ", brief(owner)));
        format!(
            "{} ({}{}; {})",
            self.reason(waived).unwrap_or_else(|| self.lang.reason_hidden().to_owned()),
            owner.unwrap_or_default(),
            self.lang.until(&escape::line(&waived.until)),
            escape::line(&waived.from),
        )
    }

    /// Why it was accepted. What stands in the document itself is text of the input.
    pub(super) fn reason(&self, waived: &Waived) -> Option<String> {
        let shown = waived.owner.is_some() || self.report.shows_text;
        waived.reason.as_deref().filter(|_| shown).map(escape::line)
    }

    /// "content GEHEIM (3), cleared for offen (0); Weakest link: Hotel (place hotel)".
    pub(super) fn document(&self, assessment: &Assessment) -> String {
        let (lang, ceiling) = (self.lang, &assessment.ceiling);
        let content = if assessment.gaps.is_empty() { lang.content() } else { lang.content_read() };
        format!(
            "{content} {}, {} {}; {}: {}",
            level(&assessment.content),
            lang.cleared_for(),
            level(&ceiling.level),
            lang.weakest(),
            self.link(&ceiling.weakest),
        )
    }

    /// "Hotel (place hotel), participant 2 (liaison): offen (0), agenda.md:8".
    pub(super) fn link(&self, link: &Link) -> String {
        let lang = self.lang;
        let name = match link.what {
            "exposure" => link.name.clone(),
            what => format!("{} {}", lang.link(what), link.name),
        };
        let mut told = match lang.of(&link.title) {
            "" => name,
            title => format!("{title} ({name})"),
        };
        if let Some(number) = link.participant {
            told = format!("{told}, {}", lang.participant(number));
        }
        if let (Some(role), true) = (&link.role, self.report.shows_text) {
            told = format!("{told} ({})", brief(role));
        }
        told = format!("{told}: {}", level(&link.ceiling));
        let from = lang.said_at(link);
        if !from.is_empty() {
            told = format!("{told}, {from}");
        }
        escape::line(&told)
    }

    /// "page 3: protected by a password (encrypted)", and that it was accepted where it was.
    pub(super) fn gap(&self, gap: &Gap) -> String {
        let allowed = if self.is_allowed(gap) { self.lang.allowed() } else { "" };
        let told = format!("{} ({}){allowed}", self.lang.gap_at(gap), self.lang.gap(gap.kind));
        escape::line(&told)
    }

    /// Whether gaps of its kind leave no document undetermined.
    pub(super) fn is_allowed(&self, gap: &Gap) -> bool {
        self.report.allowed_gaps.contains(&gap.kind)
    }

    pub(super) fn notice(&self, notice: &Notice) -> String {
        escape::line(self.lang.notice(notice))
    }

    /// What, and where it is written.
    pub(super) fn loosened(&self, loosening: &Loosening) -> String {
        let what = self.lang.of(&loosening.what);
        escape::line(&format!("{}: {what} ({})", self.lang.loosened(), loosening.from))
    }

    /// The level of the report itself, where it quotes content.
    pub(super) fn excerpts(&self) -> Option<String> {
        self.report.excerpts().map(|named| self.lang.quotes(&level(named)))
    }

    /// "Indications are not a classification ... No finding does not mean unclassified."
    pub(super) fn disclaimer(&self) -> String {
        format!("{} {}", self.lang.disclaimer(), self.lang.caution())
    }

    /// "policy default 1; 2 rulesets; schemes in force: DE, NATO".
    pub(super) fn provenance(&self) -> String {
        let (id, version) = &self.report.policy;
        let policy = format!("{id} {version}");
        let schemes = self.report.in_force.join(", ");
        let rulesets = self.report.rulesets.len();
        escape::line(&self.lang.provenance(&policy, rulesets, &schemes))
    }

    /// How grave it is that there is no document: a change with nothing in it is none of our business.
    pub(super) fn grade_of_nothing(&self) -> Grade {
        match self.report.verdict() {
            Verdict::Within => Grade::Note,
            _ => Grade::Error,
        }
    }

    /// "3 documents: 1 exceeds, 1 undetermined, 1 within".
    pub(super) fn summary(&self) -> String {
        if self.report.assessments.is_empty() {
            return self.lang.nothing_checked().to_owned();
        }
        let verdicts = [Verdict::Exceeds, Verdict::Undetermined, Verdict::Within];
        let counts =
            verdicts.map(|verdict| self.lang.verdicts(verdict, self.report.count(verdict)));
        let documents = self.lang.documents(self.report.assessments.len());
        format!("{documents}: {}", counts.join(", ")).replace('\u{a0}', " ")
    }
}
