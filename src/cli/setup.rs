//! From arguments and the configuration file to policy, schemes and rules, each with where it comes from.
//!
//! A flag stands above the file, and the file above the policy. Not here: how the meeting is held
//! ([`super::settings`]).

use std::path::{Path, PathBuf};

use super::args::Judging;
use super::loosening::Told;
use crate::load::config::{self, Config, Placed};
use crate::model::{Notice, Policy, Ruleset, Said, Say, Scheme, Schemes, Words, words};
use crate::{Error, load, scan};

/// What a run is judged by.
pub(super) struct Loaded {
    /// The configuration file, where one counts.
    pub(super) config: Option<Config>,
    pub(super) schemes: Schemes,
    pub(super) policy: Policy,
    /// Where the policy comes from.
    pub(super) policy_from: String,
    pub(super) home: Scheme,
    pub(super) in_force: Vec<String>,
    /// Where home and the schemes in force come from.
    pub(super) scheme_from: String,
    /// What the file loosens, and what is odd.
    pub(super) told: Told,
}

pub(super) fn judging(judging: &Judging) -> Result<Loaded, Error> {
    let config = configuration(judging)?;
    let schemes = load::builtin::schemes()?;
    let mut told = Told::default();
    let (policy, policy_from) = policy(judging, config.as_ref(), &schemes, &mut told)?;
    let named = named(judging, config.as_ref(), &schemes)?;
    let scheme = |id: &str| known(&schemes, id);
    let home = match named.value.first() {
        Some(home) => scheme(home)?,
        None => scheme(&policy.home)?,
    };
    let mut in_force = match named.value.len() {
        0 | 1 => policy.in_force.clone(),
        _ => named.value.clone(),
    };
    if !in_force.contains(&home.id) {
        in_force.insert(0, home.id.clone());
    }
    let by_file = config.as_ref().filter(|_| judging.scheme.is_empty());
    if let Some((config, first)) = by_file.and_then(|config| Some((config, config.scheme.first()?)))
    {
        told.schemes(config, first, &policy, &home, &in_force)?;
    }
    let scheme_from = match named.value.is_empty() {
        true => policy_of(&policy),
        false => named.from.en,
    };
    Ok(Loaded { config, schemes, policy, policy_from, home, in_force, scheme_from, told })
}

/// The configuration file: the one that is named, else the nearest, unless none is wanted.
fn configuration(judging: &Judging) -> Result<Option<Config>, Error> {
    match &judging.config {
        _ if judging.no_config => Ok(None),
        Some(path) => Config::load(path, &path.display().to_string(), false).map(Some),
        None => config::find::nearest(&here()?, std::env::home_dir().as_deref()),
    }
}

/// The working directory.
pub(super) fn here() -> Result<PathBuf, Error> {
    let fail = |source| Error::Io { path: "the working directory".to_owned(), source };
    std::env::current_dir().map_err(fail)
}

/// The policy and where it comes from. One that is named on the command line is the last word: the file's is not used.
fn policy(
    judging: &Judging,
    config: Option<&Config>,
    schemes: &Schemes,
    told: &mut Told,
) -> Result<(Policy, String), Error> {
    let read = |path: &Path, name: &str| load::policy::read(name, &text(path, name)?, schemes);
    let by_file = config.and_then(|config| Some((config, config.policy.as_ref()?)));
    match (&judging.policy, by_file) {
        (Some(path), by_file) => {
            if let Some((config, placed)) = by_file {
                told.notices.push(unused("policy", config, placed, "--policy"));
            }
            Ok((read(path, &path.display().to_string())?, "--policy".to_owned()))
        }
        (None, Some((config, placed))) => {
            let (path, name) = config.file(placed)?;
            let policy = read(&path, &name)?;
            told.policy(config, placed, &policy);
            Ok((policy, config.at(placed)))
        }
        (None, None) => Ok((load::builtin::policy()?, DEFAULT.to_owned())),
    }
}

