//! How plain values are packed: numbers, texts, lists and what may be missing.

use std::borrow::Cow;

use super::{Damaged, Input, Output, Pack};

/// Most room that is made for a list before its entries are read, so that damage does not ask for all memory.
const MOST_ROOM: usize = 4096;

impl Pack for bool {
    fn pack(&self, out: &mut Output) {
        out.byte((*self).into());
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        match input.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Damaged),
        }
    }
}

/// Numbers without a sign.
macro_rules! numbers {
    ($($name:ty),+) => {$(
        impl Pack for $name {
            fn pack(&self, out: &mut Output) {
                out.number(*self as u64);
            }

            fn unpack(input: &mut Input) -> Result<Self, Damaged> {
                <$name>::try_from(input.number()?).map_err(|_| Damaged)
            }
        }
    )+};
}

numbers!(u8, u32, u64, usize);

impl Pack for String {
    fn pack(&self, out: &mut Output) {
        out.bytes(self.as_bytes());
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        input.text().map(str::to_owned)
    }
}

impl Pack for Cow<'static, str> {
    fn pack(&self, out: &mut Output) {
        out.bytes(self.as_bytes());
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        input.text().map(Cow::Borrowed)
    }
}

/// Numbers of so many bytes each, the lowest first; a long table of them is lent and not read.
impl<const N: usize> Pack for Cow<'static, [[u8; N]]> {
    fn pack(&self, out: &mut Output) {
        out.bytes(self.as_flattened());
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        match input.bytes()?.as_chunks::<N>() {
            (numbers, []) => Ok(Cow::Borrowed(numbers)),
            _ => Err(Damaged),
        }
    }
}

impl<T: Pack> Pack for Box<T> {
    fn pack(&self, out: &mut Output) {
        (**self).pack(out);
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        T::unpack(input).map(Box::new)
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, out: &mut Output) {
        self.is_some().pack(out);
        if let Some(value) = self {
            value.pack(out);
        }
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        bool::unpack(input)?.then(|| T::unpack(input)).transpose()
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn pack(&self, out: &mut Output) {
        out.count(self.len());
        self.iter().for_each(|entry| entry.pack(out));
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        let count = input.count()?;
        let mut list = Vec::with_capacity(count.min(input.left()).min(MOST_ROOM));
        for _ in 0..count {
            list.push(T::unpack(input)?);
        }
        Ok(list)
    }
}

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn pack(&self, out: &mut Output) {
        self.0.pack(out);
        self.1.pack(out);
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        Ok((A::unpack(input)?, B::unpack(input)?))
    }
}
