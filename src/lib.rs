//! Says whether what is said in a meeting exceeds what the meeting's channel is cleared for.

pub mod cli;
pub mod error;
pub mod judge;
pub mod lint;
pub mod load;
pub mod model;
pub mod pattern;
pub mod read;
pub mod render;
pub mod scan;
pub mod text;

pub use error::Error;
