//! The builder of a session.

mod inputs;

pub use self::inputs::Inputs;

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Weak};
use std::time::Duration;

use super::renew::attempt::login::{Login, Start};
use super::renew::shared::{LogIn, Parts, Shared};
use super::source::Renewal;
use super::source::obtain::{Obtain, Sources};
use super::store::Owner;
use super::store::part::Part;
use super::{Clock, MemoryStore, Session, Store, SystemClock, TokenSource, Windows};
use crate::request::Context;
use crate::retry::budget::RetryBudget;
use crate::retry::sync::atomic::AtomicBool;
use crate::{Connection, Provider, Secret};

/// The options of a session: see [`Session::builder`]. They have safe defaults.
///
/// ```
/// # use auth_runtime::Connection;
/// # use auth_runtime::session::*;
/// # use std::time::Duration;
/// # fn example<P: auth_runtime::Provider>(source: impl TokenSource<P>, connection: &Connection<P>) {
/// let session = Session::builder(source, connection)
///     .store(FileStore::new("/home/ada/.config/acme/session.json"))
///     .deadline(Duration::from_secs(10))
///     .build();
/// # }
/// ```
#[must_use]
pub struct SessionBuilder<P, C = ()> {
    sources: Sources,
    options: Options,
    /// The token whose session is built, if the login has several; otherwise the first.
    token: &'static str,
    tag: PhantomData<fn() -> (P, C)>,
}

/// What was set, whatever the credential is called.
struct Options {
    clock: Arc<dyn Clock>,
    store: Option<Arc<dyn Store>>,
    windows: Windows,
    has_system_clock: bool,
    deadline: Option<Duration>,
    request_timeout: Duration,
    account: String,
    refresh_token: Option<Secret>,
    start: Start,
}

impl<P: Provider, C> SessionBuilder<P, C> {
    /// Makes a builder whose token requests use no pool, because most of them contain something that can be used only
    /// once.
    pub(crate) fn new(source: impl TokenSource<P>, connection: &Connection<P>) -> Self {
        Self::of(Sources::of(source, connection.unpooled()))
    }
}

impl<P, C> SessionBuilder<P, C> {
    pub(crate) fn of(sources: Sources) -> Self {
        let options = Options {
            clock: Arc::new(SystemClock),
            store: None,
            windows: Windows::default(),
            has_system_clock: true,
            deadline: None,
            request_timeout: Duration::from_secs(120),
            account: String::new(),
            refresh_token: None,
            start: Start::default(),
        };
        Self { sources, options, token: "", tag: PhantomData }
    }

    /// Selects the token whose session is built.
    pub(crate) fn of_token(self, token: &'static str) -> Self {
        Self { token, ..self }
    }

    fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    /// Sets when tokens are renewed, as shares of their lifetime.
    pub fn windows(self, windows: Windows) -> Self {
        self.with(|options| options.windows = windows)
    }

    /// Sets how long a caller waits for a token; 30 s by default, or an hour if the login waits for a person. The token
    /// request continues after that, but for a login that waits for a person.
    pub fn deadline(self, deadline: Duration) -> Self {
        self.with(|options| options.deadline = Some(deadline))
    }

    /// Sets how long an attempt to obtain a token may take in total, including callbacks and waiting for the store's
    /// lock; 2 min by default. The timeouts of the client apply to each of its requests in addition. A login that waits
    /// for a person may take an hour more.
    pub fn request_timeout(self, timeout: Duration) -> Self {
        self.with(|options| options.request_timeout = timeout)
    }

    /// Sets where tokens are kept beyond this session. By default they are kept in memory, only for this session.
    ///
    /// Tokens in the store are used first: the source's input, such as a new authorization code, is not sent before.
    /// After a login, call [`log_in_anew`](Self::log_in_anew).
    ///
    /// The store records whose tokens they are: the provider, its host, the credential, the client id, and the
    /// [account](Self::account). A session of another owner neither uses nor replaces them; its error is
    /// [`OtherOwner`](super::SessionProblem::OtherOwner).
    pub fn store(self, store: impl Store) -> Self {
        self.with(|options| options.store = Some(Arc::new(store)))
    }

    /// Sets the application's name for the account, such as a user id or an email address. Sessions of other accounts
    /// do not use its tokens. It is required with a store if all inputs of the credential are secret, because secrets
    /// are not stored to distinguish accounts.
    pub fn account(self, account: impl Into<String>) -> Self {
        self.with(|options| options.account = account.into())
    }

