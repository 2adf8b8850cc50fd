//! Which header fields and properties are labels of classification or sensitivity.
//!
//! Not here: what a label means; rules say that.

/// Parts of names that programs give to such fields: Outlook's "Sensitivity", "msip_labels" of Microsoft's
/// information protection, "x-microsoft-classification" of Exchange, "X-Protective-Marking" of the Australian
/// standard, "SIO-Label" of RFC 7444.
const SIGNS: [&str; 9] = [
    "classif",
    "sensitivity",
    "msip_label",
    "protective-marking",
    "protectivemarking",
    "security-label",
    "securitylabel",
    "sio-label",
    "einstufung",
];

/// Whether this name, in small letters, is that of a label.
pub(in crate::read) fn is_name(name: &str) -> bool {
    SIGNS.iter().any(|sign| name.contains(sign))
}
