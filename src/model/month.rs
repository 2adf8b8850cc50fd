//! The month of a meeting, as names of files and calendar entries say it.
//!
//! Times of files are no dates of meetings, and they change when files are copied. Not here: anything finer than a
//! month; a day would be more of the input than a summary needs.

use std::fmt;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// The month, where there is such a one in a year from 1950 to 2099.
    #[must_use]
    pub fn new(year: u16, month: u8) -> Option<Self> {
        let is_one = (1950..2100).contains(&year) && (1..=12).contains(&month);
        is_one.then_some(Month { year, month })
    }

    /// Reads `YYYY-MM`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        of(year, month, None).filter(|_| text.len() == 7)
    }

    /// The month of a calendar entry's start: `20240319T090000Z`, `20240319` or `2024-03-19T09:00:00`.
    #[must_use]
    pub fn of_start(value: &str) -> Option<Self> {
        let day = value.trim().split('T').next()?;
        let digits: String = day.chars().filter(|&c| c != '-').collect();
        of_digits(&digits)
    }

    /// The month that a path tells, the nearest to its end: `2024-03-19`, `2024_03`, `20240319`, `19.03.2024`, or
    /// folders `2024/03`.
    #[must_use]
    pub fn in_path(path: &str) -> Option<Self> {
        let runs = runs(path);
        (0..runs.len()).rev().find_map(|at| at_run(path, &runs[at..]))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// Every longest run of digits.
fn runs(path: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut rest = 0;
    while let Some(start) = path[rest..].find(|c: char| c.is_ascii_digit()) {
        let start = rest + start;
        let length = path[start..].find(|c: char| !c.is_ascii_digit());
        let end = length.map_or(path.len(), |length| start + length);
        runs.push((start, &path[start..end]));
        rest = end;
    }
    runs
}

/// The month that begins with the first of these runs.
fn at_run(path: &str, runs: &[(usize, &str)]) -> Option<Month> {
    let (_, first) = runs.first()?;
    let next = |at: usize| {
        let ((start, before), (after, run)) = (runs.get(at)?, runs.get(at + 1)?);
        let between = &path[start + before.len()..*after];
        ["-", "_", ".", "/", " "].contains(&between).then_some((between, *run))
    };
    match (first.len(), next(0)) {
        (8, _) => of_digits(first),
        // With the time of day behind it.
        (14, _) => of_digits(&first[..8]).filter(|_| first[8..10] < *"24"),
        (4, Some((between, month))) => match next(1) {
            // A file in the folder of its month may be called by any number.
            Some((same, day)) if same == between && between != "/" => of(first, month, Some(day)),
            _ => of(first, month, None),
        },
        (2, Some((between, month))) => {
            let (same, year) = next(1)?;
            of(year, month, Some(first)).filter(|_| same == between && between != "/")
        }
        _ => None,
    }
}

/// The month of `YYYYMMDD`.
fn of_digits(digits: &str) -> Option<Month> {
    let is_one = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_one.then(|| of(&digits[..4], &digits[4..6], Some(&digits[6..])))?
}

/// The month of a year, and of a day that there must be in it.
fn of(year: &str, month: &str, day: Option<&str>) -> Option<Month> {
    let number = |text: &str, digits: usize| {
        let is_one = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        is_one.then(|| text.parse::<u16>().ok())?
    };
    let found = Month::new(number(year, 4)?, u8::try_from(number(month, 2)?).ok()?)?;
    let last = match found.month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match day {
        Some(day) => number(day, 2).filter(|day| (1..=last).contains(day)).map(|_| found),
        None => Some(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_path(path: &str) -> String {
        Month::in_path(path).map(|month| month.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_path_tells_its_month() {
        for path in [
            "lage/2024-03-19.txt",
            "lage/protokoll_2024_03_19_final.docx",
            "Protokoll 2024-03.md",
            "GMT20240319-090000_Recording.vtt",
            "20240319090000.vtt",
            "Niederschrift vom 19.03.2024.pdf",
            "2024/03/protokoll.txt",
            "2024/03/0815.txt",
            "2024/03/45.txt",
            "archiv-2019-11/2024.03.19.txt",
            "2024-03.zip/besprechung 12/a.txt",
        ] {
            assert_eq!(in_path(path), "2024-03", "{path}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for path in [
            "",
            "protokoll.txt",
            "2024.txt",
            "2024-13.txt",
            "2024-00-10.txt",
            "2024-02-30.txt",
            "2024-04-31.txt",
            "2024-03-1234.txt",
            "1024-03-19.txt",
            "20241319.txt",
            "20240332.txt",
            "4920240319.txt",
            "202403190.txt",
            "20240319990000.txt",
            "202403.txt",
            "19.03-2024.txt",
            "2024--03.txt",
            "+49-30-5550100.txt",
            "٢٠٢٤-٠٣.txt",
        ] {
            assert_eq!(in_path(path), "", "{path}");
        }
    }

    #[test]
    fn a_start_tells_its_month() {
        let read = |value| Month::of_start(value).map(|month| month.to_string());
        for value in ["20240319T090000Z", "20240319", "2024-03-19T09:00:00", " 20240319T0900 "] {
            assert_eq!(read(value).as_deref(), Some("2024-03"), "{value}");
        }
        for value in ["", "T", "2024", "20241319", "ä0240319"] {
            assert_eq!(read(value), None, "{value}");
        }
        assert_eq!(Month::read("2024-03"), Month::new(2024, 3));
        assert_eq!(Month::read("2024-3"), None);
    }
}
