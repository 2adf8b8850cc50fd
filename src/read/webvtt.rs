//! WebVTT: the captions of WebEx, Zoom, Teams, YouTube and Whisper.
//!
//! Cues are found by the algorithm of the W3C specification, which the web's own test suite
//! proves (`wpt.rs`). A player shows nothing but cues; a reader of the file sees more, and what
//! is not read is never cleared. So, unlike the specification, the document keeps as notes what
//! a player drops: the header, NOTE and STYLE blocks, identifiers with words in them, stray
//! blocks, and tags that are no markup ("unter <5 km", which a player would cut off). A cue
//! whose timings a player refuses (a comma in them, say) was spoken all the same and is speech.
//! A file without its signature is read as if it had one, with a notice.
//!
//! Not here: joining cues to turns ([`super::captions`]).

mod cue_text;
mod parse;
#[cfg(test)]
mod wpt;

use memchr::memchr_iter;

use crate::model::{Document, Say};
use crate::text::Span;

use super::captions::{Caption, Times, Turns, first_line};
use super::draft::{Draft, draft};
use super::names::{self, Names};
use super::rows::{rows, trimmed};
use super::srt::aside_settings;
use super::stamps::{arrow, starts_with_timings};
use super::usual::{Said, Usual};
use super::{Format, plain};
use cue_text::{Token, is_known, is_marked, tokens};
use parse::{Block, Cue, blocks, has_signature, parse};

/// Reads WebVTT.
pub(super) struct Reader;

impl Format for Reader {
    fn name(&self) -> &'static str {
        "webvtt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["vtt"]
    }

    fn recognises(&self, head: &str) -> bool {
        has_signature(head) || (starts_with_timings(head) && !parsed(head).is_empty())
    }

    fn read(&self, text: String) -> Document {
        if !has_signature(&text) && !text.contains("-->") {
            return plain::without_captions(text);
        }
        draft(self.name(), text, write)
    }
}

/// The cues of a text as the specification has them.
fn parsed(source: &str) -> Vec<Cue> {
    let mut cues = Vec::new();
    parse(source, |block| {
        if let Block::Cue(cue) = block {
            cues.push(cue);
        }
    });
    cues
}

fn write(draft: &mut Draft<'_>) {
    let usual = Usual::webvtt(draft.source());
    write_with(draft, Some(usual));
}

/// The same, with or without a way to find usual cues at once.
fn write_with(draft: &mut Draft<'_>, usual: Option<Usual<'_>>) {
    let source = draft.source();
    if !has_signature(source) {
        draft.notice(Say(
            "no WebVTT signature; a player would refuse the file",
            "keine WebVTT-Kennung; ein Abspielprogramm würde die Datei ablehnen",
        ));
    }
    let (turns, names) = (Turns::default(), learn(source));
    let mut cues = Cues { draft, turns, names };
    let mut careless = false;
    blocks(source, usual, |block| match block {
        Block::Header(span) => cues.draft.aside(span),
        Block::Style(span) => cues.draft.aside(span),
        // Nothing that could be read, and no times.
        Block::Other(span) if !span.of(source).contains(char::is_alphanumeric) => {}
        Block::Other(span) if span.of(source).starts_with("NOTE") => {
            cues.draft.aside(Span::new(span.start + "NOTE".len(), span.end));
        }
        Block::Other(span) => match cue_in(source, span) {
            Some((id, times, text)) => {
                careless = true;
                aside_rest(cues.draft, span);
                cues.write(id, times, text, Said::Unknown);
            }
            None => cues.draft.aside(span),
        },
        Block::Cue(Cue { id, start, end, settings, text, said }) => {
            let times = Times { start: Some(start), end: Some(end) };
            aside_settings(cues.draft, settings);
            cues.write(id, times, text, said);
        }
    });
    if careless {
        draft.notice(Say("some timings are not valid WebVTT; a player would not show these captions", "einige Zeitangaben sind kein gültiges WebVTT; ein Abspielprogramm würde diese Untertitel nicht zeigen"));
    }
}

/// Names before colons are believed only where no cue says who speaks.
fn learn(source: &str) -> Names<'_> {
    let voices = memchr_iter(b'<', source.as_bytes()).map(|at| &source.as_bytes()[at..]);
    let mut voices = voices.filter(|tag| tag.starts_with(b"<v ") || tag.starts_with(b"<v."));
    if !names::may_stand_in(source) || voices.next().is_some() {
        return Names::default();
    }
    Names::learn(parsed(source).into_iter().map(|cue| first_line(source, cue.text)))
}

