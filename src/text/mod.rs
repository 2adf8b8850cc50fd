//! The ground: spans, lines, folding and agenda numbering.
//!
//! Not here: what a rule looks for ([`crate::pattern`]) and what a file format is ([`crate::read`]).

pub mod fold;
pub mod lines;
mod marks;
pub mod numbering;
pub mod numbers;
pub mod span;
pub mod stops;

pub use fold::{Case, Folded, fold};
pub use lines::{Lines, Locator};
pub use span::Span;
