//! jCal (RFC 7265): a calendar written as JSON.
//!
//! It says the same in other brackets, so it becomes the same lines. Not here: what they say.

use serde_json::Value;

use super::line::{Line, Lines, Property};

/// Whether it starts as a calendar in JSON.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let rest = bytes.strip_prefix(b"[").map(<[u8]>::trim_ascii_start).unwrap_or_default();
    rest.starts_with(b"\"vcalendar\"")
}

/// Its lines; none where it is no such calendar from its beginning to its end.
pub(super) fn lines(bytes: &[u8]) -> Option<Lines> {
    if !recognises(bytes) {
        return None;
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(text).ok()?;
    let mut lines = Lines::default();
    component(&value, &mut lines.lines)?;
    Some(lines)
}

/// `[name, [properties], [components]]`. The parser has bounded the depth.
fn component(value: &Value, lines: &mut Vec<Line>) -> Option<()> {
    let [Value::String(name), Value::Array(properties), Value::Array(components)] =
        value.as_array()?.as_slice()
    else {
        return None;
    };
    lines.push(bracket("BEGIN", name));
    for property in properties {
        self::property(property.as_array()?, lines)?;
    }
    for inner in components {
        component(inner, lines)?;
    }
    lines.push(bracket("END", name));
    Some(())
}

fn bracket(name: &str, value: &str) -> Line {
    Line::Property(Property {
        name: name.to_owned(),
        value: value.to_owned(),
        ..Property::default()
    })
}

/// `[name, {parameters}, type, value, value ...]`.
fn property(parts: &[Value], lines: &mut Vec<Line>) -> Option<()> {
    let [Value::String(name), Value::Object(given), Value::String(kind), values @ ..] = parts
    else {
        return None;
    };
    let list = |value: &Value| match value {
        Value::Array(values) => values.iter().map(words).collect(),
        value => vec![words(value)],
    };
    let mut parameters: Vec<(String, Vec<String>)> =
        given.iter().map(|(name, value)| (name.to_ascii_uppercase(), list(value))).collect();
    parameters.push(("VALUE".to_owned(), vec![kind.to_ascii_uppercase()]));
    let value = values.iter().map(words).collect::<Vec<_>>().join(",");
    // Lines have escapes, and JSON has resolved its own.
    let value = if kind == "text" { escaped(&value) } else { value };
    let name = name.to_ascii_uppercase();
    lines.push(Line::Property(Property { name, parameters, value, line: 0 }));
    Some(())
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n")
}

/// A value in words; a structured one with all that is in it.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(words).collect::<Vec<_>>().join(";"),
        Value::Object(map) => {
            let parts = map.iter().map(|(name, value)| format!("{name}={}", words(value)));
            parts.collect::<Vec<_>>().join(";")
        }
        Value::Null => String::new(),
        value => value.to_string(),
    }
}
