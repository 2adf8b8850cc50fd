//! A quotation cut to fit one line, with the hit still in sight.
//!
//! Not here: how it is printed, and the mask for text that must not be shown.

use super::{escape, width};
use crate::model::Evidence;

const ELLIPSIS: &str = "...";

/// A quotation in three parts, escaped, on one line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    /// Words before the hit.
    pub(super) before: String,
    /// The hit.
    pub(super) hit: String,
    /// Words after it.
    pub(super) after: String,
}

impl Snippet {
    /// The evidence in at most `columns` columns, or in 24 where less is asked.
    ///
    /// Words around the hit are cut first; a hit that is too long itself loses its middle.
    pub(super) fn fit(evidence: &Evidence, columns: usize) -> Self {
        let columns = columns.max(24);
        let text = &evidence.text;
        // A span that does not lie in the text marks nothing; the words are still shown.
        let inside = text.get(evidence.hit.range()).is_some();
        let (start, end) = if inside { (evidence.hit.start, evidence.hit.end) } else { (0, 0) };
        let part = |range: std::ops::Range<usize>| escape::line(text.get(range).unwrap_or(""));
        let before = part(0..start).trim_start().to_owned();
        let after = part(end..text.len()).trim_end().to_owned();
        let hit = without_middle(part(start..end), columns - 4 * ELLIPSIS.len());
        let room = columns - width::of(&hit);
        let (left, right) = (width::of(&before), width::of(&after));
        let half = room / 2;
        let for_before =
            if right <= half { room - right } else { half.max(room - right.min(room)) };
        let for_before = for_before.min(left);
        Snippet { before: last(before, for_before), hit, after: first(after, room - for_before) }
    }

    /// The line of carets that goes under it.
    pub(super) fn carets(&self) -> String {
        let hit = width::of(&self.hit).max(1);
        format!("{}{}", " ".repeat(width::of(&self.before)), "^".repeat(hit))
    }
}

/// The first words of `text` in at most `columns`.
pub(super) fn first(text: String, columns: usize) -> String {
    if width::of(&text) <= columns {
        return text;
    }
    let kept = head(&text, columns.saturating_sub(ELLIPSIS.len()));
    // Better to end on a whole word, if that does not cost much.
    let whole = kept.rfind(' ').filter(|at| kept.len() - at <= 12).unwrap_or(kept.len());
    format!("{}{ELLIPSIS}", &kept[..whole])
}

/// The last words of `text` in at most `columns`.
fn last(text: String, columns: usize) -> String {
    if width::of(&text) <= columns {
        return text;
    }
    let kept = tail(&text, columns.saturating_sub(ELLIPSIS.len()));
    let whole = kept.find(' ').filter(|at| *at <= 12 && at + 1 < kept.len()).map_or(0, |at| at + 1);
    format!("{ELLIPSIS}{}", &kept[whole..])
}

fn without_middle(text: String, columns: usize) -> String {
    if width::of(&text) <= columns {
        return text;
    }
    let room = columns.saturating_sub(ELLIPSIS.len());
    format!("{}{ELLIPSIS}{}", head(&text, room - room / 2), tail(&text, room / 2))
}

fn head(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let fits = |character: char| {
        used += width::of_char(character);
        used <= columns
    };
    let length: usize = text.chars().map_while(with(fits)).map(char::len_utf8).sum();
    &text[..length]
}

fn tail(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let fits = |character: char| {
        used += width::of_char(character);
        used <= columns
    };
    let length: usize = text.chars().rev().map_while(with(fits)).map(char::len_utf8).sum();
    &text[text.len() - length..]
}

fn with(mut fits: impl FnMut(char) -> bool) -> impl FnMut(char) -> Option<char> {
    move |character| fits(character).then_some(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn evidence(before: &str, hit: &str, after: &str) -> Evidence {
        Evidence {
            text: format!("{before}{hit}{after}"),
            hit: Span::new(before.len(), before.len() + hit.len()),
            groups: Vec::new(),
        }
    }

    #[test]
    fn what_fits_is_whole() {
        let snippet = Snippet::fit(&evidence("Die ", "Reichweite", " ist bekannt"), 40);
        assert_eq!(snippet.before, "Die ");
        assert_eq!(snippet.after, " ist bekannt");
        assert_eq!(snippet.carets(), "    ^^^^^^^^^^");
    }

    #[test]
    fn the_hit_stays_in_sight() {
        for (before, after) in [(500, 500), (0, 500), (500, 0), (10, 500), (500, 10)] {
            let words = |count: usize| "wort ".repeat(count / 5);
            let evidence = evidence(&words(before), "GEHEIM", &words(after));
            for columns in 24..100 {
                let snippet = Snippet::fit(&evidence, columns);
                let all = format!("{}{}{}", snippet.before, snippet.hit, snippet.after);
                assert_eq!(snippet.hit, "GEHEIM");
                assert!(width::of(&all) <= columns, "{columns}: {all}");
                assert!(width::of(&all) > columns.min(500) - 16, "{columns}: {all}");
            }
        }
    }

    #[test]
    fn a_long_hit_keeps_both_ends() {
        let hit = format!("Anfang{}Ende", " und".repeat(100));
        let snippet = Snippet::fit(&evidence("vor ", &hit, " nach"), 40);
        assert!(snippet.hit.starts_with("Anfang") && snippet.hit.ends_with("Ende"));
        assert!(width::of(&snippet.hit) <= 40);
    }

    #[test]
    fn carets_stand_under_wide_and_escaped_characters() {
        let snippet = Snippet::fit(&evidence("会\u{1b} ", "議", ""), 40);
        assert_eq!(snippet.before, "会\\u{1b} ");
        assert_eq!(snippet.carets(), format!("{}^^", " ".repeat(9)));
    }

    #[test]
    fn a_span_that_is_none_shows_the_words() {
        let broken = Evidence { hit: Span::new(1, 99), ..evidence("", "Übung", "") };
        assert_eq!(Snippet::fit(&broken, 40).after, "Übung");
    }
}
