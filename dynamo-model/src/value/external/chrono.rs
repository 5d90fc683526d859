//! The times of `chrono`, stored as text that sorts as they do.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

use crate::error::Result;
use crate::value::buffer::Buffer;
use crate::value::civil::{self, CivilText, Clock, Date, NANOS_PER_SECOND};
use crate::value::time::{INSTANT_MARKS, out_of_range, read_instant_part, write_instant_part};
use crate::value::{
    Attribute, Codec, Decode, Encode, KeyPart, MapKey, NoFields, PartText, PartWriter, PointInTime,
    Reader, Rfc3339, Writer, kind,
};

impl PointInTime for DateTime<Utc> {
    fn unix_nanos(&self) -> i128 {
        i128::from(self.timestamp()) * NANOS_PER_SECOND + i128::from(self.timestamp_subsec_nanos())
    }

    fn from_unix_nanos(nanos: i128) -> Result<Self> {
        let seconds = i64::try_from(nanos.div_euclid(NANOS_PER_SECOND)).ok();
        let fraction = u32::try_from(nanos.rem_euclid(NANOS_PER_SECOND)).ok();
        seconds
            .zip(fraction)
            .and_then(|(seconds, fraction)| Self::from_timestamp(seconds, fraction))
            .ok_or_else(out_of_range)
    }
}

/// The offset is not kept: it reads back as the same instant, in UTC. (This is why `DateTime<FixedOffset>` is stored
/// only where a codec says so.)
impl PointInTime for DateTime<FixedOffset> {
    fn unix_nanos(&self) -> i128 {
        self.to_utc().unix_nanos()
    }

    fn from_unix_nanos(nanos: i128) -> Result<Self> {
        DateTime::<Utc>::from_unix_nanos(nanos).map(|time| time.fixed_offset())
    }
}

fn date_of(date: &impl Datelike) -> Result<Date> {
    let small = |part: u32| u8::try_from(part).unwrap_or(u8::MAX);
    Date::new(date.year().into(), small(date.month()), small(date.day()))
}

fn naive_date(date: Date) -> Result<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        .ok_or_else(out_of_range)
}

/// Chrono counts a leap second as more than a billion nanoseconds of the second before it.
const LEAP: u32 = 1_000_000_000;

fn clock_of(time: &impl Timelike) -> Clock {
    let small = |part: u32| u8::try_from(part).unwrap_or(u8::MAX);
    let (second, nanos) = match time.nanosecond().checked_sub(LEAP) {
        Some(nanos) => (time.second() + 1, nanos),
        None => (time.second(), time.nanosecond()),
    };
    Clock {
        hour: small(time.hour()),
        minute: small(time.minute()),
        second: small(second),
        nanos,
    }
}

fn naive_time(clock: Clock) -> Result<NaiveTime> {
    let (second, nanos) = match clock.second {
        60 => (59, clock.nanos + LEAP),
        second => (second, clock.nanos),
    };
    NaiveTime::from_hms_nano_opt(clock.hour.into(), clock.minute.into(), second.into(), nanos)
        .ok_or_else(out_of_range)
}

impl Decode for DateTime<Utc> {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        Rfc3339::decode(reader)
    }
}

impl Encode for DateTime<Utc> {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        Rfc3339::encode(self, writer)
    }
}

impl KeyPart for DateTime<Utc> {
    const MARKS: &'static str = INSTANT_MARKS;

    fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
        write_instant_part(self, writer)
    }

    fn read_part(text: PartText<'_>) -> Result<Self> {
        read_instant_part(text)
    }
}

impl CivilText for NaiveDate {
    const MARKS: &'static str = "-";

    fn to_text(&self) -> Result<Buffer> {
        civil::text(format_args!("{}", date_of(self)?))
    }

    fn from_text(text: &str) -> Result<Self> {
        civil::read_date(text).and_then(naive_date)
    }
}

impl CivilText for NaiveTime {
    const MARKS: &'static str = ":.";

    fn to_text(&self) -> Result<Buffer> {
        civil::text(format_args!("{}", clock_of(self)))
    }

    fn from_text(text: &str) -> Result<Self> {
        civil::read_clock(text).and_then(naive_time)
    }
}

impl CivilText for NaiveDateTime {
    const MARKS: &'static str = "-:.";

    fn to_text(&self) -> Result<Buffer> {
        let (date, clock) = (date_of(self)?, clock_of(self));
        civil::text(format_args!("{date}T{clock}"))
    }

    fn from_text(text: &str) -> Result<Self> {
        let (date, clock) = civil::read_date_and_clock(text)?;
        Ok(naive_date(date)?.and_time(naive_time(clock)?))
    }
}

