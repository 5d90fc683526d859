// #[derive(Model)]
// #[dynamo(table = "people", rename_all = "camelCase", unknown = deny)]
// struct Person {
//     #[dynamo(partition_key)]
//     id: String,
//     #[dynamo(alias("name", "first"), get = shouted)]
//     first_name: String,
//     #[dynamo(required)]
//     last_name: Option<String>,
//     #[dynamo(combine(first_name, last_name), separator = " ")]
//     full_name: Option<String>,
//     #[dynamo(constant = Kind::Person)]
//     kind: Kind,
//     #[dynamo(flatten("x-*"))]
//     extra: Item,
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
mod __Person {
    pub enum id {}
}
/// The typed paths of [`Person`].
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
struct PersonFields<R> {
    /// The attribute `id`.
    id: ::dynamo_model::__private::Path<R, String, __Person::id>,
    /// The attribute `firstName`.
    first_name: ::dynamo_model::__private::Path<R, String>,
    /// The attribute `lastName`.
    last_name: ::dynamo_model::__private::Path<
        R,
        Option<String>,
        ::dynamo_model::__private::Kept,
    >,
    /// The attribute `fullName`.
    full_name: ::dynamo_model::__private::Path<R, Option<String>>,
    /// The attribute `kind`.
    kind: ::dynamo_model::__private::Path<R, Kind>,
    /// The attributes of a flattened field.
    extra: <Item as ::dynamo_model::__private::Attribute>::Fields<R>,
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
        first_name: ::dynamo_model::__private::Aliased<String>,
        last_name: ::core::option::Option<Option<String>>,
        full_name: ::core::option::Option<Option<String>>,
        kind: ::core::option::Option<Kind>,
        extra: <Item as ::dynamo_model::__private::Shape>::Slots,
        __marker: ::core::marker::PhantomData<()>,
    }
    #[automatically_derived]
    impl ::core::default::Default for __Slots {
        fn default() -> Self {
            Self {
                id: ::core::option::Option::None,
                first_name: ::core::default::Default::default(),
                last_name: ::core::option::Option::None,
                full_name: ::core::option::Option::None,
                kind: ::core::option::Option::None,
                extra: ::core::default::Default::default(),
                __marker: ::core::marker::PhantomData,
            }
        }
    }
    impl __Slots {
        const id: ::dynamo_model::__private::Field<String> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("id")
            .0;
        const first_name: ::dynamo_model::__private::Field<String> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("firstName")
            .0
            .with_aliases(&["name", "first"]);
        #[allow(dead_code)]
        fn __get_first_name(
            __value: &mut String,
            __at: &::dynamo_model::__private::At<'_>,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::transform_read(__value, shouted, __at)?;
            ::core::result::Result::Ok(())
        }
        const last_name: ::dynamo_model::__private::Field<Option<String>> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("lastName")
            .0
            .with_presence()
            .with_rules(::dynamo_model::__private::Rules {
                changes: false,
                prepare: Self::__prepare_last_name,
                inspect: Self::__inspect_last_name,
            });
        #[allow(clippy::ptr_arg, clippy::ref_option)]
        fn __prepare_last_name(
            __value: &mut Option<String>,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {}
        #[allow(clippy::ptr_arg, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
        fn __inspect_last_name(
            __value: &Option<String>,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            ::dynamo_model::__private::required::<
                Option<String>,
            >(__value, __at, __writing);
        }
        const full_name: ::dynamo_model::__private::Field<Option<String>> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("fullName")
            .0
            .with_default();
        const kind: ::dynamo_model::__private::Field<Kind> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("kind")
            .0
            .with_default()
            .with_rules(::dynamo_model::__private::Rules {
                changes: false,
                prepare: Self::__prepare_kind,
                inspect: Self::__inspect_kind,
            })
            .with_constant(Self::__constant_kind);
        #[allow(clippy::ptr_arg, clippy::ref_option)]
        fn __prepare_kind(
            __value: &mut Kind,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {}
        #[allow(clippy::ptr_arg, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
        fn __inspect_kind(
            __value: &Kind,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            ::dynamo_model::__private::constant(
                Self::__constant_kind(__value),
                __at,
                __writing,
            );
        }
        #[allow(clippy::ptr_arg, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
        fn __constant_kind(__value: &Kind) -> ::core::primitive::bool {
            ::dynamo_model::__private::is_constant::<
                Kind,
            >(__value, &Self::__default_kind())
        }
        const __combined_full_name: &'static ::dynamo_model::__private::CombinedAs<
            Option<String>,
        > = &::dynamo_model::__private::combined::<
            Option<String>,
        >("fullName", &["firstName", "lastName"], " ");
        #[allow(dead_code)]
        fn __sources_full_name() {
            ::dynamo_model::__private::combinable::<String>();
            ::dynamo_model::__private::combinable::<Option<String>>();
        }
        #[allow(dead_code)]
        fn __maps() {
            ::dynamo_model::__private::catches_all::<Item>();
        }
        fn __default_full_name() -> Option<String> {
            <Option<String> as ::core::default::Default>::default()
        }
        fn __default_kind() -> Kind {
            {
                let __default: Kind = Kind::Person;
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
                    "id" => {
                        self.id = ::core::option::Option::Some(Self::id.read(__reader)?);
                        true
                    }
                    "firstName" => {
                        self.first_name.own(Self::first_name.read(__reader)?);
                        true
                    }
                    "name" | "first" => {
                        Self::first_name
                            .read_older(&mut self.first_name, __name, __reader)?
                    }
                    "lastName" => {
                        self.last_name = ::core::option::Option::Some(
                            Self::last_name.read(__reader)?,
                        );
                        true
                    }
                    "fullName" => {
                        self.full_name = ::core::option::Option::Some(
                            Self::full_name.read(__reader)?,
                        );
                        true
                    }
                    "kind" => {
                        self.kind = ::core::option::Option::Some(
                            Self::kind.read(__reader)?,
                        );
                        true
                    }
                    _ => {
                        (::dynamo_model::__private::matches_any(&["x-*"], __name)
                            && <Item as ::dynamo_model::__private::Shape>::read_attribute(
                                &mut self.extra,
                                __name,
                                __reader,
                            )?)
                            || (__reader.is_raw()
                                && (<Item as ::dynamo_model::__private::Shape>::read_attribute(
                                    &mut self.extra,
                                    __name,
                                    __reader,
                                )?))
                    }
                },
            )
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Shape for Person {
        type Slots = __Slots;
        const MEMBERS: &'static [::dynamo_model::__private::Member] = &[
            ::dynamo_model::__private::Member::Attribute(<__Slots>::id.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::first_name.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::last_name.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::full_name.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::kind.schema()),
            ::dynamo_model::__private::Member::Flattened(
                <Item as ::dynamo_model::__private::Shape>::MEMBERS,
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
                id: <__Slots>::id.take(__slots.id)?,
                first_name: <__Slots>::first_name
                    .take(<__Slots>::first_name.chosen(__slots.first_name)?)?,
                last_name: <__Slots>::last_name.take(__slots.last_name)?,
                full_name: match __slots.full_name {
                    ::core::option::Option::Some(__value) => __value,
                    ::core::option::Option::None => <__Slots>::__default_full_name(),
                },
                kind: match __slots.kind {
                    ::core::option::Option::Some(__value) => __value,
                    ::core::option::Option::None => <__Slots>::__default_kind(),
                },
                extra: <Item as ::dynamo_model::__private::Shape>::finish(__slots.extra)?,
            })
        }
        fn write_attributes(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            <__Slots>::id.write(&self.id, __writer)?;
            <__Slots>::first_name.write(&self.first_name, __writer)?;
            <__Slots>::last_name.write(&self.last_name, __writer)?;
            <__Slots>::full_name.write(&self.full_name, __writer)?;
            <__Slots>::kind.write(&self.kind, __writer)?;
            <Item as ::dynamo_model::__private::Shape>::write_attributes(
                &self.extra,
                __writer,
            )?;
            ::core::result::Result::Ok(())
        }
        fn declares(__name: &::core::primitive::str) -> ::core::primitive::bool {
            ::core::matches!(
                __name, "id" | "firstName" | "name" | "first" | "lastName" | "fullName" |
                "kind"
            ) || <Item as ::dynamo_model::__private::Shape>::declares(__name)
        }
        fn visit_undeclared(
            &self,
            __visit: &mut dyn ::core::ops::FnMut(&::core::primitive::str),
        ) {
            <Item as ::dynamo_model::__private::Shape>::visit_undeclared(
                &self.extra,
                __visit,
            );
        }
        fn read_unknown(
            __name: &::core::primitive::str,
            _: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::deny(__name)
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
            <__Slots>::id.prepare(&mut self.id, __at, __writing);
            <__Slots>::first_name.prepare(&mut self.first_name, __at, __writing);
            <__Slots>::last_name.prepare(&mut self.last_name, __at, __writing);
            <__Slots>::full_name.prepare(&mut self.full_name, __at, __writing);
            <__Slots>::kind.prepare(&mut self.kind, __at, __writing);
            <Item as ::dynamo_model::__private::Shape>::prepare_attributes(
                &mut self.extra,
                __at,
                __writing,
            );
            self.full_name = <__Slots>::__combined_full_name
                .field(
                    &[
                        <__Slots>::first_name
                            .key_input(&self.first_name)
                            .unwrap_or_default(),
                        <__Slots>::last_name
                            .key_input(&self.last_name)
                            .unwrap_or_default(),
                    ],
                );
        }
        fn inspect_attributes(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::id.inspect(&self.id, __at, __writing);
            <__Slots>::first_name.inspect(&self.first_name, __at, __writing);
            <__Slots>::last_name.inspect(&self.last_name, __at, __writing);
            <__Slots>::full_name.inspect(&self.full_name, __at, __writing);
            <__Slots>::kind.inspect(&self.kind, __at, __writing);
            <Item as ::dynamo_model::__private::Shape>::inspect_attributes(
                &self.extra,
                __at,
                __writing,
            );
            <Item as ::dynamo_model::__private::Shape>::visit_undeclared(
                &self.extra,
                &mut |__name| {
                    ::dynamo_model::__private::check_name(
                        __name,
                        ::core::matches!(
                            __name, "id" | "firstName" | "name" | "first" | "lastName" |
                            "fullName" | "kind"
                        ),
                        &["x-*"],
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
            ::dynamo_model::__private::touch(
                <__Slots>::__combined_full_name.combined(),
                __name,
                __at,
                __writing,
            );
            match __name {
                "id" => {
                    <__Slots>::id.conform(__value, __below, __at, __writing);
                    true
                }
                "firstName" => {
                    <__Slots>::first_name.conform(__value, __below, __at, __writing);
                    true
                }
                "lastName" => {
                    <__Slots>::last_name.conform(__value, __below, __at, __writing);
                    true
                }
                "fullName" => {
                    <__Slots>::full_name.conform(__value, __below, __at, __writing);
                    true
                }
                "kind" => {
                    <__Slots>::kind.conform(__value, __below, __at, __writing);
                    true
                }
                _ => {
                    <Item as ::dynamo_model::__private::Shape>::conform_attribute(
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
            <__Slots>::__get_first_name(
                &mut self.first_name,
                &::dynamo_model::__private::At::ITEM.name("firstName"),
            )?;
            <Item as ::dynamo_model::__private::Shape>::after_reading(&mut self.extra)?;
            ::core::result::Result::Ok(())
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for Person {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::decode_entity(__reader)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Person {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::encode_entity(self, __writer)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Person {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = PersonFields<R>;
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
    impl<R> ::dynamo_model::__private::FieldsOf for PersonFields<R> {
        fn at(
            __parent: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
        ) -> Self {
            Self {
                id: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "id"),
                ),
                first_name: ::dynamo_model::__private::Path::__then(
                    ::dynamo_model::__private::Path::new(
                        ::dynamo_model::__private::AttributePath::below(
                                __parent,
                                "firstName",
                            )
                            .__or_named(&["name", "first"]),
                    ),
                    |mut __value| {
                        <__Slots>::__get_first_name(
                            &mut __value,
                            &::dynamo_model::__private::At::ITEM,
                        )?;
                        ::core::result::Result::Ok(__value)
                    },
                ),
                last_name: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "lastName"),
                ),
                full_name: ::dynamo_model::__private::Path::__or(
                    ::dynamo_model::__private::Path::new(
                        ::dynamo_model::__private::AttributePath::below(
                            __parent,
                            "fullName",
                        ),
                    ),
                    || ::core::result::Result::Ok(<__Slots>::__default_full_name()),
                ),
                kind: ::dynamo_model::__private::Path::__then(
                    ::dynamo_model::__private::Path::__or(
                        ::dynamo_model::__private::Path::new(
                            ::dynamo_model::__private::AttributePath::below(
                                __parent,
                                "kind",
                            ),
                        ),
                        || ::core::result::Result::Ok(<__Slots>::__default_kind()),
                    ),
                    |__value| {
                        ::dynamo_model::__private::expect_constant(
                            <__Slots>::__constant_kind(&__value),
                        )?;
                        ::core::result::Result::Ok(__value)
                    },
                ),
                extra: ::dynamo_model::__private::FieldsOf::at(__parent),
            }
        }
    }
    #[automatically_derived]
    impl<R> ::core::fmt::Debug for PersonFields<R> {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("PersonFields")
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
    impl ::dynamo_model::__private::Schema for Person {
        type Key = ::dynamo_model::__private::Single<String>;
        const SCHEMA: &'static ::dynamo_model::__private::TableSchema = &::dynamo_model::__private::TableSchema::new(
                "people",
                ::dynamo_model::__private::IndexSchema::primary(
                    <__Slots>::__PARTITION_KEY,
                    <__Slots>::__SORT_KEY,
                ),
            )
            .with_members(<Self as ::dynamo_model::__private::Shape>::MEMBERS)
            .with_indexes(&[]);
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Entity for Person {
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
    impl ::dynamo_model::__private::Unconditional for Person {}
    #[automatically_derived]
    impl ::dynamo_model::__private::Hooks for Person {
        const HOOKED: ::core::primitive::bool = false;
    }
    impl ::dynamo_model::__private::Role for __Person::id {}
    impl ::dynamo_model::__private::Removing<__Person::id>
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
