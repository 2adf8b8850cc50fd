//! What a fold writes: bytes one after the other, many at once without asking how many.
//!
//! Not here: what is written ([`super::steps`], [`super::blocks`]).

use crate::text::marks::WIDTH;

/// Room that is made at a time, which is filled with zeros first.
const STEP: usize = 1024;

/// Bytes that were written, and room behind them.
pub(super) struct Out {
    /// Longer than what was written by [`WIDTH`] at least, but for the time of a call.
    bytes: Vec<u8>,
    length: usize,
}

impl Out {
    /// With room for `most` bytes, which may be too little.
    pub(super) fn with_room(most: usize) -> Self {
        let mut bytes = Vec::with_capacity(most + STEP.min(most) + WIDTH);
        bytes.resize(STEP.min(most) + WIDTH, 0);
        Out { bytes, length: 0 }
    }

    /// How many bytes were written.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.length
    }

    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        self.bytes[self.length] = byte;
        self.wrote(1);
    }

    /// Writes the first `length` of some bytes. Behind them the others may stand until something else is written.
    #[inline]
    pub(super) fn first(&mut self, length: usize, bytes: &[u8; WIDTH]) {
        if let Some(room) = self.bytes[self.length..].first_chunk_mut() {
            *room = *bytes;
            self.wrote(length.min(WIDTH));
        }
    }

    /// Unwrites the last byte.
    pub(super) fn pop(&mut self) {
        self.length = self.length.saturating_sub(1);
    }

    #[inline]
    fn wrote(&mut self, length: usize) {
        self.length += length;
        if self.length + WIDTH > self.bytes.len() {
            self.bytes.resize(self.bytes.len() + STEP, 0);
        }
    }

    /// What was written, which is whole characters.
    pub(super) fn text(mut self) -> String {
        self.bytes.truncate(self.length);
        String::from_utf8(self.bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }
}
