//! The requirements, one function each.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use tokio::task::JoinSet;

use super::super::{Store, Stored};
use super::records;
use super::rule::{Rule, Violation};

/// How many callers take the lock at the same time, and how often each.
const CALLERS: u32 = 4;
const ROUNDS: u32 = 3;

type Open<'o, S> = &'o dyn Fn() -> S;

pub(super) async fn starts_empty<S: Store>(open: Open<'_, S>) -> Result<(), Violation> {
    Rule("an empty store has the default record").expect(&open(), &Stored::default()).await
}

pub(super) async fn keeps_records<S: Store>(open: Open<'_, S>) -> Result<(), Violation> {
    let rule = Rule("a record is loaded as it was saved");
    for record in records::all() {
        let mut locked = rule.lock(&open()).await?;
        rule.wait("save", locked.save(&record)).await?;
        rule.expect_locked(&mut *locked, &record).await?;
        rule.wait("unlock", locked.unlock()).await?;
        rule.expect(&open(), &record).await?;
    }
    Ok(())
}

pub(super) async fn replaces_as_a_whole<S: Store>(open: Open<'_, S>) -> Result<(), Violation> {
    let rule = Rule("a record replaces the one before it as a whole");
    let records = records::all();
    for (before, after) in records.iter().zip(records.iter().rev()) {
        rule.save(&open(), before).await?;
        rule.save(&open(), after).await?;
        rule.expect(&open(), after).await?;
    }
    Ok(())
}

pub(super) async fn forgets<S: Store>(open: Open<'_, S>) -> Result<(), Violation> {
    let rule = Rule("the default record empties the store");
    for record in [records::full(), Stored::default()] {
        rule.save(&open(), &record).await?;
        rule.save(&open(), &Stored::default()).await?;
        rule.expect(&open(), &Stored::default()).await?;
    }
    Ok(())
}

/// Checks the lock: each caller adds one to the number in the record. If two have the lock at once, this is detected,
/// or a number is lost.
pub(super) async fn locks_one_at_a_time<S: Store>(open: Open<'_, S>) -> Result<(), Violation> {
    let rule = Rule("one holder has the lock at a time");
    rule.save(&open(), &records::numbered(0)).await?;
    let inside = Arc::new(AtomicBool::new(false));
    let mut callers = JoinSet::new();
    for _ in 0..CALLERS {
        callers.spawn(count(rule, open(), Arc::clone(&inside)));
    }
    while let Some(done) = callers.join_next().await {
        done.map_err(|error| rule.broken(format!("a caller did not end: {error}")))??;
    }
    rule.expect(&open(), &records::numbered(CALLERS * ROUNDS)).await?;
    rule.save(&open(), &Stored::default()).await
}

async fn count<S: Store>(rule: Rule, store: S, inside: Arc<AtomicBool>) -> Result<(), Violation> {
    for round in 0..ROUNDS {
        let mut locked = rule.lock(&store).await?;
        if inside.swap(true, Ordering::SeqCst) {
            return Err(rule.broken("two callers had the lock"));
        }
        let stored = rule.wait("load", locked.load()).await?;
        let number: Option<u32> = stored.scope.and_then(|scope| scope.parse().ok());
        let number = number.ok_or_else(|| rule.broken("a record of another caller was not loaded"))?;
        tokio::task::yield_now().await;
        rule.wait("save", locked.save(&records::numbered(number + 1))).await?;
        inside.store(false, Ordering::SeqCst);
        // Both ways of releasing it.
        if round % 2 == 0 {
            rule.wait("unlock", locked.unlock()).await?;
        } else {
            drop(locked);
        }
    }
    Ok(())
}

pub(super) async fn a_waiter_can_give_up<S: Store>(open: Open<'_, S>) -> Result<(), Violation> {
    let rule = Rule("a caller who stops waiting leaves no lock behind");
    let (store, other) = (open(), open());
    let held = rule.lock(&store).await?;
    for polls in [1, 10] {
        let mut waiting = other.lock();
        for _ in 0..polls {
            let is_ready = poll_fn(|cx| Poll::Ready(waiting.as_mut().poll(cx).is_ready())).await;
            if is_ready {
                return Err(rule.broken("another handle did not wait for the lock"));
            }
            tokio::task::yield_now().await;
        }
    }
    drop(held);
    rule.save(&open(), &Stored::default()).await
}

pub(super) async fn a_lock_can_be_dropped_anywhere<S: Store>(open: Open<'_, S>) -> Result<(), Violation> {
    let rule = Rule("a lock can be dropped outside of a runtime");
    let held = rule.lock(&open()).await?;
    let dropped = std::thread::spawn(move || drop(held)).join();
    dropped.map_err(|_| rule.broken("dropping it panicked"))?;
    rule.expect(&open(), &Stored::default()).await
}

pub(super) async fn an_unlocked_store_is_free<S: Store>(open: Open<'_, S>) -> Result<(), Violation> {
    let rule = Rule("the lock is free when `unlock` returns");
    let store = open();
    for _ in 0..ROUNDS {
        let held = rule.lock(&store).await?;
        rule.wait("unlock", held.unlock()).await?;
        let other = rule.lock(&open()).await?;
        rule.wait("unlock", other.unlock()).await?;
    }
    Ok(())
}
