//! Dates and times of day as text, and as days since 1970.
//!
//! Written text has a fixed width, so that it sorts as the times do: nothing is shortened, not even a fraction of zero.

use std::fmt::{self, Write as _};

use super::buffer::Buffer;
use crate::error::{Error, Result};

pub(crate) const SECONDS_PER_DAY: i64 = 86_400;
pub(crate) const NANOS_PER_SECOND: i128 = 1_000_000_000;

/// A day of the Gregorian calendar, in the years 0000 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// A time of day. The second 60 is a leap second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) second: u8,
    pub(crate) nanos: u32,
}

impl Date {
    /// The date of this year, which may be out of range.
    pub(crate) fn new(year: i64, month: u8, day: u8) -> Result<Self> {
        match u16::try_from(year) {
            Ok(year @ 0..=9999) => Ok(Self { year, month, day }),
            _ => Err(Error::encode(
                "as text, only dates in the years 0000 to 9999 can be stored",
            )),
        }
    }

    /// The date that is so many days after 1970-01-01.
    ///
    /// The calendar repeats every 400 years; counted from March on, the leap day is the last of its year.
    /// <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>
    pub(crate) fn from_days(days: i64) -> Result<Self> {
        let days = days.saturating_add(719_468);
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = era * 400 + year_of_era + i64::from(month <= 2);
        Self::new(year, small(month), small(day))
    }

    /// How many days it is after 1970-01-01.
    pub(crate) fn to_days(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    fn exists(self) -> bool {
        let is_leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let last = match self.month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return false,
        };
        (1..=last).contains(&self.day)
    }
}

/// A part of a date or time, which is never as large as 255.
fn small(part: i64) -> u8 {
    u8::try_from(part).unwrap_or(u8::MAX)
}

impl Clock {
    /// The time that is so many seconds after midnight.
    fn from_seconds(seconds: i64, nanos: u32) -> Self {
        Self {
            hour: small(seconds / 3600),
            minute: small(seconds / 60 % 60),
            second: small(seconds % 60),
            nanos,
        }
    }

    fn to_seconds(self) -> i64 {
        i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:02}:{:02}:{:02}.{:09}",
            self.hour, self.minute, self.second, self.nanos
        )
    }
}

/// The text of dates and times, which is known to be short.
pub(crate) fn text(arguments: fmt::Arguments<'_>) -> Result<Buffer> {
    Buffer::of(arguments).map_err(|_| Error::encode("this time is too long to be stored"))
}

/// An instant, in nanoseconds since the epoch, as RFC 3339 in UTC: `2026-01-31T09:30:00.000000000Z`.
pub(crate) fn write_instant(nanos: i128) -> Result<Buffer> {
    let seconds = nanos.div_euclid(NANOS_PER_SECOND);
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    let date = Date::from_days(seconds.div_euclid(SECONDS_PER_DAY))?;
    let fraction = u32::try_from(nanos.rem_euclid(NANOS_PER_SECOND)).unwrap_or_default();
    let clock = Clock::from_seconds(seconds.rem_euclid(SECONDS_PER_DAY), fraction);
    text(format_args!("{date}T{clock}Z"))
}

/// Reads any RFC 3339 time, in nanoseconds since the epoch.
pub(crate) fn read_instant(text: &str) -> Result<i128> {
    read_all(text, |rest| {
        let (date, clock) = rest.date_and_clock()?;
        let offset = rest.offset()?;
        let seconds = date.to_days() * SECONDS_PER_DAY + clock.to_seconds() - offset;
        Some(i128::from(seconds) * NANOS_PER_SECOND + i128::from(clock.nanos))
    })
    .ok_or_else(|| {
        Error::decode(
            "expected an RFC 3339 time such as `2026-01-31T09:30:00Z`, with up to 9 decimals",
        )
    })
}

/// Reads a date: `2026-01-31`.
#[cfg(any(test, feature = "chrono", feature = "time"))]
pub(crate) fn read_date(text: &str) -> Result<Date> {
    read_all(text, |rest| rest.date())
        .ok_or_else(|| Error::decode("expected a date such as `2026-01-31`"))
}

/// Reads a time of day: `09:30:00.5`.
#[cfg(any(test, feature = "chrono", feature = "time"))]
pub(crate) fn read_clock(text: &str) -> Result<Clock> {
    read_all(text, |rest| rest.clock()).ok_or_else(|| {
        Error::decode("expected a time of day such as `09:30:00`, with up to 9 decimals")
    })
}

