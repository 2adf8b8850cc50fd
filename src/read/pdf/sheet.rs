//! What is drawn on a page: signs with their places, and what is there beside them.
//!
//! Not here: words and lines ([`super::runs`]).

use std::rc::Rc;

/// What a page's content says of itself about a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    /// Text of the page.
    Body,
    /// The header of the page.
    Header,
    /// The footer of the page.
    Footer,
}

/// What is laid out by itself, because it may lie over or under the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Layer {
    /// What is seen.
    Seen,
    /// Text that is not painted, as recognition puts it over a scan.
    Unpainted,
    /// Text in a layer that is switched off.
    Off,
}

/// A sign at its place. Coordinates are points from the lower left corner of the page as it is seen.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// Its characters; blank for a blank.
    pub(super) text: Rc<str>,
    /// Where it starts on its base line.
    pub(super) at: (f64, f64),
    /// From there to where the next one may start.
    pub(super) advance: (f64, f64),
    /// How high it is.
    pub(super) size: f64,
    /// What it says of itself.
    pub(super) role: Role,
    /// What it is laid out with.
    pub(super) layer: Layer,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its signs in the order in which they are drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// Words that stand for what is drawn and differ from it.
    pub(super) instead: Vec<String>,
    /// How many signs say no character.
    pub(super) unmapped: usize,
    /// The largest picture, as a part of the page's area.
    pub(super) picture: f64,
    /// Whether anything is drawn that is no text.
    pub(super) is_painted: bool,
    /// Whether a part of the content could not be read.
    pub(super) is_broken: bool,
    /// Whether more is drawn than is read.
    pub(super) is_limited: bool,
}
