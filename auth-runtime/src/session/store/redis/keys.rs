//! The keys of a record and of its lock.

/// The number of hash slots of Redis Cluster.
const SLOTS: u16 = 16_384;

/// Two keys in one hash slot, because Redis Cluster refuses a script whose keys are in several.
#[derive(Debug)]
pub(super) struct Keys {
    pub(super) record: String,
    pub(super) lock: String,
}

impl Keys {
    pub(super) fn of(record: String) -> Self {
        let lock = match hash_tag(&record) {
            Some(_) => format!("{record}:lock"),
            None if !record.is_empty() && !record.contains('}') => format!("{{{record}}}:lock"),
            None => format!("{{{}}}:{record}:lock", tag_of_slot(slot(&record))),
        };
        Self { record, lock }
    }
}

/// Returns the part of a key that is hashed, if it is not the whole key: the text between the first `{` and the next
/// `}`, unless that is empty (<https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags>).
fn hash_tag(key: &str) -> Option<&str> {
    let (_, rest) = key.split_once('{')?;
    let (tag, _) = rest.split_once('}')?;
    (!tag.is_empty()).then_some(tag)
}

fn slot(key: &str) -> u16 {
    crc16(hash_tag(key).unwrap_or(key).as_bytes()) % SLOTS
}

/// Returns the first number whose text is in a slot. It is used for a key with braces that are not a hash tag, because
/// such a key cannot be a hash tag itself.
fn tag_of_slot(wanted: u16) -> String {
    (0..=u32::MAX).map(|number| number.to_string()).find(|tag| slot(tag) == wanted).unwrap_or_default()
}

/// Returns the CRC-16/XMODEM, as the Redis Cluster specification requires.
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ u16::from(*byte) << 8, |crc, _| if crc & 0x8000 == 0 { crc << 1 } else { crc << 1 ^ 0x1021 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected slots, from the Redis Cluster specification and from `CLUSTER KEYSLOT`.
    #[test]
    fn hashes_as_redis_does() {
        assert_eq!(crc16(b"123456789"), 0x31C3);
        let rows = [
            ("foo", 12182),
            ("somekey", 11058),
            ("foo{hash_tag}", 2515),
            ("bar{hash_tag}", 2515),
            ("{user1000}.following", 3443),
            ("foo{}{bar}", 8363),
            ("foo{{bar}}zap", 4015),
            ("", 0),
        ];
        for (key, expected) in rows {
            assert_eq!(slot(key), expected, "{key}");
        }
    }

    #[test]
    fn both_keys_are_in_one_slot() {
        let rows = [
            ("acme:ada", "{acme:ada}:lock"),
            ("{acme}:ada", "{acme}:ada:lock"),
            ("acme:{ada}:{x}", "acme:{ada}:{x}:lock"),
            ("acme{ada", "{acme{ada}:lock"),
            ("acme{{ada}", "acme{{ada}:lock"),
        ];
        for (key, lock) in rows {
            assert_eq!(Keys::of(key.to_owned()).lock, lock);
        }
        let odd = [
            "{}",
            "{}acme",
            "acme{}:{ada}",
            "acme}ada",
            "}",
            "}{",
            "{",
            "a}{b",
            "{}{}",
            "",
            "{acme",
            "acme}{ada}",
            "\u{e4}}",
        ];
        for key in rows.map(|(key, _)| key).into_iter().chain(odd) {
            let Keys { record, lock } = Keys::of(key.to_owned());
            assert_eq!(slot(&record), slot(&lock), "{record} {lock}");
            assert_ne!(record, lock);
        }
    }
}
