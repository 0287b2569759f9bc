//! The parameters of a callback, as they arrived.

use crate::consent::CallbackError;
use crate::request::write::percent::form_decode;
use crate::value::Secret;
use crate::value::encode::object_of_texts;
use crate::value::wiped::WipedBuffer;

/// The part of the callback URL in which the parameters are (OAuth 2.0 Multiple Response Type Encoding Practices §2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Query,
    Fragment,
}

/// The parameters of a callback, in order. They are wiped, because even an error may repeat the state.
pub(crate) struct Parameters(Vec<Parameter>);

struct Parameter {
    name: Secret,
    value: Secret,
    /// The pair as it was sent, percent-encoded.
    sent: Secret,
}

impl Parameters {
    /// Parses the parameters of a URL, or of the part of it that begins with `?` or `#`.
    pub(crate) fn of_url(url: &str, part: Part) -> Self {
        // A fragment may contain a `?` (RFC 3986 §3.5).
        let (before, fragment) = url.split_once('#').unwrap_or((url, ""));
        match part {
            Part::Query => Self::parse(before.split_once('?').map(|(_, query)| query).unwrap_or_default()),
            Part::Fragment => Self::parse(fragment),
        }
    }

    /// Parses the pairs of a query or a form. One without a value counts as absent (RFC 6749 §3.1).
    pub(crate) fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter_map(|sent| {
            let (name, value) = sent.split_once('=')?;
            let decoded = |text| Secret::from(form_decode(text).as_str());
            (!value.is_empty()).then(|| Parameter { name: decoded(name), value: decoded(value), sent: sent.into() })
        });
        Self(pairs.collect())
    }

    /// Returns the value of a parameter.
    pub(crate) fn get(&self, name: &str) -> Option<&Secret> {
        self.0.iter().find(|parameter| parameter.name.expose() == name).map(|parameter| &parameter.value)
    }

    /// Checks that each of these parameters is there once at most (RFC 6749 §3.1).
    pub(crate) fn check_once(&self, names: impl IntoIterator<Item = &'static str>) -> Result<(), CallbackError> {
        let count = |name: &str| self.0.iter().filter(|parameter| parameter.name.expose() == name).count();
        match names.into_iter().find(|name| count(name) > 1) {
            Some(name) => Err(CallbackError::Repeated { name }),
            None => Ok(()),
        }
    }

    /// Returns the query as it was sent, sorted by name, without one parameter.
    pub(crate) fn query_without(&self, name: &str) -> Secret {
        self.joined(name, "&", |parameter, text| text.push_str(parameter.sent.expose()))
    }

    /// Returns the decoded parameters sorted by name, each as a line `name=value`, without one of them.
    pub(crate) fn lines_without(&self, name: &str) -> Secret {
        self.joined(name, "\n", |parameter, text| {
            text.push_str(parameter.name.expose());
            text.push_str("=");
            text.push_str(parameter.value.expose());
        })
    }

    fn joined(&self, without: &str, separator: &str, add: impl Fn(&Parameter, &mut WipedBuffer)) -> Secret {
        let mut kept: Vec<_> = self.0.iter().filter(|parameter| parameter.name.expose() != without).collect();
        kept.sort_by(|one, other| one.name.expose().cmp(other.name.expose()));
        let mut text = WipedBuffer::new();
        for (index, parameter) in kept.into_iter().enumerate() {
            text.push_str(if index == 0 { "" } else { separator });
            add(parameter, &mut text);
        }
        Secret::from(text.as_str())
    }

    /// Returns the parameters as a JSON object of texts.
    pub(crate) fn to_json(&self) -> WipedBuffer {
        object_of_texts(self.0.iter().map(|Parameter { name, value, .. }| (name.expose(), value.expose())))
    }
}
