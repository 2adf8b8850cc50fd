//! Days as configuration writes them: `YYYY-MM-DD`, which sort as text in order of time.
//!
//! Not here: what day it is, which the terminal's room tells.

/// The first and the last year in which a date makes sense; anything else is a slip of the pen.
const YEARS: std::ops::RangeInclusive<u32> = 2000..=2999;

/// Year, month and day of a day that the calendar has; none for anything else.
#[must_use]
pub fn parts(text: &str) -> Option<(u32, u32, u32)> {
    let digits = |at: std::ops::Range<usize>| {
        let part = text.get(at).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse::<u32>().ok()
    };
    let dashed = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (dashed && YEARS.contains(&year) && (1..=last).contains(&day)).then_some((year, month, day))
}

/// Whether `day` lies more than so many years after `from`; never where `from` is no day.
#[must_use]
pub fn is_later_than(day: &str, from: &str, years: u32) -> bool {
    match (parts(day), parts(from)) {
        (Some(day), Some((year, month, date))) => day > (year + years, month, date),
        _ => false,
    }
}

/// The same day so many days later.
#[must_use]
pub fn days_after(from: &str, days: u32) -> Option<String> {
    let (mut year, mut month, mut day) = parts(from)?;
    for _ in 0..days {
        let next = [(year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1)];
        let known = |&(y, m, d): &(u32, u32, u32)| parts(&written(y, m, d)).is_some();
        (year, month, day) = next.into_iter().find(known)?;
    }
    Some(written(year, month, day))
}

fn written(year: u32, month: u32, day: u32) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_days() {
        for day in ["2026-11-26", "2024-02-29", "2000-02-29", "2999-12-31", "2027-01-31"] {
            assert!(parts(day).is_some(), "{day}");
        }
        for slip in [
            "",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "1999-01-01",
            "3000-01-01",
            "2026-1-1",
            "26-11-2026",
            "2026/11/26",
            "2026-11-26 ",
            "+026-11-26",
            "٢٠٢٦-11-26",
        ] {
            assert_eq!(parts(slip), None, "{slip}");
        }
    }

    #[test]
    fn years_are_counted_to_the_day() {
        assert!(!is_later_than("2029-11-26", "2026-11-26", 3));
        assert!(is_later_than("2029-11-27", "2026-11-26", 3));
        assert!(!is_later_than("2029-11-27", "", 3));
    }

    #[test]
    fn days_run_over_months_and_years() {
        assert_eq!(days_after("2026-12-15", 30).as_deref(), Some("2027-01-14"));
        assert_eq!(days_after("2028-02-28", 1).as_deref(), Some("2028-02-29"));
        assert_eq!(days_after("never", 1), None);
    }
}
