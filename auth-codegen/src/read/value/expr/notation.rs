//! Advice for what is no type: the notation of another language, a slip, or a text that is meant as it is.

use auth_language::name::is_camel_case;
use auth_language::problem::Help;
use auth_language::suggest;
use auth_language::value::Type;

use crate::read::entries::Text;
use crate::text::Spot;

/// Returns advice for a text that is no type. `name` is what follows `optional` and `list of`; in place of the type of a
/// field, a constant or a template may be meant.
pub(super) fn help(text: &Text, name: &str, is_field: bool) -> Help<Spot> {
    let edit = |text: &Text, replacement: String, advice: String| Help::Edit { at: text.at, text: replacement, advice };
    let before = text.value.strip_suffix(name).unwrap_or_default();
    if let Some(near) = long_name(name) {
        return edit(text, format!("{before}{near}"), format!("did you mean `{near}`?"));
    }
    if let Some(meant) = translated(&text.value) {
        let advice = format!("here it is written `{meant}`");
        return edit(text, meant, advice);
    }
    if let Some(meant) = cut_off(name) {
        return edit(text, format!("{before}{meant}"), format!("did you mean `{before}{meant}`?"));
    }
    if let Some(name) = placeholder(&text.value).filter(|_| is_field) {
        let template = format!("\"{{{name}}}\"");
        let advice = format!("a value of that name is written in braces: `{template}`");
        if is_type(name) {
            return Help::Prose(format!("the type is `{name}`; {advice}"));
        }
        return edit(text, template, advice);
    }
    if is_field && !text.value.contains(char::is_whitespace) && !text.value.contains('<') {
        let constant = format!("{{ const: {} }}", quoted(&text.value));
        let advice = format!("a text that is always the same is `{constant}`");
        return edit(text, constant, advice);
    }
    let optional_item = text.value.split_once(" of optional ").is_some();
    if optional_item {
        return Help::from("`optional` comes first, as in `optional list of string`; no item of a list is absent");
    }
    if text.value.split(' ').any(|word| word == "unix") {
        return Help::from(OF_UNIX);
    }
    let constant = if is_field { "; a text that is always the same is `{ const: … }`" } else { "" };
    Help::from(format!(
        "a type is written in words: `string`, `optional uuid`, `list of Scope`, `optional map of string`{constant}"
    ))
}

const OF_UNIX: &str = "a point in time is `unix seconds` or `unix milliseconds`; keep other units as `integer`, and name a \
                       lifetime that the reply has, or `lifetime`";

/// Returns the type of several words that is meant by a misspelled one.
fn long_name(name: &str) -> Option<&'static str> {
    let long: Vec<&str> = Type::builtin_names().into_iter().filter(|known| known.contains([' ', ':'])).collect();
    suggest::nearest(name, &long).filter(|near| suggest::is_slip(name, near))
}

/// Returns a type in the notation of another language in the words of this one: `list<string>`, `string | null`.
pub(in crate::read) fn translated(text: &str) -> Option<String> {
    let (optional, rest) = match text.strip_prefix("optional ") {
        Some(rest) if rest.contains('<') => ("optional ", rest),
        Some(_) | None => ("", text),
    };
    let meant = generic(rest).or_else(|| nullable(rest)).or_else(|| in_words(rest))?;
    let meant = format!("{optional}{meant}");
    let name = meant.rsplit(' ').next().unwrap_or(&meant);
    (meant != text && is_type(name)).then_some(meant)
}

fn is_type(name: &str) -> bool {
    Type::builtin(name).is_some() || (is_camel_case(name) && name.chars().all(char::is_alphanumeric))
}

/// Returns what stands before a type in this language for a word before or around it in others.
fn before(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    match word.as_str() {
        "option" | "maybe" | "nullable" => Some("optional "),
        "array" | "vec" | "set" | "sequence" | "lists" | "arrays" => Some("list of "),
        "dict" | "dictionary" | "record" | "hashmap" | "maps" => Some("map of "),
        _ => [("optional", "optional "), ("list", "list of "), ("map", "map of ")]
            .into_iter()
            .find(|(known, _)| word == *known || suggest::is_slip(&word, known))
            .map(|(_, before)| before),
    }
}

/// `list<string>`, `map<string, string>`.
fn generic(text: &str) -> Option<String> {
    let (outer, inner) = text.split_once('<')?;
    let item = inner.strip_suffix('>')?.rsplit([',', ' ']).next()?;
    Some(format!("{}{item}", before(outer.trim())?))
}

/// `string | null`, `string optional`, `string!`.
fn nullable(text: &str) -> Option<String> {
    if let Some(name) = text.strip_suffix('!') {
        return Some(name.trim().to_owned());
    }
    let ends = ["| null", "|null", "or null", "(optional)", " optional"];
    let name = ends.iter().find_map(|end| text.strip_suffix(end))?.trim();
    Some(format!("optional {}", name.strip_prefix("optional ").unwrap_or(name)))
}

/// `array of string`, `list string`, `optinal string`, `optional optional string`.
fn in_words(text: &str) -> Option<String> {
    let mut words = text.split_whitespace().peekable();
    let mut written = String::new();
    while let Some(before) = words.peek().and_then(|word| before(word)) {
        words.next();
        words.next_if(|word| matches!(*word, "of" | "fo" | "or") || suggest::is_near(word, "of"));
        if !(before == "optional " && written.contains(before)) {
            written.push_str(before);
        }
    }
    let name: Vec<&str> = words.collect();
    let name = name.join(" ");
    let is_word = !name.contains(' ') || Type::builtin(&name).is_some();
    (!name.is_empty() && !written.is_empty() && is_word).then_some(written + &name)
}

/// Returns the type with which a text begins, if only marks follow: `Profile"`, `json#1`.
fn cut_off(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
    let (name, rest) = text.split_at(end);
    let are_marks = !rest.contains(' ') && !rest.starts_with(['<', '/', '.', '-', ':']);
    (are_marks && is_type(name)).then_some(name)
}

/// Returns the name in a placeholder of another notation: `<id>`, `:id`, `$id`, `%id%`.
fn placeholder(text: &str) -> Option<&str> {
    let between = |start: char, end: char| text.strip_prefix(start)?.strip_suffix(end);
    let name = between('<', '>').or_else(|| between('%', '%')).or_else(|| text.strip_prefix([':', '$']))?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_.".contains(c));
    is_name.then_some(name)
}

/// Formats a text as YAML, with quotes if necessary.
fn quoted(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "/._+-".contains(c));
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_plain && is_word { text.to_owned() } else { format!("{text:?}") }
}
