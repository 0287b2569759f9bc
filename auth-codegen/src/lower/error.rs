//! Lowers errors: the provider's set, named sets, and the sets of single endpoints.

mod body;
mod case;
mod condition;

use std::collections::HashMap;

use auth_language::error::{check_cases, check_statuses};
use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::{Code, Dialect, Problems};

use crate::lower::context::{Context, Declared};
use crate::lower::value::field::sound;
use crate::lower::value::types;
use crate::model::{ErrorBody, ErrorSet, ErrorSetId, Record, RecordId};
use crate::read::{CasesSpec, Entries, ErrorsSpec, Read, Text};
use case::Case;
pub(super) use condition::{Conditions, lower as lower_conditions, test};

/// The error sets built so far, and the data for building more.
pub(super) struct Errors {
    pub(super) sets: Table<ErrorSetId, ErrorSet>,
    /// The statuses of each set with broken cases, for which it is unknown which case a body matches.
    pub(super) broken: HashMap<ErrorSetId, Vec<u16>>,
    by_name: HashMap<String, ErrorSetId>,
    common: Vec<Case>,
    /// The body of errors that do not declare one.
    default: Read<ErrorBody>,
    title: String,
}

pub(super) fn lower(records: &Table<RecordId, Record>, cx: &mut Context<'_>) -> Errors {
    let spec = cx.spec;
    let default = match &spec.error_body {
        Some(_) => body::lower(spec.error_body.as_ref(), &Ok(ErrorBody::Unknown), records, cx),
        None => body::check_unneeded(cx).map(|()| ErrorBody::Unknown),
    };
    let common = case::lower(&spec.errors, &default, records, cx);
    let title = spec.title.as_ref().map_or("Provider", |title| title.value.trim()).to_owned();
    let (sets, broken, by_name) = (Table::default(), HashMap::new(), HashMap::new());
    let mut errors = Errors { sets, broken, by_name, common, default, title };
    let name = spec.name.as_ref().map_or("provider", |name| name.value.as_str());
    let ident = format!("{}Error", name::provider_ident(name, &errors.title));
    errors.add(ident, "a request", &[], cx);
    for named in spec.error_sets.iter() {
        types::check_name(&named.name, "enum", cx);
        let own = named.value.as_ref().map(|cases| case::lower(cases, &errors.default, records, cx));
        let own = own.unwrap_or_default();
        let id = errors.add(named.name.value.clone(), "a request", &own, cx);
        errors.by_name.insert(named.name.value.clone(), id);
    }
    errors
}

impl Errors {
    /// Returns the error set of an endpoint.
    pub(super) fn of_endpoint(
        &mut self,
        endpoint: &Text,
        spec: Option<&Read<ErrorsSpec>>,
        records: &Table<RecordId, Record>,
        cx: &mut Context<'_>,
    ) -> ErrorSetId {
        match spec {
            None | Some(Err(_)) => auth_language::id::Id::new(0),
            Some(Ok(ErrorsSpec::Set(name))) => self.named(name, cx),
            Some(Ok(ErrorsSpec::Own(cases))) => self.own(endpoint, cases, records, cx),
        }
    }

    /// Whether there may be cases that could not be read.
    pub(super) fn may_have_more(&self, set: ErrorSetId, cx: &Context<'_>) -> bool {
        let is_whole = |cases: &Entries<CasesSpec>| {
            let is_named =
                |cases: &CasesSpec| cases.iter().all(|case| case.as_ref().is_ok_and(|case| case.name.is_ok()));
            let are_statuses = |name: &Text| check_statuses(name, &mut Problems::new(Dialect::Yaml)).is_ok();
            cases.broken().is_none()
                && cases.iter().all(|named| are_statuses(&named.name) && named.value.as_ref().is_ok_and(is_named))
        };
        let endpoints = cx.spec.endpoints.sound().filter_map(|(_, spec)| sound(&spec.errors));
        let own_is_whole = |errors: &ErrorsSpec| match errors {
            ErrorsSpec::Own(cases) => is_whole(cases),
            ErrorsSpec::Set(_) => true,
        };
        let sets = cx.spec.error_sets.iter().all(|named| named.value.as_ref().is_ok_and(is_whole));
        let is_sound = is_whole(&cx.spec.errors) && sets && endpoints.into_iter().all(own_is_whole);
        !is_sound || self.broken.get(&set).is_some_and(|statuses| !statuses.is_empty())
    }

    fn named(&self, name: &Text, cx: &mut Context<'_>) -> ErrorSetId {
        cx.refer(Declared::ErrorSet, &name.value);
        self.by_name.get(&name.value).copied().unwrap_or_else(|| {
            if cx.spec.error_sets.broken().is_none() {
                cx.dangle(Declared::ErrorSet);
                let mut known: Vec<&str> = self.by_name.keys().map(String::as_str).collect();
                known.sort_unstable();
                let all = "declare it under `error_sets`; the sets so far are";
                cx.report_unknown(Code::ERROR_SET, "error set", name, &known, all);
            }
            auth_language::id::Id::new(0)
        })
    }

    fn own(
        &mut self,
        endpoint: &Text,
        cases: &Entries<CasesSpec>,
        records: &Table<RecordId, Record>,
        cx: &mut Context<'_>,
    ) -> ErrorSetId {
        let own = case::lower(cases, &self.default, records, cx);
        let name = &endpoint.value;
        self.add(format!("{}Error", name::type_ident(name)), &format!("`{name}`"), &own, cx)
    }

    /// Adds a set with its own cases and those of the provider.
    fn add(&mut self, ident: String, refused: &str, own: &[Case], cx: &mut Context<'_>) -> ErrorSetId {
        let cases = self.cases(own);
        let rules: Vec<_> = cases.iter().filter(|case| case.broken.is_none()).map(|case| case.rule.clone()).collect();
        check_cases(&rules, cx.problems());
        let broken = cases.iter().filter(|case| case.broken.is_some());
        let broken = broken.flat_map(|case| case.model.statuses.iter().copied()).collect();
        let id = self.sets.push(ErrorSet {
            doc: format!("Why {} refused {refused}.", self.title),
            ident,
            other: self.default.clone().unwrap_or(ErrorBody::Unknown),
            cases: cases.into_iter().map(|case| case.model).collect(),
        });
        self.broken.insert(id, broken);
        id
    }

    /// Returns a set's own cases and those of the provider. A provider's case is dropped for a status for which the set
    /// has a case without conditions.
    fn cases(&self, own: &[Case]) -> Vec<Case> {
        let takes_all = |status: u16| own.iter().any(|mine| mine.model.has(status) && mine.model.when.is_empty());
        let kept = self.common.iter().filter_map(|common| common.without(&takes_all));
        let mut cases: Vec<Case> = own.iter().cloned().chain(kept).collect();
        // The order of cases with several statuses is kept, because the first case that matches is used.
        if cases.iter().all(|case| case.model.statuses.len() == 1) {
            cases.sort_by_key(|case| case.model.status());
        }
        cases
    }
}
