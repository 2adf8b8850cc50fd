//! What the built-in rules, schemes and the policy are made of, for the pack that the build makes of them.
//!
//! Each type is named once with its fields; one that is forgotten does not compile. Not here: how values are written
//! ([`crate::packed`]), and patterns, which pack themselves ([`crate::pattern`]).

use crate::model::policy::{Freedom, People, Suggestion};
use crate::model::rule::{
    About, After, AtLeast, Combine, Compare, Condition, Contradiction, Examples, Missing, Position,
    Reach, Search, Selector, Tags, Term, Window,
};
use crate::model::scheme::{LevelName, Standing};
use crate::model::{
    Cap, Channel, Digest, Effect, Feature, Kind, Level, Policy, Rule, Ruleset, Scheme, SegmentKind,
    Strength, Words,
};
use crate::packed::{Damaged, Input, Output, Pack, packed};

packed!(struct Words { en, de });

packed!(struct Scheme { id, title, authority, source, verified, historic, mosaic, names });
packed!(struct LevelName { level, name, short, also, standing, historic, ordinary });
packed!(
    enum Standing {
        Legal,
        Mark,
    }
);

packed!(struct Policy {
    id, title, version, origin, digest, home, in_force, country, channels, lines, places, features,
    clearances, people, may, suggestions, already_said, stop_here
});
packed!(struct Cap { name, aliases, title, ceiling, why, source, verified });
packed!(struct Channel { cap, conditions, in_person, hosts, own_hosts, verified_on, expires });
packed!(struct Feature { cap, domains, names });
packed!(struct People { internal, others, free_mail });
packed!(struct Suggestion { level, places, advice, channels });
packed!(
    enum Freedom {
        Channel,
        Scheme,
        Rulesets,
        Domains,
        IgnoreRules,
        AllowGaps,
        Exclude,
        Waivers,
        InlineWaivers,
    }
);

packed!(struct Ruleset { id, title, version, origin, digest, rules, left_out });
packed!(struct Rule {
    id, about, kind, effect, strength, scheme, table, tags, search, patterns, at_least,
    holds_until, within, at, near, enough, unless
});
packed!(struct About { title, why, source, verified, examples });
packed!(struct Condition { patterns, reach });
packed!(struct Examples { hit, miss });
packed!(struct Reach { window, same_speaker });
packed!(struct AtLeast { hits, reach });
packed!(
    enum Kind {
        Marking,
        Substance,
        Mention,
        Exposure,
        Cue,
        Duty,
        GoodCatch,
        Sign,
    }
);
packed!(
    enum Effect {
        Raises(level),
        Lifts(rungs),
        Lowers(level),
        Warns,
    }
);
packed!(
    enum Strength {
        Weak,
        Medium,
        Strong,
    }
);
packed!(
    enum Position {
        Line,
        LineStart,
        LineEnd,
        SegmentStart,
    }
);
packed!(enum Window {
    Words { before, after }, WordsOverTurns(words), Line, Turn, Turns(turns), Minutes(minutes), Item,
    Document
});
packed!(
    enum SegmentKind {
        Heading,
        Paragraph,
        ListItem,
        Cell,
        Speech,
        Note,
        Subject,
        Property,
        Plan,
        Code,
        FileName,
        Speaker,
        Header,
        Footer,
        Footnote,
        Comment,
        Deletion,
        TextBox,
        Hidden,
        AltText,
        SpeakerNotes,
        Label,
        Name,
        FormField,
        Address,
        Location,
        Link,
    }
);

packed!(
    enum Search {
        Words,
        Combine(combine),
        After(after),
        Missing(missing),
        Compare(compare),
    }
);
packed!(struct Selector { source, terms });
packed!(enum Term { Named(name), Prefix(start), Kind(kind), Level { level, or_more }, In(kind), Counted });
packed!(struct Combine { of, at_least, reach, without, guard });
packed!(struct After { first, then, reach, without, guard });
packed!(struct Missing { of, when, spoken, opening });
packed!(struct Compare { these, those, are, without });
packed!(
    enum Contradiction {
        Lower,
        Higher,
        Uneven,
    }
);

impl Pack for Tags {
    fn pack(&self, out: &mut Output) {
        self.0.pack(out);
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        Pack::unpack(input).map(Tags)
    }
}

impl Pack for Level {
    fn pack(&self, out: &mut Output) {
        out.byte(self.ordinal());
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        Level::new(input.byte()?).ok_or(Damaged)
    }
}

impl Pack for Digest {
    fn pack(&self, out: &mut Output) {
        out.put(self.bytes());
    }

    fn unpack(input: &mut Input) -> Result<Self, Damaged> {
        let bytes = input.take(DIGEST)?;
        bytes.try_into().map(|bytes: [u8; DIGEST]| bytes.into()).map_err(|_| Damaged)
    }
}

/// Bytes of a fingerprint.
const DIGEST: usize = 32;
