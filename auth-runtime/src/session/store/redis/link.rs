//! A connection that is reopened when it breaks.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, Cmd, FromRedisValue, RedisResult};

use super::RedisStoreError;
use super::error::is_passing;
use crate::retry::backoff::spread;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const ANSWER_TIMEOUT: Duration = Duration::from_secs(3);
/// The pause before a broken connection is reopened.
const AGAIN: Duration = Duration::from_millis(200);

pub(super) struct Link {
    client: Client,
    connection: Mutex<Option<MultiplexedConnection>>,
}

impl Link {
    pub(super) async fn open(client: Client) -> Result<Self, RedisStoreError> {
        Ok(Self { connection: Mutex::new(Some(connect(&client).await?)), client })
    }

    /// Repeats an idempotent command until it succeeds, Redis refuses it, or the time is over.
    pub(super) async fn persist<T: FromRedisValue>(&self, command: &Cmd, time: Duration) -> RedisResult<T> {
        let begun = Instant::now();
        loop {
            match self.send(command).await {
                Err(error) if is_passing(&error) && begun.elapsed() < time => tokio::time::sleep(spread(AGAIN)).await,
                done => return done,
            }
        }
    }

    /// Sends a command once.
    pub(super) async fn send<T: FromRedisValue>(&self, command: &Cmd) -> RedisResult<T> {
        let mut connection = match self.current() {
            Some(connection) => connection,
            None => self.reconnect().await?,
        };
        let answer = command.query_async(&mut connection).await;
        if answer.as_ref().is_err_and(is_passing) {
            self.set(None);
        }
        answer
    }

    async fn reconnect(&self) -> RedisResult<MultiplexedConnection> {
        let connection = connect(&self.client).await?;
        self.set(Some(connection.clone()));
        Ok(connection)
    }

    fn current(&self) -> Option<MultiplexedConnection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, connection: Option<MultiplexedConnection>) {
        *self.connection.lock().unwrap_or_else(PoisonError::into_inner) = connection;
    }
}

async fn connect(client: &Client) -> RedisResult<MultiplexedConnection> {
    let config = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(CONNECT_TIMEOUT))
        .set_response_timeout(Some(ANSWER_TIMEOUT));
    client.get_multiplexed_async_connection_with_config(&config).await
}
