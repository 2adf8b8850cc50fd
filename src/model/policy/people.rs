//! Who is from inside and who is not, by mail addresses; hosts and domains by whole labels.
//!
//! Not here: who takes part ([`crate::model::invitation`]).

use crate::model::{Words, words};

/// Who counts as from inside.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Domains of the organisation; each stands for itself and everything below it.
    pub internal: Vec<String>,
    /// The clearance that everybody else counts as having, by name.
    pub others: String,
    /// Domains where anybody can have an address. They are never internal.
    pub free_mail: Vec<String>,
}

impl People {
    /// Whether an address is one of the organisation.
    #[must_use]
    pub fn is_internal(&self, address: &str) -> bool {
        let Some(domain) = domain_of(address) else { return false };
        let is_one = |known: &[String]| known.iter().any(|known| is_within(known, &domain));
        is_one(&self.internal) && !is_one(&self.free_mail)
    }

    /// Takes a domain as internal.
    ///
    /// # Errors
    /// Why it cannot be one.
    pub fn add(&mut self, domain: &str) -> Result<(), Words> {
        let domain = check(domain)?;
        let free = |known: &String| is_within(known, &domain) || is_within(&domain, known);
        if self.free_mail.iter().any(free) {
            return Err(words!(
                "anybody can have an address at `{domain}`, so it is not internal",
                "unter `{domain}` kann jeder eine Adresse haben, also ist die Domäne nicht intern"
            ));
        }
        self.internal.push(domain);
        Ok(())
    }
}

/// A domain in small letters, of at least two labels: a country is nobody's own.
///
/// # Errors
/// Why it is none.
pub fn check(domain: &str) -> Result<String, Words> {
    let plain = plain(domain);
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    if plain.split('.').count() < 2 || !plain.split('.').all(label) {
        return Err(words!(
            "`{domain}` is no domain, such as `amt.example`",
            "`{domain}` ist keine Domäne wie etwa `amt.example`"
        ));
    }
    Ok(plain)
}

/// The domain of an address in small letters.
#[must_use]
pub fn domain_of(address: &str) -> Option<String> {
    let (_, domain) = address.rsplit_once('@')?;
    Some(plain(domain)).filter(|domain| !domain.is_empty())
}

fn plain(host: &str) -> String {
    host.trim().trim_end_matches('.').to_lowercase()
}

/// Whether a host is a domain or lies below it.
#[must_use]
pub fn is_within(domain: &str, host: &str) -> bool {
    let (domain, host) = (plain(domain), plain(host));
    let above = host.strip_suffix(&domain);
    !domain.is_empty() && above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
}

/// Whether a host fits a pattern: the host itself, or `*.` and what it lies below.
#[must_use]
pub fn fits(pattern: &str, host: &str) -> bool {
    match plain(pattern).strip_prefix("*.") {
        Some(domain) => is_within(domain, host) && plain(host) != domain,
        None => plain(pattern) == plain(host),
    }
}

#[cfg(test)]
mod tests {
    use super::{People, fits};

    #[test]
    fn labels_are_whole() {
        for (pattern, host, expected) in [
            ("*.webex.com", "amt.webex.com", true),
            ("*.webex.com", "a.b.WEBEX.com.", true),
            ("*.webex.com", "webex.com", false),
            ("*.webex.com", "evilwebex.com", false),
            ("*.webex.com", "webex.com.evil.example", false),
            ("meet.google.com", "meet.google.com", true),
            ("meet.google.com", "a.meet.google.com", false),
        ] {
            assert_eq!(fits(pattern, host), expected, "{pattern} {host}");
        }
    }

    #[test]
    fn inside_is_what_somebody_said_and_never_free_mail() {
        let mut people = People { free_mail: vec!["gmail.com".to_owned()], ..People::default() };
        assert!(!people.is_internal("kern@amt.example"));
        people.add("Amt.Example").unwrap();
        for (address, expected) in [
            ("kern@amt.example", true),
            ("kern@ref3.AMT.example", true),
            ("kern@boeseamt.example", false),
            ("kern@amt.example.evil.example", false),
            ("amt.example", false),
            ("x@amt.example@evil.example", false),
            ("kern@gmail.com", false),
        ] {
            assert_eq!(people.is_internal(address), expected, "{address}");
        }
        for domain in ["gmail.com", "com", "example", "", "a b.example", "mail.gmail.com"] {
            assert!(people.add(domain).is_err(), "{domain}");
        }
    }
}
