//! A run over many files: its lines, how it is cut short, and how it goes on.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::Folder;

/// Texts of which some exceed, over folders that tell their months; an archive with several documents; a file that is
/// not read.
fn archive(files: usize) -> Folder {
    let folder = Folder::new();
    let texts = [
        "Protokoll der Besprechung\n\nDie Kantine hat neue Öffnungszeiten.\n",
        "VS-NUR FÜR DEN DIENSTGEBRAUCH\n\nErgebnis der Erprobung liegt vor.\n",
        "1. Begrüßung\n2. (GEHEIM) Sachstand der Beschaffung\n",
    ];
    for number in 0..files {
        let month = number % 12 + 1;
        let text = format!("{}\nNummer {number}\n", texts[(number + number / 12) % texts.len()]);
        folder.file(&format!("archiv/2024/{month:02}/lage-{number:04}.txt"), text);
    }
    folder.file("archiv/2024/06/leer.txt", "");
    for (format, name) in [("zip", "besprechung.zip"), ("tar", "archiv.tar")] {
        let path = format!("{}/tests/formats/{format}/{name}", env!("CARGO_MANIFEST_DIR"));
        folder.file(&format!("archiv/2024/07/{name}"), std::fs::read(path).unwrap());
    }
    folder
}

const CALL: [&str; 6] = ["check", "archiv", "-c", "webex", "-f", "jsonl"];

fn call<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&CALL, more].concat()
}

