//! What the text before a command calls it.

use crate::import::guess::name;
use crate::import::write::prose;

/// A heading without its number: `1.`, `2)`, `3 -`, `Step 4:`.
fn without_number(line: &str) -> &str {
    let step = line.strip_prefix("Step ").or_else(|| line.strip_prefix("STEP "));
    let line = step.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(line);
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    let bare = rest.strip_prefix(['.', ')', '-', ':']).filter(|_| rest.len() < line.len());
    bare.filter(|bare| bare.starts_with(' ')).unwrap_or(line)
}

/// Words of headings that say that an example follows, and not of what.
const EXAMPLES: [&str; 21] = [
    "example", "examples", "sample", "curl", "request", "requests", "response", "code", "http", "https", "call",
    "usage", "command", "cli", "shell", "bash", "terminal", "snippet", "api", "using", "with",
];

/// Whether a heading is like `Example - Curl Request.`
fn is_of_example(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| EXAMPLES.contains(&word))
}

fn is_no_title(line: &str) -> bool {
    is_of_example(line) || is_of_request(line) || is_header(line)
}

/// Whether a line is that of a request: `POST https://api.acme.example/token`.
fn is_of_request(line: &str) -> bool {
    let line = line.rsplit_once(" HTTP/").map_or(line, |(before, _)| before);
    let (method, target) = line.split_once(' ').unwrap_or_default();
    let is_target = target.starts_with('/') || target.starts_with("http");
    is_target && !target.contains(' ') && !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a line is a header of a request that the page prints above the command.
fn is_header(line: &str) -> bool {
    let known = ["host", "accept", "content-type", "content-length", "authorization", "user-agent"];
    line.split_once(": ").is_some_and(|(name, _)| known.contains(&name.to_ascii_lowercase().as_str()))
}

/// Returns the name and the documentation that the text before a command gives it: the last title, and the paragraph
/// that is nearest to the command.
pub(super) fn title(prose: &[String]) -> (Option<String>, Option<String>) {
    let plain =
        |line: &String| without_number(line.trim_start_matches(['#', '/', '*', '-', '>', ' '])).trim().to_owned();
    let bare = |line: String| if is_no_title(&line) { String::new() } else { line };
    let lines: Vec<String> = prose.iter().map(plain).map(bare).collect();
    let named = lines.iter().enumerate().rev().find_map(|(at, line)| Some((at, name::of_title(line)?)));
    let kept = lines.iter().enumerate().rev().skip_while(|(_, line)| line.is_empty());
    let paragraph: Vec<(usize, &String)> = kept.take_while(|(_, line)| !line.is_empty()).collect();
    let is_heading = |at: &usize| prose.get(*at).is_some_and(|line| line.starts_with("##"));
    let is_text = |(at, _): &&(usize, &String)| named.as_ref().is_none_or(|(title, _)| title != at);
    let mut text: Vec<&str> =
        paragraph.iter().filter(is_text).filter(|(at, _)| !is_heading(at)).map(|(_, line)| line.as_str()).collect();
    text.reverse();
    let text = text.join(" ");
    let title = named.as_ref().and_then(|(at, _)| lines.get(*at)).map(String::as_str);
    let heading = lines.iter().rev().find(|line| !line.is_empty()).map(String::as_str);
    let doc = if text.is_empty() { title.or(heading) } else { Some(text.as_str()) };
    (named.as_ref().map(|(_, name)| name.clone()), doc.and_then(prose::sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_no_part_of_a_heading() {
        let rows = [
            ("1. Log in", " Log in"),
            ("2) Log in", " Log in"),
            ("Step 3: Log in", " Log in"),
            ("Step by step", "Step by step"),
            ("2024 in review", "2024 in review"),
            ("1.5 Log in", "1.5 Log in"),
        ];
        for (line, expected) in rows {
            assert_eq!(without_number(line), expected);
        }
    }
}
