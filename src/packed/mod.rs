//! Values written compactly when the program is built and read again when it starts: at once, or at first use.
//!
//! A pack is a run of bytes that is part of the program. Texts in it are lent, not copied; what is used seldom is kept
//! apart ([`Lazy`]) and what many hold is kept once ([`Shared`]). Not here: which values are packed, which is said
//! beside them with `packed!`, and where the pack of the built-in rules comes from ([`crate::load::builtin`]).

mod input;
mod lazy;
mod output;
#[cfg(test)]
mod tests;
mod values;

use std::any::Any;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

pub use input::Input;
pub use lazy::{Apart, Lazy, Shared};
pub use output::{Output, write};

/// What can be packed. What is written is what is read again: both come from one declaration (`packed!`).
pub trait Pack: Sized {
    /// Whether it is a list of which each entry is kept once ([`Apart`]).
    const APART: bool = false;

    /// Writes the value.
    fn pack(&self, out: &mut Output);

    /// Reads the value.
    ///
    /// # Errors
    /// Where the bytes are none of such a value.
    fn unpack(input: &mut Input) -> Result<Self, Damaged>;
}

/// The bytes of a pack are not what the build wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the built-in rules are damaged: install the program again")]
pub struct Damaged;

/// Something that many hold, made at first use.
type Slot = OnceLock<Arc<dyn Any + Send + Sync>>;
/// Slots that are made together, because a run asks for few.
type Shelf = OnceLock<Box<[Slot; SHELF]>>;
const SHELF: usize = 16;

/// A pack, of which each part is proved whole before it is read.
#[derive(Debug)]
pub struct Packed {
    bytes: &'static [u8],
    /// Where each thing that many hold begins.
    places: Range<usize>,
    root: usize,
    slots: OnceLock<Box<[Shelf]>>,
    /// A bit for each block that was proved; none where nothing is to be proved.
    proved: Option<Box<[AtomicU64]>>,
    damaged: AtomicBool,
}

/// Bytes before the first value: the sum over the rest of them and over the sums of all blocks, which stand at the end;
/// where the root begins, how many things are shared, and where the sums begin.
const HEAD: usize = 20;
/// Bytes that are proved together.
const BLOCK: usize = 1024;
/// What marks the place of a list of which each entry is kept once; no pack is as long.
const APART: usize = 1 << 31;
/// Bytes of the sum of a block.
const SUM: usize = 8;

impl Packed {
    /// The pack of these bytes. What is read of it is proved then, block by block, because a run reads little of it.
    ///
    /// # Errors
    /// Where its head is not as the build wrote it.
    pub fn new(bytes: &'static [u8]) -> Result<Self, Damaged> {
        let pack = Self::unproved(bytes)?;
        let sums = bytes.get(pack.places.end..).ok_or(Damaged)?;
        let head = bytes.get(SUM..HEAD).ok_or(Damaged)?;
        let blocks = pack.places.end.saturating_sub(HEAD).div_ceil(BLOCK);
        if sums.len() != blocks * SUM || bytes.first_chunk() != Some(&sum_of_head(head, sums)) {
            return Err(Damaged);
        }
        let proved = (0..blocks.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Ok(Packed { proved: Some(proved), ..pack })
    }

    /// The same where nothing is proved, for tables that are as large as all else and of which a run needs little.
    ///
    /// # Errors
    /// Where they are too short to be a pack.
    pub fn unproved(bytes: &'static [u8]) -> Result<Self, Damaged> {
        let of_head = |at| number(bytes, at).ok_or(Damaged);
        let (root, shared, end) = (of_head(8)?, of_head(12)?, of_head(16)?);
        let from = shared.checked_mul(4).and_then(|length| end.checked_sub(length));
        let from = from.filter(|_| end <= bytes.len()).ok_or(Damaged)?;
        let (slots, damaged) = (OnceLock::new(), AtomicBool::new(false));
        Ok(Packed { bytes, places: from..end, root, slots, proved: None, damaged })
    }

    /// Reads the value that the pack was made of.
    ///
    /// # Errors
    /// Where it is none of this type.
    pub fn root<T: Pack>(&'static self) -> Result<T, Damaged> {
        T::unpack(&mut Input::at(self, self.root))
    }

    /// Whether something that was read at first use was damaged, so that nothing was read in its place.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// Reads a value at first use; nothing where it is damaged, which is noted.
    fn read_late<T: Pack + Default>(&'static self, at: Option<usize>) -> T {
        let read = at.ok_or(Damaged).and_then(|at| T::unpack(&mut Input::at(self, at)));
        read.unwrap_or_else(|Damaged| {
            self.damaged.store(true, Ordering::Relaxed);
            T::default()
        })
    }

    /// Proves the blocks of so many bytes, and says where the last of them ends.
    fn prove(&self, from: usize, length: usize) -> Result<usize, Damaged> {
        let all = self.places.end;
        let Some(proved) = &self.proved else { return Ok(all) };
        let body = self.bytes.get(HEAD..all).ok_or(Damaged)?;
        let from = from.checked_sub(HEAD).ok_or(Damaged)?;
        let end = from.checked_add(length).filter(|end| *end <= body.len()).ok_or(Damaged)?;
        let blocks = from / BLOCK..end.div_ceil(BLOCK);
        for block in blocks.clone() {
            let bits = proved.get(block / 64).ok_or(Damaged)?;
            let bit = 1 << (block % 64);
            if bits.load(Ordering::Relaxed) & bit == 0 {
                let bytes = &body[block * BLOCK..body.len().min((block + 1) * BLOCK)];
                let sum = self.bytes.get(all + block * SUM..).ok_or(Damaged)?;
                if sum.first_chunk() != Some(&checksum(bytes).to_le_bytes()) {
                    return Err(Damaged);
                }
                bits.fetch_or(bit, Ordering::Relaxed);
            }
        }
        Ok(all.min(HEAD + blocks.end * BLOCK))
    }

    /// How many things are shared.
    #[must_use]
    pub fn shared(&self) -> u32 {
        u32::try_from(self.places.len() / 4).unwrap_or(u32::MAX)
    }

    /// Where the shared thing with this number begins.
    fn place(&self, number_of: usize) -> Option<usize> {
        self.marked(number_of).map(|place| place & !APART)
    }

    /// The same with the mark of what is a list of which each entry is kept once.
    fn marked(&self, number_of: usize) -> Option<usize> {
        let at = self.places.start.checked_add(number_of.checked_mul(4)?)?;
        self.prove(at, 4).ok()?;
        number(self.bytes.get(..self.places.end)?, at)
    }

    /// Whether the shared thing with this number is a list of which each entry is kept once.
    #[must_use]
    pub fn is_apart(&self, number_of: u32) -> bool {
        self.marked(number_of as usize).is_some_and(|place| place & APART != 0)
    }

    /// The place where the shared thing with this number is kept once it is made.
    fn slot(&self, number_of: usize) -> Option<&Slot> {
        let shelves = self.shared().div_ceil(SHELF as u32);
        let all = || (0..shelves).map(|_| Shelf::new()).collect();
        let shelf = self.slots.get_or_init(all).get(number_of / SHELF)?;
        let slots = shelf.get_or_init(|| Box::new([const { Slot::new() }; SHELF]));
        slots.get(number_of % SHELF)
    }
}

/// The sum of a head and of the sums of all blocks.
fn sum_of_head(head: &[u8], sums: &[u8]) -> [u8; SUM] {
    (checksum(head) ^ checksum(sums).rotate_left(1)).to_le_bytes()
}

/// The number in four bytes.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..)?.first_chunk::<4>()?;
    usize::try_from(u32::from_le_bytes(*four)).ok()
}

