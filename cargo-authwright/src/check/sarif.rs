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
    let Problem { code, help, edit, related, .. } = problem;
    let file = json!({ "uri": uri(report.path(), cfg!(windows)) });
    let related: Vec<Value> = related.iter().map(|related| of_related(related, report, &file)).collect();
    let fixes: Vec<Value> = edit.iter().map(|edit| of_edit(edit, &file, help.as_deref().unwrap_or_default())).collect();
    json!({
        "ruleId": code.to_string(),
        "level": "error",
        "message": { "text": text(problem.message.clone(), problem) },
        "locations": [{ "physicalLocation": place(problem, report, &file) }],
        "relatedLocations": related,
        "fixes": fixes,
    })
}

fn of_related(problem: &Problem, report: &Report, file: &Value) -> Value {
    json!({ "physicalLocation": place(problem, report, file), "message": { "text": text(problem.note(), problem) } })
}

/// Returns a message with the help of a problem, for which SARIF has no place of its own.
fn text(message: String, problem: &Problem) -> String {
    match &problem.help {
        Some(help) => format!("{message}; {help}"),
        None => message,
    }
}

fn place(problem: &Problem, report: &Report, file: &Value) -> Value {
    let Problem { line, column, .. } = problem;
    let region = json!({ "startLine": line, "startColumn": column, "endColumn": report.end_column(problem) });
    json!({ "artifactLocation": file, "region": region })
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

/// Returns a path as a URI (RFC 8089): a relative one stays relative. On Windows, `\\` separates, and a path may begin with a
/// drive or with a server.
fn uri(path: &str, is_windows: bool) -> String {
    if !is_windows {
        let escaped = escape(path, b"/");
        return if path.starts_with('/') { format!("file://{escaped}") } else { escaped };
    }
    let path = path.strip_prefix(r"\\?\").unwrap_or(path).replace('\\', "/");
    let escaped = escape(&path, b"/");
    match path.as_bytes() {
        [b'/', b'/', ..] => format!("file:{escaped}"),
        [drive, b':', b'/', ..] if drive.is_ascii_alphabetic() => format!("file:///{}", escape(&path, b"/:")),
        [b'/', ..] => format!("file://{escaped}"),
        _ => escaped,
    }
}

/// Escapes all but what is plain in a path, and these characters.
fn escape(path: &str, kept: &[u8]) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte);
    path.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        let rows = [
            ("specs/acme.yaml", false, "specs/acme.yaml"),
            ("my specs/ä#1.yaml", false, "my%20specs/%C3%A4%231.yaml"),
            ("/srv/acme.yaml", false, "file:///srv/acme.yaml"),
            (r"a\b:c.yaml", false, "a%5Cb%3Ac.yaml"),
            (r"specs\acme.yaml", true, "specs/acme.yaml"),
            (r"C:\my specs\acme.yaml", true, "file:///C:/my%20specs/acme.yaml"),
            (r"\\?\C:\acme.yaml", true, "file:///C:/acme.yaml"),
            (r"\\server\share\acme.yaml", true, "file://server/share/acme.yaml"),
            (r"\acme.yaml", true, "file:///acme.yaml"),
        ];
        for (path, is_windows, expected) in rows {
            assert_eq!(uri(path, is_windows), expected);
        }
    }
}
