//! A long Markdown text in parts that the parser reads as it reads the whole, so that its tree is never that of the
//! whole.
//!
//! A part ends where a heading stands at the start of a line behind a blank one. Lists, quotes, tables and paragraphs end
//! there, whatever they hold; a fence or a block of HTML that is open at the outermost level does not, and a definition
//! of a link may be used anywhere. Not here: what is written of a part ([`super`]).

use memchr::memmem;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use crate::text::Span;

/// Bytes of a part, or more: what is no longer is one part.
pub(super) const PART: usize = 64 * 1024;

/// The parts of `body`, in order, each of so many bytes or more but the last.
pub(super) fn parts(body: &str, length: usize) -> impl Iterator<Item = Span> + '_ {
    let defines = body.len() > length && memmem::find(body.as_bytes(), b"]:").is_some();
    let length = if defines { body.len() } else { length };
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        at = end(body, start, length);
        (start < at).then(|| Span::new(start, at))
    })
}

/// The events of a part.
pub(super) fn parser(part: &str) -> Parser<'_> {
    Parser::new_ext(part, Options::ENABLE_TABLES)
}

/// Where the part ends that begins at `start`.
fn end(body: &str, start: usize, length: usize) -> usize {
    let mut length = length;
    while let Some(heading) = heading_from(body, start.saturating_add(length)) {
        if is_closed(&body[start..heading]) {
            return heading;
        }
        // Twice as much each time, so that nothing is read more often than that.
        length = 2 * (heading - start);
    }
    body.len()
}

/// The first heading from `at` on that stands at the start of a line behind a blank one.
fn heading_from(body: &str, at: usize) -> Option<usize> {
    let bytes = body.as_bytes();
    let is_heading = |&start: &usize| {
        let blank = bytes[..start].ends_with(b"\n\n") || bytes[..start].ends_with(b"\n\r\n");
        let marks = bytes[start..].iter().take_while(|byte| **byte == b'#').count();
        blank && marks <= 6 && bytes.get(start + marks) == Some(&b' ')
    };
    let mut begins = memmem::find_iter(bytes.get(at..)?, b"\n#").map(|found| at + found + 1);
    begins.find(is_heading)
}

/// Whether nothing that goes on over a heading is open at the end of a part.
fn is_closed(part: &str) -> bool {
    let mut opens = [&b"```"[..], b"~~~", b"<"].into_iter();
    if opens.all(|mark| memmem::find(part.as_bytes(), mark).is_none()) {
        return true;
    }
    let (mut depth, mut open) = (0_usize, false);
    for event in parser(part) {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    open = matches!(tag, Tag::HtmlBlock | Tag::CodeBlock(CodeBlockKind::Fenced(_)));
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            _ => open &= depth > 0,
        }
    }
    !open
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::read_in_parts;
    use super::parts;

    #[test]
    fn parts_end_at_headings() {
        let cut =
            |text: &str| parts(text, 1).map(|part| part.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(cut("a\n\n# b\n\n## c\n# d"), ["a\n\n", "# b\n\n", "## c\n# d"]);
        assert_eq!(cut("a\r\n\r\n# b"), ["a\r\n\r\n", "# b"]);
        assert_eq!(cut("```\n\n# b\n\n```\nx\n\n# c"), ["```\n\n# b\n\n```\nx\n\n", "# c"]);
        assert_eq!(cut("<!--\n\n# b\n\n-->\nx\n\n# c"), ["<!--\n\n# b\n\n-->\nx\n\n", "# c"]);
        assert_eq!(cut("- ```\n\n# b"), ["- ```\n\n", "# b"]);
        assert_eq!(cut("[a]\n\n# b\n\n[a]: c"), ["[a]\n\n# b\n\n[a]: c"]);
    }

    /// Lines of Markdown, whose blocks may be open when the next begins.
    const LINES: [&str; 40] = [
        "",
        "",
        "",
        "",
        "",
        "# a",
        "# b",
        "## c *d*",
        "#e",
        "    # f",
        " # g",
        "- h",
        "  - i",
        "* j",
        "1. k",
        "2) l",
        "> m",
        "> # n",
        "text [o](p) `q`",
        "text <b>r</b>",
        "lazy",
        "    code",
        "\tcode",
        "```",
        "~~~ s",
        "  ```",
        "- ```",
        "> ~~~",
        "<div>",
        "</div>",
        "<!-- t",
        "u -->",
        "<script>",
        "</script>",
        "<?v",
        "<![CDATA[",
        "| w | x |\n|---|---|",
        "===",
        "---",
        "[y]: z",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// What is read of the parts is what is read of the whole.
        #[test]
        fn parts_read_as_the_whole_does(
            lines in proptest::collection::vec(
                (proptest::sample::select(&LINES[..]), proptest::sample::select(&["\n", "\n", "\n\n", "\r\n", "\r"][..])),
                0..30,
            ),
            length in 0..40_usize,
        ) {
            let text: String = lines.iter().flat_map(|(line, end)| [*line, *end]).collect();
            let (found, oracle) = (read_in_parts(text.clone(), length), read_in_parts(text, usize::MAX));
            prop_assert_eq!(format!("{found:?}"), format!("{oracle:?}"));
        }
    }
}
