//! `clearedfor verify`: makes a report a second time and says whether it is the same.
//!
//! Not here: what a report rests on ([`crate::model::report::Basis`]).

use std::path::{Path, PathBuf};

use super::args::{Command, Verify};
use super::exit::{self, Status};
use super::{check, output};
use crate::Error;
use crate::load::evidence::{self, Evidence};
use crate::model::{Report, Say, Words, words};
use crate::render::{self, Lang, Look, escape};

pub(super) fn run(verify: &Verify, lang: Lang) -> Result<Status, Error> {
    let told = evidence::read(&verify.report)?;
    let (files, missing) = match verify.files.is_empty() {
        true => on_disk(&told),
        false => (verify.files.clone(), Vec::new()),
    };
    let mut differences = Vec::new();
    if !files.is_empty() {
        let report = again(&told, &files, &verify.report)?;
        let now = evidence::parse("the report made now", &json(&report, lang_of(&told))?)?;
        differences = told.differences(&now, &missing, !verify.files.is_empty());
    }
    let gone: Vec<Words> = missing.iter().map(|name| gone(name)).collect();
    let lines = differences.iter().chain(&gone);
    let text: String = lines.map(|words| format!("{}\n", escape::line(lang.of(words)))).collect();
    let verdict = match (differences.is_empty(), missing.is_empty()) {
        (true, true) => words!(
            "verified; documents that are as reported: {}",
            "bestätigt; Dokumente, die wie berichtet sind: {}",
            told.count()
        ),
        (true, false) => words!(
            "not verified; documents that cannot be read again: {}",
            "nicht bestätigt; Dokumente, die nicht noch einmal zu lesen sind: {}",
            missing.len()
        ),
        (false, _) => words!("not verified: it differs", "nicht bestätigt: es gibt Abweichungen"),
    };
    output::print(&format!("{text}{}\n", lang.of(&verdict)))?;
    Ok(match (differences.is_empty(), missing.is_empty()) {
        (true, true) => exit::WITHIN,
        (true, false) => exit::UNDETERMINED,
        (false, _) => exit::EXCEEDS,
    })
}

/// The files that the documents were read from, and the documents of which none is there any more. A member of an
/// archive is read from the archive.
fn on_disk(told: &Evidence) -> (Vec<PathBuf>, Vec<String>) {
    let (mut files, mut missing) = (Vec::new(), Vec::new());
    for source in told.sources() {
        let file = Path::new(source).ancestors().find(|path| path.is_file());
        match file.map(Path::to_owned) {
            Some(file) if files.contains(&file) => {}
            Some(file) => files.push(file),
            None => missing.push(source.to_owned()),
        }
    }
    (files, missing)
}

/// The same run over these files.
fn again(told: &Evidence, files: &[PathBuf], report: &Path) -> Result<Report, Error> {
    let call = told.basis.iter().flat_map(|basis| &basis.call);
    let words = ["clearedfor", "check", "--format=json", "--no-progress"].map(str::to_owned);
    let words = words.into_iter().chain(call.cloned()).chain(["--".to_owned()]);
    let words = words.map(Into::into).chain(files.iter().map(|file| file.clone().into_os_string()));
    let understood = super::understood(words.collect(), Lang::En);
    let Ok(Command::Check(call)) = understood.map(|args| args.command) else {
        return Err(Error::usage(words!(
            "{}: its options (`basis.call`) are not understood by this version",
            "{}: seine Optionen (`basis.call`) versteht diese Version nicht",
            report.display()
        )));
    };
    check::again(&call, lang_of(told))
}

fn lang_of(told: &Evidence) -> Lang {
    Lang::NAMES
        .into_iter()
        .find(|(_, name)| *name == told.language)
        .map_or(Lang::En, |(lang, _)| lang)
}

/// The report as `check --format json` writes it.
fn json(report: &Report, lang: Lang) -> Result<String, Error> {
    let unknown = || Error::unknown(Say("format", "Format"), "json", render::names());
    let mut text = String::new();
    let format = render::by_name("json").ok_or_else(unknown)?;
    // A String takes whatever is written to it.
    format.render(report, &Look { lang, ..Look::default() }, &mut text).map_err(|_| unknown())?;
    Ok(text)
}

fn gone(name: &str) -> Words {
    words!("{name}: not there any more", "{name}: nicht mehr da")
}
