//! The owner of a record's tokens.

use std::collections::BTreeMap;

/// The owner of a record's tokens. It contains neither a secret nor a digest of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Owner {
    pub(crate) provider: String,
    pub(crate) credential: String,
    /// The origin to which the tokens are sent, and the URL that issues them, if known.
    pub(crate) host: String,
    pub(crate) endpoint: String,
    pub(crate) client_id: String,
    /// The application's name for the account.
    pub(crate) account: String,
    /// The inputs that are not secret.
    pub(crate) inputs: BTreeMap<String, String>,
}

impl Owner {
    /// Whether both owners are the same. An input that only one of them has does not distinguish them, because a later
    /// release of a provider's client may have more inputs.
    pub(crate) fn is(&self, other: &Self) -> bool {
        let Self { provider, credential, host, endpoint, client_id, account, inputs } = self;
        let differs = |name: &String, value: &String| other.inputs.get(name).is_some_and(|other| other != value);
        *provider == other.provider
            && is_same_or_unknown(credential, &other.credential)
            && *host == other.host
            && is_same_or_unknown(endpoint, &other.endpoint)
            && *client_id == other.client_id
            && *account == other.account
            && !inputs.iter().any(|(name, value)| differs(name, value))
    }

    /// Returns the account and the token endpoint as one text.
    pub(crate) fn name(&self) -> String {
        format!("{self:?}")
    }

    /// Describes how `other` differs from this owner, for a message.
    pub(crate) fn difference(&self, other: &Self) -> String {
        let rows = [
            ("provider", &self.provider, &other.provider),
            ("host", &self.host, &other.host),
            ("credential", &self.credential, &other.credential),
            ("token endpoint", &self.endpoint, &other.endpoint),
            ("client id", &self.client_id, &other.client_id),
            ("account", &self.account, &other.account),
        ];
        match rows.iter().find(|(_, mine, theirs)| mine != theirs) {
            Some((name, mine, theirs)) => format!("its {name} is `{theirs}`, and the session's is `{mine}`"),
            None => "it was obtained with other inputs".to_owned(),
        }
    }
}

/// Whether the texts are equal or one is unknown, because a source written by hand need not provide it.
fn is_same_or_unknown(one: &str, other: &str) -> bool {
    one == other || one.is_empty() || other.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner() -> Owner {
        let text = str::to_owned;
        Owner {
            provider: text("acme"),
            credential: text("Oauth"),
            host: text("https://api.acme.example"),
            endpoint: text("https://login.acme.example/token"),
            client_id: text("app"),
            account: text("ada"),
            inputs: [(text("email"), text("ada@example.com"))].into(),
        }
    }

    #[test]
    fn tells_owners_apart() {
        type Change = fn(&mut Owner);
        let rows: [(Change, bool, &str); 11] = [
            (|_| (), true, ""),
            (|owner| owner.provider = "other".into(), false, "its provider is `other`"),
            (|owner| owner.host = "https://staging.acme.example".into(), false, "its host is `https://staging"),
            (|owner| owner.credential = "Device".into(), false, "its credential is `Device`"),
            (|owner| owner.credential.clear(), true, ""),
            (|owner| owner.endpoint = "https://login.acme.example/v2".into(), false, "its token endpoint is `https://"),
            (|owner| owner.client_id = "app2".into(), false, "its client id is `app2`"),
            (|owner| owner.account.clear(), false, "its account is ``"),
            (|owner| owner.endpoint.clear(), true, ""),
            (|owner| owner.inputs.clear(), true, ""),
            (|owner| drop(owner.inputs.insert("email".into(), "bob".into())), false, "it was obtained with other"),
        ];
        for (change, is_same, text) in rows {
            let mut other = owner();
            change(&mut other);
            assert_eq!(owner().is(&other), is_same, "{other:?}");
            assert!(is_same || owner().difference(&other).starts_with(text), "{}", owner().difference(&other));
        }
    }
}
