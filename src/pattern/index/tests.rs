//! The numbers of sets.

use super::*;

#[test]
fn too_many_sets_are_all_classes() {
    let mut made = Making::default();
    let sets = (1..300).chain([7]);
    let numbers: Vec<u8> = sets.map(|set| made.kind(set)).collect();
    assert_eq!((numbers[0], numbers[254], numbers[298], numbers[299]), (0, 254, 255, 6));
    let kinds: Vec<[u8; 8]> = made.kinds.iter().map(|kind| kind.to_le_bytes()).collect();
    assert_eq!((set(&kinds, 0), set(&kinds, 254), set(&kinds, OTHERS)), (1, 255, ALL));
}
