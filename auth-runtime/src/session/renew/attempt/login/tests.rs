use crate::host::Host;
use crate::session::{Minted, Session, SessionError, TokenSource};
use crate::{Connection, Provider, Secret};

struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
}

struct Source;

impl TokenSource<Acme> for Source {
    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Ok(Minted::new("at_1"))
    }

    async fn revoke(&self, _: &Connection<Acme>, _: &Secret) -> Result<(), SessionError> {
        Ok(())
    }
}

/// The handle may live on for long, and the key is of no use any more.
#[tokio::test]
async fn a_log_out_forgets_the_key() {
    let session = Session::new(Source, &Connection::<Acme>::builder().build().unwrap());
    session.token().await.unwrap();
    let key = |session: &Session<Acme>| session.shared.login().seen.as_ref().unwrap().grant.dpop_key.clone();
    session.shared.login().seen.as_mut().unwrap().grant.dpop_key = Some("key".into());
    assert!(key(&session).is_some());
    session.revoke().await.unwrap();
    assert!(key(&session).is_none());
}
