//! What a run reads of the pack is what the files say.

use super::{BYTES, Builtin};
use crate::packed::Packed;

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
