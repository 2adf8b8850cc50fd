//! A report that is written as it grows: to a pipe, or into a file of its owner that can be gone on with.
//!
//! Not here: files that appear whole or not at all ([`super`]).

use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{ErrorKind, Seek, SeekFrom, Write};

use super::Target;
use crate::Error;
use crate::model::words;

/// Where a growing report goes.
pub(in crate::cli) enum Growing<'t> {
    /// To standard output.
    Stdout(&'t Target<'t>),
    /// Into a file, by its name.
    File(File, String),
}

impl Target<'_> {
    /// Begins a growing report; in a file, the first `stays` bytes of what is there stay.
    pub(in crate::cli) fn grow(&self, stays: Option<u64>) -> Result<Growing<'_>, Error> {
        let Some(path) = self.file else { return Ok(Growing::Stdout(self)) };
        let name = path.display().to_string();
        let fail = |source| Error::Io { path: name.clone(), source };
        let mut options = OpenOptions::new();
        options.write(true).create(stays.is_none()).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(fail)?;
        // Two runs that write into each other would leave nothing that can be read. Not every file can be locked.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            return Err(Error::usage(words!(
                "{name}: another run is writing this report",
                "{name}: ein anderer Lauf schreibt diesen Bericht"
            )));
        }
        if file.metadata().map_err(fail)?.is_file() {
            #[cfg(unix)]
            file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))
                .map_err(fail)?;
            file.set_len(stays.unwrap_or_default()).map_err(fail)?;
            file.seek(SeekFrom::End(0)).map_err(fail)?;
        }
        Ok(Growing::File(file, name))
    }
}

impl Growing<'_> {
    /// Writes more of it. Gives whether there is still somebody who reads it.
    pub(in crate::cli) fn write(&mut self, text: &str) -> Result<bool, Error> {
        let (written, name) = match self {
            Growing::Stdout(target) => (target.to_stdout(text), "standard output"),
            Growing::File(file, name) => (file.write_all(text.as_bytes()), name.as_str()),
        };
        match written {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
            Err(source) => Err(Error::Io { path: name.to_owned(), source }),
        }
    }

    /// Ends it. What took long to make is on the disk then; what is short is made again as soon as it is missed, and
    /// whoever waits for it does not wait for the disk.
    pub(in crate::cli) fn close(self) -> Result<(), Error> {
        match self {
            Growing::File(file, name) if file.metadata().is_ok_and(|data| is_long(&data)) => {
                file.sync_all().map_err(|source| Error::Io { path: name, source })
            }
            _ => Ok(()),
        }
    }
}

/// Whether a report of so many bytes took a while.
fn is_long(data: &Metadata) -> bool {
    data.is_file() && data.len() > 1 << 16
}
