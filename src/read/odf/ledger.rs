//! What is left of a package when its documents were read: every member is read here, named as a gap, or known to hold
//! nothing that anybody wrote.
//!
//! Not here: the documents ([`super::package`]).

use super::package::Package;
use super::told::{Teller, Told, What};
use super::words;
use crate::model::{Document, GapKind, Say, SegmentKind, Step};
use crate::read::draft::Draft;
use crate::read::picture::may_show_words;
use crate::read::reasons;

/// What is done with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Treatment {
    /// Nobody writes in it.
    Silent,
    /// A picture.
    Picture,
    /// A picture of an object that is read itself.
    Replacement,
    /// Program text, which is read but not run.
    Macros,
    /// XML whose text and attributes are words of this kind.
    Words(SegmentKind),
    /// XML whose text alone is words.
    Text(SegmentKind),
    /// Sound or video.
    Media,
    /// A file of its own.
    File,
}

use Treatment::{File, Macros, Media, Picture, Replacement, Silent, Text, Words};

/// How the names of members start, what is done with them, and why. The first that fits counts.
const TREATMENTS: [(&str, Treatment, &str); 20] = [
    ("mimetype", Silent, "the type of the package"),
    ("META-INF/manifest.xml", Silent, "read before everything else"),
    ("META-INF/", Text(SegmentKind::Property), "signatures: who signed, and with which words"),
    ("settings.xml", Silent, "how windows stood and how it prints"),
    ("layout-cache", Silent, "where lines were broken"),
    ("Thumbnails/", Silent, "a small view of the first page, which the page says better"),
    ("Configurations2/images/", Picture, "pictures on own buttons"),
    ("Configurations2/", Words(SegmentKind::Hidden), "own menus and buttons"),
    ("Basic/script-", Silent, "the list of libraries"),
    ("Basic/", Macros, "program text"),
    ("Scripts/", Macros, "program text"),
    ("Dialogs/dialog-lc", Silent, "the list of libraries"),
    ("Dialogs/", Words(SegmentKind::FormField), "dialogs of macros"),
    ("VersionList.xml", Words(SegmentKind::Comment), "what was said of older versions"),
    ("manifest.rdf", Text(SegmentKind::Property), "statements about parts"),
    ("Pictures/", Picture, "pictures"),
    ("ObjectReplacements/", Replacement, "views of objects"),
    ("Media/", Media, "sound and video"),
    ("Fonts/", Silent, "the shapes of letters"),
    ("", File, "anything else"),
];

/// Members of every document in a package, and of libraries, by the end of their names.
const ENDINGS: [(&str, Treatment); 3] =
    [("/settings.xml", Silent), ("/script-lb.xml", Silent), ("/dialog-lb.xml", Silent)];

fn treatment(name: &str) -> Treatment {
    let by_end = ENDINGS.iter().find(|(end, _)| name.ends_with(end)).map(|(_, done)| *done);
    let by_start = || TREATMENTS.iter().find(|(start, ..)| name.starts_with(start));
    by_end.or_else(|| by_start().map(|(_, done, _)| *done)).unwrap_or(File)
}

impl Package<'_, '_> {
    /// Reads, names or knows every member that is left, in the order of the archive.
    pub(super) fn rest(&mut self, draft: &mut Draft<'_>) {
        let mut has_macros = false;
        for at in 0..self.names.len() {
            if self.done[at] {
                continue;
            }
            let name = self.names[at].clone();
            let treatment = match treatment(&name) {
                _ if self.is_view(&name) => Silent,
                File if self.members.pictures.contains_key(&name) => Picture,
                treatment => treatment,
            };
            match treatment {
                Silent => self.done[at] = true,
                Replacement if self.shows_object(&name) => self.done[at] = true,
                Picture | Replacement => self.picture(draft, at),
                Macros => {
                    has_macros = true;
                    self.macros(draft, at);
                }
                Words(kind) => self.words(draft, at, kind, true),
                Text(kind) => self.words(draft, at, kind, false),
                Media => self.gap(
                    draft,
                    &name,
                    GapKind::Embedded,
                    Say("sound or video, not heard", "Ton oder Video, nicht abgehört"),
                ),
                File => self.file(draft, at),
            }
        }
        if has_macros {
            draft.gap(
                GapKind::Embedded,
                Say("macros, which are not run", "Makros, die nicht ausgeführt werden"),
            );
        }
    }

