//! A small program for each expression: what it asks for, byte after byte, as a table that costs nothing to load.
//!
//! An engine takes a millisecond to compile, and most patterns that have a candidate in a text match nothing there.
//! So the first looks are taken with this. Not here: how it is run ([`super::attempt`]), and expressions for which it
//! would be too long or might not end, which keep to the engine.

use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Look, Repetition};

use super::reach::Reach;
use super::table::Table;
use crate::packed::packed;

/// Most bytes of a program.
const LONGEST: usize = 16 << 10;

/// What is before the code: where the names begin, how far a match can reach, what it can hold, and the bytes that one
/// can begin with, a bit each.
pub(super) const HEAD: usize = FIRST + 32;
/// Where the bytes begin that a match can begin with.
pub(super) const FIRST: usize = ASCII + 16;
/// Where the characters of ASCII stand that a match can hold.
const ASCII: usize = 2 + 4 + 4;

/// What comes next. Addresses and numbers after it have two bytes.
pub(super) mod op {
    /// The match ends here.
    pub(in super::super) const DONE: u8 = 0;
    /// So many bytes (one byte) stand here: those that follow.
    pub(in super::super) const TEXT: u8 = 1;
    /// A character of the class at the address.
    pub(in super::super) const CHAR: u8 = 2;
    /// The next instruction, and if it comes to nothing, the one at the address.
    pub(in super::super) const ELSE: u8 = 3;
    /// The instruction at the address, and if it comes to nothing, the next.
    pub(in super::super) const SKIP: u8 = 4;
    /// The instruction at the address.
    pub(in super::super) const GO: u8 = 5;
    /// An edge of the kind that the byte says.
    pub(in super::super) const EDGE: u8 = 6;
    /// Characters of a class, as many as can be: class, fewest, most.
    pub(in super::super) const MANY: u8 = 7;
    /// The same, as few as can be.
    pub(in super::super) const FEW: u8 = 8;
    /// Here a named group begins or ends: twice its number, and one more at its end (one byte).
    pub(in super::super) const MARK: u8 = 9;
}

/// As often as can be.
pub(super) const NO_MOST: u16 = u16::MAX;

/// What an expression asks for; empty where it must be asked of the engine.
#[derive(Debug, Clone, Default)]
pub(super) struct Program {
    code: Table<1>,
}

packed!(struct Program { code });

impl Program {
    /// The program of a folded expression; none where there can be none.
    pub(super) fn of(hir: &Hir) -> Self {
        let mut writer = Writer { code: vec![0; HEAD], classes: Vec::new(), names: Vec::new() };
        let whole = writer.whole(hir);
        let code = if whole.is_some() { writer.code } else { Vec::new() };
        Program { code: code.into_iter().map(|byte| [byte]).collect() }
    }

    /// The bytes of it, if it is one.
    pub(super) fn code(&self) -> Option<&[u8]> {
        let code = self.code.as_flattened();
        (code.len() > HEAD).then_some(code)
    }

    /// How far a match can reach; as far as can be where there is no program.
    pub(super) fn reach(&self) -> Reach {
        let bound = |at: usize| {
            let bound = u32::from_le_bytes(*self.code()?.get(at..)?.first_chunk()?);
            (bound != u32::MAX).then_some(bound as usize)
        };
        let ascii = self.code.as_flattened().get(ASCII..).and_then(<[u8]>::first_chunk);
        let ascii = ascii.map_or(u128::MAX, |bits| u128::from_le_bytes(*bits));
        Reach { bytes: bound(2), blanks: bound(6), ascii }
    }

    /// The named groups, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let code = self.code().unwrap_or_default();
        let from = code.first_chunk().map_or(0, |at| usize::from(u16::from_le_bytes(*at)));
        let mut rest = code.get(from..).unwrap_or_default();
        std::iter::from_fn(move || {
            let (&length, after) = rest.split_first()?;
            let (name, after) = after.split_at_checked(length.into())?;
            rest = after;
            std::str::from_utf8(name).ok()
        })
    }
}

/// A program that is being written. What comes to nothing has no program.
struct Writer {
    code: Vec<u8>,
    /// Each class as it will be written, and where its address is missing.
    classes: Vec<(Vec<u8>, Vec<usize>)>,
    names: Vec<String>,
}

