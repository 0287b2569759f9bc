//! Lowers the fields and parts of a request.

use std::sync::Arc;

use auth_language::host::Tls;
use auth_language::problem::Code;
use auth_language::request::{Compared, Computed, PASSWORD, Part, Place, USERNAME};
use auth_language::sign::Sign;
use auth_language::spanned::Spanned;
use auth_language::template::Template;
use auth_language::value::{Expr, Name, NameKind, Scope, ScopeEntry, Type, add_pieces};

use crate::lower::context::Context;
use crate::lower::credential::client_authentication::Client;
use crate::lower::expression;
use crate::lower::host::setting::Settings;
use crate::lower::host::tls;
use crate::lower::lifecycle::implied;
use crate::lower::sign;
use crate::lower::value::field;
use crate::lower::value::template;
use crate::model::{self, Field};
use crate::read::{
    BasicSpec, ComputedSpec, EndpointSpec, Entries, FieldKind, FieldSpec, Half, Named, Read, Text, TlsSpec,
};
use crate::text::Spot;

/// The fields and parts of a request.
pub(super) struct Sent {
    pub(super) fields: Vec<Field>,
    pub(super) parts: Vec<model::Part>,
    pub(super) computed: Vec<Computed<Spot>>,
    pub(super) sign: Option<Sign<Spot>>,
    pub(super) tls: Option<Tls>,
    /// The names that further values of the request can use.
    pub(super) scope: Scope,
    /// Whether no value of it is broken. A broken one may use any input.
    pub(super) is_whole: bool,
}

/// What adds inputs and parts to those that the endpoint declares.
pub(super) struct Added<'a> {
    /// The name of the endpoint.
    pub(super) name: &'a Text,
    pub(super) client: Option<&'a Client>,
    pub(super) tls: Option<&'a TlsSpec>,
}

impl Sent {
    /// Whether a path parameter is declared.
    pub(super) fn has_in_path(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.place == Place::Path && part.name.value == name)
    }
}

/// An entry of a request, before its template is resolved.
#[expect(clippy::large_enum_variant, reason = "there are few at a time")]
enum Item<'s> {
    Field(Field),
    Constant(&'s Text, Expr, Spot),
    Template(&'s Text, &'s Text),
    Computed(&'s Text, &'s ComputedSpec),
}

/// Returns all entries of the request with their places, in the author's order. An input has no place.
pub(super) fn lower(
    spec: &EndpointSpec,
    added_by: &Added<'_>,
    path: Option<&Spanned<Template, Spot>>,
    settings: &Settings,
    cx: &mut Context<'_>,
) -> Sent {
    let client = added_by.client;
    let items = lower_items(spec, added_by, settings, cx);
    let fields: Vec<Field> = items.iter().filter_map(|(_, item)| item.as_field()).cloned().collect();
    let scope = scope(&fields, spec, settings).with_elsewhere(Arc::clone(&settings.elsewhere));
    // Without its method, it may be a visit.
    let scope = if spec.is_visit() || spec.method.is_err() { scope.of_visit() } else { scope };
    let encodings = expression::encodings(groups_of_fields(spec), cx);
    let (computed, scope) = expression::lower_named(&spec.computed, scope.with_encodings(encodings), cx);
    let mut parts = path.map(|path| path_parts(path, &items, spec, &scope, cx)).unwrap_or_default();
    let mut is_whole =
        spec.groups().all(|(_, fields)| fields.are_read()) && computed.len() == spec.computed.iter().count();
    for (place, item) in items.into_iter().filter_map(|(place, item)| Some((place?, item))) {
        let is_value = !matches!(item, Item::Field(_));
        let part = lower_part(place, item, &scope, cx);
        is_whole &= part.is_some() || !is_value;
        parts.extend(part);
    }
    if let Some(basic) = &spec.basic {
        let halves = basic.as_ref().map(|basic| lower_basic(basic, &scope, cx)).unwrap_or_default();
        is_whole &= halves.len() == 2;
        parts.extend(halves);
    }
    if let Some(client) = client {
        parts.extend(client.parts(&parts, &scope, cx));
    }
    if let Some(Ok(bearer)) = &spec.bearer {
        parts.extend(lower_bearer(bearer, &scope, cx));
    }
    let sign = field::sound(&spec.sign).and_then(|spec| sign::lower(spec, &scope, cx));
    let tls = added_by.tls.and_then(|tls| tls::resolve(tls, &scope, cx));
    is_whole &= sign.is_some() == spec.sign.is_some();
    with_implied(Sent { fields, parts, computed, sign, tls, scope, is_whole }, spec)
}

