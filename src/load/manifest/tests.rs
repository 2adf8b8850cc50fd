//! Manifests that are understood, and those that are refused with the place of the mistake.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use super::*;
use crate::load::builtin;

fn read_as(name: &str, text: &str, options: &Options) -> Result<Vec<Truth>, String> {
    let policy = builtin::policy().unwrap();
    read(name, text, options, &policy).map_err(|error| error.to_string())
}

fn where_(conditions: &[&str]) -> Options {
    let conditions = conditions.iter().map(|text| text.parse().unwrap()).collect();
    Options { conditions, ..Options::default() }
}

#[test]
fn columns_are_found_by_name() {
    let text = "notes\tverdict\tpath\tcontent_min\tcontent_max\tceiling\tchannel\tcategory\tduration_s\n\
                said \"so\"\texceeds\tdocs/a.txt\t2\t3\t1\tBw-Webex\tB\t1800\n\
                \t\tb.txt\t\t\t\t\t\t\n";
    let rows = read_as("truth.tsv", text, &Options::default()).unwrap();
    let level = |n| Level::new(n).unwrap();
    assert_eq!(
        rows[0],
        Truth {
            path: "docs/a.txt".to_owned(),
            line: 2,
            set: "B".to_owned(),
            content: Some((level(2), level(3))),
            ceiling: Some(level(1)),
            verdict: Some(Verdict::Exceeds),
            seconds: Some(1800.0),
            channel: Some("webex".to_owned()),
        }
    );
    assert_eq!(rows[1], Truth { path: "b.txt".to_owned(), line: 3, ..Truth::default() });
}

#[test]
fn the_delimiter_is_told_by_the_ending_or_the_first_line() {
    for (name, text) in [
        ("a.csv", "path,level\n\"a, b.txt\",3\n"),
        ("a.csv", "path;level\na, b.txt;3\n"),
        ("a.tsv", "\u{feff}path\tlevel\r\na, b.txt\t3\r\n"),
        ("a", "path\tlevel\na, b.txt\t3\n"),
    ] {
        let rows = read_as(name, text, &Options::default()).unwrap();
        assert_eq!((rows.len(), rows[0].path.as_str()), (1, "a, b.txt"), "{text}");
        assert_eq!(rows[0].content.map(|range| range.0.ordinal()), Some(3));
    }
}

#[test]
fn conditions_select_rows_and_options_complete_them() {
    let text = "path,lang,level\na/1,de,-1\na/2,en,2\nb/3,de,\n";
    let paths = |conditions: &[&str]| -> Vec<String> {
        let rows = read_as("m.csv", text, &where_(conditions)).unwrap();
        rows.into_iter().map(|row| row.path).collect()
    };
    assert_eq!(paths(&["lang=de"]), ["a/1", "b/3"]);
    assert_eq!(paths(&["lang=de", "path^=a/"]), ["a/1"]);
    assert_eq!(paths(&["lang!=de"]), ["a/2"]);
    assert_eq!(paths(&["path!^=a/"]), ["b/3"]);
    let options = Options {
        level: Level::new(1),
        channel: Some("webex".to_owned()),
        group: Some("lang".to_owned()),
        ..Options::default()
    };
    let rows = read_as("m.csv", text, &options).unwrap();
    let levels: Vec<u8> = rows.iter().map(|row| row.content.unwrap().0.ordinal()).collect();
    assert_eq!(levels, [1, 2, 1], "-1 and nothing are unknown, and completed");
    assert!(rows.iter().all(|row| row.channel.as_deref() == Some("webex")));
    assert_eq!(rows[1].set, "en");
}

#[test]
fn mistakes_are_told_with_their_place() {
    for (text, expected) in [
        ("file,level\na,1\n", "m.csv:1:1: no column `path`; columns of this file: file, level"),
        ("path,lang\na,de\n", "m.csv:1:1: nothing to measure against"),
        ("path,content_min\na,1\n", "m.csv:1:1: no column `content_max`"),
        ("path,level,level\na,1,1\n", "m.csv:1:1: the column `level` is there twice"),
        ("path,level\na,1\nb,5\n", "m.csv:3:3: column `level`: `5`: a level is 0 (open)"),
        ("path,level\n,1\n", "m.csv:2:1: column `path`: the row names no file"),
        ("path,level\na,1,2\n", "m.csv:2:1: 3 cells in this row, 2 columns in the first line"),
        ("path,content_min,content_max\na,3,2\n", "m.csv:2:1: column `content_max`: below"),
        ("path,content_min,content_max\na,3,\n", "m.csv:2:1: columns `content_min` and"),
        ("path,verdict\na,maybe\n", "m.csv:2:3: column `verdict`: `maybe`: a verdict is within"),
        ("path,level,duration_s\na,1,1h\n", "m.csv:2:5: column `duration_s`: `1h`: a duration"),
        ("path,level,channel\na,1,webx\n", "m.csv:2:5: column `channel`: `webx`: unknown channel"),
        ("path,level\n", "m.csv: the manifest has no rows"),
    ] {
        let error = read_as("m.csv", text, &Options::default()).unwrap_err();
        assert!(error.starts_with(expected), "{error}");
    }
    let text = "path,lang,level\na,de,1\n";
    for (condition, expected) in [
        ("lang=fr", "m.csv: no row meets every --where"),
        ("lnag=de", "unknown column `lnag` (did you mean `lang`?)\nknown: path, lang, level"),
    ] {
        let error = read_as("m.csv", text, &where_(&[condition])).unwrap_err();
        assert_eq!(error, expected);
    }
    for wrong in ["lang", "=de", "!=x"] {
        assert!(wrong.parse::<Condition>().is_err(), "{wrong}");
    }
}