impl Writer {
    fn whole(&mut self, hir: &Hir) -> Option<()> {
        // What matches an empty text is no pattern.
        if hir.properties().minimum_len()? == 0 {
            return None;
        }
        let mut first = [0; 32];
        begins(hir, &mut first);
        self.one(hir)?;
        self.code.push(op::DONE);
        for (class, places) in std::mem::take(&mut self.classes) {
            let at = self.here()?;
            self.code.extend(class);
            places.into_iter().for_each(|place| self.set(place, at));
        }
        let names = self.here()?;
        for name in std::mem::take(&mut self.names) {
            self.code.push(u8::try_from(name.len()).ok()?);
            self.code.extend(name.bytes());
        }
        let Reach { bytes, blanks, ascii } = Reach::of(hir);
        let bound = |most: Option<usize>| most.and_then(|most| u32::try_from(most).ok());
        self.set(0, names);
        for (at, most) in [(2, bytes), (6, blanks)] {
            let most = bound(most).unwrap_or(u32::MAX).to_le_bytes();
            self.code.get_mut(at..at + 4)?.copy_from_slice(&most);
        }
        self.code.get_mut(ASCII..FIRST)?.copy_from_slice(&ascii.to_le_bytes());
        self.code.get_mut(FIRST..HEAD)?.copy_from_slice(&first);
        Some(())
    }

    /// Where the next instruction will stand.
    fn here(&self) -> Option<u16> {
        u16::try_from(self.code.len()).ok().filter(|_| self.code.len() <= LONGEST)
    }

    /// An instruction with an address that is set later: where that is.
    fn open(&mut self, op: u8) -> usize {
        self.code.extend([op, 0, 0]);
        self.code.len() - 2
    }

    fn set(&mut self, place: usize, address: u16) {
        if let Some(two) = self.code.get_mut(place..place + 2) {
            two.copy_from_slice(&address.to_le_bytes());
        }
    }

    fn close(&mut self, place: usize) -> Option<()> {
        let here = self.here()?;
        self.set(place, here);
        Some(())
    }

    fn one(&mut self, hir: &Hir) -> Option<()> {
        self.here()?;
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => {
                for part in literal.0.chunks(255) {
                    self.code.extend([op::TEXT, u8::try_from(part.len()).ok()?]);
                    self.code.extend(part);
                }
            }
            HirKind::Class(class) => self.class(op::CHAR, class)?,
            HirKind::Look(look) => self.code.extend([op::EDGE, edge(*look)?]),
            HirKind::Repetition(repetition) => self.repeated(repetition)?,
            HirKind::Capture(capture) => match &capture.name {
                None => self.one(&capture.sub)?,
                Some(name) => {
                    let number = self.group(name)?;
                    self.code.extend([op::MARK, number]);
                    self.one(&capture.sub)?;
                    self.code.extend([op::MARK, number + 1]);
                }
            },
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.one(part))?,
            HirKind::Alternation(parts) => self.any_of(parts)?,
        }
        Some(())
    }

    /// Twice the number of a group; one that is written twice, because it is repeated, has one number.
    fn group(&mut self, name: &str) -> Option<u8> {
        let known = self.names.iter().position(|known| known == name);
        let number = known.unwrap_or(self.names.len());
        if known.is_none() {
            self.names.push(name.to_owned());
        }
        u8::try_from(number).ok().filter(|number| *number < 64).map(|number| number * 2)
    }

    fn any_of(&mut self, parts: &[Hir]) -> Option<()> {
        let (last, others) = parts.split_last()?;
        let mut ends = Vec::new();
        for part in others {
            let other = self.open(op::ELSE);
            self.one(part)?;
            ends.push(self.open(op::GO));
            self.close(other)?;
        }
        self.one(last)?;
        ends.into_iter().try_for_each(|end| self.close(end))
    }

    fn class(&mut self, op: u8, class: &Class) -> Option<()> {
        let class = written(class)?;
        let place = self.open(op);
        match self.classes.iter_mut().find(|(known, _)| *known == class) {
            Some((_, places)) => places.push(place),
            None => self.classes.push((class, vec![place])),
        }
        Some(())
    }

    fn repeated(&mut self, repetition: &Repetition) -> Option<()> {
        let Repetition { min, max, greedy, sub } = repetition;
        if let Some(class) = of_one(sub)
            && *max != Some(1)
        {
            self.class(if *greedy { op::MANY } else { op::FEW }, &class)?;
            let most = max
                .map_or(Some(NO_MOST), |max| u16::try_from(max).ok().filter(|max| *max != NO_MOST));
            self.code.extend(u16::try_from(*min).ok()?.to_le_bytes());
            self.code.extend(most?.to_le_bytes());
            return Some(());
        }
        let branch = if *greedy { op::ELSE } else { op::SKIP };
        (0..*min).try_for_each(|_| self.one(sub))?;
        let Some(max) = max else {
            // Nothing again and again would have no end.
            if sub.properties().minimum_len()? == 0 {
                return None;
            }
            let again = self.here()?;
            let end = self.open(branch);
            self.one(sub)?;
            let back = self.open(op::GO);
            self.set(back, again);
            return self.close(end);
        };
        let mut ends = Vec::new();
        for _ in *min..*max {
            ends.push(self.open(branch));
            self.one(sub)?;
        }
        ends.into_iter().try_for_each(|end| self.close(end))
    }
}