/// Returns the fields that the client, its certificate and the endpoint have, with their places.
fn lower_items<'s>(
    spec: &'s EndpointSpec,
    added_by: &Added<'s>,
    settings: &Settings,
    cx: &mut Context<'_>,
) -> Vec<(Option<Place>, Item<'s>)> {
    let client = added_by.client;
    let added = client.map(|client| client.fields(spec, settings)).unwrap_or_default();
    let mut items: Vec<_> = added.into_iter().map(|(place, field)| (place, Item::Field(field))).collect();
    for named in client.iter().flat_map(|client| client.given(spec)) {
        items.extend(lower_item(named, None, cx).map(|item| (None, item)));
    }
    for (place, entries) in spec.groups() {
        for named in entries.iter() {
            if let Some(item) = lower_item(named, place, cx) {
                items.push((place, item));
            }
        }
    }
    for named in computed_fields(spec) {
        items.extend(lower_item(named, None, cx).map(|item| (None, item)));
    }
    if let Some(tls) = added_by.tls {
        items.extend(tls::fields(tls, spec, added_by.name).into_iter().map(|field| (None, Item::Field(field))));
    }
    items
}

/// Adds the fields for the values of earlier replies that templates name.
fn with_implied(mut sent: Sent, spec: &EndpointSpec) -> Sent {
    let at = spec.route.as_ref().map_or(Spot::default(), |route| route.at);
    let values = sent.parts.iter().map(|part| (&part.value, part.at));
    let also = sent.computed.iter().map(|computed| &computed.value);
    let also = also.chain(sent.sign.iter().flat_map(Sign::expressions));
    let implied = implied::implied(values.chain(also.map(|value| (value, at))), &sent.fields, at);
    sent.fields.extend(implied);
    sent
}

/// Adds the fields for the values of earlier replies with which a callback is compared.
pub(super) fn with_compared(mut sent: Sent, compared: &Compared<Spot>, spec: &EndpointSpec) -> Sent {
    let at = spec.route.as_ref().map_or(Spot::default(), |route| route.at);
    let values = compared.expected.iter().map(|part| (&part.value, part.at));
    let implied = implied::implied(values, &sent.fields, at);
    sent.fields.extend(implied);
    sent
}

fn groups_of_fields(spec: &EndpointSpec) -> impl Iterator<Item = &Entries<FieldSpec>> {
    spec.groups().map(|(_, entries)| entries)
}

/// Returns the claims, in all parts, whose values are types.
fn computed_fields(spec: &EndpointSpec) -> Vec<&Named<Read<FieldSpec>>> {
    let entries = groups_of_fields(spec).chain([&spec.computed]).flat_map(Entries::sound).map(|(_, spec)| spec);
    let all = entries.chain(spec.bearer.iter().filter_map(|bearer| bearer.as_deref().ok()));
    let computed = all.filter_map(|spec| match &spec.kind {
        Ok(FieldKind::Computed(computed)) => Some(computed),
        Ok(FieldKind::Type(_) | FieldKind::Constant(_) | FieldKind::Template(_)) | Err(_) => None,
    });
    computed.flat_map(|computed| &computed.fields).collect()
}

/// Lowers a value that is made of names and constants. A type, which the caller would give, is reported with `refusal`:
/// the code, the message and the help.
pub(in crate::lower) fn lower_made(
    spec: &FieldSpec,
    scope: &Scope,
    refusal: (Code, &str, &str),
    cx: &mut Context<'_>,
) -> Option<(Expr, Spot)> {
    match spec.kind.as_ref().ok()? {
        FieldKind::Constant(value) => Some((Expr::Literal(value.value.clone()), value.at)),
        FieldKind::Template(text) => Some((template::resolve(text, scope, cx)?, text.at)),
        FieldKind::Computed(computed) => Some((expression::resolve(computed, scope, cx)?, computed.written.at)),
        FieldKind::Type(expr) => {
            cx.mention(&expr.value.name);
            let (code, message, help) = refusal;
            cx.report(code, expr.at, message, help);
            None
        }
    }
}

/// Lowers `Authorization: Bearer` with a value of its own (RFC 6750 §2.1).
pub(in crate::lower) fn lower_bearer(spec: &FieldSpec, scope: &Scope, cx: &mut Context<'_>) -> Option<model::Part> {
    let message = "this is a type, and the value of `bearer` is an input or is computed";
    let help = "declare it under `inputs`, and write a template such as `\"{access_token}\"` here";
    let (value, at) = lower_made(spec, scope, (Code::TYPE, message, help), cx)?;
    let name = Spanned::new("Authorization".to_owned(), at);
    Some(Part { place: Place::Header, name, value: Expr::bearer(value), at })
}

