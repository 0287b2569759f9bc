//! The reference of the spec language, from the declaration of each key. `UPDATE_EXPECT=1 cargo test` writes it.

use std::fmt::Write as _;

use auth_language::key::{ALL, Key, Mapping, Shape};
use auth_tests::here;
use expect_test::expect_file;

#[test]
fn the_reference_is_up_to_date() {
    expect_file![here().join("../docs/language/reference.md")].assert_eq(&page());
}

fn page() -> String {
    let mut page = String::from(
        "# The keys of a spec\n\nEvery mapping of the language with its keys, the shape of their values, and an example. The\n\
         reference is written from the declarations in `auth-language/src/key`; to learn the language, read [the guide](../language.md).\n",
    );
    for mapping in ALL {
        write_mapping(&mut page, mapping);
    }
    page
}

fn write_mapping(page: &mut String, mapping: &Mapping) {
    let title = mapping.what.trim_start_matches("an ").trim_start_matches("a ");
    let _ = writeln!(page, "\n## {title}\n\n{}\n\n| key | value | meaning | example |\n|---|---|---|---|", mapping.doc);
    for key in mapping.keys {
        write_key(page, key);
    }
}

fn write_key(page: &mut String, Key { name, shape, required, doc, example }: &Key) {
    let required = if *required { " Required." } else { "" };
    let example = example.replace('|', "\\|");
    let _ = writeln!(page, "| `{name}` | {} | {}{required} | `{example}` |", describe(shape), doc.replace('|', "\\|"));
}

/// The shape of a value in words, with links to the mappings of the language.
fn describe(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Boolean => "`true` or `false`".to_owned(),
        Shape::Count => "a whole number".to_owned(),
        Shape::Scalar => "text, a number or a boolean".to_owned(),
        Shape::Any => "anything".to_owned(),
        Shape::Type => "a type".to_owned(),
        Shape::Reference(what) => format!("the name of {what}"),
        Shape::Words(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or "),
        Shape::Mapping(mapping) => format!("[{}](#{})", mapping.what, anchor(mapping)),
        Shape::Entries(entry) => format!("names, each with {}", describe(entry)),
        Shape::List(item) => format!("a list of {}", describe(item)),
        Shape::AnyOf(shapes) => shapes.iter().map(describe).collect::<Vec<_>>().join(", or "),
    }
}

/// The anchor that a Markdown page gives to the title of a mapping.
fn anchor(mapping: &Mapping) -> String {
    let title = mapping.what.trim_start_matches("an ").trim_start_matches("a ");
    title.chars().filter(|letter| *letter != '`').map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}
