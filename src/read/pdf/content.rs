//! The content of a page: its operators carried out as far as text goes.
//!
//! Forms, patterns and masks are content too, and text in them is read. Not here: colour, shapes and pictures, of which
//! only the size counts.

use std::collections::HashSet;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::Resources;

use super::font::{Fonts, Sign};
use super::layers::Layers;
use super::marks::{Mark, Marks};
use super::matrix::Matrix;
use super::sheet::{Glyph, Layer, Sheet};
use super::state::State;

/// How deep forms may lie in forms.
const DEPTH: usize = 24;
/// Most forms that one page may draw.
const FORMS: usize = 5_000;
/// Most signs of one page.
const GLYPHS: usize = 500_000;
/// Most operators of one page, those of forms counted each time that they are drawn.
const OPERATORS: usize = 5_000_000;
/// Most states that may be saved.
const SAVED: usize = 1_000;
/// Smallest side of a picture that may show words, in its own points.
const PICTURE: u32 = 32;

/// Carries out the content of one page.
pub(super) struct Painter<'p, 'a> {
    fonts: &'p mut Fonts<'a>,
    layers: &'p Layers,
    /// What was drawn.
    pub(super) sheet: Sheet,
    state: State<'a>,
    saved: Vec<State<'a>>,
    marks: Marks,
    area: f64,
    depth: usize,
    forms: usize,
    operators: usize,
    /// Patterns and masks that were drawn; they repeat themselves.
    drawn: HashSet<ObjectIdentifier>,
}

impl<'p, 'a> Painter<'p, 'a> {
    /// A painter of a page with this area in square points.
    pub(super) fn new(fonts: &'p mut Fonts<'a>, layers: &'p Layers, area: f64) -> Self {
        Painter {
            fonts,
            layers,
            sheet: Sheet::default(),
            state: State::new(Matrix::IDENTITY),
            saved: Vec::new(),
            marks: Marks::default(),
            area: area.max(1.0),
            depth: 0,
            forms: 0,
            operators: 0,
            drawn: HashSet::new(),
        }
    }

    /// Draws content whose units `matrix` brings to the page.
    pub(super) fn draw(&mut self, content: &[u8], resources: &Resources<'a>, matrix: Matrix) {
        self.state = State::new(matrix);
        self.saved.clear();
        self.run(content, resources);
        while let Some(mark) = self.marks.pop() {
            self.unmark(mark);
        }
    }

    /// Draws a form in its own units, as an annotation shows itself.
    pub(super) fn draw_form(&mut self, form: &Stream<'a>, resources: &Resources<'a>) {
        self.state = State::new(Matrix::IDENTITY);
        self.saved.clear();
        self.form(form, resources);
    }

