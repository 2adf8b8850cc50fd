//! Exit statuses. No output format changes them.

use crate::model::Verdict;

/// An exit status of the program.
pub type Status = u8;

/// Nothing found that exceeds the ceiling, and everything was read.
pub const WITHIN: Status = 0;
/// At least one document exceeds.
pub const EXCEEDS: Status = 1;
/// A usage or configuration error: nothing was judged. Also: an example of a rule failed its test.
pub const USAGE: Status = 2;
/// Something was not read, and nothing that was read exceeds.
pub const UNDETERMINED: Status = 3;
/// Ended at once by a second interruption, as shells tell it of a program that Ctrl-C ended.
pub const INTERRUPTED: Status = 130;

/// The status that says this verdict.
#[must_use]
pub fn of(verdict: Verdict) -> Status {
    match verdict {
        Verdict::Within => WITHIN,
        Verdict::Exceeds => EXCEEDS,
        Verdict::Undetermined => UNDETERMINED,
    }
}
