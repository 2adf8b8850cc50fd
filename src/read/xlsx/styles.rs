//! Styles of a workbook: which number format each style of a cell has.
//!
//! Not here: fonts, colours and borders.

use std::collections::HashMap;

use super::number::Format;
use crate::read::xml::{Node, Tag};

/// The number formats of a workbook.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// Of each style, which of the formats.
    of_style: Vec<usize>,
    formats: Vec<Format>,
    /// Which of the formats has a number.
    numbers: HashMap<u32, usize>,
    /// The list that is being read.
    part: String,
    /// Names of styles that somebody chose.
    pub(super) names: Vec<String>,
    /// Format codes that apply where a condition holds.
    pub(super) conditional: Vec<String>,
}

impl Styles {
    /// Takes in what comes next of the part that holds them.
    pub(super) fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Open(tag) => match tag.name() {
                "numFmts" | "cellXfs" | "cellStyleXfs" | "dxfs" => {
                    tag.name().clone_into(&mut self.part)
                }
                "numFmt" if self.part == "dxfs" => self.conditional.extend(tag.get("formatCode")),
                "numFmt" => {
                    let code = tag.get("formatCode").unwrap_or_default();
                    self.numbers.insert(id(tag), self.formats.len());
                    self.formats.push(Format::new(&code));
                }
                "xf" if self.part == "cellXfs" => {
                    let id = id(tag);
                    let next = self.formats.len();
                    let format = *self.numbers.entry(id).or_insert(next);
                    if format == next {
                        self.formats.push(Format::built_in(id));
                    }
                    self.of_style.push(format);
                }
                "cellStyle" if tag.get("builtinId").is_none() => {
                    self.names.extend(tag.get("name"));
                }
                _ => {}
            },
            Node::Close(name) if *name == self.part => self.part.clear(),
            _ => {}
        }
    }

    /// The number format of a style.
    pub(super) fn format(&self, style: usize) -> Option<&Format> {
        self.formats.get(*self.of_style.get(style)?)
    }
}

fn id(tag: &Tag<'_>) -> u32 {
    tag.get("numFmtId").and_then(|id| id.trim().parse().ok()).unwrap_or(0)
}
