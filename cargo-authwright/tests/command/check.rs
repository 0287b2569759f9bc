//! `cargo authwright check` and `explain`.

use expect_test::expect;
use serde_json::Value;

use crate::world::{ACME, World};

/// A world with one mistake, which an edit solves, and one that only its author can solve.
fn wrong() -> World {
    let world = World::package("[package.metadata.authwright]\n");
    world.write("specs/acme.yaml", &ACME.replace("GET: /ping", "GTE: /ping").replace("title: Acme\n", ""));
    world
}

#[test]
fn people_read_reports() {
    let run = wrong().run("check");
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    expect![[r"
        error[AW0102]: a spec needs `title`
         --> specs/acme.yaml:1:1
          |
        1 | name: acme
          | ^^^^
          |
          = help: add `title: Acme`, for example

        error[AW0101]: an endpoint has no key `GTE`
         --> specs/acme.yaml:6:5
          |
        6 |     GTE: /ping
          |     ^^^
          |
          = help: did you mean `GET`?

        2 problems in 1 spec; `cargo authwright explain AW0102` explains the first, `check --fix` solves 1
    "]]
    .assert_eq(&run.err);
    let fine = World::package("[package.metadata.authwright]\n").run("check");
    assert_eq!((fine.code, fine.out.as_str()), (0, "1 spec: no problems\n"));
}

#[test]
fn edits_are_applied() {
    let world = wrong();
    world.write("specs/acme.yaml", &(world.read("specs/acme.yaml") + "# GTE is a slip\n"));
    let run = world.run("check --fix");
    let (edit, rest) = run.err.split_once("\n1 edit\n\n").expect("an edit");
    assert_eq!(edit, "specs/acme.yaml:6:5: an endpoint has no key `GTE`: wrote `GET`");
    assert!(run.code == 1 && rest.contains("a spec needs `title`") && !rest.contains("--fix"), "{run:?}");
    let expected = ACME.replace("title: Acme\n", "") + "# GTE is a slip\n";
    assert_eq!(world.read("specs/acme.yaml"), expected);
    assert_eq!(world.list("specs"), ["acme.yaml"]);
    world.write("specs/acme.yaml", &ACME.replace("GET", "GTE"));
    let run = world.run("check --fix --format json");
    assert!(run.code == 0 && run.out.contains("\"problems\": []"), "{run:?}");
    assert_eq!(world.run("check --fix").out, "1 spec: no problems\n");
    assert_eq!(world.run_in("", "check --fix -", &ACME.replace("GET", "GTE")).code, 2);
}

/// What `gen` refuses, `check` reports; a draft that is named may have any name.
#[test]
fn the_names_of_files_are_checked() {
    let world = World::package("[package.metadata.authwright]\n");
    world.write("specs/other.yaml", &ACME.replace("name: acme", "name: acme_two"));
    let run = world.run("check");
    let advice = "specs/other.yaml has the name `acme_two`: call the file `acme_two.yaml`";
    assert!(run.code == 2 && run.err.contains(advice), "{run:?}");
    assert_eq!(world.run("check specs/other.yaml").code, 0);
}

/// An edit that would take away what follows it is not promised.
#[test]
fn only_edits_that_are_made_are_promised() {
    let world = World::package("[package.metadata.authwright]\n");
    let scopes = "scopes: { a.info: A., a.metrics: B. }\nendpoints:";
    let visit = "  ping:\n    doc: Ask.\n    GET: /ping\n    scopes: [a.inf]\n    returns: { 204: nothing }\n";
    world.write("specs/acme.yaml", &format!("name: acme\ntitle: Acme\nbase_url: https://a.example\n{scopes}\n{visit}"));
    let (before, after) = (world.run("check"), world.run("check --fix"));
    let promises = before.err.contains("`check --fix` solves");
    assert_eq!(promises, after.err.contains(": wrote `"), "{before:?}{after:?}");
}

/// A spec with a mistake, and what may be due to it elsewhere.
const RELATED: &str = "name: acme
title: Acme
base_url: https://api.acme.example
settings: { realm: label }

endpoints:
  ping:
    doc: Ping.
    GET: /ping
    auth: key
    returns: { 204: nothing }

credentials:
  key:
    doc: A key of a realm.
    key: {}
";

#[test]
fn what_may_be_the_same_mistake_is_a_note() {
    let world = World::package("[package.metadata.authwright]\n");
    world.write("specs/acme.yaml", RELATED);
    let run = world.run("check");
    let page = include_str!("../../../docs/authoring.md");
    assert!(run.code == 1 && page.contains(&format!("```text\n{}```\n", run.err)), "{run:?}");
    let read =
        |format: &str| serde_json::from_str::<Value>(&world.run(&format!("check --format {format}")).out).unwrap();
    let related = &read("json")["problems"][0]["related"];
    assert_eq!((&related[0]["code"], &related[0]["line"]), (&Value::from("AW0206"), &Value::from(4)));
    assert_eq!(related[0]["related"], serde_json::json!([]));
    let result = &read("sarif")["runs"][0]["results"][0]["relatedLocations"];
    assert_eq!(result[0]["physicalLocation"]["region"]["startLine"], 4);
    let text = result[0]["message"]["text"].as_str().unwrap();
    assert!(text.starts_with("perhaps the same mistake: the setting `realm` is never used; write"), "{text}");
}

#[test]
fn programs_read_json() {
    let run = wrong().run("check --format json");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let document: Value = serde_json::from_str(&run.out).unwrap();
    let edit = serde_json::json!({ "line": 6, "column": 5, "end_column": 8, "text": "GET" });
    assert_eq!(document["problems"][1]["edit"], edit, "{}", run.out);
    assert_eq!(document["problems"][0]["edit"], Value::Null);
    assert_eq!((&document["version"], &document["specs"]), (&Value::from(1), &Value::from(1)));
    let fine = World::package("[package.metadata.authwright]\n").run("check --format json");
    assert_eq!(serde_json::from_str::<Value>(&fine.out).unwrap()["problems"], serde_json::json!([]));
}

#[test]
fn code_scanning_reads_sarif() {
    let run = wrong().run("check --format sarif");
    let document: Value = serde_json::from_str(&run.out).unwrap();
    let of_run = &document["runs"][0];
    let rules = of_run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = of_run["results"].as_array().unwrap();
    assert!(results.iter().all(|result| rules.iter().any(|rule| rule["id"] == result["ruleId"])));
    let place = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "specs/acme.yaml");
    assert_eq!(place["region"], serde_json::json!({ "startLine": 6, "startColumn": 5, "endColumn": 8 }));
    let replacement = &results[1]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "GET");
    assert_eq!(results[0]["fixes"], serde_json::json!([]));
}

