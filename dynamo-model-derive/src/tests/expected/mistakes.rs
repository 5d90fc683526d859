// #[derive(Model)]
// struct Order {
//     #[dynamo(partition_key, renam = "x")]
//     id: String,
//     total: u64,
// }

::core::compile_error! {
    "unknown attribute `renam`; did you mean `rename`?"
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
    pub enum id {}
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
    /// The attribute `id`.
    id: ::dynamo_model::__private::Path<
        R,
        ::dynamo_model::__private::As<String, ::dynamo_model::__private::Unknown>,
        __Order::id,
    >,
    /// The attribute `total`.
    total: ::dynamo_model::__private::Path<R, u64>,
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
                id: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "id"),
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
    impl ::dynamo_model::__private::Role for __Order::id {}
    impl ::dynamo_model::__private::Changing<__Order::id>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Removing<__Order::id>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::id>
    for ::dynamo_model::__private::Primary {}
};
