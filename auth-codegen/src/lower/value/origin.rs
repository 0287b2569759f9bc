//! Lowers the places of a reply from which a field is read.

use auth_language::spanned::Spanned;
use auth_language::value::{self, Item, MemberPath, Origin};

use crate::lower::context::Context;
use crate::read::{ItemSpec, OriginSpec, Read, Text};
use crate::text::Spot;

/// Lowers the places of a field; `None` if one is broken.
pub(super) fn lower(
    spec: &Spanned<Read<OriginSpec>, Spot>,
    cx: &mut Context<'_>,
) -> Option<Vec<Spanned<Origin, Spot>>> {
    let origin = match spec.value.as_ref().ok()? {
        OriginSpec::Paths(paths) => return lower_paths(paths, cx),
        OriginSpec::Item(item) => lower_item(item, cx).map(Origin::Item),
        OriginSpec::Header(name) => value::check_header(name, cx.problems()).ok(),
        OriginSpec::Cookie(name) => value::check_cookie(name, cx.problems()).ok(),
        OriginSpec::Challenge(name) => value::check_challenge(name, cx.problems()).ok(),
    };
    origin.map(|origin| vec![Spanned::new(origin, spec.at)])
}

/// Lowers the paths of a field, and reports every broken one.
fn lower_paths(paths: &[Read<Text>], cx: &mut Context<'_>) -> Option<Vec<Spanned<Origin, Spot>>> {
    let mut lowered = Vec::new();
    for path in paths {
        lowered.push(lower_path(path, cx).map(|found| Spanned::new(Origin::Body(found.value), found.at)));
    }
    lowered.into_iter().collect()
}

fn lower_path(path: &Read<Text>, cx: &mut Context<'_>) -> Option<Spanned<MemberPath, Spot>> {
    let path = path.as_ref().ok()?;
    MemberPath::check(path, cx.problems()).ok().map(|found| Spanned::new(found, path.at))
}

fn lower_item(item: &ItemSpec, cx: &mut Context<'_>) -> Option<Item> {
    let ItemSpec { list, wanted, field } = item;
    let (list, field) = (lower_path(list, cx), lower_path(field, cx));
    let mut is_whole = wanted.broken().is_none();
    let mut lowered = Vec::new();
    for named in wanted.iter() {
        let path = MemberPath::check(&named.name, cx.problems()).ok();
        match path.zip(named.value.as_ref().ok()) {
            Some((path, value)) => lowered.push((path, value.value.clone())),
            None => is_whole = false,
        }
    }
    let (list, field) = (list?.value, field?.value);
    is_whole.then_some(Item { list, wanted: lowered, field })
}
