// #[derive(Collection)]
// #[dynamo(index(ByStatus, of = Order))]
// pub enum Shop {
//     Customer(Customer),
//     OrderLine(crate::OrderLine),
//     Order(Order),
//     #[dynamo(other)]
//     Other(Item),
// }

/// The typed paths of [`Shop`].
#[allow(
    dead_code,
    non_camel_case_types,
    private_bounds,
    private_interfaces,
    unused_qualifications,
    clippy::absolute_paths
)]
pub struct ShopFields<R> {
    /// Those of [`Shop::Customer`].
    pub customer: <Customer as ::dynamo_model::__private::Listed>::Paths<R>,
    /// Those of [`Shop::OrderLine`].
    pub order_line: <crate::OrderLine as ::dynamo_model::__private::Listed>::Paths<R>,
    /// Those of [`Shop::Order`].
    pub order: <Order as ::dynamo_model::__private::Listed>::Paths<R>,
    __marker: ::core::marker::PhantomData<fn() -> R>,
}
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
    impl ::dynamo_model::__private::Decode for Shop {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::decode_member(
                <Self as ::dynamo_model::__private::Schema>::SCHEMA,
                &[
                    |__reader| {
                        <Customer as ::dynamo_model::__private::Listed>::read(__reader)
                            .map(Self::Customer)
                    },
                    |__reader| {
                        <crate::OrderLine as ::dynamo_model::__private::Listed>::read(
                                __reader,
                            )
                            .map(Self::OrderLine)
                    },
                    |__reader| {
                        <Order as ::dynamo_model::__private::Listed>::read(__reader)
                            .map(Self::Order)
                    },
                ],
                ::core::option::Option::Some(|__reader| {
                    <Item as ::dynamo_model::__private::Decode>::decode(__reader)
                        .map(Self::Other)
                }),
                __reader,
            )
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Shop {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            match self {
                Self::Customer(__0) => {
                    <Customer as ::dynamo_model::__private::Listed>::write(__0, __writer)
                }
                Self::OrderLine(__0) => {
                    <crate::OrderLine as ::dynamo_model::__private::Listed>::write(
                        __0,
                        __writer,
                    )
                }
                Self::Order(__0) => {
                    <Order as ::dynamo_model::__private::Listed>::write(__0, __writer)
                }
                Self::Other(__0) => {
                    <Item as ::dynamo_model::__private::Encode>::encode(__0, __writer)
                }
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Shop {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = ShopFields<R>;
        fn conform(
            __value: &mut ::core::option::Option<
                ::dynamo_model::__private::AttributeValue,
            >,
            __below: &[&::dynamo_model::__private::Segment],
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            if let [::dynamo_model::__private::Segment::Name(__name), __below @ ..] = __below {
                let _ = <Customer as ::dynamo_model::__private::Listed>::conform(
                    __name,
                    __value,
                    __below,
                    __at,
                    __writing,
                )
                    || <crate::OrderLine as ::dynamo_model::__private::Listed>::conform(
                        __name,
                        __value,
                        __below,
                        __at,
                        __writing,
                    )
                    || <Order as ::dynamo_model::__private::Listed>::conform(
                        __name,
                        __value,
                        __below,
                        __at,
                        __writing,
                    );
            }
        }
    }
    #[automatically_derived]
    impl<R> ::dynamo_model::__private::FieldsOf for ShopFields<R> {
        fn at(
            __parent: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
        ) -> Self {
            Self {
                customer: ::dynamo_model::__private::FieldsOf::at(__parent),
                order_line: ::dynamo_model::__private::FieldsOf::at(__parent),
                order: ::dynamo_model::__private::FieldsOf::at(__parent),
                __marker: ::core::marker::PhantomData,
            }
        }
    }
    #[automatically_derived]
    impl<R> ::core::fmt::Debug for ShopFields<R> {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("ShopFields")
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Schema for Shop {
        type Key = <Customer as ::dynamo_model::__private::Listed>::KeyOfCollection;
        const SCHEMA: &'static ::dynamo_model::__private::TableSchema = &<Customer as ::dynamo_model::__private::Listed>::TABLE
            .with_models(
                &[
                    <Customer as ::dynamo_model::__private::Listed>::MODEL,
                    <crate::OrderLine as ::dynamo_model::__private::Listed>::MODEL,
                    <Order as ::dynamo_model::__private::Listed>::MODEL,
                ],
                true,
            );
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Entities for Shop {}
    #[allow(unused_imports)]
    use ::dynamo_model::__private::NoLoad as _;
    #[automatically_derived]
    impl ::dynamo_model::__private::Load for Shop {
        const LOAD: ::core::option::Option<::dynamo_model::__private::LoadFn<Self>> = if <::dynamo_model::__private::LoadOf<
            Customer,
        >>::LOAD
            .is_some()
            || <::dynamo_model::__private::LoadOf<crate::OrderLine>>::LOAD.is_some()
            || <::dynamo_model::__private::LoadOf<Order>>::LOAD.is_some()
        {
            ::core::option::Option::Some(|__item, __client| match __item {
                Self::Customer(__0) => {
                    ::dynamo_model::__private::load_member(
                        <::dynamo_model::__private::LoadOf<Customer>>::LOAD,
                        __0,
                        __client,
                        Self::Customer,
                    )
                }
                Self::OrderLine(__0) => {
                    ::dynamo_model::__private::load_member(
                        <::dynamo_model::__private::LoadOf<crate::OrderLine>>::LOAD,
                        __0,
                        __client,
                        Self::OrderLine,
                    )
                }
                Self::Order(__0) => {
                    ::dynamo_model::__private::load_member(
                        <::dynamo_model::__private::LoadOf<Order>>::LOAD,
                        __0,
                        __client,
                        Self::Order,
                    )
                }
                __other => {
                    ::std::boxed::Box::pin(
                        ::core::future::ready(::core::result::Result::Ok(__other)),
                    )
                }
            })
        } else {
            ::core::option::Option::None
        };
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::MemberOf<Shop> for Customer {}
    #[automatically_derived]
    impl ::core::convert::From<Customer> for Shop {
        fn from(__item: Customer) -> Self {
            Self::Customer(__item)
        }
    }
    #[automatically_derived]
    impl ::core::convert::TryFrom<Shop> for Customer {
        type Error = Shop;
        fn try_from(__item: Shop) -> ::core::result::Result<Self, Shop> {
            match __item {
                Shop::Customer(__item) => ::core::result::Result::Ok(__item),
                #[allow(unreachable_patterns)]
                __other => ::core::result::Result::Err(__other),
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Gather<Shop> for Customer {
        type Parts = ::core::option::Option<Self>;
        fn take(
            __parts: &mut Self::Parts,
            __item: Shop,
        ) -> ::dynamo_model::__private::Result<::core::option::Option<Shop>> {
            ::dynamo_model::__private::gather_one(__parts, __item)
        }
        fn finish(__parts: Self::Parts) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::gathered_one(__parts)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::MemberOf<Shop> for crate::OrderLine {}
    #[automatically_derived]
    impl ::core::convert::From<crate::OrderLine> for Shop {
        fn from(__item: crate::OrderLine) -> Self {
            Self::OrderLine(__item)
        }
    }
    #[automatically_derived]
    impl ::core::convert::TryFrom<Shop> for crate::OrderLine {
        type Error = Shop;
        fn try_from(__item: Shop) -> ::core::result::Result<Self, Shop> {
            match __item {
                Shop::OrderLine(__item) => ::core::result::Result::Ok(__item),
                #[allow(unreachable_patterns)]
                __other => ::core::result::Result::Err(__other),
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Gather<Shop> for crate::OrderLine {
        type Parts = ::core::option::Option<Self>;
        fn take(
            __parts: &mut Self::Parts,
            __item: Shop,
        ) -> ::dynamo_model::__private::Result<::core::option::Option<Shop>> {
            ::dynamo_model::__private::gather_one(__parts, __item)
        }
        fn finish(__parts: Self::Parts) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::gathered_one(__parts)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::MemberOf<Shop> for Order {}
    #[automatically_derived]
    impl ::core::convert::From<Order> for Shop {
        fn from(__item: Order) -> Self {
            Self::Order(__item)
        }
    }
    #[automatically_derived]
    impl ::core::convert::TryFrom<Shop> for Order {
        type Error = Shop;
        fn try_from(__item: Shop) -> ::core::result::Result<Self, Shop> {
            match __item {
                Shop::Order(__item) => ::core::result::Result::Ok(__item),
                #[allow(unreachable_patterns)]
                __other => ::core::result::Result::Err(__other),
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Gather<Shop> for Order {
        type Parts = ::core::option::Option<Self>;
        fn take(
            __parts: &mut Self::Parts,
            __item: Shop,
        ) -> ::dynamo_model::__private::Result<::core::option::Option<Shop>> {
            ::dynamo_model::__private::gather_one(__parts, __item)
        }
        fn finish(__parts: Self::Parts) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::gathered_one(__parts)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Index<Shop> for ByStatus {
        type Key = <ByStatus as ::dynamo_model::__private::ListedIndex<Order>>::Key;
        type Item = <::dynamo_model::__private::Completeness<
            {
                ::dynamo_model::__private::is_complete(
                    <Shop as ::dynamo_model::__private::Schema>::SCHEMA,
                    <ByStatus as ::dynamo_model::__private::ListedIndex<Order>>::SCHEMA,
                )
            },
        > as ::dynamo_model::__private::ItemOf<Shop, ByStatus>>::Item;
        type ScanRoot = ::dynamo_model::__private::Scanned<Shop, ByStatus>;
        const SCHEMA: &'static ::dynamo_model::__private::IndexSchema = <ByStatus as ::dynamo_model::__private::ListedIndex<
            Order,
        >>::SCHEMA;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::ReadsConsistently<Shop> for ByStatus
    where
        for<'__a> <ByStatus as ::dynamo_model::__private::Same<
            '__a,
        >>::Type: ::dynamo_model::__private::ReadsConsistently<Order>,
    {}
    const _: () = ::dynamo_model::__private::check_member(
        <Shop as ::dynamo_model::__private::Schema>::SCHEMA.models(),
        0usize,
    );
    const _: () = ::dynamo_model::__private::check_member(
        <Shop as ::dynamo_model::__private::Schema>::SCHEMA.models(),
        1usize,
    );
    const _: () = ::dynamo_model::__private::check_member(
        <Shop as ::dynamo_model::__private::Schema>::SCHEMA.models(),
        2usize,
    );
    const _: () = ::dynamo_model::__private::check_index(
        <Shop as ::dynamo_model::__private::Schema>::SCHEMA.models(),
        <ByStatus as ::dynamo_model::__private::ListedIndex<Order>>::SCHEMA,
    );
    #[allow(dead_code)]
    fn __asks() {
        ::dynamo_model::__private::catch_all::<Item>();
        ::dynamo_model::__private::member_of::<Order, Shop>();
    }
};
