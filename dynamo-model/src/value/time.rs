//! Points in time, and durations.

use std::time::{Duration, SystemTime};

use super::civil::{self, NANOS_PER_SECOND};
use super::{
    Attribute, Codec, Decode, Delta, Encode, KeyPart, NoFields, PartText, PartWriter, Reader,
    Writer, kind,
};
use crate::error::{Error, Result};

/// A point in time, whatever type it is: what [`UnixSeconds`], [`UnixMillis`] and [`Rfc3339`] can store.
///
/// Implemented for [`SystemTime`], and for the instants of `chrono` and `time` with the features of these names. A newtype
/// of yours delegates to them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a point in time",
    label = "cannot be stored as one",
    note = "`SystemTime`, chrono's `DateTime` and time's `OffsetDateTime` and `UtcDateTime` can; enable the feature `chrono` or `time`"
)]
pub trait PointInTime: Sized {
    /// Nanoseconds since the start of 1970 in UTC, negative before it.
    fn unix_nanos(&self) -> i128;

    /// The time so many nanoseconds after the start of 1970 in UTC.
    ///
    /// # Errors
    /// If it is out of the range of this type.
    fn from_unix_nanos(nanos: i128) -> Result<Self>;
}

/// The error for a time that a type cannot hold.
pub(crate) fn out_of_range() -> Error {
    Error::decode("this time is out of the range of the Rust type")
}

impl PointInTime for SystemTime {
    fn unix_nanos(&self) -> i128 {
        match self.duration_since(Self::UNIX_EPOCH) {
            Ok(after) => signed_nanos(after),
            Err(before) => -signed_nanos(before.duration()),
        }
    }

    fn from_unix_nanos(nanos: i128) -> Result<Self> {
        let distance = duration(nanos.unsigned_abs())?;
        let time = match nanos {
            0.. => Self::UNIX_EPOCH.checked_add(distance),
            _ => Self::UNIX_EPOCH.checked_sub(distance),
        };
        time.ok_or_else(out_of_range)
    }
}

/// The longest `Duration` has 94 bits of nanoseconds.
fn signed_nanos(duration: Duration) -> i128 {
    i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX)
}

fn duration(nanos: u128) -> Result<Duration> {
    const PER_SECOND: u128 = NANOS_PER_SECOND.unsigned_abs();
    let seconds = u64::try_from(nanos / PER_SECOND).map_err(|_| out_of_range())?;
    let rest = u32::try_from(nanos % PER_SECOND).map_err(|_| out_of_range())?;
    Ok(Duration::new(seconds, rest))
}

/// Stores a point in time as a number: whole seconds since 1970.
///
/// This is what DynamoDB's time to live wants. Fractions of a second are cut off towards the past, so that an item
/// never outlives its time. `Option<UnixSeconds>` stores an `Option`:
///
/// ```
/// use std::time::SystemTime;
/// use dynamo_model::value::{Codec, Rfc3339, UnixMillis, UnixSeconds, kind};
///
/// fn stored_as<C, K, T>() where C: Codec<T, Kind = K> {}
///
/// stored_as::<UnixSeconds, kind::N, SystemTime>();
/// stored_as::<Option<UnixMillis>, kind::N, Option<SystemTime>>();
/// stored_as::<Rfc3339, kind::S, SystemTime>();
/// ```
#[derive(Debug, Clone, Copy)]
pub struct UnixSeconds;

/// Stores a point in time as a number: whole milliseconds since 1970. Finer fractions are cut off towards the past.
///
/// DynamoDB's time to live does *not* understand milliseconds: use [`UnixSeconds`] for it.
#[derive(Debug, Clone, Copy)]
pub struct UnixMillis;

/// Stores a point in time as text: `2026-01-31T09:30:00.000000000Z`.
///
/// Always in UTC and always with 9 decimals, so that the text sorts as the times do; only years 0000 to 9999 can be
/// stored. Every RFC 3339 time with up to 9 decimals is read, with whatever offset; a leap second reads as the second after it.
#[derive(Debug, Clone, Copy)]
pub struct Rfc3339;

/// Reads a number of which one is `10^decimals` nanoseconds.
fn read_number<T: PointInTime>(reader: &mut dyn Reader<'_>, decimals: u32) -> Result<T> {
    T::from_unix_nanos(civil::read_decimal(&reader.number()?, decimals)?)
}

fn write_number(units: i128, decimals: u32, writer: &mut dyn Writer) -> Result<()> {
    writer.number(civil::write_decimal(units, decimals)?.as_str())
}

impl<T: PointInTime> Codec<T> for UnixSeconds {
    type Kind = kind::N;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<T> {
        read_number(reader, 9)
    }

    fn encode(value: &T, writer: &mut dyn Writer) -> Result<()> {
        write_number(value.unix_nanos().div_euclid(NANOS_PER_SECOND), 0, writer)
    }
}

impl<T: PointInTime> Codec<T> for UnixMillis {
    type Kind = kind::N;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<T> {
        read_number(reader, 6)
    }

    fn encode(value: &T, writer: &mut dyn Writer) -> Result<()> {
        write_number(value.unix_nanos().div_euclid(1_000_000), 0, writer)
    }
}

impl<T: PointInTime> Codec<T> for Rfc3339 {
    type Kind = kind::S;

    fn decode(reader: &mut dyn Reader<'_>) -> Result<T> {
        T::from_unix_nanos(civil::read_instant(&reader.str()?)?)
    }

    fn encode(value: &T, writer: &mut dyn Writer) -> Result<()> {
        writer.str(civil::write_instant(value.unix_nanos())?.as_str())
    }
}

