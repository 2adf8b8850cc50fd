//! Which header fields and properties are labels of classification or sensitivity.
//!
//! Not here: what a label means; rules say that.

/// Parts of names that programs give to such fields: Outlook's "Sensitivity", "msip_labels" of Microsoft's
/// information protection, "x-microsoft-classification" of Exchange, "X-Protective-Marking" of the Australian
/// standard, "SIO-Label" of RFC 7444.
const SIGNS: [&str; 11] = [
    "classif",
    "sensitivity",
    "msip_label",
    "protective-marking",
    "protectivemarking",
    "security-label",
    "securitylabel",
    "sio-label",
    "einstufung",
    "geheimhaltung",
    "vertraulichkeit",
];

/// What a label says, piece by piece. Microsoft puts all labels of a mail into one field, each as `name=value`; the
/// value is what a marking on the page would say, so it stands alone.
pub(super) fn values(words: &str) -> Vec<&str> {
    if !words.to_ascii_lowercase().contains("msip_label") {
        return vec![words];
    }
    let value =
        |piece: &'_ str| piece.split_once('=').map_or(piece.len(), |(name, _)| name.len() + 1);
    words.split(';').filter_map(|piece| piece.get(value(piece)..)).collect()
}

/// Whether this name, in small letters, is that of a label.
pub(super) fn is_name(name: &str) -> bool {
    SIGNS.iter().any(|sign| name.contains(sign))
}
