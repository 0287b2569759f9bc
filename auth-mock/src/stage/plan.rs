//! Plans faults for endpoints by their names.

use crate::fault::apply;
use crate::fault::error::FaultError;
use crate::fault::kind::Fault;
use crate::fault::place::{self, Meant};
use crate::route::candidate::Key;
use crate::stage::Stage;

impl Stage {
    /// Plans a fault. One for all endpoints is planned for those that it can happen to. Returns their names.
    pub(crate) fn plan(&self, endpoint: &str, fault: &Fault) -> Result<Vec<String>, FaultError> {
        let meant = place::find(&self.providers, endpoint)?;
        let checked: Vec<_> = meant.iter().map(|meant| (meant, apply::check(fault, meant))).collect();
        let fit: Vec<&Meant<'_>> = checked.iter().filter(|(_, fit)| fit.is_ok()).map(|(meant, _)| *meant).collect();
        if fit.is_empty() {
            let mut refusals = checked.into_iter().filter_map(|(_, fit)| fit.err());
            return Err(refusals
                .next()
                .unwrap_or_else(|| FaultError::new("the specs of this server have no endpoints")));
        }
        for meant in &fit {
            self.faults.plan(meant.key, fault.clone());
        }
        Ok(fit.iter().map(|meant| self.name(meant.key)).collect())
    }

    /// Plans a fault that is written as text with its endpoint.
    pub(crate) fn plan_text(&self, text: &str) -> Result<(Vec<String>, Fault), FaultError> {
        let (endpoint, fault) = place::split(text)?;
        let fault: Fault = fault.parse()?;
        Ok((self.plan(endpoint, &fault)?, fault))
    }

    /// Removes the faults of an endpoint, and returns how many there were.
    pub(crate) fn switch_off(&self, endpoint: &str) -> Result<usize, FaultError> {
        let keys: Vec<Key> = place::find(&self.providers, endpoint)?.iter().map(|meant| meant.key).collect();
        Ok(self.faults.remove(&keys))
    }

    /// Returns the faults that may still happen, each with the name of its endpoint.
    pub(crate) fn faults(&self) -> Vec<(String, Fault)> {
        self.faults.list().into_iter().map(|(key, fault)| (self.name(key), fault)).collect()
    }

    /// Returns the name of an endpoint: `acme.log_in`.
    fn name(&self, key: Key) -> String {
        let provider = self.providers.get(key.provider);
        provider
            .map(|provider| format!("{}.{}", provider.name, provider.endpoints[key.endpoint].spec_name()))
            .unwrap_or_default()
    }
}
