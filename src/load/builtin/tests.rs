//! What a run reads of the pack is what the files say.

use super::{BYTES, Builtin, catalogue, packs};
use crate::packed::Packed;
use crate::pattern::{Catalogue, List, Pattern, PatternSet, Patterns};
use crate::text::{Case, Span, fold};

#[test]
fn the_pack_says_what_the_files_say() {
    let written = Builtin::of_files().unwrap();
    let same = |what: &str, one: String, other: String| {
        let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
        assert_eq!(differs, None, "{what}");
        assert_eq!(one.len(), other.len(), "{what}");
    };
    // A pack of its own, because patterns of the other may have been compiled by other tests.
    let pack: &'static Packed = Box::leak(Box::new(Packed::new(BYTES).unwrap()));
    let packed: Builtin = pack.root().unwrap();
    same("schemes", format!("{:#?}", packed.schemes), format!("{:#?}", written.schemes));
    same("policy", format!("{:#?}", packed.policy), format!("{:#?}", written.policy));
    let lines = format!("{:#?}", packed.marking_lines);
    same("marking lines", lines, format!("{:#?}", written.marking_lines));
    assert_eq!(packed.rulesets.len(), written.rulesets.len());
    for (packed, written) in packed.rulesets.iter().zip(&written.rulesets) {
        same(&written.id, format!("{packed:#?}"), format!("{written:#?}"));
    }
}

/// The same files make the same pack and the same catalogue, here as in the build.
#[test]
fn the_packs_are_the_same_wherever_they_are_made() {
    let (pack, tables) = packs().unwrap();
    assert!(pack == BYTES);
    let tables: &'static Packed = Box::leak(Box::new(Packed::new(tables.leak()).unwrap()));
    let again: Catalogue = tables.root().unwrap();
    assert!(format!("{again:?}") == format!("{:?}", catalogue().unwrap()));
}

/// The oracle of the first looks: over all examples each pattern finds what its engine finds.
#[test]
fn programs_find_what_engines_find_in_all_examples() {
    let rulesets = super::rulesets().unwrap();
    let rules: Vec<_> = rulesets.iter().flat_map(|set| &set.rules).collect();
    let texts = rules
        .iter()
        .flat_map(|rule| rule.about.examples.hit.iter().chain(&rule.about.examples.miss));
    let text = texts.map(ToString::to_string).collect::<Vec<_>>().join("\n\n");
    let folded = fold(&text);
    let whole = Span::new(0, folded.as_str(Case::Any).len());
    let compiled = |list: &Patterns| list.iter().map(Pattern::compiled).collect::<Patterns>();
    let engines: Vec<Patterns> = rules.iter().map(|rule| compiled(&rule.patterns)).collect();
    let programs: Vec<&Patterns> = rules.iter().map(|rule| &rule.patterns).collect();
    let (programs, engines) = (
        PatternSet::new(programs, rules.len(), None),
        PatternSet::new(engines.iter().collect(), rules.len(), None),
    );
    let candidates = programs.search(&folded);
    for (number, rule) in rules.iter().enumerate() {
        let (mut found, mut expected) = (Vec::new(), Vec::new());
        programs.find(List::Own(number), &folded, &candidates, whole, &mut found);
        engines.find(List::Own(number), &folded, &candidates, whole, &mut expected);
        assert!(found == expected, "{}", rule.id);
    }
}
