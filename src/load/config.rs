//! A repository's configuration, `.clearedfor.yaml`: as written to as meant, every value with its place.
//!
//! Not here: where the file is looked for ([`find`]), which value counts where the command line says another, and
//! what a value does.

pub mod find;
mod places;
mod schema;
mod written;

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::yaml::File;
use crate::Error;
use crate::model::{GapKind, Said, Say, Words, words};
use places::Places;
use written::{ConfigFile, GapFile, IgnoreFile, PathFile};

pub use schema::schema;

/// The name of the file.
pub const NAME: &str = ".clearedfor.yaml";

/// A value and where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value, as written.
    pub value: T,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Something that is left out or accepted, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excused<T> {
    /// What.
    pub what: Placed<T>,
    /// Why, in the words of the file.
    pub reason: String,
}

/// What files that fit a glob are to be taken for.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The glob as written.
    pub glob: Placed<String>,
    /// The channel of their meetings.
    pub channel: Option<Placed<String>>,
    /// The plan of their meetings, a file.
    pub plan: Option<Placed<String>>,
    /// Why they are not read at all.
    pub excluded: Option<String>,
    matcher: GlobMatcher,
}

impl Entry {
    /// Whether a file's path fits: relative to the configuration's folder, with `/` between folders.
    #[must_use]
    pub fn fits(&self, path: &str) -> bool {
        self.matcher.is_match(path)
    }
}

/// A configuration file. Names in it are as written; whoever knows the policy resolves them.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file as messages name it.
    pub name: String,
    /// The folder that it lies in, absolute.
    pub folder: PathBuf,
    /// Whether it was found, and not named by whoever calls: then the files that it names lie in its folder.
    pub found: bool,
    /// A policy file.
    pub policy: Option<Placed<String>>,
    /// Ids of schemes, the first is home.
    pub scheme: Vec<Placed<String>>,
    /// Ruleset files, or folders of them.
    pub rulesets: Vec<Placed<String>>,
    /// The channel of the meetings.
    pub channel: Option<Placed<String>>,
    /// A plan file.
    pub plan: Option<Placed<String>>,
    /// How somebody is connected.
    pub lines: Vec<Placed<String>>,
    /// Where somebody is.
    pub places: Vec<Placed<String>>,
    /// What is switched on.
    pub features: Vec<Placed<String>>,
    /// Domains of own mail addresses.
    pub domains: Vec<Placed<String>>,
    /// Kinds of gaps that are accepted.
    pub allow_gaps: Vec<Excused<GapKind>>,
    /// Ids of rules that are left out.
    pub ignore_rules: Vec<Excused<String>>,
    /// What files are taken for; of those that fit, the last counts.
    pub paths: Vec<Entry>,
    /// Files of waivers.
    pub waivers: Vec<Placed<String>>,
    /// The file of the key of waivers.
    pub key: Option<Placed<String>>,
}

impl Config {
    /// Reads a file that `path` leads to and that messages call `name`.
    ///
    /// # Errors
    /// Where it cannot be read, has a key that is not known, or a value that cannot be meant.
    pub fn load(path: &Path, name: &str, found: bool) -> Result<Self, Error> {
        let fail = |source| Error::Io { path: name.to_owned(), source };
        let text = std::fs::read_to_string(path).map_err(fail)?;
        let path = std::path::absolute(path).map_err(fail)?;
        let folder = path.parent().unwrap_or(Path::new("/")).to_owned();
        read(name, &text, folder, found)
    }

    /// The entry that counts for a path, the last that fits, with its number.
    #[must_use]
    pub fn entry(&self, path: &str) -> Option<(usize, &Entry)> {
        self.paths.iter().enumerate().rev().find(|(_, entry)| entry.fits(path))
    }

    /// Where a value stands, as reports say it: file and line.
    pub fn at<T>(&self, placed: &Placed<T>) -> String {
        format!("{}:{}", self.name, placed.line)
    }

    /// The same with the value, for a plan.
    pub fn said<T: Clone>(&self, placed: &Placed<T>) -> Said<T> {
        Said { value: placed.value.clone(), from: self.at(placed).into() }
    }

