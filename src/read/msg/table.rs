//! Properties of Outlook by their numbers: what each is and what a person calls it.
//!
//! Numbers and meanings are those of the open specifications MS-OXPROPS and MS-OXMSG.

use crate::model::SegmentKind::{self, Address, Link, Location, Property, Subject};

/// Properties with a number of their own.
pub(super) const FIELDS: [(u16, SegmentKind, &str); 35] = [
    (0x0037, Subject, "Subject"),
    (0x0070, Subject, "Conversation topic"),
    (0x0e1d, Subject, "Subject"),
    (0x0042, Address, "From"),
    (0x0065, Address, "From"),
    (0x5d02, Address, "From"),
    (0x0c1a, Address, "Sender"),
    (0x0c1f, Address, "Sender"),
    (0x5d01, Address, "Sender"),
    (0x0050, Address, "Reply-To"),
    (0x0040, Address, "Received by"),
    (0x0044, Address, "Received for"),
    (0x0076, Address, "Received by"),
    (0x0078, Address, "Received for"),
    (0x5d07, Address, "Received by"),
    (0x5d08, Address, "Received for"),
    (0x0e02, Address, "Bcc"),
    (0x0e03, Address, "Cc"),
    (0x0e04, Address, "To"),
    (0x3ff8, Address, "Creator"),
    (0x4023, Address, "Creator"),
    (0x4038, Address, "Creator"),
    (0x5d0a, Address, "Creator"),
    (0x3ffa, Address, "Last modified by"),
    (0x4025, Address, "Last modified by"),
    (0x4039, Address, "Last modified by"),
    (0x4030, Address, "Sender"),
    (0x4031, Address, "From"),
    (0x5d0b, Address, "Received by"),
    (0x1046, Address, "Return-Path"),
    (0x0e05, Property, "Folder"),
    (0x0e28, Property, "Account"),
    (0x0e29, Property, "Account"),
    (0x1001, Property, "Report"),
    (0x3004, Property, "Comment"),
];

/// Properties that are read elsewhere, or that programs write for programs.
pub(super) const SILENT: [u16; 25] = [
    0x1000, 0x1009, 0x1013, // bodies
    0x007d, // header fields as they came
    0x001a, 0x003d, // class; "RE: ", which stands in the subject
    0x0064, 0x0075, 0x0077, 0x0079, 0x0c1e, 0x3002, 0x4022, 0x4024,
    0x4026, // kinds of addresses: "SMTP"
    0x1035, 0x1039, 0x1042, 0x1045, 0x1015, // numbers of mails
    0x300b, 0x0e9b, // keys, extended rules
    0x3a40, 0x6619, 0x65e0, // keys of stores and servers
];

/// Properties of appointments, whose numbers in a file are given anew by each file.
pub(super) const APPOINTMENT: [(&str, SegmentKind, &str); 12] = [
    ("0x8208", Location, "Location"),
    ("0x0002", Location, "Location"),
    ("0x8238", Address, "Attendees"),
    ("0x823B", Address, "To"),
    ("0x823C", Address, "Cc"),
    ("0x8234", Property, "Time zone"),
    ("0x8232", Property, "Recurrence"),
    ("0x8243", Address, "Organizer"),
    ("0x8242", Link, "Conference server"),
    ("0x8248", Link, "Conference document"),
    ("0x8539", Property, "Companies"),
    ("0x8530", Property, "Flag"),
];

/// How the names of properties start that Exchange and Outlook write for themselves, in small letters, and why
/// they are not read.
const OF_PROGRAMS: [(&str, &str); 10] = [
    (
        "entityextraction",
        "words that a server picked from the text that is read, with its own in JSON",
    ),
    ("entitynames", "the same"),
    ("entitydocument", "the same"),
    ("triagenudge", "the same"),
    ("conversationindextracking", "numbers of mails"),
    ("teeversion", "the version of a program"),
    ("clientinfo", "the same"),
    ("0x8554", "the same"),
    ("0x85d8", "the class of the mail"),
    ("0x8581", "the account by which it was sent, a path in a directory"),
];

/// Whether the property of this name, in small letters, is not read.
pub(super) fn is_of_programs(name: &str) -> bool {
    OF_PROGRAMS.iter().any(|(start, _)| name.starts_with(start))
}
