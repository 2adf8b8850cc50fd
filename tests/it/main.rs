//! One integration binary: what a user or a newcomer would meet.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on should say where"
)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a test that skips says so")]

mod archive;
mod bad_input;
mod builtins;
mod cases;
mod classification_rows;
mod command_line;
mod configuration;
mod costs;
mod directives;
mod docs;
mod eval;
mod evidence;
mod false_friends;
mod git;
mod identity;
mod invitations;
mod judging;
mod languages;
mod layers;
mod masking;
mod meetings;
mod oddities;
mod over;
mod picture;
mod program;
mod scanning;
mod schema;
mod starting;
mod waiving;
