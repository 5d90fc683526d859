// #[derive(Document)]
// #[dynamo(untagged)]
// enum Amount {
//     Whole(i64),
//     Text(String),
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
    struct __Whole;
    impl __Whole {
        const _0: ::dynamo_model::__private::Field<i64> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("")
            .0;
    }
    #[allow(dead_code)]
    struct __Text;
    impl __Text {
        const _0: ::dynamo_model::__private::Field<String> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("")
            .0;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for Amount {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            let mut __tries = ::dynamo_model::__private::Tries::new(__reader)?;
            if let ::core::option::Option::Some(__value) = __tries
                .read(
                    "Whole",
                    |__reader| { <__Whole>::_0.decode(__reader).map(Self::Whole) },
                )
            {
                return ::core::result::Result::Ok(__value);
            }
            if let ::core::option::Option::Some(__value) = __tries
                .read(
                    "Text",
                    |__reader| { <__Text>::_0.decode(__reader).map(Self::Text) },
                )
            {
                return ::core::result::Result::Ok(__value);
            }
            ::core::result::Result::Err(__tries.error())
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Amount {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            match self {
                Self::Whole { 0: __0 } => <__Whole>::_0.encode(__0, __writer),
                Self::Text { 0: __0 } => <__Text>::_0.encode(__0, __writer),
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Amount {
        type Kind = ::dynamo_model::__private::kind::Any;
        type Operand = Self;
        type Fields<R> = ::dynamo_model::__private::NoFields;
        fn changes(&self) -> ::core::primitive::bool {
            match self {
                Self::Whole { 0: __0, .. } => <__Whole>::_0.changes(__0) || false,
                Self::Text { 0: __0, .. } => <__Text>::_0.changes(__0) || false,
            }
        }
        fn prepare(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            match self {
                Self::Whole { 0: __0, .. } => {
                    <__Whole>::_0.prepare_nameless(__0, __at, __writing);
                }
                Self::Text { 0: __0, .. } => {
                    <__Text>::_0.prepare_nameless(__0, __at, __writing);
                }
            }
        }
        fn inspect(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            match self {
                Self::Whole { 0: __0, .. } => {
                    <__Whole>::_0.inspect_nameless(__0, __at, __writing);
                }
                Self::Text { 0: __0, .. } => {
                    <__Text>::_0.inspect_nameless(__0, __at, __writing);
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
