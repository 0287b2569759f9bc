//! What a program does that had a client of progenitor before. `docs/migrating/from-progenitor.md` shows this file.

use auth_runtime::{Error, Provider, Secret, Uuid};

/// Keeper, from `keeper.yaml`.
#[derive(Clone, Copy, Debug, Provider)]
#[provider(spec = "keeper.yaml")]
pub struct Keeper;

/// Enrolls a host.
///
/// # Errors
/// If the call failed for another reason than that the host is enrolled.
pub async fn enroll(client: &Client, host: &str) -> Result<Option<Secret>, Error<KeeperError>> {
    match client.enroll(Enroll::new(host).note("by hand")).await {
        Ok(enrolled) => Ok(Some(enrolled.value().key.clone())),
        Err(Error::Api(refusal)) if matches!(refusal.error(), KeeperError::Conflict(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Looks at a job.
///
/// # Errors
/// If the call failed.
pub async fn is_done(client: &Client, key: Secret, job: Uuid) -> Result<bool, Error<KeeperError>> {
    let client = client.with(Token::new(key));
    let job = client.get_job(GetJob::new(job)).await?;
    Ok(job.value().state == JobState::Done)
}
