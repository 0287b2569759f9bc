//! Problems as SARIF 2.1.0 (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>).

use auth_codegen::{Edit, Problem, Report};
use auth_language::problem::Code;
use serde_json::{Value, json};

/// Where the members of a SARIF document are defined.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(super) fn document(reports: &[Report]) -> String {
    let results: Vec<Value> = reports.iter().flat_map(of_report).collect();
    let rules: Vec<Value> = Code::ALL.iter().map(of_rule).collect();
    let driver = json!({ "name": "authwright", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    let document = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    format!("{document:#}\n")
}

fn of_rule((code, meaning): &(Code, &str)) -> Value {
    json!({ "id": code.to_string(), "shortDescription": { "text": meaning } })
}

fn of_report(report: &Report) -> impl Iterator<Item = Value> {
    report.problems().iter().map(|problem| of_problem(problem, report))
}

fn of_problem(problem: &Problem, report: &Report) -> Value {
    let Problem { code, line, column, message, help, edit, .. } = problem;
    let text = help.as_ref().map_or_else(|| message.clone(), |help| format!("{message}; {help}"));
    let file = json!({ "uri": uri(report.path()) });
    let region = json!({ "startLine": line, "startColumn": column, "endColumn": report.end_column(problem) });
    let location = json!({ "physicalLocation": { "artifactLocation": file, "region": region } });
    let fixes: Vec<Value> = edit.iter().map(|edit| of_edit(edit, &file, help.as_deref().unwrap_or_default())).collect();
    json!({
        "ruleId": code.to_string(),
        "level": "error",
        "message": { "text": text },
        "locations": [location],
        "fixes": fixes,
    })
}

fn of_edit(edit: &Edit, file: &Value, advice: &str) -> Value {
    let Edit { line, columns, text } = edit;
    let region = json!({ "startLine": line, "startColumn": columns.start, "endColumn": columns.end });
    let replacement = json!({ "deletedRegion": region, "insertedContent": { "text": text } });
    json!({
        "description": { "text": advice },
        "artifactChanges": [{ "artifactLocation": file, "replacements": [replacement] }],
    })
}

/// Returns a path as a URI: a relative one stays relative.
fn uri(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let path = path.replace('\\', "/");
    let escaped =
        path.bytes().map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    let escaped: String = escaped.collect();
    if escaped.starts_with('/') { format!("file://{escaped}") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        let rows = [
            ("specs/acme.yaml", "specs/acme.yaml"),
            ("my specs/ä#1.yaml", "my%20specs/%C3%A4%231.yaml"),
            ("/srv/acme.yaml", "file:///srv/acme.yaml"),
        ];
        for (path, expected) in rows {
            assert_eq!(uri(path), expected);
        }
    }
}
