//! One document of the job summary: verdict, weakest link, findings, items, what to do.
//!
//! Not here: what is said of the run ([`super`]).

use std::fmt::Write as _;

use super::{ROWS, list};
use crate::model::report::ItemAssessment;
use crate::model::{Assessment, Effect, Finding, Gap, Kind, Level, Verdict};
use crate::render::group::{Grade, Group};
use crate::render::inert::{code, markdown};
use crate::render::places::brief;
use crate::render::snippet::Snippet;
use crate::render::telling::{Teller, clock, level};

/// Columns of a quotation.
const QUOTE: usize = 120;

/// Whether no finding deserves a look.
pub(super) fn is_quiet(assessment: &Assessment) -> bool {
    let ceiling = assessment.ceiling.level.level;
    assessment.findings.iter().all(|finding| {
        let group = Group::of(finding, ceiling);
        group.grade() == Grade::Note && group != Group::Waived
    })
}

/// The section.
pub(super) fn of(teller: &Teller<'_>, assessment: &Assessment) -> String {
    let lang = teller.lang;
    let mut out = String::new();
    let verdict = lang.verdict(assessment.verdict);
    let _ = writeln!(out, "### {verdict} {}\n", code(&assessment.source));
    let content = if assessment.gaps.is_empty() { lang.content() } else { lang.content_read() };
    let _ = writeln!(
        out,
        "{content} **{}**, {} **{}**\n",
        markdown(&level(&assessment.content)),
        lang.cleared_for(),
        markdown(&level(&assessment.ceiling.level)),
    );
    let weakest = link(teller, &assessment.ceiling.weakest);
    let _ = writeln!(out, "**{}:** {weakest}\n", lang.weakest_link());
    let others = assessment.ceiling.links.iter().filter(|link| **link != assessment.ceiling.weakest);
    let others: Vec<String> = others.map(|other| link(teller, other)).collect();
    list(&mut out, teller, lang.other_links(), &others);
    gaps(&mut out, teller, assessment);
    findings(&mut out, teller, assessment);
    if assessment.verdict != Verdict::Within {
        items(&mut out, teller, assessment);
        steps(&mut out, teller, assessment);
    }
    let notices: Vec<String> =
        assessment.notices.iter().map(|notice| markdown(&teller.notice(notice))).collect();
    list(&mut out, teller, lang.notices(), &notices);
    out
}

/// A link; whose it is and where it was said are the input's words.
fn link(teller: &Teller<'_>, link: &crate::model::report::Link) -> String {
    let lang = teller.lang;
    let title = lang.of(&link.title);
    let name = code(&link.name);
    let kind = lang.link(link.what);
    let mut told = if title.is_empty() {
        format!("{kind} {name}")
    } else {
        format!("{} ({kind} {name})", markdown(title))
    };
    if let Some(number) = link.participant {
        told = format!("{told}, {}", lang.participant(number));
    }
    if let (Some(role), true) = (&link.role, teller.report.shows_text) {
        told = format!("{told} ({})", code(&brief(role)));
    }
    told = format!("{told}: {}", markdown(&level(&link.ceiling)));
    let from = lang.said_at(link);
    if from.is_empty() { told } else { format!("{told}, {}", code(&from)) }
}

fn gaps(out: &mut String, teller: &Teller<'_>, assessment: &Assessment) {
    let lang = teller.lang;
    let row = |gap: &Gap| {
        let allowed = if teller.is_allowed(gap) { lang.allowed() } else { "" };
        let place = code(&lang.way(&gap.place));
        let kind = lang.gap(gap.kind);
        format!("{place}: {} ({kind}){}", markdown(lang.reason(gap)), markdown(allowed))
    };
    let rows: Vec<String> = assessment.gaps.iter().map(row).collect();
    let title = match assessment.verdict {
        Verdict::Within => lang.accepted_unread(),
        _ => lang.not_read(),
    };
    list(out, teller, title, &rows);
}

/// All findings in a table, the ones that decide first.
fn findings(out: &mut String, teller: &Teller<'_>, assessment: &Assessment) {
    let ceiling = assessment.ceiling.level.level;
    let mut rows: Vec<(Group, &Finding)> =
        assessment.findings.iter().map(|finding| (Group::of(finding, ceiling), finding)).collect();
    if rows.is_empty() {
        return;
    }
    // The sort is stable, so places stay in order.
    rows.sort_by_key(|(group, finding)| (*group, std::cmp::Reverse(raised(finding))));
    let lang = teller.lang;
    let heads = [lang.place_head(), lang.level_head(), lang.finding_head(), lang.words_head()];
    let _ = writeln!(out, "| {} |\n| --- | --- | --- | --- |", heads.join(" | "));
    for (group, finding) in rows.iter().take(ROWS) {
        let _ = writeln!(out, "| {} |", row(teller, assessment, *group, finding).join(" | "));
    }
    out.push('\n');
    if rows.len() > ROWS {
        let more = lang.findings_not_shown(rows.len() - ROWS).replace('\u{a0}', " ");
        let _ = writeln!(out, "{}\n", markdown(&more));
    }
}

