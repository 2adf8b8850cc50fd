//! The report as one HTML page that a person opens, reads and prints: nothing is loaded, nothing is sent.
//!
//! Not here: the sentences ([`super::words`]), and how a document is told ([`document`]).

mod closing;
mod document;
mod findings;
mod items;
mod lanes;
mod ladders;
mod overview;
mod page;
#[cfg(test)]
pub(super) mod tests;
mod timeline;

use std::collections::BTreeMap;
use std::fmt;

use crate::model::report::Named;
use crate::model::{Digest, Report, Verdict};
use page::Bit::{Raw, Text};
use page::{Bit, Page};

use super::{Look, Renderer};

/// The HTML report.
pub(super) struct Format;

/// How the page looks. It is part of the page, and the page's policy names it by its fingerprint.
const STYLE: &str = include_str!("html/style.css");
/// What a reader may miss without: opening all quotations at once, and a filter for long lists.
const SCRIPT: &str = include_str!("html/script.js");

impl Renderer for Format {
    fn is_evidence(&self) -> bool {
        true
    }

    fn name(&self) -> &'static str {
        "html"
    }

    fn title(&self) -> &'static str {
        "one page for a browser, to read and to print"
    }

    fn render(&self, report: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
        let mut page = Page::new(look.lang, out);
        let page = &mut page;
        head(page, report)?;
        marking(page, report, "<div class=\"marking head\">")?;
        top(page, report)?;
        page.raw("<main id=\"main\">\n")?;
        overview::write(page, report)?;
        let anchors = report.rules.keys().map(String::as_str).zip(1..).collect();
        for told in overview::in_order(report).filter(|(_, a)| overview::has_section(report, a)) {
            document::write(page, report, &anchors, told)?;
        }
        page.raw("</main>\n<footer>\n")?;
        closing::write(page, report)?;
        page.raw("</footer>\n")?;
        marking(page, report, "<div class=\"marking foot\">")?;
        page.block("<script>", &unix(SCRIPT), "</script>\n</body>\n</html>\n")
    }
}

/// The number of each rule that fired, by which the page refers to it.
type Anchors<'a> = BTreeMap<&'a str, usize>;

/// "GEHEIM (3)", whose number does not stand alone on a line.
fn level(named: &Named) -> String {
    format!("{}\u{a0}({})", named.name, named.level)
}

/// The class of what belongs to a verdict.
fn class(verdict: Verdict) -> Bit<'static> {
    Raw(verdict.name())
}

/// A browser reads every line end as this one, before it takes a fingerprint.
fn unix(code: &str) -> String {
    code.replace("\r\n", "\n")
}

fn head(page: &mut Page, report: &Report) -> fmt::Result {
    let lang = page.lang;
    let verdict = lang.verdict(report.verdict());
    page.put(&[Raw("<!DOCTYPE html>\n<html lang=\""), Text(lang.name())])?;
    page.raw("\">\n<head>\n<meta charset=\"utf-8\">\n")?;
    let policy = policy(&unix(STYLE), &unix(SCRIPT));
    let open = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
    page.block(open, &policy, "\">\n")?;
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n")?;
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")?;
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n")?;
    page.put(&[Raw("<title>"), Text(verdict), Raw(": ")])?;
    match report.assessments.as_slice() {
        [] => page.put(&[Text(lang.nothing_checked())])?,
        [only] => page.put(&[Text(&only.source)])?,
        all => page.put(&[Text(&lang.documents(all.len()))])?,
    }
    page.raw(" \u{2013} clearedfor</title>\n")?;
    page.block("<style>", &unix(STYLE), "</style>\n</head>\n<body>\n")?;
    page.put(&[Raw("<a class=\"skip\" href=\"#main\">"), Text(lang.skip()), Raw("</a>\n")])
}

/// What the page may load and run: its own style sheet and its own script, to the byte, and nothing else.
fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        base64(Digest::of(style.as_bytes()).bytes()),
        base64(Digest::of(script.as_bytes()).bytes()),
    )
}

/// The bytes as browsers expect a fingerprint.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sign = SIGNS[(group >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= chunk.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

/// Whose page it is, and the button that opens all quotations, which the script shows.
fn top(page: &mut Page, report: &Report) -> fmt::Result {
    let lang = page.lang;
    page.raw("<header class=\"top\">\n<p class=\"brand\">clearedfor</p>\n")?;
    page.put(&[Raw("<h1>"), Text(lang.page_title()), Raw("</h1>\n")])?;
    let mut findings = report.assessments.iter().flat_map(|assessment| &assessment.findings);
    if report.shows_text && findings.any(|finding| finding.evidence.is_some()) {
        page.raw("<p class=\"script\" hidden><button id=\"open\" type=\"button\" ")?;
        page.put(&[Raw("aria-pressed=\"false\">"), Text(lang.open_all()), Raw("</button></p>\n")])?;
    }
    page.raw("</header>\n")
}

/// The level of a page that quotes content, as any paper carries it: at its head and foot, and on every sheet.
fn marking(page: &mut Page, report: &Report, open: &'static str) -> fmt::Result {
    let Some(named) = report.excerpts() else { return Ok(()) };
    let words = page.lang.excerpts(&level(named));
    page.put(&[Raw(open), Text(&words), Raw("</div>\n")])
}
