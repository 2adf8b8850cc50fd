//! One integration binary: what a user or a newcomer would meet.

mod builtins;
mod layers;
