//! The parameters of a finished request, sorted by name, as many signatures have them.

use crate::request::write::percent::{form_decode, percent_decode};
use crate::value::wiped::WipedBuffer;

/// How the parameters of the query, and of a body that is a form, are written for a signature: sorted by name, and those of
/// one name in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(hidden)]
pub struct Sorted {
    /// How each is written.
    pub each: &'static [Each],
    /// What is between two of them.
    pub separator: &'static str,
    /// The names of those that do not count.
    pub without: &'static [&'static str],
    /// Whether those with an empty value do not count.
    pub without_empty: bool,
}

/// A piece of what is written for each parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(hidden)]
pub enum Each {
    /// A text.
    Text(&'static str),
    /// The name, decoded.
    Name,
    /// The value, decoded.
    Value,
    /// The name as it is sent.
    SentName,
    /// The value as it is sent.
    SentValue,
}

/// A parameter as it is sent.
struct Parameter<'r> {
    sent: &'r str,
    is_form: bool,
}

impl Sorted {
    /// Writes the parameters of a query and of a form.
    pub(crate) fn of(self, query: &str, form: &str) -> WipedBuffer {
        let query = query.split('&').map(|sent| Parameter { sent, is_form: false });
        let all = query.chain(form.split('&').map(|sent| Parameter { sent, is_form: true }));
        let named = all.filter(|one| !one.sent.is_empty()).map(|one| (one.name(), one));
        let mut sorted: Vec<(WipedBuffer, Parameter<'_>)> =
            named.filter(|(name, one)| self.counts(name.as_str(), one)).collect();
        sorted.sort_by(|(one, _), (other, _)| one.as_str().cmp(other.as_str()));
        let mut out = WipedBuffer::new();
        for (index, (name, parameter)) in sorted.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { self.separator });
            self.write(name, parameter, &mut out);
        }
        out
    }

    fn counts(self, name: &str, parameter: &Parameter<'_>) -> bool {
        let is_out = self.without.contains(&name) || self.without_empty && parameter.halves().1.is_empty();
        !is_out
    }

    fn write(self, name: &WipedBuffer, parameter: &Parameter<'_>, out: &mut WipedBuffer) {
        for piece in self.each {
            match piece {
                Each::Text(text) => out.push_str(text),
                Each::Name => out.push_str(name.as_str()),
                Each::Value => out.push_str(parameter.value().as_str()),
                Each::SentName => out.push_str(parameter.halves().0),
                Each::SentValue => out.push_str(parameter.halves().1),
            }
        }
    }
}

/// Returns the value of the first parameter of a query with this name, decoded.
pub(super) fn parameter(query: &str, name: &str) -> Option<WipedBuffer> {
    let mut all = query.split('&').map(|sent| Parameter { sent, is_form: false });
    all.find(|one| one.name().as_str() == name).map(|one| one.value())
}

impl<'r> Parameter<'r> {
    /// Returns the name and the value as they are sent.
    fn halves(&self) -> (&'r str, &'r str) {
        self.sent.split_once('=').unwrap_or((self.sent, ""))
    }

    fn name(&self) -> WipedBuffer {
        self.decoded(self.halves().0)
    }

    fn value(&self) -> WipedBuffer {
        self.decoded(self.halves().1)
    }

    /// Decodes a part. `+` is a space only in forms.
    fn decoded(&self, part: &str) -> WipedBuffer {
        if self.is_form { form_decode(part) } else { percent_decode(part) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: Sorted = Sorted {
        each: &[Each::Name, Each::Text("="), Each::Value],
        separator: "&",
        without: &[],
        without_empty: false,
    };

    #[test]
    fn finds_one_parameter_of_a_query() {
        let query = "a=1&b%5B=%C3%A9+x&a=2&c";
        let rows = [("a", Some("1")), ("b[", Some("\u{e9}+x")), ("c", Some("")), ("b", None), ("", None)];
        for (name, expected) in rows {
            assert_eq!(parameter(query, name).as_ref().map(WipedBuffer::as_str), expected, "{name}");
        }
    }

    #[test]
    fn sorts_what_is_in_the_query_and_in_a_form() {
        let query = "b=2&a%5B=%C3%A9+x&B=&a=1";
        let form = "c=x+y&a=0";
        let pairs = Sorted { each: &[Each::Name, Each::Value], separator: "", ..TEXT };
        let sent = Sorted { each: &[Each::SentName, Each::Text("="), Each::SentValue], ..TEXT };
        let some = Sorted { without: &["a[", "b"], without_empty: true, separator: "|", ..TEXT };
        let expected = [
            (pairs, "Ba1a[\u{e9}+xb2", "Ba1a0a[\u{e9}+xb2cx y"),
            (TEXT, "B=&a=1&a[=\u{e9}+x&b=2", "B=&a=1&a=0&a[=\u{e9}+x&b=2&c=x y"),
            (sent, "B=&a=1&a%5B=%C3%A9+x&b=2", "B=&a=1&a=0&a%5B=%C3%A9+x&b=2&c=x+y"),
            (some, "a=1", "a=1|a=0|c=x y"),
        ];
        for (sorted, of_query, of_all) in expected {
            assert_eq!((sorted.of(query, "").as_str(), sorted.of(query, form).as_str()), (of_query, of_all));
        }
    }
}
