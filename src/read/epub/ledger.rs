//! What is left of a book when its chapters were read: every member is read here, named as a gap, or known to hold
//! nothing that anybody wrote.
//!
//! Not here: chapters ([`super`]).

use super::{Book, tell_broken, tell_gap};
use crate::model::{GapKind, Say, SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::picture::may_show_words;
use crate::read::reasons;
use crate::read::xml::{self, Node};

/// What is done with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Treatment {
    /// Nobody writes in it.
    Silent,
    /// A picture.
    Picture,
    /// How pages look, and texts that are put between others.
    Style,
    /// Titles and where they lead.
    Contents,
    /// Something that is not read, and why.
    Gap(GapKind, Say),
    /// A file of its own.
    File,
}

use Treatment::{Contents, File, Picture, Silent, Style};

/// Members with these names, what is done with them, and why.
const NAMES: [(&str, Treatment, &str); 6] = [
    ("mimetype", Silent, "the type of the package"),
    ("META-INF/container.xml", Silent, "read before everything else"),
    ("META-INF/encryption.xml", Silent, "read before everything else"),
    ("META-INF/signatures.xml", Silent, "sums and keys"),
    ("META-INF/com.apple.ibooks.display-options.xml", Silent, "how one program shows it"),
    (
        "META-INF/rights.xml",
        Treatment::Gap(
            GapKind::Encrypted,
            Say("rights that take a key", "Rechte, die einen Schlüssel verlangen"),
        ),
        "a key",
    ),
];

const SCRIPT: Treatment = Treatment::Gap(
    GapKind::Embedded,
    Say("a script, which may write words", "ein Skript, das Worte schreiben kann"),
);
const SOUND: Treatment = Treatment::Gap(
    GapKind::Embedded,
    Say("sound or video, not heard", "Ton oder Video, nicht abgehört"),
);

/// How the names of members end, what is done with them, and why.
const ENDINGS: [(&[&str], Treatment, &str); 6] = [
    (&["otf", "ttf", "woff", "woff2"], Silent, "the shapes of letters"),
    (&["png", "jpg", "jpeg", "gif", "bmp", "webp", "svg", "svgz", "tif"], Picture, "pictures"),
    (&["css"], Style, "how pages look"),
    (&["ncx"], Contents, "the contents of older books"),
    (&["js", "mjs"], SCRIPT, "program text"),
    (&["mp3", "m4a", "mp4", "m4v", "ogg", "opus", "webm", "wav"], SOUND, "sound and video"),
];

fn treatment(name: &str) -> Treatment {
    let named = NAMES.iter().find(|(own, ..)| *own == name).map(|(_, done, _)| *done);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let ended = || ENDINGS.iter().find(|(known, ..)| known.contains(&ending.as_str()));
    named.or_else(|| ended().map(|(_, done, _)| *done)).unwrap_or(File)
}

impl Book<'_, '_> {
    /// Reads, names or knows every member that is left, in the order of the archive.
    pub(super) fn rest(&mut self, draft: &mut Draft<'_>) {
        for at in 0..self.names.len() {
            if self.done[at] {
                continue;
            }
            let name = self.names[at].clone();
            match treatment(&name) {
                Silent => self.done[at] = true,
                Picture => {
                    let bytes = self.take(draft, at);
                    if !bytes.is_empty() && may_show_words(&bytes) {
                        let reason = reasons::PICTURE;
                        tell_gap(draft, &name, GapKind::Picture, reason);
                    }
                }
                Style => {
                    let bytes = self.take(draft, at);
                    draft.enter(Step::Part(name));
                    texts(&String::from_utf8_lossy(&bytes))
                        .iter()
                        .for_each(|text| draft.tell(SegmentKind::Note, text));
                    draft.leave();
                }
                Contents => self.contents(draft, at),
                Treatment::Gap(kind, reason) => tell_gap(draft, &name, kind, reason),
                File => self.file(draft, at),
            }
        }
    }

    /// Titles in the contents, each a name.
    fn contents(&mut self, draft: &mut Draft<'_>, at: usize) {
        let bytes = self.take(draft, at);
        let name = self.names[at].clone();
        let mut words = String::new();
        draft.enter(Step::Part(name.clone()));
        let read = xml::walk(&bytes, |node| match node {
            Node::Text(text) => words.push_str(text),
            Node::Comment(comment) => draft.tell(SegmentKind::Hidden, comment),
            Node::Open(_) | Node::Close(_) => {
                draft.tell(SegmentKind::Name, &std::mem::take(&mut words));
            }
        });
        draft.leave();
        if !bytes.is_empty() {
            tell_broken(draft, &name, read);
        }
    }
}

/// The texts in a style sheet that it puts before or behind others, and its comments.
fn texts(style: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = style;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (sign, behind) = (&rest[at..=at], &rest[at + 1..]);
        let inner = if sign == "/" { behind.strip_prefix('*') } else { Some(behind) };
        let end = if sign == "/" { "*/" } else { sign };
        let Some(inner) = inner else {
            rest = behind;
            continue;
        };
        let (text, after) = inner.split_once(end).unwrap_or((inner, ""));
        rest = after;
        let is_own = !text.contains("://") && text.contains(char::is_alphabetic);
        if is_own && !texts.iter().rev().take(8).any(|known| known == text.trim()) {
            texts.push(text.trim().to_owned());
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn texts_of_a_style_sheet() {
        let style =
            "/* nur intern */ p::before { content: \"VS-NfD \"; } a { color: red }\n/ 'offen";
        assert_eq!(texts(style), ["nur intern", "VS-NfD", "offen"]);
    }
}
