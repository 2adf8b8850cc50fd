//! Which language a person is told things in: `--lang`, else that of the locale.
//!
//! Decided before the arguments are understood, because help and mistakes in them are told in it too. Not here: the
//! sentences.

use std::ffi::OsString;

use clap::Arg;
use clap::builder::PossibleValuesParser;

use crate::render::Lang;

/// The option that names the language.
const OPTION: &str = "--lang";

/// The option, for every command. Its value is read before the others are ([`of`]).
pub(super) fn option() -> Arg {
    Arg::new("lang")
        .long("lang")
        .global(true)
        .value_name("LANG")
        .value_parser(PossibleValuesParser::new(Lang::NAMES.map(|(_, name)| name)))
        .help("Language to tell things in; that of the locale where not given")
}

/// The language of a run with these arguments in this environment.
pub(super) fn of(arguments: &[OsString]) -> Lang {
    let asked = asked(arguments).and_then(|name| by_name(&name));
    asked.unwrap_or_else(|| {
        local(|name| std::env::var(name).ok(), sys_locale::get_locale().as_deref())
    })
}

/// The value of `--lang` where it is there; the last one counts, and what stands behind `--` is no option.
fn asked(arguments: &[OsString]) -> Option<String> {
    let words = arguments.iter().skip(1).map(|word| word.to_string_lossy());
    let words: Vec<_> = words.take_while(|word| word != "--").collect();
    let mut values = words.iter().enumerate().filter_map(|(at, word)| {
        let rest = word.strip_prefix(OPTION)?;
        match rest.strip_prefix('=') {
            Some(value) => Some(value.to_owned()),
            None if rest.is_empty() => words.get(at + 1).map(ToString::to_string),
            None => None,
        }
    });
    values.next_back()
}

fn by_name(name: &str) -> Option<Lang> {
    Lang::NAMES.into_iter().find(|(_, known)| *known == name).map(|(lang, _)| lang)
}

/// The language of the locale: `LC_ALL`, `LC_MESSAGES` and `LANG` as everywhere on Unix, the first that says something.
/// `LANGUAGE`, a list of wishes, counts where none of them asks for the plain locale `C`. Where the environment says
/// nothing, the system does, as on Windows and macOS.
fn local(variable: impl Fn(&str) -> Option<String>, system: Option<&str>) -> Lang {
    let said = |name| variable(name).filter(|value| !value.is_empty());
    let Some(locale) = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(said) else {
        return system.map_or(Lang::En, spoken);
    };
    if ["C", "POSIX"].contains(&language(&locale)) {
        return Lang::En;
    }
    let wishes = said("LANGUAGE").unwrap_or(locale);
    spoken(wishes.split(':').next().unwrap_or_default())
}

/// German for `de` in any country, English for everybody else.
fn spoken(locale: &str) -> Lang {
    if language(locale).eq_ignore_ascii_case("de") { Lang::De } else { Lang::En }
}

/// `de` of `de_AT.UTF-8@euro` and of `de-CH`.
fn language(locale: &str) -> &str {
    locale.split(['_', '-', '.', '@']).next().unwrap_or(locale)
}

#[cfg(test)]
mod tests {
    use super::{asked, local};
    use crate::render::Lang;

    fn told(variables: &[(&str, &str)], system: Option<&str>) -> Lang {
        let value = |name: &str| variables.iter().find(|(known, _)| *known == name);
        local(|name| value(name).map(|(_, value)| (*value).to_owned()), system)
    }

    #[test]
    fn the_locale_says_the_language() {
        for (variables, system, expected) in [
            (&[("LANG", "de_DE.UTF-8")][..], None, Lang::De),
            (&[("LANG", "de_AT@euro")], None, Lang::De),
            (&[("LANG", "en_GB.UTF-8")], None, Lang::En),
            (&[("LANG", "den_CA")], None, Lang::En),
            (&[("LANG", "de_DE.UTF-8"), ("LC_ALL", "C")], None, Lang::En),
            (&[("LANG", "de_DE.UTF-8"), ("LC_ALL", "C.UTF-8")], None, Lang::En),
            (&[("LANG", "de_DE"), ("LC_ALL", "fr_FR")], None, Lang::En),
            (&[("LANG", "en_US"), ("LC_MESSAGES", "de_DE")], None, Lang::De),
            (&[("LANG", "de_DE"), ("LC_ALL", "")], None, Lang::De),
            (&[("LANG", "en_US"), ("LANGUAGE", "de:en")], None, Lang::De),
            (&[("LANG", "de_DE"), ("LANGUAGE", "en:de")], None, Lang::En),
            (&[("LC_ALL", "C"), ("LANGUAGE", "de")], Some("de-DE"), Lang::En),
            (&[], Some("de-CH"), Lang::De),
            (&[], Some("en-US"), Lang::En),
            (&[], None, Lang::En),
        ] {
            assert_eq!(told(variables, system), expected, "{variables:?} {system:?}");
        }
    }

    #[test]
    fn an_option_beats_the_locale() {
        let asked = |line: &str| asked(&line.split(' ').map(Into::into).collect::<Vec<_>>());
        assert_eq!(asked("clearedfor check --lang de x.md").as_deref(), Some("de"));
        assert_eq!(asked("clearedfor --lang=de check x.md --lang en").as_deref(), Some("en"));
        assert_eq!(asked("clearedfor check -- --lang de"), None);
        assert_eq!(asked("clearedfor check --language de"), None);
        assert_eq!(asked("clearedfor check --lang"), None);
    }
}
