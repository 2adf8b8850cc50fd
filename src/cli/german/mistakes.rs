//! Mistakes in arguments, in German: each of clap's kinds in a sentence, with what is known instead.
//!
//! Not here: mistakes that are found later ([`crate::Error`]).

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// The mistake in German, or nothing where it is help or the version.
pub(super) fn german(error: &Error) -> Option<String> {
    let what = what(error)?;
    let mut text = format!("Fehler: {what}\n");
    if let Some(known) = listed(error, ContextKind::ValidValue).filter(|known| !known.is_empty()) {
        text.push_str(&format!("  [möglich: {known}]\n"));
    }
    for kind in
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
    {
        if let Some(near) = listed(error, kind) {
            text.push_str(&format!("\n  ist '{near}' gemeint?\n"));
        }
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim().trim_start_matches("Usage:").trim();
        let usage = usage.replace("[OPTIONS]", "[OPTIONEN]").replace("COMMAND", "BEFEHL");
        text.push_str(&format!("\nAufruf: {usage}\n"));
    }
    text.push_str("\nMehr sagt '--help'.\n");
    Some(text)
}

fn what(error: &Error) -> Option<String> {
    let arg = || listed(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = || listed(error, ContextKind::InvalidValue).unwrap_or_default();
    let number = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => *number,
        _ => 0,
    };
    Some(match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion => return None,
        ErrorKind::InvalidValue if value().is_empty() => format!("'{}' braucht einen Wert", arg()),
        ErrorKind::InvalidValue => format!("'{}' ist kein Wert für '{}'", value(), arg()),
        ErrorKind::ValueValidation => {
            format!("'{}' ist kein Wert für '{}': {}", value(), arg(), why(error))
        }
        ErrorKind::UnknownArgument => format!("unbekannt: '{}'", arg()),
        ErrorKind::InvalidSubcommand => {
            let name = listed(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("unbekannter Befehl: '{name}'")
        }
        ErrorKind::MissingSubcommand => {
            let known = listed(error, ContextKind::ValidSubcommand).unwrap_or_default();
            format!("es fehlt ein Befehl; möglich sind: {known}")
        }
        ErrorKind::MissingRequiredArgument => format!("es fehlt: {}", arg()),
        ErrorKind::ArgumentConflict => {
            let other = listed(error, ContextKind::PriorArg).unwrap_or_default();
            match other == arg() || other.is_empty() {
                true => format!("'{}' darf nur einmal dastehen", arg()),
                false => format!("'{}' und '{other}' schließen einander aus", arg()),
            }
        }
        ErrorKind::NoEquals => format!("hinter '{}' muss '=' stehen", arg()),
        ErrorKind::TooManyValues => format!("'{}' ist für '{}' ein Wert zu viel", value(), arg()),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!(
            "'{}' hat {} Werte und braucht {}",
            arg(),
            number(ContextKind::ActualNumValues),
            number(ContextKind::MinValues).max(number(ContextKind::ExpectedNumValues)),
        ),
        ErrorKind::InvalidUtf8 => "ein Argument ist kein UTF-8".to_owned(),
        // What the system says stays as it comes.
        _ => error.to_string().trim_start_matches("error: ").trim().to_owned(),
    })
}

/// Why a value was refused: by us in both languages, by readers of numbers in English.
fn why(error: &Error) -> String {
    let Some(source) = std::error::Error::source(error) else { return "abgelehnt".to_owned() };
    if let Some(ours) = source.downcast_ref::<crate::Error>() {
        return ours.in_words().de;
    }
    let said = source.to_string();
    match said.split_once(" is not in ") {
        Some((value, range)) => format!("{value} liegt nicht in {range}"),
        None if source.is::<std::num::ParseIntError>() => "eine ganze Zahl ist verlangt".to_owned(),
        None => said,
    }
}

fn listed(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    }
}
