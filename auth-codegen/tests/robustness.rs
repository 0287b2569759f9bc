//! No input makes the library panic, and what it accepts becomes Rust: all specs, truncated and changed in thousands of ways.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::collections::HashSet;
use std::path::PathBuf;
use std::thread;

/// The specs of a folder, sorted by name.
fn specs(folder: &str) -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut paths: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    paths.sort();
    assert!(paths.len() >= 5, "the specs are in ../specs and tests/goldens");
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// Parses a text: a report has its places in the text, and an accepted spec becomes Rust.
fn survive(text: &str, printed: &mut HashSet<String>) -> bool {
    match auth_codegen::parse("mangled.yaml", text) {
        Ok(provider) => {
            for code in written(&provider) {
                if !printed.contains(&code) {
                    assert!(syn::parse_file(&code).is_ok(), "this is not Rust:\n{code}\nand comes from:\n{text}");
                    printed.insert(code);
                }
            }
            true
        }
        Err(report) => {
            check_report(&report, text);
            false
        }
    }
}

/// The texts that a spec becomes.
fn written(provider: &auth_codegen::model::Provider) -> Vec<String> {
    vec![
        auth_codegen::generate(provider),
        #[cfg(feature = "examples")]
        auth_codegen::examples(provider),
    ]
}

fn check_report(report: &auth_codegen::Report, text: &str) {
    let problems = report.problems();
    assert!(!problems.is_empty(), "refused without a reason:\n{text}");
    assert!(problems.is_sorted_by_key(|problem| (problem.line, problem.column)), "out of order:\n{report}");
    for problem in problems {
        assert!((1..=text.lines().count() + 1).contains(&problem.line), "outside of the text:\n{report}");
        assert!(!problem.message.contains('\n'), "a message of two lines:\n{report}");
        assert!(problem.help.as_ref().is_some_and(|help| !help.is_empty()), "no help:\n{report}");
    }
    let shown = report.to_string();
    let titles = shown.lines().filter(|line| line.starts_with("error[AW")).count();
    assert_eq!(titles, problems.len(), "{shown}");
}

/// `SAMPLES=large` tries several times as many texts, as `.ci/run` does.
fn is_thorough() -> bool {
    std::env::var_os("SAMPLES").is_some_and(|samples| samples == "large")
}

/// Does the same with each spec, on a thread of its own, and returns the sum of what it counts.
fn with_each(specs: &[String], work: impl Fn(u64, &str) -> usize + Sync) -> usize {
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = (1..).zip(specs).map(|(number, text)| scope.spawn(move || work(number, text))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    })
}

#[test]
fn prefixes() {
    with_each(&specs("../specs"), |_, text| {
        let mut printed = HashSet::new();
        assert!(survive(text, &mut printed), "{text}");
        let (some, step) = if is_thorough() { (2, 21) } else { (16, 397) };
        let lines = text.match_indices('\n').map(|(end, _)| end + 1).step_by(some);
        let bytes = (0..text.len()).step_by(step).filter(|end| text.is_char_boundary(*end));
        lines.chain(bytes).filter(|end| survive(&text[..*end], &mut printed)).count()
    });
}

#[test]
fn mutations() {
    let each = if is_thorough() { 300 } else { 30 };
    let specs = [specs("../specs"), specs("tests/goldens")].concat();
    let accepted = with_each(&specs, |number, text| {
        let (mut printed, mut random) = (HashSet::new(), Random(number.wrapping_mul(0x5EED_CAFE_F00D_D00D)));
        let mut mutant = || {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            for _ in 0..=random.below(2) {
                mutate(&mut lines, &mut random);
            }
            lines.join("\n")
        };
        (0..each).filter(|_| survive(&mutant(), &mut printed)).count()
    });
    assert!(accepted > 30, "mutations should leave some specs right: {accepted}");
}

/// The values that replace others.
const VALUES: [&str; 20] = [
    "",
    "~",
    "0",
    "-1",
    "1.5",
    ".inf",
    ".nan",
    "true",
    "[]",
    "[a, [b]]",
    "{}",
    "{ a: { b: c } }",
    "\"\"",
    "'x y'",
    "*a",
    "&a x",
    "!x y",
    "|",
    "99999999999999999999999",
    "\"\\0\\r\\n\\u2028 🔑 */ `a` \\\"#\"",
];

fn mutate(lines: &mut Vec<String>, random: &mut Random) {
    let at = random.below(lines.len());
    let other = random.below(lines.len());
    match random.below(7) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, lines[at].clone()),
        2 => lines.swap(at, other),
        3 => {
            let (one, two) = (value_of(&lines[at]), value_of(&lines[other]));
            replace_value(&mut lines[at], &two);
            replace_value(&mut lines[other], &one);
        }
        4 => lines[at].insert_str(0, "  "),
        _ => replace_value(&mut lines[at], VALUES[random.below(VALUES.len())]),
    }
}

fn value_of(line: &str) -> String {
    line.split_once(": ").map(|(_, value)| value.to_owned()).unwrap_or_default()
}

fn replace_value(line: &mut String, value: &str) {
    if let Some((key, _)) = line.split_once(':') {
        *line = format!("{key}: {value}");
    }
}

/// The xorshift generator of Marsaglia: the same mutations in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }
}
