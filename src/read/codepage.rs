//! Code pages of Windows by their numbers, as Outlook and old Office programs name character sets.

use mail_parser::decoders::charsets::map::charset_decoder;

/// UTF-16.
pub(super) const WIDE: u32 = 1200;

/// Code pages that are not called after their number.
const NAMES: [(u32, &str); 20] = [
    (437, "cp850"),
    (874, "windows-874"),
    (932, "shift_jis"),
    (936, "gbk"),
    (949, "euc-kr"),
    (950, "big5"),
    (WIDE, "utf-16le"),
    (1201, "utf-16be"),
    (10000, "macintosh"),
    (20127, "us-ascii"),
    (20866, "koi8-r"),
    (21866, "koi8-u"),
    (20932, "euc-jp"),
    (50220, "iso-2022-jp"),
    (51932, "euc-jp"),
    (51949, "euc-kr"),
    (54936, "gb18030"),
    (65000, "utf-7"),
    (65001, "utf-8"),
    (850, "cp850"),
];

/// The text of bytes in a code page, up to a NUL. One that is not known is taken for Windows-1252.
pub(super) fn text(page: u32, bytes: &[u8]) -> String {
    let name = name(page);
    let text = match charset_decoder(name.as_bytes()) {
        _ if name == "utf-8" => String::from_utf8_lossy(bytes).into_owned(),
        Some(decoder) => decoder(bytes),
        None => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    text.split('\0').next().unwrap_or_default().to_owned()
}

/// The name that mails and pages give to a code page.
pub(super) fn name(page: u32) -> String {
    match NAMES.iter().find(|(number, _)| *number == page) {
        Some((_, name)) => (*name).to_owned(),
        // 28591 to 28606 are the parts of ISO 8859.
        None if (28591..=28606).contains(&page) => format!("iso-8859-{}", page - 28590),
        None => format!("windows-{page}"),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn code_pages_by_number() {
        for (page, bytes) in [
            (1252, &b"\xdcbung"[..]),
            (28591, b"\xdcbung\0rest"),
            (65001, b"\xc3\x9cbung"),
            (850, b"\x9abung"),
            (1200, b"\xdc\0b\0u\0n\0g\0\0\0x\0"),
            (4711, b"\xdcbung"),
        ] {
            assert_eq!(text(page, bytes), "Übung", "{page}");
        }
    }
}