/// The class of an expression of one character.
fn of_one(hir: &Hir) -> Option<Class> {
    match hir.kind() {
        HirKind::Class(class) => Some(class.clone()),
        HirKind::Capture(capture) if capture.name.is_none() => of_one(&capture.sub),
        HirKind::Literal(literal) => {
            let mut chars = std::str::from_utf8(&literal.0).ok()?.chars();
            let (c, None) = (chars.next()?, chars.next()) else { return None };
            let only = regex_syntax::hir::ClassUnicodeRange::new(c, c);
            Some(Class::Unicode(ClassUnicode::new([only])))
        }
        _ => None,
    }
}

/// The ranges of a class; none where it is one of bytes that are no characters.
fn ranges(class: &Class) -> Option<Vec<(char, char)>> {
    match class {
        Class::Unicode(class) => Some(class.iter().map(|r| (r.start(), r.end())).collect()),
        Class::Bytes(class) => {
            let ranges = class.iter().map(|r| (char::from(r.start()), char::from(r.end())));
            class.is_ascii().then(|| ranges.collect())
        }
    }
}

/// A class as it is written: a bit for each character of ASCII, how many ranges there are beyond, and those.
fn written(class: &Class) -> Option<Vec<u8>> {
    let mut bits = [0_u8; 16];
    let mut beyond = Vec::new();
    for (start, end) in ranges(class)? {
        (start..=end.min('\u{7f}')).for_each(|c| bits[c as usize / 8] |= 1 << (c as usize % 8));
        if end > '\u{7f}' {
            beyond.push([start.max('\u{80}'), end].map(|c| u32::from(c).to_le_bytes()));
        }
    }
    let count = u8::try_from(beyond.len()).ok()?;
    Some([&bits[..], &[count], beyond.as_flattened().as_flattened()].concat())
}

/// Notes the bytes that a match can begin with; whether it can be empty.
fn begins(hir: &Hir, bytes: &mut [u8; 32]) -> bool {
    let mut put = |byte: u8| bytes[usize::from(byte / 8)] |= 1 << (byte % 8);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => literal.0.first().map(|&byte| put(byte)).is_none(),
        HirKind::Class(class) => {
            let lead = |c: char| c.encode_utf8(&mut [0; 4]).as_bytes()[0];
            let all = ranges(class).unwrap_or_else(|| vec![('\0', char::MAX)]);
            all.into_iter().for_each(|(start, end)| (lead(start)..=lead(end)).for_each(&mut put));
            false
        }
        HirKind::Repetition(repetition) => begins(&repetition.sub, bytes) || repetition.min == 0,
        HirKind::Capture(capture) => begins(&capture.sub, bytes),
        HirKind::Concat(parts) => parts.iter().all(|part| begins(part, bytes)),
        // Every one of them counts, not only those up to the first that can be empty.
        HirKind::Alternation(parts) => parts.iter().filter(|part| begins(part, bytes)).count() > 0,
    }
}

/// The number of a kind of edge; see [`super::attempt`].
fn edge(look: Look) -> Option<u8> {
    Some(match look {
        Look::WordAscii => 0,
        Look::WordAsciiNegate => 1,
        Look::WordStartAscii => 2,
        Look::WordEndAscii => 3,
        Look::WordStartHalfAscii => 4,
        Look::WordEndHalfAscii => 5,
        _ => return None,
    })
}
