//! Where something stands in a document, as a person finds it in the program that they use.
//!
//! Not here: offsets in the text ([`crate::text::Span`]) and the words in which a report says it.

/// One step of the way to a part of a document, from the outside in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A line of a text, from 1.
    Line(u32),
    /// The YAML block at the head of a text.
    FrontMatter,
    /// An attached or embedded file: its number from 1, and its name as given.
    Attachment(u32, String),
    /// A message of a mailbox or of a forwarded mail, from 1.
    Message(u32),
    /// A part of a mail: its number ("2", "1.2") and its type ("text/html").
    MailPart(String, String),
    /// An entry of a calendar, from 1.
    Event(u32),
    /// A page, from 1.
    Page(u32),
    /// A slide, from 1.
    Slide(u32),
    /// A sheet of a workbook: its number from 1, and its name.
    Sheet(u32, String),
    /// A cell as its program names it ("B4").
    Cell(String),
    /// A section of a document, from 1.
    Section(u32),
    /// A paragraph, from 1, counted over the part that it stands in.
    Paragraph(u32),
    /// A table, from 1.
    Table(u32),
    /// A row of a table, from 1.
    Row(u32),
    /// A shape, text box or picture, from 1.
    Shape(u32),
    /// A chart or diagram, from 1.
    Chart(u32),
    /// A comment or annotation, from 1.
    Comment(u32),
    /// A footnote or endnote, from 1.
    Footnote(u32),
    /// A page or slide master, layout or template, from 1.
    Master(u32),
    /// Any other numbered entry: a bookmark, a form field, a defined name, from 1.
    Entry(u32),
    /// A property or field by the name that its format gives it ("Title", "LOCATION", "Subject").
    Field(String),
    /// A part of a package by its name in there ("word/settings.xml", "chapter3.xhtml").
    Part(String),
}

impl Step {
    /// All kinds with the word that JSON uses, in the order of declaration.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Step::Line(_) => "line",
            Step::FrontMatter => "front-matter",
            Step::Attachment(..) => "attachment",
            Step::Message(_) => "message",
            Step::MailPart(..) => "mail-part",
            Step::Event(_) => "event",
            Step::Page(_) => "page",
            Step::Slide(_) => "slide",
            Step::Sheet(..) => "sheet",
            Step::Cell(_) => "cell",
            Step::Section(_) => "section",
            Step::Paragraph(_) => "paragraph",
            Step::Table(_) => "table",
            Step::Row(_) => "row",
            Step::Shape(_) => "shape",
            Step::Chart(_) => "chart",
            Step::Comment(_) => "comment",
            Step::Footnote(_) => "footnote",
            Step::Master(_) => "master",
            Step::Entry(_) => "entry",
            Step::Field(_) => "field",
            Step::Part(_) => "part",
        }
    }

    /// Its number, where it has one.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        match self {
            Step::Line(n)
            | Step::Attachment(n, _)
            | Step::Message(n)
            | Step::Event(n)
            | Step::Page(n)
            | Step::Slide(n)
            | Step::Sheet(n, _)
            | Step::Section(n)
            | Step::Paragraph(n)
            | Step::Table(n)
            | Step::Row(n)
            | Step::Shape(n)
            | Step::Chart(n)
            | Step::Comment(n)
            | Step::Footnote(n)
            | Step::Master(n)
            | Step::Entry(n) => Some(*n),
            _ => None,
        }
    }

    /// Its name, where it has one; the name is text of the input.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        match self {
            Step::Attachment(_, name)
            | Step::Sheet(_, name)
            | Step::MailPart(name, _)
            | Step::Cell(name)
            | Step::Field(name)
            | Step::Part(name) => Some(name.as_str()).filter(|name| !name.is_empty()),
            _ => None,
        }
    }

    /// Every string of the input in it, for whoever must know whether it tells something.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let (one, other) = match self {
            Step::MailPart(number, kind) => (Some(number), Some(kind)),
            Step::Attachment(_, name)
            | Step::Sheet(_, name)
            | Step::Cell(name)
            | Step::Field(name)
            | Step::Part(name) => (Some(name), None),
            _ => (None, None),
        };
        one.into_iter().chain(other)
    }
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Where {
    /// In a text that a person opens as text.
    Text {
        /// Line of the source, from 1.
        line: u32,
        /// Column of that line in characters, from 1.
        column: u32,
    },
    /// In anything else: from the outside in.
    Way(Vec<Step>),
}

impl Default for Where {
    fn default() -> Self {
        Where::Way(Vec::new())
    }
}

impl Where {
    /// The line of the source, where it is a text.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        match self {
            Where::Text { line, .. } => Some(*line),
            Where::Way(_) => None,
        }
    }
}
