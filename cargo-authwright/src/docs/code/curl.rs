//! A call as a curl command.

use auth_codegen::model::{Endpoint, Provider};

/// The length of a command that stays on one line.
const SHORT: usize = 60;

/// Writes the first example of an endpoint as a command, over several lines if it is long.
pub(in crate::docs) fn write(provider: &Provider, endpoint: &Endpoint) -> String {
    let host = &provider.hosts[endpoint.host];
    let command = auth_mock::curl(provider, endpoint, &with_examples(&host.url.text, provider));
    match auth_mock::computed(endpoint).as_slice() {
        [] => folded(&command),
        names => format!("# only a client adds: {}\n{}", names.join(", "), folded(&command)),
    }
}

/// Returns a URL with made-up values of its settings.
fn with_examples(url: &str, provider: &Provider) -> String {
    let settings = provider.settings.iter().map(|setting| setting.name.value.as_str());
    settings.fold(url.to_owned(), |url, name| match provider.example_of(name) {
        Some(value) => url.replace(&format!("{{{name}}}"), &value),
        None => url,
    })
}

/// Writes each option of a long command on a line of its own, and the URL on the last.
fn folded(command: &str) -> String {
    let Some(words) = shell_words::split(command).ok().filter(|_| command.len() > SHORT) else {
        return command.to_owned();
    };
    let mut lines = vec![String::new()];
    let mut is_value = false;
    for word in &words {
        let is_option = word.starts_with('-') && !is_value;
        let is_apart = is_option && !["-X", "--include"].contains(&word.as_str())
            || !is_option && !is_value && lines.len() + lines[0].len() > 1;
        if is_apart {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(&shell_words::quote(word));
        }
        is_value = is_option && word != "--include";
    }
    lines.join(" \\\n  ")
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn long_commands_have_several_lines() {
        let rows = [
            ("curl https://a.example/v1", "curl https://a.example/v1"),
            (
                "curl -X POST -H 'content-type: application/json' --data-raw '{\"a\":\"-b\"}' https://a.example/v1/things",
                "curl -X POST \\\n  -H 'content-type: application/json' \\\n  --data-raw '{\"a\":\"-b\"}' \\\n  https://a.example/v1/things",
            ),
            (
                "curl --include 'https://a.example/v1/authorize?client_id=app_1&redirect_uri=x'",
                "curl --include \\\n  'https://a.example/v1/authorize?client_id=app_1&redirect_uri=x'",
            ),
        ];
        for (command, expected) in rows {
            assert_eq!(folded(command), expected);
            assert_eq!(shell_words::split(&folded(command)), shell_words::split(command), "the same command");
        }
    }
}
