//! Attributes: which are words that a reader sees or an editor left, which are links, and which show what lies elsewhere.
//!
//! Not here: attributes that say how words look ([`super::style`]).

use super::page::Page;
use super::style;
use super::tags::is_among;
use super::tokens::Tag;
use super::tree::Context;
use crate::model::{Say, SegmentKind};
use crate::read::data_uri;
use crate::read::reasons;

/// Attributes whose values are no words: names that programs give, sizes, colours, switches.
const SILENT: &str = "\
    accept accept-charset align alink allow as async autocomplete bgcolor blocking border \
    cellpadding cellspacing charset class clear color cols colspan compact content \
    contenteditable coords crossorigin data-type datetime decoding dir disabled draggable \
    enctype enterkeyhint face fetchpriority for form frame frameborder headers height hidden \
    hreflang hspace http-equiv id imagesizes inputmode integrity is itemid itemprop itemref \
    itemscope itemtype lang language leftmargin link list loading maxlength media method \
    name pattern prefix property referrerpolicy rel rev reversed role rows rowspan rules sandbox \
    scope shape size sizes span start style tabindex target type typeof width wrap";

/// Attributes that stand for what is not seen, or are shown where the pointer rests.
const SPOKEN: [&str; 15] = [
    "abbr",
    "alt",
    "alttext",
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "o:alt",
    "o:title",
    "standby",
    "summary",
    "title",
    "xlink:title",
    "data-tooltip",
];

/// Attributes with an address that a reader may follow.
const LINKS: [&str; 9] =
    ["action", "background", "cite", "data", "formaction", "href", "longdesc", "src", "xlink:href"];

/// Properties of a page that say nothing about its content.
const TECHNICAL: &str = "\
    apple-mobile-web-app-capable apple-mobile-web-app-status-bar-style charset color-scheme \
    content-language content-script-type content-security-policy content-style-type \
    content-type csrf-param csrf-token format-detection generator googlebot handheldfriendly \
    mobile-web-app-capable msapplication-config msapplication-tap-highlight \
    msapplication-tilecolor og:image:height og:image:width og:locale og:type originator \
    progid referrer robots theme-color viewport x-ua-compatible";

/// Width and height below which a picture shows no words, in pixels.
const ICON: f64 = 32.0;

/// Everything in the attributes of a tag.
pub(super) fn read(page: &mut Page<'_, '_, '_>, tag: &Tag, context: Context) {
    if context.silent {
        return;
    }
    if tag.name == "meta" {
        return meta(page, tag);
    }
    shown(page, tag);
    for (name, value) in tag.attributes.iter().filter(|(_, value)| !value.trim().is_empty()) {
        attribute(page, tag, name, value, context);
    }
}

fn attribute(page: &mut Page<'_, '_, '_>, tag: &Tag, name: &str, value: &str, context: Context) {
    let element = tag.name.as_str();
    let control = ["input", "select", "textarea", "button", "option", "data", "output"];
    let is_control = control.contains(&element);
    let named = ["a", "map", "form", "iframe", "frame", "object", "fieldset"].contains(&element);
    match name {
        _ if SPOKEN.contains(&name) => page.aside(SegmentKind::AltText, value),
        "placeholder" | "label" => page.aside(SegmentKind::FormField, value),
        "value" if element == "li" => {}
        "value" if tag.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")) => {
            page.aside(SegmentKind::Hidden, value);
        }
        "value" if is_control => page.aside(SegmentKind::FormField, value),
        "string" if element == "v:textpath" => page.aside(SegmentKind::TextBox, value),
        "name" | "id" if named || is_control || element.len() == 2 && element.starts_with('h') => {
            page.aside(SegmentKind::Name, value);
        }
        "download" | "title-name" => page.aside(SegmentKind::Name, value),
        "srcdoc" => {}
        _ if LINKS.contains(&name) => link(page, tag, value),
        _ if context.foreign
            || matches!(element, "svg" | "math")
            || element.contains(':')
            || name.starts_with("xmlns") => {}
        _ if name.starts_with("aria-") || is_among(SILENT, name) => {}
        _ if name.starts_with("on") => page.aside(SegmentKind::Hidden, &script_words(value)),
        _ if value.starts_with("http://") || value.starts_with("https://") => {
            page.aside(SegmentKind::Link, &data_uri::readable(value));
        }
        // A name that nobody knows was made by somebody for something.
        _ => page.aside(SegmentKind::Hidden, value),
    }
}

/// The target of a link; what stands in the address itself is read.
fn link(page: &mut Page<'_, '_, '_>, tag: &Tag, address: &str) {
    let address = address.trim();
    let settings =
        ["stylesheet", "icon", "preload", "preconnect", "prefetch", "manifest", "module"];
    let office = ["file-list", "edit-time-data", "themedata", "colorschememapping", "dns-"];
    let rel = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
    let is_setting = settings.iter().chain(&office).any(|setting| rel.contains(setting));
    if address.starts_with('#') || tag.name == "link" && is_setting {
        return;
    }
    if let Some((kind, bytes)) = data_uri::parse(address) {
        if page.is_new(address)
            && let Some(document) = data_uri::read(&kind, &bytes, page.reading)
        {
            page.include(document);
        }
        return;
    }
    let scheme: String = address.chars().take(11).collect::<String>().to_ascii_lowercase();
    let kind = if scheme == "javascript:" { SegmentKind::Hidden } else { SegmentKind::Link };
    page.aside(kind, &data_uri::readable(address));
}

