//! Makes ready what comes with the program: reads the built-in rules, schemes and the policy once and for all, and
//! fingerprints what the program is built from, so that a report can say which program made it.
//!
//! It reads with the program's own loader, so that there is one; a file that is wrong fails the build as it would fail a
//! run. Not here: fingerprints of what a run reads, which are made when it reads.

#![allow(dead_code, unused_imports, unreachable_pub, reason = "the loader alone needs but a part")]

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
use std::process::ExitCode;

use error::Error;
use sha2::{Digest as _, Sha256};

/// Everything that decides what the program does: its code, its rules, and the versions of what it is linked with.
const PARTS: [&str; 3] = ["src", "rulesets", "Cargo.lock"];

fn main() -> ExitCode {
    let done = fingerprint().and_then(|()| pack());
    let Err(error) = done else { return ExitCode::SUCCESS };
    // Every line is one of Cargo's own, or it would show them only among everything else.
    error.to_string().lines().for_each(|line| println!("cargo::error={line}"));
    ExitCode::FAILURE
}

/// Packs what the built-in files say.
fn pack() -> Result<(), Error> {
    let pack = packed::write(&load::builtin::Builtin::of_files()?);
    let folder = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(folder.join("builtin.pack"), pack).map_err(failed)
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
