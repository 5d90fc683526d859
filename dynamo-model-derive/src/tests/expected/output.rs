// #[derive(Document)]
// #[dynamo(
//     rename_all = "camelCase",
//     serialize,
//     view(Public, include(home, more), nested(home)),
//     view(Internal, exclude(more), modify = with_age)
// )]
// struct Person<T> {
//     born_in: T,
//     #[dynamo(null)]
//     note: Option<String>,
//     home: Option<Address<T>>,
//     #[dynamo(flatten)]
//     more: BTreeMap<String, T>,
//     #[dynamo(secret, get = trim)]
//     password: String,
// }

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
struct PersonFields<R, T>
where
    T: ::dynamo_model::__private::Attribute,
{
    /// The attribute `bornIn`.
    born_in: ::dynamo_model::__private::Path<R, T>,
    /// The attribute `note`.
    note: ::dynamo_model::__private::Path<
        R,
        ::dynamo_model::__private::As<
            Option<String>,
            ::dynamo_model::__private::Nullable,
        >,
    >,
    /// The attribute `home`.
    home: ::dynamo_model::__private::Path<R, Option<Address<T>>>,
    /// The attributes of a flattened field.
    more: <BTreeMap<String, T> as ::dynamo_model::__private::Attribute>::Fields<R>,
    /// The attribute `password`.
    password: ::dynamo_model::__private::Path<R, String>,
    __marker: ::core::marker::PhantomData<fn() -> (R, Person<T>)>,
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
    {
        born_in: ::core::option::Option<T>,
        note: ::core::option::Option<Option<String>>,
        home: ::core::option::Option<Option<Address<T>>>,
        more: <BTreeMap<String, T> as ::dynamo_model::__private::Shape>::Slots,
        password: ::core::option::Option<String>,
        __marker: ::core::marker::PhantomData<fn() -> Person<T>>,
    }
    #[automatically_derived]
    impl<T> ::core::default::Default for __Slots<T>
    where
        T: ::dynamo_model::__private::Attribute,
    {
        fn default() -> Self {
            Self {
                born_in: ::core::option::Option::None,
                note: ::core::option::Option::None,
                home: ::core::option::Option::None,
                more: ::core::default::Default::default(),
                password: ::core::option::Option::None,
                __marker: ::core::marker::PhantomData,
            }
        }
    }
    impl<T> __Slots<T>
    where
        T: ::dynamo_model::__private::Attribute,
    {
        const born_in: ::dynamo_model::__private::Field<T> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("bornIn")
            .0;
        const note: ::dynamo_model::__private::Field<Option<String>> = ::dynamo_model::__private::Path::<
            (),
            ::dynamo_model::__private::As<Option<String>, _>,
        >::__field_as(
                "note",
                ::core::marker::PhantomData::<::dynamo_model::__private::Nullable>,
            )
            .0;
        const home: ::dynamo_model::__private::Field<Option<Address<T>>> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("home")
            .0;
        const password: ::dynamo_model::__private::Field<String> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("password")
            .0
            .secret();
        #[allow(dead_code)]
        fn __get_password(
            __value: &mut String,
            __at: &::dynamo_model::__private::At<'_>,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::transform_read(
                    __value,
                    ::dynamo_model::__private::ready::trim,
                    __at,
                )
                .map_err(|__error| ::dynamo_model::__private::discreet_read(
                    __error,
                    __at,
                ))?;
            ::core::result::Result::Ok(())
        }
        fn __read_attribute(
            &mut self,
            __name: &::core::primitive::str,
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<::core::primitive::bool> {
            ::core::result::Result::Ok(
                match __name {
                    "bornIn" => {
                        self.born_in = ::core::option::Option::Some(
                            Self::born_in.read(__reader)?,
                        );
                        true
                    }
                    "note" => {
                        self.note = ::core::option::Option::Some(
                            Self::note.read(__reader)?,
                        );
                        true
                    }
                    "home" => {
                        self.home = ::core::option::Option::Some(
                            Self::home.read(__reader)?,
                        );
                        true
                    }
                    "password" => {
                        self.password = ::core::option::Option::Some(
                            Self::password.read(__reader)?,
                        );
                        true
                    }
                    _ => {
                        <BTreeMap<
                            String,
                            T,
                        > as ::dynamo_model::__private::Shape>::read_attribute(
                            &mut self.more,
                            __name,
                            __reader,
                        )?
                    }
                },
            )
        }
    }
    #[automatically_derived]
    impl<T> ::dynamo_model::__private::Shape for Person<T>
    where
        T: ::dynamo_model::__private::Attribute,
    {
        type Slots = __Slots<T>;
        const MEMBERS: &'static [::dynamo_model::__private::Member] = &[
            ::dynamo_model::__private::Member::Attribute(<__Slots<T>>::born_in.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots<T>>::note.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots<T>>::home.schema()),
            ::dynamo_model::__private::Member::Flattened(
                <BTreeMap<String, T> as ::dynamo_model::__private::Shape>::MEMBERS,
            ),
            ::dynamo_model::__private::Member::Attribute(<__Slots<T>>::password.schema()),
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
                born_in: <__Slots<T>>::born_in.take(__slots.born_in)?,
                note: <__Slots<T>>::note.take(__slots.note)?,
                home: <__Slots<T>>::home.take(__slots.home)?,
                more: <BTreeMap<
                    String,
                    T,
                > as ::dynamo_model::__private::Shape>::finish(__slots.more)?,
                password: <__Slots<T>>::password.take(__slots.password)?,
            })
        }
        fn write_attributes(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            <__Slots<T>>::born_in.write(&self.born_in, __writer)?;
            <__Slots<T>>::note.write(&self.note, __writer)?;
            <__Slots<T>>::home.write(&self.home, __writer)?;
            <BTreeMap<
                String,
                T,
            > as ::dynamo_model::__private::Shape>::write_attributes(
                &self.more,
                __writer,
            )?;
            <__Slots<T>>::password.write(&self.password, __writer)?;
            ::core::result::Result::Ok(())
        }
        fn declares(__name: &::core::primitive::str) -> ::core::primitive::bool {
            ::core::matches!(__name, "bornIn" | "note" | "home" | "password")
                || <BTreeMap<
                    String,
                    T,
                > as ::dynamo_model::__private::Shape>::declares(__name)
        }
        fn visit_undeclared(
            &self,
            __visit: &mut dyn ::core::ops::FnMut(&::core::primitive::str),
        ) {
            <BTreeMap<
                String,
                T,
            > as ::dynamo_model::__private::Shape>::visit_undeclared(
                &self.more,
                __visit,
            );
        }
        const IS_RULED: ::core::primitive::bool = <BTreeMap<
            String,
            T,
        > as ::dynamo_model::__private::Shape>::IS_RULED;
        fn changes_attributes(&self) -> ::core::primitive::bool {
            <__Slots<T>>::born_in.changes(&self.born_in)
                || <__Slots<T>>::note.changes(&self.note)
                || <__Slots<T>>::home.changes(&self.home)
                || <BTreeMap<
                    String,
                    T,
                > as ::dynamo_model::__private::Shape>::changes_attributes(&self.more)
                || <__Slots<T>>::password.changes(&self.password)
        }
        fn prepare_attributes(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots<T>>::born_in.prepare(&mut self.born_in, __at, __writing);
            <__Slots<T>>::note.prepare(&mut self.note, __at, __writing);
            <__Slots<T>>::home.prepare(&mut self.home, __at, __writing);
            <BTreeMap<
                String,
                T,
            > as ::dynamo_model::__private::Shape>::prepare_attributes(
                &mut self.more,
                __at,
                __writing,
            );
            <__Slots<T>>::password.prepare(&mut self.password, __at, __writing);
        }
        fn inspect_attributes(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots<T>>::born_in.inspect(&self.born_in, __at, __writing);
            <__Slots<T>>::note.inspect(&self.note, __at, __writing);
            <__Slots<T>>::home.inspect(&self.home, __at, __writing);
            <BTreeMap<
                String,
                T,
            > as ::dynamo_model::__private::Shape>::inspect_attributes(
                &self.more,
                __at,
                __writing,
            );
            <__Slots<T>>::password.inspect(&self.password, __at, __writing);
            <BTreeMap<
                String,
                T,
            > as ::dynamo_model::__private::Shape>::visit_undeclared(
                &self.more,
                &mut |__name| {
                    ::dynamo_model::__private::check_name(
                        __name,
                        ::core::matches!(
                            __name, "bornIn" | "note" | "home" | "password"
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
                "bornIn" => {
                    <__Slots<T>>::born_in.conform(__value, __below, __at, __writing);
                    true
                }
                "note" => {
                    <__Slots<T>>::note.conform(__value, __below, __at, __writing);
                    true
                }
                "home" => {
                    <__Slots<T>>::home.conform(__value, __below, __at, __writing);
                    true
                }
                "password" => {
                    <__Slots<T>>::password.conform(__value, __below, __at, __writing);
                    true
                }
                _ => {
                    <BTreeMap<
                        String,
                        T,
                    > as ::dynamo_model::__private::Shape>::conform_attribute(
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
            <BTreeMap<
                String,
                T,
            > as ::dynamo_model::__private::Shape>::after_reading(&mut self.more)?;
            <__Slots<
                T,
            >>::__get_password(
                &mut self.password,
                &::dynamo_model::__private::At::ITEM.name("password"),
            )?;
            ::core::result::Result::Ok(())
        }
    }
    #[automatically_derived]
    impl<T> ::dynamo_model::__private::Decode for Person<T>
    where
        T: ::dynamo_model::__private::Attribute,
    {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::decode_shape(__reader)
        }
    }
    #[automatically_derived]
    impl<T> ::dynamo_model::__private::Encode for Person<T>
    where
        T: ::dynamo_model::__private::Attribute,
    {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::encode_shape(self, __writer)
        }
    }
    #[automatically_derived]
    impl<T> ::dynamo_model::__private::Attribute for Person<T>
    where
        T: ::dynamo_model::__private::Attribute,
    {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = PersonFields<R, T>;
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
    impl<R, T> ::dynamo_model::__private::FieldsOf for PersonFields<R, T>
    where
        T: ::dynamo_model::__private::Attribute,
    {
        fn at(
            __parent: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
        ) -> Self {
            Self {
                born_in: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "bornIn"),
                ),
                note: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "note"),
                ),
                home: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "home"),
                ),
                more: ::dynamo_model::__private::FieldsOf::at(__parent),
                password: ::dynamo_model::__private::Path::__then(
                    ::dynamo_model::__private::Path::new(
                        ::dynamo_model::__private::AttributePath::below(
                            __parent,
                            "password",
                        ),
                    ),
                    |mut __value| {
                        <__Slots<
                            T,
                        >>::__get_password(
                            &mut __value,
                            &::dynamo_model::__private::At::ITEM,
                        )?;
                        ::core::result::Result::Ok(__value)
                    },
                ),
                __marker: ::core::marker::PhantomData,
            }
        }
    }
    #[automatically_derived]
    impl<R, T> ::core::fmt::Debug for PersonFields<R, T>
    where
        T: ::dynamo_model::__private::Attribute,
    {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("PersonFields")
        }
    }
    ::dynamo_model::__private::output! {
        serialize : #[automatically_derived] impl < T > ::dynamo_model::__private::Beside
        < ::dynamo_model::__private::Own > for Person < T > where T :
        ::dynamo_model::__private::Attribute, T : ::dynamo_model::__private::Serialize,
        BTreeMap < String, T > : ::dynamo_model::__private::Beside <
        ::dynamo_model::__private::Own > { fn entries < __E :
        ::dynamo_model::__private::Entries > (& self, __entries : & mut __E,) ->
        ::core::result::Result < (), __E::Error > {
        ::dynamo_model::__private::Entries::field:: < T > (__entries, "bornIn", & self
        .born_in) ?; ::dynamo_model::__private::Entries::nullable:: < Option < String > >
        (__entries, "note", & self.note) ?; ::dynamo_model::__private::Entries::field:: <
        Option < Address < T > > > (__entries, "home", & self.home) ?; < BTreeMap <
        String, T > as ::dynamo_model::__private::Beside < ::dynamo_model::__private::Own
        >> ::entries(& self.more, __entries) ?; ::core::result::Result::Ok(()) } }
        #[automatically_derived] impl < T > ::dynamo_model::__private::Serialize for
        Person < T > where T : ::dynamo_model::__private::Attribute, T :
        ::dynamo_model::__private::Serialize, BTreeMap < String, T > :
        ::dynamo_model::__private::Beside < ::dynamo_model::__private::Own > { fn
        serialize < __S : ::dynamo_model::__private::Serializer > (& self, __serializer :
        __S,) -> ::core::result::Result < __S::Ok, __S::Error > {
        ::dynamo_model::__private::fields:: < Self, ::dynamo_model::__private::Own, __S >
        (self, __serializer) } }
    }
    ::dynamo_model::__private::output! {
        view : #[automatically_derived] impl < T > ::dynamo_model::__private::Beside <
        Public > for Person < T > where T : ::dynamo_model::__private::Attribute,
        BTreeMap < String, T > : ::dynamo_model::__private::Beside <
        ::dynamo_model::__private::Own >, Option < Address < T > > :
        ::dynamo_model::__private::View < Public > { fn entries < __E :
        ::dynamo_model::__private::Entries > (& self, __entries : & mut __E,) ->
        ::core::result::Result < (), __E::Error > {
        ::dynamo_model::__private::Entries::nested:: < Option < Address < T > >, Public >
        (__entries, "home", & self.home) ?; < BTreeMap < String, T > as
        ::dynamo_model::__private::Beside < ::dynamo_model::__private::Own >> ::entries(&
        self.more, __entries) ?; ::core::result::Result::Ok(()) } }
        #[automatically_derived] impl < T > ::dynamo_model::__private::View < Public >
        for Person < T > where T : ::dynamo_model::__private::Attribute, BTreeMap <
        String, T > : ::dynamo_model::__private::Beside < ::dynamo_model::__private::Own
        >, Option < Address < T > > : ::dynamo_model::__private::View < Public > { fn
        serialize_view < __S : ::dynamo_model::__private::Serializer > (& self,
        __serializer : __S,) -> ::core::result::Result < __S::Ok, __S::Error > {
        ::dynamo_model::__private::fields:: < Self, Public, __S > (self, __serializer) }
        }
    }
    ::dynamo_model::__private::output! {
        view : #[automatically_derived] impl < T > ::dynamo_model::__private::Beside <
        Internal > for Person < T > where T : ::dynamo_model::__private::Attribute, T :
        ::dynamo_model::__private::Serialize { fn entries < __E :
        ::dynamo_model::__private::Entries > (& self, __entries : & mut __E,) ->
        ::core::result::Result < (), __E::Error > {
        ::dynamo_model::__private::modified(self, with_age, __entries, | __entries | {
        ::dynamo_model::__private::Entries::field:: < T > (__entries, "bornIn", & self
        .born_in) ?; ::dynamo_model::__private::Entries::nullable:: < Option < String > >
        (__entries, "note", & self.note) ?; ::dynamo_model::__private::Entries::field:: <
        Option < Address < T > > > (__entries, "home", & self.home) ?;
        ::core::result::Result::Ok(()) }) } } #[automatically_derived] impl < T >
        ::dynamo_model::__private::View < Internal > for Person < T > where T :
        ::dynamo_model::__private::Attribute, T : ::dynamo_model::__private::Serialize {
        fn serialize_view < __S : ::dynamo_model::__private::Serializer > (& self,
        __serializer : __S,) -> ::core::result::Result < __S::Ok, __S::Error > {
        ::dynamo_model::__private::fields:: < Self, Internal, __S > (self, __serializer)
        } }
    }
    #[automatically_derived]
    impl<T> ::core::fmt::Debug for Person<T>
    where
        T: ::dynamo_model::__private::Attribute,
        T: ::core::fmt::Debug,
    {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            let mut __debug = ::core::fmt::Formatter::debug_struct(__f, "Person");
            __debug.field("born_in", &self.born_in);
            __debug.field("note", &self.note);
            __debug.field("home", &self.home);
            __debug.field("more", &self.more);
            __debug.field("password", &::core::format_args!("***"));
            __debug.finish()
        }
    }
};
