//! Shapes, text boxes, pictures and embedded objects; slides with their notes.
//!
//! Not here: what the links of pictures and objects lead to ([`super::attributes`]).

use super::content::{Body, Content, End};
use super::element::Element;
use crate::model::{SegmentKind, Step};

/// Classes of frames whose words are the slide's own text rather than that of a box.
const PLACEHOLDERS: [&str; 5] = ["title", "subtitle", "outline", "text", "vertical-outline"];

impl Content<'_, '_, '_> {
    pub(super) fn start_shape(&mut self, element: &Element<'_>) -> End {
        match element.name {
            "page" => self.start_page(element),
            "layer" if element.is("display", "none") => {
                self.hidden_layers.insert(element.text("name").to_owned());
            }
            "frame" | "rect" | "line" | "polyline" | "polygon" | "regular-polygon" | "path"
            | "circle" | "ellipse" | "g" | "page-thumbnail" | "measure" | "caption"
            | "connector" | "control" | "custom-shape" | "scene" => self.start_one_shape(element),
            _ => {}
        }
        End::Nothing
    }

    fn start_page(&mut self, element: &Element<'_>) {
        self.counts.slides += 1;
        self.counts.shapes = 0;
        let number = self.counts.slides;
        let is_drawing = self.body == Body::Pages;
        self.path.push(if is_drawing { Step::Page(number) } else { Step::Slide(number) });
        self.hide_if(self.styles.puts_away("drawing-page", element.text("style-name")));
        self.say(SegmentKind::Name, element.text("name"));
    }

    fn start_one_shape(&mut self, element: &Element<'_>) {
        self.counts.shapes += 1;
        self.pictured = None;
        self.enter(Step::Shape(self.counts.shapes));
        let in_hidden_layer = self.hidden_layers.contains(element.text("layer"));
        self.hide_if(in_hidden_layer || element.is("display", "none"));
        self.say(SegmentKind::Name, element.text("name"));
        match element.get("class") {
            Some("title") => self.context(SegmentKind::Heading, false, false),
            Some(class) if PLACEHOLDERS.contains(&class) => {}
            Some("header") => self.context(SegmentKind::Header, true, true),
            Some("footer" | "date-time" | "page-number") => {
                self.context(SegmentKind::Footer, true, true);
            }
            // A group has no words of its own.
            None if element.name == "g" => {}
            _ => self.context(SegmentKind::TextBox, false, true),
        }
    }

    pub(super) fn start_presentation(&mut self, element: &Element<'_>) -> End {
        match element.name {
            "notes" => self.context(SegmentKind::SpeakerNotes, true, false),
            "header-decl" => self.capture(SegmentKind::Header, None, String::new()),
            "footer-decl" => self.capture(SegmentKind::Footer, None, String::new()),
            "date-time-decl" => self.capture(SegmentKind::Note, None, String::new()),
            _ => {}
        }
        End::Nothing
    }
}
