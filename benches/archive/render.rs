//! One file of the corpus in its format: captions with short lines and cues that cut through sentences, a
//! transcript with names, minutes in Markdown.

use crate::corpus::Source;

const NAMES: [&str; 16] = [
    "Anke Lindwurm",
    "Bernd Stoffers",
    "Cem Yıldırım",
    "Dörte Schöneberg",
    "Ewa Nowicka",
    "Françoise Lamy",
    "Graham Wells",
    "Heidrun Groß",
    "Ivo Kovač",
    "Jürgen Pätzold",
    "Kirsten Bjørk",
    "Lena Hüther",
    "Moderation",
    "Chair",
    "Protokoll",
    "Speaker 2",
];

/// The format of a file: its ending, how often it occurs and which part of its bytes is speech.
pub(crate) const FORMATS: [(&str, f64, f64); 4] =
    [("vtt", 0.40, 0.62), ("srt", 0.20, 0.63), ("txt", 0.25, 0.95), ("md", 0.15, 0.96)];

/// The text of a file of one format, with so many sentences.
pub(crate) fn render(format: &str, source: &mut Source<'_>, sentences: usize) -> String {
    match format {
        "vtt" | "srt" => captions(format, source, sentences),
        "txt" => transcript(source, sentences),
        _ => minutes(source, sentences),
    }
}

fn captions(format: &str, source: &mut Source<'_>, sentences: usize) -> String {
    let mut out = if format == "vtt" { "WEBVTT\n\n".to_owned() } else { String::new() };
    let (style, separator) = (source.chance.unit(), if format == "vtt" { '.' } else { ',' });
    let (mut number, mut now) = (0, 0);
    while source.told < sentences {
        let who = source.chance.pick(&NAMES);
        let turn: String = (0..source.chance.between(1, 8)).map(|_| source.take(0.5)).collect();
        for cue in wrapped(turn.trim_end(), 42).chunks(2) {
            number += 1;
            let until = now + 1_400 + 50 * cue[0].len();
            let numbered = format == "srt" || style >= 0.5;
            if numbered {
                out += &format!("{number}\n");
            }
            out += &format!("{} --> {}\n", clock(now, separator), clock(until, separator));
            let text = cue.join("\n");
            if format == "vtt" && style < 0.7 {
                out += &format!("<v {who}>{text}</v>\n\n");
            } else {
                out += &format!("{text}\n\n");
            }
            now = until + 40;
        }
    }
    out
}

fn transcript(source: &mut Source<'_>, sentences: usize) -> String {
    let (mut out, mut now, stamped) = (String::new(), 0, source.chance.happens(0.5));
    while source.told < sentences {
        let turn: String = (0..source.chance.between(1, 6)).map(|_| source.take(3.0)).collect();
        now += 66 * turn.len();
        if stamped {
            out += &format!("[{}] ", &clock(now, '.')[..8]);
        }
        out += &format!("{}: {}\n", source.chance.pick(&NAMES), turn.trim_end());
    }
    out
}

fn minutes(source: &mut Source<'_>, sentences: usize) -> String {
    let mut out = format!("# Protokoll / Minutes {}\n\n", source.chance.between(1, 400));
    out += "| Teilnehmer | Rolle |\n|---|---|\n";
    for name in &NAMES[..source.chance.between(3, 12)] {
        let role = source.chance.pick(&["Leitung", "Gast", "member", "scribe"]);
        out += &format!("| {name} | {role} |\n");
    }
    let mut item = 0;
    while source.told < sentences {
        item += 1;
        let title = source.take(1.0);
        out += &format!(
            "\n## TOP {item}: {}\n\n",
            title.trim_end_matches([' ', '.', ',', '?', '!', '–', '…'])
        );
        for _ in 0..source.chance.between(2, 9) {
            let mark = match source.chance.below(4) {
                0 | 1 => "- ".to_owned(),
                2 => format!("* **{}**: ", source.chance.pick(&NAMES)),
                _ => String::new(),
            };
            let text: String = (0..source.chance.between(1, 4)).map(|_| source.take(2.0)).collect();
            out += &format!("{mark}{}\n", text.trim_end());
        }
    }
    out
}

/// Lines of at most so many characters where blanks allow it.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let (mut lines, mut line, mut length) = (Vec::new(), String::new(), 0);
    for word in text.split(' ') {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line += word;
        length += letters;
    }
    lines.push(line);
    lines
}

fn clock(milliseconds: usize, separator: char) -> String {
    let (seconds, rest) = (milliseconds / 1_000, milliseconds % 1_000);
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}{separator}{rest:03}", seconds % 60)
}

/// An agenda of some 4 KB with a marking, a grid reference and a frequency at its end.
pub(crate) fn agenda(source: &mut Source<'_>) -> String {
    let text = minutes(source, 60);
    let mut end = text.len().min(3_700);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let whole = text[..end].rfind('\n').unwrap_or(end);
    let last = "- Vortrag zur Lage (NATO CONFIDENTIAL), Treffpunkt 33U VV 22334 55667, Funk auf 47.125 MHz";
    format!("{}\n\n{last}\n", &text[..whole])
}
