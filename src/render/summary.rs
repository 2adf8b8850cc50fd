//! What came of a whole archive, on a page for a person: tables by level, channel, month, rule and kind of gap.
//!
//! It names no file and quotes nothing, so that it can be handed on where the report itself must not go. Not here: how
//! documents are counted ([`crate::model::summary`]).

use std::cmp::Reverse;
use std::fmt;

use super::stream::{self, Stream};
use super::{Look, Renderer, escape, width};
use crate::model::summary::{Counts, Seen};
use crate::model::{Level, Outcome, Report, Summary, Verdict};

/// At most so many rules are listed, those of the most documents.
const RULES: usize = 20;

/// The summary.
pub(super) struct Format;

impl Renderer for Format {
    fn name(&self) -> &'static str {
        "summary"
    }

    fn title(&self) -> &'static str {
        "counts by level, channel, month, rule and gap, for whoever answers for an archive"
    }

    fn render(&self, report: &Report, look: &Look, out: &mut dyn fmt::Write) -> fmt::Result {
        stream::whole(self, report, look, out)
    }

    fn stream(&self) -> Option<&dyn Stream> {
        Some(self)
    }
}

impl Stream for Format {
    fn grows(&self) -> bool {
        false
    }

    fn begin(&self, _: &Report, _: &Look, _: &mut dyn fmt::Write) -> fmt::Result {
        Ok(())
    }

    fn file(&self, _: &Report, _: &Outcome, _: &Look, _: &mut dyn fmt::Write) -> fmt::Result {
        Ok(())
    }

    fn end(
        &self,
        head: &Report,
        summary: &Summary,
        look: &Look,
        out: &mut dyn fmt::Write,
    ) -> fmt::Result {
        Sheet { head, summary, look: *look, out }.write()
    }
}

/// A page being written.
struct Sheet<'s> {
    head: &'s Report,
    summary: &'s Summary,
    look: Look,
    out: &'s mut dyn fmt::Write,
}

impl Sheet<'_> {
    fn write(&mut self) -> fmt::Result {
        let (summary, lang) = (self.summary, self.look.lang);
        self.total()?;
        let level = |(level, counts): (&Level, &Counts)| (self.level(*level), by_verdict(*counts));
        let contents: Vec<Row> = summary.contents.iter().rev().map(level).collect();
        let ceilings: Vec<Row> = summary.ceilings.iter().rev().map(level).collect();
        let channel = |(name, counts): (&String, &Counts)| (name.clone(), by_verdict(*counts));
        let channels: Vec<Row> = summary.channels.iter().map(channel).collect();
        let months = summary.months.iter().map(|(month, counts)| {
            let told = month.map(|month| month.to_string());
            (told.unwrap_or_else(|| lang.month_not_told().to_owned()), by_verdict(*counts))
        });
        let months: Vec<Row> = months.collect();
        for (title, rows) in [
            (lang.by_content(), contents),
            (lang.by_ceiling(), ceilings),
            (lang.by_channel(), channels),
            (lang.by_month(), months),
        ] {
            self.table(title, &lang.verdict_columns(), &rows)?;
        }
        self.rules()?;
        let gaps = summary.gaps.iter().map(|(kind, seen)| {
            let accepted = self.head.allowed_gaps.contains(kind);
            let more = if accepted { lang.allowed() } else { "" };
            (format!("{}{more}", lang.gap(*kind)), by_times(*seen))
        });
        let gaps: Vec<Row> = gaps.collect();
        self.table(lang.by_gap(), &lang.gap_columns(), &gaps)?;
        self.closing()
    }

    fn total(&mut self) -> fmt::Result {
        let (summary, lang) = (self.summary, self.look.lang);
        let count = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        let Counts { within, undetermined, exceeds } = summary.documents;
        let counts = [
            (Verdict::Exceeds, exceeds),
            (Verdict::Undetermined, undetermined),
            (Verdict::Within, within),
        ];
        let counts = counts.map(|(verdict, documents)| lang.verdicts(verdict, count(documents)));
        let files = lang.files(count(summary.files));
        let documents = lang.documents(count(summary.documents.all()));
        let verdict = lang.verdict(summary.verdict());
        let text = format!("{verdict}  {files}, {documents}: {}.", counts.join(", "));
        self.paragraph(&text)?;
        if !summary.complete {
            self.paragraph(lang.cut_short())?;
        }
        Ok(())
    }

    fn rules(&mut self) -> fmt::Result {
        let (summary, lang) = (self.summary, self.look.lang);
        let mut rules: Vec<(&String, &Seen)> = summary.rules.iter().collect();
        rules.sort_by_key(|(id, seen)| (Reverse(seen.documents), Reverse(seen.times), *id));
        let title = |id: &String| {
            let title = self.head.rules.get(id).map(|note| lang.of(&note.title));
            title.map_or_else(|| id.clone(), |title| format!("{id}  {title}"))
        };
        let rows = rules.iter().take(RULES).map(|(id, seen)| (title(id), by_times(**seen)));
        let rows: Vec<Row> = rows.collect();
        self.table(lang.by_rule(), &lang.rule_columns(), &rows)?;
        match rules.len().saturating_sub(RULES) {
            0 => Ok(()),
            more => writeln!(self.out, "  {}", lang.and_more(more)),
        }
    }

    fn closing(&mut self) -> fmt::Result {
        let (head, lang) = (self.head, self.look.lang);
        self.out.write_char('\n')?;
        for by in &head.loosened {
            let text = format!("{}: {} ({})", lang.loosened(), lang.of(&by.what), by.from);
            self.paragraph(&text)?;
        }
        for notice in &head.notices {
            self.paragraph(lang.notice(notice))?;
        }
        self.paragraph(lang.disclaimer())?;
        self.paragraph(lang.caution())?;
        let policy = format!("{} {}", head.policy.0, head.policy.1);
        let schemes = head.in_force.join(", ");
        let provenance = lang.provenance(&policy, head.rulesets.len(), &schemes);
        self.paragraph(&format!("clearedfor {}; {provenance}", head.version))
    }

    /// The level with its name in the home scheme.
    fn level(&self, level: Level) -> String {
        let named = self.head.levels.iter().find(|named| named.level == level);
        named.map_or_else(|| format!("({level})"), |named| format!("{} ({level})", named.name))
    }

    fn width(&self) -> usize {
        self.look.width.clamp(60, 120)
    }

    /// A title line with the names of columns, and a line for each row; nothing where there is none.
    fn table(&mut self, title: &str, columns: &[&str], rows: &[Row]) -> fmt::Result {
        if rows.is_empty() {
            return Ok(());
        }
        let widths: Vec<usize> = columns.iter().map(|name| width::of(name).max(7) + 2).collect();
        let first = self.width().saturating_sub(widths.iter().sum::<usize>() + 2).min(60);
        write!(self.out, "\n{}", fitted(title, first + 2))?;
        for (name, columns) in columns.iter().zip(&widths) {
            write!(self.out, "{}{name}", " ".repeat(columns - width::of(name)))?;
        }
        self.out.write_char('\n')?;
        for (name, numbers) in rows {
            write!(self.out, "  {}", fitted(name, first))?;
            for (number, columns) in numbers.iter().zip(&widths) {
                write!(self.out, "{number:>columns$}")?;
            }
            self.out.write_char('\n')?;
        }
        Ok(())
    }

    /// A sentence, wrapped at blanks.
    fn paragraph(&mut self, text: &str) -> fmt::Result {
        let mut column = 0;
        for word in escape::line(text).split(' ') {
            let columns = width::of(word);
            let (gap, start) = match column {
                0 => ("", 0),
                _ if column + 1 + columns <= self.width() => (" ", column + 1),
                _ => ("\n  ", 2),
            };
            write!(self.out, "{gap}{}", word.replace('\u{a0}', " "))?;
            column = start + columns;
        }
        self.out.write_char('\n')
    }
}

