//! `clearedfor read`: what is read of a file, and what is not.

use super::args::Read;
use super::exit::{self, Status};
use super::output;
use crate::Error;
use crate::model::{Document, Source};
use crate::read::walk;
use crate::render::{Lang, escape, reading};

pub(super) fn run(arguments: &Read, lang: Lang) -> Result<Status, Error> {
    let mut whole = true;
    let mut done = Ok(());
    let mut each = |source: Source, document: Document| {
        whole &= document.gaps.is_empty();
        let name = escape::line(&source.name);
        let segments = reading::segments(&document, lang);
        if done.is_ok() {
            done = output::print(&format!("# {name}\n{segments}"));
            output::remark(&name, &reading::remarks(&document, lang));
        }
    };
    let found = walk::walk(&arguments.paths);
    found.iter().for_each(|found| walk::load_each(found, false, &mut each));
    done?;
    Ok(if whole { exit::WITHIN } else { exit::UNDETERMINED })
}
