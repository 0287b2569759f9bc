//! Inputs that are cut off, mixed up or made to hurt: a clear error or a spec that generates, and never a panic.

use cargo_authwright::import::{Selection, from_curl, from_metadata, from_openapi};

use crate::{acme, read};

const PAGES: [&str; 6] = [
    "pages/acme.txt",
    "pages/interhuman.txt",
    "pages/openhuman.txt",
    "pages/unith.txt",
    "pages/one_claw.txt",
    "pages/pihu.txt",
];

/// Every spec that is written at all has no problems.
fn check(what: &str, result: Result<cargo_authwright::import::Imported, cargo_authwright::import::Fault>) {
    match result {
        Ok(imported) => {
            if let Err(report) = imported.check() {
                panic!("{what}: {report}\n{}", imported.spec);
            }
        }
        Err(fault) => assert!(fault.to_string().len() > 20, "{what}: {fault}"),
    }
}

#[test]
fn pages_that_are_cut_off() {
    for page in PAGES {
        let text = read(page);
        let ends = text.char_indices().map(|(at, _)| at).filter(|at| at % 97 == 0);
        for end in ends {
            check(&format!("{page} up to {end}"), from_curl(&text[..end], &acme()));
        }
    }
}

#[test]
fn pages_without_a_line() {
    for page in PAGES {
        let text = read(page);
        let lines: Vec<&str> = text.lines().collect();
        for skipped in (0..lines.len()).step_by(2) {
            let kept: Vec<&str> =
                lines.iter().enumerate().filter(|(at, _)| *at != skipped).map(|(_, line)| *line).collect();
            check(&format!("{page} without line {}", skipped + 1), from_curl(&kept.join("\n"), &acme()));
        }
    }
}

#[test]
fn documents_without_a_line() {
    for path in ["documents/acme.yaml", "documents/odd.yaml"] {
        let text = read(path);
        let lines: Vec<&str> = text.lines().collect();
        for skipped in (0..lines.len()).step_by(2) {
            let kept: Vec<&str> =
                lines.iter().enumerate().filter(|(at, _)| *at != skipped).map(|(_, line)| *line).collect();
            let selection = Selection { all: true, ..Selection::default() };
            check(&format!("{path} without line {}", skipped + 1), from_openapi(&kept.join("\n"), &selection, &acme()));
        }
    }
}

#[test]
fn what_is_too_deep_or_too_long_is_refused() {
    let deep = format!("curl https://a.example\n{}", "[".repeat(100_000));
    check("deep JSON", from_curl(&deep, &acme()));
    check("many commands", from_curl(&"curl https://a.example/x\n".repeat(2_000), &acme()));
    check(
        "deep document",
        from_openapi(
            &format!("{{\"openapi\": \"3.1.0\", \"a\": {}", "[".repeat(100_000)),
            &Selection::default(),
            &acme(),
        ),
    );
    check("anchors", from_openapi(&anchors(), &Selection::default(), &acme()));
    check("no JSON", from_metadata("<html>", &acme()));
    check("no object", from_metadata("[]", &acme()));
    let long = "x".repeat(49 << 20);
    assert!(from_curl(&long, &acme()).unwrap_err().to_string().contains("48 MB"));
}

/// Anchors that repeat each other without end.
fn anchors() -> String {
    let mut text = "openapi: 3.1.0\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = format!("*a{}", level - 1);
        let line = format!("a{level}: &a{level} [{}]\n", [before.as_str(); 9].join(", "));
        text.push_str(&line);
    }
    text
}
