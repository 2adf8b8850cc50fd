//! The two ladders drawn side by side: the rung that the content reaches, and the rung that the meeting is
//! cleared for. Shapes, strokes and numbers say it all; colour only repeats it.
//!
//! Not here: the verdict in words ([`super::document`]).

use std::fmt;

use super::level;
use super::page::Bit::{Number, Raw, Text};
use super::page::Page;
use crate::model::{Assessment, Level, Report};
use crate::render::snippet;

/// Height of the highest rung, and from rung to rung.
const TOP: usize = 22;
const STEP: usize = 42;
/// Left and right rail of the ladder of the content, and of the ceiling.
const CONTENT: [usize; 2] = [150, 198];
const CEILING: [usize; 2] = [261, 309];
/// Characters of a level's name on one line, and lines of it.
const NAME: usize = 17;
const LINES: usize = 2;

/// Draws both.
pub(super) fn write(page: &mut Page, report: &Report, assessment: &Assessment) -> fmt::Result {
    let (content, ceiling) = (&assessment.content, &assessment.ceiling.level);
    let lang = page.lang;
    let apart = lang.apart(content.level.ordinal(), ceiling.level.ordinal());
    page.raw("<figure class=\"ladders\">\n<svg role=\"img\" viewBox=\"0 0 320 246\"><title>")?;
    let (content_named, ceiling_named) = (level(content), level(ceiling));
    page.put(&[Text(lang.content()), Raw(" "), Text(&content_named), Raw(", ")])?;
    page.put(&[Text(lang.cleared_for()), Raw(" "), Text(&ceiling_named), Raw("</title>\n")])?;
    gap(page, content.level, ceiling.level)?;
    for named in &report.levels {
        name(page, named.level, &named.name)?;
    }
    ladder(page, CONTENT, content.level)?;
    ladder(page, CEILING, ceiling.level)?;
    reached(page, content.level)?;
    lid(page, ceiling.level)?;
    foot(page, CONTENT, lang.content_head())?;
    foot(page, CEILING, lang.cleared_head())?;
    page.put(&[Raw("</svg>\n<figcaption>"), Text(&apart), Raw("</figcaption>\n</figure>\n")])
}

fn height(level: Level) -> usize {
    TOP + STEP * usize::from(Level::HIGHEST.ordinal() - level.ordinal())
}

fn line(page: &mut Page, open: &'static str, from: [usize; 2], to: [usize; 2]) -> fmt::Result {
    page.put(&[Raw(open), Raw(" x1=\""), Number(from[0]), Raw("\" y1=\""), Number(from[1])])?;
    page.put(&[Raw("\" x2=\""), Number(to[0]), Raw("\" y2=\""), Number(to[1]), Raw("\"/>\n")])
}

fn words(page: &mut Page, open: &'static str, at: [usize; 2], words: &str) -> fmt::Result {
    page.put(&[Raw(open), Raw(" x=\""), Number(at[0]), Raw("\" y=\""), Number(at[1])])?;
    page.put(&[Raw("\">"), Text(words), Raw("</text>\n")])
}

fn number(page: &mut Page, open: &'static str, at: [usize; 2], number: u8) -> fmt::Result {
    words(page, open, at, &number.to_string())
}

/// Two rails and five rungs; those that are reached are thick, the others thin and broken.
fn ladder(page: &mut Page, [left, right]: [usize; 2], at: Level) -> fmt::Result {
    let (top, bottom) = (height(Level::HIGHEST) - 14, height(Level::OPEN) + 14);
    page.raw("<path class=\"rail\" d=\"")?;
    for rail in [left, right] {
        stroke(page, [rail, top], 'V', bottom)?;
    }
    page.raw("\"/><path class=\"rung\" d=\"")?;
    for rung in Level::all().filter(|rung| *rung <= at) {
        stroke(page, [left, height(rung)], 'H', right)?;
    }
    page.raw("\"/><path class=\"rung free\" d=\"")?;
    for rung in Level::all().filter(|rung| *rung > at) {
        stroke(page, [left, height(rung)], 'H', right)?;
    }
    page.raw("\"/>\n")
}

/// A straight line of a path, across or down.
fn stroke(page: &mut Page, [x, y]: [usize; 2], way: char, to: usize) -> fmt::Result {
    let way = Raw(if way == 'H' { "H" } else { "V" });
    page.put(&[Raw("M"), Number(x), Raw(" "), Number(y), way, Number(to)])
}

/// The name of a rung, broken where it is long, and its number.
fn name(page: &mut Page, level: Level, name: &str) -> fmt::Result {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < NAME => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let mut shown: Vec<String> =
        lines.iter().take(LINES).map(|line| snippet::first(line.clone(), NAME + 3)).collect();
    if let (true, Some(last)) = (lines.len() > LINES, shown.last_mut()) {
        last.push_str(" ...");
    }
    let first = height(level) + 4 - 7 * shown.len().saturating_sub(1);
    for (at, line) in shown.iter().enumerate() {
        words(page, "<text class=\"name\"", [0, first + 14 * at], line)?;
    }
    number(page, "<text class=\"ordinal\"", [CONTENT[0] - 10, height(level) + 4], level.ordinal())
}

/// A filled disc on the rung that the content reaches.
fn reached(page: &mut Page, level: Level) -> fmt::Result {
    let middle = usize::midpoint(CONTENT[0], CONTENT[1]);
    page.put(&[Raw("<circle class=\"reached\" cx=\""), Number(middle), Raw("\" cy=\"")])?;
    page.put(&[Number(height(level)), Raw("\" r=\"12\"/>\n")])?;
    number(page, "<text class=\"digit\"", [middle, height(level) + 5], level.ordinal())
}

/// A lid across the rung that nothing should pass.
fn lid(page: &mut Page, level: Level) -> fmt::Result {
    let middle = usize::midpoint(CEILING[0], CEILING[1]);
    page.put(&[Raw("<rect class=\"lid\" x=\""), Number(CEILING[0] - 6), Raw("\" y=\"")])?;
    page.put(&[Number(height(level) - 11), Raw("\" width=\"60\" height=\"22\"/>\n")])?;
    number(page, "<text class=\"ordinal lidded\"", [middle, height(level) + 5], level.ordinal())
}

/// What lies between the two, with its size in rungs where the content is higher.
fn gap(page: &mut Page, content: Level, ceiling: Level) -> fmt::Result {
    let (left, right) = (CONTENT[1], CEILING[0]);
    let (from, to) = (height(content), height(ceiling));
    if content > ceiling {
        page.put(&[Raw("<rect class=\"gap\" x=\""), Number(left), Raw("\" y=\""), Number(from)])?;
        page.put(&[Raw("\" width=\""), Number(right - left), Raw("\" height=\"")])?;
        page.put(&[Number(to - from), Raw("\"/>\n")])?;
    }
    line(page, "<line class=\"across\"", [left, from], [right, from])?;
    line(page, "<line class=\"across\"", [left, to], [right, to])?;
    if content > ceiling {
        let rungs = content.ordinal() - ceiling.ordinal();
        let at = [usize::midpoint(left, right), usize::midpoint(from, to) + 6];
        words(page, "<text class=\"apart\"", at, &format!("+{rungs}"))?;
    }
    Ok(())
}

fn foot(page: &mut Page, [left, right]: [usize; 2], title: &str) -> fmt::Result {
    let middle = usize::midpoint(left, right);
    let open = if right > 300 { "<text class=\"foot last\"" } else { "<text class=\"foot\"" };
    let x = if right > 300 { 320 } else { middle };
    words(page, open, [x, height(Level::OPEN) + 34], title)
}
