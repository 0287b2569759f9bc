//! The hosts of providers: as documented, or with the settings of an example.

use std::any::Any;
use std::collections::HashMap;

use auth_runtime::host::Hosts;
use auth_runtime::{ClientBuilder, Provider, Settings};

/// The hosts of providers with settings, by provider name.
#[derive(Debug, Default)]
pub(crate) struct Sites {
    known: HashMap<&'static str, Box<dyn Any>>,
}

struct Site<P> {
    hosts: Hosts<P>,
    apply: Box<dyn Fn(ClientBuilder<P>) -> ClientBuilder<P>>,
}

impl Sites {
    #[expect(clippy::expect_used, reason = "settings of an example that do not fit are a failed test")]
    pub(crate) fn add<S: Settings<Provider: Provider> + Clone + 'static>(&mut self, settings: S) {
        let hosts = Hosts::with_settings(&settings).expect("the settings of a spec");
        let apply = Box::new(move |builder: ClientBuilder<S::Provider>| builder.settings(settings.clone()));
        self.known.insert(S::Provider::NAME, Box::new(Site { hosts, apply }));
    }

    fn find<P: Provider>(&self) -> Option<&Site<P>> {
        self.known.get(P::NAME)?.downcast_ref()
    }

    #[expect(clippy::expect_used, reason = "a provider without its settings is a failed test")]
    pub(crate) fn hosts<P: Provider>(&self) -> Hosts<P> {
        self.find::<P>().map_or_else(|| Hosts::of::<P>().expect("the hosts of a spec"), |site| site.hosts.clone())
    }

    pub(crate) fn apply<P: Provider>(&self, builder: ClientBuilder<P>) -> ClientBuilder<P> {
        match self.find::<P>() {
            Some(site) => (site.apply)(builder),
            None => builder,
        }
    }
}
