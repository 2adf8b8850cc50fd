//! Field instructions: what a program computes, fetches or asks, and the words that hide in there.
//!
//! Not here: results, which stand in the text.

use crate::model::{GapKind, Say, SegmentKind};

use super::said::Said;

/// Fields that fetch content from elsewhere.
const FETCHING: [&str; 8] =
    ["INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "DDE", "DDEAUTO", "RD", "DATABASE"];

/// Fields whose instruction holds no words but names of the program, of properties and of styles.
const QUIET: [&str; 56] = [
    "=",
    "ADDRESSBLOCK",
    "ADVANCE",
    "AUTHOR",
    "AUTONUM",
    "AUTONUMLGL",
    "AUTONUMOUT",
    "BARCODE",
    "BIBLIOGRAPHY",
    "BIDIOUTLINE",
    "CITATION",
    "COMMENTS",
    "CONTROL",
    "CREATEDATE",
    "DATE",
    "DOCPROPERTY",
    "EDITTIME",
    "EMBED",
    "FILENAME",
    "FILESIZE",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "FORMTEXT",
    "GREETINGLINE",
    "HTMLACTIVEX",
    "INDEX",
    "INFO",
    "KEYWORDS",
    "LASTSAVEDBY",
    "LISTNUM",
    "MERGEREC",
    "MERGESEQ",
    "NEXT",
    "NOTEREF",
    "NUMCHARS",
    "NUMPAGES",
    "NUMWORDS",
    "PAGE",
    "PAGEREF",
    "PRINTDATE",
    "REF",
    "REVNUM",
    "SAVEDATE",
    "SECTION",
    "SECTIONPAGES",
    "SEQ",
    "SHAPE",
    "STYLEREF",
    "SUBJECT",
    "SYMBOL",
    "TEMPLATE",
    "TIME",
    "TITLE",
    "TOA",
    "TOC",
    "USERNAME",
];

/// What an instruction tells beside its result.
pub(super) fn tell(instruction: &str, say: &mut dyn FnMut(Said)) {
    let words = words(instruction);
    let Some((Word { text: first, .. }, rest)) = words.split_first() else { return };
    let kind = first.to_uppercase();
    if kind == "HYPERLINK" {
        let mut rest = rest.iter();
        while let Some(word) = rest.next() {
            match word.text.as_str() {
                target if word.quoted => say(Said::Link(target.to_owned())),
                "\\t" | "\\n" | "\\m" => {}
                // A mark in the same file; those of the program itself have names of its own.
                "\\l" => {
                    let mark = rest.next().map(|word| word.text.as_str()).unwrap_or_default();
                    if !mark.starts_with('_') {
                        say(Said::Link(format!("#{mark}")));
                    }
                }
                "\\o" => {
                    let tip = rest.next().map(|word| word.text.clone()).unwrap_or_default();
                    say(Said::Tell(SegmentKind::AltText, tip));
                }
                target => say(Said::Link(target.to_owned())),
            }
        }
        return;
    }
    if FETCHING.contains(&kind.as_str()) {
        say(Said::Gap(
            GapKind::Linked,
            Say("a field fetches content from elsewhere", "ein Feld holt Inhalt von anderswo"),
        ));
        let target = rest.iter().filter(|word| word.quoted || !word.text.starts_with('\\'));
        return say(Said::Link(joined(target)));
    }
    if QUIET.contains(&kind.as_str()) || kind.starts_with('=') {
        return;
    }
    // Prompts, texts of conditions, entries of an index, what an add-in keeps: hidden from who reads the page.
    say(Said::Tell(SegmentKind::Hidden, joined(rest.iter())));
}

/// A word of an instruction.
struct Word {
    text: String,
    /// Whether it stands in quotation marks, so that it is no switch.
    quoted: bool,
}

fn joined<'w>(words: impl Iterator<Item = &'w Word>) -> String {
    words.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The words of an instruction: what stands in quotation marks is one. Ways of writing a result ("\* MERGEFORMAT")
/// are left out.
fn words(instruction: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut signs = instruction.chars().peekable();
    let mut skip = false;
    while let Some(&sign) = signs.peek() {
        if sign.is_whitespace() {
            signs.next();
            continue;
        }
        let mut word = String::new();
        let quoted = sign == '"' || sign == '“' || sign == '„';
        if quoted {
            signs.next();
            while let Some(sign) = signs.next() {
                match sign {
                    '\\' if matches!(signs.peek(), Some('"' | '\\')) => word.extend(signs.next()),
                    '"' | '”' => break,
                    sign => word.push(sign),
                }
            }
        } else {
            while let Some(sign) = signs.next_if(|sign| !sign.is_whitespace()) {
                word.push(sign);
            }
        }
        let manner = !quoted && matches!(word.as_str(), "\\*" | "\\@" | "\\#");
        if !manner && !std::mem::take(&mut skip) {
            words.push(Word { text: word, quoted });
        } else {
            skip = manner;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Said, tell};

    fn told(instruction: &str) -> Vec<String> {
        let mut told = Vec::new();
        tell(instruction, &mut |said| {
            told.push(match said {
                Said::Link(target) => format!("link {target}"),
                Said::Tell(kind, words) => format!("{} {words}", kind.name()),
                Said::Gap(kind, _) => format!("gap {}", kind.name()),
                _ => String::new(),
            });
        });
        told
    }

    #[test]
    fn what_instructions_tell() {
        assert_eq!(
            told(" HYPERLINK \"https://a.example/x\" \\o \"Tipp\" "),
            ["link https://a.example/x", "alt-text Tipp"]
        );
        assert_eq!(told("HYPERLINK \\l \"_Toc1\""), [""; 0]);
        assert_eq!(
            told("INCLUDETEXT \"\\\\\\\\s\\\\a.docx\" \\c x \\* MERGEFORMAT"),
            ["gap linked", "link \\\\s\\a.docx x"]
        );
        assert_eq!(
            told("IF 1 = 1 \"Halle drei\" \"Halle vier\""),
            ["hidden 1 = 1 Halle drei Halle vier"]
        );
        assert_eq!(told("DATE \\@ \"dd.MM.yyyy\" \\* MERGEFORMAT"), [""; 0]);
        assert_eq!(told("\"offen"), ["hidden "]);
        assert_eq!(told(" "), [""; 0]);
    }
}
