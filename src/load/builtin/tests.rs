//! What a run reads of the pack is what the files say.

use super::{Builtin, marking_lines, policy, rulesets, schemes};

#[test]
fn the_pack_says_what_the_files_say() {
    let written = Builtin::of_files().unwrap();
    let same = |what: &str, one: String, other: String| {
        let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
        assert_eq!(differs, None, "{what}");
        assert_eq!(one.len(), other.len(), "{what}");
    };
    same("schemes", format!("{:#?}", schemes().unwrap().0), format!("{:#?}", written.schemes));
    same("policy", format!("{:#?}", policy().unwrap()), format!("{:#?}", written.policy));
    let lines = format!("{:#?}", marking_lines().unwrap());
    same("marking lines", lines, format!("{:#?}", written.marking_lines));
    let rulesets = rulesets().unwrap();
    assert_eq!(rulesets.len(), written.rulesets.len());
    for (packed, written) in rulesets.iter().zip(written.rulesets.iter()) {
        same(&written.id, format!("{packed:#?}"), format!("{written:#?}"));
    }
}
