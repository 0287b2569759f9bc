//! Reads signatures over the finished request.

use auth_language::key::{self, Shape, into, sign};
use auth_language::problem::Code;
use auth_language::sign::{Given, Kind, SCHEMES, Scheme, WrittenSign};
use auth_language::spanned::Spanned;

use crate::read::entries::{Entries, Read};
use crate::read::mapping::Mapping;
use crate::read::reader::Reader;
use crate::read::value::{self, FieldSpec};
use crate::text::{Entry, Node, Spot};

/// The signature of a request.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "a spec has few signatures")]
pub(crate) enum SignSpec {
    /// A named signature scheme.
    Scheme(WrittenSign<Spot>),
    /// `into`: parts that are computed from the finished request.
    Into { headers: Entries<FieldSpec>, bearer: Option<Read<FieldSpec>>, query: Entries<FieldSpec> },
}

pub(in crate::read) fn read_sign(reader: &mut Reader, node: &Node) -> Read<SignSpec> {
    let map = reader.mapping(node, &key::SIGN)?;
    let names = SCHEMES.iter().map(|scheme| scheme.name).chain([sign::INTO]);
    let there = names.filter_map(|name| map.entry(name).map(|entry| entry.map(|entry| (name, entry))));
    let there: Vec<(&str, &Entry)> = there.collect::<Read<_>>()?;
    match there.as_slice() {
        [] => {
            // The key above those that are unknown may be what is missing.
            if let Some(broken) = map.is_foreign() {
                return Err(broken);
            }
            let help = "add `into`, or one of `sigv4`, `oauth1`, `digest`, `dpop`, `http_signature`";
            Err(reader.report(Code::MISSING_KEY, node.spot, "the signer is missing", help))
        }
        [(sign::INTO, entry)] => read_into(reader, &entry.node),
        [(name, entry)] => read_scheme(reader, name, entry),
        [(first, _), (second, entry), ..] => {
            let message = format!("a request is signed by `{first}` or by `{second}`");
            Err(reader.report(Code::CONFLICT, entry.key_spot, message, "remove one of the two"))
        }
    }
}

fn read_into(reader: &mut Reader, node: &Node) -> Read<SignSpec> {
    let map = reader.mapping(node, &key::INTO)?;
    let headers = reader.entries(&map, into::HEADERS, value::read_field);
    let query = reader.entries(&map, into::QUERY, value::read_field);
    let bearer = map.read(into::BEARER, |node| value::read_field(reader, node));
    let is_empty = headers.is_empty() && query.is_empty() && bearer.is_none();
    if is_empty && headers.broken().or(query.broken()).is_none() {
        let help = "add `headers`, `bearer` or `query` with what is computed";
        return Err(reader.report(Code::MISSING_KEY, node.spot, "nothing is computed here", help));
    }
    Ok(SignSpec::Into { headers, bearer, query })
}

fn read_scheme(reader: &mut Reader, name: &str, entry: &Entry) -> Read<SignSpec> {
    let declared = key::ALL.iter().find(|mapping| mapping.what == format!("`{name}`"));
    let (Some(scheme), Some(declared)) = (Scheme::find(name), declared) else {
        return Err(reader.expected(&entry.node, "a signer"));
    };
    let map = reader.mapping(&entry.node, declared)?;
    let (mut given, mut broken) = (Vec::new(), map.stray(&Shape::Any));
    for parameter in scheme.parameters {
        match read_given(reader, &map, parameter.name, parameter.kind) {
            Some(Ok(found)) => given.push(found),
            Some(Err(error)) => broken = Some(error),
            None => {}
        }
    }
    let scheme = Spanned::new(name.to_owned(), entry.key_spot);
    broken.map_or(Ok(SignSpec::Scheme(WrittenSign { scheme, given })), Err)
}

type Found = (Spanned<String, Spot>, Given<Spot>);

fn read_given(reader: &mut Reader, map: &Mapping<'_>, name: &str, kind: Kind) -> Option<Read<Found>> {
    let entry = map.entry(name)?;
    Some(entry.and_then(|entry| {
        let node = &entry.node;
        let given = match kind {
            Kind::Template => Given::Text(reader.any_text(node)?),
            Kind::Name => Given::Text(reader.reference(node, "an input")?),
            Kind::Key | Kind::AnyKey => Given::Text(reader.reference(node, "a key")?),
            Kind::Word(_) | Kind::Length => Given::Text(reader.text(node)?),
            Kind::Flag => Given::Flag(Spanned::new(reader.boolean(node)?, node.spot)),
            Kind::Texts => Given::Texts(reader.texts(node)?.into_iter().collect::<Read<Vec<_>>>()?),
        };
        Ok((Spanned::new(name.to_owned(), entry.key_spot), given))
    }))
}
