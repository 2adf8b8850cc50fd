//! Whether a log or page that this run writes to is open to everybody, as far as the CI system says so.
//!
//! Not here: what a report may quote ([`super::sinks`]).

use std::path::Path;

use crate::load;

/// What the CI system says of who may read what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    /// No CI system, or one that says nothing of it: whoever runs the program decides.
    Unsaid,
    /// Only members of the project.
    Members,
    /// Everybody, or everybody with an account.
    Everybody,
    /// A CI system that usually says it and does not here.
    Unknown,
}

/// Asks the environment. GitHub says it in the event that started the run, GitLab in a variable.
pub(super) fn readers() -> Readers {
    readers_by(|name| std::env::var(name).ok(), |path| load::text(path).ok())
}

fn readers_by(
    variable: impl Fn(&str) -> Option<String>,
    file: impl Fn(&Path) -> Option<String>,
) -> Readers {
    let is_set = |name: &str| variable(name).is_some_and(|value| value == "true");
    if is_set("GITHUB_ACTIONS") {
        let event = variable("GITHUB_EVENT_PATH").and_then(|path| file(Path::new(&path)));
        return match event.and_then(|event| load::event::is_private(&event)) {
            Some(true) => Readers::Members,
            Some(false) => Readers::Everybody,
            None => Readers::Unknown,
        };
    }
    if is_set("GITLAB_CI") {
        return match variable("CI_PROJECT_VISIBILITY").as_deref() {
            Some("private") => Readers::Members,
            Some("public" | "internal") => Readers::Everybody,
            _ => Readers::Unknown,
        };
    }
    Readers::Unsaid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(pairs: &[(&str, &str)], event: Option<&str>) -> Readers {
        let find = |name: &str| {
            let pair = pairs.iter().find(|(known, _)| *known == name);
            pair.map(|(_, value)| (*value).to_owned())
        };
        readers_by(find, |_| event.map(str::to_owned))
    }

    #[test]
    fn github_says_it_in_its_event() {
        let ci = [("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_PATH", "event.json")];
        let open = r#"{"repository": {"private": false}}"#;
        let closed = r#"{"repository": {"private": true, "name": "x"}}"#;
        assert_eq!(by(&ci, Some(open)), Readers::Everybody);
        assert_eq!(by(&ci, Some(closed)), Readers::Members);
        for event in [None, Some(""), Some("{}"), Some(r#"{"repository": {"private": "no"}}"#)] {
            assert_eq!(by(&ci, event), Readers::Unknown);
        }
    }

    #[test]
    fn gitlab_says_it_in_a_variable() {
        let ci = |value| [("GITLAB_CI", "true"), ("CI_PROJECT_VISIBILITY", value)];
        assert_eq!(by(&ci("public"), None), Readers::Everybody);
        assert_eq!(by(&ci("internal"), None), Readers::Everybody);
        assert_eq!(by(&ci("private"), None), Readers::Members);
        assert_eq!(by(&ci("other"), None), Readers::Unknown);
        assert_eq!(by(&[("CI", "true")], None), Readers::Unsaid);
    }
}
