//! `clearedfor rules profile`: what each rule costs over some documents.
//!
//! Not here: what is counted ([`crate::model::cost`]) and how it looks ([`crate::render::cost`]).

use std::collections::BTreeSet;
use std::time::Duration;

use crate::Error;
use crate::cli::args::{Form, Profile as Asked};
use crate::cli::exit::{self, Status};
use crate::cli::{output, setup};
use crate::model::cost::{OfRule, Profile, RuleCost};
use crate::model::{Cost, Document, Rule, Ruleset, Say, words};
use crate::read::walk;
use crate::render::{Lang, cost};
use crate::scan::{self, Scanner, Stopwatch};

/// How often each document is searched, beside the first time, at which expressions are compiled.
const PASSES: u32 = 3;

pub(super) fn run(asked: &Asked, lang: Lang) -> Result<Status, Error> {
    let mut loaded = setup::judging(&asked.judging)?;
    let (rulesets, from) = setup::rulesets(&mut loaded, &asked.judging)?;
    let options = scan::Options {
        home: loaded.home.id.clone(),
        in_force: loaded.in_force.clone(),
        mosaic: loaded.home.mosaic,
        ..scan::Options::default()
    };
    let listed = listed(&rulesets, &from);
    let mut bench = Bench::new(Scanner::new(&rulesets, options));
    if asked.paths.is_empty() {
        let rules = listed.iter().flat_map(|set| &set.rules);
        scan::examples(rules).iter().for_each(|document| bench.search(document));
    }
    for found in walk::walk(&asked.paths) {
        walk::load_each(&found, false, &mut |_, document| bench.search(&document));
    }
    let unread = bench.unread;
    if bench.documents == 0 {
        return Err(Error::usage(Say(
            "nothing to search: no file was found there",
            "nichts zu durchsuchen: dort war keine Datei zu finden",
        )));
    }
    let ids: Vec<&Rule> = listed.iter().flat_map(|set| &set.rules).collect();
    let mut profile = bench.profile(&ids, !asked.counts);
    if asked.top > 0 {
        profile.rules.truncate(asked.top);
    }
    let text = output::text(&mut |out| match asked.format {
        Form::Human => cost::profile(&profile, lang, out),
        Form::Json => cost::profile_json(&profile, out),
    })?;
    output::print(&text)?;
    if unread == 0 {
        return Ok(exit::WITHIN);
    }
    let told = words!(
        "not wholly read, so not wholly searched: {unread} documents; `clearedfor read` says why",
        "nicht ganz gelesen, also nicht ganz durchsucht: {unread} Dokumente; `clearedfor read` sagt, warum"
    );
    output::notice(lang.of(&told));
    Ok(exit::UNDETERMINED)
}

/// The rulesets whose rules are listed: those of somebody's own, where there are any. All others run as well.
fn listed<'r>(rulesets: &'r [Ruleset], from: &[String]) -> Vec<&'r Ruleset> {
    let all = || rulesets.iter().zip(from);
    let own: Vec<&Ruleset> =
        all().filter(|(_, from)| *from != setup::DEFAULT).map(|(set, _)| set).collect();
    if own.is_empty() { rulesets.iter().collect() } else { own }
}

/// Rules being measured.
struct Bench<'r> {
    scanner: Scanner<'r>,
    documents: u64,
    /// Documents with a gap.
    unread: u64,
    text: u64,
    /// What the first search of each document cost.
    first: Cost,
    /// What all others cost together.
    others: Cost,
}

impl<'r> Bench<'r> {
    fn new(scanner: Scanner<'r>) -> Self {
        let (first, others) = (Cost::default(), Cost::default());
        Bench { scanner, documents: 0, unread: 0, text: 0, first, others }
    }

    fn search(&mut self, document: &Document) {
        self.documents += 1;
        self.unread += u64::from(!document.gaps.is_empty());
        self.text += document.text.len() as u64;
        self.scanner.scan_watched(document, &mut Stopwatch::new(Some(&mut self.first)));
        for _ in 0..PASSES {
            self.scanner.scan_watched(document, &mut Stopwatch::new(Some(&mut self.others)));
        }
    }

    fn profile(self, listed: &[&Rule], times: bool) -> Profile {
        let mut rules = self.scanner.listed();
        let mut whole = Duration::ZERO;
        for (at, rule) in rules.iter_mut().enumerate() {
            let first = self.first.rules.get(at).copied().unwrap_or_default();
            let others = self.others.rules.get(at).copied().unwrap_or_default();
            let mean = |time: Duration| if times { time / PASSES } else { Duration::ZERO };
            // Counts are the same each time.
            rule.cost = RuleCost {
                search: mean(others.search),
                conditions: mean(others.conditions),
                ..first
            };
            rule.once = first.time().saturating_sub(others.time() / PASSES);
            whole += rule.cost.time();
        }
        let ids: BTreeSet<&str> = listed.iter().map(|rule| &*rule.id).collect();
        let told = |of: &OfRule| {
            let idle = of.cost == RuleCost::default() && of.slow.is_empty();
            ids.contains(of.rule.as_str()) && !idle
        };
        rules.retain(told);
        rules.sort_by(OfRule::dearer);
        let Bench { documents, text, .. } = self;
        Profile { documents, text, passes: PASSES, times, whole, rules }
    }
}
