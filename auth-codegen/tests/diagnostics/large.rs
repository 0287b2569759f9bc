//! Long texts: twice the text takes twice the steps, and not four times. Steps are the allocations of the thread, of which
//! each reading of a text takes many.

use crate::{heap, is_thorough, report};

/// The steps and the bytes that a report takes.
fn cost(text: &str) -> (u64, usize) {
    let (report, cost) = heap::cost(|| {
        let report = auth_codegen::parse("acme.yaml", text).unwrap_err();
        assert!(!report.to_string().is_empty());
        report
    });
    drop(report);
    cost
}

/// What a text consists of beside its head: a line or more for each number, or all of them on one line.
type Shape = (&'static str, fn(u32) -> String);

const SHAPES: [Shape; 19] = [
    ("unknown keys", |n| format!("k{n}: 1\n")),
    ("one key again and again", |_| "again: 1\n".to_owned()),
    ("comments after texts", |n| format!("k{n}: a #b\n")),
    ("comments", |_| "# c\n".to_owned()),
    ("CRLF", |n| format!("k{n}: 1\r\n")),
    ("merge keys", |n| format!("k{n}: {{ <<: {{ a: 1 }} }}\n")),
    ("tags", |n| format!("k{n}: !a b\n")),
    ("aliases as keys", |n| format!("k{n}: &a{n} b{n}\n*a{n} : 1\n")),
    ("marks of direction", |n| format!("k{n}: '\u{202e}a'\n")),
    ("empty lists", |n| format!("k{n}: []\n")),
    ("lists of lists", |n| format!("k{n}:\n- - - a\n")),
    ("documents", |_| "---\n".to_owned()),
    ("indentation", |n| format!("{}k{n}: 1\n", " ".repeat(n as usize % 40))),
    ("open brackets", |n| format!("k{n}: [a\n")),
    ("open quotes", |n| format!("k{n}: \"a\n")),
    ("endpoints", |n| format!("{}  e{n}: {{ GET: /e{n}, returns: {{ 200: Nope{n} }} }}\n", head(n, "endpoints:\n"))),
    ("constants that are not there", |n| {
        format!("{}  e{n}: {{ GET: /e{n}, query: {{ a: {{ const: }} }} }}\n", head(n, "endpoints:\n"))
    }),
    ("types that hold each other", |n| {
        format!("{}  T{n}: {{ fields: {{ a: optional T{}, b: optional T{} }} }}\n", head(n, "types:\n"), n / 2, n + 1)
    }),
    ("settings", |n| format!("{}  s{n}: string\n", head(n, "settings:\n"))),
];

fn head(number: u32, text: &'static str) -> &'static str {
    if number == 0 { text } else { "" }
}

fn text(shape: fn(u32) -> String, length: usize) -> String {
    let mut text = "name: acme\ntitle: Acme\nbase_url: https://api.acme.example\n".to_owned();
    for number in 0.. {
        if text.len() >= length {
            break;
        }
        text += &shape(number);
    }
    text
}

/// The bytes that a further byte of text may take: endpoints of fifty bytes take most of them, each of which is refused.
const MOST: usize = 256;

/// A hundred problems are shown of each text, so that what they cost is the same.
#[test]
fn twice_the_text_takes_twice_the_steps() {
    let length = if is_thorough() { 20_000 } else { 10_000 };
    for (name, shape) in SHAPES {
        let (steps, bytes) = cost(&text(shape, length));
        let (twice, more) = cost(&text(shape, 2 * length));
        let more = more.saturating_sub(bytes);
        assert!(twice < steps * 5 / 2, "{name}: {steps} and {twice} steps");
        assert!(more < MOST * length, "{name}: {more} bytes more");
    }
}

/// What the parser would need much memory or time for is refused before.
#[test]
fn a_text_that_is_crowded_or_deep_is_not_parsed() {
    let deep = format!("x: {}", "[".repeat(500_000));
    let closed = format!("x: {}{}", "[".repeat(200_000), "]".repeat(200_000));
    let rows = [
        (deep, "this spec has too many values"),
        (closed, "this spec has too many values"),
        (format!("x: {}{}", "[".repeat(2_000), "]".repeat(2_000)), "this is nested too deeply"),
        (format!("x: [{}]", "a, ".repeat(330_000)), "this spec has too many values"),
        (format!("x:\n{}", "- - - a\n".repeat(120_000)), "this spec has too many values"),
        (format!("x:\n{}", "- ".repeat(400_000)), "this spec has too many values"),
    ];
    for (text, expected) in rows {
        let (found, (_, bytes)) = heap::cost(|| auth_codegen::parse("acme.yaml", &text).unwrap_err());
        assert!(bytes < 16 * text.len(), "{expected}: {bytes} bytes");
        assert_eq!(report(&text).problems(), found.problems());
        assert_eq!(found.problems()[0].message, expected);
    }
}
