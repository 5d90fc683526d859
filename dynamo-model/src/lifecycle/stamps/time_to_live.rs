//! `ttl(after = ..)`.

use std::time::{Duration, SystemTime};

use aws_sdk_dynamodb::types::AttributeValue;

use super::{give, is_kept};
use crate::error::{At, Error, Result};
use crate::schema::Field;
use crate::value::{AvReader, Expiry, Writing};

/// `ttl(after = ..)` of what is written as a whole.
pub fn expires<T>(
    field: &Field<T>,
    value: &mut T,
    after: Duration,
    at: &At<'_>,
    writing: &mut Writing,
) {
    let optional = field.absent().is_ok();
    if !is_kept(optional, field.is_absent(value), writing) {
        refreshed(field, value, after, at, writing);
    }
}

/// `ttl(after = .., refresh)` of what is written as a whole.
pub fn refreshed<T>(
    field: &Field<T>,
    value: &mut T,
    after: Duration,
    at: &At<'_>,
    writing: &mut Writing,
) {
    give(value, expiry(field, writing.now(), after), at, writing);
}

/// Either in an update. The value is read from its stored form, which is a number of seconds whatever the type.
///
/// # Errors
/// If it is out of the range of the type.
pub fn expiry<T>(field: &Field<T>, now: SystemTime, after: Duration) -> Result<T> {
    let seconds = now.checked_add(after).and_then(|time| time.seconds());
    let seconds = seconds.ok_or_else(|| Error::encode("this time is out of range"))?;
    let stored = AttributeValue::N(seconds.to_string());
    field.decode(&mut AvReader::new(&stored))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::TimeToLive;

    fn expiry<T: Expiry>(now: SystemTime, after: Duration) -> Result<T> {
        super::expiry(&Field::new::<TimeToLive>("ttl"), now, after)
    }

    #[test]
    fn is_cut_to_whole_seconds() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_millis(1_500);
        let expires: SystemTime = expiry(now, Duration::from_secs(2)).unwrap();
        assert_eq!(expires, SystemTime::UNIX_EPOCH + Duration::from_secs(3));
        assert_eq!(expiry::<u64>(now, Duration::from_millis(500)).unwrap(), 2);
        assert!(expiry::<Option<u32>>(now, Duration::from_secs(1 << 33)).is_err());
        assert!(expiry::<u64>(now, Duration::MAX).is_err());
    }
}
