//! Makes ready what comes with the program: reads the built-in rules, schemes and the policy once and for all, and
//! fingerprints what the program is built from, so that a report can say which program made it.
//!
//! It reads with the program's own loader, so that there is one; a file that is wrong fails the build as it would fail a
//! run. Not here: fingerprints of what a run reads, which are made when it reads.

#![allow(dead_code, unused_imports, unreachable_pub, reason = "the loader alone needs but a part")]

/// What the program includes of what is counted here, is at hand here.
macro_rules! frequencies {
    () => {
        crate::counted()
    };
}

#[path = "src/error.rs"]
mod error;
#[path = "src/load"]
mod load {
    #[path = "builtin/files.rs"]
    pub mod builtin;
    mod packed;
    pub mod policy;
    pub mod ruleset;
    mod schema;
    pub mod scheme;
    mod yaml;
}
#[path = "src/model/mod.rs"]
mod model;
#[path = "src/packed/mod.rs"]
mod packed;
#[path = "src/pattern/mod.rs"]
mod pattern;
#[path = "src/text/mod.rs"]
mod text;

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::OnceLock;

use error::Error;
use sha2::{Digest as _, Sha256};

/// Everything that decides what the program does: its code, its rules, and the versions of what it is linked with.
const PARTS: [&str; 3] = ["src", "rulesets", "Cargo.lock"];

fn main() -> ExitCode {
    link();
    let done =
        fingerprint().and_then(|()| made("frequencies.bin", counted())).and_then(|()| pack());
    let Err(error) = done else { return ExitCode::SUCCESS };
    // Every line is one of Cargo's own, or it would show them only among everything else.
    error.to_string().lines().for_each(|line| println!("cargo::error={line}"));
    ExitCode::FAILURE
}

/// Tables of the libraries hold some fifty thousand addresses, which are set right at every start because the program is
/// loaded anywhere. Where the system's loader can read a map of them (glibc 2.36), a megabyte that lists them one by one
/// is left out: a twentieth of what an agenda takes. Elsewhere nothing changes.
fn link() {
    let target = |part: &str| env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    let own = env::var_os("TARGET") == env::var_os("HOST");
    if own && target("OS") == "linux" && target("ENV") == "gnu" && glibc() >= Some((2, 36)) {
        println!("cargo::rustc-link-arg-bin=clearedfor=-Wl,-z,pack-relative-relocs");
    }
}

/// The version of the C library that the program is linked with, where the system tells.
fn glibc() -> Option<(u32, u32)> {
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?.stdout;
    let (major, minor) =
        std::str::from_utf8(&told).ok()?.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// Packs what the built-in files say.
fn pack() -> Result<(), Error> {
    let (rules, catalogue) = load::builtin::packs()?;
    made("builtin.pack", &rules)?;
    made("builtin.catalogue", &catalogue)
}

/// Writes a file that the program is built from.
fn made(name: &str, bytes: &[u8]) -> Result<(), Error> {
    let folder = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(folder.join(name), bytes).map_err(failed)
}

fn fingerprint() -> Result<(), Error> {
    let mut all = Sha256::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        for file in files(Path::new(part)).map_err(failed)? {
            // The same on every system: forward slashes, no line ends of the checkout's choosing.
            let name = file.to_string_lossy().replace('\\', "/");
            let bytes = fs::read(&file).map_err(failed)?;
            for part in [name.as_bytes(), &bytes] {
                all.update((part.len() as u64).to_le_bytes());
                all.update(part);
            }
        }
    }
    let digest: String = all.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=CLEAREDFOR_BUILD={digest}");
    Ok(())
}

const CLASSES: usize = 29;
/// Four bytes for each class, each pair and each three.
const SHARES: usize = 4 * (CLASSES + CLASSES * CLASSES + CLASSES * CLASSES * CLASSES);

/// What is counted of the classes; none where the rules cannot be read, of which the loader says why.
fn counted() -> &'static [u8; SHARES] {
    static COUNTED: OnceLock<[u8; SHARES]> = OnceLock::new();
    let count = || frequencies().ok().and_then(|all| all.try_into().ok());
    COUNTED.get_or_init(|| count().unwrap_or([0; SHARES]))
}

/// How often classes of characters (src/pattern/classes.rs) stand in the rules and their examples: alone, behind
/// another, and behind two others, as shares of four bytes each. It is what src/pattern/rarity.rs reads.
fn frequencies() -> io::Result<Vec<u8>> {
    let mut singles = vec![1_u32; CLASSES];
    let mut pairs = vec![1_u32; CLASSES * CLASSES];
    let mut triples = vec![1_u32; CLASSES * CLASSES * CLASSES];
    for file in files(Path::new("rulesets"))? {
        let text = fs::read_to_string(file)?.to_lowercase();
        // An expression reads like no text.
        let lines = text.lines().filter(|line| !line.contains("(?") && !line.contains('\\'));
        // A transcript has a time before each turn.
        let text = lines.map(|line| format!("[00:12:34] {line}\n")).collect::<String>();
        let text = text.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
        let (mut last, mut after_blank) = ((0, 0), false);
        for c in text.replace('ß', "ss").chars() {
            let class = match c {
                'a'..='z' => c as usize - 'a' as usize + 1,
                '0'..='9' => 27,
                c if !c.is_ascii() && c.is_alphanumeric() => 28,
                _ => 0,
            };
            // Runs of blanks are one in a folded text; a blank behind a full stop stays.
            let blank = c.is_whitespace() || matches!(c, '-' | '_');
            if !(blank && after_blank) {
                singles[class] += 1;
                pairs[last.1 * CLASSES + class] += 1;
                triples[(last.0 * CLASSES + last.1) * CLASSES + class] += 1;
                last = (last.1, class);
            }
            after_blank = blank;
        }
    }
    let shares = |counts: &[u32]| -> Vec<u8> {
        let all = counts.iter().map(|&count| f64::from(count)).sum::<f64>();
        let share = |&count: &u32| ((f64::from(count) / all) as f32).to_le_bytes();
        counts.iter().flat_map(share).collect()
    };
    let all = [&singles, &pairs, &triples];
    Ok(all.into_iter().flat_map(|counts| counts.chunks(CLASSES).flat_map(shares)).collect())
}

fn failed(source: io::Error) -> Error {
    Error::Io { path: "the build".to_owned(), source }
}

/// The files under a path, in order.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    let below = entries.iter().map(|entry| files(entry)).collect::<io::Result<Vec<_>>>()?;
    Ok(below.concat())
}
