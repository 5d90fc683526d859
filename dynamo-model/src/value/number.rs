//! Exact numbers.

use std::cmp::Ordering;
use std::fmt::{self, Write as _};
use std::str::FromStr;

use super::buffer::Buffer;
use super::{Attribute, Decode, Encode, NoFields, Reader, Writer, kind};
use crate::error::{Error, Result};

/// How many significant digits DynamoDB keeps of a number.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number>
const MAX_DIGITS: usize = 38;

/// The powers of ten that the first significant digit of a number may stand for.
const MAGNITUDES: std::ops::RangeInclusive<i64> = -130..=125;

/// A number exactly as DynamoDB stores it: decimal, with up to 38 significant digits.
///
/// Use it where neither an integer nor a float says what is meant: amounts of any size and precision, or numbers
/// whose exact value matters and is not known beforehand. It is text inside, in the form to which DynamoDB brings
/// every number (no exponent, no needless zeros), so that equal numbers are equal however they were spelled.
///
/// ```
/// use dynamo_model::value::Number;
///
/// let price: Number = "19.990".parse()?;
/// assert_eq!(price.as_str(), "19.99");
/// assert_eq!("1.5E2".parse::<Number>()?, Number::from(150));
/// assert!(price < Number::from(20));
///
/// // What DynamoDB could not keep exactly is refused.
/// assert!("123456789012345678901234567890123456789".parse::<Number>().is_err());
/// assert!(Number::try_from(f64::NAN).is_err());
///
/// assert_eq!(price.to_f64(), 19.99);
/// assert_eq!(u8::try_from(&Number::from(200))?, 200);
/// assert!(i8::try_from(&Number::from(200)).is_err());
/// # Ok::<(), dynamo_model::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

impl Number {
    /// The number in plain digits: no exponent, no `+`, no zeros that change nothing.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest `f64`. It has 15 to 17 significant digits: further ones are rounded.
    pub fn to_f64(&self) -> f64 {
        // Plain digits within the range of DynamoDB always are an `f64`.
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// Whether it has no digits after the point.
    pub fn is_integer(&self) -> bool {
        !self.0.contains('.')
    }

    /// Reads a number from text that was stored.
    pub(crate) fn from_stored(text: &str) -> Result<Self> {
        canonical(text)
            .map(|text| Self(text.as_str().into()))
            .map_err(Fault::when_reading)
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::from(0)
    }
}

impl FromStr for Number {
    type Err = Error;

    /// Accepts decimal digits with an optional `-`, an optional fraction and an optional exponent: `-12.50`, `15E-1`.
    fn from_str(text: &str) -> Result<Self> {
        match canonical(text) {
            Ok(text) => Ok(Self(text.as_str().into())),
            Err(fault) => Err(fault.when_writing()),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (is_nonnegative, digits) = match self.0.strip_prefix('-') {
            Some(digits) => (false, digits),
            None => (true, &*self.0),
        };
        f.pad_integral(is_nonnegative, "", digits)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({})", self.0)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        compare_canonical(&self.0, &other.0)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Decode for Number {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        Self::from_stored(&reader.number()?)
    }
}

impl Encode for Number {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.number(&self.0)
    }
}

impl Attribute for Number {
    type Kind = kind::N;
    type Operand = Self;
    type Fields<R> = NoFields;
}

macro_rules! from_integers {
    ($($ty:ty)*) => {$(
        impl From<$ty> for Number {
            fn from(value: $ty) -> Self {
                Self(itoa::Buffer::new().format(value).into())
            }
        }
    )*};
}
from_integers!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize);

macro_rules! try_from_integers {
    ($($ty:ty)*) => {$(
        impl TryFrom<$ty> for Number {
            type Error = Error;

            /// Fails for a value of more than 38 significant digits.
            fn try_from(value: $ty) -> Result<Self> {
                itoa::Buffer::new().format(value).parse()
            }
        }
    )*};
}
try_from_integers!(i128 u128);

macro_rules! try_from_floats {
    ($($ty:ty)*) => {$(
        impl TryFrom<$ty> for Number {
            type Error = Error;

            /// The shortest number that reads back as this float. Fails for NaN, infinities, and what is out of the
            /// range of DynamoDB.
            fn try_from(value: $ty) -> Result<Self> {
                super::scalar::float_text(value.is_finite(), &value)?.as_str().parse()
            }
        }
    )*};
}
try_from_floats!(f32 f64);

