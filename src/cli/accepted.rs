//! What was accepted beforehand: waiver files, and the key under which findings are known again.
//!
//! Not here: making and tending such files ([`super::baseline`]).

use std::path::{Path, PathBuf};

use super::args::Check;
use super::settings::Settings;
use crate::judge::Waivers;
use crate::model::{Key, Waiver, words};
use crate::{Error, load};

/// The variable that holds a key, where no file is named.
const VARIABLE: &str = "CLEAREDFOR_KEY";
/// The key file that is looked for beside the waivers, and then in the working directory.
pub(super) const KEY_FILE: &str = ".clearedfor.key";

/// The waivers of all files, of the command line and then of the configuration, and the key.
///
/// Without waivers a key is taken only from where one was named: what happens to lie in a folder changes no report.
pub(super) fn of(
    check: &Check,
    settings: &Settings,
    today: &str,
) -> Result<(Option<Waivers>, Option<Key>), Error> {
    let by_file = settings.waivers.iter().map(|said| said.value.clone());
    let files: Vec<PathBuf> = check.waivers.iter().cloned().chain(by_file).collect();
    let by_file = settings.key.as_ref().map(|said| said.value.as_path());
    let key = match (named_key(check.key.as_deref())?, by_file, files.first()) {
        (Some(key), ..) => Some(key),
        (None, Some(file), _) => Some(read_key(file)?),
        (None, None, Some(first)) => Some(key_beside(first)?),
        (None, None, None) => None,
    };
    let read = (!files.is_empty()).then(|| waivers(&files, today)).transpose()?;
    Ok((read.map(Waivers::new), key))
}

/// The files that a call and its configuration name.
pub(super) struct Files {
    pub(super) waivers: Vec<PathBuf>,
    pub(super) key: Option<PathBuf>,
    /// The first file of waivers that the configuration names.
    pub(super) own: Option<PathBuf>,
}

impl Files {
    pub(super) fn of(check: &Check) -> Result<Self, Error> {
        let settings = Settings::new(&check.meeting, &check.judging)?;
        let by_file: Vec<PathBuf> = settings.waivers.into_iter().map(|said| said.value).collect();
        // The key of the environment goes before that of the configuration.
        let key = settings.key.filter(|_| std::env::var_os(VARIABLE).is_none());
        let own = by_file.first().cloned();
        Ok(Files {
            waivers: check.waivers.iter().cloned().chain(by_file).collect(),
            key: check.key.clone().or(key.map(|said| said.value)),
            own,
        })
    }
}

/// The waivers of these files.
pub(super) fn waivers(files: &[PathBuf], today: &str) -> Result<Vec<Waiver>, Error> {
    let read = |path: &PathBuf| {
        load::waivers::read(&path.display().to_string(), &load::text(path)?, today)
    };
    let waivers = files.iter().map(read).collect::<Result<Vec<_>, Error>>()?;
    Ok(waivers.into_iter().flatten().collect())
}

/// The key of the file that was named, or else of the environment.
pub(super) fn named_key(file: Option<&Path>) -> Result<Option<Key>, Error> {
    match (file, std::env::var_os(VARIABLE)) {
        (Some(file), _) => read_key(file).map(Some),
        (None, Some(key)) => load::waivers::key(VARIABLE, &key.to_string_lossy()).map(Some),
        (None, None) => Ok(None),
    }
}

/// The key that lies beside a file of waivers, or in the working directory.
pub(super) fn key_beside(waivers: &Path) -> Result<Key, Error> {
    let places = [waivers.with_file_name(KEY_FILE), PathBuf::from(KEY_FILE)];
    match places.iter().find(|place| place.exists()) {
        Some(place) => read_key(place),
        None => {
            let place = places[0].display();
            Err(Error::usage(words!(
                "waivers need the key that they were made with: name its file with --key, or put it in {VARIABLE} or in \
                 {place}",
                "Ausnahmen brauchen den Schlüssel, mit dem sie gemacht sind: seine Datei mit --key nennen, oder ihn in \
                 {VARIABLE} oder in {place} ablegen",
            )))
        }
    }
}

fn read_key(file: &Path) -> Result<Key, Error> {
    load::waivers::key(&file.display().to_string(), &load::text(file)?)
}
