//! Parses `{now}` and `{now - 60s}`.

/// Parses a text in braces: `now`, optionally with a duration that is added or subtracted. `None` if it is something
/// else; the seconds are `None` if the duration is invalid.
#[expect(clippy::option_option, reason = "it is `now` or not, and its duration is valid or not")]
pub(crate) fn read_now(name: &str) -> Option<Option<i64>> {
    let rest = name.strip_prefix("now")?;
    if rest.is_empty() {
        return Some(Some(0));
    }
    let (sign, length) = match rest.strip_prefix(" - ") {
        Some(length) => (-1, length),
        None => (1, rest.strip_prefix(" + ")?),
    };
    Some(seconds(length).and_then(|seconds| seconds.checked_mul(sign)))
}

/// Returns the seconds of `60s`, `10m`, `1h` or `30d`.
pub(crate) fn seconds(length: &str) -> Option<i64> {
    let unit = match length.chars().last()? {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return None,
    };
    let digits = &length[..length.len() - 1];
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse::<i64>().ok()?.checked_mul(unit)).flatten()
}

/// Returns the seconds of a distance from UTC: `+08:00`, `-03:30`.
#[must_use]
pub fn zone(text: &str) -> Option<i64> {
    let (sign, rest) = text.strip_prefix('+').map(|rest| (1, rest)).or_else(|| Some((-1, text.strip_prefix('-')?)))?;
    let (hours, minutes) = rest.split_once(':')?;
    let number = |digits: &str, most: i64| {
        let is_number = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<i64>().ok().filter(|number| is_number && *number <= most)
    };
    Some(sign * (number(hours, 14)? * 3600 + number(minutes, 59)? * 60))
}

/// Returns the distance from UTC as [`zone`] reads it.
#[must_use]
pub fn zone_of(seconds: i64) -> String {
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_zones() {
        for (text, expected) in
            [("+08:00", Some(28_800)), ("-03:30", Some(-12_600)), ("08:00", None), ("+8:00", None), ("+15:00", None)]
        {
            assert_eq!(zone(text), expected, "{text}");
        }
        assert_eq!((zone_of(28_800), zone_of(-12_600)), ("+08:00".to_owned(), "-03:30".to_owned()));
    }

    #[test]
    fn reads_lengths_of_time() {
        let rows = [
            ("now", Some(Some(0))),
            ("now - 60s", Some(Some(-60))),
            ("now + 10m", Some(Some(600))),
            ("now + 1h", Some(Some(3600))),
            ("now + 2d", Some(Some(172_800))),
            ("now + 1w", Some(None)),
            ("now + s", Some(None)),
            ("now + 99999999999999999999s", Some(None)),
            ("now-60s", None),
            ("nowhere", None),
            ("then", None),
        ];
        for (text, expected) in rows {
            assert_eq!(read_now(text), expected, "{text}");
        }
    }
}
