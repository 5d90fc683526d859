// #[derive(Document)]
// struct OrderId(String);

#[doc(hidden)]
#[allow(deprecated, non_camel_case_types, non_snake_case, non_upper_case_globals)]
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
    }
};
