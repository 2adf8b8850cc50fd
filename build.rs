//! Fingerprints what the program is built from, so that a report can say which program made it.
//!
//! Not here: fingerprints of what a run reads, which are made when it reads.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// Everything that decides what the program does: its code, its rules, and the versions of what it is linked with.
const PARTS: [&str; 3] = ["src", "rulesets", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut all = Sha256::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        for file in files(Path::new(part))? {
            // The same on every system: forward slashes, no line ends of the checkout's choosing.
            let name = file.to_string_lossy().replace('\\', "/");
            let bytes = fs::read(&file)?;
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
