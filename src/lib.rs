//! Says whether what is said in a meeting exceeds what the meeting's channel is cleared for.

pub mod error;
pub mod model;
pub mod pattern;
pub mod read;
pub mod text;

pub use error::Error;