macro_rules! dates_and_times_of_day {
    ($($ty:ty)*) => {$(
        impl Decode for $ty {
            fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
                Self::from_text(&reader.str()?)
            }
        }

        impl Encode for $ty {
            fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
                writer.str(self.to_text()?.as_str())
            }
        }

        impl KeyPart for $ty {
            const MARKS: &'static str = <Self as CivilText>::MARKS;

            fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
                writer.fixed(self.to_text()?.as_str())
            }

            fn read_part(text: PartText<'_>) -> Result<Self> {
                Self::from_text(text.fixed())
            }
        }
    )*};
}
dates_and_times_of_day!(NaiveDate NaiveTime NaiveDateTime);

macro_rules! stored_as_text {
    ($($ty:ty)*) => {$(
        impl Attribute for $ty {
            type Kind = kind::S;
            type Operand = Self;
            type Fields<R> = NoFields;
        }
    )*};
}
stored_as_text!(DateTime<Utc> NaiveDate NaiveTime NaiveDateTime);

/// The text of a date. A year beyond 9999, which no reader accepts, is as chrono writes it.
impl MapKey for NaiveDate {
    fn to_key(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn from_key(key: Cow<'_, str>) -> Result<Self> {
        civil::read_date(&key).and_then(naive_date)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::value::part::testing::*;
    use crate::value::testing::*;
    use crate::value::{UnixMillis, UnixSeconds};

    #[test]
    fn is_text_of_fixed_width() {
        let date = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
        let time = date.and_hms_opt(9, 30, 0).unwrap();
        assert_eq!(stored(&date), s("2026-01-31"));
        assert_eq!(stored(&time.time()), s("09:30:00.000000000"));
        assert_eq!(stored(&time), s("2026-01-31T09:30:00.000000000"));
        assert_eq!(stored(&time.and_utc()), s("2026-01-31T09:30:00.000000000Z"));
        assert_eq!(
            stored_as::<_, UnixSeconds>(&time.and_utc()),
            n("1769851800")
        );
        round_trip(&BTreeMap::from([(date, 1)]));
    }

    #[test]
    fn reads_other_offsets_as_utc() {
        let time: DateTime<Utc> = read(s("2026-01-31T10:30:00+01:00"));
        assert_eq!(stored(&time), s("2026-01-31T09:30:00.000000000Z"));
        round_trip_as::<_, Rfc3339>(&time.with_timezone(&FixedOffset::east_opt(3600).unwrap()));
    }

    #[test]
    fn refuses_other_years_and_other_text() {
        let late = NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap();
        let message = "as text, only dates in the years 0000 to 9999 can be stored";
        assert_eq!(write_error(&late), message);
        assert_eq!(
            write_error(&late.and_time(NaiveTime::MIN).and_utc()),
            message
        );
        assert_eq!(
            read_error::<NaiveDate>(s("31.01.2026")),
            "expected a date such as `2026-01-31`"
        );
        assert!(
            read_error_as::<DateTime<Utc>, UnixSeconds>(n("1E20")).contains("out of the range")
        );
    }

    #[test]
    fn keeps_leap_seconds_of_local_times() {
        let leap = NaiveTime::from_hms_milli_opt(23, 59, 59, 1_500).unwrap();
        assert_eq!(stored(&leap), s("23:59:60.500000000"));
        round_trip(&leap);
    }

    #[test]
    fn is_the_same_text_in_a_key() {
        let date = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
        let time = date.and_hms_opt(9, 30, 0).unwrap();
        assert_eq!(part(&date), "2026-01-31");
        assert_eq!(part(&time.time()), "09:30:00.000000000");
        assert_eq!(part(&time), "2026-01-31T09:30:00.000000000");
        assert_eq!(part(&time.and_utc()), "2026-01-31T09:30:00.000000000Z");
        assert_eq!(
            read_part_error::<NaiveDate>("31.01.2026"),
            "expected a date such as `2026-01-31`"
        );
    }

    proptest! {
        #[test]
        fn sorts_in_a_key(
            a in -62_167_219_200_i64..253_402_300_800,
            b in -62_167_219_200_i64..253_402_300_800,
            nanos in 0_u32..1_000_000_000,
        ) {
            let a = DateTime::from_timestamp(a, nanos).unwrap();
            let b = DateTime::from_timestamp(b, 0).unwrap();
            parts_agree(&a, &b);
            parts_agree(&a.naive_utc(), &b.naive_utc());
            parts_agree(&a.naive_utc().date(), &b.naive_utc().date());
            parts_agree(&a.naive_utc().time(), &b.naive_utc().time());
        }

        #[test]
        fn round_trips(seconds in -62_167_219_200_i64..253_402_300_800, nanos in 0_u32..1_000_000_000) {
            let time = DateTime::from_timestamp(seconds, nanos).unwrap();
            round_trip(&time);
            round_trip(&time.naive_utc());
            round_trip(&time.naive_utc().date());
            round_trip(&time.naive_utc().time());
            round_trip_as::<_, UnixSeconds>(&DateTime::from_timestamp(seconds, 0).unwrap());
            round_trip_as::<_, Option<UnixMillis>>(&DateTime::from_timestamp_millis(seconds));
        }
    }
}