    /// An error about a value, at its place.
    pub fn error<T>(&self, placed: &Placed<T>, message: impl Into<Words>) -> Error {
        let (line, column) = (placed.line, placed.column);
        Error::Config { file: self.name.clone(), line, column, message: message.into() }
    }

    /// The file that a value names, and how messages name it: relative to the folder of the configuration. A
    /// configuration that was found names only what lies in its folder, so that a foreign one reads nothing else.
    ///
    /// # Errors
    /// Where there is no such file, or it lies elsewhere.
    pub fn file(&self, placed: &Placed<String>) -> Result<(PathBuf, String), Error> {
        let path = self.folder.join(&placed.value);
        let fail = |error: std::io::Error| {
            self.error(placed, words!("{0}: {1}", "{0}: {1}", placed.value, error))
        };
        let real = path.canonicalize().map_err(fail)?;
        let folder = self.folder.canonicalize().map_err(fail)?;
        if self.found && !real.starts_with(&folder) {
            let message = words!(
                "`{0}` leads out of the folder of this file; name it on the command line, or this file with \
                 --config",
                "`{0}` führt aus dem Ordner dieser Datei; im Aufruf nennen, oder diese Datei mit --config",
                placed.value
            );
            return Err(self.error(placed, message));
        }
        let above = self.name.strip_suffix(NAME).unwrap_or_default();
        Ok((path, format!("{above}{}", placed.value)))
    }
}

/// Reads the text of a file.
fn read(name: &str, text: &str, folder: PathBuf, found: bool) -> Result<Config, Error> {
    let file = File::new(name, text);
    let written: ConfigFile = file.read::<Option<ConfigFile>>()?.unwrap_or_default();
    let reader = Reader { file, places: Places::of(file.text) };
    Ok(Config {
        name: name.to_owned(),
        folder,
        found,
        policy: reader.one("policy", written.policy)?,
        scheme: reader.list("scheme", written.scheme),
        rulesets: reader.list("rulesets", written.rulesets),
        channel: reader.one("channel", written.channel)?,
        plan: reader.one("plan", written.plan)?,
        lines: reader.list("lines", written.lines),
        places: reader.list("places", written.places),
        features: reader.list("features", written.features),
        domains: reader.list("domains", written.domains),
        allow_gaps: reader.each("allow_gaps", written.allow_gaps, Reader::gap)?,
        ignore_rules: reader.each("ignore_rules", written.ignore_rules, Reader::ignored)?,
        paths: reader.each("paths", written.paths, Reader::entry)?,
        waivers: reader.list("waivers", written.waivers),
        key: reader.one("key", written.key)?,
    })
}

struct Reader<'t> {
    file: File<'t>,
    places: Places,
}

