//! Reading: where in a pack the next value begins.

use super::{Damaged, Packed};

/// A place in a pack, from which values are read one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Input {
    pub(super) pack: &'static Packed,
    /// What was proved of what comes.
    rest: &'static [u8],
    /// Where that ends in the pack.
    end: usize,
}

impl Input {
    pub(super) fn at(pack: &'static Packed, at: usize) -> Self {
        Input { pack, rest: &[], end: at }
    }

    /// Proves that the next so many bytes are there and whole.
    #[cold]
    fn prove(&mut self, length: usize) -> Result<(), Damaged> {
        let at = self.end - self.rest.len();
        self.end = self.pack.prove(at, length)?;
        self.rest = self.pack.bytes.get(at..self.end).ok_or(Damaged)?;
        Ok(())
    }

    /// The next byte.
    ///
    /// # Errors
    /// Where the pack ends.
    #[inline]
    pub fn byte(&mut self) -> Result<u8, Damaged> {
        if self.rest.is_empty() {
            self.prove(1)?;
        }
        let (&first, rest) = self.rest.split_first().ok_or(Damaged)?;
        self.rest = rest;
        Ok(first)
    }

    /// The next so many bytes.
    ///
    /// # Errors
    /// Where the pack ends before.
    pub fn take(&mut self, length: usize) -> Result<&'static [u8], Damaged> {
        if length > self.rest.len() {
            self.prove(length)?;
        }
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Damaged)?;
        self.rest = rest;
        Ok(taken)
    }

    /// The next number; small ones take one byte.
    ///
    /// # Errors
    /// Where there is none.
    pub fn number(&mut self) -> Result<u64, Damaged> {
        let mut number = 0;
        if let Some((&small @ 0..0x80, rest)) = self.rest.split_first() {
            self.rest = rest;
            return Ok(small.into());
        }
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    /// The next number, as a count of something.
    ///
    /// # Errors
    /// Where there is none.
    pub fn count(&mut self) -> Result<usize, Damaged> {
        usize::try_from(self.number()?).map_err(|_| Damaged)
    }

    /// The next run of bytes, with its length before it.
    ///
    /// # Errors
    /// Where the pack ends before.
    pub fn bytes(&mut self) -> Result<&'static [u8], Damaged> {
        let length = self.count()?;
        self.take(length)
    }

    /// The next text, lent from the program.
    ///
    /// # Errors
    /// Where there is none.
    pub fn text(&mut self) -> Result<&'static str, Damaged> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Damaged)
    }

    /// How many bytes are left behind this place.
    pub(super) fn left(&self) -> usize {
        self.pack.places.end.saturating_sub(self.end - self.rest.len())
    }
}
