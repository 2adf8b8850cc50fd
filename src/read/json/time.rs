//! Times as speech services write them, in milliseconds.
//!
//! Not here: where they stand ([`super::layouts`]).

use super::layouts::Unit;

/// The time that `text` says, in milliseconds.
pub(super) fn millis(text: &str, unit: Unit) -> Option<u64> {
    if unit == Unit::Seconds
        && let Some(time) = text.strip_prefix("PT").and_then(iso)
    {
        return sane(time);
    }
    let number: f64 = match text.strip_suffix('s') {
        Some(number) if unit == Unit::Seconds => number.parse().ok()?,
        _ => text.parse().ok()?,
    };
    sane(match unit {
        Unit::Seconds => number * 1e3,
        Unit::Either if text.contains('.') => number * 1e3,
        Unit::Millis | Unit::Either => number,
        Unit::Ticks => number / 1e4,
        Unit::Nanos => number / 1e6,
    })
}

/// `1H2M3.5S`, in milliseconds.
fn iso(text: &str) -> Option<f64> {
    let mut time = 0.0;
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let number: f64 = rest[..at].parse().ok()?;
        time += number
            * match rest.as_bytes()[at] {
                b'H' => 3_600_000.0,
                b'M' => 60_000.0,
                b'S' => 1_000.0,
                _ => return None,
            };
        rest = &rest[at + 1..];
    }
    rest.is_empty().then_some(time)
}

fn sane(time: f64) -> Option<u64> {
    let sane = time.is_finite() && (0.0..1e15).contains(&time);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    sane.then(|| time.round() as u64)
}

/// Whether a string says a time or another number with a fraction, and no words.
pub(super) fn is_measure(text: &str) -> bool {
    if text.contains(':') {
        return text.bytes().all(|byte| b"0123456789:.,".contains(&byte));
    }
    let number = text.strip_suffix('s').unwrap_or(text);
    let plain =
        number.parse::<f64>().is_ok() && number.bytes().all(|byte| b"0123456789.-".contains(&byte));
    plain && (text.contains('.') || text.len() < 6)
        || text.strip_prefix("PT").is_some_and(|text| iso(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::{is_measure, millis};
    use crate::read::json::layouts::Unit;

    #[test]
    fn times() {
        for (text, unit, expected) in [
            ("1.5", Unit::Seconds, Some(1500)),
            ("1.300s", Unit::Seconds, Some(1300)),
            ("PT1M2.5S", Unit::Seconds, Some(62_500)),
            ("PT0S", Unit::Seconds, Some(0)),
            ("13200000", Unit::Ticks, Some(1320)),
            ("900000000", Unit::Nanos, Some(900)),
            ("170", Unit::Either, Some(170)),
            ("0.17", Unit::Either, Some(170)),
            ("-1", Unit::Seconds, None),
            ("1e300", Unit::Seconds, None),
            ("null", Unit::Seconds, None),
            ("PTüS", Unit::Seconds, None),
        ] {
            assert_eq!(millis(text, unit), expected, "{text}");
        }
    }

    #[test]
    fn measures_are_no_words() {
        assert!(is_measure("1.34") && is_measure("1.300s") && is_measure("PT1.5S"));
        assert!(is_measure("00:00:02,500") && !is_measure("a:b"));
        assert!(!is_measure("4930555000") && !is_measure("inf") && !is_measure("VS"));
        assert!(!is_measure(""));
    }
}
