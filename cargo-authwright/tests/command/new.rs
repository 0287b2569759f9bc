//! `new`: the file that it writes, what it says, and what it refuses.

use crate::world::{ACME, World};

const PAGE: &str = "curl https://api.rocket.example/me -H 'X-Api-Key: YOUR_KEY'\n\n{ \"id\": \"u_1\" }\n";

/// What is after a heading of the page on authoring, in code blocks of a language.
fn blocks(heading: &str, language: &str) -> Vec<String> {
    let page = include_str!("../../../docs/authoring.md");
    let section = page.split(&format!("## {heading}\n")).nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    let fence = format!("```{language}\n");
    section.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// The commands of the documentation are run in turn, and print what it says.
#[test]
fn the_page_on_authoring_shows_what_happens() {
    let world = World::new();
    world.write("page.txt", &blocks("Writing a spec", "sh").concat());
    let documents = blocks("Writing a spec", "json");
    world.write("openid-configuration.json", &documents[0]);
    world.write("openapi.json", &documents[1]);
    let runs = blocks("Writing a spec", "text");
    assert!(runs.len() >= 4, "{runs:?}");
    for block in &runs {
        let (command, expected) = block.split_once('\n').unwrap();
        let run = world.run(command.strip_prefix("$ cargo authwright ").unwrap());
        assert_eq!((run.code, format!("{}{}", run.out, run.err).as_str()), (0, expected), "{command}");
    }
    assert_eq!(world.read("specs/rockets.yaml"), blocks("Writing a spec", "yaml")[0]);
}

/// The page on progenitor imports this document, and changes one line of the spec.
#[test]
fn the_page_on_progenitor_shows_what_happens() {
    let page = include_str!("../../../docs/migrating/from-progenitor.md");
    let world = World::new();
    world.write("openapi.json", include_str!("../../../downstream/openapi.json"));
    let run = page.split("```text\n$ cargo authwright ").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let (command, expected) = run.split_once('\n').unwrap();
    assert_eq!(world.run(command).err, expected);
    let spec = world.read("specs/keeper.yaml").replace("      key: string\n", "      key: secret\n");
    assert_eq!(spec, include_str!("../../../downstream/src/keeper.yaml"));
}

#[test]
fn a_file_is_never_overwritten() {
    let world = World::new();
    world.write("page.txt", PAGE);
    world.write("specs/acme.yaml", ACME);
    let run = world.run("new acme --from-curl page.txt");
    assert!(run.code == 2 && run.err.contains("specs/acme.yaml exists already"), "{run:?}");
    assert_eq!(world.read("specs/acme.yaml"), ACME);
    let printed = world.run("new acme --from-curl page.txt --print");
    assert!(
        printed.code == 0 && printed.out.starts_with("name: acme\n") && printed.err.starts_with("printed: "),
        "{printed:?}"
    );
    assert_eq!(world.run("new other --from-curl page.txt --specs apis").code, 0);
    assert!(world.read("apis/other.yaml").starts_with("name: other\n"));
}

/// The folder is that of Cargo.toml, and standard input is a source as well.
#[test]
fn a_package_says_where_specs_are() {
    let world = World::package("[package.metadata.authwright]\nspecs = \"apis\"\n");
    let run = world.run_in("", "new rocket --from-curl -", PAGE);
    assert!(run.code == 0 && run.err.contains("wrote apis/rocket.yaml: 1 endpoint, 1 type, 1 credential"), "{run:?}");
    assert_eq!(world.run("check apis/rocket.yaml").code, 0);
    let run = world.run_in("src", "new other --from-curl -", PAGE);
    assert!(run.err.contains("wrote ../apis/other.yaml") && run.err.contains("check ../apis/other.yaml`"), "{run:?}");
}

#[test]
fn wrong_use_is_explained() {
    let world = World::new();
    world.write("page.txt", "\ncurl 'https://a.example");
    world.write("bytes.txt", "");
    let rows = [
        ("new", "the following required arguments were not provided"),
        (
            "new Acme --credential bearer",
            "error: `Acme` cannot be the name of a provider\n  help: use lower-case words joined by `_`, such as `acme`",
        ),
        ("new Acme --from-curl page.txt", "error: `Acme` cannot be"),
        ("new acme", "say what kind of credential the provider has: `--credential bearer`"),
        ("new acme --credential bearer --base-url http://a.example", "is not https"),
        ("new acme --from-curl page.txt", "page.txt: line 2: the quote that begins here is never closed"),
        ("new acme --from-curl bytes.txt", "there is no curl command in this text"),
        ("new acme --from-curl nowhere.txt", "cannot read nowhere.txt"),
        ("new acme --from-curl page.txt --from-openapi page.txt", "cannot be used with"),
        ("new acme --path /a --credential bearer", "--from-openapi"),
    ];
    for (command, expected) in rows {
        let run = world.run(command);
        assert!(run.code == 2 && run.err.contains(expected), "{command}: {run:?}");
    }
    assert!(!world.path("specs").exists());
}

#[test]
fn flags_are_enough() {
    let world = World::new();
    for credential in [
        "bearer",
        "header",
        "basic",
        "query",
        "cookie",
        "password",
        "key-exchange",
        "client-credentials",
        "authorization-code",
        "device",
        "none",
    ] {
        let name = credential.replace('-', "_");
        let run = world.run(&format!("new api_{name} --credential {credential} --base-url https://api.rocket.example"));
        assert!(run.code == 0 && run.err.contains("next: compare it with the documentation"), "{run:?}");
    }
    assert_eq!(world.run("check specs").code, 0);
}
