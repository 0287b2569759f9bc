//! The options of curl that say what is sent.

/// An option, and whether a value follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Method,
    Header,
    /// Form-urlencoded, or whatever `Content-Type` says.
    Data,
    Binary,
    UrlEncoded,
    Json,
    Multipart,
    User,
    Bearer,
    Cookie,
    Url,
    UserAgent,
    Get,
    Head,
    Digest,
    Certificate,
    Upload,
    SigV4,
    /// Takes a value that says nothing about the request.
    OtherValue,
    /// Says nothing about the request.
    Other,
}

use Kind::{
    Bearer, Binary, Certificate, Cookie, Data, Digest, Get, Head, Header, Json, Method, Multipart, Other, OtherValue,
    SigV4, Upload, Url, UrlEncoded, User, UserAgent,
};

const LONG: &[(&str, Kind)] = &[
    ("request", Method),
    ("header", Header),
    ("data", Data),
    ("data-ascii", Data),
    ("data-raw", Data),
    ("data-binary", Binary),
    ("data-urlencode", UrlEncoded),
    ("json", Json),
    ("form", Multipart),
    ("form-string", Multipart),
    ("user", User),
    ("oauth2-bearer", Bearer),
    ("cookie", Cookie),
    ("url", Url),
    ("url-query", UrlEncoded),
    ("user-agent", UserAgent),
    ("get", Get),
    ("head", Head),
    ("digest", Digest),
    ("cert", Certificate),
    ("key", OtherValue),
    ("upload-file", Upload),
    ("aws-sigv4", SigV4),
    ("cacert", OtherValue),
    ("connect-timeout", OtherValue),
    ("cookie-jar", OtherValue),
    ("dump-header", OtherValue),
    ("max-redirs", OtherValue),
    ("max-time", OtherValue),
    ("output", OtherValue),
    ("proxy", OtherValue),
    ("referer", OtherValue),
    ("resolve", OtherValue),
    ("retry", OtherValue),
    ("write-out", OtherValue),
    ("cert-type", OtherValue),
    ("limit-rate", OtherValue),
    ("range", OtherValue),
    ("interface", OtherValue),
    ("config", OtherValue),
    ("retry-delay", OtherValue),
    ("tls-max", OtherValue),
    ("ciphers", OtherValue),
    ("output-dir", OtherValue),
    ("proxy-user", OtherValue),
    ("unix-socket", OtherValue),
];

const SHORT: &[(char, Kind)] = &[
    ('X', Method),
    ('H', Header),
    ('d', Data),
    ('F', Multipart),
    ('u', User),
    ('b', Cookie),
    ('A', UserAgent),
    ('G', Get),
    ('I', Head),
    ('E', Certificate),
    ('T', Upload),
    ('o', OtherValue),
    ('w', OtherValue),
    ('m', OtherValue),
    ('x', OtherValue),
    ('e', OtherValue),
    ('c', OtherValue),
    ('D', OtherValue),
    ('r', OtherValue),
    ('K', OtherValue),
    ('C', OtherValue),
    ('y', OtherValue),
    ('Y', OtherValue),
    ('z', OtherValue),
    ('U', OtherValue),
    ('P', OtherValue),
    ('Q', OtherValue),
    ('t', OtherValue),
    ('h', Other),
];

impl Kind {
    fn takes_value(self) -> bool {
        !matches!(self, Get | Head | Digest | Other)
    }
}

/// Divides the words after `curl` into options with their values. A word without an option is a URL.
pub(super) fn read(words: &[String]) -> Vec<(Kind, String)> {
    let mut found = Vec::new();
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        let mut value = |inline: &str| match inline {
            "" => words.next().cloned().unwrap_or_default(),
            inline => inline.to_owned(),
        };
        if let Some(long) = word.strip_prefix("--") {
            let (name, inline) = long.split_once('=').unwrap_or((long, ""));
            let kind = LONG.iter().find(|(known, _)| *known == name).map_or(Other, |(_, kind)| *kind);
            found.push((kind, if kind.takes_value() { value(inline) } else { String::new() }));
        } else if let Some(letters) = word.strip_prefix('-').filter(|letters| !letters.is_empty()) {
            short(letters, &mut value, &mut found);
        } else if !word.is_empty() && word != "-" {
            found.push((Url, word.clone()));
        }
    }
    found
}

/// Reads letters that are joined: `-sSXPOST`. The value of one is the rest of the word, or the next word.
fn short(letters: &str, value: &mut impl FnMut(&str) -> String, found: &mut Vec<(Kind, String)>) {
    for (at, letter) in letters.char_indices() {
        let kind = SHORT.iter().find(|(known, _)| *known == letter).map_or(Other, |(_, kind)| *kind);
        if kind.takes_value() {
            let inline = letters.get(at + letter.len_utf8()..).unwrap_or_default();
            found.push((kind, value(inline)));
            return;
        }
        found.push((kind, String::new()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(words: &[&str]) -> Vec<(Kind, String)> {
        read(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn each_notation() {
        let text = |kind, text: &str| (kind, text.to_owned());
        assert_eq!(options(&["-XPOST", "a"]), [text(Method, "POST"), text(Url, "a")]);
        assert_eq!(options(&["--request=PUT"]), [text(Method, "PUT")]);
        assert_eq!(
            options(&["-sSLH", "A: b"]),
            [text(Other, ""), text(Other, ""), text(Other, ""), text(Header, "A: b")]
        );
        assert_eq!(
            options(&["--data", "a=b", "--silent", "--max-time", "5", "u"]),
            [text(Data, "a=b"), text(Other, ""), text(OtherValue, "5"), text(Url, "u")]
        );
        assert_eq!(options(&["-d"]), [text(Data, "")]);
    }
}
