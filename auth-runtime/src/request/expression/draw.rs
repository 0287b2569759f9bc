//! Computes random values.

use zeroize::Zeroizing;

use super::bytes::Bytes;
use super::random::Random;
use crate::request::{Context, RequestProblem};
use crate::value::Value;

impl Random {
    /// Returns a new random value.
    pub(crate) fn draw(self, context: &Context) -> Result<Value<'static>, RequestProblem> {
        match self {
            Self::Uuid => Ok(Value::Text(uuid(context)?.into())),
            Self::Bytes(length) => {
                let mut bytes = Zeroizing::new(vec![0; length]);
                context.random(&mut bytes)?;
                Ok(Value::Bytes(Bytes::new(bytes)))
            }
            Self::Digits(length) => digits(length, context).map(|digits| Value::Text(digits.into())),
        }
    }
}

/// Returns a random UUID (RFC 9562 §5.4).
fn uuid(context: &Context) -> Result<String, RequestProblem> {
    Ok(uuid::Builder::from_random_bytes(context.random_bytes()?).into_uuid().to_string())
}

/// Returns random digits. Only random bytes below 250 are used, so that all digits are equally likely.
fn digits(length: usize, context: &Context) -> Result<String, RequestProblem> {
    let mut digits = String::with_capacity(length);
    // A random source that gives only other bytes is broken.
    for _ in 0..64 {
        digits.extend(fair_digits(context)?.take(length - digits.len()));
        if digits.len() == length {
            return Ok(digits);
        }
    }
    Err(RequestProblem::Randomness)
}

fn fair_digits(context: &Context) -> Result<impl Iterator<Item = char>, RequestProblem> {
    let is_fair = |byte: &u8| *byte < 250;
    Ok(context.random_bytes::<32>()?.into_iter().filter(is_fair).map(|byte| char::from(b'0' + byte % 10)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seven(bytes: &mut [u8]) -> bool {
        bytes.fill(7);
        true
    }

    fn high(bytes: &mut [u8]) -> bool {
        bytes.fill(255);
        true
    }

    #[test]
    fn draws_each_kind() {
        let context = Context::system().with_random(seven);
        let text = |random: Random| format!("{:?}", random.draw(&context).unwrap());
        assert_eq!(text(Random::Uuid), r#"Text("07070707-0707-4707-8707-070707070707")"#);
        assert_eq!(text(Random::Digits(5)), r#"Text("77777")"#);
        assert_eq!(text(Random::Bytes(5)), "Bytes(Bytes(5))");
        let context = Context::system().with_random(high);
        assert_eq!(Random::Digits(1).draw(&context).err(), Some(RequestProblem::Randomness));
        let context = Context::system().with_random(|_| false);
        assert_eq!(Random::Uuid.draw(&context).err(), Some(RequestProblem::Randomness));
    }
}
