//! Tables and their rows, and on which page a row stands.

use super::Story;
use crate::model::Step;
use crate::read::docx::paragraph::Frame;
use crate::read::docx::said::Said;

/// A table being read.
#[derive(Debug)]
pub(super) struct Table {
    number: u32,
    row: u32,
    /// The page on which the row starts, and the last one on which one of its cells ends.
    page: Option<u32>,
    last: Option<u32>,
    /// Where the page of the row was said, among what is said in so many paragraphs.
    said: Option<(usize, usize)>,
}

impl Story<'_> {
    pub(super) fn open_table(&mut self) {
        self.book.tables += 1;
        let number = self.book.tables;
        self.tables.push(Table { number, row: 0, page: None, last: None, said: None });
    }

    pub(super) fn close_table(&mut self) {
        self.tables.pop();
    }

    pub(super) fn open_row(&mut self) {
        let (page, depth) = (self.page, self.paragraphs.len());
        let said = self.paragraphs.last().map_or(&self.out, |paragraph| &paragraph.after).len();
        let Some(table) = self.tables.last_mut() else { return };
        table.row += 1;
        (table.page, table.last) = (page, page);
        table.said = page.map(|_| (said, depth));
        let (number, row) = (table.number, table.row);
        let page = page.map(Step::Page);
        for step in page.into_iter().chain([Step::Table(number), Step::Row(row)]) {
            self.say(Said::Enter(step));
        }
    }

    pub(super) fn close_row(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        self.page = table.last;
        for _ in 0..2 + usize::from(table.page.is_some()) {
            self.say(Said::Leave);
        }
    }

    /// A row that runs over a page does so in each of its cells.
    pub(super) fn open_cell(&mut self) {
        if let Some(table) = self.tables.last() {
            self.page = table.page;
        }
        self.frames.push(Frame::Cell);
    }

    pub(super) fn close_cell(&mut self) {
        self.frames.pop();
        if let Some(table) = self.tables.last_mut() {
            table.last = table.last.max(self.page);
            table.said = None;
        }
    }

    /// A page begins: where nothing stands in the row yet, the whole row is on it.
    pub(super) fn turn_row(&mut self, page: u32) {
        let empty = self.paragraphs.last().is_none_or(super::Paragraph::is_empty);
        let Some(table) = self.tables.last_mut() else { return };
        let Some((at, depth)) = table.said.filter(|_| empty) else { return };
        let said = match depth.checked_sub(1).and_then(|depth| self.paragraphs.get_mut(depth)) {
            Some(paragraph) => &mut paragraph.after,
            None => &mut self.out,
        };
        // Nothing but the way of the row was said since.
        if said.len() <= at + 3
            && let Some(Said::Enter(Step::Page(first))) = said.get_mut(at)
        {
            *first = page;
            table.page = Some(page);
        }
    }
}
