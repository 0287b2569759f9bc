//! `cargo authwright docs`.

use crate::world::{ACME, World};

const SECTION: &str = "[package.metadata.authwright]\n";

fn beta() -> String {
    ACME.replace("name: acme", "name: beta").replace("title: Acme", "title: Beta")
}

#[test]
fn a_section_without_keys_is_enough() {
    let world = World::package(SECTION);
    let run = world.run("docs");
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("1 provider: 2 pages changed, 0 up to date"), "{}", run.out);
    assert!(run.out.ends_with("open target/authwright/index.html\n"), "{}", run.out);
    assert_eq!(world.list("target/authwright"), ["acme.html", "index.html"]);
    let page = world.read("target/authwright/acme.html");
    let head = "<!-- @generated from acme.yaml by `cargo authwright docs`: edit the spec, not this page. -->";
    assert_eq!(page.lines().nth(1), Some(head));
    assert!(page.contains("crate::generated::acme::"), "the module is that of the package");
    assert!(world.run("docs").out.contains("0 pages changed, 2 up to date"));
    assert_eq!(world.run("docs --check").code, 0);
}

#[test]
fn the_folder_can_be_named() {
    let world = World::package(&format!("{SECTION}output = \"src/api/clients\"\ndocs = \"site\"\n"));
    assert_eq!(world.run("docs").code, 0);
    assert!(world.read("site/acme.html").contains("crate::api::clients::acme::"));
    assert_eq!(world.run("docs --out elsewhere/deep").code, 0);
    assert_eq!(world.read("site/acme.html"), world.read("elsewhere/deep/acme.html"), "wherever it is");
}

/// Where the runtime has another name, the snippets import it by that.
#[test]
fn the_runtime_can_have_another_path() {
    let world = World::package(&format!("{SECTION}crate = \"crate::runtime\"\n"));
    let key = "credentials:\n  key:\n    doc: A key.\n    token: { from: log_in, value: token }\n    attach: bearer\n";
    let log_in = "  log_in:\n    doc: Log in.\n    POST: /log_in\n    json: { code: secret }\n    returns: { 200: Token }\n    examples: [{ request: { code: a }, response: { token: b } }]\n";
    let once = key.replace("value: token", "value: token, once: code");
    let types = "types: { Token: { fields: { token: secret } } }\n";
    world.write("specs/acme.yaml", &format!("{ACME}{log_in}{types}{once}"));
    let run = world.run("docs");
    assert_eq!(run.code, 0, "{run:?}");
    let page = world.read("target/authwright/acme.html");
    assert!(page.contains("crate::runtime::session::") && !page.contains("auth_runtime"), "{page}");
}

#[test]
fn files_need_no_crate() {
    let world = World::new();
    world.write("acme.yaml", ACME);
    let run = world.run("docs acme.yaml");
    assert!(run.code == 2 && run.err.contains("Name a folder: `cargo authwright docs SPEC --out site`"), "{run:?}");
    assert_eq!(world.run("docs acme.yaml --out site").code, 0);
    assert_eq!(world.run_in("", "docs - --out site", &beta()).code, 0);
    assert_eq!(world.list("site"), ["beta.html", "index.html"], "the spec of the former page is not beside this one");
}

/// Pages whose spec is gone are removed; what others wrote is left alone.
#[test]
fn only_own_pages_are_touched() {
    let world = World::package(SECTION);
    world.write("specs/beta.yaml", &beta());
    world.write("target/authwright/mine.html", "<!DOCTYPE html>\n<!-- @generated from me -->\n");
    world.write("target/authwright/odd.html", "");
    world.write("target/authwright/notes.txt", "<!DOCTYPE html>\n<!-- @generated from beta.yaml by `");
    std::fs::write(world.path("target/authwright/latin.html"), b"\xe9\n\xe9\n").unwrap();
    assert_eq!(world.run("docs").code, 0);
    std::fs::remove_file(world.path("specs/beta.yaml")).unwrap();
    let check = world.run("docs --check");
    assert!(check.code == 1 && check.out.contains("remove target/authwright/beta.html"), "{check:?}");
    assert!(world.path("target/authwright/beta.html").exists(), "nothing is changed by a check");
    let run = world.run("docs");
    assert!(run.code == 0 && run.out.contains("remove target/authwright/beta.html"), "{run:?}");
    let left = ["acme.html", "index.html", "latin.html", "mine.html", "notes.txt", "odd.html"];
    assert_eq!(world.list("target/authwright"), left);
    assert!(!world.read("target/authwright/index.html").contains("beta"));
}

#[test]
fn pages_by_hand_are_not_overwritten() {
    for name in ["acme.html", "index.html"] {
        let world = World::package(SECTION);
        world.write(&format!("target/authwright/{name}"), "<p>by hand</p>\n");
        let run = world.run("docs");
        assert!(run.code == 2 && run.err.contains(&format!("{name} was written by hand: move it")), "{run:?}");
        assert_eq!(world.list("target/authwright"), [name], "nothing else is written");
    }
}

/// A name makes one page anew; the others stay, also in the index and in its search.
#[test]
fn one_page_can_be_made_anew() {
    let world = World::package(SECTION);
    world.write("specs/beta.yaml", &beta());
    assert_eq!(world.run("docs").code, 0);
    let index = world.read("target/authwright/index.html");
    let run = world.run("docs acme");
    assert!(run.out.contains("1 provider: 0 pages changed, 2 up to date"), "{run:?}");
    assert_eq!(world.read("target/authwright/index.html"), index);
    world.write("specs/acme.yaml", &ACME.replace("Ask whether", "Find out whether"));
    let run = world.run("docs specs/acme.yaml");
    assert!(run.out.contains("update target/authwright/acme.html"), "{run:?}");
    let index = world.read("target/authwright/index.html");
    assert!(index.contains("Find out whether") && index.contains("href=\"beta.html\""));
}

#[test]
fn mistakes_touch_nothing() {
    let world = World::package(SECTION);
    world.write("specs/beta.yaml", &beta().replace("GET", "GTE"));
    let run = world.run("docs");
    assert!(run.code == 1 && run.err.ends_with("1 problem in 1 spec: no page was touched\n"), "{run:?}");
    assert!(!world.path("target/authwright").exists());
}

#[test]
fn names_of_pages_do_not_collide() {
    let world = World::new();
    world.write("index.yaml", &ACME.replace("name: acme", "name: index"));
    world.write("other.yaml", ACME);
    world.write("acme.yaml", ACME);
    assert_eq!(world.run("docs index.yaml --out site").code, 0);
    assert_eq!(world.list("site"), ["index-provider.html", "index.html"]);
    let run = world.run("docs acme.yaml other.yaml --out twice");
    assert!(run.code == 2 && run.err.contains("other.yaml is a second spec with the name `acme`"), "{run:?}");
    assert!(!world.path("twice").exists());
}

/// The packages of a workspace have one site, unless they say otherwise.
#[test]
fn packages_share_a_site() {
    let world = World::new();
    world.write("Cargo.toml", "[workspace]\nmembers = [\"one\", \"two\"]\n");
    world.write_package("one", SECTION);
    world.write_package("two", &format!("{SECTION}output = \"src/apis\"\n"));
    std::fs::remove_file(world.path("two/specs/acme.yaml")).unwrap();
    world.write("two/specs/beta.yaml", &beta());
    let run = world.run("docs");
    assert!(run.code == 0 && run.out.contains("2 providers: 3 pages changed"), "{run:?}");
    assert!(world.read("target/authwright/acme.html").contains("crate::generated::acme::"));
    assert!(world.read("target/authwright/beta.html").contains("crate::apis::beta::"));
}
