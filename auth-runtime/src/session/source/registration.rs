//! Dynamic client registration (RFC 7591): a client registers itself once, and is the same client from then on.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use crate::call::{Call, OpenEndpoint};
use crate::client::HasConnection;
use crate::credential::{Registered, SessionError, SessionProblem};
use crate::session::store::Store;
use crate::value::since_1970;
use crate::{Connection, Provider, Secret};

/// A request that registers the client. `#[derive(Endpoint)]` implements it for `registers(client_id)`, and for
/// `after(Discover)`, if other calls find where it is made.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not register a client",
    label = "does not implement `Registers`",
    note = "derive it: `#[endpoint(…, registers(client_id))]`; in a spec, a credential has a `registration`"
)]
pub trait Registers: OpenEndpoint {
    /// The call by whose URL a stored registration is recognized: the first one.
    #[doc(hidden)]
    const FIRST: Call = Self::CALL;

    /// Makes the calls that find where the client is registered, and returns what is kept of their replies.
    #[doc(hidden)]
    #[allow(clippy::must_use_candidate, reason = "a future says so itself")]
    fn discover<P: Provider>(_at: &Connection<P>) -> impl Future<Output = Result<Registered, SessionError>> + Send {
        std::future::ready(Ok(Registered::default()))
    }

    /// Returns what is kept of the reply.
    fn registered(reply: &Self::Response) -> Registered;
}

/// The members of a stored registration that are not values of the reply. No field has such a name.
const PLACE: &str = ".place";
const ENDS: &str = ".expires_at";

impl Registered {
    /// Returns the registration in the store. If there is none, or if it has ended, the client is registered, and what
    /// the server answers is stored before it is used. The store is locked meanwhile, so that several processes with
    /// one store are one client.
    ///
    /// Returns [`OtherOwner`](SessionProblem::OtherOwner) if the registration in the store was made elsewhere.
    pub async fn obtain<P: Provider, R: Registers<Error: Send + Sync + 'static>>(
        request: R,
        client: &impl HasConnection<P>,
        store: &impl Store,
    ) -> Result<Self, SessionError> {
        let connection = client.anonymous().unpooled();
        let url = connection.hosts().site().url(R::FIRST.host).unwrap_or_default();
        let place = format!("{} {url}{}", P::NAME, R::FIRST.path);
        let mut locked = store.lock().await.map_err(SessionError::store)?;
        let mut stored = locked.load().await.map_err(SessionError::store)?;
        let known = read(&stored.grant.registration, &place)?;
        if let Some(known) = known.filter(|known| !known.has_ended(SystemTime::now())) {
            locked.unlock().await.map_err(SessionError::store)?;
            return Ok(known);
        }
        let found = R::discover(&connection).await?;
        let reply = connection.with_registration(&found).call(request).await?.into_value();
        let registered = found.and(R::registered(&reply));
        stored.grant.registration = write(&registered, &place);
        locked.save(&stored).await.map_err(SessionError::store)?;
        locked.unlock().await.map_err(SessionError::store)?;
        Ok(registered)
    }
}

/// Reads a stored registration; `None` if there is none.
fn read(stored: &BTreeMap<String, Secret>, place: &str) -> Result<Option<Registered>, SessionError> {
    if stored.is_empty() {
        return Ok(None);
    }
    if stored.get(PLACE).is_some_and(|known| !known.matches(place)) {
        return Err(SessionError::of(SessionProblem::OtherOwner));
    }
    let values = stored.iter().filter(|(name, _)| !name.starts_with('.'));
    let values = values.map(|(name, value)| (name.clone(), value.clone().into())).collect();
    Ok(Some(Registered { values, expires_at: stored.get(ENDS).and_then(read_end) }))
}

fn read_end(seconds: &Secret) -> Option<SystemTime> {
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds.expose().parse().ok()?))
}

fn write(registered: &Registered, place: &str) -> BTreeMap<String, Secret> {
    let Registered { values, expires_at } = registered;
    let values = values.iter().map(|(name, value)| (name.clone(), value.text.clone()));
    let end = expires_at.map(|end| (ENDS.to_owned(), Secret::from(since_1970(end).as_secs().to_string())));
    values.chain(end).chain([(PLACE.to_owned(), Secret::from(place))]).collect()
}
