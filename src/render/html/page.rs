//! What the HTML page is written on: markup of ours as it is, everything else escaped.
//!
//! Not here: what the page says.

use std::fmt;

use crate::render::{Lang, escape};

/// A piece of the page. Markup is only what stands in the program, so nothing of the input can be any.
#[derive(Clone, Copy)]
pub(super) enum Bit<'a> {
    /// Markup.
    Raw(&'static str),
    /// Words, as content of an element or value of an attribute in quotes.
    Text(&'a str),
    /// A name that the input chose, kept apart so that its direction of reading stays its own.
    Name(&'a str),
    /// A count, a coordinate, or the number in an anchor.
    Number(usize),
    /// Tenths of a percent, written as a percentage.
    Share(usize),
}

/// Writes the page.
pub(super) struct Page<'a> {
    out: &'a mut dyn fmt::Write,
    /// The language of its sentences.
    pub(super) lang: Lang,
}

impl<'a> Page<'a> {
    /// An empty page.
    pub(super) fn new(lang: Lang, out: &'a mut dyn fmt::Write) -> Self {
        Page { out, lang }
    }

    /// Markup.
    pub(super) fn raw(&mut self, markup: &'static str) -> fmt::Result {
        self.out.write_str(markup)
    }

    /// Pieces in order.
    pub(super) fn put(&mut self, bits: &[Bit<'_>]) -> fmt::Result {
        bits.iter().try_for_each(|bit| match bit {
            Bit::Raw(markup) => self.out.write_str(markup),
            Bit::Text(words) => self.out.write_str(&escaped(words)),
            Bit::Name(name) => write!(self.out, "<bdi>{}</bdi>", escaped(name)),
            Bit::Number(number) => write!(self.out, "{number}"),
            Bit::Share(tenths) => write!(self.out, "{}.{}%", tenths / 10, tenths % 10),
        })
    }

    /// A paragraph of a class, unless there is nothing to say.
    pub(super) fn paragraph(&mut self, open: &'static str, words: &str) -> fmt::Result {
        if words.is_empty() {
            return Ok(());
        }
        self.put(&[Bit::Raw(open), Bit::Text(words), Bit::Raw("</p>\n")])
    }

    /// A style sheet or a script of ours, which the policy of the page knows by its fingerprint.
    pub(super) fn block(&mut self, open: &'static str, code: &str, close: &'static str) -> fmt::Result {
        self.out.write_str(open)?;
        self.out.write_str(code)?;
        self.out.write_str(close)
    }
}

/// The words on one line, without anything that a browser would act on, in text as in a quoted attribute.
fn escaped(words: &str) -> String {
    let words = escape::line(words);
    let mut safe = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(character),
        }
    }
    safe
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_input_is_markup() {
        let mut out = String::new();
        let mut page = Page::new(Lang::En, &mut out);
        let bad = "<b a='1'>&\"\u{202e}\n";
        page.put(&[Bit::Raw("<p>"), Bit::Text(bad), Bit::Name(bad), Bit::Share(975)]).unwrap();
        let safe = "&lt;b a=&#39;1&#39;&gt;&amp;&quot;\\u{202e} ";
        assert_eq!(out, format!("<p>{safe}<bdi>{safe}</bdi>97.5%"));
    }
}
