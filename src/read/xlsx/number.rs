//! Numbers as a sheet shows them: dates and times in ISO, percent, and the words that a number format adds
//! (`0" km"`).
//!
//! Not here: thousands, decimals and languages. A number is written with a point and all its digits, so that it is found.

/// A number format: up to four sections, for positive, negative, zero and text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Format {
    sections: Vec<Section>,
}

/// One section of a number format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Section {
    before: String,
    after: String,
    percent: bool,
    date: bool,
    time: bool,
    elapsed: bool,
}

impl Format {
    /// Reads a format as files give it.
    pub(super) fn new(code: &str) -> Self {
        Format { sections: sections(code) }
    }

    /// The format that a number below 164 stands for; the others are of no matter here.
    pub(super) fn built_in(id: u32) -> Self {
        let code = match id {
            9 | 10 => "0%",
            14..=17 | 27..=31 | 34..=36 | 50..=54 | 57 | 58 => "yyyy-mm-dd",
            18..=21 | 32 | 33 | 45 | 47 | 55 | 56 => "hh:mm:ss",
            22 => "yyyy-mm-dd hh:mm",
            46 => "[h]:mm:ss",
            _ => "General",
        };
        Format::new(code)
    }

    /// A number as its cell shows it; `raw` is what the file holds.
    pub(super) fn number(&self, raw: &str, from_1904: bool) -> String {
        let Ok(value) = raw.trim().parse::<f64>() else { return raw.to_owned() };
        let at = match (value < 0.0, value == 0.0) {
            (true, _) => 1,
            (_, true) => 2,
            _ => 0,
        };
        let Some(section) = self.sections.get(at).or_else(|| self.sections.first()) else {
            return plain(raw, value);
        };
        let shown = section.moment(value, from_1904).unwrap_or_else(|| {
            if section.percent {
                let hundred = value * 100.0;
                format!("{}%", plain(&hundred.to_string(), hundred))
            } else {
                plain(raw, value)
            }
        });
        format!("{}{shown}{}", section.before, section.after)
    }

    /// A text as its cell shows it.
    pub(super) fn text(&self, text: &str) -> String {
        match self.sections.get(3) {
            Some(section) => format!("{}{text}{}", section.before, section.after),
            None => text.to_owned(),
        }
    }
}

impl Section {
    /// A number as the date, the time or the span of time that it stands for.
    fn moment(&self, value: f64, from_1904: bool) -> Option<String> {
        // The last day that a sheet knows is in the year 9999.
        if !(self.date || self.time || self.elapsed) || !(0.0..2_958_466.0).contains(&value) {
            return None;
        }
        let is_moment = value >= 1.0 || self.date;
        let shift = if from_1904 && is_moment && !self.elapsed { 1462.0 } else { 0.0 };
        let seconds = ((value + shift) * 86_400.0).round();
        #[allow(clippy::cast_possible_truncation, reason = "below 9999 years in seconds")]
        let seconds = seconds as i64;
        let (days, seconds) = (seconds / 86_400, seconds % 86_400);
        let clock = clock(seconds);
        if self.elapsed && !self.date {
            let hours = (days * 86_400 + seconds) / 3600;
            return Some(format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60));
        }
        if self.time && !self.date && days == 0 {
            return Some(clock);
        }
        let date = date(days);
        Some(if self.time && seconds > 0 { format!("{date} {clock}") } else { date })
    }
}

fn clock(seconds: i64) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{rest:02}")
    }
}

/// The date of a day counted from the end of 1899. Sheets hold that 1900 had a 29th of February, so days before that
/// count from one later.
fn date(days: i64) -> String {
    let days = if days < 60 { days + 1 } else { days };
    // Years that start in March end with the leap day; an era has 400 years.
    let since_march_of_year_0 = days - 25_569 + 719_468;
    let (era, day) = (since_march_of_year_0 / 146_097, since_march_of_year_0 % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let (month, late) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{of_month:02}", era * 400 + year + late)
}

/// A number with the fifteen digits that sheets show at most.
fn plain(raw: &str, value: f64) -> String {
    let raw = raw.trim();
    let is_whole = raw.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit());
    let readable = value == 0.0 || (1e-9..1e21).contains(&value.abs());
    if (is_whole && raw.len() <= 15) || !readable {
        return raw.to_owned();
    }
    let rounded = format!("{value:.14e}").parse::<f64>();
    rounded.map_or_else(|_| raw.to_owned(), |rounded| rounded.to_string())
}

