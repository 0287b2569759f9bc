//! The list of capabilities, the sketches, and the table of both.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use auth_tests::here;

/// What a provider may need.
pub(crate) struct Capability {
    pub(crate) id: String,
    pub(crate) what: String,
}

/// A sketch of the language.
pub(crate) struct Fixture {
    /// The file, without its folder.
    pub(crate) name: String,
    pub(crate) text: String,
    /// Whether the generator reads it.
    pub(crate) is_now: bool,
    /// The capabilities that it is a test of.
    pub(crate) shows: Vec<String>,
    /// Its lines, without the comments at its top.
    pub(crate) lines: usize,
}

/// The titles of the groups, by what the ids begin with.
const GROUPS: [(&str, &str); 22] = [
    ("in", "Inputs"),
    ("put", "Placement"),
    ("sign", "Signatures"),
    ("tok", "Token requests"),
    ("ca", "Client authentication"),
    ("gr", "Grants"),
    ("exp", "The end of a token"),
    ("rsp", "Token replies"),
    ("cap", "Captured values"),
    ("ok", "Success"),
    ("ref", "Refresh"),
    ("ac", "Authorization"),
    ("o1", "OAuth 1"),
    ("ms", "Several steps"),
    ("url", "URLs"),
    ("oth", "Around credentials"),
    ("oauth", "Further OAuth 2"),
    ("life", "Further lifecycles"),
    ("body", "Bodies"),
    ("reply", "Replies"),
    ("err", "Refusals"),
    ("cred", "Several credentials"),
];

pub(crate) fn capabilities() -> Vec<Capability> {
    let text = fs::read_to_string(here().join("tests/capabilities/list.txt")).expect("the list");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| line.split_once(" | "));
    rows.map(|(id, what)| Capability { id: id.to_owned(), what: what.to_owned() }).collect()
}

pub(crate) fn fixtures() -> Vec<Fixture> {
    let entries = fs::read_dir(here().join("../docs/language/sketches")).expect("the sketches");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        fixture(name, fs::read_to_string(path).expect("a sketch"))
    };
    paths.iter().map(read).collect()
}

fn fixture(name: String, text: String) -> Fixture {
    let shows = text.lines().nth(1).and_then(|line| line.strip_prefix("# shows: ")).unwrap_or_default();
    let shows = shows.split(", ").filter(|id| !id.is_empty()).map(ToOwned::to_owned).collect();
    let lines = text.lines().skip_while(|line| line.starts_with('#')).count();
    Fixture { is_now: text.starts_with("# now: "), shows, lines, name, text }
}

/// The page with the table.
pub(crate) fn page(capabilities: &[Capability], fixtures: &[Fixture]) -> String {
    let mut shown: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for fixture in fixtures.iter().filter(|fixture| fixture.is_now) {
        for id in &fixture.shows {
            shown.entry(id).or_default().push(fixture.name.trim_end_matches(".yaml"));
        }
    }
    let said = capabilities.iter().filter(|capability| shown.contains_key(capability.id.as_str())).count();
    let mut page = format!(
        "# What the language can say\n\n{said} of {} capabilities have a fixture, a sketch whose calls are tested: see\n\
         `tests/tests/capabilities.rs`, which writes this page.\n",
        capabilities.len()
    );
    for (prefix, title) in groups(capabilities) {
        let _ = writeln!(page, "\n## {title}\n\n| id | capability | fixtures |\n|---|---|---|");
        for Capability { id, what } in capabilities.iter().filter(|capability| group(&capability.id) == prefix) {
            let links = shown.get(id.as_str()).into_iter().flatten();
            let links: Vec<String> = links.map(|name| format!("[{name}](sketches/{name}.yaml)")).collect();
            let links = if links.is_empty() { "–".to_owned() } else { links.join(", ") };
            let _ = writeln!(page, "| `{id}` | {what} | {links} |");
        }
    }
    page
}

fn group(id: &str) -> &str {
    id.split('.').next().unwrap_or_default()
}

/// The groups that are there, in the order of the list, with their titles.
fn groups(capabilities: &[Capability]) -> Vec<(&str, &str)> {
    let mut groups: Vec<(&str, &str)> = Vec::new();
    for prefix in capabilities.iter().map(|capability| group(&capability.id)) {
        if !groups.iter().any(|(known, _)| *known == prefix) {
            let title = GROUPS.iter().find(|(known, _)| *known == prefix).map_or(prefix, |(_, title)| title);
            groups.push((prefix, title));
        }
    }
    groups
}
