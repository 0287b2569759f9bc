//! What a line of a page is.

/// Returns where `curl` begins, after a prompt or an assignment.
pub(super) fn command_start(line: &str) -> Option<usize> {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    let prompts = ["$ ", "% ", "> ", "$(", "sudo ", "`", "time "];
    let prompt = prompts.iter().find(|prompt| trimmed.starts_with(**prompt)).map_or(0, |prompt| prompt.len());
    let after = trimmed.get(prompt..).unwrap_or_default();
    if is_curl(after) {
        return Some(indent + prompt);
    }
    let at = trimmed.find("$(curl ").filter(|at| trimmed.get(..*at).is_some_and(|name| name.ends_with('=')))?;
    Some(indent + at + 2)
}

fn is_curl(text: &str) -> bool {
    ["curl ", "curl\t", "curl\\", "curl.exe "].iter().any(|start| text.starts_with(start))
        && !text.starts_with("curl is")
}

/// Whether a line is the URL of an authorization request, or of its callback.
pub(super) fn is_visit(line: &str) -> bool {
    let url = line.trim().trim_start_matches("GET ").trim_start_matches("open ").trim_matches(['"', '\'', '`']);
    let is_url = (url.starts_with("https://") || url.starts_with("http://")) && !url.contains(char::is_whitespace);
    let path_is_one = url.contains("/authorize?") || url.contains("/auth?");
    is_url && (url.contains("response_type=") || path_is_one || url.contains("?code=") || url.contains("&code="))
}

/// `NAME=value`, where the value is a URL or a host.
pub(super) fn assignment(line: &str) -> Option<(String, String)> {
    let line = line.trim().trim_start_matches("export ").trim_start_matches("$ ");
    let (name, value) = line.split_once('=')?;
    let value = value.trim().trim_matches(['"', '\'']);
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit());
    (is_name && value.starts_with("http")).then(|| (name.to_owned(), value.to_owned()))
}

pub(super) fn link(line: &str) -> Option<String> {
    let at = line.find("https://")?;
    let url = line.get(at..)?.split(|c: char| c.is_whitespace() || ")>]\"'`".contains(c)).next()?;
    let url = url.trim_end_matches(['.', ',', ':', ';']);
    let is_page = url::Url::parse(url).is_ok()
        && ["doc", "dev", "reference", "help", "guide", "learn"].iter().any(|word| url.contains(word));
    is_page.then(|| url.to_owned())
}
