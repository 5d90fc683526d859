// #[derive(Document)]
// #[dynamo(rename_all = "snake_case")]
// enum Status {
//     Open,
//     InTransit,
// }

#[doc(hidden)]
#[allow(
    deprecated,
    non_camel_case_types,
    non_snake_case,
    non_upper_case_globals,
    single_use_lifetimes,
    unused_qualifications,
    clippy::absolute_paths,
    clippy::needless_question_mark,
    clippy::type_complexity
)]
const _: () = {
    #[automatically_derived]
    impl ::dynamo_model::__private::MapKey for Status {
        fn to_key(&self) -> ::dynamo_model::__private::Cow<'_, ::core::primitive::str> {
            ::dynamo_model::__private::Cow::Borrowed(
                match self {
                    Self::Open => "open",
                    Self::InTransit => "in_transit",
                },
            )
        }
        fn from_key(
            __key: ::dynamo_model::__private::Cow<'_, ::core::primitive::str>,
        ) -> ::dynamo_model::__private::Result<Self> {
            match &*__key {
                "open" => ::core::result::Result::Ok(Self::Open),
                "in_transit" => ::core::result::Result::Ok(Self::InTransit),
                __other => {
                    ::core::result::Result::Err(
                        ::dynamo_model::__private::unknown_variant(
                            __other,
                            &["open", "in_transit"],
                        ),
                    )
                }
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::KeyPart for Status {
        const MARKS: &'static ::core::primitive::str = "";
        fn write_part(
            &self,
            __writer: &mut ::dynamo_model::__private::PartWriter<'_>,
        ) -> ::dynamo_model::__private::Result<()> {
            __writer
                .text(
                    match self {
                        Self::Open => "open",
                        Self::InTransit => "in_transit",
                    },
                )
        }
        fn read_part(
            __text: ::dynamo_model::__private::PartText<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            match &*__text.text()? {
                "open" => ::core::result::Result::Ok(Self::Open),
                "in_transit" => ::core::result::Result::Ok(Self::InTransit),
                __other => {
                    ::core::result::Result::Err(
                        ::dynamo_model::__private::unknown_variant(
                            __other,
                            &["open", "in_transit"],
                        ),
                    )
                }
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for Status {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::MapKey::from_key(__reader.str()?)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Status {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            __writer.str(&::dynamo_model::__private::MapKey::to_key(self))
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Status {
        type Kind = ::dynamo_model::__private::kind::S;
        type Operand = Self;
        type Fields<R> = ::dynamo_model::__private::NoFields;
    }
};
