//! `clearedfor schemes`: the ladders and their names.

use std::fmt::Write as _;

use super::args::Schemes;
use super::exit::{self, Status};
use super::output;
use crate::model::scheme::Standing;
use crate::model::{Say, Scheme};
use crate::{Error, load};

pub(super) fn run(arguments: &Schemes) -> Result<Status, Error> {
    let schemes = load::builtin::schemes()?;
    let text = match &arguments.id {
        None => schemes.0.iter().map(line).collect(),
        Some(id) => {
            let known = schemes.0.iter().map(|scheme| scheme.id.as_str());
            show(
                schemes
                    .get(id)
                    .ok_or_else(|| Error::unknown(Say("scheme", "Schema"), id, known))?,
            )
        }
    };
    output::print(&text)?;
    Ok(exit::WITHIN)
}

fn line(scheme: &Scheme) -> String {
    let unverified = if scheme.verified { "" } else { " (not verified)" };
    format!("{:10} {}{unverified}\n", scheme.id, scheme.title.en)
}

fn show(scheme: &Scheme) -> String {
    let mut text = line(scheme);
    for name in &scheme.names {
        let short = match name.short.as_slice() {
            [] => String::new(),
            short => format!(" ({})", short.join(", ")),
        };
        let mark = if name.standing == Standing::Mark { ", a handling mark" } else { "" };
        let old = if name.historic { ", historic" } else { "" };
        let _ = writeln!(text, "  {}  {}{short}{mark}{old}", name.level, name.name);
    }
    let _ = writeln!(text, "  {}; source {}", scheme.authority, scheme.source.join(", "));
    text
}
