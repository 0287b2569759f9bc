//! The tables of `docs/language/grammar.md`.

use std::collections::BTreeMap;

/// Since when the generator reads a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Since {
    Now,
    Later,
}

/// Every key of the language and the shape of its value.
pub(crate) struct Grammar {
    tables: BTreeMap<String, Vec<Row>>,
}

/// One row of a table: a key and its shape, an alternative without a key, or a type without a shape.
pub(crate) struct Row {
    pub(crate) key: String,
    pub(crate) shape: Option<Shape>,
    pub(crate) since: Since,
}

/// The shape of a value.
#[derive(Debug)]
pub(crate) enum Shape {
    Word(String),
    Named(String),
    List(Box<Shape>),
    Map(Box<Shape>),
    Any(Box<Shape>, Box<Shape>),
}

impl Since {
    pub(crate) fn read(word: &str) -> Option<Self> {
        match word {
            "now" => Some(Self::Now),
            "later" => Some(Self::Later),
            _ => None,
        }
    }
}

impl Grammar {
    pub(crate) fn read(page: &str) -> Self {
        let sections = page.split("\n### ").skip(1).filter_map(|section| section.split_once('\n'));
        let tables = sections.map(|(title, text)| (title.to_owned(), read_table(text))).collect();
        Self { tables }
    }

    pub(crate) fn table(&self, title: &str) -> Option<&[Row]> {
        self.tables.get(title).map(Vec::as_slice)
    }
}

fn read_table(section: &str) -> Vec<Row> {
    let mut lines = section.lines().filter(|line| line.starts_with('|'));
    let head = cells(lines.next().unwrap_or_default());
    let (key, shape) = (column(&head, &["key", "type"]), column(&head, &["shape"]));
    let since = column(&head, &["since"]).expect("a table has a column `since`");
    lines.skip(1).map(|line| read_row(&cells(line), key, shape, since)).collect()
}

fn read_row(cells: &[&str], key: Option<usize>, shape: Option<usize>, since: usize) -> Row {
    let key = key.map(|index| cells[index].trim_matches('`').to_owned()).unwrap_or_default();
    let since = Since::read(cells[since]).unwrap_or_else(|| panic!("{cells:?}: now or later"));
    Row { key, shape: shape.map(|index| read_shape(cells[index])), since }
}

fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split(" | ").map(str::trim).collect()
}

fn column(head: &[&str], names: &[&str]) -> Option<usize> {
    head.iter().position(|name| names.contains(name))
}

/// `list of` and `map of` take everything to the right.
fn read_shape(text: &str) -> Shape {
    if let Some(rest) = text.strip_prefix("list of ") {
        return Shape::List(Box::new(read_shape(rest)));
    }
    if let Some(rest) = text.strip_prefix("map of ") {
        return Shape::Map(Box::new(read_shape(rest)));
    }
    match text.split_once(" or ") {
        Some((first, rest)) => Shape::Any(Box::new(read_shape(first)), Box::new(read_shape(rest))),
        None => read_atom(text),
    }
}

fn read_atom(text: &str) -> Shape {
    let quoted = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let named = text.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
    match (quoted, named) {
        (Some(word), _) => Shape::Word(word.to_owned()),
        (None, Some(name)) => Shape::Named(name.to_owned()),
        (None, None) => panic!("{text} is not a shape"),
    }
}
