//! The limit that a scanner can be measured by: every file read into one buffer, its newlines counted, and
//! nothing else done with it. And the short benchmark, which runs the program in turn with that.
//!
//! Not processor time: Rust's own library has none for a child. `benches/compare.sh` measures it.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::corpus::Workshop;
use crate::rules::{self, Rule};

const ROUNDS: usize = 7;
const FILES: usize = 200;
const BYTES: f64 = 10e6;

/// How many files, bytes and newlines a folder has.
pub(crate) fn newlines(path: &Path, buffer: &mut Vec<u8>) -> Outcome<(usize, usize, usize)> {
    if path.is_dir() {
        let mut sum = (0, 0, 0);
        for entry in std::fs::read_dir(path)? {
            let (files, bytes, newlines) = newlines(&entry?.path(), buffer)?;
            sum = (sum.0 + files, sum.1 + bytes, sum.2 + newlines);
        }
        return Ok(sum);
    }
    buffer.clear();
    File::open(path)?.read_to_end(buffer)?;
    Ok((1, buffer.len(), memchr::memchr_iter(b'\n', buffer).count()))
}

/// Checks an archive of 10 MB, several times in turn with reading it, and prints both.
#[allow(clippy::cast_precision_loss, reason = "bytes of a small corpus")]
pub(crate) fn share(workshop: &Workshop<'_>, rules: &[Rule]) -> Outcome<()> {
    let work = tempfile::tempdir()?;
    let (corpus, ruleset) = (work.path().join("corpus"), work.path().join("bench.yaml"));
    std::fs::write(&ruleset, rules::as_ruleset(rules)?)?;
    let made = workshop.archive(&corpus.to_string_lossy(), FILES, BYTES)?;
    println!("{made}, {} rules", rules.len());
    let (mut checked, mut read) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        check(&corpus, &ruleset, work.path())?;
        checked.push(begun.elapsed());
        let begun = Instant::now();
        newlines(&corpus, &mut Vec::new())?;
        read.push(begun.elapsed());
    }
    let bytes = newlines(&corpus, &mut Vec::new())?.1 as f64;
    let (checked, read) = (Spread::of(checked), Spread::of(read));
    println!("check, one thread    {}", checked.told(bytes));
    println!("read and count       {}", read.told(bytes));
    let share = 100.0 * read.middle.as_secs_f64() / checked.middle.as_secs_f64();
    println!("share of the limit   {share:.1} %, start-up included");
    Ok(())
}

fn check(corpus: &Path, ruleset: &Path, work: &Path) -> Outcome<()> {
    let status = Command::new(env!("CARGO_BIN_EXE_clearedfor"))
        .args(["check", "--no-config", "--no-builtin-rules", "--threads", "1"])
        .args(["--format", "jsonl", "--output"])
        .arg(work.join("report.jsonl"))
        .arg("--ruleset")
        .arg(ruleset)
        .arg(corpus)
        .stderr(Stdio::null())
        .status()?;
    // The corpus exceeds what an unnamed channel carries; an error has another status.
    match status.code() {
        Some(0 | 1 | 3) => Ok(()),
        other => Err(format!("the program ended with {other:?}").into()),
    }
}

/// The middle of some times, and their ends.
struct Spread {
    low: Duration,
    middle: Duration,
    high: Duration,
}

impl Spread {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self { low: times[0], middle: times[times.len() / 2], high: times[times.len() - 1] }
    }

    fn told(&self, bytes: f64) -> String {
        let milliseconds = [self.low, self.middle, self.high].map(|time| time.as_secs_f64() * 1e3);
        let speed = bytes / self.middle.as_secs_f64() / 1e6;
        let [low, middle, high] = milliseconds;
        format!("{middle:8.1} ms ({low:.1} to {high:.1}), {speed:.0} MB a second")
    }
}
