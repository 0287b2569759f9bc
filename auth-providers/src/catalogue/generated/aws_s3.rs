// @generated from aws_s3.yaml: edit the spec, not this file.

//! Amazon S3.
//!
//! Source: <https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html>
//!
//! Credentials:
//! - [`AccessKey`]: An access key; temporary ones have a session token.
//! - [`Presigned`]: An access key whose signature is in the URL, good for an hour.

use auth_runtime::host::Setting;
use auth_runtime::request::Upload;
use auth_runtime::response::Classes;
use auth_runtime::value::HttpDate;
use auth_runtime::{
    Anonymous, ApiError, Authorizes, Bytes, Client, Connection, Credential, Decode, Endpoint, Error, ErrorBody, Host,
    Provider, Response, Secret, host,
};

/// The provider Amazon S3.
#[derive(Clone, Copy, Debug)]
pub struct AwsS3;

impl Provider for AwsS3 {
    const NAME: &'static str = "aws_s3";
    const TITLE: &'static str = "Amazon S3";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://{bucket}.s3.{region}.amazonaws.com")];
    const SETTINGS: &'static [Setting] = <Settings as host::Settings>::SETTINGS;
    const CLASSES: Classes = Classes::of::<AwsS3Error>();
}

/// What differs from one customer of Amazon S3 to another. A client is built with it.
#[derive(Clone, Debug, host::Settings)]
#[settings(provider = AwsS3, env_prefix = "AWS_S3_")]
pub struct Settings {
    /// The bucket.
    #[settings(label, pattern = "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")] bucket: String,
    /// The region of the bucket.
    #[settings(label, pattern = "[a-z]+(-[a-z]+)+-[0-9]+", default = "us-east-1", env = "AWS_REGION")]
    region: Option<String>,
}

/// A client of Amazon S3. Clones are cheap and share their connections.
#[derive(Clone, Debug, Client)]
#[client(settings = Settings)]
pub struct Client<C = Anonymous>(Connection<AwsS3, C>);

/// The result of a call: the decoded response, or a typed error.
pub type Reply<T, E = AwsS3Error> = Result<Response<T>, Error<E>>;

impl<C> Client<C> {
    /// Whether the bucket is there, and the caller may use it.
    ///
    /// # Errors
    /// [`AwsS3Error`] if `HEAD /` is refused.
    pub async fn check_bucket(&self) -> Reply<()> where C: Authorizes<AwsS3, AccessKey> {
        self.0.call_protected(CheckBucket).await
    }

    /// Keys of the bucket.
    ///
    /// # Errors
    /// [`AwsS3Error`] if `GET /` is refused.
    pub async fn list_objects(&self, request: ListObjects) -> Reply<Listing> where C: Authorizes<AwsS3, AccessKey> {
        self.0.call_protected(request).await
    }

    /// Store an object.
    ///
    /// # Errors
    /// [`AwsS3Error`] if `PUT /{key}` is refused.
    pub async fn put_object(&self, request: PutObject) -> Reply<Stored> where C: Authorizes<AwsS3, AccessKey> {
        self.0.call_protected(request).await
    }

    /// What is known about an object.
    ///
    /// # Errors
    /// [`AwsS3Error`] if `HEAD /{key}` is refused.
    pub async fn head_object(&self, request: HeadObject) -> Reply<Head> where C: Authorizes<AwsS3, AccessKey> {
        self.0.call_protected(request).await
    }

    /// Read an object.
    ///
    /// It takes [`AccessKey`] or [`Presigned`].
    ///
    /// # Errors
    /// [`AwsS3Error`] if `GET /{key}` is refused.
    pub async fn get_object(&self, request: GetObject) -> Reply<Bytes> where C: Authorizes<AwsS3, GetObject> {
        self.0.call_protected(request).await
    }
}

/// Whether the bucket is there, and the caller may use it. Sent by [`Client::check_bucket`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(HEAD "/", protected = AccessKey, response = (), error = AwsS3Error)]
pub struct CheckBucket;

/// Keys of the bucket. Sent by [`Client::list_objects`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/", query("list-type" = "2"), protected = AccessKey, response = Listing, error = AwsS3Error, reply = xml
)]
pub struct ListObjects {
    #[endpoint(query)] prefix: Option<String>,
    #[endpoint(query, rename = "continuation-token")] continuation_token: Option<String>,
}

/// Store an object. Sent by [`Client::put_object`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(PUT "/{key}", bytes, protected = AccessKey, response = Stored, error = AwsS3Error)]
pub struct PutObject {
    /// With slashes: `a/b.txt`.
    #[endpoint(raw)] key: String,
    #[endpoint(header = "Content-Type")] content_type: Option<String>,
    body: Upload,
}

