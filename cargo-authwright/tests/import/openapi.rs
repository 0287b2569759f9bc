//! `OpenAPI` documents.

use cargo_authwright::import::{Selection, from_openapi};

use crate::{acme, expect, generated, read};

fn all() -> Selection {
    Selection { all: true, ..Selection::default() }
}

#[test]
fn a_document_with_every_kind_of_scheme() {
    let imported = from_openapi(&read("documents/acme.yaml"), &Selection::default(), &acme()).expect("a spec");
    expect("documents/acme.spec.yaml", &imported);
    assert_eq!(imported.left_out.iter().filter(|what| what.contains("/rockets/{id}/launch")).count(), 1);
}

#[test]
fn a_document_with_what_nobody_expects() {
    let imported = from_openapi(&read("documents/odd.yaml"), &all(), &acme()).expect("a spec");
    expect("documents/odd.spec.yaml", &imported);
    assert!(imported.left_out.iter().any(|what| what.starts_with("COPY /token")), "{:?}", imported.left_out);
}

#[test]
fn calls_are_chosen_by_path_and_by_id() {
    let document = read("documents/acme.yaml");
    let chosen = |paths: &[&str]| {
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        from_openapi(&document, &Selection { paths, all: false }, &acme())
    };
    let spec = generated(&chosen(&["/rockets*", "logout"]).expect("a spec"));
    let shown = ["GET: /rockets", "POST: /rockets/{id}/launch", "POST: /auth/logout"];
    assert!(shown.iter().all(|line| spec.contains(line)) && !spec.contains("/auth/login"), "{spec}");
    let fault = chosen(&["/nowhere"]).unwrap_err().to_string();
    assert!(fault.contains("no path or operation is `/nowhere`") && fault.contains("POST /auth/login"), "{fault}");
}

/// JSON and YAML are read alike, also if a status is a number.
#[test]
fn json_is_read_like_yaml() {
    let yaml = read("documents/acme.yaml");
    let json: serde_json::Value =
        serde_yaml::from_str(&yaml.replace("        200: {", "        '200': {")).expect("YAML");
    let from = |text: &str| from_openapi(text, &Selection::default(), &acme()).expect("a spec").spec;
    assert_eq!(from(&yaml), from(&json.to_string()));
}
