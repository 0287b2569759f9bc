//! Suggests the known word that is nearest to an unknown one ("did you mean").

use crate::problem::Help;

/// The maximum number of words in a list.
const MOST_LISTED: usize = 24;
/// The minimum similarity (0 to 1) at which a known word is suggested.
const NEAR: f64 = 0.82;
/// The length of the longest word that is compared, in bytes.
const LONGEST: usize = 128;

/// What is between the items of lists in other notations.
const MARKS: [char; 5] = [';', '|', '/', '+', ' '];

/// Returns advice for an unknown word at `at`: an edit if one of `known` is near, else a list, introduced by `all`
/// (`the types are`). Several known words in one are a list without its commas.
pub fn help<P>(found: &str, at: P, known: &[&str], all: &str) -> Help<P> {
    let several: Vec<&str> = found.split(MARKS).filter(|word| !word.is_empty()).collect();
    if several.len() > 1 && several.iter().all(|word| known.contains(word)) {
        return Help::Prose(format!("these are several: write a comma between them, `{}`", several.join(", ")));
    }
    match nearest(found, known) {
        Some(near) => Help::Edit { at, text: near.to_owned(), advice: format!("did you mean `{near}`?") },
        None => Help::Prose(all_of(all, known)),
    }
}

/// Returns advice for an unknown name in braces, as [`help`] does; the edit replaces it with its braces.
pub fn name_help<P>(found: &str, at: P, known: &[&str], all: &str) -> Help<P> {
    match help(found, at, known, all) {
        // A part of a name is not the whole.
        Help::Edit { text, advice, .. } if found.contains('.') != text.contains('.') => Help::Prose(advice),
        Help::Edit { at, text, advice } => Help::Edit { at, text: format!("{{{text}}}"), advice },
        Help::Prose(advice) => Help::Prose(advice),
    }
}

/// Returns the known word that was probably meant.
#[must_use]
pub fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let is_comparable = |word: &&&str| word.len().max(found.len()) <= LONGEST;
    let lower = found.to_lowercase();
    let scored =
        known.iter().filter(is_comparable).filter_map(|word| Some((score(&lower, &word.to_lowercase())?, *word)));
    scored.max_by(|left, right| left.0.total_cmp(&right.0)).map(|(_, word)| word)
}

/// Returns how similar two words are, if they are near. What they have in common before a dot does not make them so.
fn score(found: &str, word: &str) -> Option<f64> {
    let common = found.bytes().zip(word.bytes()).take_while(|(one, other)| one == other).count();
    let owner = found.get(..common).and_then(|common| common.rfind('.')).map_or(0, |dot| dot + 1);
    let (found, word) = (&found[owner..], &word[owner..]);
    Some(likeness(found, word)).filter(|score| *score > NEAR && is_mostly(found, word))
}

/// Whether less than half of one word has to be changed for the other: `server` is not `secret`, though both begin alike.
fn is_mostly(found: &str, word: &str) -> bool {
    let longest = found.chars().count().max(word.chars().count());
    found.starts_with(word) || word.starts_with(found) || strsim::osa_distance(found, word) * 2 < longest
}

/// Whether `word` was probably meant by `found`.
#[must_use]
pub fn is_near(found: &str, word: &str) -> bool {
    nearest(found, &[word]).is_some()
}

/// Whether `found` is `word` with a typing error, so small that a reader overlooks it.
#[must_use]
pub fn is_slip(found: &str, word: &str) -> bool {
    let most = if word.len() > 5 { 2 } else { 1 };
    word.len() > 2 && strsim::osa_distance(&found.to_lowercase(), &word.to_lowercase()) <= most
}

/// Says what the known words are, introduced by `all` (`the types are`, `declare it; the
/// types are`); or that there are none.
#[must_use]
pub fn all_of(all: &str, known: &[&str]) -> String {
    if !known.is_empty() {
        return format!("{all} {}", list(known));
    }
    let kind = all.strip_prefix("the ").and_then(|all| all.strip_suffix(" are"));
    match (kind, all.split_once("; ")) {
        (Some(kind), _) => format!("there are no {kind}"),
        (None, Some((advice, _))) => advice.to_owned(),
        (None, None) => format!("{all} none"),
    }
}

/// Formats words as a quoted list; `none` if there are none.
#[must_use]
pub fn list(known: &[&str]) -> String {
    if known.is_empty() {
        return "none".to_owned();
    }
    let quoted: Vec<String> = known.iter().take(MOST_LISTED).map(|word| format!("`{word}`")).collect();
    let more = if known.len() > MOST_LISTED { ", …" } else { "" };
    quoted.join(", ") + more
}

/// Returns the similarity of two words, from 0 to 1. Two swapped letters in a short word also count as a typing error,
/// which Jaro–Winkler does not detect, and so does a word of three letters without one of them.
fn likeness(found: &str, word: &str) -> f64 {
    let is_long = found.len() > 2 || (found.len() == 2 && word.len() == 3);
    // A character has up to four bytes.
    let is_slip = is_long && found.len().abs_diff(word.len()) <= 4 && strsim::osa_distance(found, word) == 1;
    strsim::jaro_winkler(found, word).max(if is_slip { 0.9 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_nothing_else() {
        let rows = [
            ("GTE", &["GET", "PUT"][..], Some("GET")),
            ("retruns", &["returns", "errors"], Some("returns")),
            ("colour", &["form", "json"], None),
            ("Bearer", &["bearer"], Some("bearer")),
            ("hx", &["base64", "hex"], Some("hex")),
            ("secret", &["server"], None),
        ];
        for (found, known, expected) in rows {
            assert_eq!(nearest(found, known), expected, "{found}");
        }
        assert_eq!(help("x", (), &[], "the hosts are").advice(), "there are no hosts");
        let advice = "these are several: write a comma between them, `read, write`";
        assert_eq!(help("read; write", (), &["read", "write"], "the scopes are").advice(), advice);
    }
}
