//! Documents against rules: what is found, where.
//!
//! The text is folded once; one pass over it finds which rules can match and where; conditions are looked
//! at only there. Not here: file formats, channels and verdicts.

mod audit;
mod conditions;
mod digits;
mod extent;
mod file_name;
mod found;
mod identity;
mod locate;
mod over;
mod overlap;
mod position;
mod select;
mod selftest;
mod stopwatch;
mod together;
mod view;
mod windows;

use std::time::Duration;

pub use audit::{Notice, Oddity, audit, slow};
pub use locate::item_heads;
pub use selftest::{Expected, Failure, Mutation, Proof, examples, selftest};
pub use stopwatch::Stopwatch;

use crate::model::cost::{OfRule, RuleCost, Stage};
use crate::model::finding::Part;
use crate::model::rule::{Position, Search};
use crate::model::{Document, Effect, Finding, Key, Kind, Rule, Ruleset, SegmentKind};
use crate::pattern::{Catalogue, Hit, PatternSet, Present};
use crate::text::Span;

use conditions::{Lists, Prepared};
use locate::Locate;
use position::Standing;
use view::View;

/// Rules made ready to run over any number of documents, from any number of threads.
#[derive(Debug)]
pub struct Scanner<'r> {
    rules: Vec<Prepared<'r>>,
    /// First the patterns of each rule, then those of their conditions.
    set: PatternSet<'r>,
    /// Rules over other findings, in the order in which they run.
    plans: Vec<over::Plan<'r>>,
    /// What their rules ask for.
    selectors: select::Selectors<'r>,
    /// For each rule what ends its markings.
    ends: Vec<Option<select::Query>>,
    options: Options,
}

/// How to scan.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The home scheme's id: on equal terms its reading of a marking wins.
    pub home: String,
    /// Ids of the schemes whose rules run.
    pub in_force: Vec<String>,
    /// Whether findings carry the words that they rest on.
    pub evidence: bool,
    /// Whether many findings together may indicate a higher level than each; the home scheme may forbid it.
    pub mosaic: bool,
    /// Under which findings get an identity; without one they have none.
    pub key: Option<Key>,
    /// What is known of the lists of rules that come with the program.
    pub catalogue: Option<&'static Catalogue>,
}

/// A hit of a rule that passed all its conditions but those that make it a mention.
#[derive(Debug, Clone)]
struct Candidate {
    rule: usize,
    hit: Hit,
    home: Span,
    mention: bool,
    fills_line: bool,
    one_line: bool,
    effect: Effect,
    /// Rule and place of each finding that it is made of.
    parts: Vec<(usize, Span)>,
    /// It was made of other findings, or of their absence.
    made: bool,
    /// It stands in the name of the file, not in the text.
    aside: bool,
}

impl Candidate {
    /// The kind of the segment that it stands in.
    fn segment(&self, view: &View<'_>) -> Option<SegmentKind> {
        if self.aside {
            return Some(SegmentKind::FileName);
        }
        let document = view.document;
        document.segment_at(self.home.start).map(|at| document.segments[at].kind)
    }

    /// Whether it is near to everything: a name does not stand where it is spoken of.
    fn everywhere(&self, view: &View<'_>) -> bool {
        matches!(self.segment(view), Some(SegmentKind::FileName | SegmentKind::Speaker))
    }

    /// The words of the hit, as written.
    fn words<'v>(&self, view: &'v View<'_>) -> &'v str {
        let name = view.document.file_name.as_deref().filter(|_| self.aside);
        self.home.of(name.unwrap_or(&view.document.text))
    }
}

impl<'r> Scanner<'r> {
    /// Makes the rules of the schemes in force ready.
    #[must_use]
    pub fn new(rulesets: &'r [Ruleset], options: Options) -> Self {
        let in_force = |rule: &&Rule| match &rule.scheme {
            Some(scheme) => options.in_force.iter().any(|id| id.eq_ignore_ascii_case(scheme)),
            None => true,
        };
        let rules = rulesets.iter().flat_map(|set| &set.rules).filter(in_force);
        let rules: Vec<&Rule> = rules.collect();
        let mut lists = Lists::of(&rules, options.catalogue.is_some());
        let rules: Vec<Prepared<'r>> =
            rules.into_iter().map(|rule| Prepared::new(rule, &mut lists)).collect();
        let mut selectors = select::Selectors::new(rules.len());
        let plans = over::plans(&rules, &mut selectors, options.mosaic);
        let ends = extent::ends(&rules, &mut selectors);
        let set = PatternSet::new(lists.all, rules.len(), options.catalogue);
        Scanner { rules, set, plans, selectors: selectors.in_order(), ends, options }
    }