/// What a tag shows that lies elsewhere, or in one of its attributes.
fn shown(page: &mut Page<'_, '_, '_>, tag: &Tag) {
    let get = |name| tag.get(name).map(str::trim).filter(|value| !value.is_empty());
    if let Some(page_in_page) = get("srcdoc") {
        let document = page.reading.nested("srcdoc.html", page_in_page.as_bytes());
        page.include(document);
    }
    let picture = reasons::PICTURE_ELSEWHERE;
    let target = match tag.name.as_str() {
        "img" | "image" | "v:imagedata" | "v:fill" => {
            let lazy = ["data-src", "data-original", "data-lazy-src", "srcset"];
            let target = ["src", "href", "xlink:href"].into_iter().chain(lazy).find_map(get);
            target.filter(|_| !is_icon(tag)).map(|target| (target, picture))
        }
        "input" if tag.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("image")) => {
            get("src").filter(|_| !is_icon(tag)).map(|target| (target, picture))
        }
        "iframe" | "frame" => get("src")
            .filter(|target| !target.to_ascii_lowercase().starts_with("about:"))
            .map(|target| {
                (
                    target,
                    Say(
                        "a page in the page that lies elsewhere",
                        "eine Seite in der Seite, die anderswo liegt",
                    ),
                )
            }),
        "object" | "embed" | "applet" => {
            ["data", "src", "code", "archive"].into_iter().find_map(get).map(|target| {
                (target, Say("an object that lies elsewhere", "ein Objekt, das anderswo liegt"))
            })
        }
        "video" | "audio" | "source" | "track" | "bgsound" => get("src").map(|target| {
            (
                target,
                Say(
                    "sound, video or captions that lie elsewhere",
                    "Ton, Video oder Untertitel, die anderswo liegen",
                ),
            )
        }),
        _ => None,
    };
    let behind = get("background").map(str::to_owned).or_else(|| style_picture(get("style")?));
    let targets = target.map(|(target, reason)| (target.to_owned(), reason));
    for (target, reason) in targets.into_iter().chain(behind.map(|target| (target, picture))) {
        if data_uri::parse(&target).is_none() {
            page.elsewhere(&target, reason);
        }
    }
    if tag.name == "script" && get("src").is_some() && page.is_new("a script") {
        page.draft.notice(Say(
            "scripts that lie elsewhere may show more than was read",
            "Skripte, die anderswo liegen, können mehr zeigen als gelesen wurde",
        ));
    }
}

/// The picture that a style attribute puts behind words.
fn style_picture(style: &str) -> Option<String> {
    let (_, behind) = style.split_once("url(")?;
    let target = behind.split(')').next()?.trim_matches(['"', '\'', ' ']);
    (!target.is_empty() && style.contains("background")).then(|| target.to_owned())
}

/// Whether a picture is so small that it shows no words.
fn is_icon(tag: &Tag) -> bool {
    let size = |name| {
        let attribute = tag.get(name).filter(|value| !value.trim_end().ends_with('%'));
        let styled = || style::value(tag.get("style")?, name).filter(|value| value.ends_with("px"));
        let value = attribute.map(str::to_owned).or_else(styled)?;
        value.trim().trim_end_matches("px").parse::<f64>().ok()
    };
    [size("width"), size("height")].into_iter().flatten().any(|size| size < ICON)
}

fn meta(page: &mut Page<'_, '_, '_>, tag: &Tag) {
    let name = ["name", "property", "itemprop", "http-equiv"].into_iter().find_map(|n| tag.get(n));
    let name = name.unwrap_or_default().trim();
    let small = name.to_ascii_lowercase();
    let Some(content) = tag.get("content").map(str::trim) else { return };
    if small == "refresh" {
        let target = content.split_once(['=']).map_or("", |(_, target)| target);
        return page.aside(SegmentKind::Link, &data_uri::readable(target));
    }
    if is_among(TECHNICAL, &small) || !content.contains(char::is_alphanumeric) {
        return;
    }
    let label = format!("{name}: {content}");
    match small.as_str() {
        "title" | "og:title" | "twitter:title" | "dc.title" | "dcterms.title" | "subject" => {
            page.property(SegmentKind::Subject, name, content);
        }
        _ if small.starts_with("msip_label") => page.property(SegmentKind::Label, name, &label),
        _ => page.property(SegmentKind::Property, name, content),
    }
}

/// A script with the letters in it that are written as codes.
pub(super) fn script_words(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let (skip, digits) = match rest.as_bytes() {
            [b'u', b'{', ..] => (2, rest[2..].find('}').unwrap_or(0).min(6)),
            [b'u', ..] => (1, 4),
            [b'x', ..] => (1, 2),
            _ => (0, 0),
        };
        let code = rest.get(skip..skip + digits).filter(|_| digits > 0);
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &rest[skip + digits..];
                rest = if skip == 2 { rest.strip_prefix('}').unwrap_or(rest) } else { rest };
            }
            None if rest.starts_with(['n', 'r', 't']) => {
                out.push(' ');
                rest = &rest[1..];
            }
            None => {}
        }
    }
    out.push_str(rest);
    out
}