/// What is known about an object. Sent by [`Client::head_object`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(HEAD "/{key}", protected = AccessKey, response = Head, error = AwsS3Error)]
pub struct HeadObject {
    #[endpoint(raw)] key: String,
}

/// Read an object. Sent by [`Client::get_object`].
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/{key}", protected(AccessKey, Presigned), response = Bytes, error = AwsS3Error, reply = bytes)]
pub struct GetObject {
    #[endpoint(raw)] key: String,
}

/// An object that was stored.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Stored {
    #[decode(header = "ETag")] pub etag: String,
    #[decode(header = "x-amz-version-id")] pub version: Option<String>,
}

/// What is known about an object.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Head {
    #[decode(header = "ETag")] pub etag: String,
    #[decode(header = "Last-Modified")] pub modified: HttpDate,
    #[decode(header = "Content-Type")] pub content_type: Option<String>,
}

/// Keys of the bucket.
#[derive(Clone, Debug, Decode)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Listing {
    #[decode(at("ListBucketResult.Name"))] pub name: String,
    #[decode(at("ListBucketResult.IsTruncated"))] pub is_truncated: bool,
    #[decode(at("ListBucketResult.NextContinuationToken"))] pub next: Option<String>,
    #[decode(at("ListBucketResult.Contents.Key", "ListBucketResult.Contents.0.Key"))] pub first_key: Option<String>,
}

/// What the body of an error says.
#[derive(Clone, Debug, Default, ErrorBody)]
#[allow(missing_docs)]
#[non_exhaustive]
pub struct Fault {
    #[error_body(at("Error.Code"), code)] pub code: Option<String>,
    #[error_body(at("Error.Message"), message)] pub text: Option<String>,
    /// Where the bucket is.
    #[error_body(at("Error.Endpoint"))] pub endpoint: Option<String>,
    /// The region of the bucket.
    #[error_body(header = "x-amz-bucket-region")] pub region: Option<String>,
}

/// Why Amazon S3 refused a request.
#[derive(Clone, Debug, ApiError)]
#[non_exhaustive]
pub enum AwsS3Error {
    /// The bucket is in another region, which the error names.
    #[api_error(301)] PermanentRedirect(Fault),
    /// The bucket is new, and not yet known everywhere.
    #[api_error(307, class = retry)] TemporaryRedirect(Fault),
    /// The session token has expired.
    #[api_error(400, when(code("ExpiredToken", "InvalidToken", "TokenRefreshRequired")), class = reauthenticate)]
    ExpiredToken(Fault),
    /// The request is not valid.
    #[api_error(400)] BadRequest(Fault),
    /// There is no such access key.
    #[api_error(403, when(code = "InvalidAccessKeyId"), class = reauthenticate)] InvalidAccessKey(Fault),
    /// The time of the request is too far from that of the provider.
    #[api_error(403, when(code = "RequestTimeTooSkewed"), class = clock_skew)] ClockSkewed(Fault),
    /// The secret is not that of the key.
    #[api_error(403, when(code = "SignatureDoesNotMatch"), class = configuration)] WrongSignature(Fault),
    /// The caller may not do this.
    #[api_error(403)] AccessDenied(Fault),
    /// There is no such object, or no such bucket.
    #[api_error(404)] NotFound(Fault),
    /// Too many requests.
    #[api_error(503, class = rate_limited)] SlowDown(Fault),
    /// A status that the provider does not document.
    #[api_error(other)] Other(Fault),
}

/// An access key; temporary ones have a session token.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = AwsS3,
    sign(sigv4(service = "s3", region = "{region}", path = "once")),
    settings(region),
    env_prefix = "AWS_S3_",
    check(CheckBucket)
)]
pub struct AccessKey {
    #[credential(env = "AWS_ACCESS_KEY_ID")] access_key_id: String,
    #[credential(env = "AWS_SECRET_ACCESS_KEY")] secret_access_key: Secret,
    #[credential(env = "AWS_SESSION_TOKEN")] session_token: Option<Secret>,
}

/// An access key whose signature is in the URL, good for an hour.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = AwsS3,
    sign(sigv4(service = "s3", region = "{region}", in = "query", path = "once", lifetime = 3600)),
    settings(region),
    env_prefix = "AWS_S3_"
)]
pub struct Presigned {
    #[credential(env = "AWS_ACCESS_KEY_ID")] access_key_id: String,
    #[credential(env = "AWS_SECRET_ACCESS_KEY")] secret_access_key: Secret,
    #[credential(env = "AWS_SESSION_TOKEN")] session_token: Option<Secret>,
}
