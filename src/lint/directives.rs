//! What a document's own comments accept, if the policy lets them.
//!
//! Not here: how they are written ([`crate::load::directive`]) and what they cover ([`crate::judge`]).

use super::Run;
use super::blank::blank;
use crate::load::directive::Reader;
use crate::model::policy::Freedom;
use crate::model::{Directive, Document, Gap, Notice, Source, Words};

/// The directives of a document.
#[derive(Default)]
pub(super) struct Directives {
    /// Those that cover something.
    pub(super) heard: Vec<Directive>,
    /// What begins like one and is none.
    pub(super) gaps: Vec<Gap>,
    pub(super) notices: Vec<Notice>,
    /// The document without the words of its directives, where it has any: a rule's id may be made of the very words
    /// that the rule looks for. Their reasons stay, and are searched like all else.
    pub(super) document: Option<Document>,
}

impl Run<'_> {
    pub(super) fn directives(&self, source: &Source, document: &Document) -> Directives {
        let reader = Reader {
            rule: &|id| self.rules().get(id).copied(),
            ids: &|| self.rules().keys().copied().collect(),
            today: self.setup.today,
        };
        let (heard, gaps) = reader.read(&source.name, document);
        if heard.is_empty() {
            return Directives { gaps, ..Directives::default() };
        }
        let mut blanked = document.clone();
        for directive in &heard {
            blank(&mut blanked.text, directive.head.start, directive.head.end);
        }
        let document = Some(blanked);
        if self.setup.policy.allows(Freedom::InlineWaivers) {
            return Directives { heard, gaps, notices: Vec::new(), document };
        }
        let forbidden = |directive: &Directive| {
            let from = &directive.from;
            Notice::new(Words::new(
                format!("{from}: the policy allows no directives in documents; it accepts nothing"),
                format!(
                    "{from}: die Richtlinie erlaubt keine Anweisungen in Dokumenten; sie gilt nicht"
                ),
            ))
        };
        let notices = heard.iter().map(forbidden).collect();
        Directives { heard: Vec::new(), gaps, notices, document }
    }
}
