//! `clearedfor eval`: a measurement that anyone can repeat.

use std::path::Path;

use super::args::{Eval, When};
use super::exit::{self, Status};
use super::{check, output, setup};
use crate::lint::{self, Input, Job};
use crate::load::{self, manifest};
use crate::measure::{self, Wanted};
use crate::model::policy::Term;
use crate::model::{Level, Plan, Said, Say, Source, Truth, words};
use crate::read::walk::{Found, FoundWhat};
use crate::render::Lang;
use crate::{Error, render};

pub(super) fn run(eval: &Eval, lang: Lang) -> Result<Status, Error> {
    let mut loaded = setup::judging(&eval.judging)?;
    let (rulesets, _) = setup::rulesets(&mut loaded, &eval.judging)?;
    let channel =
        |name: &String| load::plan::name(&loaded.policy, Term::Channel, name, "--channel");
    let options = manifest::Options {
        conditions: eval.conditions.clone(),
        level: eval.level.and_then(Level::new),
        channel: eval.channel.as_ref().map(channel).transpose()?.map(|said| said.value),
        group: eval.group.clone(),
    };
    let name = eval.manifest.display().to_string();
    let text = load::text(&eval.manifest)?;
    let truths = manifest::read(&name, &text, &options, &loaded.policy)?;
    let target = output::Target::new(eval.output.as_deref(), eval.color, lang);
    // Rows of the policy that expire only make notices, which no figure depends on: no date is told.
    let setup = lint::Setup {
        in_force: loaded.in_force,
        show_text: eval.show_text == When::Always
            || eval.show_text == When::Auto && target.is_terminal(),
        show_mentions: true,
        ..lint::Setup::new(&loaded.policy, &loaded.home, &rulesets)
    };
    let root = eval.root.as_deref().or(eval.manifest.parent()).unwrap_or(Path::new(""));
    let jobs = truths.iter().map(|truth| job(root, truth)).collect();
    let blanked = match eval.without_markings {
        true => Some(load::builtin::marking_lines()?),
        false => None,
    };
    let report =
        check::on_threads(eval.threads, || lint::run_whole(jobs, &setup, blanked.as_ref()))?;
    let wanted = Wanted {
        manifest: name,
        conditions: eval.conditions.iter().map(|c| c.written().to_owned()).collect(),
        without_markings: eval.without_markings,
        rules: eval.by_rule,
        errors: eval.errors,
    };
    let measurement = measure::measure(&truths, &report, &rulesets, wanted);
    let formats = || render::measurement::FORMATS.iter().map(|(name, _)| *name);
    let unknown = || Error::unknown(Say("format", "Format"), &eval.format, formats());
    let write = render::measurement::by_name(&eval.format).ok_or_else(unknown)?;
    let mut text = String::new();
    // A String takes whatever is written to it.
    let written = write(&measurement, &target.look(), &mut text);
    written.map_err(|_| {
        Error::usage(Say(
            "the figures could not be written",
            "die Zahlen ließen sich nicht schreiben",
        ))
    })?;
    target.write(&text)?;
    Ok(exit::WITHIN)
}

/// The document of a row and how its meeting is held. A file that is not there is a gap when its turn comes.
fn job(root: &Path, truth: &Truth) -> Job {
    let mut plan = Plan::default();
    let from = words!("manifest, line {}", "Tabelle, Zeile {}", truth.line);
    plan.channels.extend(truth.channel.clone().map(|value| Said { value, from }));
    let source = Source { name: truth.path.clone() };
    let found = Found { source, what: FoundWhat::File(root.join(&truth.path)) };
    Job { input: Input::Found(found), plan }
}
