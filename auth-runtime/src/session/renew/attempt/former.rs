//! The former records of a login, by which a session notices that its store has lost the last changes.

use crate::Secret;
use crate::session::store::Stored;

/// The maximum number of records that are remembered.
const MOST: usize = 8;

/// The tokens of the former records of a login: access token and refresh token, the last ones last.
#[derive(Default)]
pub(crate) struct Former(Vec<[Option<Secret>; 2]>);

impl Former {
    /// Notes that the record `after` has taken the place of `before`.
    pub(crate) fn note(&mut self, before: Option<&Stored>, after: &Stored) {
        let Some(before) = before.filter(|before| before.grant.login == after.grant.login) else {
            self.0.clear();
            return;
        };
        if is_same(before.refresh_token.as_ref(), after.refresh_token.as_ref()) {
            return;
        }
        if self.0.len() >= MOST {
            self.0.remove(0);
        }
        self.0.push(tokens(before));
    }

    /// Whether this is a former record, whose refresh token was replaced since.
    pub(crate) fn has(&self, found: &Stored) -> bool {
        let tokens = tokens(found);
        self.0.iter().any(|former| former.iter().zip(&tokens).all(|(one, other)| is_same(one.as_ref(), other.as_ref())))
    }
}

fn tokens(record: &Stored) -> [Option<Secret>; 2] {
    [record.access_token.clone(), record.refresh_token.clone()]
}

/// Whether two tokens are the same, or both absent.
pub(crate) fn is_same(one: Option<&Secret>, other: Option<&Secret>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.matches(other.expose()),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(login: &str, access_token: usize, refresh_token: usize) -> Stored {
        let [access_token, refresh_token] =
            [("a", access_token), ("r", refresh_token)].map(|(kind, number)| Some(format!("{kind}{number}").into()));
        let mut record = Stored { access_token, refresh_token, ..Stored::default() };
        record.grant.login = Some(login.to_owned());
        record
    }

    #[test]
    fn knows_the_last_records_of_a_login() {
        let mut former = Former::default();
        for number in 1..=MOST + 1 {
            let before = record("l", number, number);
            former.note(Some(&before), &record("l", number + 1, number));
            former.note(Some(&before), &record("l", number + 1, number + 1));
        }
        for (number, is_known) in [(1, false), (2, true), (MOST + 1, true), (MOST + 2, false)] {
            assert_eq!(former.has(&record("l", number, number)), is_known, "{number}");
        }
        assert!(!former.has(&record("l", MOST + 3, 2)), "a provider may issue a refresh token again");
        former.note(Some(&record("l", 1, 1)), &record("another", 2, 2));
        assert!(!former.has(&record("l", 2, 2)));
    }
}
