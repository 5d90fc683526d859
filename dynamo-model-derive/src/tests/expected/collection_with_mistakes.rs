// #[derive(Collection)]
// #[dynamo(table = "shop")]
// enum Shop {
//     Customer(Customer),
//     Nothing,
// }

::core::compile_error! {
    "a collection has no `table` of its own: its models say such things; remove it"
}
::core::compile_error! {
    "a variant of a collection holds one model: `Order(Order)`"
}
/// The typed paths of [`Shop`].
#[allow(
    dead_code,
    non_camel_case_types,
    private_bounds,
    private_interfaces,
    unused_qualifications,
    clippy::absolute_paths
)]
struct ShopFields<R> {
    /// Those of [`Shop::Customer`].
    customer: <Customer as ::dynamo_model::__private::Listed>::Paths<R>,
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
            let _ = __reader;
            ::core::result::Result::Err(::dynamo_model::__private::Error::missing())
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Shop {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            __writer.null()
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Shop {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = ShopFields<R>;
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
                &[<Customer as ::dynamo_model::__private::Listed>::MODEL],
                false,
            );
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Entities for Shop {}
    #[automatically_derived]
    impl ::dynamo_model::__private::Load for Shop {
        const LOAD: ::core::option::Option<::dynamo_model::__private::LoadFn<Self>> = ::core::option::Option::None;
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
};
