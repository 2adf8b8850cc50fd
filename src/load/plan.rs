//! Meeting plans: the `meeting:` block of a plan file or of an agenda's front matter.
//!
//! Names are resolved against the policy, so that a plan in memory holds only names that the policy knows.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::yaml::File;
use crate::Error;
use crate::model::policy::Term;
use crate::model::{Participant, Plan, Policy, Said, Say};

/// A plan file. Keys are English; German ones are understood.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanFile {
    #[serde(alias = "besprechung", alias = "Besprechung", alias = "Meeting")]
    meeting: MeetingFile,
}

/// Front matter: other keys belong to other programs.
#[derive(Debug, Deserialize)]
struct FrontFile {
    #[serde(alias = "besprechung", alias = "Besprechung", alias = "Meeting")]
    meeting: Option<MeetingFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeetingFile {
    #[serde(alias = "kanal")]
    channel: Option<String>,
    #[serde(default, alias = "teilnehmer")]
    participants: Vec<ParticipantFile>,
    #[serde(default, alias = "leitungen")]
    lines: Vec<String>,
    #[serde(default, alias = "orte")]
    places: Vec<String>,
    #[serde(default, alias = "funktionen")]
    features: BTreeMap<String, bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParticipantFile {
    #[serde(alias = "rolle")]
    role: Option<String>,
    #[serde(alias = "leitung")]
    line: Option<String>,
    #[serde(alias = "ort")]
    place: Option<String>,
    #[serde(alias = "land")]
    country: Option<String>,
    #[serde(alias = "ermächtigung")]
    clearance: Option<String>,
}

/// Reads a plan file; `name` is its name, for messages and for [`Said::from`].
///
/// # Errors
/// Where it is no plan, or uses a name that the policy does not know.
pub fn read(name: &str, text: &str, policy: &Policy) -> Result<Plan, Error> {
    let file = File::new(name, text);
    let written: PlanFile = file.read()?;
    Resolver { file, policy, line: 1 }.plan(written.meeting)
}

/// Reads the plan in front matter that starts on `first_line` of the document `name`; none where it has no
/// `meeting:`.
///
/// # Errors
/// Where there is one that cannot be understood.
pub fn front_matter(
    name: &str,
    yaml: &str,
    first_line: u32,
    policy: &Policy,
) -> Result<Option<Plan>, Error> {
    let file = File { first_line: first_line as usize, ..File::new(name, yaml) };
    match file.read::<FrontFile>() {
        Ok(written) => {
            let plan = |meeting| Resolver { file, policy, line: 1 }.plan(meeting);
            written.meeting.map(plan).transpose()
        }
        Err(error) if has_meeting(yaml) => Err(error),
        // Whatever it is, it is text like all the rest, and no plan.
        Err(_) => Ok(None),
    }
}

/// Whether a key `meeting` stands anywhere in what may be no valid YAML.
fn has_meeting(yaml: &str) -> bool {
    let lower = yaml.to_lowercase();
    let is_key = |(at, word): (usize, &str)| {
        let before = lower[..at].trim_end_matches([' ', '\t', '"', '\'']);
        let after = lower[at + word.len()..].trim_start_matches([' ', '\t', '"', '\'']);
        (before.is_empty() || before.ends_with(['\n', '\r', '{', ','])) && after.starts_with(':')
    };
    lower.match_indices("meeting").chain(lower.match_indices("besprechung")).any(is_key)
}

/// A name given on the command line, resolved against the policy.
///
/// # Errors
/// Where the policy does not know it.
pub fn name(policy: &Policy, term: Term, name: &str, from: &str) -> Result<Said<String>, Error> {
    let caps = policy.caps(term);
    let found = policy.find(term, name).map(|cap| cap.name.clone());
    let unknown = || Error::unknown(term.noun(), name, caps.iter().map(|cap| cap.name.as_str()));
    Ok(Said { value: found.ok_or_else(unknown)?, from: from.to_owned().into() })
}

struct Resolver<'t> {
    file: File<'t>,
    policy: &'t Policy,
    /// Where to look for the next value: plans are read in file order.
    line: usize,
}

impl Resolver<'_> {
    fn plan(mut self, meeting: MeetingFile) -> Result<Plan, Error> {
        let mut plan = Plan::default();
        plan.channels.extend(self.resolve(Term::Channel, meeting.channel)?);
        for participant in meeting.participants {
            let place = match &participant.role {
                Some(role) => self.file.find(self.line, role).0,
                None => self.line,
            };
            self.line = place;
            plan.participants.push(Participant {
                line: self.resolve(Term::Line, participant.line)?,
                place: self.resolve(Term::Place, participant.place)?,
                country: participant.country.map(|code| self.country(&code)).transpose()?,
                clearance: self.resolve(Term::Clearance, participant.clearance)?,
                role: participant.role,
                group: false,
            });
        }
        for line in meeting.lines {
            plan.lines.extend(self.resolve(Term::Line, Some(line))?);
        }
        for place in meeting.places {
            plan.places.extend(self.resolve(Term::Place, Some(place))?);
        }
        for (feature, on) in meeting.features {
            self.line = 1;
            let feature = self.resolve(Term::Feature, Some(feature))?;
            plan.features.extend(feature.filter(|_| on));
        }
        Ok(plan)
    }

    fn resolve(
        &mut self,
        term: Term,
        value: Option<String>,
    ) -> Result<Option<Said<String>>, Error> {
        let Some(value) = value else { return Ok(None) };
        let place = self.file.find(self.line, &value);
        self.line = place.0;
        let said = name(self.policy, term, &value, &self.place(place.0));
        said.map(Some).map_err(|error| self.file.error(place, error.in_words()))
    }

    /// A country code: two letters.
    fn country(&self, code: &str) -> Result<Said<String>, Error> {
        let place = self.file.find(self.line, code);
        if code.len() != 2 || !code.chars().all(|c| c.is_ascii_alphabetic()) {
            let message = Say(
                "a country is an ISO 3166 code of two letters, such as DE or SG",
                "ein Land ist ein Kürzel nach ISO 3166 aus zwei Buchstaben, etwa DE oder SG",
            );
            return Err(self.file.error(place, message));
        }
        Ok(Said { value: code.to_uppercase(), from: self.place(place.0).into() })
    }

    fn place(&self, line: usize) -> String {
        format!("{}:{}", self.file.name, line + self.file.first_line - 1)
    }
}
