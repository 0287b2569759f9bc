//! A set of files, and the changes to make to it.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::iter;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};
use similar::TextDiff;

/// A change of one file.
#[derive(Debug)]
pub(crate) struct Change {
    path: PathBuf,
    before: Option<String>,
    after: Option<String>,
}

impl Change {
    /// Makes a change that gives a file this text.
    pub(crate) fn write(path: PathBuf, text: String) -> Result<Self> {
        Ok(Self { before: read(&path)?, after: Some(text), path })
    }

    /// Makes a change that removes a file.
    pub(crate) fn remove(path: PathBuf) -> Result<Self> {
        Ok(Self { before: read(&path)?, after: None, path })
    }

    /// Whether the file has another text. Line ends are those of its checkout.
    pub(crate) fn is_needed(&self) -> bool {
        let lines = |text: &Option<String>| text.as_ref().map(|text| text.replace("\r\n", "\n"));
        lines(&self.before) != lines(&self.after)
    }

    /// Returns the name of a file that is removed, without its extension.
    pub(crate) fn removed(&self) -> Option<String> {
        let stem = self.path.file_stem().filter(|_| self.after.is_none())?;
        Some(stem.to_string_lossy().into_owned())
    }

    /// Whether this makes a file that was not there.
    pub(crate) fn creates(&self, path: &Path) -> bool {
        self.before.is_none() && self.after.is_some() && self.path == path
    }

    /// Describes the change for the summary: a verb and the path.
    pub(crate) fn describe(&self, root: &Path) -> String {
        let verb = match (&self.before, &self.after) {
            (None, _) => "create",
            (Some(_), None) => "remove",
            (Some(_), Some(_)) => "update",
        };
        format!("  {verb} {}", relative(&self.path, root).display())
    }

    pub(crate) fn apply(&self) -> Result<()> {
        let outcome = match &self.after {
            Some(text) => write(&self.path, text),
            None => fs::remove_file(&self.path),
        };
        outcome.with_context(|| format!("cannot change {}", self.path.display()))
    }

    /// Returns the change as a unified diff.
    pub(crate) fn diff(&self, root: &Path) -> String {
        let path = relative(&self.path, root).display().to_string();
        let (before, after) = (self.before.as_deref().unwrap_or(""), self.after.as_deref().unwrap_or(""));
        let diff = TextDiff::from_lines(before, after);
        diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string()
    }
}

/// Returns the files with this extension directly in a directory, sorted. A directory that does not exist has none.
pub(crate) fn list(dir: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", dir.display())),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.with_context(|| format!("cannot read {}", dir.display()))?.path();
        if path.extension().is_some_and(|found| found == extension) && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

pub(crate) fn read(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Returns a path as it is to be typed in the folder `root`: without it, or with `..` where both are in one folder. Paths that
/// share nothing stay as they are.
pub(crate) fn relative<'p>(path: &'p Path, root: &Path) -> Cow<'p, Path> {
    if let Ok(inside) = path.strip_prefix(root) {
        return inside.into();
    }
    for (ups, above) in root.ancestors().enumerate().skip(1) {
        let is_shared = above.components().any(|part| matches!(part, Component::Normal(_)));
        if let Ok(inside) = path.strip_prefix(above)
            && is_shared
        {
            return iter::repeat_n(Path::new(".."), ups).collect::<PathBuf>().join(inside).into();
        }
    }
    path.into()
}

/// Writes a file that is complete at every moment: compilers and editors read it while it is written.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    // A link stays one: the file that it leads to is written.
    let real = path.canonicalize();
    let path = real.as_deref().unwrap_or(path);
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = folder.join(format!(".{name}.{}", std::process::id()));
    let keep = || fs::metadata(path).map_or(Ok(()), |file| fs::set_permissions(&unfinished, file.permissions()));
    let written = fs::write(&unfinished, text).and_then(|()| keep()).and_then(|()| fs::rename(&unfinished, path));
    written.inspect_err(|_| drop(fs::remove_file(&unfinished)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_to_type() {
        let rows = [
            ("/home/ada/acme/specs/a.yaml", "/home/ada/acme", "specs/a.yaml"),
            ("/home/ada/acme/specs/a.yaml", "/home/ada/acme/src/api", "../../specs/a.yaml"),
            ("/home/ada/acme", "/home/ada/acme", ""),
            ("/home/ada/specs", "/home/ada/acme", "../specs"),
            ("/srv/specs/a.yaml", "/home/ada/acme", "/srv/specs/a.yaml"),
            ("specs/a.yaml", "/home/ada/acme", "specs/a.yaml"),
        ];
        for (path, root, expected) in rows {
            assert_eq!(relative(Path::new(path), Path::new(root)), Path::new(expected), "{path} in {root}");
        }
    }
}
