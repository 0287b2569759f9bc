//! Splits a record into as many entries as necessary, because Windows allows 2,560 bytes in each.
//!
//! A short record is the account's entry itself. A longer one is split into parts, separate entries whose accounts have
//! a suffix, and the account's entry is an index of them. There are two sets of parts: a new record is written to the
//! unused one, and takes effect when the account's entry is replaced, so that a crash leaves the old or the new record.

use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

use super::KeyringStoreError;
use super::index::{Index, Set};
use super::names::Names;
use crate::value::wiped::WipedBuffer;

/// The maximum number of bytes in an entry: `CRED_MAX_CREDENTIAL_BLOB_SIZE` of Windows.
const LIMIT: usize = 2560;
/// The maximum number of parts of a record: 160 KiB.
const MOST_PARTS: usize = 64;

/// Returns the text of the record; `None` if there is none.
pub(super) fn load(names: &Names) -> Result<Option<WipedBuffer>, KeyringStoreError> {
    let Some(head) = get(&names.entry()?)? else { return Ok(None) };
    let mut text = WipedBuffer::new();
    let Some(index) = Index::read(&head) else {
        text.push(&head);
        return Ok(Some(text));
    };
    for number in 0..index.parts.min(MOST_PARTS) {
        let part = get(&names.part(index.set, number)?)?.ok_or_else(|| names.foreign("a part is missing"))?;
        text.push(&part);
    }
    if index.describes(text.as_slice()) { Ok(Some(text)) } else { Err(names.foreign("its parts do not fit")) }
}

/// Replaces the record as a whole.
pub(super) fn save(names: &Names, text: &str) -> Result<(), KeyringStoreError> {
    let head = names.entry()?;
    let used = get(&head)?.and_then(|text| Index::read(&text)).map(|index| index.set);
    let parts = split(text);
    if parts.len() == 1 {
        head.set_secret(text.as_bytes())?;
        return remove_sets(names);
    }
    if parts.len() > MOST_PARTS {
        return Err(KeyringStoreError::TooLong { what: "record".to_owned(), limit: 64 * 2560 });
    }
    let set = used.map_or(Set::A, Set::other);
    let index = Index::of(set, &parts, text.as_bytes());
    let written = write_parts(names, set, &parts).and_then(|()| Ok(head.set_secret(index.text().as_slice())?));
    if let Err(error) = written {
        take_back(names, &head, &index);
        return Err(error);
    }
    remove(names, set, parts.len())?;
    remove(names, set.other(), 0)
}

/// Removes the record. Remains of a crash do not count as a record.
pub(super) fn delete(names: &Names) -> Result<(), KeyringStoreError> {
    delete_entry(&names.entry()?)?;
    remove_sets(names)
}

fn remove_sets(names: &Names) -> Result<(), KeyringStoreError> {
    [Set::A, Set::B].into_iter().try_for_each(|set| remove(names, set, 0))
}

fn write_parts(names: &Names, set: Set, parts: &[&str]) -> Result<(), KeyringStoreError> {
    for (number, part) in parts.iter().enumerate() {
        names.part(set, number)?.set_secret(part.as_bytes())?;
    }
    Ok(())
}

/// Removes the remains of a failed write, unless it has taken effect or that is unknown. The first error is reported.
fn take_back(names: &Names, head: &Entry, index: &Index) {
    if get(head).is_ok_and(|found| found.as_deref().and_then(|text| Index::read(text)).as_ref() != Some(index)) {
        let _ = remove(names, index.set, 0);
    }
}

/// Removes the parts of a set from a number on, the last one first, so that the next removal finds the remains of an
/// interrupted one.
fn remove(names: &Names, set: Set, from: usize) -> Result<(), KeyringStoreError> {
    let mut end = from;
    while get(&names.part(set, end)?)?.is_some() {
        end += 1;
    }
    for number in (from..end).rev() {
        delete_entry(&names.part(set, number)?)?;
    }
    Ok(())
}

/// Splits a text into parts of at most [`LIMIT`] bytes, at least one, cut between characters, because some stores keep
/// only text.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while rest.len() > LIMIT {
        let end = (0..=LIMIT).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or(LIMIT);
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

fn get(entry: &Entry) -> Result<Option<Zeroizing<Vec<u8>>>, KeyringStoreError> {
    match entry.get_secret() {
        Err(Error::NoEntry) => Ok(None),
        found => Ok(Some(Zeroizing::new(found?))),
    }
}

fn delete_entry(entry: &Entry) -> Result<(), KeyringStoreError> {
    match entry.delete_credential() {
        Err(Error::NoEntry) => Ok(()),
        deleted => Ok(deleted?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_between_characters() {
        let rows = [
            (String::new(), vec![0]),
            ("a".repeat(2560), vec![2560]),
            ("a".repeat(2561), vec![2560, 1]),
            (format!("{}\u{20ac}", "a".repeat(2559)), vec![2559, 3]),
            ("\u{20ac}".repeat(2000), vec![2559, 2559, 882]),
        ];
        for (text, lengths) in rows {
            let parts = split(&text);
            assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), lengths);
            assert_eq!(parts.concat(), text);
        }
    }
}
