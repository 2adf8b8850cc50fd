//! Control words of an RTF file that stand in the text: what they change, and which letters they stand for.
//!
//! Not here: groups ([`super::group`]).

use super::charset::Charset;
use super::flow::Layout;
use super::group::{Groups, State};
use super::words::{Destination, letter};
use crate::model::{GapKind, Say};

/// Most bytes that stand for one letter in its second version; more of them are words.
const FALLBACK: i32 = 4;

impl Groups<'_, '_> {
    pub(super) fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        match word {
            "par" | "sect" | "cell" | "nestcell" => {
                self.state.layout.cell |= word.ends_with("cell");
                self.paragraph();
                self.section += u32::from(word == "sect");
            }
            "row" | "nestrow" => self.parts.pages.row(),
            "u" => self.unicode(value),
            "uc" => self.state.fallback = value.max(0),
            "pard" => self.state.layout = Layout::default(),
            "intbl" => self.state.layout.cell = true,
            "ls" if value > 0 => self.state.layout.listed = true,
            "outlinelevel" => {
                self.state.layout.level = usize::try_from(value).ok().filter(|l| *l < 9)
            }
            "s" if self.state.to == Destination::Styles => self.style = value,
            "s" => self.state.layout.level = self.styles.get(&value).copied(),
            "plain" => {
                self.state = State { hidden: false, deleted: false, revised: false, ..self.state };
                self.state.raised = false;
                if self.state.to != Destination::Fonts {
                    self.default_font();
                }
            }
            "v" | "webhidden" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "revised" => self.state.revised = on,
            "super" => self.state.raised = on,
            "nosupersub" => self.state.raised = false,
            "chftn" if self.state.to == Destination::Around => {
                self.letters(&format!(" {}", self.notes.0 + 1));
            }
            "objlink" | "objautlink" | "objsub" => {
                self.parts.gap(
                    GapKind::Linked,
                    Say("an object that lies elsewhere", "ein Objekt, das anderswo liegt"),
                );
            }
            "deff" => self.font = value,
            "mac" => self.document(Charset::MAC),
            "pc" => self.document(Charset::of_page(437)),
            "pca" => self.document(Charset::of_page(850)),
            "ansicpg" => self.document(Charset::of_page(value)),
            "fromhtml" if on => self.html = Some(String::new()),
            "htmlrtf" => self.state.twin = on,
            "f" | "fcharset" | "cpg" => self.font_word(word, value),
            "pngblip" | "jpegblip" | "emfblip" | "wmetafile" | "dibitmap" | "wbitmap"
            | "macpict" | "picwgoal" | "pichgoal" => self.parts.size(word, value),
            _ => {
                if let Some(letter) = letter(word) {
                    self.letters(letter);
                }
            }
        }
    }

    fn document(&mut self, charset: Charset) {
        self.page = charset;
        self.state.charset = charset;
    }

    pub(super) fn default_font(&mut self) {
        self.state.charset = self.fonts.get(&self.font).copied().unwrap_or(self.page);
    }

    fn font_word(&mut self, word: &str, value: i32) {
        let in_table = self.state.to == Destination::Fonts;
        match word {
            "f" if in_table => {
                self.state.font = value;
                // The number of a font holds for the entries behind it, too.
                if let Some(outer) = self.outer.last_mut() {
                    outer.font = value;
                }
            }
            "f" => self.state.charset = self.fonts.get(&value).copied().unwrap_or(self.page),
            "fcharset" if in_table => {
                if let Some(charset) = Charset::of_font(value) {
                    self.fonts.insert(self.state.font, charset);
                }
            }
            "cpg" if in_table => {
                self.fonts.insert(self.state.font, Charset::of_page(value));
            }
            _ => {}
        }
    }

    /// An entry of the table of styles ends; headings are known by their names.
    pub(super) fn style_name(&mut self) {
        let name = self.stores.last_mut().map(std::mem::take).unwrap_or_default();
        let name = name.trim().trim_end_matches(';').to_lowercase();
        let level = ["heading ", "überschrift "].iter().find_map(|word| name.strip_prefix(word));
        let level = level.and_then(|level| level.trim().parse::<usize>().ok());
        let level = level.map(|level| level.saturating_sub(1));
        if let Some(level) = level.or((name == "title" || name == "titel").then_some(0)) {
            self.styles.insert(self.style, level.min(8));
        }
        self.style = 0;
    }

    /// A letter by its number; what follows is its version for programs that do not know it.
    fn unicode(&mut self, number: i32) {
        let shown = self.state.fallback <= FALLBACK;
        self.skip = if shown { usize::try_from(self.state.fallback).unwrap_or(0) } else { 0 };
        // Numbers of 16 bits are signed.
        let number = if number < 0 { number.saturating_add(0x1_0000) } else { number };
        let number = u32::try_from(number).unwrap_or(0xfffd);
        let unit = u16::try_from(number).ok();
        if let Some(half) = unit.filter(|unit| (0xd800..0xdc00).contains(unit)) {
            self.half = Some(half);
            return;
        }
        let pair = self.half.take().zip(unit);
        let letter = match pair {
            Some((high, low)) if (0xdc00..0xe000).contains(&low) => {
                char::decode_utf16([high, low]).next().and_then(Result::ok)
            }
            // Letters of symbol fonts are the bytes behind them.
            _ if (0xf020..=0xf0ff).contains(&number) => char::from_u32(number - 0xf000),
            _ => char::from_u32(number),
        };
        let letter = letter.unwrap_or('\u{fffd}');
        self.letters(letter.encode_utf8(&mut [0; 4]));
    }
}
