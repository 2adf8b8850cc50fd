//! The agenda of a document: what must move and where to, and what may stay.
//!
//! Not here: whether it does ([`crate::judge`]).

use std::fmt;

use super::level;
use super::page::Bit::{Name, Number, Raw, Text};
use super::page::Page;
use crate::model::report::ItemAssessment;
use crate::model::{Assessment, Report, Verdict};
use crate::render::places::brief;

/// Writes the table; nothing where everything may stay.
pub(super) fn write(page: &mut Page, report: &Report, assessment: &Assessment) -> fmt::Result {
    let lang = page.lang;
    if assessment.items.iter().all(|item| item.verdict == Verdict::Within) {
        return Ok(());
    }
    page.put(&[Raw("<section class=\"agenda\">\n<h3>"), Text(lang.agenda()), Raw("</h3>\n<table>\n<thead><tr>")])?;
    for title in [lang.item_head(), lang.content_head(), lang.becomes()] {
        page.put(&[Raw("<th scope=\"col\">"), Text(title), Raw("</th>")])?;
    }
    page.raw("</tr></thead>\n")?;
    let parts = [
        (Verdict::Exceeds, lang.must_move()),
        (Verdict::Undetermined, lang.unclear_items()),
        (Verdict::Within, lang.may_stay()),
    ];
    for (verdict, title) in parts {
        let items = || assessment.items.iter().filter(move |item| item.verdict == verdict);
        let count = items().count();
        if count == 0 {
            continue;
        }
        page.put(&[Raw("<tbody class=\""), super::class(verdict), Raw("\">\n")])?;
        page.put(&[Raw("<tr><th scope=\"rowgroup\" colspan=\"3\">"), Text(title), Raw(" (")])?;
        page.put(&[Number(count), Raw(")</th></tr>\n")])?;
        for item in items() {
            row(page, report, item)?;
        }
        page.raw("</tbody>\n")?;
    }
    page.raw("</table>\n</section>\n")
}

fn row(page: &mut Page, report: &Report, item: &ItemAssessment) -> fmt::Result {
    let lang = page.lang;
    page.put(&[Raw("<tr><th scope=\"row\">"), Name(&lang.item(&brief(&item.label)))])?;
    if let (Some(title), true) = (&item.title, report.shows_text) {
        page.put(&[Raw(" "), Name(&brief(title))])?;
    }
    page.put(&[Raw(" <span class=\"from\">"), Text(&lang.at_line(&item.at)), Raw("</span></th>")])?;
    page.put(&[Raw("<td>"), Text(&level(&item.content)), Raw("</td><td>")])?;
    match item.verdict {
        Verdict::Within => page.put(&[Text(lang.stays())])?,
        Verdict::Undetermined => page.put(&[Text(lang.undecided())])?,
        Verdict::Exceeds if item.channels.is_empty() => page.put(&[Text(lang.no_channel())])?,
        Verdict::Exceeds => {
            let channels = item.channels.join(&format!(" {} ", lang.or()));
            page.put(&[Text(&lang.move_to(&channels))])?;
        }
    }
    page.raw("</td></tr>\n")
}
