//! Control words: which start a destination, and which stand for a letter.
//!
//! Not here: how destinations are read.

use crate::model::SegmentKind;

/// Where words go that stand in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// Into the text around it, although it starts with a star.
    Around,
    /// Nowhere: settings and tables of the program.
    Silent,
    /// Into a text of its own.
    Flow(SegmentKind),
    /// Into a string that means something once it is whole.
    Store(Store),
    /// The table of fonts.
    Fonts,
    /// The table of styles.
    Styles,
    /// A picture.
    Picture,
    /// An embedded file.
    Object,
    /// Two versions of one text, of which the second one counts.
    Twice,
}

/// What a string means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Store {
    Info(&'static str),
    Subject(&'static str),
    PropertyName,
    PropertyValue,
    Instruction,
    Bookmark,
    ListText,
    FormName,
    FormText,
    Help,
    Link,
    ShapeName,
    ShapeValue,
    Style,
    Template,
    HtmlTag,
}

/// The destination that a control word starts; none where it starts none.
pub(super) fn destination(word: &str) -> Option<Destination> {
    use Destination::{Around, Flow, Silent, Store as In};
    Some(match word {
        "fonttbl" => Destination::Fonts,
        "stylesheet" => Destination::Styles,
        "pict" => Destination::Picture,
        "objdata" => Destination::Object,
        "upr" => Destination::Twice,
        "header" | "headerl" | "headerr" | "headerf" => Flow(SegmentKind::Header),
        "footer" | "footerl" | "footerr" | "footerf" => Flow(SegmentKind::Footer),
        "footnote" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" => {
            Flow(SegmentKind::Footnote)
        }
        "annotation" | "atnauthor" => Flow(SegmentKind::Comment),
        "shptxt" | "dptxbxtext" => Flow(SegmentKind::TextBox),
        "xe" | "tc" | "tcn" | "rxe" | "txe" | "shprslt" => Flow(SegmentKind::Hidden),
        "title" => In(Store::Subject("Title")),
        "subject" => In(Store::Subject("Subject")),
        "author" => In(Store::Info("Author")),
        "manager" => In(Store::Info("Manager")),
        "company" => In(Store::Info("Company")),
        "operator" => In(Store::Info("Operator")),
        "category" => In(Store::Info("Category")),
        "keywords" => In(Store::Info("Keywords")),
        "comment" => In(Store::Info("Comment")),
        "doccomm" => In(Store::Info("Comments")),
        "hlinkbase" => In(Store::Info("Hyperlink base")),
        "propname" => In(Store::PropertyName),
        "staticval" | "linkval" => In(Store::PropertyValue),
        "fldinst" => In(Store::Instruction),
        "bkmkstart" => In(Store::Bookmark),
        "listtext" | "pntext" => In(Store::ListText),
        "ffname" => In(Store::FormName),
        "ffdeftext" | "ffl" => In(Store::FormText),
        "ffhelptext" | "ffstattext" => In(Store::Help),
        "hlsrc" | "hlloc" | "hlfr" => In(Store::Link),
        "sn" => In(Store::ShapeName),
        "sv" => In(Store::ShapeValue),
        "template" => In(Store::Template),
        "htmltag" => In(Store::HtmlTag),
        "shppict" | "shpinst" | "do" | "result" | "moMath" | "hl" | "ud" | "picprop" | "sp"
        | "background" | "userprops" | "formfield" | "pgdsctbl" | "shpgrp" | "field"
        | "fldrslt" | "docvars" => Around,
        _ if is_silent(word) => Silent,
        _ => return None,
    })
}

/// Destinations in which programs keep settings, numbers and keys.
fn is_silent(word: &str) -> bool {
    const SILENT: &str = "atndate atnicn atnid atnparent atnref atntime atrfend atrfstart bkmkend \
        blipuid bliptag buptim colorschememapping colortbl comment creatim datafield datastore \
        defchp defpap falt fchars ffentrymcr ffexitmcr ffformat filetbl fname fontemb fontfile \
        generator gridtbl htmltagtbl latentstyles lchars leveltext levelnumbers listlevel listname \
        listoverridetable listpicture listtable liststylename mhtmltag mmathPr nesttableprops \
        nextfile nonesttables objclass objtime oldcprops oldpprops oldsprops oldtprops panose \
        passwordhash pgp pgptbl pn pnseclvl printim protusertbl revtim rsidtbl themedata \
        ts wgrffmtfilter xmlnstbl";
    SILENT.split_ascii_whitespace().any(|known| known == word)
}

/// What a control word stands for.
pub(super) fn letter(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" => "\t",
        "line" | "lbr" | "softline" | "page" | "column" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        "qmspace" => "\u{2005}",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        "zwbo" | "zwnbo" => "\u{200b}",
        _ => return None,
    })
}

/// Fields of which the instruction says nothing but what the program puts there.
pub(super) fn is_plain_field(keyword: &str) -> bool {
    const PLAIN: &str = "ADVANCE AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT BARCODE CREATEDATE DATE EDITTIME \
        FILENAME FILESIZE FORMCHECKBOX FORMDROPDOWN FORMTEXT LASTSAVEDBY NOTEREF NUMCHARS NUMPAGES \
        NUMWORDS PAGE PAGEREF PRINTDATE REF REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SHAPE STYLEREF \
        SUBJECT TIME TITLE TOC USERINITIALS USERNAME";
    PLAIN.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(keyword))
}
