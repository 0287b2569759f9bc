//! No mistake hides another, and none is invented by another: the report of two independent mistakes is that of the one and
//! that of the other. What is related to one that is alone may be a problem of its own beside the other.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::thread;

/// A problem, without its help: that may list what there is.
type Row = (usize, usize, String);

/// One line of a spec, changed.
struct Mutation {
    line: usize,
    text: String,
    /// Found when it is picked: few are.
    rows: OnceCell<BTreeSet<Row>>,
}

impl Mutation {
    /// What is reported of it; nothing, if it is not a mistake or leaves no YAML.
    fn rows(&self, lines: &[&str]) -> &BTreeSet<Row> {
        self.rows.get_or_init(|| rows(&apply(lines, self)).unwrap_or_default())
    }
}

#[test]
fn the_report_of_two_mistakes_is_that_of_each() {
    let specs = specs();
    let all = thread::scope(|scope| {
        let threads: Vec<_> = specs.iter().map(|(name, spec)| scope.spawn(|| try_pairs(name, spec))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    let pairs: usize = all.iter().map(|tried| tried.pairs).sum();
    let unread: usize = all.iter().map(|tried| tried.unread).sum();
    let related: Vec<&str> = all.iter().flat_map(|tried| &tried.related).map(String::as_str).collect();
    let hidden: Vec<&str> = all.iter().flat_map(|tried| &tried.hidden).map(String::as_str).collect();
    let invented: Vec<&str> = all.iter().flat_map(|tried| &tried.invented).map(String::as_str).collect();
    assert!(pairs > 400, "there were {pairs} pairs");
    assert!(unread * 50 < pairs, "{unread} of {pairs} examples were not compared");
    assert!(invented.is_empty(), "{} of {pairs} pairs:\n{}", invented.len(), invented.join("\n"));
    assert!(hidden.len() * 100 <= pairs, "{} of {pairs} pairs:\n{}", hidden.len(), hidden.join("\n"));
    assert!(related.len() * 50 <= pairs, "{} of {pairs} pairs:\n{}", related.len(), related.join("\n"));
}

/// What the pairs of a spec show.
#[derive(Default)]
struct Tried {
    pairs: usize,
    /// How many examples were not compared.
    unread: usize,
    /// What is taken for the mistake that the other one is. It is reported, and at its place.
    related: Vec<String>,
    /// What is reported of one mistake, and not beside the other: few, where one breaks what the other is about by way of a
    /// third.
    hidden: Vec<String>,
    /// What is reported of neither alone.
    invented: Vec<String>,
}

fn try_pairs(name: &str, spec: &str) -> Tried {
    let lines: Vec<&str> = spec.lines().collect();
    let mutations = mutations(&lines);
    let (mut random, mut tried) = (0x2545_f491_4f6c_dd1d_u64, Tried::default());
    let picked: Vec<&Mutation> = (0..picked()).map(|_| pick(&mutations, &lines, &mut random)).collect();
    let pairs =
        picked.iter().enumerate().flat_map(|(at, one)| picked[at + 1..].iter().map(move |other| (*one, *other)));
    for (one, other) in pairs.filter(|(one, other)| are_independent(one, other, &lines)) {
        tried.pairs += 1;
        let text = apply(&apply(&lines, one), other);
        let expected: BTreeSet<Row> = one.rows(&lines).union(other.rows(&lines)).cloned().collect();
        let both = reworded(&rows(&text).unwrap_or_default(), &expected);
        let beside = related(&text);
        let alone = [one, other].map(|mutation| related(&apply(&lines, mutation)));
        let is_known = |row: &&Row| expected.contains(*row) || alone.iter().any(|related| related.contains(*row));
        let hidden: Vec<&Row> = expected.difference(&both).filter(|row| !beside.contains(*row)).collect();
        let described = || describe(name, one, other, &expected, &both);
        if !both.iter().all(|row| is_known(&row)) {
            tried.invented.push(described());
        } else if !hidden.iter().all(|row| is_about_an_example(row)) {
            tried.hidden.push(described());
        } else if !hidden.is_empty() {
            tried.unread += 1;
        } else if both.len() < expected.len() {
            tried.related.push(described());
        }
    }
    tried
}

/// A misspelled declaration is reported itself, if several references have its name right. If the other mistake hides all of
/// them but one, that is reported: the same mistake in other words.
fn reworded(both: &BTreeSet<Row>, expected: &BTreeSet<Row>) -> BTreeSet<Row> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let names = |message: &str, name: &str| message.split(|c| !is_part(c)).any(|word| word == name);
    let declared = |message: &str| {
        let (_, meant) = message.split_once(" is written here only, and `")?;
        meant.strip_suffix("` elsewhere").map(str::to_owned)
    };
    let of_declaration = |row: &Row| {
        let mut hidden = expected.difference(both);
        hidden.find(|(.., message)| declared(message).is_some_and(|name| names(&row.2, &name))).cloned()
    };
    both.iter()
        .map(|row| {
            Some(row).filter(|row| !expected.contains(row)).and_then(of_declaration).unwrap_or_else(|| row.clone())
        })
        .collect()
}

/// What is related to a problem of a text.
fn related(lines: &[String]) -> BTreeSet<Row> {
    let report = auth_codegen::parse("pair.yaml", &lines.join("\n")).err();
    let problems = report.iter().flat_map(auth_codegen::Report::problems);
    problems.flat_map(|problem| problem.related.iter().map(row)).collect()
}

/// How many mistakes are picked for each spec, all of which are paired; more with `SAMPLES=large`, as in `.ci/run`.
fn picked() -> usize {
    if crate::is_thorough() { 12 } else { 7 }
}

/// An example cannot be compared with a type that the other mistake breaks.
fn is_about_an_example((.., message): &Row) -> bool {
    message.starts_with("this example ")
}

/// The fixtures of this crate and the specs of the launch providers.
fn specs() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files =
        ["tests/goldens", "../specs"].into_iter().flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
    };
    paths.iter().map(read).collect()
}

