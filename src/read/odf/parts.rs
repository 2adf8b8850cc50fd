//! What stands around the text: the body, styles and master pages, properties, forms, formulas, comments.
//!
//! Not here: running text ([`super::text`]).

use super::block::Block;
use super::content::{Body, Content, End};
use super::element::Element;
use super::paragraph::Paragraph;
use crate::model::{GapKind, Say, SegmentKind, Step};
use crate::read::label;

/// Properties in which nobody writes.
const COUNTED: [&str; 9] = [
    "generator",
    "creation-date",
    "date",
    "print-date",
    "editing-cycles",
    "editing-duration",
    "document-statistic",
    "language",
    "hyperlink-behaviour",
];

impl Content<'_, '_, '_> {
    pub(super) fn start_office(&mut self, element: &Element<'_>) -> End {
        match element.name {
            "text" => self.start_body(Body::Text, element),
            "spreadsheet" => self.start_body(Body::Sheets, element),
            "presentation" => self.start_body(Body::Slides, element),
            "drawing" => self.start_body(Body::Pages, element),
            "styles" | "master-styles" => self.styles.start_automatic(false),
            "automatic-styles" => self.styles.start_automatic(true),
            // How windows stood, and which fonts there are.
            "settings" | "font-face-decls" => self.silent += 1,
            "meta" => {
                self.in_meta = true;
                return End::Meta;
            }
            "annotation" => {
                self.counts.comments += 1;
                self.enter(Step::Comment(self.counts.comments));
                self.context(SegmentKind::Comment, true, true);
            }
            "forms" => self.context(SegmentKind::FormField, true, false),
            "script" => {
                self.gap(
                    GapKind::Embedded,
                    Say("macros, which are not run", "Makros, die nicht ausgeführt werden"),
                );
                self.capture(SegmentKind::Code, None, String::new());
            }
            "binary-data" => {
                self.gap(
                    GapKind::Picture,
                    Say(
                        "a picture or object in the file, which may show words",
                        "ein Bild oder Objekt in der Datei, das Worte zeigen kann",
                    ),
                );
                self.silent += 1;
            }
            "dde-source" => self.elsewhere(),
            _ => {}
        }
        End::Nothing
    }

    fn start_body(&mut self, body: Body, element: &Element<'_>) {
        self.body = body;
        let laid_out = element.is("use-soft-page-breaks", "true");
        self.page = (laid_out && body == Body::Text).then_some(1);
    }

    pub(super) fn start_style(&mut self, element: &Element<'_>) -> End {
        let shown = !element.is("display", "false");
        match element.name {
            "master-page" | "handout-master" => {
                self.counts.masters += 1;
                self.counts.shapes = 0;
                self.path.push(Step::Master(self.counts.masters));
                let name = element.get("display-name").or(element.get("name"));
                self.say(SegmentKind::Name, name.unwrap_or_default());
            }
            "header" | "header-left" | "header-first" => {
                self.hide_if(!shown);
                self.context(SegmentKind::Header, true, true);
            }
            "footer" | "footer-left" | "footer-first" => {
                self.hide_if(!shown);
                self.context(SegmentKind::Footer, true, true);
            }
            _ => {
                self.styles.start(element);
                return End::Style;
            }
        }
        End::Nothing
    }

    pub(super) fn start_meta(&mut self, element: &Element<'_>) -> End {
        let name = element.name;
        match name {
            _ if COUNTED.contains(&name) => self.silent += 1,
            // Initials say less than the name that stands beside them.
            "creator-initials" if !self.in_meta => self.silent += 1,
            "creator" if !self.in_meta => {
                let kind = self.kind(SegmentKind::Property);
                let comments = kind == SegmentKind::Comment;
                let kind = if comments { kind } else { SegmentKind::Property };
                self.capture(kind, None, String::new());
            }
            "title" | "subject" => self.capture(SegmentKind::Subject, Some(name), String::new()),
            "user-defined" => {
                let own = element.text("name");
                let is_label = label::is_name(&own.to_ascii_lowercase());
                let kind = if is_label { SegmentKind::Label } else { SegmentKind::Property };
                let before = if is_label { String::new() } else { format!("{own}: ") };
                self.capture(kind, Some(own), before);
            }
            "template" => {
                self.path.push(Step::Field(name.to_owned()));
                self.say(SegmentKind::Property, element.text("title"));
            }
            _ if self.in_meta => self.capture(SegmentKind::Property, Some(name), String::new()),
            _ => {}
        }
        End::Nothing
    }

    pub(super) fn start_form(&mut self, element: &Element<'_>) -> End {
        if !matches!(element.name, "properties" | "property" | "list-property" | "option" | "item")
        {
            self.counts.entries += 1;
            self.path.push(Step::Entry(self.counts.entries));
        }
        End::Nothing
    }

    pub(super) fn start_math(&mut self, element: &Element<'_>) -> End {
        match element.name {
            "math" => {
                let kind = self.kind(SegmentKind::Paragraph);
                let formula = Paragraph::new(self.way(), kind, 0, self.hidden);
                self.blocks.push(Block::Paragraph(formula));
                End::Nothing
            }
            // The formula as it was typed.
            "annotation" => {
                self.capture(SegmentKind::Note, None, String::new());
                End::Nothing
            }
            _ => End::Token,
        }
    }

    pub(super) fn start_other(&mut self, element: &Element<'_>) -> End {
        match element.name {
            // Without its prefix where only the formula declares it.
            "math" => return self.start_math(element),
            "title" | "desc" => self.capture(SegmentKind::AltText, None, String::new()),
            // Comments of slides have a prefix that is no standard.
            "annotation" => return self.start_office(element),
            "sender-initials" => self.silent += 1,
            "header-first" | "header-left" | "footer-first" | "footer-left" => {
                return self.start_style(element);
            }
            _ => {}
        }
        End::Nothing
    }
}
