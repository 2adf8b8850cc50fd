//! What is written is read again, and what is damaged is never read.

use std::borrow::Cow;

use proptest::prelude::*;

use super::{Damaged, Input, Lazy, Output, Pack, Packed, Shared, write};

#[derive(Debug, Clone, PartialEq, Default)]
struct Whole {
    name: String,
    lent: Cow<'static, str>,
    number: u64,
    kind: Option<Kind>,
    parts: Lazy<Vec<Kind>>,
    made: usize,
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Bare,
    One(bool),
    Named { from: u8, to: usize },
}

packed!(struct Whole { name, lent, number, kind, parts } beside made);
packed!(enum Kind { Bare, One(yes), Named { from, to } });

use super::packed;

fn lent(bytes: Vec<u8>) -> &'static Packed {
    Box::leak(Box::new(Packed::new(bytes.leak()).unwrap()))
}

fn values() -> impl Strategy<Value = Whole> {
    let kind = || {
        prop_oneof![
            Just(Kind::Bare),
            any::<bool>().prop_map(Kind::One),
            any::<(u8, usize)>().prop_map(|(from, to)| Kind::Named { from, to }),
        ]
    };
    let parts = proptest::collection::vec(kind(), 0..9);
    let kind = proptest::option::of(kind());
    (".{0,9}", ".{0,9}", any::<u64>(), kind, parts).prop_map(|(name, lent, number, kind, parts)| {
        Whole { name, lent: lent.into(), number, kind, parts: parts.into(), made: 0 }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(values in proptest::collection::vec(values(), 0..9)) {
        let bytes = write(&values);
        prop_assert_eq!(&bytes, &write(&values));
        let read: Vec<Whole> = lent(bytes).root().unwrap();
        prop_assert_eq!(read, values);
    }

    #[test]
    fn damage_is_found(values in values(), at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut bytes = write(&values);
        let length = bytes.len();
        prop_assert!(Packed::new(bytes[..at.index(length)].to_vec().leak()).is_err());
        bytes[at.index(length)] ^= 1_u8 << bit;
        let Ok(pack) = Packed::new(bytes.leak()) else { return Ok(()) };
        let pack: &'static Packed = Box::leak(Box::new(pack));
        let read = pack.root::<Whole>().map(|whole| whole.parts.len());
        prop_assert!(read.is_err() || pack.is_damaged());
    }

    /// In a long pack too, of which only what is read is proved.
    #[test]
    fn damage_is_found_where_it_is_read(
        parts in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 3000), 1..9),
        at in any::<prop::sample::Index>(),
    ) {
        let values: Vec<Lazy<Vec<u8>>> = parts.iter().cloned().map(Lazy::from).collect();
        let mut bytes = write(&values);
        let place = at.index(bytes.len());
        bytes[place] ^= 1;
        let Ok(pack) = Packed::new(bytes.leak()) else { return Ok(()) };
        let pack: &'static Packed = Box::leak(Box::new(pack));
        let Ok(read) = pack.root::<Vec<Lazy<Vec<u8>>>>() else { return Ok(()) };
        let wrong = read.iter().zip(&parts).filter(|(read, written)| ***read != **written).count();
        prop_assert!(pack.is_damaged());
        prop_assert!(read.iter().filter(|read| read.is_empty()).count() == wrong);
    }

    /// Whoever can write a right sum over wrong bytes gets an error or another value, and no panic.
    #[test]
    fn nothing_panics(
        bytes in proptest::collection::vec(any::<u8>(), 1..99),
        root in 0..120_u32,
        shared in 0..4_u32,
    ) {
        let end = (super::HEAD + bytes.len()) as u32;
        let mut pack = vec![0; super::HEAD];
        pack[super::SUM..].copy_from_slice([root, shared, end].map(u32::to_le_bytes).as_flattened());
        pack.extend(&bytes);
        let sums = super::checksum(&bytes).to_le_bytes();
        let head = super::sum_of_head(&pack[super::SUM..super::HEAD], &sums);
        pack[..super::SUM].copy_from_slice(&head);
        pack.extend(sums);
        if let Ok(pack) = Packed::new(pack.leak()) {
            let pack: &'static Packed = Box::leak(Box::new(pack));
            let whole = pack.root::<Whole>();
            let _ = whole.map(|whole| whole.parts.len());
            let _ = pack.root::<Vec<Held>>().map(|held| held.iter().map(Held::sum).max());
        }
    }
}

/// Something that many hold.
struct Held(Shared<Vec<u32>>);

impl Held {
    fn sum(&self) -> usize {
        self.0.get().map_or(0, Vec::len)
    }
}

impl Pack for Held {
    fn pack(&self, out: &mut Output) {
        self.0.pack(out);
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        Shared::unpack(input).map(Held)
    }
}

#[test]
fn what_many_hold_is_kept_once() {
    let list = || Held(vec![7; 1000].into());
    let bytes = write(&vec![list(), Held(vec![1].into()), list()]);
    assert!(bytes.len() < 1100, "{}", bytes.len());
    let read: Vec<Held> = lent(bytes).root().unwrap();
    let lists: Vec<&Vec<u32>> = read.iter().filter_map(|held| held.0.get()).collect();
    assert_eq!(lists[0].len(), 1000);
    assert_eq!(lists[1], &[1]);
    assert!(std::ptr::eq(lists[0], lists[2]));
}
