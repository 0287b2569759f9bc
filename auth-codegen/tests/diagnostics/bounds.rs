//! What a spec of nothing but one kind of entry takes: memory by its keys and its length, and steps that do not grow faster
//! than it does. A spec has 32,768 keys and items at most (AW0004), so that any text of a megabyte takes less than 64 MiB.

use std::thread;
use std::time::Instant;

use auth_codegen::Report;
use auth_codegen::model::Provider;

use crate::heap;
use crate::sections::{SECTIONS, Section, marks_of};

/// The bytes that a further key or item may take, and a further byte of text. It is less on the average, as vectors double.
const OF_KEY: usize = 3_600;
const OF_BYTE: usize = 4;
/// What a parser may take of a text of a megabyte, whatever it is.
const MOST: usize = 64 << 20;

struct Taken {
    steps: u64,
    /// The most bytes that were taken, the text not counted.
    bytes: usize,
    end: Result<Provider, Report>,
}

/// Parses a text, and prints the report if there is one.
fn parse(text: &str) -> Taken {
    let task = || auth_codegen::parse("acme.yaml", text).inspect_err(|report| assert!(!report.to_string().is_empty()));
    let (end, (steps, bytes)) = heap::cost(task);
    Taken { steps, bytes, end }
}

/// What is wrong with what a section takes, in a spec and in one that is twice as long.
fn compare(section: &Section) -> Vec<String> {
    // The head of some is long.
    let length = if crate::is_thorough() || section.name.contains("many") { 12_000 } else { 6_000 };
    let (small, large) = (section.text(length), section.text(2 * length));
    let (first, second) = (parse(&small), parse(&large));
    let mut wrong = Vec::new();
    if second.steps > first.steps * 5 / 2 {
        wrong.push(format!("{} and {} steps", first.steps, second.steps));
    }
    let (keys, length) = (marks_of(&large) - marks_of(&small).min(marks_of(&large)), large.len() - small.len());
    let more = second.bytes.saturating_sub(first.bytes);
    if more > keys * OF_KEY + length * OF_BYTE {
        wrong.push(format!("{more} bytes more, for {keys} keys in {length} bytes"));
    }
    match (first.end, second.end) {
        (Ok(small), Ok(large)) => wrong.extend(compare_generated(&small, &large)),
        (_, end) if end.is_ok() != section.is_valid => wrong.push(format!("{:?}", end.err())),
        _ => {}
    }
    wrong
}

/// The same for the Rust that accepted specs become.
fn compare_generated(small: &Provider, large: &Provider) -> Option<String> {
    let (_, (steps, bytes)) = heap::cost(|| auth_codegen::generate(small));
    let (_, (twice, more)) = heap::cost(|| auth_codegen::generate(large));
    let is_linear = twice <= steps * 5 / 2 && more <= bytes * 5 / 2;
    (!is_linear).then(|| format!("generating takes {steps} and {twice} steps, {bytes} and {more} bytes"))
}

#[test]
fn each_section_is_linear() {
    let name = |section: &Section, wrong: Vec<String>| -> Vec<String> {
        wrong.into_iter().map(|wrong| format!("{}: {wrong:.400}", section.name)).collect()
    };
    // Costs are counted for each thread.
    let (half, other) = SECTIONS.split_at(SECTIONS.len() / 2);
    let compare_all =
        |sections: &[Section]| sections.iter().flat_map(|one| name(one, compare(one))).collect::<Vec<_>>();
    let wrong = thread::scope(|scope| {
        let other = scope.spawn(|| compare_all(other));
        [compare_all(half), other.join().unwrap()].concat()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The texts that take most: as many fields as a text can have.
#[test]
fn the_largest_specs_fit() {
    for section in SECTIONS.iter().filter(|section| section.name.contains("of many")) {
        let text = section.largest();
        let bytes = parse(&text).bytes;
        assert!(bytes < MOST, "{}: {bytes} bytes for {} bytes", section.name, text.len());
    }
}

/// What is refused for its size says what is too large.
#[test]
fn what_is_too_large_is_named() {
    let rows = [
        ("endpoints", "this spec has too many values"),
        ("scopes", "this is more than a list or a mapping can have"),
        ("one text again and again", "this spec has too many values"),
        ("one list again and again", "this spec has too many values"),
        ("a long place of a field", "this path has more than 64 names"),
        ("lists of lists", "these are more than 16 lists and maps in each other"),
        ("a long pattern", "this pattern has more than 1000 bytes"),
        ("members below a long name", "the names around these members have more than 256 bytes"),
        ("inputs of many tokens", "the log-in `k` has too many tokens"),
    ];
    for (name, expected) in rows {
        let section = SECTIONS.iter().find(|section| section.name == name).unwrap();
        let length = match name {
            "endpoints" => 400_000,
            "scopes" => 60_000,
            _ => 12_000,
        };
        let report = parse(&section.text(length)).end.unwrap_err();
        let messages: Vec<&str> = report.problems().iter().map(|problem| problem.message.as_str()).collect();
        assert!(messages.contains(&expected), "{name}: {messages:?}");
    }
}

/// A part of a reply, by its number.
type Entry = fn(u32) -> String;

/// A reply that is a text takes no keys: its content does.
#[test]
fn a_reply_in_another_encoding_is_short() {
    let rows: [(&str, &str, Entry, &str); 2] =
        [("form", "b=1", |n| format!("&{n}=1"), ""), ("xml", "<r>", |_| "<b/>".to_owned(), "</r>")];
    for (encoding, head, entry, foot) in rows {
        for length in [60_000, 200_000] {
            let (mut reply, mut number) = (head.to_owned(), 0);
            while reply.len() < length {
                reply += &entry(number);
                number += 1;
            }
            let text = format!(
                "name: acme\ntitle: Acme\nbase_url: https://a.example\ntypes: {{ T: {{ fields: {{ a: optional string }} }} }}\n\
                 endpoints:\n  ping:\n    doc: A.\n    GET: /\n    response: {encoding}\n    returns: {{ 200: T }}\n    \
                 examples:\n    - response: \"{reply}{foot}\"\n"
            );
            let taken = parse(&text);
            assert!(taken.bytes < MOST / 4, "{encoding}: {} bytes", taken.bytes);
            let report = taken.end.unwrap_err();
            let message = &report.problems()[0].message;
            assert_eq!(message.contains("a text of more than"), length > 1 << 16, "{encoding}: {message}");
        }
    }
}

/// `cargo test --release -p authwright-codegen --test diagnostics a_megabyte -- --ignored --nocapture`, with `SECTION=errors` for
/// those whose names have this word.
#[test]
#[ignore = "a table for people: megabytes and seconds of the largest specs"]
fn a_megabyte() {
    let only = std::env::var("SECTION").unwrap_or_default();
    for section in SECTIONS.iter().filter(|section| section.name.contains(&only)) {
        for text in [section.text(1_000_000), section.largest()] {
            let start = Instant::now();
            let Taken { bytes, end, .. } = parse(&text);
            let seconds = start.elapsed().as_secs_f64();
            let start = Instant::now();
            let end = match &end {
                Ok(provider) => {
                    let (_, (_, bytes)) = heap::cost(|| auth_codegen::generate(provider));
                    format!("generate {:5.1} MB {:5.2} s", megabytes(bytes), start.elapsed().as_secs_f64())
                }
                Err(report) => format!("{:.60}", report.problems()[0].message),
            };
            println!("{:36} {:8} B {:5.1} MB {seconds:5.2} s  {end}", section.name, text.len(), megabytes(bytes));
            assert!(bytes < MOST, "{}: {bytes} bytes", section.name);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "one digit is shown")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
