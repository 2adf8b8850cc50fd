//! The tokens of a page in order, to elements and words.
//!
//! Not here: what attributes say ([`super::attributes`]) and how words become segments ([`super::page`]).

use std::collections::HashMap;

use super::attributes::{self, script_words};
use super::lists::List;
use super::meaning::inside;
use super::page::Page;
use super::tokens::{Tag, Token, Tokens};
use super::tree::{Context, Element, Tree};
use super::{meaning, style, tags};
use crate::model::{GapKind, Say, SegmentKind};
use crate::read::draft::Draft;
use crate::read::reading::Reading;

/// How often the time is asked for, in tokens.
const WATCH: usize = 10_000;

/// Reads a page.
pub(super) fn walk(draft: &mut Draft<'_>, reading: &Reading<'_>, text: &str) {
    let page = Page::new(draft, reading, text);
    let (tree, reversed) = (Tree::default(), reversed(text));
    let is_xml = text.trim_start().starts_with("<?xml");
    let mut walk =
        Walk { page, tree, reversed, number: 0, is_xml, script: None, in_comment: false };
    walk.tokens(text, None);
    while walk.tree.depth() > 0 {
        walk.pop();
    }
    walk.page.end_block(Context::NONE);
}

/// Raw text that is no words as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Json,
    Code,
    Style,
}

struct Walk<'p, 's, 't> {
    page: Page<'p, 's, 't>,
    tree: Tree,
    /// How many entries a list has that counts down, by its number among ordered lists.
    reversed: HashMap<usize, usize>,
    /// How many ordered lists there were.
    number: usize,
    /// Whether a slash ends an element, as in XHTML.
    is_xml: bool,
    script: Option<Script>,
    in_comment: bool,
}

