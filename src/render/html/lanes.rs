//! Where findings lie along a document: lanes with marks, first in time, else in order of place.
//!
//! Not here: how that is drawn ([`super::timeline`]).

use std::collections::BTreeMap;

use crate::model::{Assessment, Effect, Finding, Level, Report, Where};
use crate::render::Lang;
use crate::render::group::Group;
use crate::render::places::brief;
use crate::render::telling::clock;

/// Lanes that are drawn; what is beyond shares the last one.
const LANES: usize = 12;
/// Marks that a lane has room for on a telephone.
const SLOTS: u64 = 26;

/// What the axis counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    /// Milliseconds of the recording.
    Time,
    /// Lines of the text.
    Line,
    /// Nothing but the order.
    Order,
}

/// Which of the two ladders a finding moves on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moves {
    /// The content, up.
    Content,
    /// What the meeting is cleared for, down.
    Ceiling,
}

/// Findings of one lane that lie so near to each other that they are one mark.
#[derive(Debug)]
pub(super) struct Mark<'a> {
    slot: usize,
    /// Tenths of a percent from the left.
    pub(super) at: usize,
    /// Whether they raise the content or lower what the meeting is cleared for.
    pub(super) moves: Moves,
    /// The highest level that they raise to, or the lowest that they lower to.
    pub(super) level: Level,
    /// The first with that level.
    pub(super) finding: &'a Finding,
    /// How many they are.
    pub(super) count: usize,
}

/// One speaker, or one agenda item.
#[derive(Debug)]
pub(super) struct Lane<'a> {
    pub(super) name: String,
    pub(super) marks: Vec<Mark<'a>>,
    /// Its findings in order of the axis.
    pub(super) findings: Vec<&'a Finding>,
}

/// All lanes of a document.
#[derive(Debug)]
pub(super) struct Chart<'a> {
    pub(super) axis: Axis,
    pub(super) lanes: Vec<Lane<'a>>,
    /// Words at the left end, in the middle and at the right end of the axis.
    pub(super) ends: [String; 3],
    /// The first finding above the ceiling, and how far from the left.
    pub(super) breach: Option<(usize, &'a Finding)>,
    /// How many findings have no place on the axis.
    pub(super) left_out: usize,
}

/// The level that a finding raises the content to, where it counts.
pub(super) fn raised(finding: &Finding) -> Option<Level> {
    moved(finding).filter(|(moves, _)| *moves == Moves::Content).map(|(_, level)| level)
}

/// The level that a finding lowers to what the meeting is cleared for, where it counts.
pub(super) fn lowered(finding: &Finding) -> Option<Level> {
    moved(finding).filter(|(moves, _)| *moves == Moves::Ceiling).map(|(_, level)| level)
}

/// The ladder that a finding moves on, and the rung that it moves to, where it counts.
fn moved(finding: &Finding) -> Option<(Moves, Level)> {
    match (Group::of(finding, Level::OPEN), finding.effect) {
        (Group::Above | Group::Below, Effect::Raises(level)) => Some((Moves::Content, level)),
        (Group::Lowering, Effect::Lowers(level)) => Some((Moves::Ceiling, level)),
        _ => None,
    }
}

