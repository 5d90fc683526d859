// #[derive(Model)]
// #[dynamo(table = "orders", rename_all = "camelCase")]
// pub struct Order {
//     #[dynamo(partition_key)]
//     pub customer_id: String,
//     #[dynamo(sort_key, with = Millis)]
//     placed_at: Date,
//     #[dynamo(default = 1)]
//     quantity: u32,
//     #[dynamo(skip)]
//     cached: bool,
//     #[dynamo(flatten)]
//     audit: Audit,
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
pub mod __Order {
    pub enum customer_id {}
    pub enum placed_at {}
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
pub struct OrderFields<R> {
    /// The attribute `customerId`.
    pub customer_id: ::dynamo_model::__private::Path<R, String, __Order::customer_id>,
    /// The attribute `placedAt`.
    pub placed_at: ::dynamo_model::__private::Path<
        R,
        ::dynamo_model::__private::As<Date, Millis>,
        __Order::placed_at,
    >,
    /// The attribute `quantity`.
    pub quantity: ::dynamo_model::__private::Path<R, u32>,
    /// The attributes of a flattened field.
    pub audit: <Audit as ::dynamo_model::__private::Attribute>::Fields<R>,
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
    pub struct __Slots {
        customer_id: ::core::option::Option<String>,
        placed_at: ::core::option::Option<Date>,
        quantity: ::core::option::Option<u32>,
        audit: <Audit as ::dynamo_model::__private::Shape>::Slots,
        __marker: ::core::marker::PhantomData<()>,
    }
    #[automatically_derived]
    impl ::core::default::Default for __Slots {
        fn default() -> Self {
            Self {
                customer_id: ::core::option::Option::None,
                placed_at: ::core::option::Option::None,
                quantity: ::core::option::Option::None,
                audit: ::core::default::Default::default(),
                __marker: ::core::marker::PhantomData,
            }
        }
    }
    impl __Slots {
        const customer_id: ::dynamo_model::__private::Field<String> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("customerId")
            .0;
        const placed_at: ::dynamo_model::__private::Field<Date> = ::dynamo_model::__private::Path::<
            (),
            ::dynamo_model::__private::As<Date, _>,
        >::__field_as("placedAt", ::core::marker::PhantomData::<Millis>)
            .0;
        const quantity: ::dynamo_model::__private::Field<u32> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("quantity")
            .0
            .with_default()
            .with_upkeep(
                ::dynamo_model::__private::Upkeep::new(
                    ::dynamo_model::__private::When::IfAbsent,
                    Self::__upkeep_quantity,
                ),
            );
        fn __upkeep_quantity(
            __now: ::dynamo_model::__private::SystemTime,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            let __value: u32 = {
                let __default: u32 = 1;
                __default
            };
            Self::quantity.key_input(&__value)
        }
        fn __default_quantity() -> u32 {
            {
                let __default: u32 = 1;
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
                    "customerId" => {
                        self.customer_id = ::core::option::Option::Some(
                            Self::customer_id.read(__reader)?,
                        );
                        true
                    }
                    "placedAt" => {
                        self.placed_at = ::core::option::Option::Some(
                            Self::placed_at.read(__reader)?,
                        );
                        true
                    }
                    "quantity" => {
                        self.quantity = ::core::option::Option::Some(
                            Self::quantity.read(__reader)?,
                        );
                        true
                    }
                    _ => {
                        <Audit as ::dynamo_model::__private::Shape>::read_attribute(
                            &mut self.audit,
                            __name,
                            __reader,
                        )?
                    }
                },
            )
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Shape for Order {
        type Slots = __Slots;
        const MEMBERS: &'static [::dynamo_model::__private::Member] = &[
            ::dynamo_model::__private::Member::Attribute(
                <__Slots>::customer_id.schema(),
            ),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::placed_at.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::quantity.schema()),
            ::dynamo_model::__private::Member::Flattened(
                <Audit as ::dynamo_model::__private::Shape>::MEMBERS,
            ),
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
                customer_id: <__Slots>::customer_id.take(__slots.customer_id)?,
                placed_at: <__Slots>::placed_at.take(__slots.placed_at)?,
                quantity: match __slots.quantity {
                    ::core::option::Option::Some(__value) => __value,
                    ::core::option::Option::None => <__Slots>::__default_quantity(),
                },
                cached: <bool as ::core::default::Default>::default(),
                audit: <Audit as ::dynamo_model::__private::Shape>::finish(
                    __slots.audit,
                )?,
            })
        }
        fn write_attributes(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            <__Slots>::customer_id.write(&self.customer_id, __writer)?;
            <__Slots>::placed_at.write(&self.placed_at, __writer)?;
            <__Slots>::quantity.write(&self.quantity, __writer)?;
            <Audit as ::dynamo_model::__private::Shape>::write_attributes(
                &self.audit,
                __writer,
            )?;
            ::core::result::Result::Ok(())
        }
        fn declares(__name: &::core::primitive::str) -> ::core::primitive::bool {
            ::core::matches!(__name, "customerId" | "placedAt" | "quantity")
                || <Audit as ::dynamo_model::__private::Shape>::declares(__name)
        }
        fn visit_undeclared(
            &self,
            __visit: &mut dyn ::core::ops::FnMut(&::core::primitive::str),
        ) {
            <Audit as ::dynamo_model::__private::Shape>::visit_undeclared(
                &self.audit,
                __visit,
            );
        }
        const IS_RULED: ::core::primitive::bool = true;
        fn changes_attributes(&self) -> ::core::primitive::bool {
            true
        }
        fn prepare_attributes(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            if __writing.is_whole() {
                if <__Slots>::quantity.is_absent(&self.quantity) {
                    self.quantity = {
                        let __default: u32 = 1;
                        __default
                    };
                }
            }
            <__Slots>::customer_id.prepare(&mut self.customer_id, __at, __writing);
            <__Slots>::placed_at.prepare(&mut self.placed_at, __at, __writing);
            <__Slots>::quantity.prepare(&mut self.quantity, __at, __writing);
            <Audit as ::dynamo_model::__private::Shape>::prepare_attributes(
                &mut self.audit,
                __at,
                __writing,
            );
        }
        fn inspect_attributes(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::customer_id.inspect(&self.customer_id, __at, __writing);
            <__Slots>::placed_at.inspect(&self.placed_at, __at, __writing);
            <__Slots>::quantity.inspect(&self.quantity, __at, __writing);
            <Audit as ::dynamo_model::__private::Shape>::inspect_attributes(
                &self.audit,
                __at,
                __writing,
            );
            <Audit as ::dynamo_model::__private::Shape>::visit_undeclared(
                &self.audit,
                &mut |__name| {
                    ::dynamo_model::__private::check_name(
                        __name,
                        ::core::matches!(__name, "customerId" | "placedAt" | "quantity"),
                        &[],
                        __at,
                        __writing,
                    );
                },
            );
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
                "customerId" => {
                    <__Slots>::customer_id.conform(__value, __below, __at, __writing);
                    true
                }
                "placedAt" => {
                    <__Slots>::placed_at.conform(__value, __below, __at, __writing);
                    true
                }
                "quantity" => {
                    <__Slots>::quantity.conform(__value, __below, __at, __writing);
                    true
                }
                _ => {
                    <Audit as ::dynamo_model::__private::Shape>::conform_attribute(
                        __name,
                        __value,
                        __below,
                        __at,
                        __writing,
                    )
                }
            }
        }
        fn after_reading(&mut self) -> ::dynamo_model::__private::Result<()> {
            <Audit as ::dynamo_model::__private::Shape>::after_reading(&mut self.audit)?;
            ::core::result::Result::Ok(())
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for Order {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::decode_entity(__reader)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Order {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::encode_entity(self, __writer)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Order {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = OrderFields<R>;
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
    impl<R> ::dynamo_model::__private::FieldsOf for OrderFields<R> {
        fn at(
            __parent: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
        ) -> Self {
            Self {
                customer_id: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(
                        __parent,
                        "customerId",
                    ),
                ),
                placed_at: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "placedAt"),
                ),
                quantity: ::dynamo_model::__private::Path::__or(
                    ::dynamo_model::__private::Path::new(
                        ::dynamo_model::__private::AttributePath::below(
                            __parent,
                            "quantity",
                        ),
                    ),
                    || ::core::result::Result::Ok(<__Slots>::__default_quantity()),
                ),
                audit: ::dynamo_model::__private::FieldsOf::at(__parent),
            }
        }
    }
    #[automatically_derived]
    impl<R> ::core::fmt::Debug for OrderFields<R> {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("OrderFields")
        }
    }
    #[allow(dead_code)]
    impl __Slots {
        const __PARTITION_KEY: &'static [::dynamo_model::__private::KeySchema] = &[
            Self::customer_id.key(),
        ];
        const __SORT_KEY: &'static [::dynamo_model::__private::KeySchema] = &[
            Self::placed_at.key(),
        ];
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Schema for Order {
        type Key = ::dynamo_model::__private::Pair<
            String,
            ::dynamo_model::__private::As<Date, Millis>,
        >;
        const SCHEMA: &'static ::dynamo_model::__private::TableSchema = &::dynamo_model::__private::TableSchema::new(
                "orders",
                ::dynamo_model::__private::IndexSchema::primary(
                    <__Slots>::__PARTITION_KEY,
                    <__Slots>::__SORT_KEY,
                ),
            )
            .with_members(<Self as ::dynamo_model::__private::Shape>::MEMBERS)
            .with_indexes(&[]);
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Entity for Order {
        fn key_input(
            &self,
            __name: &::core::primitive::str,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            match __name {
                "customerId" => <__Slots>::customer_id.key_input(&self.customer_id),
                "placedAt" => <__Slots>::placed_at.key_input(&self.placed_at),
                _ => {
                    ::core::result::Result::Err(
                        ::dynamo_model::__private::no_key_input(__name),
                    )
                }
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Unconditional for Order {}
    #[automatically_derived]
    impl ::dynamo_model::__private::Hooks for Order {
        const HOOKED: ::core::primitive::bool = false;
    }
    impl ::dynamo_model::__private::Role for __Order::customer_id {}
    impl ::dynamo_model::__private::Removing<__Order::customer_id>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Role for __Order::placed_at {}
    impl ::dynamo_model::__private::Removing<__Order::placed_at>
    for ::dynamo_model::__private::Primary {}
    #[allow(dead_code)]
    impl __Slots {
        fn __keys() {
            let _ = ::core::marker::PhantomData::<
                ::dynamo_model::__private::Path<(), String>,
            >;
            ::dynamo_model::__private::table_key::<
                ::dynamo_model::__private::Path<(), String>,
            >();
            let _ = ::core::marker::PhantomData::<
                ::dynamo_model::__private::Path<
                    (),
                    ::dynamo_model::__private::As<Date, Millis>,
                >,
            >;
            ::dynamo_model::__private::table_key::<
                ::dynamo_model::__private::Path<
                    (),
                    ::dynamo_model::__private::As<Date, Millis>,
                >,
            >();
        }
    }
};