/// Where a value comes from that nobody has named.
pub(super) const DEFAULT: &str = "default";

/// How it begins where a value comes from the policy.
pub(super) const OF_POLICY: &str = "policy ";

/// Where a value comes from that the policy says.
pub(super) fn policy_of(policy: &Policy) -> String {
    format!("{OF_POLICY}{}", policy.id)
}

/// That the file's value is not used, because a flag names another.
pub(super) fn unused<T>(key: &str, config: &Config, placed: &Placed<T>, flag: &str) -> Notice {
    let at = config.at(placed);
    Notice::new(words!(
        "`{key}` of {at} is not used: {flag} stands above it",
        "`{key}` in {at} gilt nicht: {flag} geht vor"
    ))
}

/// The schemes that are named, by the flag or by the file.
fn named(
    judging: &Judging,
    config: Option<&Config>,
    schemes: &Schemes,
) -> Result<Said<Vec<String>>, Error> {
    if !judging.scheme.is_empty() {
        let ids = judging.scheme.iter().map(|id| Ok(known(schemes, id)?.id));
        return Ok(Said {
            value: ids.collect::<Result<_, Error>>()?,
            from: "--scheme".to_owned().into(),
        });
    }
    let Some(config) = config else {
        return Ok(Said { value: Vec::new(), from: Words::default() });
    };
    let id = |placed: &Placed<String>| {
        let scheme = known(schemes, &placed.value);
        scheme.map(|scheme| scheme.id).map_err(|error| config.error(placed, error.in_words()))
    };
    let value = config.scheme.iter().map(id).collect::<Result<_, Error>>()?;
    let from = config.scheme.first().map(|first| config.at(first)).unwrap_or_default();
    Ok(Said { value, from: from.into() })
}

fn known(schemes: &Schemes, id: &str) -> Result<Scheme, Error> {
    let ids = schemes.0.iter().map(|scheme| scheme.id.as_str());
    schemes.get(id).cloned().ok_or_else(|| Error::unknown(Say("scheme", "Schema"), id, ids))
}

/// The rulesets to judge by, each with where it comes from: the built-in ones unless they are not wanted, and those of
/// the files, without the rules that the configuration leaves out. Ids are unique over all of them, and no rules at all
/// is an error, because nothing would ever be found.
pub(super) fn rulesets(
    loaded: &mut Loaded,
    judging: &Judging,
) -> Result<(Vec<Ruleset>, Vec<String>), Error> {
    let mut rulesets = match judging.no_builtin_rules {
        false => load::builtin::rulesets()?,
        true => Vec::new(),
    };
    let mut from = vec![DEFAULT.to_owned(); rulesets.len()];
    let mut files = Vec::new();
    for path in &judging.ruleset {
        files.extend(files_of(path, &path.display().to_string())?);
    }
    from.extend(vec!["--ruleset".to_owned(); files.len()]);
    let by_flag = rulesets.len() + files.len();
    for placed in loaded.config.iter().flat_map(|config| &config.rulesets) {
        let Some(config) = &loaded.config else { continue };
        let (path, name) = config.file(placed)?;
        let mut more = files_of(&path, &name)?;
        // Whoever names a file of the configuration on the command line as well means it once.
        more.retain(|(path, _)| files.iter().all(|(other, _)| !same(path, other)));
        from.extend(vec![config.at(placed); more.len()]);
        files.extend(more);
    }
    if !files.is_empty() {
        let own = read_rulesets(&loaded.schemes, &files)?;
        loaded.told.notices.extend(own.iter().flat_map(slow));
        rulesets.extend(own);
        // The built-in ones go together; the build has seen to it.
        load::ruleset::check_together(&rulesets)?;
    }
    if rulesets.is_empty() {
        return Err(Error::usage(Say(
            "no rules to judge by: --no-builtin-rules needs --ruleset",
            "keine Regeln, nach denen geurteilt wird: --no-builtin-rules braucht --ruleset",
        )));
    }
    if let Some(config) = &loaded.config {
        let own = rulesets.iter().zip(&from).skip(by_flag);
        loaded.told.rulesets(config, own, &loaded.policy)?;
        ignore(config, &mut rulesets, &loaded.policy, &mut loaded.told)?;
    }
    Ok((rulesets, from))
}