/// The chart of a document; none where there is nothing to compare.
pub(super) fn chart<'a>(lang: Lang, assessment: &'a Assessment) -> Option<Chart<'a>> {
    let all: Vec<&Finding> =
        assessment.findings.iter().filter(|finding| moved(finding).is_some()).collect();
    let (axis, mut placed) = placed(&all);
    if placed.len() < 2 {
        return None;
    }
    placed.sort_by_key(|(at, _)| *at);
    let start = if axis == Axis::Time { 0 } else { 1 };
    let end = placed.last().map_or(start, |(at, _)| *at).max(start + 1);
    // Marks keep away from the edges by half their width.
    let part = |at: u64, of: u64, parts: u64| {
        let scaled = u128::from(at.saturating_sub(start)) * u128::from(parts) / u128::from(of);
        usize::try_from(scaled).unwrap_or(0)
    };
    let share = |at: u64| 30 + part(at, end - start, 940);
    let slot = |at: u64| part(at, end - start, SLOTS);
    let ceiling = assessment.ceiling.level.level;
    let above = |finding: &Finding| raised(finding).is_some_and(|level| level > ceiling);
    let breach = placed.iter().find(|(_, finding)| above(finding));
    let breach = breach.map(|(at, finding)| (share(*at), *finding));
    let left_out = all.len() - placed.len();
    let mut lanes: Vec<Lane> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (at, finding) in placed {
        let name = lane_of(lang, axis, assessment, finding);
        let count = known.len();
        let lane = *known.entry(name.clone()).or_insert(count.min(LANES));
        if lane == lanes.len() {
            let name = if lane == LANES { String::new() } else { name };
            lanes.push(Lane { name, marks: Vec::new(), findings: Vec::new() });
        }
        lanes[lane].add(slot(at), share(at), finding);
    }
    if let (true, Some(rest)) = (known.len() > LANES, lanes.get_mut(LANES)) {
        rest.name = lang.and_more(known.len() - LANES);
    }
    let middle = start + (end - start) / 2;
    Some(Chart { axis, lanes, ends: ends(lang, axis, [start, middle, end]), breach, left_out })
}

impl<'a> Lane<'a> {
    fn add(&mut self, slot: usize, at: usize, finding: &'a Finding) {
        let Some((moves, level)) = moved(finding) else { return };
        self.findings.push(finding);
        // Only the last of each kind can be near enough: findings come in order.
        let near = self.marks.iter_mut().rev().take(2);
        match near.into_iter().find(|mark| mark.moves == moves && mark.slot == slot) {
            Some(mark) => {
                mark.count += 1;
                let further = match moves {
                    Moves::Content => level > mark.level,
                    Moves::Ceiling => level < mark.level,
                };
                if further {
                    (mark.at, mark.level, mark.finding) = (at, level, finding);
                }
            }
            None => self.marks.push(Mark { slot, at, moves, level, finding, count: 1 }),
        }
    }
}

/// The findings with their place on the axis that suits them.
fn placed<'a>(all: &[&'a Finding]) -> (Axis, Vec<(u64, &'a Finding)>) {
    let on = |place: &dyn Fn(&Finding) -> Option<u64>| -> Vec<(u64, &'a Finding)> {
        all.iter().filter_map(|finding| Some((place(finding)?, *finding))).collect()
    };
    let timed = on(&|finding| finding.place.time);
    if timed.len() > 1 {
        return (Axis::Time, timed);
    }
    let lined = on(&|finding| finding.place.at.line().map(u64::from));
    if lined.len() == all.len() {
        return (Axis::Line, lined);
    }
    let mut order: Vec<&Where> = Vec::new();
    let mut ranked = Vec::new();
    for finding in all {
        if order.last() != Some(&&finding.place.at) {
            order.push(&finding.place.at);
        }
        ranked.push((order.len() as u64, *finding));
    }
    (Axis::Order, ranked)
}

fn lane_of(lang: Lang, axis: Axis, assessment: &Assessment, finding: &Finding) -> String {
    let place = &finding.place;
    if axis == Axis::Time {
        return place.speaker.as_deref().map_or_else(|| lang.nobody().to_owned(), brief);
    }
    let item = place.item.and_then(|at| assessment.items.get(at as usize));
    match item {
        Some(item) => lang.item(&brief(&item.label)),
        None if assessment.items.is_empty() => lang.whole().to_owned(),
        None => lang.elsewhere().to_owned(),
    }
}

fn ends(lang: Lang, axis: Axis, at: [u64; 3]) -> [String; 3] {
    let line = |number: u64| lang.on_line(u32::try_from(number).unwrap_or(u32::MAX));
    match axis {
        Axis::Time => at.map(clock),
        Axis::Line => at.map(line),
        Axis::Order => [String::new(), String::new(), String::new()],
    }
}

/// The level with its name in the home scheme.
pub(super) fn named(report: &Report, wanted: Level) -> String {
    let named = report.levels.iter().find(|named| named.level == wanted);
    named.map_or_else(|| format!("({wanted})"), super::level)
}
