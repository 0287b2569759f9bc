//! The list of faults.

mod bodies;
mod connections;
mod lifetimes;
mod redirects;
mod refusals;
mod response;
mod tokens;

use std::sync::LazyLock;

use super::Row;

/// Returns all faults of the token endpoint, in a fixed order.
#[must_use]
pub fn rows() -> &'static [Row] {
    static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
        let groups = [
            connections::rows(),
            bodies::rows(),
            lifetimes::rows(),
            tokens::rows(),
            refusals::rows(),
            redirects::rows(),
        ];
        groups.into_iter().flatten().collect()
    });
    &ROWS
}

/// Returns the row with this name.
///
/// # Panics
/// If there is none.
#[must_use]
pub fn row(name: &str) -> &'static Row {
    rows().iter().find(|row| row.name == name).unwrap_or_else(|| panic!("no row `{name}`"))
}