impl Item<'_> {
    fn as_field(&self) -> Option<&Field> {
        match self {
            Item::Field(field) => Some(field),
            Item::Constant(..) | Item::Template(..) | Item::Computed(..) => None,
        }
    }
}

fn lower_item<'s>(named: &'s Named<Read<FieldSpec>>, place: Option<Place>, cx: &mut Context<'_>) -> Option<Item<'s>> {
    let Ok(spec) = &named.value else { return Some(Item::Field(field::stand_in(&named.name))) };
    match &spec.kind {
        Err(_) => Some(Item::Field(field::stand_in(&named.name))),
        Ok(FieldKind::Type(expr)) => Some(Item::Field(field::lower_given(&named.name, spec, expr, cx))),
        Ok(FieldKind::Constant(_) | FieldKind::Template(_) | FieldKind::Computed(_)) if place.is_none() => {
            let message = "an input is given by the caller";
            cx.report(Code::CONSTANT, named.name.at, message, "give it a type, or move it to where it is sent");
            None
        }
        Ok(FieldKind::Constant(value)) => {
            let _ = field::check_made(spec, cx);
            Some(Item::Constant(&named.name, Expr::Literal(value.value.clone()), value.at))
        }
        Ok(FieldKind::Template(text)) => {
            let _ = field::check_made(spec, cx);
            Some(Item::Template(&named.name, text))
        }
        Ok(FieldKind::Computed(computed)) => Some(Item::Computed(&named.name, computed)),
    }
}

/// Returns the names that a template can use: fields of the request, then settings.
fn scope(fields: &[Field], spec: &EndpointSpec, settings: &Settings) -> Scope {
    let known = fields.iter().map(|field| {
        if field::is_open(field) && field.optional {
            ScopeEntry::Broken(field.wire.clone())
        } else {
            ScopeEntry::Known(field::as_name(field, NameKind::Field))
        }
    });
    let scope = settings.scope(known.collect()).with_replies(settings.replies.clone());
    let scope = fields.iter().fold(scope, |scope, field| {
        if field::is_open(field) {
            scope.with_broken_pieces(&field.wire)
        } else {
            add_pieces(field, NameKind::Field, scope)
        }
    });
    let is_broken = matches!(spec.client_authentication, Some(Err(_)))
        || spec.groups().any(|(_, entries)| entries.broken().is_some());
    if is_broken { scope.with_broken_names() } else { scope }
}

/// Whether something broken may give a value of this name to every path: a setting, or a credential, which may be a part of it.
fn may_be_given(name: &str, cx: &Context<'_>) -> bool {
    let mut credentials = cx.spec.credentials.sound();
    let is_attach_broken = credentials.any(|(_, credential)| credential.attach.is_err());
    cx.spec.settings.may_have(name) || !cx.are_captures_known() || is_attach_broken
}

