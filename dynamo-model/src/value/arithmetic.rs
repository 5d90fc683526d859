//! Exact sums of numbers.

use super::Number;
use crate::error::Result;

impl Number {
    /// The sum. Fails if DynamoDB could not keep it exactly.
    pub(crate) fn plus(&self, other: &Self) -> Result<Self> {
        let (one, other) = (Parts::of(self), Parts::of(other));
        let width = one.whole.len().max(other.whole.len());
        let scale = one.fraction.len().max(other.fraction.len());
        let (a, b) = (one.digits(width, scale), other.digits(width, scale));
        let (negative, digits) = if one.negative == other.negative {
            (one.negative, sum(&a, &b))
        } else if a >= b {
            (one.negative, difference(&a, &b))
        } else {
            (other.negative, difference(&b, &a))
        };
        let sign = if negative { "-" } else { "" };
        let digits: String = digits.into_iter().map(|d| char::from(b'0' + d)).collect();
        format!("{sign}{digits}E-{scale}").parse()
    }

    /// The difference. Fails if DynamoDB could not keep it exactly.
    pub(crate) fn minus(&self, other: &Self) -> Result<Self> {
        self.plus(&other.negated()?)
    }

    /// The number with the other sign.
    pub(crate) fn negated(&self) -> Result<Self> {
        match self.as_str().strip_prefix('-') {
            Some(digits) => digits.parse(),
            None => format!("-{self}").parse(),
        }
    }
}

/// A number in plain digits, taken apart.
struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl<'a> Parts<'a> {
    fn of(number: &'a Number) -> Self {
        let (negative, unsigned) = match number.as_str().strip_prefix('-') {
            Some(unsigned) => (true, unsigned),
            None => (false, number.as_str()),
        };
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        Self {
            negative,
            whole,
            fraction,
        }
    }

    /// So many digits before the point, and so many after it.
    fn digits(&self, width: usize, scale: usize) -> Vec<u8> {
        let text = format!("{:0>width$}{:0<scale$}", self.whole, self.fraction);
        text.bytes().map(|digit| digit - b'0').collect()
    }
}

/// Of as many digits each.
fn sum(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut carry = 0;
    let pairs = a.iter().zip(b).rev();
    let mut digits: Vec<_> = pairs
        .map(|(a, b)| {
            let digit = a + b + carry;
            carry = digit / 10;
            digit % 10
        })
        .collect();
    digits.push(carry);
    digits.reverse();
    digits
}

/// Of as many digits each, the larger number first.
fn difference(a: &[u8], b: &[u8]) -> Vec<u8> {
    let mut borrowed = 0;
    let pairs = a.iter().zip(b).rev();
    let mut digits: Vec<_> = pairs
        .map(|(a, b)| {
            let digit = 10 + a - b - borrowed;
            borrowed = u8::from(digit < 10);
            digit % 10
        })
        .collect();
    digits.reverse();
    digits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn is_exact() {
        for (a, b, expected) in [
            ("0", "0", "0"),
            ("0.1", "0.2", "0.3"),
            ("0.3", "-0.1", "0.2"),
            ("-5", "5", "0"),
            ("1", "-1.5", "-0.5"),
            ("99.9", "0.1", "100"),
            (
                "99999999999999999999999999999999999998",
                "1",
                "99999999999999999999999999999999999999",
            ),
            ("1E125", "-1E125", "0"),
            ("1E-130", "1E-130", "2E-130"),
        ] {
            let expected = number(expected);
            assert_eq!(number(a).plus(&number(b)).unwrap(), expected, "{a} + {b}");
            assert_eq!(number(b).plus(&number(a)).unwrap(), expected, "{b} + {a}");
        }
        assert_eq!(number("0").minus(&number("1")).unwrap().as_str(), "-1");
        assert_eq!(number("0").negated().unwrap().as_str(), "0");
    }

    #[test]
    fn fails_for_what_cannot_be_kept() {
        let most = number("99999999999999999999999999999999999999");
        assert!(most.plus(&number("0.1")).is_err());
        assert!(number("1E100").plus(&number("1")).is_err());
        assert!(number("9.99E125").plus(&number("9.99E125")).is_err());
        // One more is the 1 of 39 digits, of which one counts.
        assert_eq!(most.plus(&number("1")).unwrap(), number("1E38"));
    }

    proptest! {
        #[test]
        fn is_that_of_integers(a in -1_000_000_i64.., b in -1_000_000_i64..1_000_000) {
            let (x, y) = (Number::from(a), Number::from(b));
            let (a, b) = (i128::from(a), i128::from(b));
            prop_assert_eq!(x.plus(&y).unwrap(), Number::try_from(a + b).unwrap());
            prop_assert_eq!(x.minus(&y).unwrap(), Number::try_from(a - b).unwrap());
        }

        #[test]
        fn comes_back(a in -1_000_000_i32.., b in any::<i32>(), scale in 0_u8..9) {
            let of = |n: i32| number(&format!("{n}E-{scale}"));
            let there = of(a).plus(&of(b)).unwrap();
            prop_assert_eq!(there.minus(&of(b)).unwrap(), of(a));
        }
    }
}