    /// Whether a picture shows nothing but a table or object that is read itself.
    fn is_view(&self, name: &str) -> bool {
        self.members.views.contains(name) && !self.members.pictures.contains_key(name)
    }

    /// Whether the object that a picture stands for is in the package itself.
    fn shows_object(&self, name: &str) -> bool {
        let object = name.trim_start_matches("ObjectReplacements/");
        let folder = format!("{object}/");
        self.names.iter().any(|name| name == object || name.starts_with(&folder))
    }

    fn gap(&self, draft: &mut Draft<'_>, name: &str, kind: GapKind, reason: Say) {
        let shown = self.members.pictures.get(name).cloned();
        let path = shown.unwrap_or_else(|| self.place(name));
        let mut teller = Teller::new(draft);
        teller.tell(Told { path, what: What::Gap(kind, reason), aside: true });
        teller.finish();
    }

    fn picture(&mut self, draft: &mut Draft<'_>, at: usize) {
        let bytes = self.take(draft, at);
        if !bytes.is_empty() && may_show_words(&bytes) {
            let name = self.names[at].clone();
            self.gap(draft, &name, GapKind::Picture, reasons::PICTURE);
        }
    }

    fn macros(&mut self, draft: &mut Draft<'_>, at: usize) {
        let bytes = self.take(draft, at);
        let name = self.names[at].clone();
        draft.enter(Step::Part(name.clone()));
        if !words::xml(draft, &bytes, SegmentKind::Code, false) {
            draft.absorb(self.reading.nested(&name, &bytes));
        }
        draft.leave();
    }

    fn words(&mut self, draft: &mut Draft<'_>, at: usize, kind: SegmentKind, attributes: bool) {
        let bytes = self.take(draft, at);
        let name = self.names[at].clone();
        draft.enter(Step::Part(name.clone()));
        if !bytes.is_empty() && !words::xml(draft, &bytes, kind, attributes) {
            draft.absorb(self.reading.nested(&name, &bytes));
        }
        draft.leave();
    }

    /// A file that lies in the package: an older version, an object of another program, anything.
    fn file(&mut self, draft: &mut Draft<'_>, at: usize) {
        let bytes = self.take(draft, at);
        if bytes.is_empty() {
            return;
        }
        let name = self.names[at].clone();
        let steps = self.place(&name);
        let inner = self.reading.nested(&name, &bytes);
        if is_unread(&inner) {
            let reason = Say(
                "an embedded object, which cannot be opened",
                "ein eingebettetes Objekt, das sich nicht öffnen lässt",
            );
            return self.gap(draft, &name, GapKind::Embedded, reason);
        }
        steps.iter().for_each(|step| draft.enter(step.clone()));
        draft.absorb(inner);
        steps.iter().for_each(|_| draft.leave());
    }
}

/// Whether nothing came of a file but that its format is not read.
fn is_unread(document: &Document) -> bool {
    let foreign = document.gaps.iter().all(|gap| gap.kind == GapKind::Unsupported);
    foreign && document.text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::{File, Macros, SegmentKind, Silent, Text, Words, treatment};

    #[test]
    fn members_by_their_names() {
        for (name, expected) in [
            ("mimetype", Silent),
            ("Object 1/settings.xml", Silent),
            ("Basic/Standard/script-lb.xml", Silent),
            ("Basic/Standard/Modul.xml", Macros),
            ("META-INF/documentsignatures.xml", Text(SegmentKind::Property)),
            ("Dialogs/Standard/Dialog1.xml", Words(SegmentKind::FormField)),
            ("Versions/Version1", File),
            ("Object 1", File),
        ] {
            assert_eq!(treatment(name), expected, "{name}");
        }
    }
}
