//! The nouns: values that the verbs hand to each other.
//!
//! Not here: reading or writing of anything. Nothing in this room does I/O, prints or derives Serialize.

pub mod change;
pub mod cost;
pub mod date;
pub mod digest;
pub mod document;
pub mod finding;
pub mod invitation;
pub mod measurement;
pub mod month;
pub mod place;
pub mod plan;
pub mod policy;
pub mod report;
pub mod rule;
pub mod scheme;
pub mod summary;
pub mod terms;
pub mod truth;
pub mod waiver;
pub mod words;

pub use change::ChangedLines;
pub use cost::Cost;
pub use digest::{Digest, Key};
pub use document::{Document, Gap, GapKind, Item, Segment, SegmentKind, Source};
pub use finding::{Evidence, Finding, Place};
pub use invitation::Invitation;
pub use measurement::Measurement;
pub use month::Month;
pub use place::{Step, Where};
pub use plan::{Participant, Plan, Said};
pub use policy::{Cap, Channel, Feature, Policy};
pub use report::{Assessment, Outcome, Report, Verdict};
pub use rule::{Effect, Kind, Rule, Ruleset, Strength};
pub use scheme::{Level, Scheme, Schemes};
pub use summary::Summary;
pub use terms::Terms;
pub use truth::Truth;
pub use waiver::{Directive, Waived, Waiver};
pub(crate) use words::words;
pub use words::{Notice, Say, Words};
