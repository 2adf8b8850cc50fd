//! Character sets of RTF: by the number of a code page, and by the number that fonts give.
//!
//! Not here: sets that are read by nobody any more; what is written in one is a gap.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, WINDOWS_874, WINDOWS_1252, X_MAC_CYRILLIC,
};

/// The upper halves of code pages of DOS, which no browser knows.
const DOS: [(i32, &str); 3] = [(437, CP_437), (850, CP_850), (852, CP_852)];
const CP_437: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
    áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
    └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
    αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
const CP_850: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
    áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
    └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
    ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
const CP_852: &str = "\
    ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č\
    áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐\
    └┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀\
    ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

/// How bytes become letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// As browsers read it.
    Known(&'static Encoding),
    /// A code page of DOS, by the letters of its upper half.
    Dos(&'static str),
    /// Not known; read as Windows-1252.
    Unknown,
}

impl Charset {
    /// What Western Windows writes.
    pub(super) const WESTERN: Charset = Charset::Known(WINDOWS_1252);
    /// What old Macs write.
    pub(super) const MAC: Charset = Charset::Known(MACINTOSH);

    /// The set with the number of a code page.
    pub(super) fn of_page(page: i32) -> Charset {
        // 858 is 850 with a euro sign in place of a letter that nobody uses.
        let dos = DOS.iter().find(|(own, _)| *own == if page == 858 { 850 } else { page });
        if let Some((_, letters)) = dos {
            return Charset::Dos(letters);
        }
        let known = match page {
            874 => WINDOWS_874,
            932 => SHIFT_JIS,
            936 => GBK,
            949 => EUC_KR,
            950 => BIG5,
            10_000 => MACINTOSH,
            10_007 => X_MAC_CYRILLIC,
            _ => {
                let label = match page {
                    866 => "ibm866".to_owned(),
                    20_866 => "koi8-r".to_owned(),
                    21_866 => "koi8-u".to_owned(),
                    54_936 => "gb18030".to_owned(),
                    65_001 => "utf-8".to_owned(),
                    28_591..=28_606 => format!("iso-8859-{}", page - 28_590),
                    _ => format!("windows-{page}"),
                };
                let known = Encoding::for_label(label.as_bytes());
                return known.map_or(Charset::Unknown, Charset::Known);
            }
        };
        Charset::Known(known)
    }

    /// The set with the number that the table of fonts gives; none where it is that of the document.
    pub(super) fn of_font(number: i32) -> Option<Charset> {
        let page = match number {
            0 | 2 => 1252,
            77 => 10_000,
            128 | 78 => 932,
            129 => 949,
            130 => 1361,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            _ => return None,
        };
        Some(Charset::of_page(page))
    }

    /// The text of bytes, and whether all of them are letters in this set.
    pub(super) fn text(self, bytes: &[u8]) -> (String, bool) {
        match self {
            Charset::Known(encoding) => {
                let (text, damaged) = encoding.decode_without_bom_handling(bytes);
                (text.into_owned(), !damaged)
            }
            Charset::Dos(letters) => {
                let upper: Vec<char> = letters.chars().collect();
                let letter = |&byte: &u8| match byte.checked_sub(128) {
                    Some(at) => upper.get(usize::from(at)).copied().unwrap_or('\u{fffd}'),
                    None => char::from(byte),
                };
                (bytes.iter().map(letter).collect(), true)
            }
            Charset::Unknown => (Charset::WESTERN.text(bytes).0, bytes.is_ascii()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Charset;

    #[test]
    fn letters_of_code_pages() {
        for (page, bytes, text) in [
            (1252, &b"\xdcbung \x80"[..], "Übung €"),
            (437, b"\x9abung", "Übung"),
            (850, b"\x9abung \xb8", "Übung ©"),
            (852, b"\x9d\xa2d\xab", "Łódź"),
            (1251, b"\xcb\xe0", "Ла"),
            (932, b"\x8b@\x96\xa7", "機密"),
            (10_000, b"\x86bung", "Übung"),
        ] {
            assert_eq!(Charset::of_page(page).text(bytes), (text.to_owned(), true), "{page}");
        }
        assert_eq!(Charset::of_page(1361).text(b"a\x8b"), ("a‹".to_owned(), false));
    }
}
