//! `rust_decimal::Decimal`, stored as an exact number.

use rust_decimal::Decimal;

use crate::error::{Error, Result};
use crate::value::buffer::Buffer;
use crate::value::number::{self, Fault};
use crate::value::{Attribute, Decode, Delta, Encode, NoFields, Number, Reader, Writer, kind};

impl Decode for Decimal {
    fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
        let text = number::canonical(&reader.number()?).map_err(Fault::when_reading)?;
        from_canonical(text.as_str())
    }
}

fn from_canonical(text: &str) -> Result<Decimal> {
    Decimal::from_str_exact(text).map_err(|_| {
        Error::decode(
            "expected a number of up to 28 digits that fits Decimal, found one that it cannot hold exactly",
        )
    })
}

impl Encode for Decimal {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        // At most 29 digits, a sign, a point and a zero before it.
        let text = Buffer::of(format_args!("{}", self.normalize()))
            .map_err(|_| Fault::OutOfRange.when_writing())?;
        writer.number(text.as_str())
    }
}

impl Attribute for Decimal {
    type Kind = kind::N;
    type Operand = Self;
    type Fields<R> = NoFields;
}

macro_rules! deltas {
    ($($delta:ty)*) => {$(
        impl Delta<Decimal> for $delta {}
    )*};
}
deltas!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize Decimal);
impl Delta<Number> for Decimal {}

impl From<Decimal> for Number {
    fn from(decimal: Decimal) -> Self {
        // Every `Decimal` is well within the digits and the range of a `Number`.
        decimal.to_string().parse().unwrap_or_default()
    }
}

impl TryFrom<&Number> for Decimal {
    type Error = Error;

    /// Fails for a number that a `Decimal` cannot hold exactly.
    fn try_from(number: &Number) -> Result<Self> {
        from_canonical(number.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::testing::*;

    #[test]
    fn is_exact_or_an_error() {
        assert_eq!(stored(&Decimal::new(19_990, 3)), n("19.99"));
        assert_eq!(stored(&Decimal::new(-0, 2)), n("0"));
        assert_eq!(stored(&-Decimal::ZERO), n("0"));
        assert_eq!(read::<Decimal>(n("1.5E2")), Decimal::from(150));
        let too_fine = format!("0.{}1", "0".repeat(28));
        for text in ["1E29", &too_fine, "12345678901234567890123456789.1"] {
            assert!(
                read_error::<Decimal>(n(text)).starts_with("expected a number of up to 28 digits")
            );
        }
        assert_eq!(read_error::<Decimal>(s("1")), "expected N, found S");
    }

    proptest! {
        #[test]
        fn round_trips(mantissa in -(2_i128.pow(96) - 1)..2_i128.pow(96), scale in 0_u32..=28) {
            let decimal = Decimal::from_i128_with_scale(mantissa, scale);
            round_trip(&decimal);
            prop_assert_eq!(Decimal::try_from(&Number::from(decimal)).unwrap(), decimal);
        }
    }
}