fn raised(finding: &Finding) -> Option<Level> {
    match finding.effect {
        Effect::Raises(level) => Some(level),
        _ => None,
    }
}

fn row(
    teller: &Teller<'_>,
    assessment: &Assessment,
    group: Group,
    finding: &Finding,
) -> [String; 4] {
    let lang = teller.lang;
    let place = &finding.place;
    let item = place.item.and_then(|at| assessment.items.get(at as usize));
    let mut at = vec![code(&lang.at(&place.at))];
    at.extend(place.time.map(clock));
    at.extend(place.speaker.as_deref().map(|name| code(&brief(name))));
    at.extend(item.map(|item| format!("{} {}", lang.item_word(), code(&brief(&item.label)))));
    at.extend(lang.part(place.part).map(str::to_owned));
    at.retain(|part| !part.is_empty());
    let effect = match finding.effect {
        _ if matches!(finding.kind, Kind::Mention | Kind::GoodCatch) => String::new(),
        Effect::Raises(to) if group == Group::Above => {
            format!("**{}**", markdown(&teller.named(to)))
        }
        Effect::Raises(to) => markdown(&teller.named(to)),
        Effect::Lowers(to) => format!("{} {}", lang.at_most(), markdown(&teller.named(to))),
        Effect::Warns | Effect::Lifts(_) => lang.warning().to_owned(),
    };
    let what = format!(
        "{} ({}, {}; {})",
        markdown(&teller.title(&finding.rule)),
        lang.kind(finding.kind),
        lang.strength(finding.strength),
        code(&finding.rule),
    );
    let waived = finding.waived.as_ref();
    let waived = waived.map(|w| format!("; **{}**: {}", lang.waived(), code(&teller.waiver(w))));
    let words = finding.evidence.as_ref().filter(|_| teller.report.shows_text);
    let words = words.map(|evidence| Snippet::fit(evidence, QUOTE));
    let words = words.map_or_else(
        || markdown(&teller.quote(finding)),
        |words| {
            let around = [&words.before, &words.after].map(|words| code(words.trim()));
            format!("{}{}{}", around[0], mark(&words.hit), around[1]).trim().to_owned()
        },
    );
    [at.join(", "), effect, format!("{what}{}", waived.unwrap_or_default()), words]
}

/// The hit between the words around it.
fn mark(hit: &str) -> String {
    let hit = code(hit);
    if hit.is_empty() { hit } else { format!(" **{hit}** ") }
}

/// What must move and what may stay.
fn items(out: &mut String, teller: &Teller<'_>, assessment: &Assessment) {
    if assessment.items.iter().all(|item| item.verdict == Verdict::Within) {
        return;
    }
    let lang = teller.lang;
    let kinds = [
        (Verdict::Exceeds, lang.must_move()),
        (Verdict::Undetermined, lang.unclear_items()),
        (Verdict::Within, lang.may_stay()),
    ];
    for (verdict, title) in kinds {
        let items = assessment.items.iter().filter(|item| item.verdict == verdict);
        let rows: Vec<String> = items.map(|one| item(teller, one)).collect();
        list(out, teller, title, &rows);
    }
}

fn item(teller: &Teller<'_>, item: &ItemAssessment) -> String {
    let lang = teller.lang;
    let title = item.title.as_deref().filter(|_| teller.report.shows_text);
    let name = format!("{} {}", brief(&item.label), title.map(brief).unwrap_or_default());
    let mut told = format!("{} ({})", code(name.trim()), markdown(&lang.at_line(&item.at)));
    if item.content.level > Level::OPEN {
        told = format!("{told}: {}", markdown(&level(&item.content)));
    }
    if item.verdict == Verdict::Exceeds {
        let channels: Vec<String> = item.channels.iter().map(|name| code(name)).collect();
        let channels = channels.join(&format!(" {} ", lang.or()));
        let to = if channels.is_empty() { lang.no_channel().to_owned() } else { lang.move_to(&channels) };
        told = format!("{told}, {to}");
    }
    told
}

/// What to do, and where the talk could go on.
fn steps(out: &mut String, teller: &Teller<'_>, assessment: &Assessment) {
    let (lang, advice) = (teller.lang, &assessment.advice);
    let steps: Vec<String> = advice.steps.iter().map(|step| markdown(lang.of(step))).collect();
    list(out, teller, lang.what_to_do(), &steps);
    let channel = |(name, title): &(String, crate::model::Words)| {
        format!("{} {}", code(name), markdown(lang.of(title)))
    };
    let channels: Vec<String> = advice.channels.iter().map(channel).collect();
    list(out, teller, lang.channels(), &channels);
}
