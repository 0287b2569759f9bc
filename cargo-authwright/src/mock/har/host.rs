//! Which host of a spec a URL belongs to.

use auth_codegen::model::{Piece, Provider, Template};
use auth_mock::path_of_host;
use url::Url;

/// Returns the path and the query on the mock for a URL of a provider's host, or of the same host in another environment.
pub(super) fn path(url: &Url, providers: &[Provider]) -> Option<String> {
    let mut bare = url.clone();
    bare.set_fragment(None);
    let hosts = providers.iter().flat_map(|provider| {
        let environments = provider.environments.iter().flat_map(|environment| &environment.hosts);
        provider.hosts.iter().chain(environments).map(move |host| (provider, host))
    });
    let found = hosts.filter_map(|(provider, host)| {
        let rest = rest(&host.url.template, bare.as_str())?;
        Some((rest, path_of_host(provider, &host.name)?))
    });
    // The longest URL that fits is the host.
    let (rest, base) = found.min_by_key(|(rest, _)| rest.len())?;
    Some(format!("{base}{rest}"))
}

/// Returns what a URL has after that of a host, in which placeholders stand for any text without a slash.
fn rest<'u>(template: &Template, url: &'u str) -> Option<&'u str> {
    let rest = after(template.pieces(), url)?;
    Some(if rest == "/" { "" } else { rest })
}

fn after<'u>(pieces: &[Piece], url: &'u str) -> Option<&'u str> {
    match pieces {
        [] => (url.is_empty() || url.starts_with(['/', '?'])).then_some(url),
        [Piece::Text(text), rest @ ..] => {
            // Scheme and host are case-insensitive, and a URL has them in small letters.
            let start = url.get(..text.len()).filter(|start| start.eq_ignore_ascii_case(text))?;
            after(rest, url.get(start.len()..)?)
        }
        [Piece::Name(_), rest @ ..] => {
            let ends = url.char_indices().take_while(|(_, c)| !"/:@?#".contains(*c)).map(|(at, c)| at + c.len_utf8());
            ends.collect::<Vec<_>>().into_iter().find_map(|end| after(rest, url.get(end..)?))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_url_belongs_to_a_host_by_its_whole_beginning() {
        let rows = [
            ("https://api.acme.example/v1", "https://api.acme.example/v1/me?x=1", Some("/me?x=1")),
            ("https://api.acme.example/v1", "https://api.acme.example/v1", Some("")),
            ("https://api.acme.example/v1", "https://api.acme.example/v12", None),
            ("https://api.acme.example", "https://api.acme.example.evil.example/me", None),
            ("https://API.acme.example", "https://api.acme.example/me", Some("/me")),
            ("https://{sub}.acme.example", "https://eu-1.acme.example/me", Some("/me")),
            ("https://{sub}.acme.example", "https://a.b.acme.example/me", Some("/me")),
            ("https://{sub}.acme.example", "https://evil.example/.acme.example/me", None),
            ("https://acme.example/{tenant}/v1", "https://acme.example/t-1/v1/me", Some("/me")),
        ];
        for (template, url, expected) in rows {
            assert_eq!(rest(&Template::parse(template).unwrap(), url), expected, "{template} {url}");
        }
    }
}
