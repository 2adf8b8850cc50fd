//! The options of a check as they would be typed again, so that a report can be made a second time.
//!
//! Not here: options that only say where and how to report; they change no verdict.

use super::args::Check;

/// The options that decide what the report says, in a fixed order. `today` and whether text is shown are as the run
/// had them, not as they were typed.
pub(super) fn of(check: &Check, today: &str, shows_text: bool) -> Vec<String> {
    let mut call = Vec::new();
    let mut add = |flag: &str, value: &str| call.push(format!("--{flag}={value}"));
    let judging = &check.judging;
    let path = |path: &std::path::PathBuf| path.display().to_string();
    judging.policy.iter().for_each(|file| add("policy", &path(file)));
    judging.ruleset.iter().for_each(|file| add("ruleset", &path(file)));
    check.plan.iter().for_each(|file| add("plan", &path(file)));
    if !judging.scheme.is_empty() {
        add("scheme", &judging.scheme.join(","));
    }
    check.channel.iter().for_each(|name| add("channel", name));
    let lists = [
        ("line", &check.line),
        ("place", &check.place),
        ("feature", &check.feature),
        ("domain", &check.domain),
        ("allow-gap", &check.allow_gap),
    ];
    for (flag, values) in lists {
        values.iter().for_each(|value| add(flag, value));
    }
    add("today", today);
    add("show-text", if shows_text { "force" } else { "never" });
    let switches = [
        ("no-builtin-rules", judging.no_builtin_rules),
        ("mentions", check.mentions),
        ("pseudonyms", check.pseudonyms),
    ];
    let on = switches.iter().filter(|(_, on)| *on);
    call.extend(on.map(|(switch, _)| format!("--{switch}")));
    call
}