/// A sum in which every bit counts; it guards against damage, not against malice.
fn checksum(bytes: &[u8]) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |sum: u64, word: u64| (sum ^ word).wrapping_mul(ODD).rotate_left(29);
    let (words, tail) = bytes.as_chunks::<8>();
    // Four sums side by side, so that none waits for the other.
    let (blocks, rest) = words.as_chunks::<4>();
    let (mut one, mut two, mut three, mut four) = (ODD, ODD, ODD, ODD);
    for [a, b, c, d] in blocks {
        one = mix(one, u64::from_le_bytes(*a));
        two = mix(two, u64::from_le_bytes(*b));
        three = mix(three, u64::from_le_bytes(*c));
        four = mix(four, u64::from_le_bytes(*d));
    }
    let sums = [one, two, three, four];
    let rest = rest.iter().map(|word| u64::from_le_bytes(*word));
    let tail = tail.iter().map(|&byte| u64::from(byte));
    sums.into_iter().chain(rest).chain(tail).chain([bytes.len() as u64]).fold(ODD, mix)
}

/// Says once what a type is made of: writing and reading it follow.
///
/// `packed!(struct Reach { window, same_speaker })` names all fields, and
/// `packed!(enum Window { Words { before, after }, WordsOverTurns(words), Line })` all variants, in the order in which
/// they are written; what is left out does not compile. What is made of the other fields at first use stands behind
/// `beside`, and is not written.
macro_rules! packed {
    (struct $name:ident { $($field:ident),+ $(,)? } $(beside $($made:ident),+)?) => {
        impl $crate::packed::Pack for $name {
            fn pack(&self, out: &mut $crate::packed::Output) {
                let $name { $($field,)+ $($($made: _),+)? } = self;
                $($crate::packed::Pack::pack($field, out);)+
            }

            fn unpack(
                input: &mut $crate::packed::Input,
            ) -> Result<Self, $crate::packed::Damaged> {
                $(let $field = $crate::packed::Pack::unpack(input)?;)+
                Ok($name { $($field,)+ $($($made: Default::default()),+)? })
            }
        }
    };
    (enum $name:ident { $($variant:ident $(($($part:ident),+))? $({ $($field:ident),+ })?),+ $(,)? }) => {
        impl $crate::packed::Pack for $name {
            fn pack(&self, out: &mut $crate::packed::Output) {
                let mut number = 0;
                $(
                    if let $name::$variant $(($($part),+))? $({ $($field),+ })? = self {
                        out.byte(number);
                        $($($crate::packed::Pack::pack($part, out);)+)?
                        $($($crate::packed::Pack::pack($field, out);)+)?
                        return;
                    }
                    number += 1;
                )+
                // Every variant stands above, or this does not compile.
                match self { $($name::$variant { .. } => {})+ }
                out.byte(number);
            }

            fn unpack(
                input: &mut $crate::packed::Input,
            ) -> Result<Self, $crate::packed::Damaged> {
                let written = input.byte()?;
                let mut number = 0;
                $(
                    if written == number {
                        $($(let $part = $crate::packed::Pack::unpack(input)?;)+)?
                        $($(let $field = $crate::packed::Pack::unpack(input)?;)+)?
                        return Ok($name::$variant $(($($part),+))? $({ $($field),+ })?);
                    }
                    number += 1;
                )+
                let _ = number;
                Err($crate::packed::Damaged)
            }
        }
    };
}

pub(crate) use packed;
