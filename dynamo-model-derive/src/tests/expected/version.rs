// #[derive(Model)]
// struct Draft {
//     #[dynamo(partition_key)]
//     id: String,
//     #[dynamo(version, rename = "v")]
//     version: u64,
//     #[dynamo(force = now())]
//     seen: Time,
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
mod __Draft {
    pub enum id {}
    pub enum version {}
}
/// The typed paths of [`Draft`].
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
struct DraftFields<R> {
    /// The attribute `id`.
    id: ::dynamo_model::__private::Path<R, String, __Draft::id>,
    /// The attribute `v`.
    version: ::dynamo_model::__private::Path<R, u64, __Draft::version>,
    /// The attribute `seen`.
    seen: ::dynamo_model::__private::Path<R, Time>,
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
        id: ::core::option::Option<String>,
        version: ::core::option::Option<u64>,
        seen: ::core::option::Option<Time>,
    }
    #[automatically_derived]
    impl ::core::default::Default for __Slots {
        fn default() -> Self {
            Self {
                id: ::core::option::Option::None,
                version: ::core::option::Option::None,
                seen: ::core::option::Option::None,
            }
        }
    }
    impl __Slots {
        const id: ::dynamo_model::__private::Field<String> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("id")
            .0;
        const version: ::dynamo_model::__private::Field<u64> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("v")
            .0
            .with_default();
        const seen: ::dynamo_model::__private::Field<Time> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("seen")
            .0
            .moving()
            .with_upkeep(
                ::dynamo_model::__private::Upkeep::new(
                    ::dynamo_model::__private::When::Forced,
                    Self::__upkeep_seen,
                ),
            );
        fn __upkeep_seen(
            __now: ::dynamo_model::__private::SystemTime,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            let __value: Time = {
                let __default: Time = now();
                __default
            };
            Self::seen.key_input(&__value)
        }
        fn __default_version() -> u64 {
            <u64 as ::core::default::Default>::default()
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
                    "v" => {
                        self.version = ::core::option::Option::Some(
                            Self::version.read(__reader)?,
                        );
                        true
                    }
                    "seen" => {
                        self.seen = ::core::option::Option::Some(
                            Self::seen.read(__reader)?,
                        );
                        true
                    }
                    _ => false,
                },
            )
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Shape for Draft {
        type Slots = __Slots;
        const MEMBERS: &'static [::dynamo_model::__private::Member] = &[
            ::dynamo_model::__private::Member::Attribute(<__Slots>::id.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::version.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::seen.schema()),
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
                version: match __slots.version {
                    ::core::option::Option::Some(__value) => __value,
                    ::core::option::Option::None => <__Slots>::__default_version(),
                },
                seen: <__Slots>::seen.take(__slots.seen)?,
            })
        }
        fn write_attributes(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            <__Slots>::id.write(&self.id, __writer)?;
            <__Slots>::version.write(&self.version, __writer)?;
            <__Slots>::seen.write(&self.seen, __writer)?;
            ::core::result::Result::Ok(())
        }
        fn declares(__name: &::core::primitive::str) -> ::core::primitive::bool {
            ::core::matches!(__name, "id" | "v" | "seen")
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
                self.seen = {
                    let __default: Time = now();
                    __default
                };
            }
            <__Slots>::id.prepare(&mut self.id, __at, __writing);
            <__Slots>::version.prepare(&mut self.version, __at, __writing);
            <__Slots>::seen.prepare(&mut self.seen, __at, __writing);
        }
        fn inspect_attributes(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::id.inspect(&self.id, __at, __writing);
            <__Slots>::version.inspect(&self.version, __at, __writing);
            <__Slots>::seen.inspect(&self.seen, __at, __writing);
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
                "v" => {
                    <__Slots>::version.conform(__value, __below, __at, __writing);
                    true
                }
                "seen" => {
                    <__Slots>::seen.conform(__value, __below, __at, __writing);
                    true
                }
                _ => false,
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for Draft {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::decode_entity(__reader)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Draft {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::encode_entity(self, __writer)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Draft {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = DraftFields<R>;
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
    impl<R> ::dynamo_model::__private::FieldsOf for DraftFields<R> {
        fn at(
            __parent: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
        ) -> Self {
            Self {
                id: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "id"),
                ),
                version: ::dynamo_model::__private::Path::__or(
                    ::dynamo_model::__private::Path::new(
                        ::dynamo_model::__private::AttributePath::below(__parent, "v"),
                    ),
                    || ::core::result::Result::Ok(<__Slots>::__default_version()),
                ),
                seen: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "seen"),
                ),
            }
        }
    }
    #[automatically_derived]
    impl<R> ::core::fmt::Debug for DraftFields<R> {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("DraftFields")
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
    impl ::dynamo_model::__private::Schema for Draft {
        type Key = ::dynamo_model::__private::Single<String>;
        const SCHEMA: &'static ::dynamo_model::__private::TableSchema = &::dynamo_model::__private::TableSchema::new(
                "Draft",
                ::dynamo_model::__private::IndexSchema::primary(
                    <__Slots>::__PARTITION_KEY,
                    <__Slots>::__SORT_KEY,
                ),
            )
            .with_members(<Self as ::dynamo_model::__private::Shape>::MEMBERS)
            .with_indexes(&[])
            .with_version(::dynamo_model::__private::VersionSchema::of::<Self>("v"));
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Entity for Draft {
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
        fn version_mut(
            &mut self,
        ) -> ::core::option::Option<&mut dyn ::dynamo_model::__private::Counter> {
            ::core::option::Option::Some(
                ::dynamo_model::__private::counter::<Self>(&mut self.version),
            )
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Versioned for Draft {
        type Version = u64;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Hooks for Draft {
        const HOOKED: ::core::primitive::bool = false;
    }
    impl ::dynamo_model::__private::Role for __Draft::id {}
    impl ::dynamo_model::__private::Removing<__Draft::id>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Role for __Draft::version {}
    impl ::dynamo_model::__private::Removing<__Draft::version>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Draft::version>
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
        }
    }
};
