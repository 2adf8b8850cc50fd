//! Links that come from what the text says of the meeting, in the words of their rules.
//!
//! Not here: how links come about ([`crate::judge`]), where no rule is known.

use super::Run;
use crate::model::report::Link;
use crate::model::{Assessment, Level};

impl Run<'_> {
    /// Gives links that come from exposure rules the titles of their rules.
    pub(super) fn title_exposures(&self, assessment: &mut Assessment) {
        let ceiling = &mut assessment.ceiling;
        let links = ceiling.links.iter_mut().chain([&mut ceiling.weakest]);
        for link in links.filter(|link| link.what == "exposure") {
            if let Some(rule) = self.rules().get(link.name.as_str()) {
                link.title.clone_from(&rule.about.title);
                link.why.clone_from(&rule.about.why);
            }
        }
    }

    /// Takes out links of exposure rules that say what a link of the plan says: rules are tagged with the name
    /// that they stand for (`line:phone`). What was found stays among the findings.
    pub(super) fn told_once(&self, assessment: &mut Assessment) {
        let links = &mut assessment.ceiling.links;
        if !links.iter().any(|link| link.what == "exposure") {
            return;
        }
        let told = |link: &Link| (format!("{}:{}", link.what, link.name), link.ceiling.level);
        let plan: Vec<(String, Level)> = links.iter().map(told).collect();
        links.retain(|link| {
            let tags = self.rules().get(link.name.as_str()).map(|rule| rule.tags.iter());
            let mut tags = tags.into_iter().flatten();
            let level = link.ceiling.level;
            link.what != "exposure"
                || !tags.any(|tag| plan.iter().any(|(name, at)| name == tag && *at <= level))
        });
    }
}
