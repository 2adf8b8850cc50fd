//! What a browser may rely on: the policy of the page, its elements, its size.
//!
//! Not here: whole pages ([`crate::render::golden`]) and a real browser (tests/page.sh).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};

use super::*;
use crate::render::{Lang, golden};

/// Elements that the page is made of.
const ELEMENTS: &str = "html head meta title style body a div header p h1 h2 h3 h4 h5 main section \
     article figure figcaption svg g line path rect circle text table thead tbody tr th td ul ol li \
     dl dt dd details summary blockquote mark span strong code bdi label input output button footer \
     script";
/// Attributes that they may have; none of them runs anything.
const ATTRIBUTES: &str = "lang charset http-equiv content name class id href role viewbox width height \
     x y x1 x2 y1 y2 cx cy r d scope colspan hidden for type autocomplete spellcheck aria-pressed \
     data-row";

fn html(report: &Report, lang: Lang) -> String {
    let mut out = String::new();
    Format.render(report, &Look { lang, ..Look::default() }, &mut out).unwrap();
    out
}

/// The page without its style sheet and script, which stand in files of their own.
pub(in crate::render) fn lean(page: &str) -> String {
    let print = |code: &str| base64(Digest::of(unix(code).as_bytes()).bytes());
    let page = page.replace(&unix(STYLE), "style.css").replace(&unix(SCRIPT), "script.js");
    page.replace(&print(STYLE), "style.css").replace(&print(SCRIPT), "script.js")
}

/// Panics where the page has an element or attribute that is not ours, a link that leaves it, or one that leads
/// nowhere.
pub(in crate::render) fn only_ours(page: &str) {
    let known: BTreeSet<&str> = ELEMENTS.split_whitespace().collect();
    let attributes: BTreeSet<&str> = ATTRIBUTES.split_whitespace().collect();
    let (mut ids, mut links, mut open) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    let mut heading = 0;
    for Ok(token) in Tokenizer::new(&lean(page)) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8(tag.name.0.clone()).unwrap();
                assert!(known.contains(name.as_str()), "<{name}> in {page}");
                for (attribute, value) in &tag.attributes {
                    let attribute = std::str::from_utf8(attribute).unwrap();
                    let value = String::from_utf8(value.value.0.clone()).unwrap();
                    assert!(attributes.contains(attribute), "{attribute} of <{name}> in {page}");
                    match attribute {
                        "id" => assert!(ids.insert(value.clone()), "{value} is there twice"),
                        "href" => drop(links.insert(value.strip_prefix('#').unwrap().to_owned())),
                        _ => (),
                    }
                }
                if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
                    assert!(level <= heading + 1, "<h{level}> under <h{heading}>");
                    heading = level;
                }
                if !tag.self_closing && !matches!(name.as_str(), "meta" | "input") {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                assert_eq!(open.pop().unwrap().as_bytes(), tag.name.0.as_slice(), "in {page}");
            }
            Token::Comment(_) => panic!("a comment in {page}"),
            Token::Error(error) => panic!("{error:?} in {page}"),
            _ => (),
        }
    }
    assert!(open.is_empty(), "{open:?} is open");
    assert!(links.is_subset(&ids), "{:?} leads nowhere", links.difference(&ids));
}

#[test]
fn every_page_is_made_of_our_elements_only() {
    for (_, report) in golden::reports() {
        for (lang, _) in Lang::NAMES {
            only_ours(&html(&report, lang));
        }
    }
}

#[test]
fn fingerprints_are_those_of_browsers() {
    // What `openssl dgst -sha256 -binary </dev/null | base64` prints.
    let empty = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    assert_eq!(base64(Digest::of(b"").bytes()), empty);
    assert_eq!(base64(b"ab"), "YWI=");
    assert!(policy("", "x").contains(&format!("style-src 'sha256-{empty}';")));
}

#[test]
fn the_policy_allows_nothing_but_the_two_blocks() {
    let page = html(&golden::reports()[0].1, Lang::En);
    let policy = page.split("Content-Security-Policy\" content=\"").nth(1).unwrap();
    let policy = policy.split('"').next().unwrap();
    assert!(policy.starts_with("default-src 'none'; "));
    assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'));
    for tag in ["style", "script"] {
        let block = page.split(&format!("<{tag}>")).nth(1).unwrap();
        let block = block.split(&format!("</{tag}>")).next().unwrap();
        let print = base64(Digest::of(block.as_bytes()).bytes());
        assert!(policy.contains(&format!("{tag}-src 'sha256-{print}'")), "{tag}");
    }
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
}

/// Twice as many documents are twice as long a page, and no more.
#[test]
fn a_page_grows_with_its_documents() {
    let (_, one) = golden::reports().swap_remove(0);
    let size = |count: usize| {
        let mut report = one.clone();
        report.assessments = vec![one.assessments[0].clone(); count];
        html(&report, Lang::En).len()
    };
    let (few, many) = (size(200) - size(100), size(400) - size(300));
    assert!(few.abs_diff(many) < few / 50, "{few} and {many}");
    assert!(few / 100 < 13_000, "{} bytes a document", few / 100);
}

/// With `CLEAREDFOR_PAGES=FOLDER` for looking at in a browser.
#[test]
fn pages_to_look_at() {
    let Some(folder) = std::env::var_os("CLEAREDFOR_PAGES").map(std::path::PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    for (name, report) in golden::reports() {
        for (lang, word) in Lang::NAMES {
            let file = folder.join(format!("{name}.{word}.html"));
            std::fs::write(file, html(&report, lang)).unwrap();
        }
    }
}
