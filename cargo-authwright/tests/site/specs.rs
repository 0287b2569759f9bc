//! Specs, and the sites that are made of them.

use std::fs;
use std::path::{Path, PathBuf};

use cargo_authwright::docs::{self, build};
use cargo_authwright::generate::Outcome;
use cargo_authwright::spec;
use tempfile::TempDir;

/// A site in a folder that is removed at the end of a test.
pub(crate) struct Site(TempDir);

impl Site {
    /// The site of these specs.
    pub(crate) fn of(specs: &[PathBuf]) -> Self {
        let folder = TempDir::new().unwrap();
        let written = folder.path().join("specs");
        fs::create_dir(&written).unwrap();
        for spec in specs {
            fs::copy(spec, written.join(spec.file_name().unwrap())).unwrap();
        }
        let root = folder.path().to_owned();
        let specs = spec::of_folder(&written, &root, &[]).unwrap();
        let site = docs::Site::new(
            specs,
            &docs::Clients::of("crate::generated"),
            root.join("site"),
            root,
            "cargo authwright docs",
        );
        assert_eq!(build(&[site], false).unwrap(), Outcome::Fresh);
        Self(folder)
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.0.path().join("site")
    }

    /// The names and texts of all pages, sorted.
    pub(crate) fn pages(&self) -> Vec<(String, String)> {
        let entries = fs::read_dir(self.folder()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names.into_iter().map(|name| (name.clone(), self.page(&name))).collect()
    }

    pub(crate) fn page(&self, name: &str) -> String {
        fs::read_to_string(self.folder().join(name)).unwrap()
    }
}

/// A spec whose texts try to be anything but texts.
pub(crate) fn hostile() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/hostile.yaml")
}

/// The launch specs.
pub(crate) fn launched() -> Vec<PathBuf> {
    folder("specs")
}

/// Specs for the browser: the launch specs, the hostile one, and some that show what the others lack.
pub(crate) fn some() -> Vec<PathBuf> {
    launched().into_iter().chain([hostile()]).chain(sketches()).collect()
}

/// Sketches with one kind of life each.
pub(crate) fn sketches() -> Vec<PathBuf> {
    const WANTED: [&str; 9] = [
        "aws_sts",
        "github_device",
        "log_out",
        "mfa",
        "par_jar",
        "registration",
        "session_cookie",
        "slack",
        "token_exchange",
    ];
    let is_wanted = |spec: &PathBuf| WANTED.iter().any(|name| spec.file_stem().unwrap() == *name);
    folder("docs/language/sketches").into_iter().filter(is_wanted).collect()
}

/// All specs of the repository, with all sketches that the language knows now.
pub(crate) fn every() -> Vec<PathBuf> {
    let sketches = folder("docs/language/sketches");
    let is_now = |spec: &PathBuf| auth_codegen::parse("", &fs::read_to_string(spec).unwrap()).is_ok();
    launched().into_iter().chain([hostile()]).chain(sketches.into_iter().filter(is_now)).collect()
}

fn folder(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name);
    let mut specs: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    specs.retain(|path| path.extension().is_some_and(|kind| kind == "yaml"));
    specs.sort();
    specs
}
