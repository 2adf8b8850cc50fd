//! Marked content: what the content of a page says of a part of itself.
//!
//! Not here: the tree of tags.

use hayro_syntax::object::{Dict, Name, String as Text};

use super::sheet::Role;
use super::strings;

/// Most marks that may lie in each other.
const DEPTH: usize = 1_000;

/// What is said of a part.
#[derive(Debug, Clone, Default)]
pub(super) struct Mark {
    role: Option<Role>,
    is_off: bool,
    /// The words that it stands for.
    pub(super) actual: Option<String>,
    /// The first sign in it.
    pub(super) start: usize,
    /// How many signs before it say no character.
    pub(super) unmapped: usize,
}

impl Mark {
    /// What a tag and its properties say of the part that they mark.
    pub(super) fn of(tag: &Name<'_>, properties: &Dict<'_>, is_off: bool) -> Self {
        let role = || match properties.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Header") => Some(Role::Header),
            Some(b"Footer") => Some(Role::Footer),
            _ => None,
        };
        let actual = properties.get::<Text<'_>>("ActualText");
        Mark {
            role: (&**tag == b"Artifact").then(role).flatten(),
            is_off,
            actual: actual.map(|actual| strings::text(&actual)).filter(|text| !text.is_empty()),
            ..Mark::default()
        }
    }

    /// A part in a layer that is switched off.
    pub(super) fn off() -> Self {
        Mark { is_off: true, ..Mark::default() }
    }
}

/// The marks of the part that is being drawn, from the outside in.
#[derive(Debug, Default)]
pub(super) struct Marks {
    open: Vec<Mark>,
    /// How many more are open than are kept.
    deeper: usize,
}

impl Marks {
    /// Opens a mark; it takes over what is said of the part around it.
    pub(super) fn push(&mut self, mut mark: Mark) {
        if self.open.len() >= DEPTH {
            self.deeper += 1;
            return;
        }
        if let Some(outer) = self.open.last() {
            mark.role = mark.role.or(outer.role);
            mark.is_off |= outer.is_off;
        }
        self.open.push(mark);
    }

    /// Closes the innermost mark.
    pub(super) fn pop(&mut self) -> Option<Mark> {
        if self.deeper > 0 {
            self.deeper -= 1;
            return None;
        }
        self.open.pop()
    }

    /// What the part says of itself.
    pub(super) fn role(&self) -> Role {
        self.open.last().and_then(|mark| mark.role).unwrap_or(Role::Body)
    }

    /// Whether the part lies in a layer that is switched off.
    pub(super) fn is_off(&self) -> bool {
        self.open.last().is_some_and(|mark| mark.is_off)
    }
}