impl Reader<'_> {
    fn placed<T>(&self, way: &str, value: T) -> Placed<T> {
        let (line, column) = self.places.at(way);
        Placed { value, line, column }
    }

    fn one(&self, way: &str, value: Option<String>) -> Result<Option<Placed<String>>, Error> {
        let Some(value) = value else { return Ok(None) };
        let placed = self.placed(way, value);
        match placed.value.is_empty() {
            true => Err(self
                .wrong(&placed, Say("this key has no value", "dieser Schlüssel hat keinen Wert"))),
            false => Ok(Some(placed)),
        }
    }

    fn list(&self, key: &str, values: Vec<String>) -> Vec<Placed<String>> {
        let values = values.into_iter().enumerate();
        values.map(|(at, value)| self.placed(&format!("{key}/{at}"), value)).collect()
    }

    fn each<W, T>(
        &self,
        key: &str,
        written: Vec<W>,
        read: impl Fn(&Self, &str, W) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let written = written.into_iter().enumerate();
        written.map(|(at, entry)| read(self, &format!("{key}/{at}"), entry)).collect()
    }

    fn wrong<T>(&self, placed: &Placed<T>, message: impl Into<Words>) -> Error {
        self.file.error((placed.line, placed.column), message)
    }

    /// A reason is a reason only if it says something.
    fn reason(&self, way: &str, reason: String) -> Result<String, Error> {
        let placed = self.placed(&format!("{way}/reason"), reason);
        match placed.value.trim() {
            "" => Err(self.wrong(&placed, Say("a reason says why", "ein Grund sagt, warum"))),
            reason => Ok(reason.to_owned()),
        }
    }

    fn gap(&self, way: &str, written: GapFile) -> Result<Excused<GapKind>, Error> {
        let placed = self.placed(&format!("{way}/kind"), written.kind);
        let known = GapKind::NAMES.iter().find(|(_, name)| *name == placed.value);
        let names = GapKind::NAMES.iter().map(|(_, name)| *name);
        let unknown = || {
            self.wrong(
                &placed,
                Error::unknown(Say("kind of gap", "Art der Lücke"), &placed.value, names)
                    .in_words(),
            )
        };
        let value = known.map(|(kind, _)| *kind).ok_or_else(unknown)?;
        let what = Placed { value, line: placed.line, column: placed.column };
        Ok(Excused { what, reason: self.reason(way, written.reason)? })
    }

    fn ignored(&self, way: &str, written: IgnoreFile) -> Result<Excused<String>, Error> {
        let what = self.placed(&format!("{way}/rule"), written.rule);
        Ok(Excused { what, reason: self.reason(way, written.reason)? })
    }

    fn entry(&self, way: &str, written: PathFile) -> Result<Entry, Error> {
        let glob = self.placed(&format!("{way}/glob"), written.glob);
        let matcher = matcher(&glob.value).map_err(|message| self.wrong(&glob, message))?;
        let channel = self.one(&format!("{way}/channel"), written.channel)?;
        let plan = self.one(&format!("{way}/plan"), written.plan)?;
        let held = channel.is_some() || plan.is_some();
        let excluded = match (written.exclude, written.reason) {
            (true, Some(_)) if held => {
                let message = Say(
                    "what is excluded is not read, so it has no channel and no plan",
                    "was ausgenommen ist, wird nicht gelesen und hat also weder Kanal noch Plan",
                );
                return Err(self.wrong(&glob, message));
            }
            (true, Some(reason)) => Some(self.reason(way, reason)?),
            (true, None) => {
                return Err(self.wrong(
                    &glob,
                    Say("`exclude` needs a `reason`", "`exclude` braucht einen `reason`"),
                ));
            }
            (false, Some(_)) => {
                return Err(self.wrong(
                    &glob,
                    Say(
                        "`reason` says why `exclude: true`; it is missing",
                        "`reason` sagt, warum `exclude: true`; das fehlt",
                    ),
                ));
            }
            (false, None) if held => None,
            (false, None) => {
                let message = Say(
                    "an entry of `paths` has `channel`, `plan`, or `exclude: true`",
                    "ein Eintrag von `paths` hat `channel`, `plan` oder `exclude: true`",
                );
                return Err(self.wrong(&glob, message));
            }
        };
        Ok(Entry { glob, channel, plan, excluded, matcher })
    }
}

/// A glob that means the same on every system: `*` and `?` stop at `/`, `**` does not.
fn matcher(glob: &str) -> Result<GlobMatcher, Words> {
    if glob.starts_with('/') || glob.split('/').any(|part| [".", ".."].contains(&part)) {
        return Err(Words::from(Say(
            "a glob starts in the folder of this file, without `/`, `./` or `../`",
            "ein Muster beginnt im Ordner dieser Datei, ohne `/`, `./` oder `../`",
        )));
    }
    if glob.is_empty() || glob.ends_with('/') {
        return Err(words!(
            "a glob fits files; all below a folder are `{glob}**`",
            "ein Muster passt auf Dateien; alle in einem Ordner sind `{glob}**`"
        ));
    }
    let built = GlobBuilder::new(glob).literal_separator(true).backslash_escape(true).build();
    built.map(|glob| glob.compile_matcher()).map_err(|error| words!("{error}", "{error}"))
}

#[cfg(test)]
mod tests;