/// The rules of somebody's own that make every run longer. Their patterns are not told: they may be what must not be.
fn slow(set: &Ruleset) -> impl Iterator<Item = Notice> {
    let slow = set.rules.iter().filter(|rule| !scan::slow(rule).is_empty());
    slow.map(|rule| {
        Notice::new(words!(
            "{}: rule `{}`: slow: a pattern without required text runs over every text",
            "{}: Regel `{}`: langsam: ein Muster ohne verlangten Text läuft über jeden Text",
            set.origin,
            rule.id
        ))
    })
}

/// Takes out the rules that the configuration leaves out.
fn ignore(
    config: &Config,
    rulesets: &mut [Ruleset],
    policy: &Policy,
    told: &mut Told,
) -> Result<(), Error> {
    for ignored in &config.ignore_rules {
        let id = &ignored.what.value;
        let ids = || rulesets.iter().flat_map(|set| &set.rules).map(|rule| &*rule.id);
        if !ids().any(|known| known == id) {
            let Words { en, de } = Error::unknown(Say("rule", "Regel"), id, ids()).in_words();
            // Of hundreds of rules the nearest is told, and where all are.
            let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
            let message = Words::new(
                format!("{}\n`clearedfor rules list` lists them", first(&en)),
                format!("{}\n`clearedfor rules list` zählt sie auf", first(&de)),
            );
            return Err(config.error(&ignored.what, message));
        }
        told.ignored(config, ignored, policy)?;
    }
    for ignored in &config.ignore_rules {
        rulesets.iter_mut().for_each(|set| set.leave_out(&ignored.what.value));
    }
    Ok(())
}

/// The rulesets of the files and of the folders' `.yaml` files only.
pub(super) fn own_rulesets(schemes: &Schemes, paths: &[PathBuf]) -> Result<Vec<Ruleset>, Error> {
    let files = paths.iter().map(|path| files_of(path, &path.display().to_string()));
    let files: Vec<Vec<(PathBuf, String)>> = files.collect::<Result<_, Error>>()?;
    read_rulesets(schemes, &files.concat())
}

/// The ruleset files that a path stands for, with how messages name them.
fn files_of(path: &Path, name: &str) -> Result<Vec<(PathBuf, String)>, Error> {
    let files = load::ruleset_files(path)?.into_iter();
    let named = |file: PathBuf| {
        let inside = file.strip_prefix(path).ok().filter(|inside| !inside.as_os_str().is_empty());
        let name = match inside {
            Some(inside) => Path::new(name).join(inside).display().to_string(),
            None => name.to_owned(),
        };
        (file, name)
    };
    Ok(files.map(named).collect())
}

fn same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn read_rulesets(schemes: &Schemes, files: &[(PathBuf, String)]) -> Result<Vec<Ruleset>, Error> {
    let read = |(path, name): &(PathBuf, String)| Ok((name.clone(), text(path, name)?));
    let files: Vec<(String, String)> = files.iter().map(read).collect::<Result<_, Error>>()?;
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let rulesets = load::ruleset::read_all(&files, schemes)?;
    rulesets.iter().try_for_each(load::ruleset::check_patterns)?;
    Ok(rulesets)
}

/// The text of a file that messages call `name`.
pub(super) fn text(path: &Path, name: &str) -> Result<String, Error> {
    load::text(path).map_err(|error| match error {
        Error::Io { source, .. } => Error::Io { path: name.to_owned(), source },
        other => other,
    })
}
