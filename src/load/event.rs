//! The event that started a run on GitHub, as far as it says who may read the run's log.
//!
//! Not here: everything else that an event holds.

use serde::Deserialize;

#[derive(Deserialize)]
struct Event {
    repository: Repository,
}

#[derive(Deserialize)]
struct Repository {
    private: bool,
}

/// Whether the event is of a repository that only its members may read; none where it does not say.
#[must_use]
pub fn is_private(event: &str) -> Option<bool> {
    serde_json::from_str(event).ok().map(|event: Event| event.repository.private)
}
