//! The parameters of a finished request, sorted by name, as many signatures have them.

use crate::request::write::percent::{form_decode, percent_decode};
use crate::value::wiped::WipedBuffer;

/// How the parameters of the query, and of a body that is a form, are written for a signature: sorted by name, decoded, and
/// those of one name in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Sorted {
    /// Names and values, with nothing between them: `a1b2`.
    Pairs,
    /// `a=1&b=2`.
    Text,
    /// `a=1&b=2`, as it is sent.
    Query,
    /// `a=1`, and `b=2` on the next line.
    Lines,
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
        let mut sorted: Vec<(WipedBuffer, Parameter<'_>)> = named.collect();
        sorted.sort_by(|(one, _), (other, _)| one.as_str().cmp(other.as_str()));
        let mut out = WipedBuffer::new();
        for (index, (name, parameter)) in sorted.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { self.between() });
            self.write(name, parameter, &mut out);
        }
        out
    }

    fn between(self) -> &'static str {
        match self {
            Self::Pairs => "",
            Self::Text | Self::Query => "&",
            Self::Lines => "\n",
        }
    }

    fn write(self, name: &WipedBuffer, parameter: &Parameter<'_>, out: &mut WipedBuffer) {
        if self == Self::Query {
            return out.push_str(parameter.sent);
        }
        out.push_str(name.as_str());
        out.push_str(if self == Self::Pairs { "" } else { "=" });
        out.push_str(parameter.value().as_str());
    }
}

impl Parameter<'_> {
    fn name(&self) -> WipedBuffer {
        self.decoded(self.sent.split_once('=').map_or(self.sent, |(name, _)| name))
    }

    fn value(&self) -> WipedBuffer {
        self.decoded(self.sent.split_once('=').map_or("", |(_, value)| value))
    }

    /// Decodes a part. `+` is a space only in forms.
    fn decoded(&self, part: &str) -> WipedBuffer {
        if self.is_form { form_decode(part) } else { percent_decode(part) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_what_is_in_the_query_and_in_a_form() {
        let query = "b=2&a%5B=%C3%A9+x&B=&a=1";
        let form = "c=x+y&a=0";
        let expected = [
            (Sorted::Pairs, "Ba1a[\u{e9}+xb2", "Ba1a0a[\u{e9}+xb2cx y"),
            (Sorted::Text, "B=&a=1&a[=\u{e9}+x&b=2", "B=&a=1&a=0&a[=\u{e9}+x&b=2&c=x y"),
            (Sorted::Query, "B=&a=1&a%5B=%C3%A9+x&b=2", "B=&a=1&a=0&a%5B=%C3%A9+x&b=2&c=x+y"),
            (Sorted::Lines, "B=\na=1\na[=\u{e9}+x\nb=2", "B=\na=1\na=0\na[=\u{e9}+x\nb=2\nc=x y"),
        ];
        for (sorted, of_query, of_all) in expected {
            assert_eq!((sorted.of(query, "").as_str(), sorted.of(query, form).as_str()), (of_query, of_all));
        }
    }
}
