//! A report being told while its run goes on: lines where a format can be written line by line, the rest at the end.
//!
//! Where every format is written piece by piece, nothing is kept, and a run of any size needs the same memory. Not
//! here: which places there are ([`super::sinks`]).

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

use super::output::{self, Growing, Target};
use super::sinks::Sinks;
use crate::Error;
use crate::lint::Setup;
use crate::load::resume::Begun;
use crate::model::{Notice, Outcome, Report, Summary, Verdict};
use crate::render::{Look, Renderer, Stream};

/// What every file is told by. It does not change, so that each thread can put what it found into words itself.
pub(super) struct Forms {
    head: Report,
    forms: Vec<(Option<&'static dyn Stream>, Look)>,
}

/// What came of a file, in the words of every format that is written piece by piece.
pub(super) struct Page {
    outcome: Outcome,
    texts: Vec<Result<String, Error>>,
}

impl Forms {
    /// The formats of these places; `head` is the report without its documents.
    pub(super) fn new(sinks: &Sinks<'_>, head: Report) -> Self {
        let forms = sinks.each().map(|(format, target, _)| (format.stream(), target.look()));
        Forms { head, forms: forms.collect() }
    }

    /// Puts what came of a file into words.
    pub(super) fn page(&self, outcome: Outcome) -> Page {
        let told = |(stream, look): &(Option<&dyn Stream>, Look)| match stream {
            Some(stream) => output::text(&mut |out| stream.file(&self.head, &outcome, look, out)),
            None => Ok(String::new()),
        };
        let texts = self.forms.iter().map(told).collect();
        Page { outcome, texts }
    }
}

/// A report that is being told.
pub(super) struct Telling<'t> {
    places: Vec<Place<'t>>,
    forms: &'t Forms,
    /// The whole report, where a format needs it.
    whole: Option<Report>,
    summary: Summary,
    stop: &'t AtomicBool,
    /// Why it cannot go on.
    failed: Option<Error>,
    /// Whether everybody closed their pipe.
    unheard: bool,
}

/// A format on its way to where it goes.
struct Place<'t> {
    target: &'t Target<'t>,
    look: Look,
    told: Told<'t>,
}

enum Told<'t> {
    /// All at once, at the end.
    Whole(&'t dyn Renderer),
    /// Piece by piece, and nobody sees it before the end.
    Held(&'t dyn Stream, String),
    /// Piece by piece, as it is done.
    Growing(&'t dyn Stream, Growing<'t>),
    /// Whoever read it closed the pipe.
    Closed,
}

impl<'t> Telling<'t> {
    /// Begins every report, or goes on with the one that was begun.
    pub(super) fn begin(
        sinks: &'t Sinks<'t>,
        forms: &'t Forms,
        begun: Option<&Begun>,
        stop: &'t AtomicBool,
    ) -> Result<Self, Error> {
        let head = &forms.head;
        let whole = (!sinks.all_stream()).then(|| head.clone());
        let mut summary = begun.map(|begun| begun.summary.clone()).unwrap_or_default();
        summary.part = head.scope.is_some();
        let (places, unheard) = (Vec::new(), false);
        let mut telling = Telling { places, forms, whole, summary, stop, failed: None, unheard };
        for (format, target, goes_on) in sinks.each() {
            let look = target.look();
            let told = match format.stream() {
                None => Told::Whole(format),
                Some(stream) if stream.grows() => {
                    let stays = begun.filter(|_| goes_on).map(|begun| begun.stays);
                    Told::Growing(stream, target.grow(stays)?)
                }
                Some(stream) => Told::Held(stream, String::new()),
            };
            let mut place = Place { target, look, told };
            if !goes_on {
                place.add(&mut |stream, out| stream.begin(head, &look, out))?;
            }
            telling.places.push(place);
        }
        Ok(telling)
    }

    /// Tells what came of a file.
    pub(super) fn file(&mut self, page: Page) {
        if self.failed.is_some() {
            return;
        }
        let Page { outcome, texts } = page;
        self.summary.add_outcome(&outcome);
        let mut told = self.places.iter_mut().zip(texts);
        let told = told.try_for_each(|(place, text)| place.write(text?));
        self.unheard = self.places.iter().all(|place| matches!(place.told, Told::Closed));
        self.failed = told.err();
        if self.failed.is_some() || self.unheard {
            self.stop.store(true, Ordering::SeqCst);
        }
        if let Some(whole) = &mut self.whole {
            whole.assessments.extend(outcome.assessments);
        }
    }

    /// How many files were told, those of an earlier run among them.
    pub(super) fn files(&self) -> u64 {
        self.summary.files
    }

    /// Whether there is nobody left to tell.
    pub(super) fn is_unheard(&self) -> bool {
        self.unheard
    }

    /// Ends every report, files first: what a person sees last is what stands on the screen.
    /// The setup of the run tells what only the end can tell.
    pub(super) fn end(mut self, complete: bool, setup: &Setup<'_>) -> Result<Verdict, Error> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.summary.complete = complete;
        let after: Vec<Notice> = setup.told_after();
        let mut head = self.forms.head.clone();
        head.rules = setup.notes(&self.summary.rules.keys().map(String::as_str).collect());
        head.notices.extend(after.iter().cloned());
        if let Some(whole) = &mut self.whole {
            whole.rules = setup.notes(&whole.fired());
            whole.notices.extend(after.iter().cloned());
        }
        let (head, summary, whole) = (&head, &self.summary, self.whole.as_ref());
        for mut place in self.places.into_iter().rev() {
            let look = place.look;
            place.add(&mut |stream, out| stream.end(head, summary, &look, out))?;
            match (place.told, whole) {
                (Told::Whole(format), Some(report)) => {
                    place
                        .target
                        .write(&output::text(&mut |out| format.render(report, &look, out))?)?;
                }
                (Told::Held(_, text), _) => place.target.write(&text)?,
                (Told::Growing(_, growing), _) => growing.close()?,
                (Told::Whole(_) | Told::Closed, _) => {}
            }
        }
        Ok(self.summary.verdict())
    }
}

/// Writes a piece of a stream.
type Piece<'p> = dyn FnMut(&dyn Stream, &mut dyn fmt::Write) -> fmt::Result + 'p;

impl Place<'_> {
    /// Adds a piece that is made here.
    fn add(&mut self, piece: &mut Piece<'_>) -> Result<(), Error> {
        let stream = match &self.told {
            Told::Held(stream, _) | Told::Growing(stream, _) => *stream,
            Told::Whole(_) | Told::Closed => return Ok(()),
        };
        self.write(output::text(&mut |out| piece(stream, out))?)
    }

    /// Adds a piece that is made already.
    fn write(&mut self, text: String) -> Result<(), Error> {
        match &mut self.told {
            Told::Held(_, held) => held.push_str(&text),
            Told::Growing(_, growing) => {
                if !growing.write(&text)? {
                    self.told = Told::Closed;
                }
            }
            Told::Whole(_) | Told::Closed => {}
        }
        Ok(())
    }
}
