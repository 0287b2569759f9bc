//! Texts in YAML: plain where every reader takes them as text, else in double quotes.

/// Words that some readers of YAML take for booleans or nothing.
const WORDS: [&str; 12] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "~", ".inf", ".nan"];

/// Returns the text as a scalar. Inside of `{ … }` and `[ … ]`, more characters need quotes.
pub(super) fn text(text: &str, in_flow: bool) -> String {
    if is_plain(text) && !(in_flow && needs_quotes_in_flow(text)) { text.to_owned() } else { quoted(text) }
}

fn is_plain(text: &str) -> bool {
    let first_is_fine = text.starts_with(|c: char| c.is_alphanumeric() || "/+_$(.…".contains(c));
    let is_fine = |c: char| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    first_is_fine
        && text.chars().all(is_fine)
        && !text.ends_with([':', ' '])
        && !text.contains(": ")
        && !text.contains(" #")
        && !looks_like_another_type(text)
}

fn looks_like_another_type(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let digits = lower.strip_prefix("0x").or_else(|| lower.strip_prefix("0o")).or_else(|| lower.strip_prefix("0b"));
    let bare = lower.replace('_', "");
    WORDS.contains(&lower.as_str()) || bare.parse::<f64>().is_ok() || digits.is_some_and(|digits| !digits.is_empty())
}

fn needs_quotes_in_flow(text: &str) -> bool {
    let is_time = text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with('Z');
    text.contains([',', '[', ']', '{', '}']) || (text.contains(':') && !is_time)
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let code = format!("\\u{:04x}", u32::from(c));
                quoted.push_str(&code);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    /// Texts that a careless writer would change.
    #[rustfmt::skip]
    const TEXTS: [&str; 45] = [
        "", "a", "yes", "No", "1", "1.5", "0x1f", "1_000", "2024-02-20T12:00:00Z", "a: b", "a #b", "a,b", "{a}", "[a]", "- a", "*a", "&a", "!a", "%a", "@a", "`a`", "'a'", "\"a\"", "a\nb", "\u{85}", "a\u{2028}b", "ends:", " a", "a ", "~", "null", "…", "käse", "https://a.example/b?c=d#e", "read write", "interview:write", "\u{7f}", "=", "<<", "? a", "1e3", "-1", "+1", ".5", "12:30:45",
    ];

    #[test]
    fn every_text_is_read_as_it_was() {
        for original in TEXTS {
            for (start, end, in_flow) in [("a: ", "", false), ("a: [", "]", true), ("a: { b: ", " }", true)] {
                let written = format!("{start}{}{end}\n", text(original, in_flow));
                let read: serde_json::Value =
                    serde_yaml::from_str(&written).unwrap_or_else(|error| panic!("{written}: {error}"));
                let value = &read["a"];
                let value = value.get(0).or_else(|| value.get("b")).unwrap_or(value);
                assert_eq!(value.as_str(), Some(original), "{written}");
            }
        }
    }
}