fn lines(text: &str) -> Vec<Value> {
    let line = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    text.lines().map(line).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// The whole report of the archive, written into a file.
fn whole(folder: &Folder) -> String {
    assert_eq!(folder.run(&call(&["-o", "whole.jsonl"])).status, 1);
    read(&folder.path().join("whole.jsonl"))
}

#[test]
fn lines_are_the_same_for_any_number_of_threads() {
    let folder = archive(60);
    let one = folder.run(&call(&["-j", "1"]));
    let more = ["--report", "json=all.json", "--report", "summary=page.txt"];
    let five = folder.run(&call(&[&["-j", "5"], more.as_slice()].concat()));
    assert_eq!(one.stdout, five.stdout);
    let all: Value = serde_json::from_str(&read(&folder.path().join("all.json"))).unwrap();
    let page = read(&folder.path().join("page.txt"));
    assert!(page.starts_with("EXCEEDS  63 files, "), "{page}");
    assert_eq!((one.status, one.stderr.as_str()), (1, ""));
    let lines = lines(&one.stdout);
    let (run, summary) = (&lines[0], &lines[lines.len() - 1]);
    assert_eq!(run["type"], "run");
    let digest = run["terms"]["rules"].as_str().unwrap();
    assert_eq!(digest.len(), 64);
    assert_eq!(summary["files"], 63);
    assert_eq!(summary["complete"], true);
    assert_eq!(summary["documents"], lines.len() - 2);
    assert_eq!(summary["documents"], all["documents"].as_array().unwrap().len());
    assert_eq!(summary["verdict"], "exceeds");
    assert_eq!(summary["months"].as_array().unwrap().len(), 12);
    let gaps = summary["gaps"].as_array().unwrap();
    assert!(gaps.iter().any(|gap| gap["gap"] == "empty" && gap["documents"] == 1), "{gaps:?}");
    assert_eq!(summary["channels"][0]["channel"], "webex");
    let of_zip: Vec<&Value> = lines
        .iter()
        .filter(|line| line["file"].as_str().is_some_and(|file| file.ends_with(".zip")))
        .collect();
    assert!(of_zip.len() > 1);
    for (line, more) in of_zip.iter().zip((0..of_zip.len()).rev()) {
        assert_eq!(line["more"], more);
        assert_eq!(line["file"], "archiv/2024/07/besprechung.zip");
    }
}

#[test]
fn a_report_goes_on_wherever_it_was_cut() {
    let folder = archive(20);
    let whole = whole(&folder);
    let cut = folder.path().join("cut.jsonl");
    let lines: Vec<usize> = whole.match_indices('\n').map(|(at, _)| at + 1).collect();
    let in_the_zip = whole.find(".zip\",\"bytes\"").unwrap();
    let ends = [lines[0], lines[9] - 1, lines[12] + 40];
    let first_of_zip = lines.iter().copied().find(|end| *end > in_the_zip).unwrap();
    for end in ends.into_iter().chain([first_of_zip, whole.len()]) {
        std::fs::write(&cut, &whole.as_bytes()[..end]).unwrap();
        let ran = folder.run(&call(&["-o", "cut.jsonl", "--resume", "cut.jsonl"]));
        assert_eq!((ran.status, ran.stderr.as_str()), (1, ""), "cut at {end}");
        assert!(read(&cut) == whole, "cut at {end}: the report is another one");
    }
}

#[test]
fn a_report_goes_on_only_as_it_was_begun() {
    let folder = archive(3);
    let whole = whole(&folder);
    let resume = |more: &[&str]| {
        let ran = folder.run(&[more, &["--resume", "whole.jsonl"]].concat());
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{more:?}");
        assert_eq!(read(&folder.path().join("whole.jsonl")), whole, "{more:?}");
        ran.stderr
    };
    let here = ["-o", "whole.jsonl"];
    let with = |more: &[&'static str]| [&CALL, here.as_slice(), more].concat();
    assert!(resume(&with(&["--today", "2020-01-01"])).contains("--today"));
    assert!(resume(&with(&["--line", "phone"])).contains("other options"));
    assert!(resume(&with(&["--scheme", "NATO"])).contains("other schemes"));
    assert!(resume(&with(&["archiv/2024"])).contains("other paths"));
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/10-own-pack/nordhafen.yaml");
    assert!(resume(&with(&["--ruleset", own])).contains("other rules"));
    assert!(resume(&call(&[])).contains("--report jsonl=whole.jsonl"));
    assert!(resume(&["check", "archiv", "--report", "jsonl=whole.jsonl"]).contains("human needs"));
    folder.file("archiv/2024/01/lage-0000.txt", "länger als zuvor, und das ist eine andere Datei");
    let stderr = resume(&with(&[]));
    assert!(stderr.contains("archiv/2024/01/lage-0000.txt has another length"), "{stderr}");
    folder.file("whole.jsonl", whole.replace("\"version\":1,\"tool\"", "\"version\":9,\"tool\""));
    let ran = folder.run(&with(&["--resume", "whole.jsonl"]));
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("whole.jsonl:1:1"), "{}", ran.stderr);
}

#[test]
fn a_report_among_the_files_is_not_read() {
    let folder = archive(2);
    let inside = call(&["-o", "archiv/report.jsonl"]);
    folder.run(&inside);
    let first = read(&folder.path().join("archiv/report.jsonl"));
    assert!(!first.contains("archiv/report.jsonl"));
    folder.run(&[inside.as_slice(), &["--resume", "archiv/report.jsonl"]].concat());
    assert_eq!(read(&folder.path().join("archiv/report.jsonl")), first);
}

/// Starts the program in the folder; the caller ends it.
fn start(folder: &Folder, arguments: &[&str]) -> Child {
    let mut command = crate::program::plain();
    let command = command.args(arguments).current_dir(folder.path());
    command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits until so many lines of a report are there.
fn wait_for(report: &PathBuf, lines: usize) {
    let begun = Instant::now();
    while std::fs::read_to_string(report).unwrap_or_default().lines().count() < lines {
        assert!(begun.elapsed() < Duration::from_secs(120), "the report does not grow");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_run_that_was_killed_goes_on() {
    let folder = archive(200);
    let whole = whole(&folder);
    let report = folder.path().join("killed.jsonl");
    let mut child = start(&folder, &call(&["-o", "killed.jsonl", "-j", "2"]));
    wait_for(&report, 20);
    child.kill().unwrap();
    child.wait().unwrap();
    let left = read(&report);
    assert!(whole.starts_with(&left), "what was written is not a beginning of the report");
    let ran = folder.run(&call(&["-o", "killed.jsonl", "--resume", "killed.jsonl"]));
    assert_eq!(ran.status, 1);
    assert!(read(&report) == whole);
}

/// The run hangs at a named pipe in the middle of its files, is interrupted there, and goes on when the pipe is read.
#[cfg(unix)]
#[test]
fn an_interrupted_run_ends_where_its_report_is_valid() {
    use std::io::{Read, Write};
    let folder = archive(200);
    let paths = ["archiv/2024/01", "archiv/2024/06/pipe", "archiv/2024/07"];
    let fifo = folder.path().join(paths[1]);
    if !Command::new("mkfifo").arg(&fifo).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no mkfifo here");
        return;
    }
    let check = [&["check"], paths.as_slice(), &["-c", "webex", "-f", "jsonl", "-o"]].concat();
    let feed = || {
        let mut pipe = std::fs::OpenOptions::new().write(true).open(&fifo).unwrap();
        pipe.write_all("Die Kantine bleibt offen.\n".as_bytes()).unwrap();
    };
    let report = folder.path().join("cut.jsonl");
    let mut child = start(&folder, &[check.as_slice(), &["cut.jsonl", "-j", "1"]].concat());
    wait_for(&report, 18);
    let pid = child.id().to_string();
    assert!(
        Command::new("sh").args(["-c", &format!("kill -INT {pid}")]).status().unwrap().success()
    );
    // The handler is at work once it has said so.
    let mut stderr = child.stderr.take().unwrap();
    let mut said = vec![0; "clearedfor: stopping".len()];
    stderr.read_exact(&mut said).unwrap();
    feed();
    let mut rest = String::new();
    stderr.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(rest.contains("--resume cut.jsonl"), "{rest}");
    let cut = lines(&read(&report));
    let summary = &cut[cut.len() - 1];
    assert_eq!((&summary["complete"], &summary["verdict"]), (&false.into(), &"exceeds".into()));
    assert_eq!(summary["files"], 18);

    let resumed = [check.as_slice(), &["cut.jsonl", "--resume", "cut.jsonl"]].concat();
    assert_eq!(folder.run(&resumed).status, 1);
    let child = start(&folder, &[check.as_slice(), &["whole.jsonl"]].concat());
    feed();
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(1));
    assert!(read(&report) == read(&folder.path().join("whole.jsonl")));
}

#[test]
fn whoever_closes_the_pipe_has_read_enough() {
    use std::io::{BufRead, BufReader, Read};
    let folder = archive(200);
    let mut command = Command::new(env!("CARGO_BIN_EXE_clearedfor"));
    let command = command.args(CALL).current_dir(folder.path()).stdin(Stdio::null());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("{\"type\":\"run\""), "{first}");
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    let status = child.wait().unwrap().code();
    assert!([Some(1), Some(3)].contains(&status), "{status:?}");
    assert_eq!(said, "");
}

#[test]
fn only_the_owner_reads_a_growing_report() {
    let folder = archive(2);
    folder.file("report.jsonl", "");
    folder.run(&call(&["-o", "report.jsonl"]));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path().join("report.jsonl")).unwrap().permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }
}
