//! Fonts: from the bytes of a string to characters and how far each moves the pen.
//!
//! A library knows encodings, glyph names and `ToUnicode` maps. It trusts the numbers of a font more than it should,
//! so they are looked at first. Not here: outlines; what has none is a blank.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Rect};

/// The largest character code for which a font may give a width.
const MOST_CODES: i64 = 0xFFFF;
/// Most widths of one font, ranges counted in full.
const MOST_WIDTHS: i64 = 1 << 20;

/// What a code of a font means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sign {
    /// Its characters; none where the font does not say, nothing where it is blank.
    pub(super) text: Option<Rc<str>>,
    /// How far it moves the pen, in thousandths of the size.
    pub(super) advance: f64,
    /// Whether it is the single byte that word spacing applies to.
    pub(super) is_space: bool,
}

/// The fonts of a file, each loaded once.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    faces: HashMap<ObjectIdentifier, Rc<Face<'a>>>,
    programs: FontResolverFn,
    maps: CMapResolverFn,
}

/// A font at work.
pub(super) struct Face<'a> {
    font: Option<Font<'a>>,
    /// How large its signs are drawn, as a part of the size that text asks for.
    em: f64,
    /// Whether there is no such font at all, so that programs take one of their own.
    is_missing: bool,
    signs: RefCell<HashMap<u32, Sign>>,
}

impl<'a> Fonts<'a> {
    /// No fonts yet.
    pub(super) fn new() -> Self {
        let standard = |query: &FontQuery| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
        };
        Fonts {
            cache: FontCache::new(),
            faces: HashMap::new(),
            programs: Arc::new(standard),
            maps: Arc::new(|_| None),
        }
    }

    /// The font that a dictionary describes; none is the font of a name that nothing stands for.
    pub(super) fn face(&mut self, dict: Option<&Dict<'a>>) -> Rc<Face<'a>> {
        let Some(dict) = dict else {
            return Rc::new(Face {
                font: None,
                em: 1.0,
                is_missing: true,
                signs: RefCell::default(),
            });
        };
        let id = dict.obj_id();
        if let Some(face) = id.and_then(|id| self.faces.get(&id)) {
            return Rc::clone(face);
        }
        let font = is_sound(dict).then(|| self.cache.font(dict, &self.programs, &self.maps));
        let font = font.flatten();
        let face =
            Rc::new(Face { font, em: em(dict), is_missing: false, signs: RefCell::default() });
        if let Some(id) = id {
            self.faces.insert(id, Rc::clone(&face));
        }
        face
    }
}

impl Face<'_> {
    /// The signs of a string in order.
    pub(super) fn signs(&self, bytes: &[u8], each: &mut dyn FnMut(Sign)) {
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = match &self.font {
                Some(font) => font.read_code(bytes, at),
                None => (u32::from(bytes[at]), 1),
            };
            let length = length.max(1);
            let known = self.signs.borrow().get(&code).cloned();
            let mut sign = known.unwrap_or_else(|| {
                let sign = self.sign(code);
                self.signs.borrow_mut().insert(code, sign.clone());
                sign
            });
            sign.is_space = length == 1 && code == 32;
            each(sign);
            at += length;
        }
    }

    /// Whether text is written from left to right rather than from top to bottom.
    pub(super) fn is_horizontal(&self) -> bool {
        self.font.as_ref().is_none_or(Font::is_horizontal)
    }

    /// How large its signs are drawn, as a part of the size that text asks for.
    pub(super) fn em(&self) -> f64 {
        self.em
    }

    fn sign(&self, code: u32) -> Sign {
        let Some(font) = &self.font else {
            let shown = u8::try_from(code).ok().filter(|code| (32..127).contains(code));
            let text = shown.filter(|_| self.is_missing).map(|code| char::from(code).to_string());
            return Sign { text: text.map(Rc::from), advance: 500.0, is_space: false };
        };
        let advance = font.code_advance(code);
        let advance = if font.is_horizontal() { advance.x } else { advance.y };
        let glyph = font.glyph(font.map_code(code), code);
        let (unicode, is_blank) = match &glyph {
            FontGlyph::Outline(glyph) => (glyph.as_unicode(), glyph.outline().is_empty()),
            FontGlyph::Type3(glyph) => (glyph.as_unicode(), false),
        };
        let text = match unicode {
            Some(BfString::Char(c)) => Some(c.to_string()),
            Some(BfString::String(text)) => Some(text),
            None => None,
        };
        // A map that leads nowhere says no more than none.
        let text = text.filter(|text| !text.chars().all(|c| c == '\0' || c == '\u{fffd}'));
        let text = text.map(|text| plain(&text)).or_else(|| is_blank.then(String::new));
        let advance = if advance.is_finite() { advance.clamp(-1e5, 1e5) } else { 0.0 };
        Sign { text: text.map(Rc::from), advance, is_space: false }
    }
}