    /// The findings of a document in order of place, mentions among them.
    #[must_use]
    pub fn scan(&self, document: &Document) -> Vec<Finding> {
        self.scan_watched(document, &mut Stopwatch::default())
    }

    /// The same under a stopwatch, which books what each rule and each stage costs.
    pub fn scan_watched(&self, document: &Document, watch: &mut Stopwatch<'_>) -> Vec<Finding> {
        let view = View::new(document, &self.set, watch);
        let found = over::without_repeats(self.found(&view, watch), &self.rules);
        watch.count(|cost| found.iter().for_each(|one| cost.rule(one.rule).findings += 1));
        let mut locate = Locate::new(&view, self.options.evidence);
        let identities = identity::of(self, &view, &found);
        let told = (0..found.len()).filter(|&at| {
            self.rules[found[at].rule].rule.kind != Kind::Sign && !self.fulfils(&found[at])
        });
        let finding = |at: usize| Finding {
            identity: identities[at],
            ..self.finding(&view, &mut locate, &found, at)
        };
        let findings = told.map(finding).collect();
        watch.stage(Stage::Settle);
        findings
    }

    /// The rules that run, in the order in which their costs are counted, without any cost.
    #[must_use]
    pub fn listed(&self) -> Vec<OfRule> {
        let listed = |prepared: &Prepared<'_>| OfRule {
            rule: prepared.rule.id.to_string(),
            cost: RuleCost::default(),
            once: Duration::ZERO,
            slow: audit::slow(prepared.rule),
        };
        self.rules.iter().map(listed).collect()
    }

    /// Everything found, signs and what fulfils duties among it: what stands beside the text first, then in order of
    /// place.
    fn found(&self, view: &View<'_>, watch: &mut Stopwatch<'_>) -> Vec<Candidate> {
        let desk = over::Desk { scanner: self, view };
        let candidates = self.candidates(view, watch);
        let mut found = overlap::resolve(candidates, &self.rules, &self.options.home);
        found = desk.enough(found);
        found.splice(0..0, file_name::candidates(self, view.document, watch));
        let mut found = found::Found::new(found);
        for plan in &self.plans {
            let made = desk.run(plan, &found);
            if !made.is_empty() {
                found.add(made);
            }
        }
        found.into_all()
    }

    /// Whether this is what a duty asks for, and not a finding that it is missing.
    fn fulfils(&self, candidate: &Candidate) -> bool {
        let rule = self.rules[candidate.rule].rule;
        matches!(rule.search, Search::Missing(_)) && !candidate.made
    }

    fn candidates(&self, view: &View<'_>, watch: &mut Stopwatch<'_>) -> Vec<Candidate> {
        let present = view.present(&self.set);
        let hits = self.hits(view, &present, watch);
        let mut memory = conditions::Memory::of(present);
        let mut candidates = Vec::new();
        for (rule, pattern, hit) in hits {
            let placed = self.placed(view, rule, hit.clone());
            let placed = match placed {
                None if self.rules[rule].rule.at.contains(&Position::Line) => {
                    let lines = self.line_by_line(view, (rule, pattern), &hit);
                    lines.into_iter().filter_map(|hit| self.placed(view, rule, hit)).collect()
                }
                placed => Vec::from_iter(placed),
            };
            for mut candidate in placed {
                let prepared = &self.rules[rule];
                let hit = candidate.hit.span;
                if prepared.near(view, &self.set, hit, &mut memory) {
                    candidate.mention = prepared.unless(view, &self.set, hit, &mut memory);
                    if !candidate.mention || prepared.rule.kind == Kind::Marking {
                        candidates.push(candidate);
                    }
                }
            }
            watch.hit(rule);
        }
        candidates
    }

    /// Every hit of every rule as (rule, its pattern, hit), in order of place.
    fn hits(
        &self,
        view: &View<'_>,
        present: &Present,
        watch: &mut Stopwatch<'_>,
    ) -> Vec<(usize, usize, Hit)> {
        let mut hits = Vec::new();
        for rule in self.set.sought_in(present) {
            // Where nothing of what must be near can be anywhere, the words of the rule need not be looked at.
            if !self.rules[rule].may_be_near(&self.set, present) {
                continue;
            }
            let found = view.find_rule(&self.set, rule).into_iter();
            hits.extend(found.map(|(pattern, hit)| (rule, pattern, hit)));
            watch.searched(rule, || view.places(&self.set, rule));
        }
        hits.sort_by_key(|(rule, pattern, hit)| (hit.span, *rule, *pattern));
        watch.stage(Stage::Search);
        hits
    }

    /// The hit as a candidate, if it stands in a segment and at a position that its rule looks in.
    fn placed(&self, view: &View<'_>, rule: usize, hit: Hit) -> Option<Candidate> {
        let home = view.folded.home(hit.span);
        let looks_here = in_its_segments(self.rules[rule].rule, view.document, home);
        let standing =
            Standing::of(view, home, &self.rules[rule].rule.at).filter(|_| looks_here)?;
        let fills_line = standing == Standing::FillsLine;
        let one_line = !home.of(&view.document.text).contains(['\n', '\r']);
        let effect = self.rules[rule].rule.effect;
        let parts = Vec::new();
        let (mention, made, aside) = (false, false, false);
        Some(Candidate {
            rule,
            hit,
            home,
            mention,
            fills_line,
            one_line,
            effect,
            parts,
            made,
            aside,
        })
    }

    /// A pattern may run on past the end of its line and then fill none; what it finds in each line on its own.
    fn line_by_line(
        &self,
        view: &View<'_>,
        (rule, pattern): (usize, usize),
        hit: &Hit,
    ) -> Vec<Hit> {
        let pattern = &self.rules[rule].rule.patterns[pattern];
        let home = view.folded.home(hit.span);
        let mut hits = Vec::new();
        let mut start = home.start;
        while start < home.end {
            let line = view.lines.around(&view.document.text, start);
            let part = Span::new(start, line.end.min(home.end));
            let window = view.folded_span(part);
            pattern.find(&view.folded, window, &mut hits);
            let after = view.document.text[part.end..].find(|c| c != '\n' && c != '\r');
            start = part.end + after.unwrap_or(view.document.text.len() - part.end).max(1);
        }
        hits
    }

    fn finding(
        &self,
        view: &View<'_>,
        locate: &mut Locate<'_>,
        found: &[Candidate],
        at: usize,
    ) -> Finding {
        let candidate = &found[at];
        let rule = self.rules[candidate.rule].rule;
        let mut place = locate.place(candidate);
        let part = |&(rule, home): &(usize, Span)| Part {
            rule: self.rules[rule].rule.id.to_string(),
            place: locate.place_of(home.start),
        };
        let parts = candidate.parts.iter().map(part).collect();
        let holds = extent::of(view, self, found, at, locate);
        if rule.kind == Kind::Marking && candidate.fills_line {
            // A line that is nothing but a marking speaks for the page, not for the item above it.
            place.item = None;
        }
        Finding {
            rule: rule.id.to_string(),
            kind: if candidate.mention { Kind::Mention } else { rule.kind },
            effect: if candidate.mention { Effect::Warns } else { candidate.effect },
            strength: rule.strength,
            span: candidate.home,
            place,
            length: candidate.words(view).chars().count(),
            evidence: locate.evidence(candidate),
            parts,
            holds,
            identity: None,
            waived: None,
        }
    }
}

fn in_its_segments(rule: &Rule, document: &Document, home: Span) -> bool {
    if rule.within.is_empty() {
        return true;
    }
    let kind: Option<SegmentKind> =
        document.segment_at(home.start).map(|index| document.segments[index].kind);
    kind.is_some_and(|kind| rule.within.contains(&kind))
}
