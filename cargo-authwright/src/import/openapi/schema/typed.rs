//! The type that a schema has.

use serde_json::Value as Json;

use crate::import::draft::Ty;

/// A type, and what else a schema says about a field of it.
#[derive(Clone, Debug)]
pub(in crate::import::openapi) struct Typed {
    pub(in crate::import::openapi) ty: Ty,
    /// It may be `null`.
    pub(in crate::import::openapi) optional: bool,
    /// It contains itself, which it may only do where it may be absent.
    pub(in crate::import::openapi) is_open: bool,
    pub(in crate::import::openapi) encoding: Option<&'static str>,
    pub(in crate::import::openapi) remark: Option<String>,
    /// The only value.
    pub(in crate::import::openapi) constant: Option<Json>,
}

impl Typed {
    pub(in crate::import::openapi) fn new(ty: Ty) -> Self {
        Self { ty, optional: false, is_open: false, encoding: None, remark: None, constant: None }
    }

    pub(super) fn json(remark: &str) -> Self {
        Self { remark: Some(remark.to_owned()), ..Self::new(Ty::JSON) }
    }
}
