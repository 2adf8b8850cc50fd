//! What only PDF does.
//!
//! Not here: the fixtures, which all formats share.
