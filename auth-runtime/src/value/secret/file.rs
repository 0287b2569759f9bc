//! Secrets that are in files.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::Secret;

/// The longest secret in a file, in bytes: a chain of certificates fits.
const LONGEST: u64 = 64 * 1024;

impl Secret {
    /// Reads a secret from a file, such as one that Kubernetes or a secrets manager puts there. A line end at the end of
    /// the file is not part of it. To read the file again whenever a session needs a token, see
    /// [`Inputs`](crate::session::Inputs).
    ///
    /// ```
    /// use auth_runtime::Secret;
    ///
    /// # let file = tempfile::NamedTempFile::new().unwrap();
    /// # std::fs::write(file.path(), "correct horse\n").unwrap();
    /// # let path = file.path();
    /// let password = Secret::from_file(path)?;
    /// assert!(password.matches("correct horse"));
    /// # Ok::<(), auth_runtime::value::SecretFileError>(())
    /// ```
    ///
    /// # Errors
    /// The file cannot be read, is empty or no file, has more than 64 KiB, or is not UTF-8.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, SecretFileError> {
        let path = path.as_ref();
        read(path).map_err(|fault| SecretFileError { path: path.to_owned(), fault })
    }
}

fn read(path: &Path) -> Result<Secret, Fault> {
    // A pipe would be waited for.
    if !std::fs::metadata(path)?.is_file() {
        return Err(Fault::NoFile);
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(4096));
    File::open(path)?.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(Fault::TooLong);
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| Fault::NotText)?;
    let line = text.strip_suffix('\n').unwrap_or(text);
    match line.strip_suffix('\r').unwrap_or(line) {
        "" => Err(Fault::Empty),
        text => Ok(Secret::from(text)),
    }
}

/// Why a secret cannot be read from a file. It names the file and never shows what is in it.
#[derive(Debug)]
pub struct SecretFileError {
    path: PathBuf,
    fault: Fault,
}

#[derive(Debug)]
enum Fault {
    Io(io::Error),
    NoFile,
    Empty,
    TooLong,
    NotText,
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl SecretFileError {
    /// Returns the path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether reading it again may help, because the file system failed. A file that is missing, or that must not be
    /// read, is a matter of configuration.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match &self.fault {
            Fault::Io(error) => !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied),
            // The file may be being written.
            Fault::Empty => true,
            Fault::NoFile | Fault::TooLong | Fault::NotText => false,
        }
    }
}

impl fmt::Display for SecretFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the secret in {} cannot be read: ", self.path.display())?;
        match &self.fault {
            Fault::Io(error) => error.kind().fmt(f),
            Fault::NoFile => f.write_str("it is not a file"),
            Fault::Empty => f.write_str("the file is empty"),
            Fault::TooLong => f.write_str("the file is longer than 64 KiB"),
            Fault::NotText => f.write_str("the file is not UTF-8"),
        }
    }
}

impl std::error::Error for SecretFileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.fault {
            Fault::Io(error) => Some(error),
            Fault::NoFile | Fault::Empty | Fault::TooLong | Fault::NotText => None,
        }
    }
}
