//! Checks that the calls of a registration use only what earlier ones have captured.

use auth_language::id::Table;
use auth_language::problem::Code;
use auth_language::value::{Expr, NameKind};

use crate::lower::context::Context;
use crate::lower::lifecycle::capture::captured::{is_captured, used};
use crate::lower::value::field::sound;
use crate::model::{Credential, CredentialId, Endpoint, EndpointId, Host, HostId, Registers, Step};
use crate::read::StepSpec;

/// Checks the calls of all registrations. A value that nothing captures is reported where it is named.
pub(in crate::lower::lifecycle) fn check(
    endpoints: &Table<EndpointId, Endpoint>,
    hosts: &Table<HostId, Host>,
    credentials: &Table<CredentialId, Credential>,
    cx: &mut Context<'_>,
) {
    let spec = cx.spec;
    for (_, credential) in spec.credentials.sound() {
        let Some(registration) = sound(&credential.registration) else { continue };
        let Ok(steps) = &registration.from else { continue };
        let Some(id) = super::call(Some(registration), cx) else { continue };
        let Some(registers) = endpoints[id].http().and_then(|call| call.registers.as_ref()) else { continue };
        let calls = registers.before.iter().map(|step| (step.endpoint, Some(step))).chain([(id, None)]);
        for (index, (endpoint, step)) in calls.enumerate() {
            let used = used(&endpoints[endpoint], hosts, cx).into_iter().map(|(name, _)| name);
            let names = used.chain(step.into_iter().flat_map(expected));
            let mut late = names.filter(|name| !is_known(name, index, registers));
            if let Some(name) = late.find(|name| is_captured(name, credentials, cx)) {
                report(&name, steps, index, cx);
            }
        }
    }
}

/// Returns the captured values with which a step compares its reply.
fn expected(step: &Step) -> Vec<String> {
    let names = step.expects.iter().flat_map(|(_, value)| Expr::names(value));
    names.filter(|name| name.kind == NameKind::Captured).map(|name| name.name.clone()).collect()
}

/// Whether a value is captured before the call of this number.
fn is_known(name: &str, index: usize, registers: &Registers) -> bool {
    let made = registers.before.iter().take(index);
    let found = registers.found.iter().find(|(known, _)| known == name);
    found.is_some_and(|(_, found)| made.into_iter().any(|step| step.name == found.step))
}

fn report(name: &str, steps: &[StepSpec], index: usize, cx: &mut Context<'_>) {
    let Some(step) = steps.get(index) else { return };
    let message = format!("`{}` needs `{name}`, which no earlier call of the registration captures", step.call.value);
    let help = match steps.get(..index).and_then(<[StepSpec]>::last) {
        Some(earlier) => format!("add `{}.{name}` to `capture`, if that call answers it", earlier.name().value),
        None => format!("name the call that answers it before: `from: [discover, {}]`", step.call.value),
    };
    cx.report(Code::REGISTRATION, step.call.at, message, help);
}
