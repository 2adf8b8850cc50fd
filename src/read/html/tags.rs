//! What the HTML standard says of elements by their names: which are empty, which are blocks, which close which.
//!
//! Not here: what stands in them.

use super::tokens::Raw;

/// Elements that have no content and no end.
const VOID: &str = "\
    area base basefont bgsound br col embed frame hr image img input keygen link meta param \
    source spacer track wbr";

/// Elements that start and end a block of words.
const BLOCKS: &str = "\
    address article aside blockquote body button caption center colgroup dd details dialog \
    dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head \
    header hgroup hr html iframe legend li listing main marquee menu nav noembed noframes ol \
    optgroup option p plaintext pre script search section select style summary table \
    tbody td template text textarea tfoot th thead title tr ul v:textbox xmp";

/// Elements whose inside is closed to the end tags of what lies around them.
const SCOPES: &str = "\
    applet button caption foreignobject marquee object table td template th v:textbox";

/// Blocks that do not end a paragraph, because they stand inside of a line or belong to a table.
const IN_PARAGRAPH: &str = "\
    body button caption colgroup frameset head html iframe marquee optgroup option script \
    select style template text textarea title";

/// Elements of HTML that end a picture or formula that they stand in.
const BREAK_OUT: &str = "\
    blockquote body center div h1 h2 h3 head img li p pre table ul";

/// Whether a name is one of a table, whose names are parted by blanks.
pub(super) fn is_among(names: &str, name: &str) -> bool {
    names.split(' ').any(|known| known == name)
}

/// Whether an element has no content.
pub(super) fn is_void(name: &str) -> bool {
    is_among(VOID, name)
}

/// Whether an element is a block, by its name.
pub(super) fn is_block(name: &str) -> bool {
    is_among(BLOCKS, name)
}

/// Whether an element is closed to end tags from around it.
pub(super) fn is_scope(name: &str) -> bool {
    is_among(SCOPES, name)
}

/// Whether an element ends a paragraph before it.
pub(super) fn ends_paragraph(name: &str) -> bool {
    is_block(name) && !is_among(IN_PARAGRAPH, name)
}

/// Whether an element ends a picture or formula.
pub(super) fn breaks_out(name: &str) -> bool {
    is_among(BREAK_OUT, name)
}

/// The level of a heading, from 0.
pub(super) fn heading(name: &str) -> Option<usize> {
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().position(|heading| *heading == name)
}

/// The elements that end where one with this name starts, and the one inside of which alone they do.
pub(super) fn siblings(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ol", "ul", "menu", "dir"]),
        "dd" | "dt" => (&["dd", "dt"], &["dl"]),
        "option" => (&["option"], &["select", "datalist"]),
        "optgroup" => (&["option", "optgroup"], &["select", "datalist"]),
        "td" | "th" => (&["td", "th"], &["table"]),
        "tr" => (&["td", "th", "tr", "caption"], &["table"]),
        "tbody" | "thead" | "tfoot" => {
            (&["td", "th", "tr", "tbody", "thead", "tfoot", "caption"], &["table"])
        }
        "rt" | "rp" => (&["rt", "rp"], &["ruby"]),
        _ => (&[], &[]),
    }
}

/// How the content of an element is read, where it holds no tags.
pub(super) fn raw(name: &str) -> Option<Raw> {
    match name {
        "title" | "textarea" => Some(Raw::Title),
        "style" | "xmp" | "iframe" => Some(Raw::Style),
        "script" => Some(Raw::Script),
        "plaintext" => Some(Raw::Plain),
        _ => None,
    }
}
