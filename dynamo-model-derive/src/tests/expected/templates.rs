// #[derive(Model)]
// #[dynamo(
//     table = "shop",
//     rename_all = "camelCase",
//     partition_key(name = "PK", template = "CUSTOMER#{customer_id}"),
//     sort_key = "ORDER#{year:04}#{number}",
//     item_type("order", "Order"),
//     type_attribute = "kind",
//     index(
//         ByStatus,
//         name = "by-status",
//         include(total_cents, "note"),
//         partition_key = "STATUS#{status}",
//         sort_key(name = "sk")
//     )
// )]
// pub struct Order {
//     customer_id: String,
//     year: u16,
//     #[dynamo(in_key)]
//     number: u32,
//     status: Option<Status>,
//     total_cents: u64,
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
    pub enum year {}
    pub enum status {}
    pub enum total_cents {}
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
    /// The attribute `year`.
    pub year: ::dynamo_model::__private::Path<R, u16, __Order::year>,
    /// The attribute `status`.
    pub status: ::dynamo_model::__private::Path<R, Option<Status>, __Order::status>,
    /// The attribute `totalCents`.
    pub total_cents: ::dynamo_model::__private::Path<R, u64, __Order::total_cents>,
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
        year: ::core::option::Option<u16>,
        number: ::core::option::Option<u32>,
        status: ::core::option::Option<Option<Status>>,
        total_cents: ::core::option::Option<u64>,
        audit: <Audit as ::dynamo_model::__private::Shape>::Slots,
        __marker: ::core::marker::PhantomData<()>,
    }
    #[automatically_derived]
    impl ::core::default::Default for __Slots {
        fn default() -> Self {
            Self {
                customer_id: ::core::option::Option::None,
                year: ::core::option::Option::None,
                number: ::core::option::Option::None,
                status: ::core::option::Option::None,
                total_cents: ::core::option::Option::None,
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
        const year: ::dynamo_model::__private::Field<u16> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("year")
            .0;
        const number: ::dynamo_model::__private::Field<u32> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("number")
            .0;
        const status: ::dynamo_model::__private::Field<Option<Status>> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("status")
            .0;
        const total_cents: ::dynamo_model::__private::Field<u64> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("totalCents")
            .0;
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
                    "year" => {
                        self.year = ::core::option::Option::Some(
                            Self::year.read(__reader)?,
                        );
                        true
                    }
                    "status" => {
                        self.status = ::core::option::Option::Some(
                            Self::status.read(__reader)?,
                        );
                        true
                    }
                    "totalCents" => {
                        self.total_cents = ::core::option::Option::Some(
                            Self::total_cents.read(__reader)?,
                        );
                        true
                    }
                    "PK" => {
                        __reader.skip()?;
                        true
                    }
                    "sk" => {
                        let __text = __reader.str()?;
                        self.number = ::core::option::Option::Some(
                            ::dynamo_model::__private::part_of(
                                    &Self::__TEMPLATE_1,
                                    &Self::number,
                                    &__text,
                                )
                                .map_err(|__error| __error.at("sk"))?,
                        );
                        true
                    }
                    "by-status_pk" => {
                        __reader.skip()?;
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
            ::dynamo_model::__private::Member::Attribute(<__Slots>::year.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::status.schema()),
            ::dynamo_model::__private::Member::Attribute(
                <__Slots>::total_cents.schema(),
            ),
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
                year: <__Slots>::year.take(__slots.year)?,
                number: <__Slots>::number.take(__slots.number)?,
                status: <__Slots>::status.take(__slots.status)?,
                total_cents: <__Slots>::total_cents.take(__slots.total_cents)?,
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
            <__Slots>::year.write(&self.year, __writer)?;
            <__Slots>::status.write(&self.status, __writer)?;
            <__Slots>::total_cents.write(&self.total_cents, __writer)?;
            <Audit as ::dynamo_model::__private::Shape>::write_attributes(
                &self.audit,
                __writer,
            )?;
            ::core::result::Result::Ok(())
        }
        fn declares(__name: &::core::primitive::str) -> ::core::primitive::bool {
            ::core::matches!(
                __name, "customerId" | "year" | "status" | "totalCents" | "PK" | "sk" |
                "by-status_pk" | "kind"
            ) || <Audit as ::dynamo_model::__private::Shape>::declares(__name)
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
        const IS_RULED: ::core::primitive::bool = <Audit as ::dynamo_model::__private::Shape>::IS_RULED;
        fn changes_attributes(&self) -> ::core::primitive::bool {
            <__Slots>::customer_id.changes(&self.customer_id)
                || <__Slots>::year.changes(&self.year)
                || <__Slots>::number.changes(&self.number)
                || <__Slots>::status.changes(&self.status)
                || <__Slots>::total_cents.changes(&self.total_cents)
                || <Audit as ::dynamo_model::__private::Shape>::changes_attributes(
                    &self.audit,
                )
        }
        fn prepare_attributes(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::customer_id.prepare(&mut self.customer_id, __at, __writing);
            <__Slots>::year.prepare(&mut self.year, __at, __writing);
            <__Slots>::number.prepare(&mut self.number, __at, __writing);
            <__Slots>::status.prepare(&mut self.status, __at, __writing);
            <__Slots>::total_cents.prepare(&mut self.total_cents, __at, __writing);
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
            <__Slots>::year.inspect(&self.year, __at, __writing);
            <__Slots>::number.inspect(&self.number, __at, __writing);
            <__Slots>::status.inspect(&self.status, __at, __writing);
            <__Slots>::total_cents.inspect(&self.total_cents, __at, __writing);
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
                        ::core::matches!(
                            __name, "customerId" | "year" | "status" | "totalCents" |
                            "PK" | "sk" | "by-status_pk" | "kind"
                        ),
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
                "year" => {
                    <__Slots>::year.conform(__value, __below, __at, __writing);
                    true
                }
                "number" => {
                    <__Slots>::number.conform(__value, __below, __at, __writing);
                    true
                }
                "status" => {
                    <__Slots>::status.conform(__value, __below, __at, __writing);
                    true
                }
                "totalCents" => {
                    <__Slots>::total_cents.conform(__value, __below, __at, __writing);
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
                year: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "year"),
                ),
                status: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "status"),
                ),
                total_cents: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(
                        __parent,
                        "totalCents",
                    ),
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
        const __PARTS_0: &'static [::dynamo_model::__private::Part] = &[
            ::dynamo_model::__private::Part::required(
                "customerId",
                &<__Slots>::customer_id,
                ::dynamo_model::__private::PartForm::Sortable,
                "",
                "",
            ),
        ];
        const __TEMPLATE_0: ::dynamo_model::__private::Template = ::dynamo_model::__private::Template::new(
            "CUSTOMER#",
            <__Slots>::__PARTS_0,
        );
        const __PARTS_1: &'static [::dynamo_model::__private::Part] = &[
            ::dynamo_model::__private::Part::required(
                "year",
                &<__Slots>::year,
                ::dynamo_model::__private::PartForm::Digits(4u8),
                "#",
                "the text of `{year}` can contain the `#` behind it; write another separator, such as `#`",
            ),
            ::dynamo_model::__private::Part::required(
                "number",
                &<__Slots>::number,
                ::dynamo_model::__private::PartForm::Sortable,
                "",
                "",
            ),
        ];
        const __TEMPLATE_1: ::dynamo_model::__private::Template = ::dynamo_model::__private::Template::new(
            "ORDER#",
            <__Slots>::__PARTS_1,
        );
        const __PARTS_2: &'static [::dynamo_model::__private::Part] = &[
            ::dynamo_model::__private::Part::optional(
                "status",
                &<__Slots>::status,
                ::dynamo_model::__private::PartForm::Sortable,
                "",
                "",
            ),
        ];
        const __TEMPLATE_2: ::dynamo_model::__private::Template = ::dynamo_model::__private::Template::new(
            "STATUS#",
            <__Slots>::__PARTS_2,
        );
        const __PARTITION_KEY: &'static [::dynamo_model::__private::KeySchema] = &[
            ::dynamo_model::__private::KeySchema::templated(
                "PK",
                &<__Slots>::__TEMPLATE_0,
            ),
        ];
        const __SORT_KEY: &'static [::dynamo_model::__private::KeySchema] = &[
            ::dynamo_model::__private::KeySchema::templated(
                "sk",
                &<__Slots>::__TEMPLATE_1,
            ),
        ];
        const __INDEX_0_PARTITION: &'static [::dynamo_model::__private::KeySchema] = &[
            ::dynamo_model::__private::KeySchema::templated(
                "by-status_pk",
                &<__Slots>::__TEMPLATE_2,
            ),
        ];
        const __INDEX_0_SORT: &'static [::dynamo_model::__private::KeySchema] = &[
            ::dynamo_model::__private::KeySchema::templated(
                "sk",
                &<__Slots>::__TEMPLATE_1,
            ),
        ];
        const __INDEX_0: &'static ::dynamo_model::__private::IndexSchema = &::dynamo_model::__private::IndexSchema::secondary(
            "by-status",
            ::dynamo_model::__private::Scope::Global,
            Self::__INDEX_0_PARTITION,
            Self::__INDEX_0_SORT,
            ::dynamo_model::__private::Holds::Include(&["totalCents", "note"]),
        );
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Schema for Order {
        type Key = ::dynamo_model::__private::Pair<
            ::dynamo_model::__private::Joined<
                (<String as ::dynamo_model::__private::Attribute>::Operand,),
            >,
            ::dynamo_model::__private::Joined<
                (
                    <u16 as ::dynamo_model::__private::Attribute>::Operand,
                    <u32 as ::dynamo_model::__private::Attribute>::Operand,
                ),
            >,
        >;
        const SCHEMA: &'static ::dynamo_model::__private::TableSchema = &::dynamo_model::__private::TableSchema::new(
                "shop",
                ::dynamo_model::__private::IndexSchema::primary(
                    <__Slots>::__PARTITION_KEY,
                    <__Slots>::__SORT_KEY,
                ),
            )
            .with_members(<Self as ::dynamo_model::__private::Shape>::MEMBERS)
            .with_indexes(&[<__Slots>::__INDEX_0])
            .with_item_type(
                ::dynamo_model::__private::ItemType::new("kind", &["order", "Order"]),
            );
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
                "year" => <__Slots>::year.key_input(&self.year),
                "number" => <__Slots>::number.key_input(&self.number),
                "status" => <__Slots>::status.key_input(&self.status),
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
    impl ::dynamo_model::__private::Index<Order> for ByStatus {
        type Key = ::dynamo_model::__private::Pair<
            ::dynamo_model::__private::Joined<
                (<Option<Status> as ::dynamo_model::__private::Attribute>::Operand,),
            >,
            ::dynamo_model::__private::Joined<
                (
                    <u16 as ::dynamo_model::__private::Attribute>::Operand,
                    <u32 as ::dynamo_model::__private::Attribute>::Operand,
                ),
            >,
        >;
        type Item = ::dynamo_model::__private::Incomplete<Order, ByStatus>;
        type ScanRoot = ::dynamo_model::__private::Scanned<Order, ByStatus>;
        const SCHEMA: &'static ::dynamo_model::__private::IndexSchema = <__Slots>::__INDEX_0;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Hooks for Order {
        const HOOKED: ::core::primitive::bool = false;
    }
    impl ::dynamo_model::__private::Role for __Order::customer_id {}
    impl ::dynamo_model::__private::Removing<__Order::customer_id>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::customer_id>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::customer_id> for ByStatus {}
    impl ::dynamo_model::__private::Role for __Order::year {}
    impl ::dynamo_model::__private::Removing<__Order::year>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::year>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::year> for ByStatus {}
    impl ::dynamo_model::__private::Role for __Order::status {}
    impl ::dynamo_model::__private::Changing<__Order::status>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Removing<__Order::status>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::status>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::status> for ByStatus {}
    impl ::dynamo_model::__private::Role for __Order::total_cents {}
    impl ::dynamo_model::__private::Changing<__Order::total_cents>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Removing<__Order::total_cents>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::total_cents>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Order::total_cents> for ByStatus {}
    impl ::dynamo_model::__private::Holding<__Order::total_cents> for ByStatus {}
};
