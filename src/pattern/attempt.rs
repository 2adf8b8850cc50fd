//! Runs a program: tries one way after the other, the one that an engine would prefer first.
//!
//! It remembers nothing of what it has tried, so a bad pattern on a bad text could take for ever; steps are counted,
//! and whoever has none left asks the engine. Not here: what programs are made of ([`super::program`]).

#[cfg(test)]
mod tests;

use super::edges;
use super::program::{FIRST, HEAD, NO_MOST, op};
use crate::text::Span;

/// There are no steps left.
#[derive(Debug)]
pub(super) struct Spent;

/// A way that was not taken yet.
#[derive(Debug, Clone, Copy)]
enum Other {
    /// From there on.
    At { code: usize, text: usize },
    /// With fewer characters, down to `least`.
    Less { code: usize, text: usize, least: usize },
    /// With more characters: the instruction, and how many there may be still.
    More { code: usize, text: usize, left: u16 },
    /// No way, but where a mark stood before.
    Mark { number: usize, was: usize },
}

/// A search with a program.
#[derive(Debug)]
pub(super) struct Attempt<'a> {
    code: &'a [u8],
    text: &'a str,
    /// No match reaches farther.
    end: usize,
    others: Vec<Other>,
    /// Where each named group begins and ends.
    marks: Vec<usize>,
    /// How many steps are left, and were at first.
    left: u32,
    most: u32,
}

/// What a mark says that was not set.
const UNSET: usize = usize::MAX;

impl<'a> Attempt<'a> {
    pub(super) fn new(code: &'a [u8], text: &'a str, groups: usize, left: u32) -> Self {
        let (others, marks) = (Vec::new(), vec![UNSET; 2 * groups]);
        Attempt { code, text, end: 0, others, marks, left, most: left }
    }

    /// The first match in a part of the text that cuts no word and begins at `last` at the latest.
    pub(super) fn next(&mut self, part: Span, last: usize) -> Result<Option<Span>, Spent> {
        self.end = part.end;
        let first = self.code.get(FIRST..HEAD).unwrap_or_default();
        let begins = |byte: u8| first[usize::from(byte / 8)] >> (byte % 8) & 1 == 1;
        let starts = part.start..part.end.min(last.saturating_add(1)).max(part.start);
        let bytes = self.text.as_bytes()[starts.clone()].iter();
        // No character begins in another, and none of them with such a byte.
        for (start, _) in starts.zip(bytes).filter(|(_, byte)| begins(**byte)) {
            if self.cuts(start) {
                continue;
            }
            if let Some(end) = self.from(start)? {
                let span = Span::new(start, end);
                if edges::end(self.text, span) {
                    return Ok(Some(span));
                }
            }
        }
        self.pay(part.len() as u32 / 8)?;
        Ok(None)
    }

    /// Where each named group stands in the last match, if it took part in it.
    pub(super) fn groups(&self) -> impl Iterator<Item = Option<Span>> {
        let (pairs, _) = self.marks.as_chunks::<2>();
        pairs.iter().map(|&[start, end]| (end != UNSET).then(|| Span::new(start, end)))
    }

    /// How many steps were taken. None are left where one could not be.
    pub(super) fn spent(&self) -> u32 {
        self.most - self.left
    }

    fn pay(&mut self, steps: u32) -> Result<(), Spent> {
        let left = self.left.checked_sub(steps);
        self.left = left.unwrap_or(0);
        left.map(drop).ok_or(Spent)
    }

    /// Whether a word is cut by what begins here.
    fn cuts(&self, start: usize) -> bool {
        let bytes = self.text.as_bytes();
        let Some(&before) = start.checked_sub(1).and_then(|at| bytes.get(at)) else { return false };
        match bytes.get(start) {
            Some(&first) if before.is_ascii() && first.is_ascii() => {
                before.is_ascii_alphanumeric() && first.is_ascii_alphanumeric()
            }
            _ => !edges::start(self.text, Span::new(start, start)),
        }
    }

    /// The end of the match that is preferred of those that begin here.
    fn from(&mut self, start: usize) -> Result<Option<usize>, Spent> {
        self.others.clear();
        self.marks.fill(UNSET);
        let (mut code, mut text) = (HEAD, start);
        loop {
            self.pay(1)?;
            let taken = match self.code[code] {
                op::DONE => return Ok(Some(text)),
                op::TEXT => self.text(code, text),
                op::CHAR => self.char(self.number(code + 1), text).map(|after| (code + 3, after)),
                op::ELSE if self.fails(code + 3, text) => Some((self.number(code + 1), text)),
                op::ELSE => {
                    self.others.push(Other::At { code: self.number(code + 1), text });
                    Some((code + 3, text))
                }
                op::SKIP => {
                    self.others.push(Other::At { code: code + 3, text });
                    Some((self.number(code + 1), text))
                }
                op::GO => Some((self.number(code + 1), text)),
                op::EDGE => self.edge(self.code[code + 1], text).then_some((code + 2, text)),
                op::MANY => self.many(code, text)?,
                op::FEW => self.few(code, text)?,
                op::MARK => {
                    let number = usize::from(self.code[code + 1]);
                    self.others.push(Other::Mark { number, was: self.marks[number] });
                    self.marks[number] = text;
                    Some((code + 2, text))
                }
                _ => None,
            };
            let next = match taken {
                Some(next) => Some(next),
                None => self.other()?,
            };
            let Some(next) = next else { return Ok(None) };
            (code, text) = next;
        }
    }

