//! What rustc says of a case, without what differs between machines and with every change elsewhere: folders, versions, and line
//! numbers outside of the case.

use serde_json::Value;

/// Where the cases are, from the workspace.
pub(crate) const FOLDER: &str = "tests/tests/ui/";

/// The errors and warnings in rustc's JSON, as it would print them.
pub(crate) fn normalized(json: &str) -> String {
    let mut texts: Vec<String> = Vec::new();
    for diagnostic in json.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let text = diagnostic["rendered"].as_str().unwrap_or_default();
        let is_summary = diagnostic["level"] == "failure-note" || text.starts_with("error: aborting due to ");
        let text = normalize(text);
        // A derive that is expanded twice reports once.
        if !is_summary && !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join("\n")
}

fn normalize(text: &str) -> String {
    let mut is_elsewhere = false;
    let lines = text.trim_end().lines().filter(|line| !line.contains("has been written to")).map(|line| {
        if let Some((arrow, place)) = arrow(line) {
            let case = place.strip_prefix(FOLDER);
            is_elsewhere = case.is_none();
            return format!("{arrow}{}", case.map_or_else(|| shorten(place), str::to_owned));
        }
        is_elsewhere &= line.trim_start().starts_with(|first: char| first.is_ascii_digit() || "|.".contains(first));
        if is_elsewhere { without_number(line) } else { without_count(line) }
    });
    narrow(&lines.collect::<Vec<_>>())
}

/// A line that names a place, after its arrow.
fn arrow(line: &str) -> Option<(&str, &str)> {
    let end = line.len() - line.trim_start().len() + "--> ".len();
    let (arrow, place) = line.split_at_checked(end)?;
    matches!(arrow.trim_start(), "--> " | "::: ").then_some((arrow, place))
}

/// A path without line and column, and without what is before the standard library or a crate. One without a folder before it is
/// in the workspace.
fn shorten(place: &str) -> String {
    let path = place.rsplitn(3, ':').last().unwrap_or(place);
    let krate = || path.split_once("/registry/src/")?.1.split_once('/')?.1.split_once('/');
    if let Some((name, file)) = krate() {
        format!("$CARGO/{}-$VERSION/{file}", name.rsplit_once('-').map_or(name, |(name, _)| name))
    } else if let Some((_, rest)) = path.split_once("/library/") {
        format!("$RUST/{rest}")
    } else {
        format!("$WORKSPACE/{path}")
    }
}

/// A line of a snippet, with blanks for its number.
fn without_number(line: &str) -> String {
    let end = line.find(|c: char| c != ' ' && !c.is_ascii_digit()).unwrap_or(line.len());
    format!("{}{}", " ".repeat(end), &line[end..]).trim_end().to_owned()
}

/// How many types have a trait depends on the features of the runtime.
fn without_count(line: &str) -> String {
    let count = line.trim_start().strip_prefix("and ").and_then(|rest| rest.strip_suffix(" others"));
    match count.filter(|count| count.parse::<usize>().is_ok()) {
        Some(count) => line.replace(count, "$N"),
        None => line.trim_end().to_owned(),
    }
}

/// The margin is as wide as the longest number; without those of other files, it may be narrower.
fn narrow(lines: &[String]) -> String {
    let margin = lines.iter().find_map(|line| arrow(line)).map_or(0, |(arrow, _)| arrow.len() - "--> ".len());
    let numbers = lines.iter().filter_map(|line| line.get(..margin)).map(str::trim);
    let widest = numbers.filter(|number| number.parse::<usize>().is_ok()).map(str::len).max().unwrap_or(1);
    let unused = " ".repeat(margin.saturating_sub(widest));
    let mut is_title = true;
    let lines = lines.iter().map(|line| {
        // The further lines of a title are as far from the margin as its first word.
        is_title = !line.starts_with(' ') || (is_title && !is_beside_margin(line));
        if is_title { line } else { line.strip_prefix(&unused).unwrap_or(line) }
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// Whether a line begins with a number, the line of a snippet, an arrow, or a note.
fn is_beside_margin(line: &str) -> bool {
    line.trim_start().starts_with(|first: char| first.is_ascii_digit() || "|-:=".contains(first))
}
