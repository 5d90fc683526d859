//! The times of `time`, stored as text that sorts as they do.

use std::borrow::Cow;

use time::{Date as CalendarDate, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime};

use crate::error::Result;
use crate::value::buffer::Buffer;
use crate::value::civil::{self, CivilText, Clock, Date};
use crate::value::time::{INSTANT_MARKS, out_of_range, read_instant_part, write_instant_part};
use crate::value::{
    Attribute, Codec, Decode, Encode, KeyPart, MapKey, NoFields, PartText, PartWriter, PointInTime,
    Reader, Rfc3339, Writer, kind,
};

impl PointInTime for UtcDateTime {
    fn unix_nanos(&self) -> i128 {
        self.unix_timestamp_nanos()
    }

    fn from_unix_nanos(nanos: i128) -> Result<Self> {
        Self::from_unix_timestamp_nanos(nanos).map_err(|_| out_of_range())
    }
}

/// The offset is not kept: it reads back as the same instant (and an equal value), in UTC.
impl PointInTime for OffsetDateTime {
    fn unix_nanos(&self) -> i128 {
        self.unix_timestamp_nanos()
    }

    fn from_unix_nanos(nanos: i128) -> Result<Self> {
        Self::from_unix_timestamp_nanos(nanos).map_err(|_| out_of_range())
    }
}

fn date_of(date: CalendarDate) -> Result<Date> {
    Date::new(date.year().into(), date.month().into(), date.day())
}

fn calendar_date(date: Date) -> Result<CalendarDate> {
    let month = Month::try_from(date.month).map_err(|_| out_of_range())?;
    CalendarDate::from_calendar_date(date.year.into(), month, date.day).map_err(|_| out_of_range())
}

fn clock_of(time: Time) -> Clock {
    let (hour, minute, second, nanos) = time.as_hms_nano();
    Clock {
        hour,
        minute,
        second,
        nanos,
    }
}

/// Fails for a leap second, which a `Time` cannot hold.
fn time_of(clock: Clock) -> Result<Time> {
    Time::from_hms_nano(clock.hour, clock.minute, clock.second, clock.nanos)
        .map_err(|_| out_of_range())
}

macro_rules! instants {
    ($($ty:ty)*) => {$(
        impl Decode for $ty {
            fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
                Rfc3339::decode(reader)
            }
        }

        impl Encode for $ty {
            fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
                Rfc3339::encode(self, writer)
            }
        }

        impl KeyPart for $ty {
            const MARKS: &'static str = INSTANT_MARKS;

            fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
                write_instant_part(self, writer)
            }

            fn read_part(text: PartText<'_>) -> Result<Self> {
                read_instant_part(text)
            }
        }
    )*};
}
instants!(UtcDateTime OffsetDateTime);

impl CivilText for CalendarDate {
    const MARKS: &'static str = "-";

    fn to_text(&self) -> Result<Buffer> {
        civil::text(format_args!("{}", date_of(*self)?))
    }

    fn from_text(text: &str) -> Result<Self> {
        civil::read_date(text).and_then(calendar_date)
    }
}

impl CivilText for Time {
    const MARKS: &'static str = ":.";

    fn to_text(&self) -> Result<Buffer> {
        civil::text(format_args!("{}", clock_of(*self)))
    }

    fn from_text(text: &str) -> Result<Self> {
        civil::read_clock(text).and_then(time_of)
    }
}

impl CivilText for PrimitiveDateTime {
    const MARKS: &'static str = "-:.";

    fn to_text(&self) -> Result<Buffer> {
        let (date, clock) = (date_of(self.date())?, clock_of(self.time()));
        civil::text(format_args!("{date}T{clock}"))
    }

