//! Finds errors of an endpoint that its successes take.

use auth_language::error::{check_reply_statuses, check_statuses};
use auth_language::problem::{Code, Dialect, Problems};

use crate::lower::context::Context;
use crate::lower::value::field::sound;
use crate::read::{EndpointSpec, ErrorsSpec, ReturnedSpec};

/// Reports the errors of an endpoint whose statuses are all successes of it, whatever the reply says.
pub(in crate::lower::request) fn check_own_errors(spec: &EndpointSpec, cx: &mut Context<'_>) {
    let Some(ErrorsSpec::Own(own)) = sound(&spec.errors) else { return };
    let taken = successes(spec);
    for (statuses, cases) in own.sound() {
        let all = check_statuses(statuses, &mut Problems::new(Dialect::Yaml)).unwrap_or_default();
        let Some(first) = all.first().filter(|_| all.iter().all(|status| taken.contains(&status.value))) else {
            continue;
        };
        let names = cases.iter().filter_map(|case| case.as_ref().ok()?.name.as_ref().ok());
        for name in names.take(1) {
            let message = format!("`{}` is unreachable: {} is a success of this endpoint", name.value, first.value);
            let help =
                "say with `one_of` and a `when` which replies are successes; or remove the error, or the `success`";
            cx.report(Code::UNREACHABLE, name.at, message, help);
        }
    }
}

/// Returns the statuses that are successes because the endpoint says so.
fn successes(spec: &EndpointSpec) -> Vec<u16> {
    let said = spec.returns.sound().filter(|(_, returned)| matches!(returned, ReturnedSpec::Success(_)));
    let read = said.filter_map(|(statuses, _)| check_reply_statuses(statuses, &mut Problems::new(Dialect::Yaml)).ok());
    read.flatten().map(|status| status.value).collect()
}
