//! The HTML of a mail, which seldom begins as a page does.

/// HTML that is sure to be known as such; its mark of UTF-8 stays at its head.
pub(in crate::read) fn as_page(text: Vec<u8>) -> Vec<u8> {
    let mark = b"\xef\xbb\xbf";
    let (mark, text) = match text.strip_prefix(mark) {
        Some(text) => (&mark[..], text),
        None => (&b""[..], &text[..]),
    };
    [mark, b"<!DOCTYPE html>", text].concat()
}