/// A cue in a block whose timings are not valid by the specification: identifier, times, text.
fn cue_in(source: &str, block: Span) -> Option<(Span, Times, Span)> {
    let mut id = Span::new(block.start, block.start);
    for (at, row) in rows(source, block.start).take(2).enumerate() {
        if let Some((start, end, _)) = arrow(row.of(source)) {
            let times = Times { start: Some(start.millis), end: Some(end.millis) };
            return Some((id, times, Span::new(row.next.min(block.end), block.end)));
        }
        if at == 0 {
            id = row.span;
        }
    }
    None
}

/// Keeps what stands behind careless timings.
fn aside_rest(draft: &mut Draft<'_>, block: Span) {
    let source = draft.source();
    let lines = rows(source, block.start).take(2);
    let rest = lines.filter_map(|row| arrow(row.of(source)).map(|(_, _, rest)| (row, rest))).next();
    if let Some((row, rest)) = rest {
        let end = row.span.start + row.of(source).trim_end().len();
        aside_settings(draft, Span::new(end - rest.len(), end));
    }
}

/// Writes cues in ascending order.
struct Cues<'w, 's> {
    draft: &'w mut Draft<'s>,
    turns: Turns,
    names: Names<'s>,
}

impl Cues<'_, '_> {
    /// Writes a cue.
    fn write(&mut self, id: Span, times: Times, text: Span, said: Said) {
        let source = self.draft.source();
        // A usual cue has no identifier but a number.
        let seen = if self.names.is_empty() { said } else { Said::Unknown };
        match seen {
            Said::Plain(lines) => return self.turns.say(self.draft, None, times, text, lines),
            Said::Voice(name, said, lines) => {
                let speaker = self.draft.speaker(name.of(source), name);
                return self.turns.say(self.draft, Some(speaker), times, said, lines);
            }
            Said::Unknown => {}
        }
        let named = if is_number(id.of(source)) { None } else { speaker_in_id(source, id) };
        if named.is_none() && !is_counter(id.of(source)) {
            self.draft.aside(id);
        }
        let mut caption = Caption::new(self.draft, &mut self.turns, &self.names, times, text.end);
        caption.voice(named.map(|span| (span.of(source), span)));
        match is_marked(text.of(source)) {
            true => {
                let mut said = Span::new(text.start, text.start);
                tokens(source, text, |token| {
                    write_token(&mut caption, source, token, &mut said, named)
                });
                caption.text(said);
            }
            false => caption.text(text),
        }
        caption.finish();
    }
}

/// Writes what a token says: text and references, and tags that are no markup.
///
/// What is said as it stands waits in `said` for more of it, because markup that is none may have a million pieces.
fn write_token(
    caption: &mut Caption<'_, '_>,
    source: &str,
    token: Token,
    said: &mut Span,
    named: Option<Span>,
) {
    let fallback = named.map(|span| (span.of(source), span));
    let stands = match token {
        Token::Text(span) => span,
        Token::Character(c, span) => {
            caption.text(std::mem::take(said));
            return caption.character(c, span);
        }
        Token::Start { span, name, annotation } => match name.of(source) {
            "v" if span.of(source).ends_with('>') && !annotation.is_empty() => {
                caption.text(std::mem::take(said));
                return caption.voice(Some((annotation.of(source), annotation)));
            }
            name if is_known(name) && span.of(source).ends_with('>') => return,
            _ => span,
        },
        Token::End { name, .. } if name.of(source) == "v" => {
            caption.text(std::mem::take(said));
            return caption.voice(fallback);
        }
        Token::End { name, .. } if is_known(name.of(source)) => return,
        Token::Time { millis: Some(_), .. } => return,
        Token::End { span, .. } | Token::Time { span, .. } => span,
    };
    if said.end != stands.start {
        caption.text(std::mem::take(said));
        *said = stands;
    }
    said.end = stands.end;
}

/// The name in an identifier as WebEx writes it: `12 "Name" (1262512176)`.
fn speaker_in_id(source: &str, id: Span) -> Option<Span> {
    let text = id.of(source);
    let from = text.find('"')? + 1;
    let number = text[..from - 1].trim();
    let to = text.rfind('"').filter(|&to| to > from)?;
    let after = text[to + 1..].trim();
    let account = after.is_empty() || (after.starts_with('(') && after.ends_with(')'));
    let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (counts && account).then(|| trimmed(source, Span::new(id.start + from, id.start + to)))
}

/// Whether an identifier is a number, as most are.
fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether an identifier is a number or a key of a program and has nothing to read in it.
fn is_counter(id: &str) -> bool {
    if is_number(id) {
        return true;
    }
    let key = |c: char| c.is_ascii_hexdigit() || matches!(c, '-' | '/' | '{' | '}' | '.' | '_');
    id.chars().all(key) && id.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests;
