// #[derive(Projection)]
// #[dynamo(of = Order, index = ByStatus)]
// pub struct OrderSummary {
//     pub total: u64,
//     #[dynamo(nested, from = address)]
//     city: Option<City>,
//     #[dynamo(flatten)]
//     audit: AuditBy,
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
    pub struct __Plan {
        total: ::dynamo_model::__private::Pick<u64>,
        city: ::dynamo_model::__private::Pick<Option<City>>,
        audit: ::dynamo_model::__private::Flattened<AuditBy>,
    }
    pub struct __Slots {
        total: ::dynamo_model::__private::Aliased<u64>,
        city: ::dynamo_model::__private::Aliased<Option<City>>,
        audit: <AuditBy as ::dynamo_model::__private::Picks>::Slots,
        __marker: ::core::marker::PhantomData<()>,
    }
    #[automatically_derived]
    impl ::core::default::Default for __Slots {
        fn default() -> Self {
            Self {
                total: ::core::default::Default::default(),
                city: ::core::default::Default::default(),
                audit: ::core::default::Default::default(),
                __marker: ::core::marker::PhantomData,
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Picks for OrderSummary {
        type Of = Order;
        type Plan = __Plan;
        type Slots = __Slots;
        fn plan(
            __at: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
            __planner: &mut ::dynamo_model::__private::Planner,
        ) -> __Plan {
            let __fields: <Order as ::dynamo_model::__private::Attribute>::Fields<
                Order,
            > = ::dynamo_model::__private::FieldsOf::at(__at);
            let __index_0 = ::dynamo_model::__private::index_of::<Order, ByStatus>();
            __Plan {
                total: {
                    let path = &__fields.total;
                    let path = ::dynamo_model::__private::OneAttribute::path(path);
                    let index = __index_0;
                    ::dynamo_model::__private::held(path, index);
                    path.__take::<u64>(__planner)
                },
                city: {
                    let path = &__fields.address;
                    let path = ::dynamo_model::__private::OneAttribute::path(path);
                    let index = __index_0;
                    ::dynamo_model::__private::held(path, index);
                    path.__take_part::<Option<City>>(__planner)
                },
                audit: {
                    let __fields = &__fields.audit;
                    <AuditBy as ::dynamo_model::__private::Picks>::plan_flattened::<
                        Order,
                        _,
                    >(__fields, __at, __planner)
                },
            }
        }
        fn read_attribute(
            __plan: &__Plan,
            __slots: &mut __Slots,
            __name: &::core::primitive::str,
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<::core::primitive::bool> {
            let __is_read = __plan.total.read(&mut __slots.total, __name, __reader)?
                || __plan.city.read(&mut __slots.city, __name, __reader)?
                || {
                    let __Slots { audit: slot, .. } = &mut *__slots;
                    <AuditBy as ::dynamo_model::__private::Picks>::read_flattened(
                        &__plan.audit,
                        slot,
                        __name,
                        __reader,
                    )?
                };
            ::core::result::Result::Ok(__is_read)
        }
        fn finish(
            __plan: &__Plan,
            __slots: __Slots,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::core::result::Result::Ok(Self {
                total: __plan.total.take(__slots.total)?,
                city: __plan.city.take(__slots.city)?,
                audit: {
                    let __Slots { audit: slot, .. } = __slots;
                    <AuditBy as ::dynamo_model::__private::Picks>::finish_flattened(
                        &__plan.audit,
                        slot,
                    )?
                },
            })
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Projection<Order> for OrderSummary {
        fn plan(
            __at: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
            __planner: &mut ::dynamo_model::__private::Planner,
        ) -> ::dynamo_model::__private::Plan<Self> {
            ::dynamo_model::__private::plan_picks(__at, __planner)
        }
    }
    impl ::dynamo_model::__private::Readable for OrderSummary {}
    impl ::dynamo_model::__private::FitsIn<Order, ByStatus> for OrderSummary {}
};
