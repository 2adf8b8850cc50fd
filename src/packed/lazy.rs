//! What is read at first use, for one holder or for many.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::{Damaged, Input, Pack, Packed};

/// A value that is read when somebody looks at it, for what a run seldom needs.
///
/// Reading late cannot say that something is damaged. It is noted ([`Packed::is_damaged`]), and whoever tells of a run
/// asks for that.
pub struct Lazy<T> {
    /// In a box, because most are never read.
    made: OnceLock<Box<T>>,
    from: Option<(&'static Packed, u32)>,
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Lazy { made: OnceLock::from(Box::new(value)), from: None }
    }
}

impl<T: Default> Default for Lazy<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: Pack> Lazy<T> {
    /// Reads the value anew.
    ///
    /// # Errors
    /// Where the pack holds none, or the value comes from no pack.
    pub fn read(&self) -> Result<T, Damaged> {
        let (pack, at) = self.from.ok_or(Damaged)?;
        T::unpack(&mut Input::at(pack, at as usize))
    }
}

impl<T: Pack + Default> Deref for Lazy<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let read = || match self.from {
            Some((pack, at)) => Box::new(pack.read_late(Some(at as usize))),
            None => Box::default(),
        };
        self.made.get_or_init(read)
    }
}

impl<'l, T> IntoIterator for &'l Lazy<Vec<T>>
where
    Vec<T>: Pack,
{
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Clone> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        // What comes from a pack can be read again.
        let made = if self.from.is_some() { OnceLock::new() } else { self.made.clone() };
        Lazy { made, from: self.from }
    }
}

impl<T: Pack + fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.made.get() {
            Some(made) => made.fmt(f),
            None => self.read().map_err(|_| fmt::Error)?.fmt(f),
        }
    }
}

impl<T: Pack + Default + PartialEq> PartialEq for Lazy<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Pack + Default + Eq> Eq for Lazy<T> {}

impl<T: Pack> Pack for Lazy<T> {
    fn pack(&self, out: &mut super::Output) {
        let place = out.apart(|out| match (self.made.get(), self.read()) {
            (Some(made), _) => made.pack(out),
            (None, Ok(read)) => read.pack(out),
            (None, Err(Damaged)) => {}
        });
        out.number(place.into());
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        let at = u32::try_from(input.number()?).map_err(|_| Damaged)?;
        Ok(Lazy { made: OnceLock::new(), from: Some((input.pack, at)) })
    }
}

/// A value that many hold: a clone is the same value, and one of a pack is read once for all of them.
#[derive(Clone)]
pub struct Shared<T>(Held<T>);

#[derive(Clone)]
enum Held<T> {
    Made(Arc<T>),
    Packed(&'static Packed, u32),
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Shared(Held::Made(Arc::new(value)))
    }
}

impl<T> Shared<T> {
    /// What many hold in a pack under this number.
    #[must_use]
    pub fn of(pack: &'static Packed, number: u32) -> Self {
        Shared(Held::Packed(pack, number))
    }

    /// Its number among what many hold in its pack; none where it comes from no pack.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        match self.0 {
            Held::Made(_) => None,
            Held::Packed(_, number) => Some(number),
        }
    }
}

impl<T: Pack + Default + Send + Sync + 'static> Shared<T> {
    /// The value; none where the pack has no such number, nothing in it where it is damaged.
    pub fn get(&self) -> Option<&T> {
        match &self.0 {
            Held::Made(value) => Some(value),
            Held::Packed(pack, number) => {
                let number = *number as usize;
                let read = || Arc::new(pack.read_late::<T>(pack.place(number))) as _;
                pack.slot(number)?.get_or_init(read).downcast_ref()
            }
        }
    }
}

impl<T> Default for Shared<Vec<T>> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T> Deref for Shared<Vec<T>>
where
    Vec<T>: Pack + Send + Sync + 'static,
{
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.get().map_or(&[], Vec::as_slice)
    }
}

impl<'l, T> IntoIterator for &'l Shared<Vec<T>>
where
    Vec<T>: Pack + Send + Sync + 'static,
{
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: fmt::Debug> fmt::Debug for Shared<Vec<T>>
where
    Vec<T>: Pack + Send + Sync + 'static,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<T: Pack + Default + Send + Sync + 'static> Pack for Shared<T> {
    fn pack(&self, out: &mut super::Output) {
        let number = out.shared::<T>(|out| {
            if let Some(value) = self.get() {
                value.pack(out);
            }
        });
        out.number(number);
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        let number = u32::try_from(input.number()?).map_err(|_| Damaged)?;
        Ok(Shared(Held::Packed(input.pack, number)))
    }
}

/// A list whose entries are kept once each, in whatever lists they stand, and are read one by one.
#[derive(Clone)]
pub struct Apart<T>(pub Vec<Lazy<T>>);

impl<T> Default for Apart<T> {
    fn default() -> Self {
        Apart(Vec::new())
    }
}

impl<T: Pack> Pack for Apart<T> {
    const APART: bool = true;

    fn pack(&self, out: &mut super::Output) {
        self.0.pack(out);
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        Vec::unpack(input).map(Apart)
    }
}
