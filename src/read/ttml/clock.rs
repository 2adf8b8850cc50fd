//! Times of TTML: on a clock, in hours to milliseconds, in frames and in ticks.
//!
//! Not here: what is shown when.

use super::super::captions::Times;
use super::super::xml::Tag;

/// How a file counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    frames: f64,
    ticks: f64,
}

impl Default for Clock {
    fn default() -> Self {
        Clock { frames: 30.0, ticks: 1.0 }
    }
}

impl Clock {
    /// The clock that the root of a file sets.
    pub(super) fn new(root: &Tag<'_>) -> Self {
        let number = |name| root.get(name)?.trim().parse::<f64>().ok().filter(|rate| *rate > 0.0);
        let factor = root.get("frameRateMultiplier").and_then(|factor| {
            let (upper, lower) = factor.trim().split_once([' ', ':'])?;
            let (upper, lower) = (upper.parse::<f64>().ok()?, lower.parse::<f64>().ok()?);
            (upper > 0.0 && lower > 0.0).then_some(upper / lower)
        });
        let frames = number("frameRate").unwrap_or(30.0) * factor.unwrap_or(1.0);
        // Without a rate of ticks, a tick is a part of a frame.
        let parts = number("subFrameRate").unwrap_or(1.0);
        let told = number("frameRate").map(|_| frames * parts);
        Clock { frames, ticks: number("tickRate").or(told).unwrap_or(1.0) }
    }

    /// When an element is shown that lies in one which is shown at `outer`.
    pub(super) fn times(self, tag: &Tag<'_>, outer: Times) -> Times {
        let time = |name| tag.get(name).and_then(|text| self.millis(&text));
        let base = outer.start.unwrap_or(0);
        let begin = time("begin").map(|begin| begin.saturating_add(base));
        let start = begin.or(outer.start);
        let lasts = time("dur").map(|dur| dur.saturating_add(start.unwrap_or(base)));
        let end = time("end").map(|end| end.saturating_add(base)).or(lasts).or(outer.end);
        Times { start, end }
    }

    fn millis(self, text: &str) -> Option<u64> {
        let text = text.trim();
        let seconds = if text.contains(':') {
            let parts: Vec<f64> = text
                .split([':', ';'])
                .map(|part| part.replace(',', ".").parse().ok())
                .collect::<Option<_>>()?;
            match parts[..] {
                [minutes, seconds] => minutes * 60.0 + seconds,
                [hours, minutes, seconds] => hours * 3600.0 + minutes * 60.0 + seconds,
                [hours, minutes, seconds, frames] => {
                    hours * 3600.0 + minutes * 60.0 + seconds + frames / self.frames
                }
                _ => return None,
            }
        } else {
            let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            let number: f64 = text[..text.len() - unit.len()].parse().ok()?;
            number
                * match unit {
                    "h" => 3600.0,
                    "m" => 60.0,
                    "s" => 1.0,
                    "ms" => 0.001,
                    "f" => 1.0 / self.frames,
                    "t" => 1.0 / self.ticks,
                    _ => return None,
                }
        };
        let valid = seconds.is_finite() && (0.0..1e9).contains(&seconds);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the line above keeps it far inside of u64"
        )]
        valid.then_some((seconds * 1000.0).round() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn times_of_all_kinds() {
        let clock = Clock { frames: 25.0, ticks: 10_000_000.0 };
        for (text, millis) in [
            ("00:01:39.040", Some(99_040)),
            ("00:00:01:05", Some(1_200)),
            ("1.5s", Some(1_500)),
            ("250ms", Some(250)),
            ("2h", Some(7_200_000)),
            ("50f", Some(2_000)),
            ("15000000t", Some(1_500)),
            ("bald", None),
            ("99999999999999999999h", None),
        ] {
            assert_eq!(clock.millis(text), millis, "{text}");
        }
    }
}
