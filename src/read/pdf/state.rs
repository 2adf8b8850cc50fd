//! The state in which text is drawn.
//!
//! Not here: what the operators are called.

use std::rc::Rc;

use super::font::{Face, Sign};
use super::matrix::Matrix;

/// How much of the space between letters belongs to a letter, in its sizes: letter-spaced words stay together, and
/// a leap to the next column does not.
const LETTER_SPACE: f64 = 1.5;

/// The state in which text is drawn.
#[derive(Clone)]
pub(super) struct State<'a> {
    /// From the units of the content to the page.
    pub(super) page: Matrix,
    /// The font, once one was set.
    pub(super) face: Option<Rc<Face<'a>>>,
    /// The size of the font.
    pub(super) size: f64,
    /// Space behind each sign.
    pub(super) char_space: f64,
    /// Space behind each blank.
    pub(super) word_space: f64,
    /// How wide signs are drawn, 1 being as they are.
    pub(super) stretch: f64,
    /// From one line to the next.
    pub(super) leading: f64,
    /// How far above the line signs stand.
    pub(super) rise: f64,
    /// Whether signs are placed but not painted.
    pub(super) is_unpainted: bool,
    pen: Matrix,
    line: Matrix,
}

/// Where a sign stands on the page.
pub(super) struct Place {
    /// Where it starts.
    pub(super) at: (f64, f64),
    /// From there to its end.
    pub(super) advance: (f64, f64),
    /// How high it is.
    pub(super) size: f64,
}

impl State<'_> {
    /// The state at the start of content whose units `page` brings to the page.
    pub(super) fn new(page: Matrix) -> Self {
        State {
            page,
            face: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_unpainted: false,
            pen: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }

    /// Starts a text.
    pub(super) fn begin(&mut self) {
        self.set_text(Matrix::IDENTITY);
    }

    /// Puts the pen and the start of the line.
    pub(super) fn set_text(&mut self, to: Matrix) {
        self.pen = to;
        self.line = to;
    }

    /// Puts the pen on another line.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.set_text(Matrix::shift(x, y).then(self.line));
    }

    /// Moves the pen back by thousandths of the size.
    pub(super) fn kern(&mut self, by: f64) {
        let by = -by / 1000.0 * self.size;
        let is_horizontal = self.face.as_ref().is_none_or(|face| face.is_horizontal());
        let shift = if is_horizontal { (by * self.stretch, 0.0) } else { (0.0, by) };
        self.pen = Matrix::shift(shift.0, shift.1).then(self.pen);
    }

    /// Where a sign stands; the pen moves on behind it.
    pub(super) fn place(&mut self, sign: &Sign, em: f64, is_horizontal: bool) -> Place {
        let to_page = self.pen.then(self.page);
        let (_, up) = (0.0, self.size * em);
        let high = to_page.turn(0.0, up);
        let size = high.0.hypot(high.1);
        let at = to_page.apply(0.0, self.rise);
        let own = sign.advance / 1000.0 * self.size;
        let letter_space = self.char_space.min(LETTER_SPACE * up.abs());
        let whole = own + self.char_space + if sign.is_space { self.word_space } else { 0.0 };
        let (seen, step) = if is_horizontal {
            (((own + letter_space) * self.stretch, 0.0), (whole * self.stretch, 0.0))
        } else {
            ((0.0, own + letter_space), (0.0, whole))
        };
        self.pen = Matrix::shift(step.0, step.1).then(self.pen);
        Place { at, advance: to_page.turn(seen.0, seen.1), size }
    }
}
