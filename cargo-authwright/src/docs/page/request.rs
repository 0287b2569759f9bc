//! What a request has, by the places in which it is sent.

use auth_codegen::model::{Endpoint, Field, Part, Place};
use maud::{Markup, html};

use super::part::context::Page;
use super::part::field;
use super::part::names::{Row, list};
use crate::docs::value;

pub(super) fn write(endpoint: &Endpoint, page: &Page<'_>) -> Markup {
    let groups = Place::ALL.map(|place| (value::title(place, endpoint), rows_in(place, endpoint, page)));
    let elsewhere = others(endpoint, page);
    html! {
        @if groups.iter().any(|(_, rows)| !rows.is_empty()) || !elsewhere.is_empty() { h4 { "Request" } }
        @for (title, rows) in groups {
            @if !rows.is_empty() { h5 { (title) } (list(&rows)) }
        }
        @if !elsewhere.is_empty() { h5 { "For the values above" } (list(&elsewhere)) }
        @if let Some(sign) = &endpoint.sign { p.quiet { "Signed by " code { (value::signature(sign)) } "." } }
    }
}

fn rows_in(place: Place, endpoint: &Endpoint, page: &Page<'_>) -> Vec<Row> {
    endpoint.parts_in(place).map(|part| row(part, endpoint, page)).collect()
}

fn row(part: &Part, endpoint: &Endpoint, page: &Page<'_>) -> Row {
    match endpoint.field_of(part) {
        Some(given) => Row { name: part.name.value.clone(), ..field::given(given, page) },
        None => {
            let shown = value::show(&part.value);
            Row { name: part.name.value.clone(), ty: Some(html! { "= " code { (shown) } }), ..Row::default() }
        }
    }
}

/// Fields that are used in other values only.
fn others(endpoint: &Endpoint, page: &Page<'_>) -> Vec<Row> {
    let is_own = |given: &Field| {
        endpoint.request.parts.iter().any(|part| endpoint.field_of(part).is_some_and(|own| own.ident == given.ident))
    };
    endpoint.fields().iter().filter(|given| !is_own(given)).map(|given| field::given(given, page)).collect()
}
