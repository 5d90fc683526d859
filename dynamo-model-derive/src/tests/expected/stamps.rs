// #[derive(Model)]
// #[dynamo(table = "sessions", timestamps)]
// struct Session {
//     #[dynamo(partition_key, id = uuid_v7)]
//     id: Uuid,
//     created_at: Option<SystemTime>,
//     #[dynamo(with = Rfc3339)]
//     updated_at: SystemTime,
//     #[dynamo(ttl(after = HOUR, refresh, hide_expired))]
//     expires: Option<SystemTime>,
//     #[dynamo(force = Self::VERSION)]
//     form: u32,
//     #[dynamo(default(write = 1))]
//     visits: u32,
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
mod __Session {
    pub enum id {}
}
/// The typed paths of [`Session`].
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
struct SessionFields<R> {
    /// The attribute `id`.
    id: ::dynamo_model::__private::Path<R, Uuid, __Session::id>,
    /// The attribute `created_at`.
    created_at: ::dynamo_model::__private::Path<R, Option<SystemTime>>,
    /// The attribute `updated_at`.
    updated_at: ::dynamo_model::__private::Path<
        R,
        ::dynamo_model::__private::As<SystemTime, Rfc3339>,
    >,
    /// The attribute `expires`.
    expires: ::dynamo_model::__private::Path<
        R,
        ::dynamo_model::__private::As<
            Option<SystemTime>,
            ::dynamo_model::__private::TimeToLive,
        >,
    >,
    /// The attribute `form`.
    form: ::dynamo_model::__private::Path<R, u32>,
    /// The attribute `visits`.
    visits: ::dynamo_model::__private::Path<R, u32>,
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
        created_at: ::core::option::Option<Option<SystemTime>>,
        updated_at: ::core::option::Option<SystemTime>,
        expires: ::core::option::Option<Option<SystemTime>>,
        form: ::core::option::Option<u32>,
        visits: ::core::option::Option<u32>,
    }
    #[automatically_derived]
    impl ::core::default::Default for __Slots {
        fn default() -> Self {
            Self {
                id: ::core::option::Option::None,
                created_at: ::core::option::Option::None,
                updated_at: ::core::option::Option::None,
                expires: ::core::option::Option::None,
                form: ::core::option::Option::None,
                visits: ::core::option::Option::None,
            }
        }
    }
    impl __Slots {
        const id: ::dynamo_model::__private::Field<Uuid> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("id")
            .0
            .with_upkeep(
                ::dynamo_model::__private::Upkeep::new(
                    ::dynamo_model::__private::When::IfAbsent,
                    Self::__upkeep_id,
                ),
            );
        const __ids_id: ::dynamo_model::__private::Ids<Uuid> = ::dynamo_model::__private::ids::<
            ::dynamo_model::__private::UuidV7,
            _,
        >();
        fn __upkeep_id(
            __now: ::dynamo_model::__private::SystemTime,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            let __value: Uuid = Self::__ids_id.make();
            Self::id.key_input(&__value)
        }
        const created_at: ::dynamo_model::__private::Field<Option<SystemTime>> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("created_at")
            .0
            .with_upkeep(
                ::dynamo_model::__private::Upkeep::new(
                    ::dynamo_model::__private::When::IfAbsent,
                    Self::__upkeep_created_at,
                ),
            );
        const __stamp_created_at: ::dynamo_model::__private::Moment<
            Option<SystemTime>,
        > = ::dynamo_model::__private::moment();
        fn __upkeep_created_at(
            __now: ::dynamo_model::__private::SystemTime,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            let __value: Option<SystemTime> = Self::__stamp_created_at.at(__now)?;
            Self::created_at.key_input(&__value)
        }
        const updated_at: ::dynamo_model::__private::Field<SystemTime> = ::dynamo_model::__private::Path::<
            (),
            ::dynamo_model::__private::As<SystemTime, _>,
        >::__field_as("updated_at", ::core::marker::PhantomData::<Rfc3339>)
            .0
            .moving()
            .with_upkeep(
                ::dynamo_model::__private::Upkeep::new(
                    ::dynamo_model::__private::When::Always,
                    Self::__upkeep_updated_at,
                ),
            );
        const __stamp_updated_at: ::dynamo_model::__private::Moment<SystemTime> = ::dynamo_model::__private::moment();
        fn __upkeep_updated_at(
            __now: ::dynamo_model::__private::SystemTime,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            let __value: SystemTime = Self::__stamp_updated_at.at(__now)?;
            Self::updated_at.key_input(&__value)
        }
        const expires: ::dynamo_model::__private::Field<Option<SystemTime>> = ::dynamo_model::__private::Path::<
            (),
            ::dynamo_model::__private::As<Option<SystemTime>, _>,
        >::__field_as(
                "expires",
                ::core::marker::PhantomData::<::dynamo_model::__private::TimeToLive>,
            )
            .0
            .moving()
            .with_upkeep(
                ::dynamo_model::__private::Upkeep::new(
                    ::dynamo_model::__private::When::Always,
                    Self::__upkeep_expires,
                ),
            );
        fn __upkeep_expires(
            __now: ::dynamo_model::__private::SystemTime,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            let __value: Option<SystemTime> = ::dynamo_model::__private::expiry(
                &Self::expires,
                __now,
                {
                    let __after: ::dynamo_model::__private::Duration = HOUR;
                    __after
                },
            )?;
            Self::expires.key_input(&__value)
        }
        const form: ::dynamo_model::__private::Field<u32> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("form")
            .0
            .moving()
            .with_upkeep(
                ::dynamo_model::__private::Upkeep::new(
                    ::dynamo_model::__private::When::Forced,
                    Self::__upkeep_form,
                ),
            );
        fn __upkeep_form(
            __now: ::dynamo_model::__private::SystemTime,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            let __value: u32 = {
                let __default: u32 = <Session>::VERSION;
                __default
            };
            Self::form.key_input(&__value)
        }
        const visits: ::dynamo_model::__private::Field<u32> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("visits")
            .0
            .with_upkeep(
                ::dynamo_model::__private::Upkeep::new(
                    ::dynamo_model::__private::When::IfAbsent,
                    Self::__upkeep_visits,
                ),
            );
        fn __upkeep_visits(
            __now: ::dynamo_model::__private::SystemTime,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            let __value: u32 = {
                let __default: u32 = 1;
                __default
            };
            Self::visits.key_input(&__value)
        }
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
                    "created_at" => {
                        self.created_at = ::core::option::Option::Some(
                            Self::created_at.read(__reader)?,
                        );
                        true
                    }
                    "updated_at" => {
                        self.updated_at = ::core::option::Option::Some(
                            Self::updated_at.read(__reader)?,
                        );
                        true
                    }
                    "expires" => {
                        self.expires = ::core::option::Option::Some(
                            Self::expires.read(__reader)?,
                        );
                        true
                    }
                    "form" => {
                        self.form = ::core::option::Option::Some(
                            Self::form.read(__reader)?,
                        );
                        true
                    }
                    "visits" => {
                        self.visits = ::core::option::Option::Some(
                            Self::visits.read(__reader)?,
                        );
                        true
                    }
                    _ => false,
                },
            )
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Shape for Session {
        type Slots = __Slots;
        const MEMBERS: &'static [::dynamo_model::__private::Member] = &[
            ::dynamo_model::__private::Member::Attribute(<__Slots>::id.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::created_at.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::updated_at.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::expires.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::form.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::visits.schema()),
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
                created_at: <__Slots>::created_at.take(__slots.created_at)?,
                updated_at: <__Slots>::updated_at.take(__slots.updated_at)?,
                expires: <__Slots>::expires.take(__slots.expires)?,
                form: <__Slots>::form.take(__slots.form)?,
                visits: <__Slots>::visits.take(__slots.visits)?,
            })
        }
        fn write_attributes(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            <__Slots>::id.write(&self.id, __writer)?;
            <__Slots>::created_at.write(&self.created_at, __writer)?;
            <__Slots>::updated_at.write(&self.updated_at, __writer)?;
            <__Slots>::expires.write(&self.expires, __writer)?;
            <__Slots>::form.write(&self.form, __writer)?;
            <__Slots>::visits.write(&self.visits, __writer)?;
            ::core::result::Result::Ok(())
        }
        fn declares(__name: &::core::primitive::str) -> ::core::primitive::bool {
            ::core::matches!(
                __name, "id" | "created_at" | "updated_at" | "expires" | "form" |
                "visits"
            )
        }
        fn visit_undeclared(
            &self,
            __visit: &mut dyn ::core::ops::FnMut(&::core::primitive::str),
        ) {}
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
                <__Slots>::__ids_id.fill(&mut self.id);
                <__Slots>::__stamp_created_at
                    .created(&mut self.created_at, &__at.name("created_at"), __writing);
                <__Slots>::__stamp_updated_at
                    .updated(&mut self.updated_at, &__at.name("updated_at"), __writing);
                ::dynamo_model::__private::refreshed(
                    &<__Slots>::expires,
                    &mut self.expires,
                    {
                        let __after: ::dynamo_model::__private::Duration = HOUR;
                        __after
                    },
                    &__at.name("expires"),
                    __writing,
                );
                self.form = {
                    let __default: u32 = Self::VERSION;
                    __default
                };
                if <__Slots>::visits.is_absent(&self.visits) {
                    self.visits = {
                        let __default: u32 = 1;
                        __default
                    };
                }
            }
            <__Slots>::id.prepare(&mut self.id, __at, __writing);
            <__Slots>::created_at.prepare(&mut self.created_at, __at, __writing);
            <__Slots>::updated_at.prepare(&mut self.updated_at, __at, __writing);
            <__Slots>::expires.prepare(&mut self.expires, __at, __writing);
            <__Slots>::form.prepare(&mut self.form, __at, __writing);
            <__Slots>::visits.prepare(&mut self.visits, __at, __writing);
        }
        fn inspect_attributes(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::id.inspect(&self.id, __at, __writing);
            <__Slots>::created_at.inspect(&self.created_at, __at, __writing);
            <__Slots>::updated_at.inspect(&self.updated_at, __at, __writing);
            <__Slots>::expires.inspect(&self.expires, __at, __writing);
            <__Slots>::form.inspect(&self.form, __at, __writing);
            <__Slots>::visits.inspect(&self.visits, __at, __writing);
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
                "created_at" => {
                    <__Slots>::created_at.conform(__value, __below, __at, __writing);
                    true
                }
                "updated_at" => {
                    <__Slots>::updated_at.conform(__value, __below, __at, __writing);
                    true
                }
                "expires" => {
                    <__Slots>::expires.conform(__value, __below, __at, __writing);
                    true
                }
                "form" => {
                    <__Slots>::form.conform(__value, __below, __at, __writing);
                    true
                }
                "visits" => {
                    <__Slots>::visits.conform(__value, __below, __at, __writing);
                    true
                }
                _ => false,
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for Session {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::decode_entity(__reader)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Session {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::encode_entity(self, __writer)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Session {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = SessionFields<R>;
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
    impl<R> ::dynamo_model::__private::FieldsOf for SessionFields<R> {
        fn at(
            __parent: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
        ) -> Self {
            Self {
                id: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "id"),
                ),
                created_at: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(
                        __parent,
                        "created_at",
                    ),
                ),
                updated_at: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(
                        __parent,
                        "updated_at",
                    ),
                ),
                expires: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "expires"),
                ),
                form: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "form"),
                ),
                visits: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "visits"),
                ),
            }
        }
    }
    #[automatically_derived]
    impl<R> ::core::fmt::Debug for SessionFields<R> {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("SessionFields")
        }
    }
    #[allow(dead_code)]
    impl __Slots {
        const __PARTITION_KEY: &'static [::dynamo_model::__private::KeySchema] = &[
            Self::id.key(),
        ];
        const __SORT_KEY: &'static [::dynamo_model::__private::KeySchema] = &[];
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Schema for Session {
        type Key = ::dynamo_model::__private::Single<Uuid>;
        const SCHEMA: &'static ::dynamo_model::__private::TableSchema = &::dynamo_model::__private::TableSchema::new(
                "sessions",
                ::dynamo_model::__private::IndexSchema::primary(
                    <__Slots>::__PARTITION_KEY,
                    <__Slots>::__SORT_KEY,
                ),
            )
            .with_members(<Self as ::dynamo_model::__private::Shape>::MEMBERS)
            .with_indexes(&[])
            .with_ttl(::dynamo_model::__private::TtlSchema::new("expires", true));
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Entity for Session {
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
    impl ::dynamo_model::__private::Unconditional for Session {}
    #[automatically_derived]
    impl ::dynamo_model::__private::Hooks for Session {
        const HOOKED: ::core::primitive::bool = false;
    }
    impl ::dynamo_model::__private::Role for __Session::id {}
    impl ::dynamo_model::__private::Removing<__Session::id>
    for ::dynamo_model::__private::Primary {}
    #[allow(dead_code)]
    impl __Slots {
        fn __keys() {
            let _ = ::core::marker::PhantomData::<
                ::dynamo_model::__private::Path<(), Uuid>,
            >;
            ::dynamo_model::__private::table_key::<
                ::dynamo_model::__private::Path<(), Uuid>,
            >();
        }
    }
};
