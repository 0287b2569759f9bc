//! Prints a draft as a spec, in the style of specs that are written by hand.

mod credential;
mod endpoint;
mod field;
pub(crate) mod prose;
mod scalar;
pub(crate) mod yaml;

use serde_json::Value as Json;

use super::draft::{Case, Choice, Draft, Record, Setting};
use yaml::{Entry, Node};

/// Returns the text of the spec.
pub(crate) fn print(draft: &Draft) -> String {
    let mut text = comment(&draft.remarks);
    let sections = [
        head(draft),
        settings(draft),
        hosts(draft),
        scopes(draft),
        one("enums", draft.enums.iter().map(choice).collect()),
        one("types", draft.types.iter().map(record).collect()),
        errors(draft),
        one("endpoints", draft.endpoints.iter().map(endpoint::entry).collect()),
        one("credentials", draft.credentials.iter().map(|found| credential::entry(found, draft)).collect()),
    ];
    let sections = sections.into_iter().filter(|section| !section.is_empty());
    let printed: Vec<String> = sections.map(|section| yaml::print(&section)).collect();
    text.push_str(&printed.join("\n"));
    text
}

fn comment(remarks: &[String]) -> String {
    if remarks.is_empty() {
        return String::new();
    }
    let lines = remarks.iter().flat_map(|remark| yaml::wrap(&format!("- {remark}"), 0));
    let lines: String = lines.map(|line| format!("{line}\n")).collect();
    format!("# To check by hand:\n{lines}\n")
}

fn head(draft: &Draft) -> Vec<Entry> {
    let texts = [
        ("name", Some(&draft.name)),
        ("title", Some(&draft.title)),
        ("doc", draft.doc.as_ref()),
        ("docs", draft.docs.as_ref()),
    ];
    let mut entries: Vec<Entry> = texts.into_iter().filter_map(|(key, text)| Some(Entry::text(key, text?))).collect();
    if draft.settings.is_empty() {
        entries.extend(base(draft));
    }
    entries
}

/// The URLs, which come after the settings in them.
fn settings(draft: &Draft) -> Vec<Entry> {
    if draft.settings.is_empty() {
        return Vec::new();
    }
    let mut entries = one("settings", draft.settings.iter().map(setting).collect());
    entries.extend(base(draft));
    entries
}

fn base(draft: &Draft) -> Vec<Entry> {
    let mut entries = vec![Entry::text("base_url", &draft.base_url)];
    entries.extend(one("hosts", draft.hosts.iter().map(|host| Entry::text(&host.name, &host.url)).collect()));
    entries
}

fn hosts(draft: &Draft) -> Vec<Entry> {
    let constant = |value: &String| Node::Map(vec![Entry::text("const", value)]);
    one("headers", draft.headers.iter().map(|(name, value)| Entry::new(name, constant(value))).collect())
}

fn scopes(draft: &Draft) -> Vec<Entry> {
    one("scopes", values(&draft.scopes))
}

/// A section of the spec: one key, in block style. Nothing if it would be empty.
fn one(key: &str, entries: Vec<Entry>) -> Vec<Entry> {
    if entries.is_empty() { Vec::new() } else { vec![Entry::new(key, Node::Map(entries)).block()] }
}

fn setting(setting: &Setting) -> Entry {
    let texts = [
        ("type", Some(setting.ty.as_str())),
        ("pattern", setting.pattern),
        ("default", setting.default.as_deref()),
        ("example", setting.example.as_deref()),
        ("doc", setting.doc.as_deref()),
    ];
    let entries = texts.into_iter().filter_map(|(key, text)| Some(Entry::text(key, text?)));
    Entry::new(&setting.name, Node::Map(entries.collect()))
}

/// The values of scopes or of an enumeration, with names where those on the wire are none in Rust.
fn values(values: &[(String, String)]) -> Vec<Entry> {
    let mut taken: Vec<String> = vec!["Other".to_owned()];
    let entry = |(value, doc): &(String, String)| {
        let plain = auth_language::name::type_ident(value);
        let wanted = super::guess::name::camel(value);
        let name = super::guess::name::unique_type(&wanted, |name| taken.iter().any(|known| known == name));
        taken.push(name.clone());
        if plain == name {
            return Entry::text(value, doc);
        }
        Entry::new(value, Node::Map(vec![Entry::text("name", &name), Entry::text("doc", doc)]))
    };
    values.iter().map(entry).collect()
}

fn choice(choice: &Choice) -> Entry {
    let mut entries: Vec<Entry> = choice.doc.iter().map(|doc| Entry::text("doc", doc)).collect();
    if choice.open {
        entries.push(Entry::json("open", &Json::Bool(true)));
    }
    entries.push(Entry::new("values", Node::Map(values(&choice.values))).block());
    Entry::new(&choice.name, Node::Map(entries)).block()
}

fn record(record: &Record) -> Entry {
    let mut entries: Vec<Entry> = record.doc.iter().map(|doc| Entry::text("doc", doc)).collect();
    entries.push(Entry::new("fields", Node::Map(record.fields.iter().map(field::entry).collect())).block());
    Entry::new(&record.name, Node::Map(entries)).block()
}

fn errors(draft: &Draft) -> Vec<Entry> {
    let mut entries: Vec<Entry> = draft.error_body.iter().map(|name| Entry::text("error_body", name)).collect();
    entries.extend(one("errors", cases(&draft.errors)));
    let sets = draft.error_sets.iter().map(|(name, set)| Entry::new(name, Node::Map(cases(set))).block());
    entries.extend(one("error_sets", sets.collect()));
    entries
}

/// The cases by status: one case, or a list of several.
fn cases(cases: &[Case]) -> Vec<Entry> {
    let mut statuses: Vec<u16> = cases.iter().map(|case| case.status).collect();
    statuses.dedup();
    let entry = |status: &u16| {
        let mut nodes: Vec<Node> = cases.iter().filter(|case| case.status == *status).map(case).collect();
        let node = if nodes.len() == 1 { nodes.remove(0) } else { Node::List(nodes) };
        Entry::new(&status.to_string(), node)
    };
    statuses.iter().map(entry).collect()
}

fn case(case: &Case) -> Node {
    let mut entries = vec![Entry::text("name", &case.name)];
    entries.extend(case.doc.iter().map(|doc| Entry::text("doc", doc)));
    let when = case.when.iter().map(|(field, json)| Entry::new("when", Node::Map(vec![Entry::json(field, json)])));
    entries.extend(when);
    entries.extend(case.body.iter().map(|body| Entry::text("body", body)));
    entries.extend(case.class.iter().map(|class| Entry::text("class", class)));
    entries.extend(case.example.iter().map(|json| Entry::json("example", json)));
    Node::Map(entries)
}