    /// The next way that was not taken.
    fn other(&mut self) -> Result<Option<(usize, usize)>, Spent> {
        while let Some(other) = self.others.pop() {
            match other {
                Other::At { code, text } => return Ok(Some((code, text))),
                Other::Less { code, mut text, least } => {
                    // Where the next text does not begin, nothing need be tried.
                    while text > least {
                        let before = self.text[..text].chars().next_back();
                        text -= before.map_or(1, char::len_utf8);
                        if !self.fails(code, text) {
                            break;
                        }
                    }
                    if text > least {
                        self.others.push(Other::Less { code, text, least });
                    }
                    return Ok(Some((code, text)));
                }
                Other::More { code, text, left } => {
                    let Some(after) = self.char(self.number(code + 1), text) else { continue };
                    self.more(code, after, left - u16::from(left != NO_MOST));
                    return Ok(Some((code + 7, after)));
                }
                Other::Mark { number, was } => self.marks[number] = was,
            }
        }
        Ok(None)
    }

    fn text(&self, code: usize, text: usize) -> Option<(usize, usize)> {
        if self.fails(code, text) {
            return None;
        }
        let length = usize::from(self.code[code + 1]);
        let wanted = &self.code[code + 2..code + 2 + length];
        let stands = self.text.as_bytes()[text..self.end].starts_with(wanted);
        stands.then_some((code + 2 + length, text + length))
    }

    /// Whether an instruction asks for a text that begins with another byte: most of many words do.
    fn fails(&self, code: usize, text: usize) -> bool {
        self.code[code] == op::TEXT && self.text.as_bytes().get(text) != Some(&self.code[code + 2])
    }

    /// Where the character ends that stands here, if it is of the class.
    fn char(&self, class: usize, text: usize) -> Option<usize> {
        let &byte = self.text.as_bytes()[..self.end].get(text)?;
        if byte.is_ascii() {
            let has = self.code[class + usize::from(byte / 8)] >> (byte % 8) & 1 == 1;
            return has.then_some(text + 1);
        }
        let c = self.text[text..].chars().next()?;
        let count = usize::from(self.code[class + 16]);
        let (ranges, _) = self.code.get(class + 17..)?.as_chunks::<8>();
        let within = |range: &[u8; 8]| {
            let (bounds, _) = range.as_chunks::<4>();
            u32::from_le_bytes(bounds[0]) <= u32::from(c)
                && u32::from(c) <= u32::from_le_bytes(bounds[1])
        };
        let after = text + c.len_utf8();
        (after <= self.end && ranges.iter().take(count).any(within)).then_some(after)
    }

    /// As many characters of a class as there are.
    fn many(&mut self, code: usize, text: usize) -> Result<Option<(usize, usize)>, Spent> {
        let Some((least, mut most)) = self.least(code, text) else { return Ok(None) };
        let mut at = least;
        let class = self.number(code + 1);
        let (bits, bytes) = (&self.code[class..class + 16], &self.text.as_bytes()[..self.end]);
        let has = |byte: u8| byte.is_ascii() && bits[usize::from(byte / 8)] >> (byte % 8) & 1 == 1;
        loop {
            // Most characters of most texts are these.
            let plain = bytes[at..].iter().take(most.into()).take_while(|byte| has(**byte)).count();
            at += plain;
            if most != NO_MOST {
                most -= u16::try_from(plain).unwrap_or(most);
            }
            let Some(after) = self.char(class, at).filter(|_| most > 0) else { break };
            at = after;
            most -= u16::from(most != NO_MOST);
        }
        self.pay(((at - text) / 4) as u32)?;
        if at > least {
            self.others.push(Other::Less { code: code + 7, text: at, least });
        }
        Ok(Some((code + 7, at)))
    }

    /// As few characters of a class as there must be.
    fn few(&mut self, code: usize, text: usize) -> Result<Option<(usize, usize)>, Spent> {
        let Some((at, left)) = self.least(code, text) else { return Ok(None) };
        self.pay(((at - text) / 4) as u32)?;
        self.more(code, at, left);
        Ok(Some((code + 7, at)))
    }

    fn more(&mut self, code: usize, text: usize, left: u16) {
        if left > 0 {
            self.others.push(Other::More { code, text, left });
        }
    }

    /// Behind the fewest characters that there must be, and how many more there may be.
    fn least(&self, code: usize, mut text: usize) -> Option<(usize, u16)> {
        let (fewest, most) = (self.two(code + 3), self.two(code + 5));
        for _ in 0..fewest {
            text = self.char(self.number(code + 1), text)?;
        }
        Some((text, if most == NO_MOST { NO_MOST } else { most.saturating_sub(fewest) }))
    }

    /// Whether there is an edge of a kind, of words of ASCII.
    fn edge(&self, kind: u8, text: usize) -> bool {
        let bytes = self.text.as_bytes();
        let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let before = text > 0 && bytes.get(text - 1).is_some_and(word);
        let after = bytes.get(text).is_some_and(word);
        match kind {
            0 => before != after,
            1 => before == after,
            2 => !before && after,
            3 => before && !after,
            4 => !before,
            _ => !after,
        }
    }

    fn two(&self, at: usize) -> u16 {
        u16::from_le_bytes([self.code[at], self.code[at + 1]])
    }

    fn number(&self, at: usize) -> usize {
        self.two(at).into()
    }
}
