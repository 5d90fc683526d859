// #[derive(Document)]
// #[dynamo(tag = "type")]
// enum Payment {
//     Cash,
//     Card { number: String },
//     Transfer(Account),
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
    struct __Card {
        number: ::core::option::Option<String>,
    }
    #[automatically_derived]
    impl ::core::default::Default for __Card {
        fn default() -> Self {
            Self {
                number: ::core::option::Option::None,
            }
        }
    }
    impl __Card {
        const number: ::dynamo_model::__private::Field<String> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("number")
            .0;
        fn __read_attribute(
            &mut self,
            __name: &::core::primitive::str,
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<::core::primitive::bool> {
            ::core::result::Result::Ok(
                match __name {
                    "number" => {
                        self.number = ::core::option::Option::Some(
                            Self::number.read(__reader)?,
                        );
                        true
                    }
                    _ => false,
                },
            )
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for Payment {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            let __tag = ::dynamo_model::__private::read_tag(__reader, "type")?;
            match &*__tag {
                "Cash" => {
                    __reader.skip()?;
                    ::core::result::Result::Ok(Self::Cash)
                }
                "Card" => {
                    let mut __slots = <__Card as ::core::default::Default>::default();
                    ::dynamo_model::__private::read_map(
                        __reader,
                        ::core::option::Option::Some("type"),
                        &mut |__name, __reader| {
                            __slots.__read_attribute(__name, __reader)
                        },
                    )?;
                    let __read = Self::Card {
                        number: <__Card>::number.take(__slots.number)?,
                    };
                    ::core::result::Result::Ok(__read)
                }
                "Transfer" => {
                    <Account as ::dynamo_model::__private::Shape>::decode_tagged(
                            __reader,
                            "type",
                        )
                        .map(Self::Transfer)
                }
                __other => {
                    ::core::result::Result::Err(
                        ::dynamo_model::__private::unknown_variant(
                                __other,
                                &["Cash", "Card", "Transfer"],
                            )
                            .at("type"),
                    )
                }
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Payment {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            match self {
                Self::Cash {} => {
                    ::dynamo_model::__private::begin_tagged(
                        __writer,
                        "type",
                        "Cash",
                        0usize,
                    )?;
                    __writer.end_map()
                }
                Self::Card { number: __field_number } => {
                    ::dynamo_model::__private::begin_tagged(
                        __writer,
                        "type",
                        "Card",
                        1usize,
                    )?;
                    <__Card>::number.write(__field_number, __writer)?;
                    __writer.end_map()
                }
                Self::Transfer { 0: __0 } => {
                    ::dynamo_model::__private::begin_tagged(
                        __writer,
                        "type",
                        "Transfer",
                        0usize,
                    )?;
                    <Account as ::dynamo_model::__private::Shape>::write_attributes(
                        __0,
                        __writer,
                    )?;
                    __writer.end_map()
                }
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Payment {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = ::dynamo_model::__private::NoFields;
        fn changes(&self) -> ::core::primitive::bool {
            match self {
                Self::Cash { .. } => false,
                Self::Card { number: __field_number, .. } => {
                    <__Card>::number.changes(__field_number) || false
                }
                Self::Transfer { 0: __0, .. } => {
                    <Account as ::dynamo_model::__private::Attribute>::changes(__0)
                        || false
                }
            }
        }
        fn prepare(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            match self {
                Self::Cash { .. } => {}
                Self::Card { number: __field_number, .. } => {
                    <__Card>::number.prepare(__field_number, __at, __writing);
                }
                Self::Transfer { 0: __0, .. } => {
                    <Account as ::dynamo_model::__private::Attribute>::prepare(
                        __0,
                        __at,
                        __writing,
                    );
                }
            }
        }
        fn inspect(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            match self {
                Self::Cash { .. } => {}
                Self::Card { number: __field_number, .. } => {
                    <__Card>::number.inspect(__field_number, __at, __writing);
                }
                Self::Transfer { 0: __0, .. } => {
                    <Account as ::dynamo_model::__private::Attribute>::inspect(
                        __0,
                        __at,
                        __writing,
                    );
                }
            }
        }
        fn conform(
            __value: &mut ::core::option::Option<
                ::dynamo_model::__private::AttributeValue,
            >,
            __below: &[&::dynamo_model::__private::Segment],
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            if __below.is_empty() {
                ::dynamo_model::__private::conform_whole::<
                    Self,
                >(__value, __at, __writing);
            }
        }
    }
};
