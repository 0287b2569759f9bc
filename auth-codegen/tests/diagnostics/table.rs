//! A file of cases: parts of specs, each with the rows that are reported of it.
//!
//! ```text
//! === template field               a text with a slot, which a group may name
//! types:
//!   Token: { fields: ⟨⟩ }
//!
//! === unknown types, in field      a group: its cases fill the slot, and the rest of the spec is added below
//! { a: strng }
//! --> 2:20 AW0301 there is no type `strng` | did you mean `string`? => 20..25 `string`
//!
//! === quotes, whole                here a case is a whole spec
//! title: "Acme
//! --> 1:8 AW0101 this is not YAML: the quote that opens here is not closed | close it
//! ```
//!
//! A row is the line and column in the completed spec, the code, the message, the help, and the edit, if there is one: the
//! columns and what replaces them. A row that begins with `perhaps` is related to the problem above it. `--> accepted` is a
//! spec without mistakes.
//! Lines with `///` are comments. In a template with several slots, a case has one line for each. A control character is
//! written as its picture, such as `␉` for a tab.

use std::collections::HashMap;

use auth_codegen::{Edit, Problem};

use crate::{complete, report_of_case, style};

const SLOT: &str = "⟨⟩";
const HEADER: &str = "=== ";
const ROW: &str = "--> ";

pub(crate) struct Table<'a> {
    templates: HashMap<&'a str, String>,
    blocks: Vec<Block<'a>>,
}

/// What begins with one header: a template, or a group of cases.
struct Block<'a> {
    /// The header, and the comments below it.
    head: Vec<&'a str>,
    /// How a case becomes a spec; `None` for a template, which is one case without rows.
    frame: Option<Frame<'a>>,
    cases: Vec<Case<'a>>,
}

enum Frame<'a> {
    Part,
    Whole,
    Template(&'a str),
}

#[derive(Default)]
struct Case<'a> {
    lines: Vec<&'a str>,
    rows: Vec<&'a str>,
}

impl<'a> Table<'a> {
    pub(crate) fn read(text: &'a str) -> Self {
        let mut table = Self { templates: HashMap::new(), blocks: Vec::new() };
        for line in text.lines() {
            match line.strip_prefix(HEADER) {
                Some(header) => table.blocks.push(Block::read(line, header)),
                None => table.blocks.last_mut().expect("a header comes first").push(line),
            }
        }
        for block in &table.blocks {
            if let Some(name) = block.template() {
                table.templates.insert(name, table.fill_parent(block));
            }
        }
        table
    }

    /// The text of a template, which may fill the slot of one above it.
    fn fill_parent(&self, block: &Block<'_>) -> String {
        let text = block.cases.iter().flat_map(|case| &case.lines).copied().collect::<Vec<_>>().join("\n");
        match block.head[0].split_once(", in ") {
            Some((_, parent)) => fill(&self.templates[parent], &text),
            None => text,
        }
    }

    /// The file as it should be.
    pub(crate) fn print(&self) -> String {
        let blocks = self.blocks.iter().map(|block| {
            let cases: Vec<String> = block.cases.iter().map(|case| self.print_case(block, case)).collect();
            format!("{}\n{}\n", block.head.join("\n"), cases.join("\n\n"))
        });
        blocks.collect::<Vec<_>>().join("\n")
    }

    /// The specs of all cases.
    pub(crate) fn specs(&self) -> Vec<String> {
        let all = self.blocks.iter().flat_map(|block| block.cases.iter().map(move |case| (block, case)));
        all.filter_map(|(block, case)| self.spec(block, case)).collect()
    }

    /// The cases whose rows are not what is reported.
    pub(crate) fn differences(&self) -> String {
        let all = self.blocks.iter().flat_map(|block| block.cases.iter().map(move |case| (block, case)));
        let wrong = all.filter(|(block, case)| self.rows(block, case) != case.rows);
        let shown = wrong.map(|(block, case)| {
            format!(
                "{}\nexpected:\n{}\nfound:\n{}\n",
                block.head[0],
                case.rows.join("\n"),
                self.print_case(block, case)
            )
        });
        shown.collect::<Vec<_>>().join("\n")
    }

