//! The annotated example of `specs/README.md` is a spec without mistakes. It and the sketches show every key of the language.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use auth_tests::here;

/// Keys that the page explains in words, or that are like others that are shown.
const EXPLAINED: [&str; 7] = ["PATCH", "lifetime", "as", "keep", "hmac_md5", "hmac_sha1", "hmac_sha256"];

/// The pages with specs, and the least number of specs on each.
const PAGES: [(&str, usize); 4] =
    [("../docs/language.md", 10), ("../specs/README.md", 2), ("../docs/authoring.md", 1), ("../docs/mock.md", 0)];

/// The folder of the pages about the language.
const FOLDER: &str = "../docs/language";

/// The blocks of a page that are whole specs: those with a name and endpoints.
fn whole_specs(page: &str) -> Vec<String> {
    let text = std::fs::read_to_string(page).unwrap_or_else(|error| panic!("{page}: {error}"));
    let blocks = text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let blocks = blocks.map(|block| block.lines().map(|line| format!("{line}\n")).collect::<String>());
    let has = |block: &str, key: &str| block.lines().any(|line| line.starts_with(key));
    blocks.filter(|block| has(block, "name:") && has(block, "endpoints:")).collect()
}

#[test]
fn every_whole_spec_on_a_page_generates() {
    let folder = std::fs::read_dir(here().join(FOLDER)).expect("the pages of the language");
    let pages = folder.map(|entry| entry.expect("an entry").path());
    let pages = pages.filter(|page| page.extension().is_some_and(|extension| extension == "md"));
    let pages = pages.map(|page| (page.display().to_string(), 0));
    let named = PAGES.map(|(page, least)| (here().join(page).display().to_string(), least));
    for (page, least) in named.into_iter().chain(pages) {
        let specs = whole_specs(&page);
        assert!(specs.len() >= least, "{page} has {} specs", specs.len());
        for spec in specs {
            let provider = auth_codegen::parse(&page, &spec).unwrap_or_else(|report| panic!("{report}"));
            assert!(auth_codegen::generate(&provider).contains("pub struct"), "{page}");
        }
    }
}

/// The specs on the page: a small one, and one with every key.
fn examples() -> [String; 2] {
    let page = std::fs::read_to_string(here().join("../specs/README.md")).expect("the page of the language");
    [1, 2].map(|block| {
        let block = page.split("```yaml\n").nth(block).and_then(|rest| rest.split("```").next());
        block.expect("an example").to_owned()
    })
}

#[test]
fn the_small_example_generates() {
    let [small, _] = examples();
    auth_codegen::parse("specs/README.md", &small).unwrap_or_else(|report| panic!("{report}"));
}

#[test]
fn the_annotated_example_generates() {
    let [_, annotated] = examples();
    let provider = auth_codegen::parse("specs/README.md", &annotated).unwrap_or_else(|report| panic!("{report}"));
    let client = auth_codegen::generate(&provider);
    for endpoint in provider.endpoints.iter().filter(|endpoint| endpoint.http().is_some()) {
        assert!(client.contains(&format!("pub async fn {}(", endpoint.name)), "{}", endpoint.name);
    }
}

/// The sketches that the generator reads.
fn sketches() -> String {
    let files = std::fs::read_dir(here().join("../docs/language/sketches")).expect("the sketches");
    let texts = files.map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("a sketch"));
    texts.filter(|text| text.starts_with("# now: ")).collect()
}

#[test]
fn the_examples_and_the_sketches_show_every_key() {
    let example = examples().concat() + &sketches();
    let keys: Vec<&str> = auth_language::key::ALL.iter().flat_map(|mapping| mapping.names()).collect();
    assert!(keys.len() > 60, "the keys were found: {keys:?}");
    let is_shown =
        |key: &str| [format!("{key}:"), format!("{key} :")].iter().any(|shown| example.contains(shown.as_str()));
    let missing: Vec<&str> = keys.into_iter().filter(|key| !is_shown(key) && !EXPLAINED.contains(key)).collect();
    assert!(missing.is_empty(), "neither specs/README.md nor a sketch shows {missing:?}");
}

/// The runtime has the formats of the language without depending on it: both accept the same texts.
#[test]
fn the_runtime_and_the_language_have_the_same_formats() {
    use auth_language::word::Format as Word;
    use auth_runtime::value::Format;
    let formats = [
        (Word::Label, Format::Label),
        (Word::Labels, Format::Labels),
        (Word::Host, Format::Host),
        (Word::HostAndPort, Format::HostAndPort),
        (Word::Origin, Format::Origin),
        (Word::Email, Format::Email),
    ];
    let pieces = [
        "",
        "a",
        "-a",
        "a.b",
        "10.0.0.1",
        "acme.example",
        ":443",
        ":0",
        ":70000",
        "@",
        "https://",
        "http://",
        "/",
        "ada+x",
        "\u{e4}",
    ];
    for first in pieces {
        for second in pieces {
            for third in pieces {
                let text = [first, second, third].concat();
                for (word, format) in formats {
                    assert_eq!(auth_language::value::fits(word, &text), format.fits(&text), "{word:?} {text}");
                }
            }
        }
    }
}

#[test]
fn the_runtime_and_the_language_give_a_status_the_same_class() {
    for code in 300..1000 {
        let status = auth_runtime::http::StatusCode::from_u16(code).expect("a status");
        let said = format!("{:?}", auth_language::word::Class::of_status(code));
        assert_eq!(said, format!("{:?}", auth_runtime::Class::of_status(status)), "{code}");
    }
}
