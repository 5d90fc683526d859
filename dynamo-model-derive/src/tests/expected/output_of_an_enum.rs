// #[derive(Document)]
// #[dynamo(serialize, tag = "type", content = "content")]
// enum Proof {
//     None,
//     Word {
//         #[dynamo(secret)]
//         word: String,
//         #[dynamo(get = trim, default = 1)]
//         hint: String,
//     },
//     Address(Address),
//     Pair(u8, u8),
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
    struct __Word {
        word: ::core::option::Option<String>,
        hint: ::core::option::Option<String>,
    }
    #[automatically_derived]
    impl ::core::default::Default for __Word {
        fn default() -> Self {
            Self {
                word: ::core::option::Option::None,
                hint: ::core::option::Option::None,
            }
        }
    }
    impl __Word {
        const word: ::dynamo_model::__private::Field<String> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("word")
            .0
            .secret();
        const hint: ::dynamo_model::__private::Field<String> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("hint")
            .0
            .with_default();
        #[allow(dead_code)]
        fn __get_hint(
            __value: &mut String,
            __at: &::dynamo_model::__private::At<'_>,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::transform_read(
                __value,
                ::dynamo_model::__private::ready::trim,
                __at,
            )?;
            ::core::result::Result::Ok(())
        }
        fn __default_hint() -> String {
            {
                let __default: String = 1;
                __default
            }
        }
        fn __read_attribute(
            &mut self,
            __name: &::core::primitive::str,
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<::core::primitive::bool> {
            ::core::result::Result::Ok(
                match __name {
                    "word" => {
                        self.word = ::core::option::Option::Some(
                            Self::word.read(__reader)?,
                        );
                        true
                    }
                    "hint" => {
                        self.hint = ::core::option::Option::Some(
                            Self::hint.read(__reader)?,
                        );
                        true
                    }
                    _ => false,
                },
            )
        }
    }
    #[allow(dead_code)]
    struct __Address;
    impl __Address {
        const _0: ::dynamo_model::__private::Field<Address> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("content")
            .0;
    }
    #[allow(dead_code)]
    struct __Pair;
    impl __Pair {
        const _0: ::dynamo_model::__private::Field<u8> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("")
            .0;
        const _1: ::dynamo_model::__private::Field<u8> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("")
            .0;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for Proof {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            let __tag = ::dynamo_model::__private::read_tag(__reader, "type")?;
            match &*__tag {
                "None" => {
                    __reader.skip()?;
                    ::core::result::Result::Ok(Self::None)
                }
                "Word" => {
                    match ::dynamo_model::__private::decode_content(
                        __reader,
                        "content",
                        |__reader| {
                            let mut __slots = <__Word as ::core::default::Default>::default();
                            ::dynamo_model::__private::read_map(
                                __reader,
                                ::core::option::Option::None,
                                &mut |__name, __reader| {
                                    __slots.__read_attribute(__name, __reader)
                                },
                            )?;
                            let mut __read = Self::Word {
                                word: <__Word>::word.take(__slots.word)?,
                                hint: match __slots.hint {
                                    ::core::option::Option::Some(__value) => __value,
                                    ::core::option::Option::None => {
                                        let __default: String = 1;
                                        __default
                                    }
                                },
                            };
                            if !__reader.is_raw() {
                                #[allow(irrefutable_let_patterns)]
                                if let Self::Word { hint: __field_hint, .. } = &mut __read {
                                    <__Word>::__get_hint(
                                        __field_hint,
                                        &::dynamo_model::__private::At::ITEM.name("hint"),
                                    )?;
                                }
                            }
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
                                .map_err(|__error| __error.at("content"))
                        }
                    }
                }
                "Address" => {
                    match ::dynamo_model::__private::decode_content(
                        __reader,
                        "content",
                        |__reader| {
                            <__Address>::_0.decode(__reader).map(Self::Address)
                        },
                    )? {
                        ::core::option::Option::Some(__value) => {
                            ::core::result::Result::Ok(__value)
                        }
                        ::core::option::Option::None => {
                            <__Address>::_0
                                .absent()
                                .map(Self::Address)
                                .map_err(|__error| __error.at("content"))
                        }
                    }
                }
                "Pair" => {
                    match ::dynamo_model::__private::decode_content(
                        __reader,
                        "content",
                        |__reader| {
                            __reader.enter_list()?;
                            let __read = Self::Pair(
                                <__Pair>::_0.element(__reader, 0usize)?,
                                <__Pair>::_1.element(__reader, 1usize)?,
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
                                .map_err(|__error| __error.at("content"))
                        }
                    }
                }
                __other => {
                    ::core::result::Result::Err(
                        ::dynamo_model::__private::unknown_variant(
                                __other,
                                &["None", "Word", "Address", "Pair"],
                            )
                            .at("type"),
                    )
                }
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Proof {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            match self {
                Self::None {} => {
                    ::dynamo_model::__private::begin_tagged(
                        __writer,
                        "type",
                        "None",
                        0usize,
                    )?;
                    __writer.end_map()
                }
                Self::Word { word: __field_word, hint: __field_hint } => {
                    ::dynamo_model::__private::begin_tagged(
                        __writer,
                        "type",
                        "Word",
                        1usize,
                    )?;
                    __writer.key("content")?;
                    {
                        __writer.begin_map(2usize)?;
                        <__Word>::word.write(__field_word, __writer)?;
                        <__Word>::hint.write(__field_hint, __writer)?;
                        __writer.end_map()
                    }?;
                    __writer.end_map()
                }
                Self::Address { 0: __0 } => {
                    ::dynamo_model::__private::begin_tagged(
                        __writer,
                        "type",
                        "Address",
                        1usize,
                    )?;
                    <__Address>::_0.write(__0, __writer)?;
                    __writer.end_map()
                }
                Self::Pair { 0: __0, 1: __1 } => {
                    ::dynamo_model::__private::begin_tagged(
                        __writer,
                        "type",
                        "Pair",
                        1usize,
                    )?;
                    __writer.key("content")?;
                    {
                        __writer.begin_list(2usize)?;
                        <__Pair>::_0
                            .encode(__0, __writer)
                            .map_err(|__error| __error.at(0usize))?;
                        <__Pair>::_1
                            .encode(__1, __writer)
                            .map_err(|__error| __error.at(1usize))?;
                        __writer.end_list()
                    }?;
                    __writer.end_map()
                }
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Proof {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = ::dynamo_model::__private::NoFields;
        fn changes(&self) -> ::core::primitive::bool {
            match self {
                Self::None { .. } => false,
                Self::Word { word: __field_word, hint: __field_hint, .. } => true,
                Self::Address { 0: __0, .. } => <__Address>::_0.changes(__0) || false,
                Self::Pair { 0: __0, 1: __1, .. } => {
                    <__Pair>::_0.changes(__0) || <__Pair>::_1.changes(__1) || false
                }
            }
        }
        fn prepare(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            match self {
                Self::None { .. } => {}
                Self::Word { word: __field_word, hint: __field_hint, .. } => {
                    if __writing.is_whole() {
                        if <__Word>::hint.is_absent(&(*__field_hint)) {
                            (*__field_hint) = {
                                let __default: String = 1;
                                __default
                            };
                        }
                    }
                    <__Word>::word.prepare(__field_word, __at, __writing);
                    <__Word>::hint.prepare(__field_hint, __at, __writing);
                }
                Self::Address { 0: __0, .. } => {
                    <__Address>::_0.prepare_nameless(__0, __at, __writing);
                }
                Self::Pair { 0: __0, 1: __1, .. } => {
                    <__Pair>::_0.prepare_nameless(__0, &__at.index(0usize), __writing);
                    <__Pair>::_1.prepare_nameless(__1, &__at.index(1usize), __writing);
                }
            }
        }
        fn inspect(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            match self {
                Self::None { .. } => {}
                Self::Word { word: __field_word, hint: __field_hint, .. } => {
                    <__Word>::word.inspect(__field_word, __at, __writing);
                    <__Word>::hint.inspect(__field_hint, __at, __writing);
                }
                Self::Address { 0: __0, .. } => {
                    <__Address>::_0.inspect_nameless(__0, __at, __writing);
                }
                Self::Pair { 0: __0, 1: __1, .. } => {
                    <__Pair>::_0.inspect_nameless(__0, &__at.index(0usize), __writing);
                    <__Pair>::_1.inspect_nameless(__1, &__at.index(1usize), __writing);
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
    ::dynamo_model::__private::output! {
        serialize : #[automatically_derived] impl
        ::dynamo_model::__private::SerializeContent for Proof { fn serialize_content <
        __S : ::dynamo_model::__private::Serializer > (& self, __serializer : __S,) ->
        ::core::result::Result < __S::Ok, __S::Error > { match self { Self::None { .. }
        => ::dynamo_model::__private::Serializer::serialize_unit(__serializer),
        Self::Word { hint : __field_hint, .. } =>
        ::dynamo_model::__private::map(__serializer, | __entries | {
        ::dynamo_model::__private::Entries::field:: < String > (__entries, "hint",
        __field_hint) ?; ::core::result::Result::Ok(()) }), Self::Address { 0 : __0, .. }
        => ::dynamo_model::__private::inner:: < Address, __S > (__0, __serializer),
        Self::Pair { 0 : __0, 1 : __1, .. } =>
        ::dynamo_model::__private::list(__serializer, 2usize, | __list | {
        ::dynamo_model::__private::element:: < u8, _ > (__list, __0) ?;
        ::dynamo_model::__private::element:: < u8, _ > (__list, __1) ?;
        ::core::result::Result::Ok(()) }), } } } #[automatically_derived] impl
        ::dynamo_model::__private::Serialize for Proof { fn serialize < __S :
        ::dynamo_model::__private::Serializer > (& self, __serializer : __S,) ->
        ::core::result::Result < __S::Ok, __S::Error > { match self { Self::None { .. }
        => ::dynamo_model::__private::map(__serializer, | __entries | {
        ::dynamo_model::__private::Entries::entry(__entries, "type", "None") ?;
        ::core::result::Result::Ok(()) }), Self::Word { .. } =>
        ::dynamo_model::__private::map(__serializer, | __entries | {
        ::dynamo_model::__private::Entries::entry(__entries, "type", "Word") ?;
        ::dynamo_model::__private::Entries::field(__entries, "content", &
        ::dynamo_model::__private::Content(self)) ?; ::core::result::Result::Ok(()) }),
        Self::Address { .. } => ::dynamo_model::__private::map(__serializer, | __entries
        | { ::dynamo_model::__private::Entries::entry(__entries, "type", "Address") ?;
        ::dynamo_model::__private::Entries::field(__entries, "content", &
        ::dynamo_model::__private::Content(self)) ?; ::core::result::Result::Ok(()) }),
        Self::Pair { .. } => ::dynamo_model::__private::map(__serializer, | __entries | {
        ::dynamo_model::__private::Entries::entry(__entries, "type", "Pair") ?;
        ::dynamo_model::__private::Entries::field(__entries, "content", &
        ::dynamo_model::__private::Content(self)) ?; ::core::result::Result::Ok(()) }), }
        } }
    }
    #[automatically_derived]
    impl ::core::fmt::Debug for Proof {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            match self {
                Self::None { .. } => __f.write_str("None"),
                Self::Word { hint: __field_hint, .. } => {
                    let mut __debug = ::core::fmt::Formatter::debug_struct(__f, "Word");
                    __debug.field("word", &::core::format_args!("***"));
                    __debug.field("hint", __field_hint);
                    __debug.finish()
                }
                Self::Address { 0: __0, .. } => {
                    let mut __debug = ::core::fmt::Formatter::debug_tuple(
                        __f,
                        "Address",
                    );
                    __debug.field(__0);
                    __debug.finish()
                }
                Self::Pair { 0: __0, 1: __1, .. } => {
                    let mut __debug = ::core::fmt::Formatter::debug_tuple(__f, "Pair");
                    __debug.field(__0);
                    __debug.field(__1);
                    __debug.finish()
                }
            }
        }
    }
};
