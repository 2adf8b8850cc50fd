//! `--stats`: what a check cost, told on standard error once its report is written.
//!
//! It is no part of the report, which is the same for the same input, whatever the machine. Not here: how it is counted
//! ([`crate::lint::Meter`]) and how it looks ([`crate::render::cost`]).

use std::time::{Duration, Instant};

use super::args::Form;
use super::output;
use crate::Error;
use crate::lint::Meter;
use crate::model::cost::{Spent, Stage};
use crate::render::{Lang, cost};

/// What a check cost, if somebody wants to know.
pub(super) struct Stats(Option<Asked>);

struct Asked {
    form: Form,
    since: Instant,
    ready: Duration,
    found: Duration,
    meter: Meter,
}

impl Stats {
    pub(super) fn new(form: Option<Form>) -> Self {
        Stats(form.map(|form| Asked {
            form,
            since: Instant::now(),
            ready: Duration::ZERO,
            found: Duration::ZERO,
            meter: Meter::default(),
        }))
    }

    /// What counts while the run goes on.
    pub(super) fn meter(&self) -> Option<&Meter> {
        self.0.as_ref().map(|asked| &asked.meter)
    }

    /// Everything is ready to begin; of the time until now, `found` went into finding files.
    pub(super) fn ready(&mut self, found: Duration) {
        if let Some(asked) = &mut self.0 {
            (asked.ready, asked.found) = (asked.since.elapsed().saturating_sub(found), found);
        }
    }

    /// Tells it, where it was asked for.
    pub(super) fn tell(self, lang: Lang) -> Result<(), Error> {
        let Some(Asked { form, since, ready, found, meter }) = self.0 else { return Ok(()) };
        let (mut cost, rules, threads) = meter.total();
        cost.spend(Stage::Ready, ready);
        cost.spend(Stage::Find, found);
        let spent = Spent { cost, wall: since.elapsed(), threads, rules };
        let text = output::text(&mut |out| match form {
            Form::Human => cost::spent(&spent, lang, out),
            Form::Json => cost::spent_json(&spent, out),
        })?;
        output::complain(&text);
        Ok(())
    }
}
