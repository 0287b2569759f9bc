//! Problems as one JSON document.
//!
//! ```json
//! { "version": 1, "specs": 1, "problems": [{ "code": "AW0101", "path": "acme.yaml", "line": 8, "column": 5, "end_column": 8,
//!   "message": "…", "help": "did you mean `GET`?", "edit": { "line": 8, "column": 5, "end_column": 8, "text": "GET" },
//!   "related": [] }] }
//! ```
//! Lines and columns begin at 1; columns count characters, and the last one is not included. The related problems may be due to the
//! same mistake.

use auth_codegen::{Edit, Problem, Report};
use serde_json::{Value, json};

pub(super) fn document(reports: &[Report], specs: usize) -> String {
    let problems: Vec<Value> = reports.iter().flat_map(of_report).collect();
    let document = json!({ "version": 1, "specs": specs, "problems": problems });
    format!("{document:#}\n")
}

fn of_report(report: &Report) -> impl Iterator<Item = Value> {
    report.problems().iter().map(|problem| of_problem(problem, report))
}

fn of_problem(problem: &Problem, report: &Report) -> Value {
    let Problem { code, line, column, message, help, edit, related, .. } = problem;
    json!({
        "code": code.to_string(),
        "path": report.path(),
        "line": line,
        "column": column,
        "end_column": report.end_column(problem),
        "message": message,
        "help": help,
        "edit": edit.as_ref().map(of_edit),
        "related": related.iter().map(|related| of_problem(related, report)).collect::<Vec<_>>(),
    })
}

fn of_edit(edit: &Edit) -> Value {
    let Edit { line, columns, text } = edit;
    json!({ "line": line, "column": columns.start, "end_column": columns.end, "text": text })
}
