// #[derive(Model)]
// #[dynamo(
//     partition_key = "CUSTOMER#{customer}",
//     sort_key = "ORDER#{yeer}",
//     index(ByTotal, include(totl))
// )]
// struct Order {
//     customer: String,
//     year: u16,
//     #[dynamo(index(ByStatus, partition_key))]
//     status: String,
//     #[dynamo(index(ByTotal, partition_key))]
//     total: u64,
// }

::core::compile_error! {
    "there is no field `yeer`; did you mean `year`?"
}
::core::compile_error! {
    "there is no field `totl`; did you mean `total`?"
}
#[doc(hidden)]
#[allow(
    dead_code,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_camel_case_types,
    non_snake_case,
    unnameable_types,
    unreachable_pub,
    clippy::all,
    clippy::nursery,
    clippy::pedantic,
    clippy::restriction
)]
mod __Order {
    pub enum customer {}
    pub enum year {}
    pub enum status {}
    pub enum total {}
}
/// The typed paths of [`Order`].
#[allow(
    dead_code,
    non_camel_case_types,
    non_snake_case,
    private_bounds,
    private_interfaces,
    unused_qualifications,
    clippy::absolute_paths,
    clippy::type_complexity
)]
struct OrderFields<R> {
    /// The attribute `customer`.
    customer: ::dynamo_model::__private::Path<R, String, __Order::customer>,
    /// The attribute `year`.
    year: ::dynamo_model::__private::Path<R, u16, __Order::year>,
    /// The attribute `status`.
    status: ::dynamo_model::__private::Path<R, String, __Order::status>,
    /// The attribute `total`.
    total: ::dynamo_model::__private::Path<R, u64, __Order::total>,
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
    impl ::dynamo_model::__private::Decode for Order {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            let _ = __reader;
            ::core::result::Result::Err(::dynamo_model::__private::Error::missing())
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Order {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            __writer.null()
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Order {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = OrderFields<R>;
    }
    #[automatically_derived]
    impl<R> ::dynamo_model::__private::FieldsOf for OrderFields<R> {
        fn at(
            __parent: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
        ) -> Self {
            Self {
                customer: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "customer"),
                ),
                year: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "year"),
                ),
                status: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "status"),
                ),
                total: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "total"),
                ),
            }
        }
    }
    #[automatically_derived]
    impl<R> ::core::fmt::Debug for OrderFields<R> {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("OrderFields")
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Shape for Order {
        type Slots = ();
        const MEMBERS: &'static [::dynamo_model::__private::Member] = &[];
        fn read_attribute(
            _: &mut (),
            _: &::core::primitive::str,
            _: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<::core::primitive::bool> {
            ::core::result::Result::Ok(false)
        }
        fn finish(_: ()) -> ::dynamo_model::__private::Result<Self> {
            ::core::result::Result::Err(::dynamo_model::__private::Error::missing())
        }
        fn write_attributes(
            &self,
            _: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            ::core::result::Result::Ok(())
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Schema for Order {
        type Key = ::dynamo_model::__private::AnyKey;
        const SCHEMA: &'static ::dynamo_model::__private::TableSchema = ::dynamo_model::__private::NO_TABLE;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Entity for Order {
        fn key_input(
            &self,
            __name: &::core::primitive::str,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            ::core::result::Result::Err(::dynamo_model::__private::no_key_input(__name))
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Hooks for Order {
        const HOOKED: ::core::primitive::bool = false;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Unconditional for Order {}
    impl ::dynamo_model::__private::Role for __Order::customer {}
    impl ::dynamo_model::__private::Changing<__Order::customer>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Removing<__Order::customer>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::customer>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::customer> for ByTotal {}
    impl ::dynamo_model::__private::Holding<__Order::customer> for ByTotal {}
    impl ::dynamo_model::__private::Frees<__Order::customer> for ByStatus {}
    impl ::dynamo_model::__private::Holding<__Order::customer> for ByStatus {}
    impl ::dynamo_model::__private::Role for __Order::year {}
    impl ::dynamo_model::__private::Changing<__Order::year>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Removing<__Order::year>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::year>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::year> for ByTotal {}
    impl ::dynamo_model::__private::Holding<__Order::year> for ByTotal {}
    impl ::dynamo_model::__private::Frees<__Order::year> for ByStatus {}
    impl ::dynamo_model::__private::Holding<__Order::year> for ByStatus {}
    impl ::dynamo_model::__private::Role for __Order::status {}
    impl ::dynamo_model::__private::Changing<__Order::status>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Removing<__Order::status>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::status>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::status> for ByTotal {}
    impl ::dynamo_model::__private::Holding<__Order::status> for ByTotal {}
    impl ::dynamo_model::__private::Frees<__Order::status> for ByStatus {}
    impl ::dynamo_model::__private::Holding<__Order::status> for ByStatus {}
    impl ::dynamo_model::__private::Role for __Order::total {}
    impl ::dynamo_model::__private::Changing<__Order::total>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Removing<__Order::total>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::total>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::total> for ByTotal {}
    impl ::dynamo_model::__private::Holding<__Order::total> for ByTotal {}
    impl ::dynamo_model::__private::Frees<__Order::total> for ByStatus {}
    impl ::dynamo_model::__private::Holding<__Order::total> for ByStatus {}
    #[automatically_derived]
    impl ::dynamo_model::__private::Index<Order> for ByTotal {
        type Key = ::dynamo_model::__private::AnyKey;
        type Item = Order;
        type ScanRoot = ::dynamo_model::__private::Scanned<Order, ByTotal>;
        const SCHEMA: &'static ::dynamo_model::__private::IndexSchema = ::dynamo_model::__private::NO_INDEX;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::ReadsConsistently<Order> for ByTotal {}
    #[automatically_derived]
    impl ::dynamo_model::__private::Index<Order> for ByStatus {
        type Key = ::dynamo_model::__private::Single<
            <String as ::dynamo_model::__private::Attribute>::Operand,
        >;
        type Item = Order;
        type ScanRoot = ::dynamo_model::__private::Scanned<Order, ByStatus>;
        const SCHEMA: &'static ::dynamo_model::__private::IndexSchema = ::dynamo_model::__private::NO_INDEX;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::ReadsConsistently<Order> for ByStatus {}
};
