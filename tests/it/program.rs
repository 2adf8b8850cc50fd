//! Runs the program as a user would.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program, told in English whatever the locale of whoever tests, and in no CI system.
pub(crate) fn plain() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_clearedfor"));
    program.env("LC_ALL", "C");
    for variable in ["LANGUAGE", "GITHUB_ACTIONS", "GITLAB_CI"] {
        program.env_remove(variable);
    }
    program
}

/// A folder that is gone when the test ends.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Folder(tempfile::tempdir().expect("a temporary folder"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file and gives its path.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("writable");
        std::fs::write(&path, content).expect("writable");
        path
    }

    /// Runs the program in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    /// Runs the program in the folder with these variables set.
    pub(crate) fn run_in(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
        let mut command = self.command(arguments);
        command.envs(variables.iter().copied());
        Ran::from(command.stdin(Stdio::null()).output().expect("the program runs"))
    }

    /// The program in the folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = plain();
        command.args(arguments).current_dir(self.path());
        command
    }

    /// Runs the program in the folder with something on standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], stdin: &[u8]) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // A program that does not read its input closes the pipe early.
        let _ = child.stdin.take().expect("piped").write_all(stdin);
        Ran::from(child.wait_with_output().expect("the program ends"))
    }

    /// Runs `check --format json` on a text and gives the report.
    pub(crate) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let ran = self.run(&[&["check", "--format", "json"], arguments].concat());
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
    }
}

/// What came out.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Ran {
            status: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}