impl Walk<'_, '_, '_> {
    /// Reads a text, which stands at `at` of the page where it is not the page itself.
    fn tokens(&mut self, text: &str, at: Option<usize>) {
        let mut tokens = Tokens::new(text);
        let mut end = 0;
        let mut count = 0;
        while let Some((start, token)) = tokens.next() {
            self.page.at = at.unwrap_or(start);
            count += 1;
            if count % WATCH == 0
                && let Err(reason) = self.page.reading.time()
            {
                return self.page.gap(GapKind::Limit, reason);
            }
            if matches!(token, Token::Cut) {
                self.page.gap(
                    GapKind::Malformed,
                    Say("it ends inside of a tag", "endet mitten in einem Tag"),
                );
                let hidden = Context { kind: SegmentKind::Hidden, hidden: true, ..Context::NONE };
                let rest = text.get(end..).unwrap_or_default().trim_start_matches('>');
                self.page.end_unseen();
                self.page.text(hidden, rest);
                continue;
            }
            // A tag is told with its end, so that what is left of the last one is known.
            end = start;
            self.token(token, &mut tokens);
        }
    }

    fn token(&mut self, token: Token, tokens: &mut Tokens<'_>) {
        match token {
            Token::Open(tag) => self.open(&tag, tokens),
            Token::Close(name) => self.close(&name),
            Token::Text(text) => self.text(&text),
            Token::Comment(comment) => self.comment(&comment),
            Token::Cut => {}
        }
    }

    fn pop(&mut self) {
        let Some(element) = self.tree.pop() else { return };
        let outer = self.tree.context();
        if element.block {
            self.page.end_block(element.context);
        }
        if (element.context.hidden && !outer.hidden) || (element.context.beside && !outer.beside) {
            self.page.end_unseen();
        }
        if element.name == "li" {
            self.page.number.clear();
        }
    }

    fn close(&mut self, name: &str) {
        self.script = None;
        if name == "br" {
            return self.page.line_break(self.tree.context());
        }
        match self.tree.behind(name) {
            Some(stay) => {
                while self.tree.depth() > stay {
                    self.pop();
                }
            }
            None if tags::is_block(name) => self.page.end_block(self.tree.context()),
            None => {}
        }
    }

    fn open(&mut self, tag: &Tag, tokens: &mut Tokens<'_>) {
        let name = tag.name.as_str();
        let stay = self.tree.before(name);
        while self.tree.depth() > stay {
            self.pop();
        }
        let outer = self.tree.context();
        let styled = tag.get("style").and_then(style::is_block);
        let setting = outer.hidden && name.contains(':');
        let block = styled.unwrap_or_else(|| setting || tags::is_block(name));
        let mut context = inside(tag, outer, self.tree.lists());
        let office = ["o:documentproperties", "o:customdocumentproperties"];
        if self.tree.name().is_some_and(|name| office.contains(&name)) {
            (context.kind, context.silent) = meaning::of_office(name);
        }
        // What is not seen ends no line of what is.
        let aside = context.hidden || context.beside;
        if block && (outer.hidden || outer.beside || !aside) {
            self.page.end_block(outer);
        }
        attributes::read(&mut self.page, tag, outer);
        match name {
            "br" => return self.page.line_break(outer),
            "html" | "body" | "head" => return,
            _ if tags::is_void(name) && !outer.foreign => return,
            _ if tag.closed && (outer.foreign || self.is_xml || name.contains(':')) => return,
            _ => {}
        }
        if name == "li" {
            self.page.number = self.tree.list().map(|list| list.number(tag)).unwrap_or_default();
        }
        let table = self.table(name, &mut context);
        let list = (name == "ol").then(|| {
            let entries = self.reversed.get(&self.number).copied().unwrap_or(0);
            // Comments are not among the lists that were counted before.
            self.number += usize::from(!self.in_comment);
            List::new(tag, entries)
        });
        let raw = tags::raw(name).filter(|_| !outer.foreign);
        self.script = script(tag, raw.is_some());
        if let Some(raw) = raw {
            tokens.raw(raw);
        }
        if context.hidden && !outer.hidden {
            self.page.end_unseen();
        }
        if self.tree.name() == Some("o:customdocumentproperties") {
            self.page.text(context, &format!("{}: ", name.trim_start_matches("o:")));
        }
        self.tree.push(Element { name: name.to_owned(), context, block, list, table });
    }

    /// Counts tables and rows.
    fn table(&mut self, name: &str, context: &mut Context) -> (u32, u32) {
        match name {
            "table" => {
                self.page.tables += 1;
                context.cell = Some((self.page.tables, 0));
                (self.page.tables, 0)
            }
            "tr" => {
                if let Some(table) = self.tree.innermost("table") {
                    table.table.1 += 1;
                    context.cell = Some(table.table);
                }
                (0, 0)
            }
            _ => (0, 0),
        }
    }

    fn text(&mut self, text: &str) {
        let context = self.tree.context();
        match self.script {
            None => self.page.text(context, text),
            Some(Script::Code) => self.page.text(context, &script_words(text)),
            Some(Script::Style) => {
                if text.contains("mso-header:url(") || text.contains("mso-footer:url(") {
                    let reason = Say(
                        "headers and footers of its pages lie in another file",
                        "Kopf- und Fußzeilen der Seiten liegen in einer anderen Datei",
                    );
                    self.page.elsewhere("mso-header", reason);
                }
                style::words(text).iter().for_each(|words| {
                    self.page.text(context, words);
                    self.page.end_unseen();
                });
            }
            Some(Script::Json) => {
                let mut document = self.page.reading.nested("data.json", text.as_bytes());
                document.segments.iter_mut().for_each(|told| told.kind = SegmentKind::Hidden);
                document.notices.clear();
                self.page.include(document);
            }
        }
    }

    /// A comment is read as HTML: what only Outlook shows, what was taken out, or a remark.
    fn comment(&mut self, comment: &str) {
        let outer = self.tree.context();
        let words = comment.trim();
        let marks = ["StartFragment", "EndFragment", "[endif]", "<![endif]"];
        if marks.contains(&words) || words.starts_with("?xml") || outer.silent {
            return;
        }
        if let Some(data) = words.strip_prefix("[CDATA[") {
            let hidden = outer.hidden || !(outer.foreign || self.is_xml);
            let kind = if hidden { SegmentKind::Hidden } else { outer.kind };
            let data = data.strip_suffix("]]").unwrap_or(data);
            return self.page.text(Context { kind, hidden, ..outer }, data);
        }
        let at = self.page.at;
        if let Some(condition) = words.strip_prefix("[if") {
            let html = condition.split_once(']').map_or(condition, |(_, html)| html);
            let html = html.strip_prefix('>').unwrap_or(html);
            let html = html.strip_suffix("<![endif]").unwrap_or(html);
            if !self.in_comment {
                self.in_comment = true;
                self.tokens(html, Some(at));
                self.in_comment = false;
                return;
            }
        }
        let hidden = Context { kind: SegmentKind::Hidden, hidden: true, ..Context::NONE };
        self.page.end_unseen();
        if self.in_comment {
            self.page.text(hidden, words);
            return self.page.end_unseen();
        }
        for (_, token) in Tokens::new(words) {
            match token {
                Token::Open(tag) => {
                    if tags::is_block(&tag.name) || tag.name == "br" {
                        self.page.end_unseen();
                    }
                    attributes::read(&mut self.page, &tag, hidden);
                }
                Token::Close(name) if tags::is_block(&name) => self.page.end_unseen(),
                Token::Text(text) | Token::Comment(text) => self.page.text(hidden, &text),
                Token::Close(_) => {}
                Token::Cut => self.page.text(hidden, words),
            }
        }
        self.page.end_unseen();
    }
}

/// How the raw text in an element is read.
fn script(tag: &Tag, is_raw: bool) -> Option<Script> {
    let kind = tag.get("type").unwrap_or_default().to_ascii_lowercase();
    match tag.name.as_str() {
        "script" if is_raw && kind.contains("json") => Some(Script::Json),
        "script" => Some(Script::Code),
        "style" => Some(Script::Style),
        _ => None,
    }
}

/// How many entries each ordered list has, where one counts down; its first number is told by nothing else.
fn reversed(text: &str) -> HashMap<usize, usize> {
    let mut entries = HashMap::new();
    if !text.to_ascii_lowercase().contains("reversed") {
        return entries;
    }
    let (mut number, mut open) = (0, Vec::new());
    for (_, token) in Tokens::new(text) {
        match token {
            Token::Open(tag) if tag.name == "ol" => {
                open.push(Some(number));
                number += 1;
            }
            Token::Open(tag) if ["ul", "menu", "dir"].contains(&tag.name.as_str()) => {
                open.push(None);
            }
            Token::Open(tag) if tag.name == "li" => {
                if let Some(Some(list)) = open.last() {
                    *entries.entry(*list).or_insert(0) += 1;
                }
            }
            Token::Close(name) if ["ol", "ul", "menu", "dir"].contains(&name.as_str()) => {
                open.pop();
            }
            _ => {}
        }
    }
    entries
}