    /// Accepts a record of an earlier release, which does not say whose tokens it contains. Without this option it is
    /// an error: [`OldRecord`](super::SessionProblem::OldRecord). The first save records the owner.
    pub fn adopt_record(self) -> Self {
        self.with(|options| options.start.adopts = true)
    }

    /// Begins with the session's own inputs instead of the store's tokens, because the user has just logged in,
    /// possibly with another account. The first token that is obtained replaces the stored ones, which are not revoked;
    /// other sessions of the previous login get an error. A record of another provider is not replaced. After that the
    /// session behaves as usual.
    ///
    /// ```
    /// # use auth_runtime::{Connection, Secret};
    /// # use auth_runtime::session::*;
    /// # fn example<P: auth_runtime::Provider>(source: impl TokenSource<P>, connection: &Connection<P>, store: FileStore) {
    /// let session = Session::builder(source, connection).store(store).log_in_anew().build();
    /// # }
    /// ```
    pub fn log_in_anew(self) -> Self {
        self.with(|options| options.start.anew = true)
    }

    /// Sets an initial refresh token from another source. Stored tokens take precedence; as long as there are none,
    /// each session with this option sends the refresh token once. If the login has several tokens, it is that of the
    /// first.
    pub fn refresh_token(self, refresh_token: impl Into<Secret>) -> Self {
        self.with(|options| options.refresh_token = Some(refresh_token.into()))
    }

    /// Sets another clock, for tests. It turns off [jitter](Windows#), unless the windows set it, and what goes by the time
    /// of the runtime: saving in the background what a store could not save.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.options.clock = Arc::new(clock);
        self.options.has_system_clock = false;
        self
    }

    /// Makes a builder for a session of the credential `D`.
    #[doc(hidden)]
    pub fn tagged<D>(self) -> SessionBuilder<P, D> {
        SessionBuilder { sources: self.sources, options: self.options, token: self.token, tag: PhantomData }
    }

    /// Builds the session. Nothing is requested before its first use.
    #[must_use]
    pub fn build(self) -> Session<P, C> {
        Session::of_login(self.options.log_in(self.sources), self.token)
    }
}

/// What the sessions of a login with several tokens share.
struct Common {
    has_store: bool,
    store: Arc<dyn Store>,
    has_saved: Arc<AtomicBool>,
    /// The name of the first token.
    first: &'static str,
}

impl Common {
    fn new(store: Option<Arc<dyn Store>>, first: &'static str) -> Self {
        let has_store = store.is_some();
        let store = store.unwrap_or_else(|| Arc::new(MemoryStore::default()));
        Self { has_store, store, has_saved: Arc::default(), first }
    }
}

impl Options {
    /// Makes the sessions of a login. They are compiled once for all credentials.
    fn log_in(mut self, sources: Sources) -> Arc<LogIn> {
        let Sources { first, others } = sources;
        let common = Common::new(self.store.take(), first.declared().token);
        Arc::new_cyclic(|all| {
            let mut token = |source| Arc::new(self.token(source, &common, all.clone()));
            LogIn { first: token(first), others: others.into_iter().map(token).collect() }
        })
    }

    /// Makes the session of one token.
    fn token(&mut self, source: Box<dyn Obtain>, common: &Common, all: Weak<LogIn>) -> Shared {
        let account = self.account.clone();
        let is_unknown = account.is_empty() && source.needs_account();
        let owner = Owner { account, ..source.owner() };
        let declared = source.declared();
        let (deadline, for_a_person) =
            if declared.waits { (FOR_A_PERSON, FOR_A_PERSON) } else { (DEADLINE, Duration::ZERO) };
        let parts = Parts {
            // Sessions of unknown accounts may be those of different ones.
            budget: if is_unknown { RetryBudget::default() } else { source.budgets().of(&owner.name()) },
            store: Arc::clone(&common.store),
            clock: Arc::clone(&self.clock),
            windows: self.windows_of(&*source),
            deadline: self.deadline.unwrap_or(deadline),
            request_timeout: self.request_timeout,
            attempt_timeout: self.request_timeout.saturating_add(for_a_person),
            saves_by_itself: common.has_store && self.has_system_clock,
            lacks_account: common.has_store && is_unknown,
            part: Some(Part { name: declared.token, first: common.first }).filter(|part| !part.name.is_empty()),
            source,
        };
        let start = (self.start, Arc::clone(&common.has_saved));
        let login = Login::new(owner, declared.renewal, self.refresh_token.take(), start);
        Shared::new(parts, login, all)
    }

