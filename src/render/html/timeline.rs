//! Findings drawn along the document: a lane for each speaker or agenda item, a mark for each level, and the
//! place where it first went too far. The same stands below as a table.
//!
//! Not here: where the marks lie ([`super::lanes`]).

use std::fmt;

use super::lanes::{Axis, Chart, Lane, Mark, Moves, chart, lowered, named, raised};
use super::page::Bit::{Name, Number, Raw, Share, Text};
use super::page::Page;
use crate::model::{Assessment, Finding, Level, Report};
use crate::render::{Lang, snippet};
use crate::render::places::brief;
use crate::render::telling::clock;

/// Above the first lane, of one lane, and below the last.
const HEAD: usize = 26;
const LANE: usize = 54;
const FOOT: usize = 24;

/// Draws the lanes; nothing where there are not two findings to compare.
pub(super) fn write(page: &mut Page, report: &Report, assessment: &Assessment) -> fmt::Result {
    let lang = page.lang;
    let Some(chart) = chart(lang, assessment) else { return Ok(()) };
    let title = if chart.axis == Axis::Time { lang.timeline() } else { lang.in_order() };
    page.put(&[Raw("<section class=\"timeline\">\n<h3>"), Text(title), Raw("</h3>\n<figure>\n")])?;
    draw(page, report, assessment, &chart)?;
    page.raw("<figcaption>")?;
    match &chart.breach {
        Some((_, finding)) => {
            page.put(&[Raw("<strong>"), Text(lang.first_breach_long()), Raw(" ")])?;
            page.put(&[Text(&when(lang, finding)), Raw(", ")])?;
            if let Some(speaker) = &finding.place.speaker {
                page.put(&[Name(&brief(speaker)), Raw(", ")])?;
            }
            let level = raised(finding).unwrap_or(Level::OPEN);
            page.put(&[Text(&named(report, level)), Raw(".</strong> ")])?;
        }
        None => page.put(&[Text(lang.never_above()), Raw(" ")])?,
    }
    page.put(&[Text(lang.legend())])?;
    let mut marks = chart.lanes.iter().flat_map(|lane| &lane.marks);
    if marks.any(|mark| mark.moves == Moves::Ceiling) {
        page.put(&[Raw(" "), Text(lang.legend_lowers())])?;
    }
    if chart.left_out > 0 {
        page.put(&[Raw(" "), Text(&lang.not_drawn(chart.left_out))])?;
    }
    page.raw("</figcaption>\n</figure>\n")?;
    table(page, report, assessment, &chart)?;
    page.raw("</section>\n")
}

/// What has room on a telephone; the table has the whole.
fn short(words: String) -> String {
    snippet::first(words, 40)
}

/// "0:14:05", or the place in words.
fn when(lang: Lang, finding: &Finding) -> String {
    finding.place.time.map_or_else(|| lang.at_line(&finding.place.at), clock)
}

fn draw(page: &mut Page, report: &Report, assessment: &Assessment, chart: &Chart) -> fmt::Result {
    let height = HEAD + LANE * chart.lanes.len() + FOOT;
    let lang = page.lang;
    page.put(&[Raw("<svg role=\"img\" width=\"100%\" height=\""), Number(height), Raw("\"><title>")])?;
    let title = if chart.axis == Axis::Time { lang.timeline() } else { lang.in_order() };
    page.put(&[Text(title), Raw("</title>\n")])?;
    if let Some((at, finding)) = &chart.breach {
        let bottom = height - FOOT;
        page.put(&[Raw("<line class=\"breach\" x1=\""), Share(*at), Raw("\" x2=\""), Share(*at)])?;
        page.put(&[Raw("\" y1=\"20\" y2=\""), Number(bottom), Raw("\"/>\n")])?;
        let open = if *at < 500 { "<text class=\"breach\"" } else { "<text class=\"breach end\"" };
        page.put(&[Raw(open), Raw(" x=\""), Share(*at), Raw("\" y=\"14\">")])?;
        page.put(&[Text(&short(when(lang, finding))), Raw(" "), Text(lang.first_breach()), Raw("</text>\n")])?;
    }
    for (number, lane) in chart.lanes.iter().enumerate() {
        draw_lane(page, report, assessment, lane, HEAD + LANE * number)?;
    }
    let places = [("0", "tick"), ("50%", "tick middle"), ("100%", "tick end")];
    for ((x, class), words) in places.into_iter().zip(&chart.ends) {
        page.put(&[Raw("<text class=\""), Raw(class), Raw("\" x=\""), Raw(x), Raw("\" y=\"")])?;
        page.put(&[Number(height - 6), Raw("\">"), Text(words), Raw("</text>\n")])?;
    }
    page.raw("</svg>\n")
}