fn sections(code: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut section = Reading::default();
    let mut rest = code.chars();
    // A format may be as long as a file; more than four sections mean nothing.
    while let Some(c) = rest.next() {
        match c {
            ';' => sections.push(std::mem::take(&mut section).end()),
            '"' => section.quoted(&rest.by_ref().take_while(|&c| c != '"').collect::<String>()),
            '\\' => section.literal(rest.next().filter(|c| c.is_alphanumeric())),
            '_' | '*' => drop(rest.next()),
            '[' => section.bracket(&rest.by_ref().take_while(|&c| c != ']').collect::<String>()),
            'G' | 'g'
                if rest.as_str().get(..6).is_some_and(|r| r.eq_ignore_ascii_case("eneral")) =>
            {
                rest.by_ref().take(6).for_each(drop);
                section.digits = true;
            }
            _ => section.plain(c),
        }
        if sections.len() == 4 {
            return sections;
        }
    }
    sections.push(section.end());
    sections
}

/// A section being read.
#[derive(Default)]
struct Reading {
    section: Section,
    /// Whether the place of the number was passed.
    digits: bool,
    month: bool,
    clock: bool,
}

impl Reading {
    fn literal(&mut self, text: impl IntoIterator<Item = char>) {
        let side = if self.digits { &mut self.section.after } else { &mut self.section.before };
        side.extend(text);
    }

    /// Words between quotation marks; dots and blanks there are no words.
    fn quoted(&mut self, text: &str) {
        if text.contains(char::is_alphanumeric) {
            self.literal(text.chars());
        }
    }

    /// `[h]` is a span of time, `[$€-407]` a currency; colours and conditions are neither.
    fn bracket(&mut self, inner: &str) {
        if let Some(currency) = inner.strip_prefix('$') {
            self.literal(currency.split('-').next().unwrap_or_default().chars());
        } else if !inner.is_empty() && inner.chars().all(|c| "hmsHMS".contains(c)) {
            self.section.elapsed = true;
            self.digits = true;
        }
    }

    fn plain(&mut self, c: char) {
        match c.to_ascii_lowercase() {
            '0' | '#' | '?' | '@' => self.digits = true,
            '%' => self.section.percent = true,
            'y' | 'd' | 'g' | 'b' => self.section.date = true,
            'm' => self.month = true,
            'h' | 's' => self.clock = true,
            '$' => self.literal([c]),
            _ if !c.is_ascii() => self.literal([c]),
            _ => return,
        }
        self.digits |= c.is_ascii_alphabetic();
    }

    fn end(mut self) -> Section {
        self.section.time = self.clock;
        self.section.date |= self.month && !self.clock && !self.section.elapsed;
        self.section
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    fn shown(code: &str, raw: &str) -> String {
        Format::new(code).number(raw, false)
    }

    #[test]
    fn dates_are_iso() {
        for (code, raw, is) in [
            ("dd.mm.yyyy", "45415", "2024-05-03"),
            ("[$-407]d. mmmm yyyy;@", "45415", "2024-05-03"),
            ("yyyy\\-mm\\-dd\\ hh:mm", "45415.354166666664", "2024-05-03 08:30"),
            ("dd/mm/yy hh:mm:ss", "45415.5000115741", "2024-05-03 12:00:01"),
            ("hh:mm", "0.35416666666666669", "08:30"),
            ("[h]:mm", "1.5", "36:00:00"),
            ("mmm yy", "1", "1900-01-01"),
            ("mmm yy", "59", "1900-02-28"),
            ("mmm yy", "61", "1900-03-01"),
            ("yyyy", "36585", "2000-02-29"),
            ("yyyy", "2958465", "9999-12-31"),
            ("yyyy", "2958466", "2958466"),
            ("yyyy", "-3", "-3"),
            ("yyyy", "1e308", "1e308"),
        ] {
            assert_eq!(shown(code, raw), is, "{code} {raw}");
        }
        assert_eq!(Format::built_in(14).number("43953", true), "2024-05-03");
        assert_eq!(Format::built_in(20).number("0.5", true), "12:00");
        assert_eq!(Format::built_in(22).number("45415.354166666664", false), "2024-05-03 08:30");
    }

    #[test]
    fn formats_add_their_words() {
        for (code, raw, is) in [
            ("0\" km\"", "300", "300 km"),
            ("\"VS-NfD\"", "1", "VS-NfD1"),
            ("#,##0.00 [$€-407]", "12.5", "12.5€"),
            ("0%", "0.05", "5%"),
            ("0.0;[Red]\"minus \"0.0", "-2.5", "minus -2.5"),
            ("General", "430.19999999999999", "430.2"),
            ("General", "4.3E8", "430000000"),
            ("General", "123456789", "123456789"),
            ("General", "13.0", "13"),
            ("General", "nicht", "nicht"),
            ("", "7", "7"),
        ] {
            assert_eq!(shown(code, raw), is, "{code} {raw}");
        }
        assert_eq!(Format::new("0;0;0;\"geheim: \"@").text("x"), "geheim: x");
    }
}
