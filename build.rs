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
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out.join("frequencies.bin"), frequencies(&files(Path::new("rulesets"))?)?)
}

/// How often classes of characters (src/pattern/classes.rs) stand in the rules and their examples, alone and one
/// behind the other, as shares of four bytes each: what src/pattern/rarity.rs reads.
fn frequencies(files: &[PathBuf]) -> io::Result<Vec<u8>> {
    const CLASSES: usize = 29;
    let (mut singles, mut pairs) = ([1_u32; CLASSES], [[1_u32; CLASSES]; CLASSES]);
    for file in files {
        // A transcript has a time before each turn.
        let text = fs::read_to_string(file)?.to_lowercase().replace('\n', "\n[00:12:34] ");
        let text = text.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
        let text = text.replace('ß', "ss");
        let mut last = 0;
        for c in text.chars() {
            let class = match c {
                'a'..='z' => c as usize - 'a' as usize + 1,
                '0'..='9' => 27,
                c if !c.is_ascii() && c.is_alphanumeric() => 28,
                _ => 0,
            };
            // Runs of blanks are one in a folded text.
            if (last, class) != (0, 0) {
                singles[class] += 1;
                pairs[last][class] += 1;
            }
            last = class;
        }
    }
    let shares = |counts: &[u32]| -> Vec<u8> {
        let all = counts.iter().map(|&count| f64::from(count)).sum::<f64>();
        let share = |&count: &u32| ((f64::from(count) / all) as f32).to_le_bytes();
        counts.iter().flat_map(share).collect()
    };
    Ok([shares(&singles), pairs.iter().flat_map(|row| shares(row)).collect()].concat())
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
