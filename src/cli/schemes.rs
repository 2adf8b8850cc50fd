//! `clearedfor schemes`: the ladders and their names.

use std::fmt::Write as _;

use super::args::Schemes;
use super::exit::{self, Status};
use super::output;
use crate::model::scheme::Standing;
use crate::model::{Say, Scheme};
use crate::render::Lang;
use crate::{Error, load};

pub(super) fn run(arguments: &Schemes, lang: Lang) -> Result<Status, Error> {
    let schemes = load::builtin::schemes()?;
    let text = match &arguments.id {
        None => schemes.0.iter().map(|scheme| line(scheme, lang)).collect(),
        Some(id) => {
            let known = schemes.0.iter().map(|scheme| scheme.id.as_str());
            let unknown = || Error::unknown(Say("scheme", "Schema"), id, known);
            show(schemes.get(id).ok_or_else(unknown)?, lang)
        }
    };
    output::print(&text)?;
    Ok(exit::WITHIN)
}

fn line(scheme: &Scheme, lang: Lang) -> String {
    let unchecked = lang.pick(" (not verified)", " (nicht geprüft)");
    let checked = if scheme.verified { "" } else { unchecked };
    format!("{:10} {}{checked}\n", scheme.id, lang.of(&scheme.title))
}

fn show(scheme: &Scheme, lang: Lang) -> String {
    let mut text = line(scheme, lang);
    for name in &scheme.names {
        let short = match name.short.as_slice() {
            [] => String::new(),
            short => format!(" ({})", short.join(", ")),
        };
        let mark = lang.pick(", a handling mark", ", ein Behandlungsvermerk");
        let mark = if name.standing == Standing::Mark { mark } else { "" };
        let old = if name.historic { lang.pick(", historic", ", nicht mehr in Kraft") } else { "" };
        let _ = writeln!(text, "  {}  {}{short}{mark}{old}", name.level, name.name);
    }
    let source = lang.pick("source", "Quelle");
    let _ = writeln!(text, "  {}; {source} {}", scheme.authority, scheme.source.join(", "));
    text
}
