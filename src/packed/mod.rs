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
use std::sync::{Arc, OnceLock};

pub use input::Input;
pub use lazy::{Apart, Lazy, Shared};
pub use output::{Output, write};

/// What can be packed. What is written is what is read again: both come from one declaration (`packed!`).
pub trait Pack: Sized {
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

/// A pack that was found whole.
#[derive(Debug)]
pub struct Packed {
    bytes: &'static [u8],
    /// Where each thing that many hold begins.
    places: &'static [u8],
    root: usize,
    slots: OnceLock<Box<[Slot]>>,
}

/// Bytes before the first value: the checksum of the rest, where the root begins, and how many things are shared.
const HEAD: usize = 16;

impl Packed {
    /// The pack of these bytes, if they are as the build wrote them. Of what is read later nothing is damaged then.
    ///
    /// # Errors
    /// Where they are not.
    pub fn new(bytes: &'static [u8]) -> Result<Self, Damaged> {
        let (sum, rest) = bytes.split_first_chunk::<8>().ok_or(Damaged)?;
        if u64::from_le_bytes(*sum) != checksum(rest) {
            return Err(Damaged);
        }
        Self::unproved(bytes)
    }

    /// The same without looking whether anything is damaged, for tables of which a run needs little.
    ///
    /// # Errors
    /// Where they are too short to be a pack.
    pub fn unproved(bytes: &'static [u8]) -> Result<Self, Damaged> {
        let root = number(bytes, 8).ok_or(Damaged)?;
        let shared = number(bytes, 12).ok_or(Damaged)?;
        let from = shared.checked_mul(4).and_then(|length| bytes.len().checked_sub(length));
        let places = from.and_then(|from| bytes.get(from..)).ok_or(Damaged)?;
        Ok(Packed { bytes, places, root, slots: OnceLock::new() })
    }

    /// Reads the value that the pack was made of.
    ///
    /// # Errors
    /// Where it is none of this type.
    pub fn root<T: Pack>(&'static self) -> Result<T, Damaged> {
        T::unpack(&mut Input::at(self, self.root))
    }

    /// How many things are shared.
    #[must_use]
    pub fn shared(&self) -> u32 {
        u32::try_from(self.places.len() / 4).unwrap_or(u32::MAX)
    }

    /// Where the shared thing with this number begins.
    fn place(&self, number_of: usize) -> Option<usize> {
        number(self.places, number_of.checked_mul(4)?)
    }

    /// The place where the shared thing with this number is kept once it is made.
    fn slot(&self, number_of: usize) -> Option<&Slot> {
        let all = || (0..self.places.len() / 4).map(|_| Slot::new()).collect();
        self.slots.get_or_init(all).get(number_of)
    }
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
