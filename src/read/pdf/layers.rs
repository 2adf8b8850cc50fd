//! Optional content: which layers are switched off when the file is opened.
//!
//! Not here: what lies in them. It is read like everything else, and marked.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};

/// The layers that are switched off.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: HashSet<ObjectIdentifier>,
}

impl Layers {
    /// What the catalog of a file says.
    pub(super) fn of(catalog: &Dict<'_>) -> Self {
        let properties = catalog.get::<Dict<'_>>("OCProperties").unwrap_or_default();
        let config = properties.get::<Dict<'_>>("D").unwrap_or_default();
        let mut off = HashSet::new();
        if config.get::<Name<'_>>("BaseState").is_some_and(|name| &*name == b"OFF") {
            off.extend(groups(&properties, "OCGs"));
        }
        for id in groups(&config, "ON") {
            off.remove(&id);
        }
        off.extend(groups(&config, "OFF"));
        Layers { off }
    }

    /// Whether what belongs to `name` of these properties is switched off.
    pub(super) fn is_off(&self, properties: &Dict<'_>, name: &[u8]) -> bool {
        if self.off.is_empty() {
            return false;
        }
        let own = properties.get_ref(name).map(ObjectIdentifier::from);
        own.is_some_and(|id| self.off.contains(&id))
            || properties.get::<Dict<'_>>(name).is_some_and(|group| self.members_are_off(&group))
    }

    /// Whether every layer of a membership is switched off.
    fn members_are_off(&self, membership: &Dict<'_>) -> bool {
        let one = membership.get_ref("OCGs").map(ObjectIdentifier::from);
        let members: Vec<_> = groups(membership, "OCGs").chain(one).collect();
        members.iter().any(|id| self.off.contains(id))
            && members.iter().all(|id| self.off.contains(id) || Some(*id) == one)
    }
}

fn groups(dict: &Dict<'_>, key: &str) -> impl Iterator<Item = ObjectIdentifier> {
    let list = dict.get::<Array<'_>>(key);
    let items = list.into_iter().flat_map(|list| list.raw_iter().collect::<Vec<_>>());
    items.filter_map(|item| item.as_obj_ref()).map(ObjectIdentifier::from)
}
