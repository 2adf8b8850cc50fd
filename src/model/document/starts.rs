//! Where the lines of a long source start, in little more than a byte for each.
//!
//! Not here: what else is kept of a source ([`super::places`]).

/// So many lines are counted from one that is known.
const STRIDE: usize = 64;

/// Where the second line of a source starts and those after it.
#[derive(Debug, Clone, Default)]
pub(super) struct Starts {
    /// Of every so many starts where it is, and where the steps from there begin.
    known: Vec<(u32, u32)>,
    /// How far it is from one start to the next: what is more than a byte says goes on in the next.
    steps: Vec<u8>,
}

impl Starts {
    /// The starts of the lines of `source`, which end with a line feed each.
    pub(super) fn of(source: &str) -> Self {
        let mut all = Starts::default();
        let feeds = source.bytes().filter(|byte| *byte == b'\n').count();
        all.known.reserve(feeds / STRIDE + 1);
        all.steps.reserve(feeds + source.len() / usize::from(u8::MAX));
        let mut last = 0;
        for (number, (feed, _)) in source.match_indices('\n').enumerate() {
            let start = feed + 1;
            let mut step = start - last;
            while step >= usize::from(u8::MAX) {
                all.steps.push(u8::MAX);
                step -= usize::from(u8::MAX);
            }
            all.steps.push(u8::try_from(step).unwrap_or_default());
            if number.is_multiple_of(STRIDE) {
                all.known.push((narrow(start), narrow(all.steps.len())));
            }
            last = start;
        }
        all
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let first = self.known.first().map(|&(start, _)| start as usize);
        first.into_iter().chain(first.into_iter().flat_map(|_| self.behind(0)))
    }

    /// How many are at `offset` or before, and the last of those; 0 where there are none.
    pub(super) fn until(&self, offset: usize) -> (usize, usize) {
        let known = self.known.partition_point(|&(start, _)| start as usize <= offset);
        let Some(at) = known.checked_sub(1) else { return (0, 0) };
        let mut last = (at * STRIDE + 1, self.known[at].0 as usize);
        for start in self.behind(at).take_while(|&start| start <= offset) {
            last = (last.0 + 1, start);
        }
        last
    }

    /// Those behind one that is known.
    fn behind(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let (mut start, from) = self.known.get(at).map_or((0, 0), |&(start, from)| (start, from));
        let steps = self.steps.get(from as usize..).unwrap_or_default();
        steps.iter().filter_map(move |&step| {
            start += u32::from(step);
            (step < u8::MAX).then_some(start as usize)
        })
    }
}

/// A source has at most 4 GiB.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Starts;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// They are those of a table of all of them.
        #[test]
        fn starts_are_found(text in "(a|\n|\n{9}|[a-z]{250,258}|[a-z]{505,515}\n|ä){0,150}") {
            let table: Vec<usize> = text.match_indices('\n').map(|(feed, _)| feed + 1).collect();
            let starts = Starts::of(&text);
            prop_assert_eq!(starts.iter().collect::<Vec<_>>(), &table[..]);
            for offset in 0..text.len() + 2 {
                let lines = table.partition_point(|&start| start <= offset);
                let last = lines.checked_sub(1).map_or(0, |at| table[at]);
                prop_assert_eq!(starts.until(offset), (lines, last));
            }
        }
    }
}
