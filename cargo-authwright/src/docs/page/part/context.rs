//! What all parts of a page need.

use auth_codegen::Snippets;
use auth_codegen::model::Provider;

pub(in crate::docs) struct Page<'p> {
    pub(in crate::docs) provider: &'p Provider,
    pub(in crate::docs) snippets: Snippets<'p>,
}
