//! Divides URLs into a host of the draft and a path.

use super::{Draft, Host, Setting};
use crate::import::guess::{name, placeholder};

/// Where a call goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Place {
    /// The name of a host; `None` is that of `base_url`.
    pub(crate) host: Option<String>,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
}

/// A URL that is cut into its parts, which may hold placeholders.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cut {
    /// Host and port.
    pub(crate) authority: String,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
}

/// Cuts a URL. A scheme is optional, and everything is sent over https.
pub(crate) fn cut(url: &str) -> Cut {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    let (before, query) = match rest.split_once('?') {
        Some((before, query)) => (before, Some(query.to_owned())),
        None => (rest, None),
    };
    let (authority, path) = before.find('/').map_or((before, ""), |at| before.split_at(at));
    let authority = authority.rsplit('@').next().unwrap_or(authority).trim_end_matches(":443");
    Cut { authority: authority.to_owned(), path: path.to_owned(), query }
}

/// Returns the place of a URL. A host that is not known yet gets a name, and becomes a host of the draft.
pub(crate) fn find(url: &str, draft: &mut Draft) -> Place {
    let cut = cut(url);
    let authority = authority(&cut.authority, draft);
    let base = format!("https://{authority}");
    if draft.base_url.is_empty() {
        draft.base_url.clone_from(&base);
    }
    let path = path(&cut.path);
    let query = cut.query.as_deref().map(query).unwrap_or_default();
    if let Some(rest) = below(&draft.base_url, &base, &path) {
        return Place { host: None, path: rest, query };
    }
    if let Some(host) = draft.hosts.iter().find(|host| host.url == base) {
        return Place { host: Some(host.name.clone()), path, query };
    }
    let wanted = host_name(&authority);
    let is_taken = |name: &str| name == "base" || draft.hosts.iter().any(|host| host.name == name);
    let name = name::unique(&wanted, is_taken);
    draft.hosts.push(Host { name: name.clone(), url: base });
    Place { host: Some(name), path, query }
}

/// Returns the rest of a path below a base URL that may end in a path of its own.
fn below(base_url: &str, base: &str, path: &str) -> Option<String> {
    let rest = format!("{base}{path}");
    let rest = rest.strip_prefix(base_url.trim_end_matches('/'))?;
    (rest.is_empty() || rest.starts_with('/')).then(|| if rest.is_empty() { "/".to_owned() } else { rest.to_owned() })
}

/// Returns the name of a host by its first label: `auth` for `auth.acme.example`.
fn host_name(authority: &str) -> String {
    let labels = authority.split(['.', ':']).filter(|label| !label.contains('{') && *label != "www" && *label != "api");
    let first = labels.into_iter().next().unwrap_or("other");
    name::snake(first)
}

/// Returns host and port with settings in place of placeholders.
fn authority(text: &str, draft: &mut Draft) -> String {
    if let Some(whole) = placeholder::name(text).filter(|_| !text.contains('.')) {
        return setting(&whole, "host and port", "api.acme.example", draft);
    }
    let is_open = text.is_empty() || text.starts_with("localhost") || text.starts_with("127.") || text.starts_with('[');
    if is_open || !is_host(text) {
        return labels(text, is_open, draft);
    }
    text.to_ascii_lowercase()
}

fn is_host(text: &str) -> bool {
    use auth_language::word::Format;
    auth_language::value::fits(Format::HostAndPort, text)
        && text.split('.').all(|label| placeholder::name(label).is_none())
}

/// Replaces labels such as `YOUR_DOMAIN` by settings. A host that is none becomes a setting as a whole.
fn labels(text: &str, is_open: bool, draft: &mut Draft) -> String {
    let (host, port) =
        text.split_once(':').filter(|_| !text.contains("]:")).map_or((text, None), |(host, port)| (host, Some(port)));
    let labels: Vec<&str> = host.split('.').collect();
    let is_template = |label: &&str| placeholder::name(label).is_some() || label.contains('{') || label.contains('<');
    let others: Vec<&str> = labels.iter().copied().filter(|label| !is_template(label)).collect();
    let are_fine = others.iter().all(|label| is_host(&format!("{label}.example")));
    if is_open || others.len() == labels.len() || !are_fine {
        return setting("host", "host and port", "api.acme.example", draft);
    }
    let replaced = labels.iter().map(|label| {
        if !is_template(label) {
            return label.to_ascii_lowercase();
        }
        let name = placeholder::name(label).unwrap_or_else(|| name::snake(label));
        setting(&name, "label", "acme", draft)
    });
    let host = replaced.collect::<Vec<_>>().join(".");
    port.map_or(host.clone(), |port| format!("{host}:{port}"))
}

/// Declares a setting, and returns it as a template.
pub(crate) fn setting(name: &str, ty: &str, example: &str, draft: &mut Draft) -> String {
    let name = name::snake(name);
    if !draft.settings.iter().any(|setting| setting.name == name) {
        draft.settings.push(Setting {
            name: name.clone(),
            ty: ty.to_owned(),
            doc: None,
            default: None,
            example: Some(example.to_owned()),
            pattern: None,
        });
    }
    format!("{{{name}}}")
}

/// Returns a path in the notation of specs: visible ASCII, without empty segments.
pub(crate) fn path(text: &str) -> String {
    let segments = text.split('/').filter(|segment| !segment.is_empty());
    let encoded: Vec<String> = segments.map(encode).collect();
    let end = if text.len() > 1 && text.ends_with('/') && !encoded.is_empty() { "/" } else { "" };
    format!("/{}{end}", encoded.join("/"))
}

fn encode(segment: &str) -> String {
    let mut encoded = String::new();
    for c in segment.chars() {
        let mut bytes = [0; 4];
        match c {
            c if c.is_ascii_graphic() && !"?#\"<>\\^`|".contains(c) => encoded.push(c),
            c => encoded.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}"))),
        }
    }
    encoded
}

/// Returns the decoded parameters of a query. `+` is a space; what is not encoded stays as it is.
pub(crate) fn query(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> String {
    url::form_urlencoded::parse(text.replace('&', "%26").replace('=', "%3D").as_bytes())
        .next()
        .map(|(name, _)| name.into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_divided() {
        let mut draft = Draft { base_url: "https://api.acme.example/v1".to_owned(), ..Draft::default() };
        let rows = [
            ("https://api.acme.example/v1/a", None, "/a"),
            ("https://api.acme.example/v1", None, "/"),
            ("https://api.acme.example/v10", Some("acme"), "/v10"),
            ("https://auth.acme.example/oauth//token?a=b%20c&d", Some("auth"), "/oauth/token"),
            ("https://YOUR_DOMAIN.acme.example/ü", Some("acme_2"), "/%C3%BC"),
            ("localhost:3000/x/", Some("other"), "/x/"),
        ];
        for (url, host, path) in rows {
            let place = find(url, &mut draft);
            assert_eq!((place.host.as_deref(), place.path.as_str()), (host, path), "{url}");
        }
        let urls: Vec<&str> = draft.hosts.iter().map(|host| host.url.as_str()).collect();
        assert_eq!(
            urls,
            [
                "https://api.acme.example",
                "https://auth.acme.example",
                "https://{domain}.acme.example",
                "https://{host}"
            ]
        );
        assert_eq!(
            query("a=b%20c&d&e=f+g"),
            [("a", "b c"), ("d", ""), ("e", "f g")].map(|(a, b)| (a.to_owned(), b.to_owned()))
        );
    }
}