/// Ligatures as the letters that they are; control characters are no text.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => plain.push_str("ff"),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            'ﬅ' | 'ﬆ' => plain.push_str("st"),
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}

/// How large the signs of a font are that is drawn by PDF itself, whose own units may be any.
fn em(dict: &Dict<'_>) -> f64 {
    let matrix = dict.get::<[f64; 6]>("FontMatrix");
    let bounds = dict.get::<Rect>("FontBBox");
    let is_drawn = dict.get::<Name<'_>>("Subtype").is_some_and(|name| &*name == b"Type3");
    match (matrix, bounds) {
        (Some(matrix), Some(bounds)) if is_drawn => {
            // Bounds hold accents and tails; most fonts have the units that all others have.
            let usual = (matrix[3] * 1000.0).abs();
            let bounds = (bounds.height() * matrix[3]).abs();
            let is_usual = (0.5..2.0).contains(&usual);
            if is_usual || !bounds.is_finite() || bounds < 0.01 { usual.max(0.01) } else { bounds }
        }
        _ => 1.0,
    }
}

/// Whether the numbers of a font are ones that the library can be trusted with.
fn is_sound(dict: &Dict<'_>) -> bool {
    let code = |key: &str| dict.get::<f64>(key).is_none_or(|code| (0.0..256.0).contains(&code));
    let descendants = dict.get::<Array<'_>>("DescendantFonts");
    let descendant = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let widths = |key: &str, values| {
        let widths = descendant.as_ref().and_then(|font| font.get::<Array<'_>>(key));
        widths.is_none_or(|widths| are_few(&widths, values))
    };
    let is_composite = dict.get::<Name<'_>>("Subtype").is_some_and(|name| &*name == b"Type0");
    (is_composite || (code("FirstChar") && code("LastChar"))) && widths("W", 1) && widths("W2", 3)
}

/// Whether the ranges of a list of widths are within reason. It holds `first [w w w]` and `first last w`, with
/// so many values for each width.
fn are_few(widths: &Array<'_>, values: usize) -> bool {
    let mut items = widths.iter::<Object<'_>>();
    let mut total = 0_i64;
    while let Some(first) = items.next() {
        let first = number(&first);
        let last = match items.next() {
            Some(Object::Array(list)) => {
                let count = list.iter::<Object<'_>>().take(MOST_CODES as usize + 2).count();
                first.saturating_add(i64::try_from(count).unwrap_or(i64::MAX))
            }
            Some(last) => {
                let last = number(&last);
                items.by_ref().take(values).for_each(drop);
                last
            }
            None => break,
        };
        total = total.saturating_add(last.saturating_sub(first).max(0));
        let within = 0..=MOST_CODES + 1;
        if !within.contains(&first) || !within.contains(&last) || total > MOST_WIDTHS {
            return false;
        }
    }
    true
}

fn number(object: &Object<'_>) -> i64 {
    match object {
        Object::Number(number) => number.as_i64(),
        _ => -1,
    }
}
