// #[derive(Document)]
// struct OrderId(String);

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
    struct __Slots;
    impl __Slots {
        const _0: ::dynamo_model::__private::Field<String> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("")
            .0;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for OrderId {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            <__Slots>::_0.decode(__reader).map(Self)
        }
        fn absent() -> ::dynamo_model::__private::Result<Self> {
            <__Slots>::_0.absent().map(Self)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for OrderId {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            <__Slots>::_0.encode(&self.0, __writer)
        }
        fn is_absent(&self) -> ::core::primitive::bool {
            <__Slots>::_0.is_absent(&self.0)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for OrderId {
        type Kind = <String as ::dynamo_model::__private::Attribute>::Kind;
        type Operand = Self;
        type Fields<R> = <String as ::dynamo_model::__private::Attribute>::Fields<R>;
        fn changes(&self) -> ::core::primitive::bool {
            <__Slots>::_0.changes(&self.0)
        }
        fn prepare(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::_0.prepare_nameless(&mut self.0, __at, __writing);
        }
        fn inspect(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::_0.inspect_nameless(&self.0, __at, __writing);
        }
        fn conform(
            __value: &mut ::core::option::Option<
                ::dynamo_model::__private::AttributeValue,
            >,
            __below: &[&::dynamo_model::__private::Segment],
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::_0.conform_nameless(__value, __below, __at, __writing);
        }
        fn entries() -> ::dynamo_model::__private::EntriesOf {
            <__Slots>::_0.entries()
        }
        fn enclose(
            __value: ::dynamo_model::__private::AttributeValue,
            __below: &[&::dynamo_model::__private::Segment],
        ) -> ::core::result::Result<
            ::dynamo_model::__private::AttributeValue,
            ::dynamo_model::__private::AttributeValue,
        > {
            <__Slots>::_0.enclose(__value, __below)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::MayBeAbsent for OrderId
    where
        for<'__a> <String as ::dynamo_model::__private::Same<
            '__a,
        >>::Type: ::dynamo_model::__private::MayBeAbsent,
    {}
    #[automatically_derived]
    impl ::dynamo_model::__private::Container for OrderId
    where
        for<'__a> <String as ::dynamo_model::__private::Same<
            '__a,
        >>::Type: ::dynamo_model::__private::Container,
    {
        type Element = <String as ::dynamo_model::__private::Container>::Element;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::List for OrderId
    where
        for<'__a> <String as ::dynamo_model::__private::Same<
            '__a,
        >>::Type: ::dynamo_model::__private::List,
    {
        type Element = <String as ::dynamo_model::__private::List>::Element;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Map for OrderId
    where
        for<'__a> <String as ::dynamo_model::__private::Same<
            '__a,
        >>::Type: ::dynamo_model::__private::Map,
    {
        type Entry = <String as ::dynamo_model::__private::Map>::Entry;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Set for OrderId
    where
        for<'__a> <String as ::dynamo_model::__private::Same<
            '__a,
        >>::Type: ::dynamo_model::__private::Set,
    {
        type Element = <String as ::dynamo_model::__private::Set>::Element;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Delta<Self> for OrderId
    where
        for<'__a> <String as ::dynamo_model::__private::Same<
            '__a,
        >>::Type: ::dynamo_model::__private::Delta<String>,
    {}
    #[automatically_derived]
    impl<__Kind> ::dynamo_model::__private::Identifier<__Kind> for OrderId
    where
        for<'__a> <String as ::dynamo_model::__private::Same<
            '__a,
        >>::Type: ::dynamo_model::__private::Identifier<__Kind>,
    {
        fn is_empty_id(&self) -> ::core::primitive::bool {
            <String as ::dynamo_model::__private::Identifier<
                __Kind,
            >>::is_empty_id(&self.0)
        }
        fn new_id() -> Self
        where
            __Kind: ::dynamo_model::__private::IdKind,
        {
            Self(<String as ::dynamo_model::__private::Identifier<__Kind>>::new_id())
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::MapKey for OrderId
    where
        for<'__a> <String as ::dynamo_model::__private::Same<
            '__a,
        >>::Type: ::dynamo_model::__private::MapKey,
    {
        fn to_key(&self) -> ::dynamo_model::__private::Cow<'_, ::core::primitive::str> {
            ::dynamo_model::__private::MapKey::to_key(&self.0)
        }
        fn from_key(
            __key: ::dynamo_model::__private::Cow<'_, ::core::primitive::str>,
        ) -> ::dynamo_model::__private::Result<Self> {
            <String as ::dynamo_model::__private::MapKey>::from_key(__key).map(Self)
        }
        fn changes_key(&self) -> ::core::primitive::bool {
            ::dynamo_model::__private::Attribute::changes(self)
        }
        fn prepare_key(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            ::dynamo_model::__private::Attribute::prepare(self, __at, __writing);
        }
        fn inspect_key(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            ::dynamo_model::__private::Attribute::inspect(self, __at, __writing);
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::KeyPart for OrderId
    where
        for<'__a> <String as ::dynamo_model::__private::Same<
            '__a,
        >>::Type: ::dynamo_model::__private::KeyPart,
    {
        const MARKS: &'static ::core::primitive::str = <String as ::dynamo_model::__private::KeyPart>::MARKS;
        fn write_part(
            &self,
            __writer: &mut ::dynamo_model::__private::PartWriter<'_>,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::KeyPart::write_part(&self.0, __writer)
        }
        fn read_part(
            __text: ::dynamo_model::__private::PartText<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            <String as ::dynamo_model::__private::KeyPart>::read_part(__text).map(Self)
        }
    }
};
