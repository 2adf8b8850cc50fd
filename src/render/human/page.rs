//! The page that the human report is written on: indents, wrapping, colour, and nothing raw.
//!
//! Not here: what the report says.

use std::fmt;

use anstyle::{AnsiColor, Style};

use crate::render::{Look, escape, width};

/// How a piece of text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ink {
    #[default]
    Plain,
    Bold,
    Dim,
    Red,
    Yellow,
    Green,
    Hit,
}

impl Ink {
    fn style(self) -> Style {
        let coloured = |colour: AnsiColor| Style::new().bold().fg_color(Some(colour.into()));
        match self {
            Ink::Plain => Style::new(),
            Ink::Bold => Style::new().bold(),
            Ink::Dim => Style::new().dimmed(),
            Ink::Red => coloured(AnsiColor::Red),
            Ink::Yellow => coloured(AnsiColor::Yellow),
            Ink::Green => coloured(AnsiColor::Green),
            Ink::Hit => Style::new().bold().underline(),
        }
    }
}

/// Pieces of text, each with its ink. Everything that is added is escaped here, once.
#[derive(Debug, Clone, Default)]
pub(super) struct Text(Vec<(Ink, String)>);

impl Text {
    /// Text that starts with `words`.
    pub(super) fn new(ink: Ink, words: &str) -> Self {
        Text::default().add(ink, words)
    }

    /// The same with `words` at its end.
    pub(super) fn add(mut self, ink: Ink, words: &str) -> Self {
        self.0.push((ink, escape::line(words)));
        self
    }

    /// The same with `words` at its end, in no ink.
    pub(super) fn plain(self, words: &str) -> Self {
        self.add(Ink::Plain, words)
    }

    fn characters(&self) -> impl Iterator<Item = (Ink, char)> + '_ {
        self.0.iter().flat_map(|(ink, words)| words.chars().map(|character| (*ink, character)))
    }
}

/// Writes lines of text.
pub(super) struct Page<'a> {
    out: &'a mut dyn fmt::Write,
    colour: bool,
    width: usize,
    ink: Ink,
    column: usize,
    /// Whether the line holds a word already.
    begun: bool,
}

impl<'a> Page<'a> {
    /// An empty page.
    pub(super) fn new(look: &Look, out: &'a mut dyn fmt::Write) -> Self {
        let width = look.width.clamp(40, 120);
        Page { out, colour: look.colour, width, ink: Ink::Plain, column: 0, begun: false }
    }

    /// The columns of a line.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// An empty line.
    pub(super) fn blank(&mut self) -> fmt::Result {
        self.end_line()
    }

    /// One line as it is, without wrapping.
    pub(super) fn row(&mut self, indent: usize, text: &Text) -> fmt::Result {
        self.pad(indent)?;
        for (ink, character) in text.characters() {
            self.put(ink, character)?;
        }
        self.end_line()
    }

    /// A paragraph, wrapped at blanks; every line but the first starts at `hang`. A word that is
    /// longer than a line (a path) is left whole. A no-break blank is printed as a blank.
    pub(super) fn paragraph(&mut self, indent: usize, hang: usize, text: &Text) -> fmt::Result {
        self.pad(indent)?;
        let mut gap: Vec<Ink> = Vec::new();
        let mut word: Vec<(Ink, char)> = Vec::new();
        let end = std::iter::once((Ink::Plain, ' '));
        for (ink, character) in text.characters().chain(end) {
            if character != ' ' {
                word.push((ink, character));
                continue;
            }
            if !word.is_empty() {
                self.word(hang, &gap, &word)?;
                gap.clear();
                word.clear();
            }
            gap.push(ink);
        }
        self.end_line()
    }

    fn word(&mut self, hang: usize, gap: &[Ink], word: &[(Ink, char)]) -> fmt::Result {
        let columns: usize = word.iter().map(|(_, character)| width::of_char(*character)).sum();
        if self.begun && self.column + gap.len() + columns > self.width {
            self.end_line()?;
            self.pad(hang)?;
        } else {
            for ink in gap {
                self.put(*ink, ' ')?;
            }
        }
        self.begun = true;
        for (ink, character) in word {
            self.put(*ink, if *character == '\u{a0}' { ' ' } else { *character })?;
        }
        Ok(())
    }

    fn put(&mut self, ink: Ink, character: char) -> fmt::Result {
        if self.colour && ink != self.ink {
            self.change(ink)?;
        }
        self.column += width::of_char(character);
        self.out.write_char(character)
    }

    fn change(&mut self, ink: Ink) -> fmt::Result {
        if self.ink != Ink::Plain {
            write!(self.out, "{}", self.ink.style().render_reset())?;
        }
        self.ink = ink;
        write!(self.out, "{}", ink.style().render())
    }

    fn pad(&mut self, columns: usize) -> fmt::Result {
        (0..columns).try_for_each(|_| self.put(Ink::Plain, ' '))
    }

    fn end_line(&mut self) -> fmt::Result {
        if self.ink != Ink::Plain {
            self.change(Ink::Plain)?;
        }
        self.column = 0;
        self.begun = false;
        self.out.write_char('\n')
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
mod tests {
    use super::*;

    fn paragraph(look: Look, text: &Text) -> String {
        let mut out = String::new();
        Page::new(&look, &mut out).paragraph(2, 4, text).unwrap();
        out
    }

    #[test]
    fn words_wrap_and_hang() {
        let text =
            Text::new(Ink::Red, "A line of forty").plain(" columns holds no more than that.");
        let look = Look { width: 40, ..Look::default() };
        assert_eq!(
            paragraph(look, &text),
            "  A line of forty columns holds no more\n    than that.\n"
        );
    }

    #[test]
    fn a_long_word_stays_whole_and_a_fixed_blank_holds() {
        let look = Look { width: 40, ..Look::default() };
        let long = "x".repeat(50);
        let text =
            Text::new(Ink::Plain, &format!("a {long} ab c d e f g h i j k l m n o p q\u{a0}(3)"));
        assert_eq!(
            paragraph(look, &text),
            format!("  a\n    {long}\n    ab c d e f g h i j k l m n o p q (3)\n")
        );
    }

    #[test]
    fn ink_is_closed_at_the_end_of_each_line() {
        let look = Look { colour: true, width: 40, ..Look::default() };
        let text = Text::new(Ink::Hit, &"wort ".repeat(12));
        for line in paragraph(look, &text).lines() {
            assert!(line.ends_with("\u{1b}[0m"), "{line:?}");
        }
    }
}
