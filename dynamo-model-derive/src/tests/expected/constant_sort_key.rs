// #[derive(Model)]
// #[dynamo(partition_key = "CUSTOMER#{id}", sort_key = "PROFILE", untyped)]
// struct Customer {
//     id: Uuid,
// }

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
mod __Customer {
    pub enum id {}
}
/// The typed paths of [`Customer`].
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
struct CustomerFields<R> {
    /// The attribute `id`.
    id: ::dynamo_model::__private::Path<R, Uuid, __Customer::id>,
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
    struct __Slots {
        id: ::core::option::Option<Uuid>,
    }
    #[automatically_derived]
    impl ::core::default::Default for __Slots {
        fn default() -> Self {
            Self {
                id: ::core::option::Option::None,
            }
        }
    }
    impl __Slots {
        const id: ::dynamo_model::__private::Field<Uuid> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("id")
            .0;
        fn __read_attribute(
            &mut self,
            __name: &::core::primitive::str,
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<::core::primitive::bool> {
            ::core::result::Result::Ok(
                match __name {
                    "id" => {
                        self.id = ::core::option::Option::Some(Self::id.read(__reader)?);
                        true
                    }
                    _ => false,
                },
            )
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Shape for Customer {
        type Slots = __Slots;
        const MEMBERS: &'static [::dynamo_model::__private::Member] = &[
            ::dynamo_model::__private::Member::Attribute(<__Slots>::id.schema()),
        ];
        fn read_attribute(
            __slots: &mut Self::Slots,
            __name: &::core::primitive::str,
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<::core::primitive::bool> {
            __slots.__read_attribute(__name, __reader)
        }
        fn finish(__slots: Self::Slots) -> ::dynamo_model::__private::Result<Self> {
            ::core::result::Result::Ok(Self {
                id: <__Slots>::id.take(__slots.id)?,
            })
        }
        fn write_attributes(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            <__Slots>::id.write(&self.id, __writer)?;
            ::core::result::Result::Ok(())
        }
        fn declares(__name: &::core::primitive::str) -> ::core::primitive::bool {
            ::core::matches!(__name, "id" | "pk" | "sk")
        }
        fn visit_undeclared(
            &self,
            __visit: &mut dyn ::core::ops::FnMut(&::core::primitive::str),
        ) {}
        const IS_RULED: ::core::primitive::bool = false;
        fn changes_attributes(&self) -> ::core::primitive::bool {
            <__Slots>::id.changes(&self.id)
        }
        fn prepare_attributes(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::id.prepare(&mut self.id, __at, __writing);
        }
        fn inspect_attributes(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::id.inspect(&self.id, __at, __writing);
        }
        fn conform_attribute(
            __name: &::core::primitive::str,
            __value: &mut ::core::option::Option<
                ::dynamo_model::__private::AttributeValue,
            >,
            __below: &[&::dynamo_model::__private::Segment],
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) -> ::core::primitive::bool {
            match __name {
                "id" => {
                    <__Slots>::id.conform(__value, __below, __at, __writing);
                    true
                }
                _ => false,
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for Customer {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::decode_entity(__reader)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Customer {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::encode_entity(self, __writer)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Customer {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = CustomerFields<R>;
        fn changes(&self) -> ::core::primitive::bool {
            ::dynamo_model::__private::Shape::changes_attributes(self)
        }
        fn prepare(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            ::dynamo_model::__private::Shape::prepare_attributes(self, __at, __writing);
        }
        fn inspect(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            ::dynamo_model::__private::Shape::inspect_attributes(self, __at, __writing);
        }
        fn conform(
            __value: &mut ::core::option::Option<
                ::dynamo_model::__private::AttributeValue,
            >,
            __below: &[&::dynamo_model::__private::Segment],
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            ::dynamo_model::__private::conform_shape::<
                Self,
            >(__value, __below, __at, __writing);
        }
        fn entries() -> ::dynamo_model::__private::EntriesOf {
            ::dynamo_model::__private::entries_of_shape::<Self>()
        }
    }
    #[automatically_derived]
    impl<R> ::dynamo_model::__private::FieldsOf for CustomerFields<R> {
        fn at(
            __parent: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
        ) -> Self {
            Self {
                id: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "id"),
                ),
            }
        }
    }
    #[automatically_derived]
    impl<R> ::core::fmt::Debug for CustomerFields<R> {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("CustomerFields")
        }
    }
    #[allow(dead_code)]
    impl __Slots {
        const __PARTS_0: &'static [::dynamo_model::__private::Part] = &[
            ::dynamo_model::__private::Part::required(
                "id",
                &<__Slots>::id,
                ::dynamo_model::__private::PartForm::Sortable,
                "",
                "",
            ),
        ];
        const __TEMPLATE_0: ::dynamo_model::__private::Template = ::dynamo_model::__private::Template::new(
            "CUSTOMER#",
            <__Slots>::__PARTS_0,
        );
        const __PARTS_1: &'static [::dynamo_model::__private::Part] = &[];
        const __TEMPLATE_1: ::dynamo_model::__private::Template = ::dynamo_model::__private::Template::new(
            "PROFILE",
            <__Slots>::__PARTS_1,
        );
        const __PARTITION_KEY: &'static [::dynamo_model::__private::KeySchema] = &[
            ::dynamo_model::__private::KeySchema::templated(
                "pk",
                &<__Slots>::__TEMPLATE_0,
            ),
        ];
        const __SORT_KEY: &'static [::dynamo_model::__private::KeySchema] = &[
            ::dynamo_model::__private::KeySchema::templated(
                "sk",
                &<__Slots>::__TEMPLATE_1,
            ),
        ];
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Schema for Customer {
        type Key = ::dynamo_model::__private::Fixed<
            ::dynamo_model::__private::Joined<
                (<Uuid as ::dynamo_model::__private::Attribute>::Operand,),
            >,
        >;
        const SCHEMA: &'static ::dynamo_model::__private::TableSchema = &::dynamo_model::__private::TableSchema::new(
                "Customer",
                ::dynamo_model::__private::IndexSchema::primary(
                    <__Slots>::__PARTITION_KEY,
                    <__Slots>::__SORT_KEY,
                ),
            )
            .with_members(<Self as ::dynamo_model::__private::Shape>::MEMBERS)
            .with_indexes(&[]);
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Entity for Customer {
        fn key_input(
            &self,
            __name: &::core::primitive::str,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            match __name {
                "id" => <__Slots>::id.key_input(&self.id),
                _ => {
                    ::core::result::Result::Err(
                        ::dynamo_model::__private::no_key_input(__name),
                    )
                }
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Unconditional for Customer {}
    #[automatically_derived]
    impl ::dynamo_model::__private::Hooks for Customer {
        const HOOKED: ::core::primitive::bool = false;
    }
    impl ::dynamo_model::__private::Role for __Customer::id {}
    impl ::dynamo_model::__private::Removing<__Customer::id>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Customer::id>
    for ::dynamo_model::__private::Primary {}
};
