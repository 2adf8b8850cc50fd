//! The limits of reading one file, shared by everything that lies in it.
//!
//! A small file can claim to hold a large one, and hold itself. So everything that unpacks asks here: how many
//! bytes may still come out, how deep files may lie in files, how many members there may be, how long it may take.
//!
//! Not here: threads and panics ([`super::guard`]).

use std::cell::Cell;
use std::io::Read;
use std::time::{Duration, Instant};

use crate::model::{Document, Gap, GapKind, Say};
use crate::read::reasons;

/// Most bytes that may come out of one file, whatever lies in it how deep.
const BYTES: u64 = 1024 * 1024 * 1024;
/// Most bytes of one part.
const PART: u64 = 512 * 1024 * 1024;
/// How many times larger than packed a part may be, once it is larger than [`FREE`].
const RATIO: u64 = 250;
/// Bytes of a part that no ratio is asked of: a page of blanks packs well.
const FREE: u64 = 16 * 1024 * 1024;
/// How deep files may lie in files.
const DEPTH: u32 = 8;
/// Most members of archives, parts of packages and attachments, over all depths.
const MEMBERS: u32 = 200_000;
/// Longest time for one file.
pub(super) const TIME: Duration = Duration::from_secs(120);

/// What is left for the reading of one file.
#[derive(Debug)]
pub(super) struct Allowance {
    bytes: Cell<u64>,
    members: Cell<u32>,
    until: Instant,
}

impl Allowance {
    /// The full allowance of a file, from now on.
    pub(super) fn new() -> Self {
        Allowance {
            bytes: Cell::new(BYTES),
            members: Cell::new(MEMBERS),
            until: Instant::now() + TIME,
        }
    }
}

/// One file being read, or one that lies in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    allowance: &'a Allowance,
    depth: u32,
}

/// Why no more may be read: a reason for a gap of the kind `limit`.
pub(super) type Limited = Say;

impl<'a> Reading<'a> {
    /// The reading of a whole file.
    pub(super) fn new(allowance: &'a Allowance) -> Self {
        Reading { allowance, depth: 0 }
    }

    /// Asks for one more member, part or attachment.
    pub(super) fn member(&self) -> Result<(), Limited> {
        let left = self
            .allowance
            .members
            .get()
            .checked_sub(1)
            .ok_or(Say("too many members", "zu viele Bestandteile"))?;
        self.allowance.members.set(left);
        self.time()
    }

    /// Asks whether there is time left. To be asked once for each part, page or message.
    pub(super) fn time(&self) -> Result<(), Limited> {
        if Instant::now() < self.allowance.until { Ok(()) } else { Err(reasons::TOO_LONG) }
    }

    /// Asks for bytes that a decoder made in memory.
    pub(super) fn bytes(&self, count: usize) -> Result<(), Limited> {
        let left = self.allowance.bytes.get().checked_sub(count as u64);
        self.allowance
            .bytes
            .set(left.ok_or(Say("too many bytes unpacked", "zu viele Bytes entpackt"))?);
        Ok(())
    }

    /// Everything that `unpacked` gives, which lies packed in so many bytes. What came out before a limit or an
    /// error is given too, with the gap.
    pub(super) fn unpack(&self, unpacked: impl Read, packed: u64) -> (Vec<u8>, Option<Gap>) {
        let ratio = packed.saturating_mul(RATIO).max(FREE);
        let most = self.allowance.bytes.get().min(PART).min(ratio);
        let mut bytes = Vec::new();
        let read = unpacked.take(most.saturating_add(1)).read_to_end(&mut bytes);
        let over = bytes.len() as u64 > most;
        let limit = || {
            if most == ratio {
                Say(
                    "unpacks to far more than it is",
                    "wird entpackt weit größer, als es gepackt ist",
                )
            } else {
                Say("too large", "zu groß")
            }
        };
        bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        let left = self.allowance.bytes.get().saturating_sub(bytes.len() as u64);
        self.allowance.bytes.set(left);
        let gap = match read {
            _ if over => Some(Gap::whole(GapKind::Limit, limit())),
            Err(_) => Some(Gap::whole(
                GapKind::Malformed,
                Say("it does not unpack to its end", "lässt sich nicht bis zum Ende entpacken"),
            )),
            Ok(_) => None,
        };
        (bytes, gap)
    }

    /// Reads a file that lies in this one, by its content first and by the ending of `name` second. Always gives
    /// a document; where a limit is reached, one with a gap.
    pub(super) fn nested(&self, name: &str, bytes: &[u8]) -> Document {
        let deeper = Reading { depth: self.depth + 1, ..*self };
        let limited = match self.member() {
            Err(reason) => Some(reason),
            Ok(()) if deeper.depth > DEPTH => {
                Some(Say("files lie too deep in files", "Dateien liegen zu tief ineinander"))
            }
            Ok(()) => None,
        };
        match limited {
            Some(reason) => Document {
                composed: true,
                gaps: vec![Gap::whole(GapKind::Limit, reason)],
                ..Document::default()
            },
            None => super::read_whole(name, bytes, &deeper),
        }
    }
}
