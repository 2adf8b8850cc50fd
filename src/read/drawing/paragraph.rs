//! A paragraph of a shape: its words, how deep it stands, what stands before it.
//!
//! Not here: the number before it ([`super::lists`]).

use super::Stage;
use crate::model::SegmentKind;
use crate::read::xml::Tag;

/// A paragraph being read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Its words so far.
    pub(super) words: String,
    /// How deep it stands, from 0.
    pub(super) level: usize,
    /// What stands before it.
    pub(super) bullet: Bullet,
}

/// What stands before a paragraph.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) enum Bullet {
    /// As its placeholder has it.
    #[default]
    Inherited,
    /// Nothing.
    None,
    /// A character or a picture.
    Character,
    /// A number of a style, with the one to start from.
    Number(String, u32),
}

impl Paragraph {
    /// Takes in what an element in it says of it.
    pub(super) fn format(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "pPr" => {
                let level = tag.get("lvl").and_then(|level| level.parse::<usize>().ok());
                self.level = level.unwrap_or(0).min(8);
            }
            "buNone" => self.bullet = Bullet::None,
            "buChar" | "buBlip" => self.bullet = Bullet::Character,
            "buAutoNum" => {
                let start = tag.get("startAt").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.bullet = Bullet::Number(tag.get("type").unwrap_or_default(), start);
            }
            "br" => self.words.push('\n'),
            _ => {}
        }
    }

    /// What it is, by where it stands and the type of the placeholder that it is in.
    pub(super) fn kind(&self, stage: Stage, placeholder: Option<&str>) -> SegmentKind {
        match (stage, placeholder) {
            (_, Some("ftr" | "dt" | "sldNum")) => SegmentKind::Footer,
            (_, Some("hdr")) => SegmentKind::Header,
            (Stage::Master, Some(_)) => SegmentKind::Hidden,
            (Stage::Notes, Some(_)) => SegmentKind::SpeakerNotes,
            (_, Some("title" | "ctrTitle")) => SegmentKind::Heading,
            (_, Some("subTitle")) => SegmentKind::Paragraph,
            _ => match (&self.bullet, placeholder) {
                (Bullet::Number(..) | Bullet::Character, _) | (Bullet::Inherited, Some(_)) => {
                    SegmentKind::ListItem
                }
                (_, Some(_)) => SegmentKind::Paragraph,
                (_, None) => SegmentKind::TextBox,
            },
        }
    }
}
