// #[derive(Model)]
// #[dynamo(table = "users")]
// struct User<T> {
//     #[dynamo(partition_key)]
//     id: UserId,
//     #[dynamo(unique, set = lowercase)]
//     email: String,
//     #[dynamo(unique, rename = "tel", with = Digits)]
//     phone: Option<Phone>,
//     more: T,
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
mod __User {
    pub enum id {}
}
/// The typed paths of [`User`].
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
struct UserFields<R, T>
where
    T: ::dynamo_model::__private::Attribute,
    T: ::core::clone::Clone,
{
    /// The attribute `id`.
    id: ::dynamo_model::__private::Path<R, UserId, __User::id>,
    /// The attribute `email`.
    email: ::dynamo_model::__private::Path<R, String>,
    /// The attribute `tel`.
    phone: ::dynamo_model::__private::Path<
        R,
        ::dynamo_model::__private::As<Option<Phone>, Digits>,
    >,
    /// The attribute `more`.
    more: ::dynamo_model::__private::Path<R, T>,
    __marker: ::core::marker::PhantomData<fn() -> (R, User<T>)>,
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
    struct __Slots<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        id: ::core::option::Option<UserId>,
        email: ::core::option::Option<String>,
        phone: ::core::option::Option<Option<Phone>>,
        more: ::core::option::Option<T>,
        __marker: ::core::marker::PhantomData<fn() -> User<T>>,
    }
    #[automatically_derived]
    impl<T> ::core::default::Default for __Slots<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        fn default() -> Self {
            Self {
                id: ::core::option::Option::None,
                email: ::core::option::Option::None,
                phone: ::core::option::Option::None,
                more: ::core::option::Option::None,
                __marker: ::core::marker::PhantomData,
            }
        }
    }
    impl<T> __Slots<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        const id: ::dynamo_model::__private::Field<UserId> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("id")
            .0;
        const email: ::dynamo_model::__private::Field<String> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("email")
            .0
            .with_rules(::dynamo_model::__private::Rules {
                changes: true,
                prepare: Self::__prepare_email,
                inspect: Self::__inspect_email,
            });
        #[allow(clippy::ptr_arg, clippy::ref_option)]
        fn __prepare_email(
            __value: &mut String,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            ::dynamo_model::__private::transform(
                __value,
                ::dynamo_model::__private::ready::lowercase,
                __at,
                __writing,
            );
        }
        #[allow(clippy::ptr_arg, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
        fn __inspect_email(
            __value: &String,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {}
        const phone: ::dynamo_model::__private::Field<Option<Phone>> = ::dynamo_model::__private::Path::<
            (),
            ::dynamo_model::__private::As<Option<Phone>, _>,
        >::__field_as("tel", ::core::marker::PhantomData::<Digits>)
            .0;
        const more: ::dynamo_model::__private::Field<T> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("more")
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
                    "email" => {
                        self.email = ::core::option::Option::Some(
                            Self::email.read(__reader)?,
                        );
                        true
                    }
                    "tel" => {
                        self.phone = ::core::option::Option::Some(
                            Self::phone.read(__reader)?,
                        );
                        true
                    }
                    "more" => {
                        self.more = ::core::option::Option::Some(
                            Self::more.read(__reader)?,
                        );
                        true
                    }
                    _ => false,
                },
            )
        }
    }
    #[automatically_derived]
    impl<T> ::dynamo_model::__private::Shape for User<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        type Slots = __Slots<T>;
        const MEMBERS: &'static [::dynamo_model::__private::Member] = &[
            ::dynamo_model::__private::Member::Attribute(<__Slots<T>>::id.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots<T>>::email.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots<T>>::phone.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots<T>>::more.schema()),
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
                id: <__Slots<T>>::id.take(__slots.id)?,
                email: <__Slots<T>>::email.take(__slots.email)?,
                phone: <__Slots<T>>::phone.take(__slots.phone)?,
                more: <__Slots<T>>::more.take(__slots.more)?,
            })
        }
        fn write_attributes(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            <__Slots<T>>::id.write(&self.id, __writer)?;
            <__Slots<T>>::email.write(&self.email, __writer)?;
            <__Slots<T>>::phone.write(&self.phone, __writer)?;
            <__Slots<T>>::more.write(&self.more, __writer)?;
            ::core::result::Result::Ok(())
        }
        fn declares(__name: &::core::primitive::str) -> ::core::primitive::bool {
            ::core::matches!(__name, "id" | "email" | "tel" | "more")
        }
        fn visit_undeclared(
            &self,
            __visit: &mut dyn ::core::ops::FnMut(&::core::primitive::str),
        ) {}
        const IS_RULED: ::core::primitive::bool = false;
        fn changes_attributes(&self) -> ::core::primitive::bool {
            <__Slots<T>>::id.changes(&self.id)
                || <__Slots<T>>::email.changes(&self.email)
                || <__Slots<T>>::phone.changes(&self.phone)
                || <__Slots<T>>::more.changes(&self.more)
        }
        fn prepare_attributes(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots<T>>::id.prepare(&mut self.id, __at, __writing);
            <__Slots<T>>::email.prepare(&mut self.email, __at, __writing);
            <__Slots<T>>::phone.prepare(&mut self.phone, __at, __writing);
            <__Slots<T>>::more.prepare(&mut self.more, __at, __writing);
        }
        fn inspect_attributes(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots<T>>::id.inspect(&self.id, __at, __writing);
            <__Slots<T>>::email.inspect(&self.email, __at, __writing);
            <__Slots<T>>::phone.inspect(&self.phone, __at, __writing);
            <__Slots<T>>::more.inspect(&self.more, __at, __writing);
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
                    <__Slots<T>>::id.conform(__value, __below, __at, __writing);
                    true
                }
                "email" => {
                    <__Slots<T>>::email.conform(__value, __below, __at, __writing);
                    true
                }
                "tel" => {
                    <__Slots<T>>::phone.conform(__value, __below, __at, __writing);
                    true
                }
                "more" => {
                    <__Slots<T>>::more.conform(__value, __below, __at, __writing);
                    true
                }
                _ => false,
            }
        }
    }
    #[automatically_derived]
    impl<T> ::dynamo_model::__private::Decode for User<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::decode_entity(__reader)
        }
    }
    #[automatically_derived]
    impl<T> ::dynamo_model::__private::Encode for User<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::encode_entity(self, __writer)
        }
    }
    #[automatically_derived]
    impl<T> ::dynamo_model::__private::Attribute for User<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = UserFields<R, T>;
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
    impl<R, T> ::dynamo_model::__private::FieldsOf for UserFields<R, T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        fn at(
            __parent: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
        ) -> Self {
            Self {
                id: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "id"),
                ),
                email: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "email"),
                ),
                phone: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "tel"),
                ),
                more: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "more"),
                ),
                __marker: ::core::marker::PhantomData,
            }
        }
    }
    #[automatically_derived]
    impl<R, T> ::core::fmt::Debug for UserFields<R, T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("UserFields")
        }
    }
    #[allow(dead_code)]
    impl<T> __Slots<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        const __PARTITION_KEY: &'static [::dynamo_model::__private::KeySchema] = &[
            Self::id.key(),
        ];
        const __SORT_KEY: &'static [::dynamo_model::__private::KeySchema] = &[];
    }
    #[automatically_derived]
    impl<T> ::dynamo_model::__private::Schema for User<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        type Key = ::dynamo_model::__private::Single<UserId>;
        const SCHEMA: &'static ::dynamo_model::__private::TableSchema = &::dynamo_model::__private::TableSchema::new(
                "users",
                ::dynamo_model::__private::IndexSchema::primary(
                    <__Slots<T>>::__PARTITION_KEY,
                    <__Slots<T>>::__SORT_KEY,
                ),
            )
            .with_members(<Self as ::dynamo_model::__private::Shape>::MEMBERS)
            .with_indexes(&[])
            .with_unique(
                &[
                    ::dynamo_model::__private::UniqueSchema::new("email"),
                    ::dynamo_model::__private::UniqueSchema::new("tel"),
                ],
            );
    }
    #[automatically_derived]
    impl<T> ::dynamo_model::__private::Entity for User<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        fn key_input(
            &self,
            __name: &::core::primitive::str,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            match __name {
                "id" => <__Slots<T>>::id.key_input(&self.id),
                "email" => <__Slots<T>>::email.key_input(&self.email),
                "tel" => <__Slots<T>>::phone.key_input(&self.phone),
                _ => {
                    ::core::result::Result::Err(
                        ::dynamo_model::__private::no_key_input(__name),
                    )
                }
            }
        }
    }
    #[automatically_derived]
    impl<T> ::dynamo_model::__private::Hooks for User<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
        User<T>: ::core::marker::Send + 'static,
    {
        const HOOKED: ::core::primitive::bool = false;
    }
    impl ::dynamo_model::__private::Role for __User::id {}
    impl ::dynamo_model::__private::Removing<__User::id>
    for ::dynamo_model::__private::Primary {}
    #[allow(dead_code)]
    impl<T> __Slots<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::clone::Clone,
    {
        fn __keys() {
            let _ = ::core::marker::PhantomData::<
                ::dynamo_model::__private::Path<(), UserId>,
            >;
            ::dynamo_model::__private::table_key::<
                ::dynamo_model::__private::Path<(), UserId>,
            >();
            ::dynamo_model::__private::guard_key::<
                ::dynamo_model::__private::Path<(), UserId>,
            >();
            let _ = ::core::marker::PhantomData::<
                ::dynamo_model::__private::Path<(), String>,
            >;
            ::dynamo_model::__private::unique::<
                ::dynamo_model::__private::Path<(), String>,
            >();
            let _ = ::core::marker::PhantomData::<
                ::dynamo_model::__private::Path<
                    (),
                    ::dynamo_model::__private::As<Option<Phone>, Digits>,
                >,
            >;
            ::dynamo_model::__private::unique::<
                ::dynamo_model::__private::Path<
                    (),
                    ::dynamo_model::__private::As<Option<Phone>, Digits>,
                >,
            >();
        }
    }
};