/// Every change of one line that may make a mistake.
fn mutations(lines: &[&str]) -> Vec<Mutation> {
    let mut found = Vec::new();
    for (line, text) in lines.iter().enumerate() {
        let Some((key, value)) = text.split_once(':') else { continue };
        let value = value.trim();
        let name = key.trim().trim_start_matches("- ");
        let mut changed = vec![format!("{key}: 5"), format!("{key}:"), format!("{key}: \"\""), format!("{key}: [x]")];
        changed.extend(slip(name).map(|slip| text.replacen(name, &slip, 1)));
        changed.extend(slip(value).map(|slip| format!("{key}: {slip}")));
        changed.extend(
            value.split([' ', '}', ',']).filter_map(|word| slip(word).map(|slip| text.replacen(word, &slip, 1))),
        );
        found.extend(changed.into_iter().map(|text| Mutation { line, text, rows: OnceCell::new() }));
    }
    found
}

/// A word with two letters the wrong way round.
fn slip(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let is_word = letters.len() > 4 && letters.iter().all(|c| c.is_ascii_alphanumeric() || *c == '_');
    let mut swapped = letters.clone();
    is_word.then(|| swapped.swap(2, 3));
    (swapped != letters).then(|| swapped.into_iter().collect())
}

fn apply<T: ToString>(lines: &[T], mutation: &Mutation) -> Vec<String> {
    let mut lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    lines[mutation.line].clone_from(&mutation.text);
    lines
}

/// What is reported; `None` of what is not YAML.
fn rows(lines: &[String]) -> Option<BTreeSet<Row>> {
    let Err(report) = auth_codegen::parse("pair.yaml", &lines.join("\n")) else { return Some(BTreeSet::new()) };
    let problems = report.problems();
    let is_yaml = problems.iter().all(|problem| problem.code != auth_codegen::Code::YAML);
    is_yaml.then(|| problems.iter().map(row).collect())
}

fn row(problem: &auth_codegen::Problem) -> Row {
    (problem.line, problem.column, problem.message.clone())
}

/// Two mistakes are independent if neither is inside of the other, and neither report is about the other's line.
fn are_independent(one: &Mutation, other: &Mutation, lines: &[&str]) -> bool {
    let (rows, other_rows) = (one.rows(lines), other.rows(lines));
    let is_about = |rows: &BTreeSet<Row>, line: usize| rows.iter().any(|(found, ..)| *found == line + 1);
    let same = rows.iter().any(|row| other_rows.contains(row));
    let share_a_name = names(lines[one.line]).any(|name| names(lines[other.line]).any(|other| other == name));
    let key = |mutation: &Mutation| mutation.text.split(':').next().map(str::to_owned);
    !share_a_name
        && key(one) != key(other)
        && !is_inside(one.line, other.line, lines)
        && !is_inside(other.line, one.line, lines)
        && !is_about(rows, other.line)
        && !is_about(other_rows, one.line)
        && !same
}

/// The types of a line, and the names in braces.
fn names(line: &str) -> impl Iterator<Item = &str> {
    let types = line.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase));
    types.chain(line.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name))
}

fn is_inside(inner: usize, outer: usize, lines: &[&str]) -> bool {
    let indent = |line: usize| lines[line].len() - lines[line].trim_start().len();
    inner == outer
        || (inner > outer
            && (outer + 1..=inner).all(|line| lines[line].trim().is_empty() || indent(line) > indent(outer)))
}

/// Any mutation that makes a mistake and leaves the text YAML.
fn pick<'m>(mutations: &'m [Mutation], lines: &[&str], random: &mut u64) -> &'m Mutation {
    loop {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        let picked = &mutations[usize::try_from(*random % u64::try_from(mutations.len()).unwrap()).unwrap()];
        if !picked.rows(lines).is_empty() {
            return picked;
        }
    }
}

fn describe(name: &str, one: &Mutation, other: &Mutation, expected: &BTreeSet<Row>, found: &BTreeSet<Row>) -> String {
    let (hidden, invented): (Vec<_>, Vec<_>) =
        (expected.difference(found).collect(), found.difference(expected).collect());
    format!(
        "{name}\n  {}: {}\n  {}: {}\n  hidden: {hidden:?}\n  invented: {invented:?}",
        one.line + 1,
        one.text.trim(),
        other.line + 1,
        other.text.trim()
    )
}
