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
    if compile(&pattern.value).is_some() {
        return Ok(());
    }
    let message = format!("`{}` is not a regular expression", pattern.value);
    let help =
        "it must match the whole value, as `[a-z0-9-]+` does; close what is open, and escape what is meant literally";
    Err(problems.report(code, pattern.at, message, help))
}

/// Whether the whole text matches the pattern, or the pattern is none, which was reported.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    compile(pattern).is_none_or(|regex| regex.is_match(text))
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
        for (pattern, fits) in [("[a-z0-9-]+", true), ("[a-z", false), ("a)|(b", false), ("(?x)a # b", false)] {
            let mut problems = Problems::new(Dialect::Yaml);
            let _ = check_pattern(&Spanned::new(pattern.to_owned(), ()), Code::SETTING, &mut problems);
            assert_eq!(problems.found().is_empty(), fits, "{pattern}");
        }
    }
}