    fn from_text(text: &str) -> Result<Self> {
        let (date, clock) = civil::read_date_and_clock(text)?;
        Ok(Self::new(calendar_date(date)?, time_of(clock)?))
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
dates_and_times_of_day!(CalendarDate Time PrimitiveDateTime);

macro_rules! stored_as_text {
    ($($ty:ty)*) => {$(
        impl Attribute for $ty {
            type Kind = kind::S;
            type Operand = Self;
            type Fields<R> = NoFields;
        }
    )*};
}
stored_as_text!(UtcDateTime OffsetDateTime CalendarDate Time PrimitiveDateTime);

/// The text of a date. A year before 0000, which no reader accepts, is as `time` writes it.
impl MapKey for CalendarDate {
    fn to_key(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn from_key(key: Cow<'_, str>) -> Result<Self> {
        civil::read_date(&key).and_then(calendar_date)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use time::macros::{date, datetime, time, utc_datetime};

    use super::*;
    use crate::value::part::testing::*;
    use crate::value::testing::*;
    use crate::value::{UnixMillis, UnixSeconds};

    #[test]
    fn is_text_of_fixed_width() {
        assert_eq!(stored(&date!(0987 - 01 - 31)), s("0987-01-31"));
        assert_eq!(stored(&time!(9:30)), s("09:30:00.000000000"));
        assert_eq!(
            stored(&datetime!(2026-01-31 09:30)),
            s("2026-01-31T09:30:00.000000000")
        );
        assert_eq!(
            stored(&utc_datetime!(2026-01-31 09:30)),
            s("2026-01-31T09:30:00.000000000Z")
        );
        assert_eq!(
            stored(&datetime!(2026-01-31 10:30 +1)),
            s("2026-01-31T09:30:00.000000000Z")
        );
        round_trip(&datetime!(2026-01-31 10:30 +1));
        round_trip(&BTreeMap::from([(date!(2026 - 01 - 31), 1)]));
    }

    #[test]
    fn refuses_what_neither_side_holds() {
        assert_eq!(
            write_error(&date!(-0001 - 01 - 01)),
            "as text, only dates in the years 0000 to 9999 can be stored"
        );
        assert!(read_error::<Time>(s("23:59:60")).contains("out of the range"));
        assert!(read_error::<Time>(s("24:00:00")).starts_with("expected a time of day"));
        assert_eq!(read_error::<OffsetDateTime>(n("1")), "expected S, found N");
    }

    #[test]
    fn is_the_same_text_in_a_key() {
        assert_eq!(part(&date!(0987 - 01 - 31)), "0987-01-31");
        assert_eq!(part(&time!(9:30)), "09:30:00.000000000");
        assert_eq!(
            part(&datetime!(2026-01-31 09:30)),
            "2026-01-31T09:30:00.000000000"
        );
        assert_eq!(
            part(&datetime!(2026-01-31 10:30 +1)),
            "2026-01-31T09:30:00.000000000Z"
        );
        assert!(read_part_error::<Time>("23:59:60").contains("out of the range"));
    }

    proptest! {
        #[test]
        fn sorts_in_a_key(
            a in -62_167_219_200_000_000_000_i128..253_402_300_800_000_000_000,
            b in -62_167_219_200_000_000_000_i128..253_402_300_800_000_000_000,
        ) {
            let a = UtcDateTime::from_unix_timestamp_nanos(a).unwrap();
            let b = UtcDateTime::from_unix_timestamp_nanos(b).unwrap();
            parts_agree(&a, &b);
            parts_agree(&OffsetDateTime::from(a), &OffsetDateTime::from(b));
            parts_agree(&a.date(), &b.date());
            parts_agree(&a.time(), &b.time());
            let local = |time: UtcDateTime| PrimitiveDateTime::new(time.date(), time.time());
            parts_agree(&local(a), &local(b));
        }

        #[test]
        fn round_trips(nanos in -62_167_219_200_000_000_000_i128..253_402_300_800_000_000_000) {
            let time = UtcDateTime::from_unix_timestamp_nanos(nanos).unwrap();
            round_trip(&time);
            round_trip(&OffsetDateTime::from(time));
            round_trip(&time.date());
            round_trip(&time.time());
            round_trip(&PrimitiveDateTime::new(time.date(), time.time()));
            round_trip_as::<_, UnixSeconds>(&time.replace_nanosecond(0).unwrap());
            round_trip_as::<_, Option<UnixMillis>>(&time.replace_nanosecond(0).ok());
        }
    }
}