    /// Returns the windows of a source. A login that ends the former is not begun in the background.
    fn windows_of(&self, source: &dyn Obtain) -> Windows {
        let draw = || if self.has_system_clock { draw(&source.hosts().context) } else { 0 };
        let declared = source.declared();
        let windows = self.windows.or_jitter(draw).or_early(declared.early);
        let logs_in = declared.one_session && declared.renewal == Renewal::Mint;
        if logs_in { windows.without_background() } else { windows }
    }
}

/// How long a caller waits for a token.
const DEADLINE: Duration = Duration::from_secs(30);
/// How long a login waits for a person.
const FOR_A_PERSON: Duration = Duration::from_secs(3_600);

/// Returns a random share for jitter. Without random bytes it is 0, which is less effective but still valid.
fn draw(context: &Context) -> u16 {
    context.random_bytes().map(u16::from_le_bytes).unwrap_or_default()
}

impl<P, C> fmt::Debug for SessionBuilder<P, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Options { windows, deadline, request_timeout, store, account, start, .. } = &self.options;
        f.debug_struct("SessionBuilder")
            .field("windows", windows)
            .field("deadline", deadline)
            .field("request_timeout", request_timeout)
            .field("has_store", &store.is_some())
            .field("account", account)
            .field("start", start)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::time::SystemTime;

    use super::*;
    use crate::host::Host;
    use crate::session::token::lifetime::{Age, Ends};
    use crate::session::{Minted, Moment, SessionError};

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
    }

    thread_local! {
        /// The random bytes of the next session.
        static RANDOM: Cell<[u8; 2]> = const { Cell::new([7; 2]) };
    }

    fn windows(build: impl FnOnce(SessionBuilder<Acme>) -> SessionBuilder<Acme>) -> Windows {
        let context = Context::system().with_random(|bytes| {
            bytes.copy_from_slice(&RANDOM.get());
            true
        });
        let connection = Connection::<Acme>::builder().context(context).build().unwrap();
        build(Session::builder(Source, &connection)).build().shared.parts.windows
    }

    #[test]
    fn each_session_draws_its_jitter() {
        let windows_by_hand = Windows::percent(50, 10);
        assert_eq!(windows(|builder| builder), Windows::default().jitter(0x0707));
        assert_eq!(windows(|builder| builder.windows(windows_by_hand)), windows_by_hand.jitter(0x0707));
        assert_eq!(windows(|builder| builder.windows(windows_by_hand.jitter(9))), windows_by_hand.jitter(9));
        assert_eq!(windows(|builder| builder.clock(SystemClock)), Windows::default().jitter(0), "a test knows when");
        assert_eq!(draw(&Context::system().with_random(|_| false)), 0);
    }
    /// The part of an hour after which a session of the fleet begins to renew, in hundredths of a second.
    fn begins(seed: u16) -> u64 {
        RANDOM.set(seed.wrapping_mul(40_503).to_le_bytes());
        let windows = windows(|builder| builder);
        let start = Moment { monotonic: Duration::ZERO, wall: SystemTime::UNIX_EPOCH };
        let hour = Duration::from_secs(3600);
        let ends = Ends::new(start, hour, hour, windows);
        let is_due = |time: &u64| ends.age(&start.after(Duration::from_millis(*time * 10))) != Age::Fresh;
        (0..360_000).find(is_due).unwrap()
    }

    /// Machines that were started together have tokens of the same age: their random bytes decide when each renews, and
    /// nothing else.
    #[test]
    fn a_fleet_does_not_renew_in_one_instant() {
        let fleet: Vec<u64> = (1..=12).map(begins).collect();
        let mut instants = fleet.clone();
        instants.sort_unstable();
        assert!(instants.windows(2).all(|pair| pair[0] != pair[1]), "{instants:?}");
        let spread = instants[11] - instants[0];
        assert!(spread > 20_000 && instants[0] >= 288_000 && instants[11] <= 321_000, "{instants:?}");
        assert_eq!((1..=12).map(begins).collect::<Vec<_>>(), fleet, "the same bytes, the same time");
    }
}
