//! What a document says of itself: how its meeting is held.
//!
//! Not here: how that is written ([`crate::load`]), and what was told from outside.

use super::Run;
use crate::load;
use crate::model::document::FrontMatter;
use crate::model::{Document, Gap, GapKind, Notice, Plan, Source, Step, Words};

impl Run<'_> {
    /// What the document itself says of how the meeting is held; front matter that cannot be understood is a gap.
    pub(super) fn own_plan(&self, source: &Source, document: &Document) -> (Plan, Vec<Gap>) {
        let (mut plan, mut gaps) = (Plan::default(), Vec::new());
        for front in &document.front_matter {
            match self.front_matter(source, front) {
                Ok(said) => plan.extend(said),
                Err(gap) => gaps.push(gap),
            }
        }
        (plan, gaps)
    }

    fn front_matter(&self, source: &Source, front: &FrontMatter) -> Result<Plan, Gap> {
        let policy = self.setup.policy;
        let plan = load::plan::front_matter(&source.name, &front.yaml, front.line, policy);
        let gap = |error: crate::Error| {
            // The message quotes the front matter, which is text of the input.
            let shown = self.setup.show_text.then(|| {
                let Words { en, de } = error.in_words();
                Words::new(en.replace('\n', "; "), de.replace('\n', "; "))
            });
            let hidden = || {
                let Words { en, de } = error.place();
                Words::new(
                    format!("{en} is not understood; --show-text always says why"),
                    format!("{de} ist nicht verständlich; --show-text always sagt, warum"),
                )
            };
            let reason = shown.unwrap_or_else(hidden);
            Gap { kind: GapKind::Plan, place: vec![Step::FrontMatter], reason }
        };
        plan.map(Option::unwrap_or_default).map_err(gap)
    }

    /// Adds to `own` what its invitations say; what is odd about them is given. `outside` is the plan that was told from
    /// outside.
    pub(super) fn invited(
        &self,
        source: &Source,
        document: &Document,
        outside: &Plan,
        own: &mut Plan,
    ) -> Vec<Notice> {
        let invitations = &document.invitations;
        if invitations.is_empty() {
            return Vec::new();
        }
        let policy = self.setup.policy;
        let (invited, odd) = load::invitation::read(&source.name, invitations, policy, outside);
        own.extend(invited);
        odd
    }
}