macro_rules! try_into_integers {
    ($($ty:ty)*) => {$(
        impl TryFrom<&Number> for $ty {
            type Error = Error;

            /// Fails for a number with a fraction, and for one that does not fit.
            fn try_from(number: &Number) -> Result<Self> {
                whole(&number.0, stringify!($ty))
            }
        }

        impl TryFrom<Number> for $ty {
            type Error = Error;

            /// Fails for a number with a fraction, and for one that does not fit.
            fn try_from(number: Number) -> Result<Self> {
                Self::try_from(&number)
            }
        }
    )*};
}
try_into_integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

/// Fails unless `text` is a number that DynamoDB can store exactly.
pub(crate) fn check(text: &str) -> Result<()> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(());
    }
    match Parts::of(text).and_then(|parts| parts.significant()) {
        Ok(_) => Ok(()),
        Err(fault) => Err(fault.when_writing()),
    }
}

/// Reads a whole number of the integer type that is called `name`, however it is spelled: `100`, `1E+2`, `100.0`.
pub(crate) fn whole<T: FromStr>(text: &str, name: &'static str) -> Result<T> {
    // Nearly always the first attempt succeeds.
    text.parse().or_else(|_| whole_slow(text, name))
}

#[cold]
fn whole_slow<T: FromStr>(text: &str, name: &'static str) -> Result<T> {
    let text = canonical(text).map_err(Fault::when_reading)?;
    if text.as_str().contains('.') {
        return Err(Error::decode(format!(
            "expected a whole number that fits {name}, found one with decimals"
        )));
    }
    text.as_str().parse().map_err(|_| {
        Error::decode(format!(
            "expected a whole number that fits {name}, found one out of its range"
        ))
    })
}

/// Why text is not a number of DynamoDB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Malformed,
    TooManyDigits,
    OutOfRange,
}

impl Fault {
    fn message(self) -> &'static str {
        match self {
            Self::Malformed => "not a decimal number such as `-12.5` or `15E-1`",
            Self::TooManyDigits => "a number has at most 38 significant digits",
            Self::OutOfRange => {
                "a number other than 0 lies between 1E-130 and 9.99E+125, or between -9.99E+125 and -1E-130"
            }
        }
    }

    #[cold]
    pub(crate) fn when_reading(self) -> Error {
        Error::decode(self.message())
    }

    #[cold]
    pub(crate) fn when_writing(self) -> Error {
        Error::encode(self.message())
    }
}

/// A number's text, taken apart.
struct Parts<'a> {
    negative: bool,
    /// The digits before the point.
    whole: &'a str,
    /// The digits after the point.
    fraction: &'a str,
    exponent: i64,
}

/// Which digits of a number count, and for how much.
struct Significant {
    /// How many zeros stand before the first digit that counts.
    leading_zeros: usize,
    /// How many digits count; 0 for the number 0.
    digits: usize,
    /// The power of ten that the first of them stands for.
    magnitude: i64,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Result<Self, Fault> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(unsigned) => (true, unsigned),
            None => (false, text),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (digits(whole)?, digits(fraction)?),
            None => (digits(mantissa)?, ""),
        };
        Ok(Self {
            negative,
            whole,
            fraction,
            exponent,
        })
    }

    fn all_digits(&self) -> impl DoubleEndedIterator<Item = char> {
        self.whole.chars().chain(self.fraction.chars())
    }

    /// Fails if DynamoDB could not keep them all.
    fn significant(&self) -> Result<Significant, Fault> {
        let all = self.whole.len() + self.fraction.len();
        let is_zero = |digit: &char| *digit == '0';
        let leading_zeros = self.all_digits().take_while(is_zero).count();
        if leading_zeros == all {
            return Ok(Significant {
                leading_zeros,
                digits: 0,
                magnitude: 0,
            });
        }
        let trailing_zeros = self.all_digits().rev().take_while(is_zero).count();
        let digits = all - leading_zeros - trailing_zeros;
        if digits > MAX_DIGITS {
            return Err(Fault::TooManyDigits);
        }
        let before_point = i64::try_from(self.whole.len()).map_err(|_| Fault::OutOfRange)?;
        let skipped = i64::try_from(leading_zeros).map_err(|_| Fault::OutOfRange)?;
        let magnitude = self.exponent.saturating_add(before_point - 1 - skipped);
        if !MAGNITUDES.contains(&magnitude) {
            return Err(Fault::OutOfRange);
        }
        Ok(Significant {
            leading_zeros,
            digits,
            magnitude,
        })
    }

    /// Writes the number in plain digits.
    fn write(&self, significant: &Significant, out: &mut Buffer) -> fmt::Result {
        if significant.digits == 0 {
            return out.write_char('0');
        }
        if self.negative {
            out.write_char('-')?;
        }
        for position in 0..=-1 - significant.magnitude {
            out.write_str(if position == 0 { "0." } else { "0" })?;
        }
        let digits = self.all_digits().skip(significant.leading_zeros);
        let mut power = significant.magnitude;
        for digit in digits.take(significant.digits) {
            if power == -1 && significant.magnitude >= 0 {
                out.write_char('.')?;
            }
            out.write_char(digit)?;
            power -= 1;
        }
        (0..=power).try_for_each(|_| out.write_char('0'))
    }
}