/// A name and its numbers.
type Row = (String, Vec<u64>);

fn by_verdict(counts: Counts) -> Vec<u64> {
    vec![counts.all(), counts.exceeds, counts.undetermined, counts.within]
}

fn by_times(seen: Seen) -> Vec<u64> {
    vec![seen.times, seen.documents]
}

/// `text`, cut or padded to so many columns.
fn fitted(text: &str, columns: usize) -> String {
    let text = escape::line(text);
    let mut fitted = String::new();
    let mut left = columns;
    if width::of(&text) > columns {
        left = left.saturating_sub(1);
        for character in text.chars() {
            match left.checked_sub(width::of_char(character)) {
                Some(rest) => left = rest,
                None => break,
            }
            fitted.push(character);
        }
        fitted.push('…');
    } else {
        left -= width::of(&text);
        fitted.push_str(&text);
    }
    fitted + &" ".repeat(left)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;
    use crate::render::{Lang, golden};

    #[test]
    fn lines_keep_to_the_width() {
        for lang in [Lang::En, Lang::De] {
            for (name, report) in golden::reports() {
                let mut text = String::new();
                let look = Look { width: 70, lang, ..Look::default() };
                Format.render(&report, &look, &mut text).unwrap();
                for line in text.lines() {
                    let fits = width::of(line) <= 70;
                    assert!(fits || !line.trim().contains(' '), "{name}: {line}");
                }
            }
        }
    }

    #[test]
    fn a_name_is_cut_where_it_does_not_fit() {
        assert_eq!(fitted("abc", 5), "abc  ");
        assert_eq!(fitted("abcdef", 5), "abcd…");
        assert_eq!(fitted("会議会議", 6), "会議… ");
    }

    #[test]
    fn rules_beyond_the_first_are_counted() {
        let (_, report) = &golden::reports()[0];
        let mut summary = Summary { complete: true, ..Summary::default() };
        for rule in 0..25 {
            let seen = Seen { times: 30 - rule, documents: 30 - rule };
            summary.rules.insert(format!("rule-{rule:02}"), seen);
        }
        let mut text = String::new();
        Format.end(report, &summary, &Look::default(), &mut text).unwrap();
        assert!(text.contains("rule-19 ") && !text.contains("rule-20"), "{text}");
        assert!(text.contains("and 5 more"), "{text}");
    }
}
