//! The options of a check as they would be typed again, so that a report can be made a second time.
//!
//! Not here: options that only say where and how to report; they change no verdict.

use super::args::Check;
use crate::load::config::Config;

/// The options that decide what the report says, in a fixed order. `today` and whether text is shown are as the run
/// had them, not as they were typed.
pub(super) fn of(
    check: &Check,
    config: Option<&Config>,
    today: &str,
    shows_text: bool,
) -> Vec<String> {
    let mut call = Vec::new();
    let mut add = |flag: &str, value: &str| call.push(format!("--{flag}={value}"));
    let (judging, meeting) = (&check.judging, &check.meeting);
    let path = |path: &std::path::PathBuf| path.display().to_string();
    config.iter().for_each(|config| add("config", &config.name));
    judging.policy.iter().for_each(|file| add("policy", &path(file)));
    judging.ruleset.iter().for_each(|file| add("ruleset", &path(file)));
    meeting.plan.iter().for_each(|file| add("plan", &path(file)));
    check.waivers.iter().for_each(|file| add("waivers", &path(file)));
    check.key.iter().for_each(|file| add("key", &path(file)));
    if !judging.scheme.is_empty() {
        add("scheme", &judging.scheme.join(","));
    }
    meeting.channel.iter().for_each(|name| add("channel", name));
    let lists = [
        ("line", &meeting.line),
        ("place", &meeting.place),
        ("feature", &meeting.feature),
        ("domain", &meeting.domain),
        ("allow-gap", &meeting.allow_gap),
    ];
    for (flag, values) in lists {
        values.iter().for_each(|value| add(flag, value));
    }
    add("today", today);
    add("show-text", if shows_text { "force" } else { "never" });
    let switches = [
        ("no-config", config.is_none()),
        ("no-builtin-rules", judging.no_builtin_rules),
        ("mentions", check.mentions),
        ("pseudonyms", check.pseudonyms),
    ];
    let on = switches.iter().filter(|(_, on)| *on);
    call.extend(on.map(|(switch, _)| format!("--{switch}")));
    call
}