    fn print_case(&self, block: &Block<'_>, case: &Case<'_>) -> String {
        let lines = case.lines.iter().map(|line| (*line).to_owned());
        lines.chain(self.rows(block, case)).collect::<Vec<_>>().join("\n")
    }

    /// The whole spec of a case.
    fn spec(&self, block: &Block<'_>, case: &Case<'_>) -> Option<String> {
        let text = case.lines.iter().map(|line| unpicture(line) + "\n").collect::<String>();
        match block.frame {
            None => None,
            Some(Frame::Whole) => Some(text),
            Some(Frame::Part) => Some(complete(&text)),
            Some(Frame::Template(name)) => Some(complete(&fill(&self.templates[name], text.trim_end_matches('\n')))),
        }
    }

    /// What is reported of a case.
    fn rows(&self, block: &Block<'_>, case: &Case<'_>) -> Vec<String> {
        let Some(spec) = self.spec(block, case) else { return Vec::new() };
        match report_of_case(&spec) {
            None => vec![format!("{ROW}accepted")],
            Some(report) => {
                style::check(&spec, &report);
                report.problems().iter().flat_map(rows).collect()
            }
        }
    }
}

impl<'a> Block<'a> {
    fn read(line: &'a str, header: &'a str) -> Self {
        let frame = match header.rsplit_once(", ") {
            _ if header.starts_with("template ") => None,
            Some((_, "whole")) => Some(Frame::Whole),
            Some((_, place)) => Some(Frame::Template(place.strip_prefix("in ").expect("`in TEMPLATE` or `whole`"))),
            None => Some(Frame::Part),
        };
        Self { head: vec![line], frame, cases: Vec::new() }
    }

    /// The name that this block gives to its text.
    fn template(&self) -> Option<&'a str> {
        let name = self.head[0].strip_prefix(HEADER)?.strip_prefix("template ")?;
        Some(name.split_once(", ").map_or(name, |(name, _)| name))
    }

    fn push(&mut self, line: &'a str) {
        let is_over = self.cases.last().is_none_or(|case| !case.rows.is_empty());
        match line {
            "" if is_over || self.frame.is_none() => {}
            comment if self.cases.is_empty() && comment.starts_with("/// ") => self.head.push(comment),
            row if row.starts_with(ROW) => self.cases.last_mut().expect("a row is below a case").rows.push(row),
            line => {
                if is_over {
                    self.cases.push(Case::default());
                }
                self.cases.last_mut().expect("just added").lines.push(line);
            }
        }
    }
}

/// Puts a text into the slot, indented like it, or a line of it into each of several slots.
fn fill(template: &str, text: &str) -> String {
    if template.matches(SLOT).count() > 1 {
        return text.lines().fold(template.to_owned(), |spec, line| spec.replacen(SLOT, line, 1));
    }
    let (before, after) = template.split_once(SLOT).expect("a template has a slot");
    let indent = before.rsplit('\n').next().unwrap_or_default();
    let indent = &indent[..indent.len() - indent.trim_start().len()];
    format!("{before}{}{after}", text.replace('\n', &format!("\n{indent}")))
}

/// A problem as a line of a table, and what is related to it.
fn rows(problem: &Problem) -> impl Iterator<Item = String> {
    let related = problem.related.iter().map(|related| format!("{ROW}perhaps {}", row(related)));
    std::iter::once(format!("{ROW}{}", row(problem))).chain(related)
}

fn row(problem: &Problem) -> String {
    let Problem { code, line, column, message, help, edit, .. } = problem;
    let edit = edit.as_ref().map_or(String::new(), |edit| format!(" => {}", show(edit, *line)));
    format!("{line}:{column} {code} {message} | {}{edit}", help.as_deref().unwrap_or_default())
}

/// The columns and the text of an edit, and its line, where that is another than the problem's.
fn show(edit: &Edit, at: usize) -> String {
    let Edit { line, columns, text, .. } = edit;
    let place = if *line == at { String::new() } else { format!("{line}:") };
    format!("{place}{}..{} `{}`", columns.start, columns.end, text.escape_debug())
}

/// The pictures of control characters become what they show.
fn unpicture(line: &str) -> String {
    line.chars()
        .map(|c| if ('␀'..='␟').contains(&c) { char::from_u32(u32::from(c) - 0x2400).unwrap_or(c) } else { c })
        .collect()
}
