//! Regular expressions that a whole value must match, in the syntax of the crate `regex-lite`, which the runtime uses
//! too.

use regex_lite::Regex;

use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;

/// The length of the longest pattern, in bytes. An expression takes hundreds of times as much memory as its text.
const LONGEST: usize = 1_000;

/// Checks that a pattern is a valid regular expression.
///
/// # Errors
/// Reports a problem if it is not.
pub fn check_pattern<P: Copy>(
    pattern: &Spanned<String, P>,
    code: Code,
    problems: &mut Problems<P>,
) -> Result<(), Broken> {
    if pattern.value.len() > LONGEST {
        let message = format!("this pattern has more than {LONGEST} bytes");
        return Err(problems.report(code, pattern.at, message, "write a shorter one that accepts more"));
    }
    if let Some(bracket) = unopened(&pattern.value) {
        let message = format!("the `{bracket}` in `{}` closes nothing", pattern.value);
        let help = format!("open it, or write `\\{bracket}` if it is meant literally");
        return Err(problems.report(code, pattern.at, message, help));
    }
    if compile(&pattern.value).is_some() {
        return Ok(());
    }
    let message = format!("`{}` is not a regular expression", pattern.value);
    let help =
        "it must match the whole value, as `[a-z0-9-]+` does; close what is open, and escape what is meant literally";
    Err(problems.report(code, pattern.at, message, help))
}

/// Returns a bracket that closes nothing. The crate takes it for a letter, and an author has lost the one before it.
fn unopened(pattern: &str) -> Option<char> {
    let (mut open, mut chars) = (Vec::new(), pattern.chars().peekable());
    while let Some(found) = chars.next() {
        match found {
            '\\' => drop(chars.next()),
            '[' if open.last() != Some(&']') => {
                open.push(']');
                chars.next_if_eq(&'^');
                // The first one in a class is a letter.
                chars.next_if_eq(&']');
            }
            '[' if chars.next_if_eq(&':').is_some() => open.push(']'),
            '{' if open.last() != Some(&']') => open.push('}'),
            ']' | '}' if open.last() == Some(&found) => drop(open.pop()),
            ']' => return Some(found),
            '}' if open.last() != Some(&']') => return Some(found),
            _ => {}
        }
    }
    None
}

/// Whether the whole text matches the pattern, or the pattern is none, which was reported.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    unopened(pattern).is_some() || compile(pattern).is_none_or(|regex| regex.is_match(text))
}

/// Compiles the pattern alone first, because `a)|(b` is valid only inside the added parentheses.
fn compile(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()?;
    Regex::new(&format!("^(?:{pattern})$")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Dialect;

    #[test]
    fn a_pattern_matches_whole_values() {
        let rows = [
            ("[a-z]+", "acme", true),
            ("[a-z]+", "acme1", false),
            ("a|b", "ab", false),
            ("a|b", "b", true),
            ("[a-z]+", "acme\n", false),
            ("[a-z", "a", true),
            ("a)|(b", "a", true),
        ];
        for (pattern, text, expected) in rows {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text:?}");
        }
    }

    #[test]
    fn what_is_not_an_expression_is_reported() {
        let rows = [
            ("[a-z0-9-]+", true),
            ("[a-z", false),
            ("a)|(b", false),
            ("(?x)a # b", false),
            ("[A-Z]2}", false),
            ("A-Z]{2}", false),
            (r"\]\}[]}{][^]}]a{2}[[:alpha:]]", true),
        ];
        for (pattern, fits) in rows {
            let mut problems = Problems::new(Dialect::Yaml);
            let _ = check_pattern(&Spanned::new(pattern.to_owned(), ()), Code::SETTING, &mut problems);
            assert_eq!(problems.found().is_empty(), fits, "{pattern}");
        }
    }
}