/// Returns a part for each placeholder of the path: a parameter declared under `path`, an input, or a setting.
fn path_parts(
    path: &Spanned<Template, Spot>,
    items: &[(Option<Place>, Item<'_>)],
    spec: &EndpointSpec,
    scope: &Scope,
    cx: &mut Context<'_>,
) -> Vec<model::Part> {
    let in_path = |name: &str| items.iter().any(|(place, item)| *place == Some(Place::Path) && item.has_name(name));
    let is_input = |name: &str| items.iter().any(|(place, item)| place.is_none() && item.has_name(name));
    let mut in_paths = spec.groups().filter(|(place, _)| *place == Some(Place::Path));
    let is_path_broken = in_paths.any(|(_, group)| group.broken().is_some());
    let mut parts = Vec::new();
    for name in path.value.names().filter(|name| !in_path(name)) {
        let is_setting = scope
            .known()
            .any(|known| known.name == name && matches!(known.kind, NameKind::Setting | NameKind::Captured));
        let is_reply = name.contains('.');
        let value = if let Some(piece) = scope.piece(name) {
            Some(piece.clone())
        } else if is_input(name) || is_setting || is_reply {
            scope.find(name, path.at, cx.problems()).ok().map(Expr::Name)
        } else if is_path_broken || scope.is_broken(name) || may_be_given(name, cx) {
            None
        } else {
            cx.mention(name);
            continue;
        };
        let value = value.unwrap_or_else(|| Expr::Name(unknown(name)));
        parts.push(Part { place: Place::Path, name: Spanned::new(name.to_owned(), path.at), value, at: path.at });
    }
    parts
}

/// Returns a placeholder for a name whose declaration is broken.
fn unknown(name: &str) -> Name {
    let ident = auth_language::name::field_ident(name);
    Name { kind: NameKind::Setting, name: name.to_owned(), ident, ty: Type::Foreign, optional: false }
}

impl Item<'_> {
    fn has_name(&self, name: &str) -> bool {
        match self {
            Item::Field(field) => field.wire == name,
            Item::Constant(known, ..) | Item::Template(known, _) | Item::Computed(known, _) => known.value == name,
        }
    }
}

fn lower_part(place: Place, item: Item<'_>, scope: &Scope, cx: &mut Context<'_>) -> Option<model::Part> {
    let (name, value, at) = match item {
        Item::Field(mut lowered) => {
            // The placeholder of a broken path parameter must not be optional, because the path does not allow that.
            lowered.optional &= !(place == Place::Path && field::is_open(&lowered));
            let name = Spanned::new(lowered.wire.clone(), lowered.ident.at);
            let at = lowered.ty.at;
            (name, Expr::Name(field::as_name(&lowered, NameKind::Field)), at)
        }
        Item::Constant(name, value, at) => (name.clone(), value, at),
        Item::Template(name, text) => (name.clone(), template::resolve(text, scope, cx)?, text.at),
        Item::Computed(name, computed) => {
            (name.clone(), expression::resolve(computed, scope, cx)?, computed.written.at)
        }
    };
    Some(Part { place, name, value, at })
}

/// Lowers the user name and password of HTTP Basic.
pub(in crate::lower) fn lower_basic(basic: &BasicSpec, scope: &Scope, cx: &mut Context<'_>) -> Vec<model::Part> {
    let halves = [(USERNAME, &basic.username), (PASSWORD, &basic.password)];
    let mut parts = Vec::new();
    for (name, half) in halves {
        let Some((value, at)) = half.as_ref().ok().and_then(|half| lower_half(half, scope, cx)) else { continue };
        parts.push(Part { place: Place::Basic, name: Spanned::new(name.to_owned(), at), value, at });
    }
    parts
}

fn lower_half(half: &Half, scope: &Scope, cx: &mut Context<'_>) -> Option<(Expr, Spot)> {
    match half {
        Half::Constant(value) => Some((Expr::Literal(value.value.clone()), value.at)),
        Half::Template(text) => template::resolve(text, scope, cx).map(|value| (value, text.at)),
        Half::Computed(computed) => expression::resolve(computed, scope, cx).map(|value| (value, computed.written.at)),
    }
}

/// Checks that each input is sent.
pub(super) fn check_inputs(sent: &Sent, compared: &Compared<Spot>, cx: &mut Context<'_>) {
    if sent.is_whole {
        check_used(sent, compared, cx);
    }
    for field in sent.fields.iter().filter(|field| field.deprecated.is_some() && !field.optional) {
        let message = format!("`{}` is deprecated, and every caller must give it", field.wire);
        cx.report(Code::FIELD_PROPERTY, field.ident.at, message, "make it `optional`, or remove `deprecated`");
    }
}

fn check_used(sent: &Sent, compared: &Compared<Spot>, cx: &mut Context<'_>) {
    let inputs = sent.fields.iter().filter(|input| !field::is_open(input) && !cx.is_mentioned(&input.wire));
    let inputs: Vec<_> = inputs.collect();
    let computed = sent.computed.iter().map(|computed| &computed.value);
    let signed = computed.chain(sent.sign.iter().flat_map(Sign::expressions));
    let also: Vec<&Expr> =
        signed.chain(sent.tls.iter().flat_map(Tls::expressions)).chain(compared.expressions()).collect();
    auth_language::request::check_inputs(inputs, &sent.parts, &also, cx.problems());
    let unused: Vec<_> =
        sent.computed.iter().filter(|computed| !cx.is_mentioned(&computed.name.value)).cloned().collect();
    auth_language::request::check_computed_used(&unused, &sent.parts, &also, cx.problems());
}

/// Returns the constants and templates that are written into the URL as they are.
pub(super) fn raw(spec: &EndpointSpec) -> Vec<(Place, Text)> {
    let sound = spec.groups().flat_map(|(place, entries)| entries.sound().map(move |named| (place, named)));
    let raw = sound.filter_map(|(place, (name, spec))| {
        let is_made = matches!(spec.kind, Ok(FieldKind::Constant(_) | FieldKind::Template(_)));
        Some((place.filter(|_| is_made)?, Spanned::new(name.value.clone(), spec.raw?)))
    });
    raw.collect()
}
