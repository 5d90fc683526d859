//! When an item expires: DynamoDB's time to live.

use super::civil::{self, NANOS_PER_SECOND};
use super::{Codec, PointInTime, Reader, Writer, kind};
use crate::error::{Error, Result};

/// A type that can say when an item expires: what `#[dynamo(ttl)]` can be said of.
///
/// Implemented for every [`PointInTime`], for whole numbers, which are seconds since 1970, and for `Option`s of these: an item where
/// it is `None` does not expire.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot say when an item expires",
    label = "neither a point in time nor a whole number of seconds",
    note = "`ttl` is for `SystemTime`, chrono's `DateTime`, time's `OffsetDateTime` and `UtcDateTime`, whole numbers, and `Option`s of these"
)]
pub trait Expiry: Sized {
    /// Whether it can be absent.
    const OPTIONAL: bool = false;

    /// Whole seconds since 1970; `None` for never.
    fn seconds(&self) -> Option<i128>;

    /// The time so many seconds after the start of 1970 in UTC.
    ///
    /// # Errors
    /// If it is out of the range of this type.
    fn from_seconds(seconds: i128) -> Result<Self>;

    /// What says that an item does not expire.
    ///
    /// # Errors
    /// If this type always says when.
    fn never() -> Result<Self> {
        Err(Error::missing())
    }
}

/// Fractions of a second are cut off towards the past, as [`UnixSeconds`](super::UnixSeconds) does.
#[diagnostic::do_not_recommend]
impl<T: PointInTime> Expiry for T {
    fn seconds(&self) -> Option<i128> {
        Some(self.unix_nanos().div_euclid(NANOS_PER_SECOND))
    }

    fn from_seconds(seconds: i128) -> Result<Self> {
        let nanos = seconds.checked_mul(NANOS_PER_SECOND);
        Self::from_unix_nanos(nanos.ok_or_else(super::time::out_of_range)?)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Expiry> Expiry for Option<T> {
    const OPTIONAL: bool = true;

    fn seconds(&self) -> Option<i128> {
        self.as_ref()?.seconds()
    }

    fn from_seconds(seconds: i128) -> Result<Self> {
        T::from_seconds(seconds).map(Some)
    }

    fn never() -> Result<Self> {
        Ok(None)
    }
}

macro_rules! whole_numbers {
    ($($ty:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl Expiry for $ty {
            fn seconds(&self) -> Option<i128> {
                Some(i128::from(*self))
            }

            fn from_seconds(seconds: i128) -> Result<Self> {
                Self::try_from(seconds).map_err(|_| super::time::out_of_range())
            }
        }
    )*};
}
whole_numbers!(i32 i64 u32 u64);

/// The stored form of the time to live, which `#[dynamo(ttl)]` chooses: a whole number of seconds since 1970. DynamoDB understands
/// no other.
#[derive(Debug, Clone, Copy)]
pub struct TimeToLive;

impl<T: Expiry> Codec<T> for TimeToLive {
    type Kind = kind::N;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<T> {
        let read = |reader: &mut dyn Reader<'_>| T::from_seconds(read_seconds(&reader.number()?)?);
        if T::OPTIONAL {
            return super::optional(reader, read)?.map_or_else(T::never, Ok);
        }
        read(reader)
    }

    fn encode(value: &T, writer: &mut dyn Writer) -> Result<()> {
        match value.seconds() {
            Some(seconds) => writer.number(civil::write_decimal(seconds, 0)?.as_str()),
            None => writer.null(),
        }
    }

    fn absent() -> Result<T> {
        T::never()
    }

    fn is_absent(value: &T) -> bool {
        value.seconds().is_none()
    }
}

/// The whole seconds of a stored number.
pub(crate) fn read_seconds(number: &str) -> Result<i128> {
    Ok(civil::read_decimal(number, 9)?.div_euclid(NANOS_PER_SECOND))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use aws_sdk_dynamodb::types::AttributeValue;

    use super::super::from_attribute_value;
    use super::super::testing::*;
    use super::*;

    fn time(millis: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_millis(millis)
    }

    fn read<T: Expiry>(value: AttributeValue) -> T {
        from_attribute_value::<T, TimeToLive>(&value).unwrap()
    }

    #[test]
    fn is_whole_seconds() {
        assert_eq!(stored_as::<_, TimeToLive>(&time(1_500)), n("1"));
        assert_eq!(stored_as::<_, TimeToLive>(&Some(time(1_500))), n("1"));
        assert_eq!(stored_as::<_, TimeToLive>(&17_u64), n("17"));
        assert_eq!(read::<SystemTime>(n("1.75")), time(1_000));
        assert_eq!(read::<Option<u32>>(n("1.75")), Some(1));
    }

    #[test]
    fn never_is_absent() {
        assert!(<TimeToLive as Codec<_>>::is_absent(&None::<i64>));
        assert_eq!(<TimeToLive as Codec<_>>::absent().ok(), Some(None::<i64>));
        assert!(<TimeToLive as Codec<i64>>::absent().is_err());
        let null = AttributeValue::Null(true);
        assert_eq!(read::<Option<SystemTime>>(null), None);
    }

    #[test]
    fn is_a_number_in_range() {
        assert_eq!(
            read_error_as::<u32, TimeToLive>(n("-1")),
            "this time is out of the range of the Rust type"
        );
        assert_eq!(
            read_error_as::<SystemTime, TimeToLive>(s("soon")),
            "expected N, found S"
        );
    }
}
