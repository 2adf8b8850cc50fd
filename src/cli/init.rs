//! `clearedfor init`: a configuration, a policy and a ruleset to start from, with what each line does.
//!
//! The files are whole in one language or the other, so that a comment is read where it stands. Not here: the files
//! themselves (`src/cli/init/`).

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::Init;
use super::exit::{self, Status};
use super::output;
use crate::Error;
use crate::load::config;
use crate::model::words;
use crate::render::Lang;

/// A file to write: its path, and its text in English and in German.
type Start = (&'static str, &'static str, &'static str);

const FILES: [Start; 3] = [
    (config::NAME, include_str!("init/config.en.yaml"), include_str!("init/config.de.yaml")),
    (
        "clearedfor/policy.yaml",
        include_str!("init/policy.en.yaml"),
        include_str!("init/policy.de.yaml"),
    ),
    (
        "clearedfor/rules.yaml",
        include_str!("init/rules.en.yaml"),
        include_str!("init/rules.de.yaml"),
    ),
];

/// What to do next.
const NEXT: [(&str, &str); 3] = [
    (
        "clearedfor/policy.yaml: replace its rows by your approvals, then `clearedfor channels`",
        "clearedfor/policy.yaml: die Zeilen durch Ihre Freigaben ersetzen, dann `clearedfor channels`",
    ),
    (
        "clearedfor/rules.yaml: write what your house would stop at, then `clearedfor rules test \
         clearedfor/rules.yaml`",
        "clearedfor/rules.yaml: schreiben, wobei Ihr Haus stutzen würde, dann `clearedfor rules test \
         clearedfor/rules.yaml`",
    ),
    (
        ".clearedfor.yaml: `clearedfor config show` says what counts, `clearedfor check PATH` uses it",
        ".clearedfor.yaml: `clearedfor config show` sagt, was gilt, `clearedfor check PFAD` benutzt es",
    ),
];

pub(super) fn run(init: &Init, lang: Lang) -> Result<Status, Error> {
    let here = init.folder == Path::new(".");
    let path = |name: &str| if here { PathBuf::from(name) } else { init.folder.join(name) };
    let paths = || FILES.iter().map(|(name, ..)| path(name));
    // Whoever has one of them has begun; nothing is written beside it.
    if let Some(path) = paths().find(|path| path.symlink_metadata().is_ok()) {
        return Err(Error::usage(words!(
            "{0} is there already; nothing was written",
            "{0} gibt es schon; nichts wurde geschrieben",
            path.display()
        )));
    }
    let mut told = String::new();
    for ((_, en, de), path) in FILES.iter().zip(paths()) {
        write(&path, pick(lang, en, de))?;
        told.push_str(&format!("{}\n", path.display()));
    }
    told.push('\n');
    for (en, de) in NEXT {
        told.push_str(&format!("{}\n", pick(lang, en, de)));
    }
    output::print(&told)?;
    Ok(exit::WITHIN)
}

fn pick<'t>(lang: Lang, en: &'t str, de: &'t str) -> &'t str {
    match lang {
        Lang::En => en,
        Lang::De => de,
    }
}

/// Writes a file that is not there yet.
fn write(path: &Path, text: &str) -> Result<(), Error> {
    let fail = |source| Error::Io { path: path.display().to_string(), source };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(fail)?;
    }
    let mut file = std::fs::File::create_new(path).map_err(fail)?;
    file.write_all(text.as_bytes()).map_err(fail)
}