impl Decode for SystemTime {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        read_number(reader, 9)
    }
}

impl Encode for SystemTime {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        write_number(self.unix_nanos(), 9, writer)
    }
}

/// Exact seconds since 1970, with up to 9 decimals.
impl Attribute for SystemTime {
    type Kind = kind::N;
    type Operand = Self;
    type Fields<R> = NoFields;
}

/// The punctuation of an instant in a key.
pub(crate) const INSTANT_MARKS: &str = "-:.";

/// Writes an instant into a key as [`Rfc3339`] does.
pub(crate) fn write_instant_part(
    time: &impl PointInTime,
    writer: &mut PartWriter<'_>,
) -> Result<()> {
    writer.fixed(civil::write_instant(time.unix_nanos())?.as_str())
}

/// Reads an instant from a key as [`Rfc3339`] does.
pub(crate) fn read_instant_part<T: PointInTime>(text: PartText<'_>) -> Result<T> {
    T::from_unix_nanos(civil::read_instant(text.fixed())?)
}

impl KeyPart for SystemTime {
    const MARKS: &'static str = INSTANT_MARKS;

    fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
        write_instant_part(self, writer)
    }

    fn read_part(text: PartText<'_>) -> Result<Self> {
        read_instant_part(text)
    }
}

impl Decode for Duration {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        let nanos = civil::read_decimal(&reader.number()?, 9)?;
        let nanos = u128::try_from(nanos)
            .map_err(|_| Error::decode("expected a duration, found a negative number"))?;
        duration(nanos)
    }
}

impl Encode for Duration {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        write_number(signed_nanos(*self), 9, writer)
    }
}

/// Exact seconds, with up to 9 decimals.
impl Attribute for Duration {
    type Kind = kind::N;
    type Operand = Self;
    type Fields<R> = NoFields;
}

impl Delta<Duration> for Duration {}
impl Delta<SystemTime> for Duration {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::part::testing::*;
    use super::super::testing::*;
    use super::*;

    const HALF_PAST_NINE: u64 = 1_769_851_800;

    fn time(nanos: i128) -> SystemTime {
        SystemTime::from_unix_nanos(nanos).unwrap()
    }

    #[test]
    fn is_exact_seconds() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(HALF_PAST_NINE * 1000 + 250);
        assert_eq!(stored(&time), n("1769851800.25"));
        assert_eq!(
            stored(&(SystemTime::UNIX_EPOCH - Duration::from_nanos(1))),
            n("-0.000000001")
        );
        assert_eq!(read::<SystemTime>(n("17698518002.5E-1")), time);
        assert_eq!(
            read_error::<SystemTime>(n("1E-10")),
            "a time finer than a nanosecond cannot be read exactly"
        );
        for text in ["1E30", "-1E30", "1E60"] {
            assert_eq!(
                read_error::<SystemTime>(n(text)),
                "this time is out of the range of the Rust type"
            );
        }
    }

    #[test]
    fn codecs_round_down() {
        let time = time(-1_500_000_001);
        assert_eq!(stored_as::<_, UnixSeconds>(&time), n("-2"));
        assert_eq!(stored_as::<_, UnixMillis>(&time), n("-1501"));
        assert_eq!(
            stored_as::<_, Rfc3339>(&time),
            s("1969-12-31T23:59:58.499999999Z")
        );
    }

    #[test]
    fn durations_are_not_negative() {
        assert_eq!(stored(&Duration::from_millis(1500)), n("1.5"));
        round_trip(&Duration::MAX);
        assert_eq!(
            read_error::<Duration>(n("-1")),
            "expected a duration, found a negative number"
        );
    }

    #[test]
    fn text_needs_a_year_of_four_digits() {
        assert_eq!(
            write_error_as::<_, Rfc3339>(&time(253_402_300_800 * NANOS_PER_SECOND)),
            "as text, only dates in the years 0000 to 9999 can be stored"
        );
        assert_eq!(
            read_error_as::<SystemTime, Rfc3339>(s("yesterday")),
            "expected an RFC 3339 time such as `2026-01-31T09:30:00Z`, with up to 9 decimals"
        );
    }

    #[test]
    fn is_an_rfc_3339_time_in_a_key() {
        assert_eq!(part(&time(-1)), "1969-12-31T23:59:59.999999999Z");
        assert_eq!(
            read_part_error::<SystemTime>("1769851800"),
            "expected an RFC 3339 time such as `2026-01-31T09:30:00Z`, with up to 9 decimals"
        );
    }

    proptest! {
        #[test]
        fn sorts_in_a_key(
            a in -62_167_219_200_i128 * NANOS_PER_SECOND..253_402_300_800 * NANOS_PER_SECOND,
            b in -62_167_219_200_i128 * NANOS_PER_SECOND..253_402_300_800 * NANOS_PER_SECOND,
        ) {
            parts_agree(&time(a), &time(b));
        }

        #[test]
        fn round_trips(seconds in -62_167_219_200_i64..253_402_300_800, nanos in 0..NANOS_PER_SECOND, duration: Duration) {
            let whole = i128::from(seconds) * NANOS_PER_SECOND;
            let exact = time(whole + nanos);
            round_trip(&exact);
            round_trip_as::<_, Rfc3339>(&exact);
            round_trip_as::<_, UnixMillis>(&time(whole + nanos / 1_000_000 * 1_000_000));
            round_trip_as::<_, UnixSeconds>(&time(whole));
            round_trip_as::<_, Option<UnixSeconds>>(&Some(time(whole)));
            round_trip(&duration);
        }
    }
}