/// Reads a date and a time of day without an offset: `2026-01-31T09:30:00`.
#[cfg(any(test, feature = "chrono", feature = "time"))]
pub(crate) fn read_date_and_clock(text: &str) -> Result<(Date, Clock)> {
    read_all(text, |rest| rest.date_and_clock()).ok_or_else(|| {
        Error::decode(
            "expected a date and time such as `2026-01-31T09:30:00`, without an offset, with up to 9 decimals",
        )
    })
}

/// A date or time of day of another crate, as the text that it is stored as and that stands in keys.
#[cfg(any(feature = "chrono", feature = "time"))]
pub(crate) trait CivilText: Sized {
    /// The punctuation of the text.
    const MARKS: &'static str;

    fn to_text(&self) -> Result<Buffer>;

    fn from_text(text: &str) -> Result<Self>;
}

fn read_all<T>(text: &str, read: impl FnOnce(&mut Rest<'_>) -> Option<T>) -> Option<T> {
    let mut rest = Rest(text.as_bytes());
    let value = read(&mut rest)?;
    rest.0.is_empty().then_some(value)
}

/// What has not been read yet.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    fn one_of(&mut self, allowed: &[u8]) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        if !allowed.contains(&first) {
            return None;
        }
        self.0 = rest;
        Some(first)
    }

    fn digit(&mut self) -> Option<u8> {
        self.one_of(b"0123456789").map(|digit| digit - b'0')
    }

    fn two_digits(&mut self) -> Option<u8> {
        Some(self.digit()? * 10 + self.digit()?)
    }

    fn date(&mut self) -> Option<Date> {
        let year = u16::from(self.two_digits()?) * 100 + u16::from(self.two_digits()?);
        self.one_of(b"-")?;
        let month = self.two_digits()?;
        self.one_of(b"-")?;
        let day = self.two_digits()?;
        let date = Date { year, month, day };
        date.exists().then_some(date)
    }

    fn clock(&mut self) -> Option<Clock> {
        let hour = self.two_digits()?;
        self.one_of(b":")?;
        let minute = self.two_digits()?;
        self.one_of(b":")?;
        let second = self.two_digits()?;
        let nanos = self.fraction()?;
        (hour < 24 && minute < 60 && second <= 60).then_some(Clock {
            hour,
            minute,
            second,
            nanos,
        })
    }

    /// The decimals of a second, if there are any. What is finer than a nanosecond would be lost, and is refused.
    fn fraction(&mut self) -> Option<u32> {
        let mut nanos = 0;
        if self.peek() == Some(b'.') {
            self.one_of(b".")?;
            let mut unit = 100_000_000;
            nanos = u32::from(self.digit()?) * unit;
            while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                unit /= 10;
                let digit = self.digit()?;
                if unit == 0 && digit != 0 {
                    return None;
                }
                nanos += u32::from(digit) * unit;
            }
        }
        Some(nanos)
    }

    fn date_and_clock(&mut self) -> Option<(Date, Clock)> {
        let date = self.date()?;
        self.one_of(b"Tt ")?;
        Some((date, self.clock()?))
    }

    /// How many seconds local time is ahead of UTC.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.one_of(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = i64::from(self.two_digits()?);
        self.one_of(b":")?;
        let minutes = i64::from(self.two_digits()?);
        (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
    }
}

/// Writes `units` of which `10^decimals` make one, in plain digits: 1500 milliseconds as `1.5`.
pub(crate) fn write_decimal(units: i128, decimals: u32) -> Result<Buffer> {
    let one = 10_u128.pow(decimals);
    let (whole, fraction) = (units.unsigned_abs() / one, units.unsigned_abs() % one);
    let sign = if units < 0 { "-" } else { "" };
    let mut out = text(format_args!("{sign}{whole}"))?;
    if fraction != 0 {
        let width = decimals as usize;
        let digits = text(format_args!("{fraction:0width$}"))?;
        let digits = digits.as_str().trim_end_matches('0');
        write!(out, ".{digits}")
            .map_err(|_| Error::encode("this time is too long to be stored"))?;
    }
    Ok(out)
}

