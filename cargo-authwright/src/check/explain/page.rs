//! The pages of the codes: sections of one file, which is also read as it is.

use auth_language::problem::Code;

const PAGES: &str = include_str!("../../../diagnostics.md");

/// Returns the section of a code, without the mark of its title; a test knows that each code has one.
pub(super) fn of(code: Code) -> &'static str {
    let title = format!("\n## {code}\n");
    let start = PAGES.find(&title).map_or(PAGES.len(), |start| start + "\n## ".len());
    let section = &PAGES[start..];
    section.find("\n## ").map_or(section, |end| &section[..end])
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    /// What an example leaves out, as the head of the pages says.
    const REST: [&str; 4] = [
        "name: acme",
        "title: Acme",
        "base_url: https://api.acme.example",
        "endpoints:\n  ping:\n    doc: Ask whether the service is there.\n    GET: /ping\n    returns: { 204: nothing }",
    ];

    /// The examples of a section under a title, in a language.
    fn example(section: &'static str, title: &str, language: &str) -> Option<&'static str> {
        let (_, rest) = section.split_once(&format!("\n{title}:\n\n```{language}\n"))?;
        rest.split_once("```\n").map(|(example, _)| example)
    }

    fn complete(part: &str) -> String {
        let has = |key: &str| part.lines().any(|line| line.starts_with(key));
        let missing = REST.iter().filter(|text| !text.split_inclusive(':').next().is_some_and(has));
        missing.fold(part.to_owned(), |spec, text| spec + text + "\n")
    }

    fn codes(example: &str) -> Vec<String> {
        let report = auth_codegen::parse("acme.yaml", &complete(example)).err();
        report.iter().flat_map(auth_codegen::Report::problems).map(|problem| problem.code.to_string()).collect()
    }

    /// The wrong example of each code has exactly one problem, of that code; the right one has none.
    #[test]
    fn examples_are_wrong_and_right() {
        let of_rust = [Code::DERIVE, Code::ATTRIBUTE];
        for (code, meaning) in Code::ALL {
            let section = of(*code);
            assert!(section.starts_with(&format!("{code}\n\n**{meaning}**\n\n")), "{code}: {section}");
            let examples = |language| ["Wrong", "Right"].map(|title| example(section, title, language));
            if of_rust.contains(code) {
                assert!(examples("rust").iter().all(Option::is_some), "{code}");
                continue;
            }
            let [Some(wrong), Some(right)] = examples("yaml") else { panic!("{code} has two examples: {section}") };
            assert_eq!(codes(wrong), [code.to_string()], "{code}:\n{wrong}");
            assert_eq!(codes(right), Vec::<String>::new(), "{code}:\n{right}");
        }
    }

    #[test]
    fn no_page_is_about_nothing() {
        let titles: Vec<&str> = PAGES.split("\n## ").skip(1).filter_map(|section| section.lines().next()).collect();
        let codes: Vec<String> = Code::ALL.iter().map(|(code, _)| code.to_string()).collect();
        assert_eq!(titles, codes);
    }

    #[test]
    fn the_rest_is_as_the_head_says() {
        assert!(PAGES.contains(&format!("\n```text\n{}\n```\n", REST.join("\n"))));
    }
}