#[test]
fn any_file_can_be_checked() {
    let world = World::new();
    world.write("some/acme.yaml", ACME);
    world.write("one.yml", ACME);
    for arguments in ["check some/acme.yaml", "check some", "check one.yml", "check one.yml some"] {
        assert_eq!(world.run(arguments).code, 0, "{arguments}");
    }
    let run = world.run_in("", "check -", &ACME.replace("/ping", "ping"));
    assert!(run.code == 1 && run.err.contains("--> <stdin>:7:10"), "{run:?}");
    let named = World::package("[package.metadata.authwright]\n");
    assert_eq!(named.run("check acme").code, 0);
    let rows = [
        (&world, "check other.yaml", "there is no file other.yaml"),
        (&named, "check beta", "there is no provider `beta` in specs: the providers are `acme`"),
        (&world, "check", "a spec that belongs to no package can be named"),
        (&world, "check one.yml --format xml", "invalid value 'xml'"),
    ];
    for (world, arguments, expected) in rows {
        let run = world.run(arguments);
        assert!(run.code == 2 && run.err.contains(expected), "{arguments}: {run:?}");
    }
}

/// A file is checked once, by whatever names it is called.
#[test]
fn a_file_has_several_names() {
    let world = World::package("[package.metadata.authwright]\n");
    for arguments in
        ["specs/acme.yaml ./specs/acme.yaml", "acme specs specs/../specs/acme.yaml", "acme acme", "specs/ acme"]
    {
        assert_eq!(world.run(&format!("check {arguments}")).out, "1 spec: no problems\n", "{arguments}");
    }
    assert_eq!(world.run_in("", "check - specs -", ACME).out, "2 specs: no problems\n");
}

/// A word is a provider if there is one, and else a folder or a file. Paths are as they are to be typed.
#[test]
fn a_name_is_a_provider_first() {
    let world = World::package("[package.metadata.authwright]\n");
    world.write("acme/other.yaml", &ACME.replace("GET", "GTE"));
    world.write("apis/other.yaml", &ACME.replace("GET", "GTE"));
    for (arguments, code) in [("acme", 0), ("acme/", 1), ("./acme", 1), ("apis", 1)] {
        assert_eq!(world.run(&format!("check {arguments}")).code, code, "{arguments}");
    }
    let run = world.run_in("src", "check ../acme", "");
    assert!(run.code == 1 && run.err.contains("--> ../acme/other.yaml:7:5"), "{run:?}");
    world.write("specs/acme.yaml", &ACME.replace("GET", "GTE"));
    assert!(world.run_in("src", "check", "").err.contains("--> ../specs/acme.yaml:7:5"));
    let unknown = world.run("check acne");
    assert!(
        unknown.code == 2 && unknown.err.contains("there is no provider `acne` in specs: did you mean `acme`?"),
        "{unknown:?}"
    );
}

/// That one package has the provider does not hide what is wrong with that of another.
#[test]
fn a_name_hides_no_error() {
    let world = World::new();
    world.write("Cargo.toml", "[workspace]\nmembers = [\"one\", \"two\"]\n");
    world.write_package("one", "[package.metadata.authwright]\n");
    world.write_package("two", "[package.metadata.authwright]\n");
    std::fs::write(world.path("two/specs/acme.yaml"), b"name: \xff\n").unwrap();
    let run = world.run("check acme");
    assert!(run.code == 2 && run.err.contains("two/specs/acme.yaml"), "{run:?}");
    std::fs::remove_file(world.path("two/specs/acme.yaml")).unwrap();
    assert_eq!(world.run("check acme").out, "1 spec: no problems\n");
}

/// The line that tells editors which schema a spec has is a comment like any other.
#[test]
fn the_schema_is_written_for_editors() {
    let world = World::package("[package.metadata.authwright]\n");
    let run = world.run("schema specs/.schema.json");
    assert!(run.code == 0 && run.out.contains("# yaml-language-server: $schema=specs/.schema.json"), "{run:?}");
    assert_eq!(world.read("specs/.schema.json"), world.run("schema").out);
    world.write("specs/acme.yaml", &format!("# yaml-language-server: $schema=.schema.json\n{ACME}"));
    assert_eq!(world.run("check").code, 0);
}

#[test]
fn codes_are_explained() {
    let world = World::new();
    let run = world.run("explain AW0102");
    assert!(
        run.code == 0 && run.out.starts_with("AW0102\n\n**A key is missing.**\n") && run.out.contains("\nRight:\n"),
        "{run:?}"
    );
    assert!(world.run("explain").out.contains("\nAW0103  The value has another shape"));
    let unknown = world.run("explain AW0199");
    assert!(unknown.code == 2 && unknown.err.contains("there is no code `AW0199`"), "{unknown:?}");
}
