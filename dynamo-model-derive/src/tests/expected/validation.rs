// #[derive(Document)]
// #[dynamo(validate = Self::check)]
// struct Basket {
//     #[dynamo(
//         validate(
//             range(min = 1, max = Self::MOST),
//             custom(even, message = "must be even", code = "parity")
//         )
//     )]
//     number: u32,
//     #[dynamo(
//         validate(length(max = 9), each(length(bytes, equal = 2), pattern("^[a-z]+$")))
//     )]
//     tags: Vec<String>,
//     #[dynamo(validate(keys(one_of("a", "b")), values(each(email))))]
//     contacts: BTreeMap<String, Vec<String>>,
// }

/// The typed paths of [`Basket`].
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
struct BasketFields<R> {
    /// The attribute `number`.
    number: ::dynamo_model::__private::Path<R, u32>,
    /// The attribute `tags`.
    tags: ::dynamo_model::__private::Path<R, Vec<String>>,
    /// The attribute `contacts`.
    contacts: ::dynamo_model::__private::Path<R, BTreeMap<String, Vec<String>>>,
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
        number: ::core::option::Option<u32>,
        tags: ::core::option::Option<Vec<String>>,
        contacts: ::core::option::Option<BTreeMap<String, Vec<String>>>,
    }
    #[automatically_derived]
    impl ::core::default::Default for __Slots {
        fn default() -> Self {
            Self {
                number: ::core::option::Option::None,
                tags: ::core::option::Option::None,
                contacts: ::core::option::Option::None,
            }
        }
    }
    impl __Slots {
        const number: ::dynamo_model::__private::Field<u32> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("number")
            .0
            .with_rules(::dynamo_model::__private::Rules {
                changes: false,
                prepare: Self::__prepare_number,
                inspect: Self::__inspect_number,
            });
        #[allow(clippy::ptr_arg, clippy::ref_option)]
        fn __prepare_number(
            __value: &mut u32,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {}
        #[allow(clippy::ptr_arg, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
        fn __inspect_number(
            __value: &u32,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            if __writing.is_stored() {
                ::dynamo_model::__private::range(
                    __value,
                    ::core::option::Option::Some(1),
                    ::core::option::Option::Some(<Basket>::MOST),
                    ::dynamo_model::__private::Said::NOTHING,
                    __at,
                    __writing,
                );
                ::dynamo_model::__private::custom(
                    __value,
                    even,
                    ::dynamo_model::__private::Said {
                        message: ::core::option::Option::Some("must be even"),
                        code: ::core::option::Option::Some("parity"),
                    },
                    __at,
                    __writing,
                );
            }
        }
        const tags: ::dynamo_model::__private::Field<Vec<String>> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("tags")
            .0
            .with_rules(::dynamo_model::__private::Rules {
                changes: false,
                prepare: Self::__prepare_tags,
                inspect: Self::__inspect_tags,
            });
        #[allow(clippy::ptr_arg, clippy::ref_option)]
        fn __prepare_tags(
            __value: &mut Vec<String>,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {}
        #[allow(clippy::ptr_arg, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
        fn __inspect_tags(
            __value: &Vec<String>,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            if __writing.is_stored() {
                ::dynamo_model::__private::length(
                    __value,
                    ::dynamo_model::__private::Bounds {
                        min: ::core::option::Option::None,
                        max: ::core::option::Option::Some(9),
                        equal: ::core::option::Option::None,
                    },
                    ::dynamo_model::__private::Said::NOTHING,
                    __at,
                    __writing,
                );
                ::dynamo_model::__private::each(
                    __value,
                    __at,
                    __writing,
                    |__value, __at, __writing| {
                        ::dynamo_model::__private::byte_length(
                            __value,
                            ::dynamo_model::__private::Bounds {
                                min: ::core::option::Option::None,
                                max: ::core::option::Option::None,
                                equal: ::core::option::Option::Some(2),
                            },
                            ::dynamo_model::__private::Said::NOTHING,
                            __at,
                            __writing,
                        );
                        {
                            static __PATTERN: ::dynamo_model::__private::Pattern = ::dynamo_model::__private::Pattern::new(
                                "^[a-z]+$",
                            );
                            ::dynamo_model::__private::pattern(
                                __value,
                                &__PATTERN,
                                ::dynamo_model::__private::Said::NOTHING,
                                __at,
                                __writing,
                            );
                        }
                    },
                );
            }
        }
        const contacts: ::dynamo_model::__private::Field<
            BTreeMap<String, Vec<String>>,
        > = ::dynamo_model::__private::Path::<(), _>::__field("contacts")
            .0
            .with_rules(::dynamo_model::__private::Rules {
                changes: false,
                prepare: Self::__prepare_contacts,
                inspect: Self::__inspect_contacts,
            });
        #[allow(clippy::ptr_arg, clippy::ref_option)]
        fn __prepare_contacts(
            __value: &mut BTreeMap<String, Vec<String>>,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {}
        #[allow(clippy::ptr_arg, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
        fn __inspect_contacts(
            __value: &BTreeMap<String, Vec<String>>,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            if __writing.is_stored() {
                ::dynamo_model::__private::keys(
                    __value,
                    __at,
                    __writing,
                    |__value, __at, __writing| {
                        ::dynamo_model::__private::one_of(
                            __value,
                            &["a", "b"],
                            ::dynamo_model::__private::Said::NOTHING,
                            __at,
                            __writing,
                        );
                    },
                );
                ::dynamo_model::__private::values(
                    __value,
                    __at,
                    __writing,
                    |__value, __at, __writing| {
                        ::dynamo_model::__private::each(
                            __value,
                            __at,
                            __writing,
                            |__value, __at, __writing| {
                                ::dynamo_model::__private::email(
                                    __value,
                                    ::dynamo_model::__private::Said::NOTHING,
                                    __at,
                                    __writing,
                                );
                            },
                        );
                    },
                );
            }
        }
        fn __read_attribute(
            &mut self,
            __name: &::core::primitive::str,
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<::core::primitive::bool> {
            ::core::result::Result::Ok(
                match __name {
                    "number" => {
                        self.number = ::core::option::Option::Some(
                            Self::number.read(__reader)?,
                        );
                        true
                    }
                    "tags" => {
                        self.tags = ::core::option::Option::Some(
                            Self::tags.read(__reader)?,
                        );
                        true
                    }
                    "contacts" => {
                        self.contacts = ::core::option::Option::Some(
                            Self::contacts.read(__reader)?,
                        );
                        true
                    }
                    _ => false,
                },
            )
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Shape for Basket {
        type Slots = __Slots;
        const MEMBERS: &'static [::dynamo_model::__private::Member] = &[
            ::dynamo_model::__private::Member::Attribute(<__Slots>::number.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::tags.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::contacts.schema()),
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
                number: <__Slots>::number.take(__slots.number)?,
                tags: <__Slots>::tags.take(__slots.tags)?,
                contacts: <__Slots>::contacts.take(__slots.contacts)?,
            })
        }
        fn write_attributes(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            <__Slots>::number.write(&self.number, __writer)?;
            <__Slots>::tags.write(&self.tags, __writer)?;
            <__Slots>::contacts.write(&self.contacts, __writer)?;
            ::core::result::Result::Ok(())
        }
        fn declares(__name: &::core::primitive::str) -> ::core::primitive::bool {
            ::core::matches!(__name, "number" | "tags" | "contacts")
        }
        fn visit_undeclared(
            &self,
            __visit: &mut dyn ::core::ops::FnMut(&::core::primitive::str),
        ) {}
        const IS_RULED: ::core::primitive::bool = true;
        fn changes_attributes(&self) -> ::core::primitive::bool {
            <__Slots>::number.changes(&self.number)
                || <__Slots>::tags.changes(&self.tags)
                || <__Slots>::contacts.changes(&self.contacts)
        }
        fn prepare_attributes(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::number.prepare(&mut self.number, __at, __writing);
            <__Slots>::tags.prepare(&mut self.tags, __at, __writing);
            <__Slots>::contacts.prepare(&mut self.contacts, __at, __writing);
        }
        fn inspect_attributes(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::number.inspect(&self.number, __at, __writing);
            <__Slots>::tags.inspect(&self.tags, __at, __writing);
            <__Slots>::contacts.inspect(&self.contacts, __at, __writing);
            if __writing.is_whole() {
                ::dynamo_model::__private::check_whole(
                    self,
                    Self::check,
                    __at,
                    __writing,
                );
            }
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
                "number" => {
                    <__Slots>::number.conform(__value, __below, __at, __writing);
                    true
                }
                "tags" => {
                    <__Slots>::tags.conform(__value, __below, __at, __writing);
                    true
                }
                "contacts" => {
                    <__Slots>::contacts.conform(__value, __below, __at, __writing);
                    true
                }
                _ => false,
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for Basket {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::decode_shape(__reader)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Basket {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::encode_shape(self, __writer)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Basket {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = BasketFields<R>;
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
    impl<R> ::dynamo_model::__private::FieldsOf for BasketFields<R> {
        fn at(
            __parent: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
        ) -> Self {
            Self {
                number: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "number"),
                ),
                tags: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "tags"),
                ),
                contacts: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "contacts"),
                ),
            }
        }
    }
    #[automatically_derived]
    impl<R> ::core::fmt::Debug for BasketFields<R> {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("BasketFields")
        }
    }
};
