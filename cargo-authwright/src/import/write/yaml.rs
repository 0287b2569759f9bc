//! Lays out YAML: what fits on a line in flow style, everything else in block style.

use serde_json::Value as Json;

use super::scalar;

/// The greatest width of a line in flow style.
const WIDTH: usize = 112;

#[derive(Clone, Debug)]
pub(super) enum Node {
    Text(String),
    /// A number, a boolean or nothing.
    Bare(String),
    Map(Vec<Entry>),
    List(Vec<Node>),
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    key: String,
    value: Node,
    /// A comment before the entry.
    comment: Option<String>,
    /// Never in flow style.
    is_block: bool,
}

impl Entry {
    pub(super) fn new(key: &str, value: Node) -> Self {
        Self { key: key.to_owned(), value, comment: None, is_block: false }
    }

    pub(super) fn text(key: &str, text: &str) -> Self {
        Self::new(key, Node::Text(text.to_owned()))
    }

    pub(super) fn json(key: &str, json: &Json) -> Self {
        Self::new(key, Node::from(json))
    }

    pub(super) fn renamed(mut self, key: &str) -> Self {
        key.clone_into(&mut self.key);
        self
    }

    pub(super) fn block(mut self) -> Self {
        self.is_block = true;
        self
    }

    pub(super) fn remark(mut self, text: Option<&str>) -> Self {
        self.comment = text.map(str::to_owned);
        self
    }

    /// Whether it must be on lines of its own.
    fn is_tall(&self) -> bool {
        self.is_block || self.comment.is_some() || self.value.is_tall()
    }
}

impl From<&Json> for Node {
    fn from(json: &Json) -> Self {
        match json {
            Json::String(text) => Self::Text(text.clone()),
            Json::Null | Json::Bool(_) | Json::Number(_) => Self::Bare(json.to_string()),
            Json::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Json::Object(members) => Self::Map(members.iter().map(|(key, json)| Entry::json(key, json)).collect()),
        }
    }
}

impl Node {
    fn is_tall(&self) -> bool {
        match self {
            Self::Text(_) | Self::Bare(_) => false,
            Self::Map(entries) => entries.iter().any(Entry::is_tall),
            Self::List(items) => items.iter().any(Self::is_tall),
        }
    }

    fn is_scalar(&self) -> bool {
        match self {
            Self::Text(_) | Self::Bare(_) => true,
            Self::Map(entries) => entries.is_empty(),
            Self::List(items) => items.is_empty(),
        }
    }

    fn flow(&self, in_flow: bool) -> String {
        match self {
            Self::Text(text) => scalar::text(text, in_flow),
            Self::Bare(text) => text.clone(),
            Self::Map(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Map(entries) => {
                let entries =
                    entries.iter().map(|entry| format!("{}: {}", key(&entry.key, true), entry.value.flow(true)));
                format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
            }
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| item.flow(true)).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }
}

/// A key: a number is the same as text there.
fn key(text: &str, in_flow: bool) -> String {
    let is_status = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_status { text.to_owned() } else { scalar::text(text, in_flow) }
}

/// Returns the entries of a mapping, one after the other.
pub(super) fn print(entries: &[Entry]) -> String {
    let lines = entries.iter().flat_map(|entry| entry_lines(entry, 0));
    lines.map(|line| format!("{line}\n")).collect()
}

/// Returns the lines of values that are items of a list in block style.
#[cfg(feature = "mock")]
pub(crate) fn items(values: &[Json], indent: usize) -> Vec<String> {
    values.iter().flat_map(|json| item_lines(&Node::from(json), indent)).collect()
}

/// Returns a value in flow style.
#[cfg(feature = "mock")]
pub(crate) fn flow(json: &Json) -> String {
    Node::from(json).flow(true)
}

fn entry_lines(entry: &Entry, indent: usize) -> Vec<String> {
    let blanks = " ".repeat(indent);
    let mut lines: Vec<String> = Vec::new();
    if let Some(comment) = &entry.comment {
        lines.extend(wrap(comment, indent));
    }
    let key = key(&entry.key, false);
    let line = format!("{blanks}{key}: {}", entry.value.flow(false));
    let fits = line.chars().count() <= WIDTH && !(entry.is_block || entry.value.is_tall());
    if fits || entry.value.is_scalar() {
        lines.push(line);
    } else {
        lines.push(format!("{blanks}{key}:"));
        lines.extend(block(&entry.value, indent + 2));
    }
    lines
}

/// Returns the lines of a mapping or a list in block style.
fn block(node: &Node, indent: usize) -> Vec<String> {
    match node {
        Node::Map(entries) => entries.iter().flat_map(|entry| entry_lines(entry, indent)).collect(),
        Node::List(items) => items.iter().flat_map(|item| item_lines(item, indent)).collect(),
        Node::Text(_) | Node::Bare(_) => vec![format!("{}{}", " ".repeat(indent), node.flow(false))],
    }
}

fn item_lines(item: &Node, indent: usize) -> Vec<String> {
    let blanks = " ".repeat(indent);
    let line = format!("{blanks}- {}", item.flow(false));
    if item.is_scalar() || (!item.is_tall() && line.chars().count() <= WIDTH && !matches!(item, Node::List(_))) {
        return vec![line];
    }
    let mut lines = block(item, indent + 2);
    if let Some(first) = lines.first_mut() {
        *first = format!("{blanks}- {}", first.trim_start());
    }
    lines
}

/// Returns a comment on lines that are not too long.
pub(super) fn wrap(text: &str, indent: usize) -> Vec<String> {
    let blanks = " ".repeat(indent);
    let mut lines = Vec::new();
    let mut line = format!("{blanks}#");
    for word in text.split_whitespace() {
        if line.chars().count() + word.chars().count() + 1 > WIDTH && line.len() > indent + 1 {
            lines.push(std::mem::replace(&mut line, format!("{blanks}#")));
        }
        line.push(' ');
        line.extend(word.chars().filter(|c| !c.is_control()));
    }
    lines.push(line);
    lines
}