fn draw_lane(
    page: &mut Page,
    report: &Report,
    assessment: &Assessment,
    lane: &Lane,
    top: usize,
) -> fmt::Result {
    page.put(&[Raw("<text class=\"lane\" x=\"0\" y=\""), Number(top + 12), Raw("\">")])?;
    page.put(&[Text(&short(lane.name.clone())), Raw("</text>\n<line class=\"lane\" x1=\"0\" x2=\"100%\" y1=\"")])?;
    page.put(&[Number(top + 28), Raw("\" y2=\""), Number(top + 28), Raw("\"/>\n")])?;
    for mark in &lane.marks {
        let above = mark.level > assessment.ceiling.level.level;
        let open = match mark.moves {
            Moves::Ceiling => "<g class=\"mark lowers\"><title>",
            Moves::Content if above => "<g class=\"mark above\"><title>",
            Moves::Content => "<g class=\"mark\"><title>",
        };
        draw_mark(page, report, mark, open, top + 28)?;
    }
    Ok(())
}

/// A disc on the line, or a box that hangs under it, as on the ladders.
fn draw_mark(
    page: &mut Page,
    report: &Report,
    mark: &Mark,
    open: &'static str,
    line: usize,
) -> fmt::Result {
    let lang = page.lang;
    let lowers = mark.moves == Moves::Ceiling;
    page.put(&[Raw(open), Text(&when(lang, mark.finding)), Raw(", ")])?;
    page.put(&[Text(if lowers { lang.at_most() } else { "" }), Raw(" ")])?;
    page.put(&[Text(&named(report, mark.level))])?;
    if mark.count > 1 {
        page.put(&[Raw(", "), Text(&lang.finding_count(mark.count))])?;
    }
    let text = if lowers {
        // A thick stroke, since its place is a share of the width and its own width is not.
        page.put(&[Raw("</title><line x1=\""), Share(mark.at), Raw("\" x2=\""), Share(mark.at)])?;
        page.put(&[Raw("\" y1=\""), Number(line + 8), Raw("\" y2=\""), Number(line + 22), Raw("\"/>")])?;
        line + 19
    } else {
        page.put(&[Raw("</title><circle cx=\""), Share(mark.at), Raw("\" cy=\""), Number(line)])?;
        page.raw("\" r=\"8\"/>")?;
        line + 4
    };
    page.put(&[Raw("<text x=\""), Share(mark.at), Raw("\" y=\""), Number(text), Raw("\">")])?;
    page.put(&[Number(usize::from(mark.level.ordinal())), Raw("</text></g>\n")])
}

/// The same for who does not see it.
fn table(page: &mut Page, report: &Report, assessment: &Assessment, chart: &Chart) -> fmt::Result {
    let lang = page.lang;
    let lane = if chart.axis == Axis::Time { lang.speaker_head() } else { lang.item_head() };
    page.put(&[Raw("<details>\n<summary>"), Text(lang.as_table()), Raw("</summary>\n<table>\n<tr>")])?;
    for title in [lane, lang.findings_head(), lang.highest_head(), lang.first_head()] {
        page.put(&[Raw("<th scope=\"col\">"), Text(title), Raw("</th>")])?;
    }
    page.raw("</tr>\n")?;
    let ceiling = assessment.ceiling.level.level;
    for lane in &chart.lanes {
        let above = |finding: &&&Finding| raised(finding).is_some_and(|level| level > ceiling);
        let first = lane.findings.iter().find(above).map(|finding| when(lang, finding));
        let highest = lane.findings.iter().filter_map(|finding| raised(finding)).max();
        let lowest = lane.findings.iter().filter_map(|finding| lowered(finding)).min();
        let mut levels: Vec<String> = highest.iter().map(|level| named(report, *level)).collect();
        let at_most = |level: &Level| format!("{} {}", lang.at_most(), named(report, *level));
        levels.extend(lowest.iter().map(at_most));
        page.put(&[Raw("<tr><th scope=\"row\">"), Name(&lane.name), Raw("</th><td>")])?;
        page.put(&[Number(lane.findings.len()), Raw("</td><td>")])?;
        page.put(&[Text(&levels.join("; ")), Raw("</td><td>")])?;
        page.put(&[Text(first.as_deref().unwrap_or("\u{2013}")), Raw("</td></tr>\n")])?;
    }
    page.raw("</table>\n</details>\n")
}
