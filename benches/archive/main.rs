//! The benchmark: `cargo bench --bench archive` makes an archive of meetings from a seed, checks it with the
//! program, reads it with nothing but a count of newlines in turn, and prints what share of that limit the
//! program reaches. Its other commands make what `benches/compare.sh` and `tests/instructions.sh` measure.
//!
//! Not a comparison with other programs: that is `benches/compare.sh`, which also counts processor time.
#![allow(clippy::print_stdout, reason = "a benchmark is there to print")]

mod chance;
mod corpus;
mod plant;
mod read;
mod render;
mod rules;
mod words;

use chance::Chance;
use corpus::Workshop;

/// What may go wrong is only told, in the words of whoever noticed.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
cargo bench --bench archive [-- COMMAND]

  (none)               clearedfor on 10 MB, in turn with reading and counting newlines
  make OUT             an archive in the folder OUT, and OUT.planted.tsv
  agenda OUT           one agenda of 4 KB
  one FORMAT OUT       one file: vtt, srt, txt, md
  hostile KIND OUT     one file: ordinary, one-line, near-miss, near-miss-lines, digits, marks, marks-on-letters,
                       letters, letters-lines
  ruleset OUT          the rules as a ruleset of clearedfor, whose file must be called bench.yaml
  list OUT             the rules one a line
  read FOLDER          the limit: reads every file and counts newlines

  --mb N    --files N    --seed N    --terms N    --rules FILE (benches/rules.yaml)";

/// The command line, of which `cargo bench` adds a `--bench`.
struct Call {
    words: Vec<String>,
    options: Vec<(String, String)>,
}

impl Call {
    fn read() -> Self {
        let (mut words, mut options) = (Vec::new(), Vec::new());
        let mut rest = std::env::args().skip(1).filter(|word| word != "--bench");
        while let Some(word) = rest.next() {
            match word.strip_prefix("--") {
                Some(name) => options.push((name.to_owned(), rest.next().unwrap_or_default())),
                None => words.push(word),
            }
        }
        Self { words, options }
    }

    fn option<T: std::str::FromStr>(&self, name: &str, otherwise: T) -> Outcome<T> {
        match self.options.iter().find(|(known, _)| known == name) {
            Some((_, value)) => value.parse().map_err(|_| format!("--{name} {value}?").into()),
            None => Ok(otherwise),
        }
    }
}

fn main() -> Outcome<()> {
    let call = Call::read();
    // First of all, because nothing but the reading may be in it.
    if let [command, folder] = &call.words[..]
        && command == "read"
    {
        let (files, bytes, newlines) = read::newlines(folder.as_ref(), &mut Vec::new())?;
        println!("{files} files, {bytes} bytes, {newlines} newlines");
        return Ok(());
    }
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/rules.yaml").to_owned();
    let mut rules = rules::read(&call.option("rules", own)?)?;
    let terms = call.option("terms", 0)?;
    rules::add_phrases(&mut rules, terms)?;
    let workshop = Workshop::new(&rules, call.option("seed", 1)?)?;
    let megabytes: f64 = call.option("mb", 1.0)?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of files")]
    let bytes = (megabytes * 1e6) as usize;
    let words: Vec<&str> = call.words.iter().map(String::as_str).collect();
    match words[..] {
        [] => return read::share(&workshop, &rules),
        ["make", out] => {
            let files = call.option("files", bytes / 50_000)?;
            println!("{}", workshop.archive(out, files.max(1), megabytes * 1e6)?);
        }
        ["agenda", out] => std::fs::write(out, workshop.agenda())?,
        ["one", format, out] => std::fs::write(out, workshop.one(format, bytes))?,
        ["hostile", kind, out] => std::fs::write(out, workshop.hostile(kind, bytes)?)?,
        ["ruleset", out] => std::fs::write(out, rules::as_ruleset(&rules)?)?,
        ["list", out] => std::fs::write(out, rules::as_list(&rules))?,
        _ => return Err(USAGE.into()),
    }
    Ok(())
}