/// Reads a number as units of which `10^decimals` make one: `1.5` as 1500 milliseconds.
pub(crate) fn read_decimal(text: &str, decimals: u32) -> Result<i128> {
    let number = super::number::canonical(text).map_err(super::number::Fault::when_reading)?;
    let unsigned = number.as_str().trim_start_matches('-');
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let missing = decimals
        .checked_sub(u32::try_from(fraction.len()).unwrap_or(u32::MAX))
        .ok_or_else(|| Error::decode("a time finer than a nanosecond cannot be read exactly"))?;
    let whole: i128 = whole.parse().map_err(|_| super::time::out_of_range())?;
    // No fraction is an empty text, which is not a number.
    let fraction = fraction.parse().unwrap_or(0_i128) * 10_i128.pow(missing);
    let units = whole
        .checked_mul(10_i128.pow(decimals))
        .and_then(|units| units.checked_add(fraction))
        .ok_or_else(super::time::out_of_range)?;
    Ok(if number.as_str().starts_with('-') {
        -units
    } else {
        units
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn knows_the_calendar() {
        for (days, date) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (-719_528, "0000-01-01"),
            (2_932_896, "9999-12-31"),
            (19_782, "2024-02-29"),
        ] {
            assert_eq!(Date::from_days(days).unwrap().to_string(), date);
            assert_eq!(read_date(date).unwrap().to_days(), days);
        }
        assert!(Date::from_days(-719_529).is_err());
        assert!(Date::from_days(2_932_897).is_err());
        assert!(Date::from_days(i64::MAX).is_err());
        assert!(Date::from_days(i64::MIN).is_err());
    }

    #[test]
    fn reads_every_rfc_3339_time() {
        let half_past_nine = 1_769_851_800 * NANOS_PER_SECOND;
        for text in [
            "2026-01-31T09:30:00Z",
            "2026-01-31t09:30:00z",
            "2026-01-31 09:30:00.000Z",
            "2026-01-31T10:00:00+00:30",
            "2026-01-30T22:30:00-11:00",
            "2026-01-31T09:30:00.000000000000Z",
            "2026-01-31T09:29:60Z",
        ] {
            assert_eq!(read_instant(text).unwrap(), half_past_nine, "{text}");
        }
        assert_eq!(
            read_instant("1969-12-31T23:59:59.5Z").unwrap(),
            -500_000_000
        );
        assert_eq!(read_instant("1970-01-01T00:00:00.000000001Z").unwrap(), 1);
    }

    #[test]
    fn refuses_everything_else() {
        for text in [
            "",
            "2026-01-31",
            "2026-01-31T09:30Z",
            "2026-01-31T09:30:00",
            "2026-02-29T09:30:00Z",
            "2026-13-01T09:30:00Z",
            "2026-00-01T09:30:00Z",
            "2026-01-00T09:30:00Z",
            "2026-01-31T24:00:00Z",
            "2026-01-31T09:60:00Z",
            "2026-01-31T09:30:61Z",
            "2026-01-31T09:30:00.Z",
            "2026-01-31T09:30:00.0000000001Z",
            "2026-01-31T09:30:00+0100",
            "2026-01-31T09:30:00+24:00",
            "2026-01-31T09:30:00Z ",
            "12026-01-31T09:30:00Z",
            "1769851800",
        ] {
            assert!(read_instant(text).is_err(), "{text}");
        }
    }

    #[test]
    fn decimals_are_exact() {
        assert_eq!(write_decimal(1_500_000_000, 9).unwrap().as_str(), "1.5");
        assert_eq!(write_decimal(-1, 9).unwrap().as_str(), "-0.000000001");
        assert_eq!(write_decimal(0, 9).unwrap().as_str(), "0");
        assert_eq!(read_decimal("1.5E0", 9).unwrap(), 1_500_000_000);
        assert_eq!(read_decimal("-0.5", 3).unwrap(), -500);
        assert!(read_decimal("1E-10", 9).is_err());
        assert!(read_decimal("1E50", 9).is_err());
    }

    proptest! {
        #[test]
        fn instants_read_as_written_and_sort_as_text(
            a in -62_167_219_200_000_000_000_i128..253_402_300_800_000_000_000,
            b in -62_167_219_200_000_000_000_i128..253_402_300_800_000_000_000,
        ) {
            let (a_text, b_text) = (write_instant(a).unwrap(), write_instant(b).unwrap());
            prop_assert_eq!(read_instant(a_text.as_str()).unwrap(), a);
            prop_assert_eq!(a_text.as_str().len(), 30);
            prop_assert_eq!(a.cmp(&b), a_text.as_str().cmp(b_text.as_str()));
        }

        #[test]
        fn decimals_read_as_written(units: i64, decimals in 0_u32..10) {
            let text = write_decimal(i128::from(units), decimals).unwrap();
            prop_assert_eq!(read_decimal(text.as_str(), decimals).unwrap(), i128::from(units));
        }

        #[test]
        fn reading_never_panics(text in "[0-9T:.Z+-]{0,40}") {
            let _ = (read_instant(&text), read_date(&text), read_clock(&text), read_date_and_clock(&text));
        }
    }
}
