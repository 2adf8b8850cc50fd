//! The README's picture of the terminal is drawn from what the program prints; `CLEAREDFOR_BLESS=1` draws it anew.

use std::fmt::Write as _;
use std::path::Path;

use crate::program::plain;

/// Lines of the example's output that fit a screen.
const LINES: usize = 32;
const LINE: usize = 18;

/// How a stretch of text is drawn.
#[derive(Default, Clone, Copy)]
struct Ink {
    bold: bool,
    dim: bool,
    under: bool,
    colour: Option<&'static str>,
}

impl Ink {
    fn with(self, code: &str) -> Self {
        match code {
            "1" => Ink { bold: true, ..self },
            "2" => Ink { dim: true, ..self },
            "4" => Ink { under: true, ..self },
            "31" => Ink { colour: Some("#ff7b72"), ..self },
            "32" => Ink { colour: Some("#7ee787"), ..self },
            "33" => Ink { colour: Some("#e3b341"), ..self },
            "0" => Ink::default(),
            code => panic!("the picture knows no colour {code}"),
        }
    }

    fn attributes(self) -> String {
        let mut text = format!(" fill=\"{}\"", self.colour.unwrap_or("#e6edf3"));
        text += if self.bold { " font-weight=\"bold\"" } else { "" };
        text += if self.dim { " opacity=\"0.7\"" } else { "" };
        text + if self.under { " text-decoration=\"underline\"" } else { "" }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// One line of the terminal as SVG; colours go on from line to line.
fn line(text: &str, ink: &mut Ink) -> String {
    let mut svg = String::new();
    for (at, part) in text.split("\u{1b}[").enumerate() {
        let words = match part.split_once('m') {
            Some((codes, words)) if at > 0 => {
                *ink = codes.split(';').fold(*ink, Ink::with);
                words
            }
            _ => part,
        };
        if !words.is_empty() {
            let _ = write!(svg, "<tspan{}>{}</tspan>", ink.attributes(), escaped(words));
        }
    }
    svg
}

fn picture(command: &str, output: &str) -> String {
    let lines = output.lines().take(LINES);
    let height = (LINES + 3) * LINE;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 920 {height}\" role=\"img\" \
         font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, monospace\" font-size=\"14\">\n\
         <title>{0}</title>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#0d1117\"/>\n\
         <text xml:space=\"preserve\" x=\"20\" y=\"{1}\" fill=\"#7d8590\">$ {0}</text>\n",
        escaped(command),
        LINE + LINE / 2
    );
    let mut ink = Ink::default();
    for (at, text) in lines.enumerate() {
        let y = (at + 3) * LINE;
        let _ = writeln!(
            svg,
            "<text xml:space=\"preserve\" x=\"20\" y=\"{y}\">{}</text>",
            line(text, &mut ink)
        );
    }
    svg + "</svg>\n"
}

#[test]
fn the_picture_of_the_terminal_is_what_the_program_prints() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let command = std::fs::read_to_string(top.join("examples/02-agenda-moves/cmd")).unwrap();
    let command = command.trim();
    let words = command.split_whitespace().skip(1).chain(["--color", "always"]);
    let output = plain().args(words).current_dir(top).output().unwrap();
    let drawn = picture(command, &String::from_utf8(output.stdout).unwrap());
    let path = top.join("docs/terminal.svg");
    if std::env::var_os("CLEAREDFOR_BLESS").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == drawn, "docs/terminal.svg is out of date; CLEAREDFOR_BLESS=1 draws it anew");
    let readme = std::fs::read_to_string(top.join("README.md")).unwrap();
    assert!(readme.contains("(docs/terminal.svg)"));
}
