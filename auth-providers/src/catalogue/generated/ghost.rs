// @generated from ghost.yaml: edit the spec, not this file.

//! Ghost.
//!
//! Source: <https://docs.ghost.org/admin-api/>
//!
//! Credentials:
//! - [`Admin`]: The Admin API key of an integration, which signs a JWT and is never sent.
//! - [`Content`]: The Content API key of an integration, which may read what everybody may read.

use auth_runtime::host::{Header, Setting};
use auth_runtime::response::Classes;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Client, Connection, Credential, Decode, Encode, Endpoint, Error, ErrorBody, Host,
    Json, Provider, Response, Secret, host,
};

/// The provider Ghost.
#[derive(Clone, Copy, Debug)]
pub struct Ghost;

impl Provider for Ghost {
    const NAME: &'static str = "ghost";
    const TITLE: &'static str = "Ghost";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{site}/ghost/api")];
    const HEADERS: &'static [Header] = &[Header::new("Accept-Version", "v5.0")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<GhostError>();
}

/// What differs from one customer of Ghost to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = Ghost, env_prefix = "GHOST_")]
pub struct Settings {
    /// The host of the site, or that of its administration, if it has another.
    #[settings(host)] site: String,
}

/// A client of Ghost. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<Ghost, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = GhostError> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// The site; no credential is needed.
    ///
    /// # Errors
    /// [`GhostError`] if `GET /admin/site/` is refused.
    pub async fn get_site(&self) -> Reply<Site> { self.0.call(GetSite).await }

    /// The members of the site.
    ///
    /// # Errors
    /// [`GhostError`] if `GET /admin/members/` is refused.
    pub async fn list_members(&self, request: ListMembers) -> Reply<Json> where C: Authorizes<Ghost, Admin> {
        self.0.call_protected(request).await
    }

    /// Make a post.
    ///
    /// # Errors
    /// [`GhostError`] if `POST /admin/posts/` is refused.
    pub async fn create_post(&self, request: CreatePost) -> Reply<Post> where C: Authorizes<Ghost, Admin> {
        self.0.call_protected(request).await
    }

    /// The posts that everybody may read.
    ///
    /// # Errors
    /// [`GhostError`] if `GET /content/posts/` is refused.
    pub async fn list_posts(&self, request: ListPosts) -> Reply<Json> where C: Authorizes<Ghost, Content> {
        self.0.call_protected(request).await
    }
}

/// The site; no credential is needed. Sent by [`Client::get_site`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/admin/site/", response = Site, error = GhostError)]
pub struct GetSite;

/// The members of the site. Sent by [`Client::list_members`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/admin/members/", protected = Admin, response = Json, error = GhostError)]
pub struct ListMembers {
    #[endpoint(query)] limit: Option<i64>,
    #[endpoint(query)] filter: Option<String>,
}

/// Make a post. Sent by [`Client::create_post`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/admin/posts/", json, protected = Admin, response = Post, error = GhostError)]
pub struct CreatePost {
    #[endpoint(query)] source: Option<String>,
    #[endpoint(at_least = 1)] posts: Vec<NewPost>,
}

/// The posts that everybody may read. Sent by [`Client::list_posts`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/content/posts/", protected = Content, response = Json, error = GhostError)]
pub struct ListPosts {
    #[endpoint(query)] limit: Option<i64>,
}

/// The site.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Site {
    #[decode(at("site.title"))] pub title: String,
    #[decode(at("site.version"))] pub version: String,
}

/// A post to be made.
#[derive(Clone, Debug, Encode)]
#[encode(new)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct NewPost { pub title: String, pub html: Option<String>, pub status: Option<String> }

/// A post.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Post {
    #[decode(at("posts.0.id"))] pub id: String,
    #[decode(at("posts.0.title"))] pub title: String,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("errors.0.code"), code)] pub code: Option<String>,
    #[error_body(at("errors.0.type"))] pub r#type: Option<String>,
    #[error_body(at("errors.0.message"), message)] pub text: Option<String>,
}

/// Why Ghost refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum GhostError {
    /// The JWT is none, or does not name its key.
    #[api_error(400, when(code("INVALID_JWT", "MISSING_ADMIN_API_KID")), class = configuration)] MalformedToken(Fault),
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// The JWT is wrong, or older than five minutes.
    #[api_error(401, when(code = "INVALID_JWT"), class = reauthenticate)] InvalidToken(Fault),
    /// There is no such key, or it is of the other kind.
    #[api_error(
        401,
        when(code("UNKNOWN_ADMIN_API_KEY", "UNKNOWN_CONTENT_API_KEY", "INVALID_API_KEY_TYPE")),
        class = reauthenticate
    )]
    UnknownKey(Fault),
    /// The credential is missing.
    #[api_error(401)] Unauthorized(Fault),
    /// The key has not the permission.
    #[api_error(403)] Forbidden(Fault),
    /// There is no such thing.
    #[api_error(404)] NotFound(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// The Admin API key of an integration, which signs a JWT and is never sent.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Ghost,
    computed(
        token = jwt(
            algorithm = HS256,
            key = decoded(piece("{admin_key}", by = ":", index = 1, count = 2), encoding = hex),
            header("kid" = piece("{admin_key}", by = ":", index = 0, count = 2, public)),
            claims("aud" = "/admin/", "iat" = "{now}", "exp" = "{now + 300s}"),
        ),
    ),
    header("Authorization" = "Ghost {token}"),
    env_prefix = "GHOST_",
    check(ListMembers::new())
)]
pub struct Admin { admin_key: Secret }

/// The Content API key of an integration, which may read what everybody may read.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Ghost, query("key" = "{key}"), env_prefix = "GHOST_", check(ListPosts::new()))]
pub struct Content {
    #[credential(in_url, env = "GHOST_CONTENT")] key: Secret,
}
