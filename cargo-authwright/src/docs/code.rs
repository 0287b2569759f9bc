//! Code with colours: Rust, JSON and shell commands.

pub(super) mod curl;
mod json;
mod rust;
mod shell;
mod token;

use maud::{Markup, html};

use token::{Class, Lex};

/// The language of a piece of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// Rust.
    Rust,
    /// JSON.
    Json,
    /// A command of a shell.
    Shell,
    /// Any other text.
    Text,
}

/// A block of code with a title.
pub(super) fn block(title: &str, language: Language, text: &str) -> Markup {
    html! {
        figure.code data-what=(title) {
            figcaption { (title) }
            pre { code { (coloured(language, text.trim_end())) } }
        }
    }
}

/// Writes code with a class for each kind of word.
fn coloured(language: Language, text: &str) -> Markup {
    let lex: Lex = match language {
        Language::Rust => rust::lex,
        Language::Json => json::lex,
        Language::Shell => shell::lex,
        Language::Text => |rest: &str| (Class::Plain, rest.len()),
    };
    html! {
        @for (class, piece) in token::pieces(text, lex) {
            @match class.name() {
                Some(name) => span class=(name) { (piece) },
                None => (piece),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_lost() {
        let texts = [
            "let x = Foo::new(\"a\\\"b\", r#\"c\"d\"#)?; // é",
            "\"open",
            "r#\"open",
            "{ \"a\": [1, -2.5e3, true, null, \"x: \\\" é\"] }",
            "curl -H 'a: b' \"c\" 'it'\\''s' \\\n  --data-raw 'x",
            "</script><b>&'\"",
            "é'ü\"ß",
            "",
        ];
        for text in texts {
            for language in [Language::Rust, Language::Json, Language::Shell, Language::Text] {
                let html = coloured(language, text).into_string();
                let bare = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
                let bare: String = bare.collect();
                let bare = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
                assert_eq!(bare, text, "{language:?}: {html}");
            }
        }
    }

    #[test]
    fn words_have_colours() {
        let rows = [
            (
                Language::Rust,
                "let a = Ab::c(1)?;",
                "<span class=\"k\">let</span> a = <span class=\"t\">Ab</span>::c(<span class=\"n\">1</span>)?;",
            ),
            (Language::Rust, "// a let", "<span class=\"c\">// a let</span>"),
            (
                Language::Json,
                "{\"a\": \"b\"}",
                "{<span class=\"p\">&quot;a&quot;</span>: <span class=\"s\">&quot;b&quot;</span>}",
            ),
            (
                Language::Shell,
                "curl -X 'a b'",
                "<span class=\"k\">curl</span> <span class=\"o\">-X</span> <span class=\"s\">'a b'</span>",
            ),
        ];
        for (language, text, expected) in rows {
            assert_eq!(coloured(language, text).into_string(), expected);
        }
    }
}
