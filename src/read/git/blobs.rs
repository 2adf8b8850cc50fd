//! Content of objects, one at a time, from one `git cat-file --batch`.
//!
//! Not here: which objects.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Mutex, PoisonError};

use super::{call, lfs};
use crate::Error;
use crate::model::{Gap, GapKind, Say};
use crate::read::walk::{LIMIT, too_large};

/// The objects of a repository.
pub(super) struct Blobs {
    git: Mutex<Git>,
    /// Where Git LFS keeps files of this repository.
    lfs: Option<PathBuf>,
}

struct Git {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl fmt::Debug for Blobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blobs(..)")
    }
}

impl Blobs {
    /// Starts the program that hands them out.
    pub(super) fn open(lfs: Option<PathBuf>) -> Result<Self, Error> {
        let mut command = call::command(&["cat-file", "--batch"]);
        let started = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = started.map_err(|error| call::not_started(&error))?;
        let (Some(questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(call::failed(Say("hand out files", "keine Dateien ausgeben")));
        };
        let git = Git { child, questions: Some(questions), answers: BufReader::new(answers) };
        Ok(Blobs { git: Mutex::new(git), lfs })
    }

    /// The content of an object as it lies in the repository.
    pub(super) fn stored(&self, id: &str) -> Result<Vec<u8>, Gap> {
        // Who panicked with the lock held left the program between two answers at worst, which `get` notices.
        let mut git = self.git.lock().unwrap_or_else(PoisonError::into_inner);
        match git.get(id) {
            Ok(Answer::Content(bytes)) => Ok(bytes),
            Ok(Answer::TooLarge) => Err(too_large()),
            Ok(Answer::Missing) => Err(gap(Say(
                "its content is not in this clone of the repository",
                "der Inhalt ist in diesem Klon des Repositorys nicht vorhanden",
            ))),
            Err(_) => Err(gap(Say(
                "git did not hand out its content",
                "git hat den Inhalt nicht ausgegeben",
            ))),
        }
    }

    /// The content of a file: the stored one, or what Git LFS keeps in its place where it lies in this clone.
    pub(super) fn file(&self, id: &str) -> Result<Vec<u8>, Gap> {
        let stored = self.stored(id)?;
        let Some((pointer, store)) = lfs::pointer(&stored).zip(self.lfs.as_ref()) else {
            return Ok(stored);
        };
        let Ok(file) = File::open(store.join(pointer.path())) else { return Ok(stored) };
        if pointer.size > LIMIT {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        let read = file.take(pointer.size.saturating_add(1)).read_to_end(&mut bytes);
        // What is not what the pointer names is not what is committed; the pointer itself then tells that.
        Ok(if read.is_ok() && pointer.names(&bytes) { bytes } else { stored })
    }
}

impl Drop for Git {
    fn drop(&mut self) {
        // Without a question to come the program ends.
        drop(self.questions.take());
        let _ = self.child.wait();
    }
}

enum Answer {
    Content(Vec<u8>),
    Missing,
    TooLarge,
}

impl Git {
    fn get(&mut self, id: &str) -> io::Result<Answer> {
        let questions = self.questions.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        questions.write_all(format!("{id}\n").as_bytes())?;
        questions.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        // `ID TYPE SIZE`, or `ID missing`.
        let words: Vec<&str> = head.split_whitespace().collect();
        let size = match words.as_slice() {
            [answered, "blob", size] if *answered == id => size.parse::<u64>().ok(),
            [answered, "missing"] if *answered == id => return Ok(Answer::Missing),
            _ => None,
        };
        let Some(size) = size else { return self.end() };
        let mut content = (&mut self.answers).take(size);
        if size > LIMIT {
            io::copy(&mut content, &mut io::sink())?;
            self.line_end()?;
            return Ok(Answer::TooLarge);
        }
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        if bytes.len() as u64 != size {
            return self.end();
        }
        self.line_end()?;
        Ok(Answer::Content(bytes))
    }

    fn line_end(&mut self) -> io::Result<()> {
        let mut end = [0];
        self.answers.read_exact(&mut end)?;
        if end == *b"\n" { Ok(()) } else { self.end() }
    }

    /// An answer that is not understood: what comes after it may answer anything, so nothing more is asked.
    fn end<T>(&mut self) -> io::Result<T> {
        self.questions = None;
        Err(io::ErrorKind::InvalidData.into())
    }
}

fn gap(reason: Say) -> Gap {
    Gap::whole(GapKind::Unreadable, reason)
}