fn digits(text: &str) -> Result<&str, Fault> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Fault::Malformed);
    }
    Ok(text)
}

fn parse_exponent(text: &str) -> Result<i64, Fault> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    // What is too large for an `i32` is out of range for every number but 0.
    let exponent = digits(unsigned)?.parse::<i32>().unwrap_or(i32::MAX);
    Ok(i64::from(if text.starts_with('-') {
        -exponent
    } else {
        exponent
    }))
}

/// The number in the form to which DynamoDB brings every number.
pub(crate) fn canonical(text: &str) -> Result<Buffer, Fault> {
    let parts = Parts::of(text)?;
    let significant = parts.significant()?;
    let mut out = Buffer::new();
    parts
        .write(&significant, &mut out)
        .map_err(|_| Fault::OutOfRange)?;
    Ok(out)
}

/// Compares two numbers in canonical form by value.
pub(crate) fn compare_canonical(a: &str, b: &str) -> Ordering {
    match (a.strip_prefix('-'), b.strip_prefix('-')) {
        (Some(a), Some(b)) => compare_unsigned(b, a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => compare_unsigned(a, b),
    }
}

fn compare_unsigned(a: &str, b: &str) -> Ordering {
    let (a_whole, a_fraction) = a.split_once('.').unwrap_or((a, ""));
    let (b_whole, b_fraction) = b.split_once('.').unwrap_or((b, ""));
    // Without leading zeros, more digits are a larger number; without trailing ones, fractions sort as text.
    (a_whole.len(), a_whole, a_fraction).cmp(&(b_whole.len(), b_whole, b_fraction))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::*;
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn is_kept_as_dynamodb_normalises_it() {
        for (given, kept) in [
            ("00042", "42"),
            ("1.0", "1"),
            ("3.1400", "3.14"),
            ("1.5E2", "150"),
            ("-0", "0"),
            ("0.00", "0"),
            ("0e500", "0"),
            ("-000.5000", "-0.5"),
            ("1e-3", "0.001"),
            ("12.34e1", "123.4"),
            ("12.34e+2", "1234"),
            ("0.0012e2", "0.12"),
            ("0.0012e3", "1.2"),
            ("100", "100"),
        ] {
            assert_eq!(number(given).as_str(), kept, "{given}");
        }
    }

    #[test]
    fn has_38_digits_and_no_more() {
        let nines = "9".repeat(38);
        assert_eq!(number(&nines).as_str(), nines);
        assert_eq!(
            number(&format!("000{nines}.000")).as_str(),
            nines,
            "only significant digits count"
        );
        assert_eq!(number(&format!("{nines}E87")).as_str().len(), 125);
        for text in [
            format!("{nines}9"),
            format!("0.{nines}9"),
            format!("1{}1", "0".repeat(37)),
        ] {
            let error = text.parse::<Number>().unwrap_err();
            assert_eq!(
                error.to_string(),
                "a number has at most 38 significant digits"
            );
            assert_eq!(
                read_error::<Number>(n(&text)),
                "a number has at most 38 significant digits"
            );
        }
    }

    #[test]
    fn has_the_range_of_dynamodb() {
        let nines = "9".repeat(38);
        let smallest = format!("0.{}1", "0".repeat(129));
        for text in [
            "1E125",
            "-1E125",
            &format!("{nines}E88"),
            &format!("-{nines}E88"),
            "1E-130",
            &smallest,
        ] {
            assert!(check(text).is_ok(), "{text}");
            assert!(text.parse::<Number>().is_ok(), "{text}");
        }
        assert_eq!(number("1E-130").as_str(), smallest);
        for text in [
            "1E126",
            "-1E126",
            "1E-131",
            "-1E-131",
            "1E99999999999999999999",
            "1E-99999999999",
        ] {
            assert!(
                check(text)
                    .unwrap_err()
                    .to_string()
                    .starts_with("a number other than 0 lies")
            );
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }

    #[test]
    fn is_decimal_digits_and_nothing_else() {
        for text in [
            "", "-", "+1", " 1", "1 ", ".5", "1.", "-.5", "1e", "1e+", "e1", "1e1.5", "1,000",
            "0x1f", "NaN", "inf", "--1", "1.2.3", "1_000", "½", "１",
        ] {
            let error = text.parse::<Number>().unwrap_err().to_string();
            assert_eq!(
                error, "not a decimal number such as `-12.5` or `15E-1`",
                "{text}"
            );
            assert!(check(text).is_err(), "{text}");
            assert!(from_stored_fails(text), "{text}");
        }
    }

    fn from_stored_fails(text: &str) -> bool {
        Number::from_stored(text).is_err_and(|e| e.kind() == crate::error::ErrorKind::Decode)
    }

    #[test]
    fn is_ordered_by_value() {
        let ascending = [
            "-1E125", "-100.5", "-100", "-99", "-1.5", "-1.45", "-0.5", "-1E-130", "0", "1E-130",
            "0.45", "0.5", "1", "1.45", "1.5", "9", "10", "10.01", "99", "100", "1E125",
        ];
        for pair in ascending.windows(2) {
            assert!(number(pair[0]) < number(pair[1]), "{pair:?}");
        }
        assert_eq!(number("1.50"), number("15e-1"));
    }

    #[test]
    fn converts_exactly_or_not_at_all() {
        assert_eq!(
            i64::try_from(number("-9223372036854775808")).unwrap(),
            i64::MIN
        );
        assert_eq!(
            i64::try_from(number("9223372036854775808"))
                .unwrap_err()
                .to_string(),
            "expected a whole number that fits i64, found one out of its range"
        );
        assert!(u8::try_from(number("1.5")).is_err());
        assert!(Number::try_from(u128::MAX).is_err());
        assert_eq!(
            Number::try_from(10_u128.pow(38)).unwrap().as_str().len(),
            39
        );
        assert_eq!(Number::try_from(-0.0).unwrap(), Number::from(0));
        assert_eq!(Number::try_from(0.1_f32).unwrap().as_str(), "0.1");
        for refused in [
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            1e126,
            1e-131,
            f64::MAX,
            f64::MIN_POSITIVE,
        ] {
            assert!(Number::try_from(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn displays_with_the_options_of_numbers() {
        assert_eq!(
            format!(
                "{:>6}|{:<6}|{:06}",
                number("-1.5"),
                number("2"),
                number("-3")
            ),
            "  -1.5|2     |-00003"
        );
    }

    proptest! {
        #[test]
        fn every_spelling_is_the_same_number(digits in 0_u64.., scale in 0_usize..20, zeros in 0_usize..5, negative: bool) {
            let sign = if negative { "-" } else { "" };
            let plain = number(&format!("{sign}{digits}E-{scale}"));
            let padded = format!("{sign}{}{digits}{}E-{}", "0".repeat(zeros), "0".repeat(zeros), scale + zeros);
            prop_assert_eq!(&plain, &number(&padded));
            prop_assert_eq!(&plain, &number(plain.as_str()));
            prop_assert!(check(plain.as_str()).is_ok());
            round_trip(&plain);
        }

        #[test]
        fn order_is_that_of_floats(a in -1e15_f64..1e15, b in -1e15_f64..1e15) {
            let order = Number::try_from(a).unwrap().cmp(&Number::try_from(b).unwrap());
            prop_assert_eq!(Some(order), a.partial_cmp(&b));
        }

        #[test]
        fn never_panics(text in "-?[0-9.eE+-]{0,60}") {
            let parsed = text.parse::<Number>();
            prop_assert_eq!(parsed.is_ok(), check(&text).is_ok());
        }
    }
}
