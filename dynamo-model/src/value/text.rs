//! Text.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Attribute, Container, Decode, Encode, NoFields, Reader, Writer, kind};
use crate::error::Result;

impl Encode for str {
    fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
        writer.str(self)
    }
}

macro_rules! texts {
    ($([$($lifetime:lifetime)?] $ty:ty;)*) => {$(
        impl<$($lifetime)?> Decode for $ty {
            fn decode(reader: &mut dyn Reader<'_>) -> Result<Self> {
                Ok(reader.str()?.into_owned().into())
            }
        }

        impl<$($lifetime)?> Encode for $ty {
            fn encode(&self, writer: &mut dyn Writer) -> Result<()> {
                writer.str(self)
            }
        }

        impl<$($lifetime)?> Attribute for $ty {
            type Kind = kind::S;
            type Operand = Self;
            type Fields<R> = NoFields;
        }

        impl<$($lifetime)?> Container for $ty {
            type Element = String;
        }
    )*};
}

texts! {
    [] String;
    [] Box<str>;
    [] Arc<str>;
    ['a] Cow<'a, str>;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::*;
    use super::*;

    #[test]
    fn is_a_string_and_nothing_else() {
        assert_eq!(stored(&String::new()), s(""));
        assert_eq!(read_error::<String>(n("1")), "expected S, found N");
        assert_eq!(read_error::<Arc<str>>(b(b"a")), "expected S, found B");
    }

    proptest! {
        #[test]
        fn round_trips(text: String) {
            prop_assert_eq!(stored(&text), s(&text));
            round_trip::<Box<str>>(&text.as_str().into());
            round_trip::<Arc<str>>(&text.as_str().into());
            round_trip::<Cow<'_, str>>(&text.as_str().into());
            round_trip(&text);
        }
    }
}