    fn run(&mut self, content: &[u8], resources: &Resources<'a>) {
        let floor = self.saved.len();
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            self.operators += 1;
            if self.operators > OPERATORS || self.sheet.glyphs.len() > GLYPHS {
                self.sheet.is_limited = true;
                return;
            }
            self.operator(&operator, resources, floor);
        }
    }

    fn operator(
        &mut self,
        operator: &TypedInstruction<'_, '_>,
        resources: &Resources<'a>,
        floor: usize,
    ) {
        use TypedInstruction as Op;
        let state = &mut self.state;
        match operator {
            Op::SaveState(_) if self.saved.len() < SAVED => self.saved.push(state.clone()),
            Op::RestoreState(_) if self.saved.len() > floor => {
                self.state = self.saved.pop().unwrap_or_else(|| state.clone());
            }
            Op::Transform(by) => {
                let by = [&by.0, &by.1, &by.2, &by.3, &by.4, &by.5].map(|n| n.as_f64());
                state.page = Matrix(by).then(state.page);
            }
            Op::SetGraphicsState(name) => self.graphics_state(name.0, resources),
            Op::BeginText(_) => state.begin(),
            Op::CharacterSpacing(by) => state.char_space = by.0.as_f64(),
            Op::WordSpacing(by) => state.word_space = by.0.as_f64(),
            Op::HorizontalScaling(by) => state.stretch = by.0.as_f64() / 100.0,
            Op::TextLeading(by) => state.leading = by.0.as_f64(),
            Op::TextRise(by) => state.rise = by.0.as_f64(),
            Op::TextRenderingMode(mode) => state.is_unpainted = matches!(mode.0.as_i64(), 3 | 7),
            Op::TextFont(font) => {
                state.size = font.1.as_f64();
                state.face = Some(self.fonts.face(resources.get_font(font.0).as_ref()));
            }
            Op::NextLine(by) => state.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                state.leading = -by.1.as_f64();
                state.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::SetTextMatrix(to) => {
                let to = [&to.0, &to.1, &to.2, &to.3, &to.4, &to.5].map(|n| n.as_f64());
                state.set_text(Matrix(to));
            }
            Op::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            Op::ShowText(text) => self.show(text.0),
            Op::NextLineAndShowText(text) => {
                state.next_line(0.0, -state.leading);
                self.show(text.0);
            }
            Op::ShowTextWithParameters(text) => {
                state.word_space = text.0.as_f64();
                state.char_space = text.1.as_f64();
                state.next_line(0.0, -state.leading);
                self.show(text.2);
            }
            Op::ShowTexts(texts) => {
                for part in texts.0.iter::<Object<'_>>() {
                    match part {
                        Object::Number(by) => self.state.kern(by.as_f64()),
                        Object::String(text) => self.show(&text),
                        _ => {}
                    }
                }
            }
            Op::XObject(name) => match resources.get_x_object(name.0) {
                Some(object) => self.object(&object, resources),
                None => self.sheet.is_broken |= resources.x_objects.contains_key(name.0),
            },
            Op::InlineImage(image) => self.picture(image.0.dict(), "W", "H"),
            Op::NonStrokeColorNamed(color) => self.pattern(color.1, resources),
            Op::StrokeColorNamed(color) => self.pattern(color.1, resources),
            Op::BeginMarkedContent(_) => self.mark(None),
            Op::BeginMarkedContentWithProperties(mark) => {
                self.mark_with(mark.0, mark.1, resources);
            }
            Op::EndMarkedContent(_) => {
                if let Some(mark) = self.marks.pop() {
                    self.unmark(mark);
                }
            }
            Op::StrokePath(_)
            | Op::CloseAndStrokePath(_)
            | Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_)
            | Op::Shading(_) => self.sheet.is_painted = true,
            _ => {}
        }
    }

    /// Puts the signs of a string on the sheet.
    fn show(&mut self, bytes: &[u8]) {
        if self.state.face.is_none() {
            self.state.face = Some(self.fonts.face(None));
        }
        let Some(face) = self.state.face.clone() else { return };
        face.signs(bytes, &mut |sign| self.sign(sign, face.em(), face.is_horizontal()));
    }

    fn sign(&mut self, sign: Sign, em: f64, is_horizontal: bool) {
        let place = self.state.place(&sign, em, is_horizontal);
        let text = match sign.text {
            Some(text) if text.is_empty() => Rc::from(" "),
            Some(text) => text,
            None => {
                self.sheet.unmapped += 1;
                Rc::from("\u{fffd}")
            }
        };
        let layer = match (self.marks.is_off(), self.state.is_unpainted) {
            (true, _) => Layer::Off,
            (false, true) => Layer::Unpainted,
            (false, false) => Layer::Seen,
        };
        let sane = [place.at.0, place.at.1, place.advance.0, place.advance.1, place.size];
        if sane.iter().all(|number| number.abs() < 1e7) && self.sheet.glyphs.len() <= GLYPHS {
            let (at, advance, size) = (place.at, place.advance, place.size);
            let role = self.marks.role();
            self.sheet.glyphs.push(Glyph { text, at, advance, size, role, layer });
        } else {
            self.sheet.is_broken = true;
        }
    }

    /// Draws what stands for a name: a form or a picture.
    fn object(&mut self, object: &Stream<'a>, resources: &Resources<'a>) {
        let dict = object.dict();
        let off = self.layers.is_off(dict, b"OC");
        self.mark(off.then(Mark::off));
        match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => self.picture(dict, "Width", "Height"),
            _ => self.form(object, resources),
        }
        if let Some(mark) = self.marks.pop() {
            self.unmark(mark);
        }
    }

    fn form(&mut self, form: &Stream<'a>, outer: &Resources<'a>) {
        self.forms += 1;
        if self.depth >= DEPTH || self.forms > FORMS {
            self.sheet.is_limited = true;
            return;
        }
        let dict = form.dict();
        let Ok(content) = form.decoded_data() else {
            self.sheet.is_broken = true;
            return;
        };
        let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        let matrix = dict.get::<[f64; 6]>("Matrix").map_or(Matrix::IDENTITY, Matrix);
        let before = self.state.clone();
        self.state.page = matrix.then(self.state.page);
        self.depth += 1;
        let floor = self.saved.len();
        self.run(&content, own.as_ref().unwrap_or(outer));
        self.saved.truncate(floor);
        self.depth -= 1;
        self.state = before;
    }

    /// Draws a pattern or a mask once; it repeats what it shows.
    fn once(&mut self, form: &Stream<'a>, resources: &Resources<'a>) {
        if self.drawn.insert(form.obj_id()) {
            self.form(form, resources);
        }
    }

    fn pattern(&mut self, name: Option<&Name<'_>>, resources: &Resources<'a>) {
        let pattern = name.and_then(|name| resources.get_pattern(name));
        if let Some(pattern) = pattern.and_then(Object::into_stream) {
            self.once(&pattern, resources);
        }
    }

    fn graphics_state(&mut self, name: &Name<'_>, resources: &Resources<'a>) {
        let Some(dict) = resources.get_ext_g_state(name) else { return };
        if let Some(font) = dict.get::<hayro_syntax::object::Array<'_>>("Font") {
            let mut font = font.flex_iter();
            if let (Some(font), size) = (font.next::<Dict<'_>>(), font.next::<f64>()) {
                self.state.face = Some(self.fonts.face(Some(&font)));
                self.state.size = size.unwrap_or(self.state.size);
            }
        }
        let mask = dict.get::<Dict<'_>>("SMask").and_then(|mask| mask.get::<Stream<'_>>("G"));
        if let Some(mask) = mask {
            self.once(&mask, resources);
        }
    }

    /// Notes how much of the page a picture covers, if it is large enough to show words.
    fn picture(&mut self, dict: &Dict<'_>, width: &str, height: &str) {
        self.sheet.is_painted = true;
        let side =
            |short: &str, long: &str| dict.get::<u32>(short).or_else(|| dict.get::<u32>(long));
        let sides = [side(width, "Width"), side(height, "Height")];
        if sides.iter().all(|side| side.is_none_or(|side| side >= PICTURE)) {
            let part = self.state.page.area() / self.area;
            self.sheet.picture = self.sheet.picture.max(part);
        }
    }

    fn mark(&mut self, mark: Option<Mark>) {
        let mut mark = mark.unwrap_or_default();
        mark.start = self.sheet.glyphs.len();
        mark.unmapped = self.sheet.unmapped;
        self.marks.push(mark);
    }

    fn mark_with(&mut self, tag: &Name<'_>, given: &Object<'_>, resources: &Resources<'a>) {
        let mark = match given {
            Object::Dict(dict) => Mark::of(tag, dict, false),
            Object::Name(name) => {
                let dict = resources.properties.get::<Dict<'_>>(name).unwrap_or_default();
                let off = &**tag == b"OC" && self.layers.is_off(&resources.properties, name);
                Mark::of(tag, &dict, off)
            }
            _ => Mark::default(),
        };
        self.mark(Some(mark));
    }

    /// Ends a marked part: words that stand for it take its place if it says none itself, and stand beside it if
    /// they differ.
    fn unmark(&mut self, mark: Mark) {
        let Some(actual) = mark.actual else { return };
        let glyphs = &mut self.sheet.glyphs;
        let start = mark.start.min(glyphs.len());
        let shown: String = glyphs[start..].iter().map(|glyph| &*glyph.text).collect();
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        if self.sheet.unmapped > mark.unmapped && start < glyphs.len() {
            self.sheet.unmapped = mark.unmapped;
            let last = glyphs[glyphs.len() - 1].clone();
            let first = &mut glyphs[start];
            let end = (last.at.0 + last.advance.0, last.at.1 + last.advance.1);
            first.advance = (end.0 - first.at.0, end.1 - first.at.1);
            first.text = Rc::from(actual);
            glyphs.truncate(start + 1);
        } else if letters(&shown) != letters(&actual) && !letters(&actual).is_empty() {
            self.sheet.instead.push(actual);
        }
    }
}
