//! `--staged`, `--tracked` and `--since`: a part of a git repository instead of files on disk.
//!
//! Nothing changed is no error, because a hook must pass where there is nothing to check; but it is said. A path at
//! which git knows nothing is one. Not here: git itself ([`crate::read::git`]).

use std::path::{Path, PathBuf};

use crate::Error;
use crate::lint::Input;
use crate::model::change::Scope;
use crate::model::{Notice, Report, Say, Words};
use crate::read::git;

/// What of a repository to check.
#[derive(Debug, Clone, Default, clap::Args)]
#[group(id = "scope", multiple = false)]
pub(super) struct Part {
    /// Check what is staged in git, as it would be committed; PATH narrows it
    #[arg(long)]
    pub(super) staged: bool,
    /// Check every file that git tracks, as it stands in the index; PATH narrows it
    #[arg(long)]
    pub(super) tracked: bool,
    /// Check what changed from where REV and HEAD parted up to HEAD; PATH narrows it
    #[arg(long, value_name = "REV")]
    pub(super) since: Option<String>,
}

/// How to take it.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Lines {
    /// With --since: up to this revision instead of HEAD
    #[arg(long, value_name = "REV", requires = "since", conflicts_with_all = ["staged", "tracked"])]
    pub(super) to: Option<String>,
    /// With --staged or --since: count only findings that touch changed lines
    #[arg(long, requires = "scope", conflicts_with = "tracked")]
    pub(super) changed_lines: bool,
}

/// What was chosen of a repository.
pub(super) struct Chosen {
    scope: Scope,
    notices: Vec<Notice>,
}

impl Part {
    fn scope(&self, lines: &Lines) -> Option<Scope> {
        let to = || lines.to.clone().unwrap_or_else(|| "HEAD".to_owned());
        let since = self.since.as_ref().map(|rev| Scope::Since { rev: rev.clone(), to: to() });
        match self {
            Part { staged: true, .. } => Some(Scope::Staged),
            Part { tracked: true, .. } => Some(Scope::Tracked),
            Part { .. } => since,
        }
    }
}

/// The inputs, where a part of a repository is asked for.
pub(super) fn inputs(
    part: &Part,
    lines: &Lines,
    paths: &[PathBuf],
) -> Result<Option<(Vec<Input>, Chosen)>, Error> {
    let Some(scope) = part.scope(lines) else { return Ok(None) };
    if paths.iter().any(|path| path == Path::new("-")) {
        return Err(Error::usage(Say(
            "`-` is standard input, which is in no repository",
            "`-` ist die Standardeingabe, die in keinem Repository liegt",
        )));
    }
    let selection = git::find(&scope, paths, lines.changed_lines)?;
    if selection.found.is_empty() && scope == Scope::Tracked {
        return Err(Error::usage(Say(
            "nothing to check: git tracks no file there",
            "nichts zu prüfen: git verwaltet dort keine Datei",
        )));
    }
    let notices = notices(&scope, &selection, !paths.is_empty());
    let inputs = selection.found.into_iter().map(Input::Found).collect();
    Ok(Some((inputs, Chosen { scope, notices })))
}

fn notices(scope: &Scope, selection: &git::Selection, narrowed: bool) -> Vec<Notice> {
    let Say(there, dort) =
        if narrowed { Say(" at the paths given", " unter den Pfaden") } else { Say("", "") };
    let what = match (scope, selection.found.is_empty()) {
        (Scope::Staged, false) => {
            Say("only what is staged was checked", "nur Vorgemerktes wurde geprüft").into()
        }
        (Scope::Staged, true) => Words::new(
            format!("nothing is staged{there}, so nothing was checked"),
            format!("nichts ist vorgemerkt{dort}, also wurde nichts geprüft"),
        ),
        (Scope::Tracked, _) => Words::from(Say(
            "only what git tracks was checked, as it stands in the index",
            "nur was git führt wurde geprüft, so wie es im Index steht",
        )),
        (Scope::Since { rev, to }, false) => Words::new(
            format!("only what changed from `{rev}` to `{to}` was checked"),
            format!("nur was sich von `{rev}` bis `{to}` geändert hat, wurde geprüft"),
        ),
        (Scope::Since { rev, to }, true) => Words::new(
            format!("nothing changed from `{rev}` to `{to}`{there}, so nothing was checked"),
            format!(
                "von `{rev}` bis `{to}` hat sich{dort} nichts geändert, also wurde nichts geprüft"
            ),
        ),
    };
    let deleted = match selection.deleted {
        0 => None,
        1 => Some(Words::from(Say(
            "1 deleted file has nothing to check",
            "an 1 gelöschten Datei ist nichts zu prüfen",
        ))),
        n => Some(Words::new(
            format!("{n} deleted files have nothing to check"),
            format!("an {n} gelöschten Dateien ist nichts zu prüfen"),
        )),
    };
    [Some(what), deleted].into_iter().flatten().map(Notice).collect()
}

impl Chosen {
    /// Says in the report that it is about a part, and of what.
    pub(super) fn tell(self, report: &mut Report) {
        report.notices.extend(self.notices);
        report.scope = Some(self.scope);
    }
}
