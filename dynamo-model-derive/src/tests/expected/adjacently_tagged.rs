// #[derive(Document)]
// #[dynamo(tag = "t", content = "c")]
// enum Shape {
//     Point,
//     Circle(f64),
//     Line(f64, f64),
//     Square { side: f64 },
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
    #[allow(dead_code)]
    struct __Circle;
    impl __Circle {
        const _0: ::dynamo_model::__private::Field<f64> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("c")
            .0;
    }
    #[allow(dead_code)]
    struct __Line;
    impl __Line {
        const _0: ::dynamo_model::__private::Field<f64> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("")
            .0;
        const _1: ::dynamo_model::__private::Field<f64> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("")
            .0;
    }
    struct __Square {
        side: ::core::option::Option<f64>,
    }
    #[automatically_derived]
    impl ::core::default::Default for __Square {
        fn default() -> Self {
            Self {
                side: ::core::option::Option::None,
            }
        }
    }
    impl __Square {
        const side: ::dynamo_model::__private::Field<f64> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("side")
            .0;
        fn __read_attribute(
            &mut self,
            __name: &::core::primitive::str,
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<::core::primitive::bool> {
            ::core::result::Result::Ok(
                match __name {
                    "side" => {
                        self.side = ::core::option::Option::Some(
                            Self::side.read(__reader)?,
                        );
                        true
                    }
                    _ => false,
                },
            )
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for Shape {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            let __tag = ::dynamo_model::__private::read_tag(__reader, "t")?;
            match &*__tag {
                "Point" => {
                    __reader.skip()?;
                    ::core::result::Result::Ok(Self::Point)
                }
                "Circle" => {
                    match ::dynamo_model::__private::decode_content(
                        __reader,
                        "c",
                        |__reader| { <__Circle>::_0.decode(__reader).map(Self::Circle) },
                    )? {
                        ::core::option::Option::Some(__value) => {
                            ::core::result::Result::Ok(__value)
                        }
                        ::core::option::Option::None => {
                            <__Circle>::_0
                                .absent()
                                .map(Self::Circle)
                                .map_err(|__error| __error.at("c"))
                        }
                    }
                }
                "Line" => {
                    match ::dynamo_model::__private::decode_content(
                        __reader,
                        "c",
                        |__reader| {
                            __reader.enter_list()?;
                            let __read = Self::Line(
                                <__Line>::_0.element(__reader, 0usize)?,
                                <__Line>::_1.element(__reader, 1usize)?,
                            );
                            ::dynamo_model::__private::end_list(__reader, 2usize)?;
                            ::core::result::Result::Ok(__read)
                        },
                    )? {
                        ::core::option::Option::Some(__value) => {
                            ::core::result::Result::Ok(__value)
                        }
                        ::core::option::Option::None => {
                            ::core::result::Result::Err(
                                    ::dynamo_model::__private::Error::missing(),
                                )
                                .map_err(|__error| __error.at("c"))
                        }
                    }
                }
                "Square" => {
                    match ::dynamo_model::__private::decode_content(
                        __reader,
                        "c",
                        |__reader| {
                            let mut __slots = <__Square as ::core::default::Default>::default();
                            ::dynamo_model::__private::read_map(
                                __reader,
                                ::core::option::Option::None,
                                &mut |__name, __reader| {
                                    __slots.__read_attribute(__name, __reader)
                                },
                            )?;
                            let __read = Self::Square {
                                side: <__Square>::side.take(__slots.side)?,
                            };
                            ::core::result::Result::Ok(__read)
                        },
                    )? {
                        ::core::option::Option::Some(__value) => {
                            ::core::result::Result::Ok(__value)
                        }
                        ::core::option::Option::None => {
                            ::core::result::Result::Err(
                                    ::dynamo_model::__private::Error::missing(),
                                )
                                .map_err(|__error| __error.at("c"))
                        }
                    }
                }
                __other => {
                    ::core::result::Result::Err(
                        ::dynamo_model::__private::unknown_variant(
                                __other,
                                &["Point", "Circle", "Line", "Square"],
                            )
                            .at("t"),
                    )
                }
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Shape {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            match self {
                Self::Point {} => {
                    ::dynamo_model::__private::begin_tagged(
                        __writer,
                        "t",
                        "Point",
                        0usize,
                    )?;
                    __writer.end_map()
                }
                Self::Circle { 0: __0 } => {
                    ::dynamo_model::__private::begin_tagged(
                        __writer,
                        "t",
                        "Circle",
                        1usize,
                    )?;
                    <__Circle>::_0.write(__0, __writer)?;
                    __writer.end_map()
                }
                Self::Line { 0: __0, 1: __1 } => {
                    ::dynamo_model::__private::begin_tagged(
                        __writer,
                        "t",
                        "Line",
                        1usize,
                    )?;
                    __writer.key("c")?;
                    {
                        __writer.begin_list(2usize)?;
                        <__Line>::_0
                            .encode(__0, __writer)
                            .map_err(|__error| __error.at(0usize))?;
                        <__Line>::_1
                            .encode(__1, __writer)
                            .map_err(|__error| __error.at(1usize))?;
                        __writer.end_list()
                    }?;
                    __writer.end_map()
                }
                Self::Square { side: __field_side } => {
                    ::dynamo_model::__private::begin_tagged(
                        __writer,
                        "t",
                        "Square",
                        1usize,
                    )?;
                    __writer.key("c")?;
                    {
                        __writer.begin_map(1usize)?;
                        <__Square>::side.write(__field_side, __writer)?;
                        __writer.end_map()
                    }?;
                    __writer.end_map()
                }
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Shape {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = ::dynamo_model::__private::NoFields;
        fn changes(&self) -> ::core::primitive::bool {
            match self {
                Self::Point { .. } => false,
                Self::Circle { 0: __0, .. } => <__Circle>::_0.changes(__0) || false,
                Self::Line { 0: __0, 1: __1, .. } => {
                    <__Line>::_0.changes(__0) || <__Line>::_1.changes(__1) || false
                }
                Self::Square { side: __field_side, .. } => {
                    <__Square>::side.changes(__field_side) || false
                }
            }
        }
        fn prepare(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            match self {
                Self::Point { .. } => {}
                Self::Circle { 0: __0, .. } => {
                    <__Circle>::_0.prepare_nameless(__0, __at, __writing);
                }
                Self::Line { 0: __0, 1: __1, .. } => {
                    <__Line>::_0.prepare_nameless(__0, &__at.index(0usize), __writing);
                    <__Line>::_1.prepare_nameless(__1, &__at.index(1usize), __writing);
                }
                Self::Square { side: __field_side, .. } => {
                    <__Square>::side.prepare(__field_side, __at, __writing);
                }
            }
        }
        fn inspect(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            match self {
                Self::Point { .. } => {}
                Self::Circle { 0: __0, .. } => {
                    <__Circle>::_0.inspect_nameless(__0, __at, __writing);
                }
                Self::Line { 0: __0, 1: __1, .. } => {
                    <__Line>::_0.inspect_nameless(__0, &__at.index(0usize), __writing);
                    <__Line>::_1.inspect_nameless(__1, &__at.index(1usize), __writing);
                }
                Self::Square { side: __field_side, .. } => {
                    <__Square>::side.inspect(__field_side, __at, __writing);
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
