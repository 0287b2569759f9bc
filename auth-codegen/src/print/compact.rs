//! Lines that belong together stand together, as a person with a wide screen would write them: a short method on one line, a
//! struct of two fields on one, an attribute beside the field or variant that it is about.

/// How long a line may be.
const WIDTH: usize = 120;

/// Lays out what `prettyplease` printed.
pub(super) fn compact(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in join_where(text) {
        lines.push(line);
        close(&mut lines);
    }
    separate(&join_attributes(lines))
}

/// `where` and its only bound follow the signature.
fn join_where(text: &str) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() != "where" {
            joined.push(line.to_owned());
            continue;
        }
        let (bound, open) = (lines.next().unwrap_or_default().trim(), lines.next().unwrap_or_default().trim());
        let clause = format!("where {} {open}", bound.trim_end_matches(','));
        match joined.last_mut().filter(|signature| signature.len() + 1 + clause.len() <= WIDTH) {
            Some(signature) => *signature = format!("{signature} {clause}"),
            None => joined.push(format!("{}{clause}", indent(line))),
        }
    }
    joined
}

/// If the last line closes something, everything since the line that opened it becomes one line, or as few as there is room for.
fn close(lines: &mut Vec<String>) {
    let Some(last) = lines.last().cloned() else { return };
    let Some(opener) = opener(&last) else { return };
    let opens = |line: &String| line.ends_with(opener) && indent(line) == indent(&last);
    let Some(start) = lines.iter().rposition(opens) else { return };
    let inner: Vec<&str> = lines[start + 1..lines.len() - 1].iter().map(|line| line.trim_start()).collect();
    if let Some(joined) = join(&lines[start], &inner, &last, opener) {
        lines.truncate(start);
        lines.extend(joined);
    }
}

fn opener(line: &str) -> Option<char> {
    match line.trim_start().chars().next() {
        Some('}') => Some('{'),
        Some(')') => Some('('),
        Some(']') => Some('['),
        _ => None,
    }
}

/// Documentation, attributes and statements keep their lines. A long attribute gets one line for what is in it.
fn join(first: &str, inner: &[&str], last: &str, opener: char) -> Option<Vec<String>> {
    let keeps_line = |line: &&str| line.starts_with("//") || line.starts_with("#[") || line.ends_with(';');
    if inner.iter().any(keeps_line) {
        return None;
    }
    let body = inner.join(" ");
    let body = body.trim_end_matches(',');
    let space = if opener == '{' && !body.is_empty() { " " } else { "" };
    let line = format!("{first}{space}{body}{space}{}", last.trim_start());
    if fits(&line) {
        return Some(vec![line]);
    }
    let indented = format!("{}    {body}", indent(first));
    (first.trim_start().starts_with("#[") && fits(&indented)).then(|| vec![first.to_owned(), indented, last.to_owned()])
}

fn fits(line: &str) -> bool {
    line.chars().count() <= WIDTH
}

/// The attribute of a field or variant stands before it.
fn join_attributes(lines: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for line in lines {
        let before = joined.last_mut().filter(|before| before.starts_with("    #[") && before.ends_with(']'));
        match before {
            Some(before) if before.len() + 1 + line.trim_start().len() <= WIDTH => {
                before.push(' ');
                before.push_str(line.trim_start());
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// A blank line goes between two methods, and before an `impl` that follows its type.
fn separate(lines: &[String]) -> String {
    let mut text = String::new();
    let mut before = "";
    for line in lines {
        let next_method = line.starts_with("    ///") && before.starts_with("    ") && before.ends_with('}');
        let next_impl = line.starts_with("impl") && !before.is_empty();
        if next_method || next_impl {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        before = line;
    }
    text
}

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}
