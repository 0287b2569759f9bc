//! The page that says what was seen, one section for each server.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::PathBuf;

use auth_tests::here;

const HEAD: &str = "# Seen to work with servers that others wrote

`tests/tests/providers/conformance.rs` writes this page. Each client is generated from a spec alone, in `tests/tests/providers/conformance`; each server runs
on loopback. A row says what was done in this order, and was answered as it should be.
";

/// A section of the page.
pub(crate) struct Page {
    server: &'static str,
    rows: String,
}

impl Page {
    pub(crate) fn new(server: &'static str) -> Self {
        Self { server, rows: "\n| grant | client authentication | token | seen |\n|---|---|---|---|\n".into() }
    }

    /// Adds a row, whose last part was just seen.
    pub(crate) fn saw(&mut self, grant: &str, client: &str, token: &str, seen: &str) {
        let _ = writeln!(self.rows, "| {grant} | {client} | {token} | {seen} |");
    }

    /// Adds what the table does not say, below it.
    pub(crate) fn note(&mut self, text: &str) {
        let _ = writeln!(self.rows, "\n{text}");
    }

    /// Compares the section with the page, or writes it there.
    ///
    /// # Panics
    /// If the page says something else.
    pub(crate) fn check(self) {
        let path = here().join("../docs/conformance.md");
        let title = format!("## {}", self.server);
        if std::env::var_os("UPDATE_EXPECT").is_none() {
            let page = fs::read_to_string(path).expect("the page");
            return assert_eq!(section(&page, &title), Some(self.rows.as_str()), "UPDATE_EXPECT=1 writes it");
        }
        // Tests of other servers may write at the same time.
        let lock = File::create(lock()).expect("a file");
        lock.lock().expect("the lock");
        let page = fs::read_to_string(&path).unwrap_or_else(|_| HEAD.to_owned());
        fs::write(&path, with_section(&page, &title, &self.rows)).expect("the page");
    }
}

fn lock() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("conformance.lock")
}

/// The text of a section, without its title.
fn section<'p>(page: &'p str, title: &str) -> Option<&'p str> {
    let (_, rest) = page.split_once(&format!("\n{title}\n"))?;
    Some(rest.split_once("\n## ").map_or(rest, |(section, _)| section))
}

/// The page with this section, all of them in the order of their titles.
fn with_section(page: &str, title: &str, text: &str) -> String {
    let mut parts = page.split("\n## ").map(str::to_owned);
    let _ = parts.next();
    let name = |part: &String| part.lines().next().unwrap_or_default().to_owned();
    let title = title.trim_start_matches("## ");
    // Another version of the same server takes its place.
    let server = |name: &str| name.split(' ').next().map(str::to_owned);
    let mut sections: Vec<String> = parts.filter(|part| server(&name(part)) != server(title)).collect();
    sections.push(format!("{title}\n{text}"));
    sections.sort_by_key(|section| section.to_lowercase());
    let sections: String = sections.iter().map(|section| format!("\n## {}\n", section.trim_end())).collect();
    HEAD.to_owned() + &sections
}
