// #[derive(Document)]
// pub(crate) struct Page<'a, T, const N: usize>
// where
//     T: Clone,
// {
//     title: Cow<'a, str>,
//     rows: [T; N],
//     next: Option<Box<Self>>,
// }

/// The typed paths of [`Page`].
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
pub(crate) struct PageFields<'a, R, T, const N: usize>
where
    T: Clone,
    T: ::dynamo_model::__private::Attribute,
{
    /// The attribute `title`.
    pub(crate) title: ::dynamo_model::__private::Path<R, Cow<'a, str>>,
    /// The attribute `rows`.
    pub(crate) rows: ::dynamo_model::__private::Path<R, [T; N]>,
    /// The attribute `next`.
    pub(crate) next: ::dynamo_model::__private::Path<R, Option<Box<Page<'a, T, N>>>>,
    __marker: ::core::marker::PhantomData<fn() -> (R, Page<'a, T, N>)>,
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
    pub(crate) struct __Slots<'a, T, const N: usize>
    where
        T: Clone,
        T: ::dynamo_model::__private::Attribute,
    {
        title: ::core::option::Option<Cow<'a, str>>,
        rows: ::core::option::Option<[T; N]>,
        next: ::core::option::Option<Option<Box<Page<'a, T, N>>>>,
        __marker: ::core::marker::PhantomData<fn() -> Page<'a, T, N>>,
    }
    #[automatically_derived]
    impl<'a, T, const N: usize> ::core::default::Default for __Slots<'a, T, N>
    where
        T: Clone,
        T: ::dynamo_model::__private::Attribute,
    {
        fn default() -> Self {
            Self {
                title: ::core::option::Option::None,
                rows: ::core::option::Option::None,
                next: ::core::option::Option::None,
                __marker: ::core::marker::PhantomData,
            }
        }
    }
    impl<'a, T, const N: usize> __Slots<'a, T, N>
    where
        T: Clone,
        T: ::dynamo_model::__private::Attribute,
    {
        const title: ::dynamo_model::__private::Field<Cow<'a, str>> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("title")
            .0;
        const rows: ::dynamo_model::__private::Field<[T; N]> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("rows")
            .0;
        const next: ::dynamo_model::__private::Field<Option<Box<Page<'a, T, N>>>> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("next")
            .0;
        fn __read_attribute(
            &mut self,
            __name: &::core::primitive::str,
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<::core::primitive::bool> {
            ::core::result::Result::Ok(
                match __name {
                    "title" => {
                        self.title = ::core::option::Option::Some(
                            Self::title.read(__reader)?,
                        );
                        true
                    }
                    "rows" => {
                        self.rows = ::core::option::Option::Some(
                            Self::rows.read(__reader)?,
                        );
                        true
                    }
                    "next" => {
                        self.next = ::core::option::Option::Some(
                            Self::next.read(__reader)?,
                        );
                        true
                    }
                    _ => false,
                },
            )
        }
    }
    #[automatically_derived]
    impl<'a, T, const N: usize> ::dynamo_model::__private::Shape for Page<'a, T, N>
    where
        T: Clone,
        T: ::dynamo_model::__private::Attribute,
    {
        type Slots = __Slots<'a, T, N>;
        const MEMBERS: &'static [::dynamo_model::__private::Member] = &[
            ::dynamo_model::__private::Member::Attribute(
                <__Slots<'a, T, N>>::title.schema(),
            ),
            ::dynamo_model::__private::Member::Attribute(
                <__Slots<'a, T, N>>::rows.schema(),
            ),
            ::dynamo_model::__private::Member::Attribute(
                <__Slots<'a, T, N>>::next.schema(),
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
                title: <__Slots<'a, T, N>>::title.take(__slots.title)?,
                rows: <__Slots<'a, T, N>>::rows.take(__slots.rows)?,
                next: <__Slots<'a, T, N>>::next.take(__slots.next)?,
            })
        }
        fn write_attributes(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            <__Slots<'a, T, N>>::title.write(&self.title, __writer)?;
            <__Slots<'a, T, N>>::rows.write(&self.rows, __writer)?;
            <__Slots<'a, T, N>>::next.write(&self.next, __writer)?;
            ::core::result::Result::Ok(())
        }
        fn declares(__name: &::core::primitive::str) -> ::core::primitive::bool {
            ::core::matches!(__name, "title" | "rows" | "next")
        }
        fn visit_undeclared(
            &self,
            __visit: &mut dyn ::core::ops::FnMut(&::core::primitive::str),
        ) {}
        const IS_RULED: ::core::primitive::bool = false;
        fn changes_attributes(&self) -> ::core::primitive::bool {
            <__Slots<'a, T, N>>::title.changes(&self.title)
                || <__Slots<'a, T, N>>::rows.changes(&self.rows)
                || <__Slots<'a, T, N>>::next.changes(&self.next)
        }
        fn prepare_attributes(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots<'a, T, N>>::title.prepare(&mut self.title, __at, __writing);
            <__Slots<'a, T, N>>::rows.prepare(&mut self.rows, __at, __writing);
            <__Slots<'a, T, N>>::next.prepare(&mut self.next, __at, __writing);
        }
        fn inspect_attributes(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots<'a, T, N>>::title.inspect(&self.title, __at, __writing);
            <__Slots<'a, T, N>>::rows.inspect(&self.rows, __at, __writing);
            <__Slots<'a, T, N>>::next.inspect(&self.next, __at, __writing);
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
                "title" => {
                    <__Slots<'a, T, N>>::title
                        .conform(__value, __below, __at, __writing);
                    true
                }
                "rows" => {
                    <__Slots<'a, T, N>>::rows.conform(__value, __below, __at, __writing);
                    true
                }
                "next" => {
                    <__Slots<'a, T, N>>::next.conform(__value, __below, __at, __writing);
                    true
                }
                _ => false,
            }
        }
    }
    #[automatically_derived]
    impl<'a, T, const N: usize> ::dynamo_model::__private::Decode for Page<'a, T, N>
    where
        T: Clone,
        T: ::dynamo_model::__private::Attribute,
    {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::decode_shape(__reader)
        }
    }
    #[automatically_derived]
    impl<'a, T, const N: usize> ::dynamo_model::__private::Encode for Page<'a, T, N>
    where
        T: Clone,
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
    impl<'a, T, const N: usize> ::dynamo_model::__private::Attribute for Page<'a, T, N>
    where
        T: Clone,
        T: ::dynamo_model::__private::Attribute,
    {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = PageFields<'a, R, T, N>;
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
    impl<'a, R, T, const N: usize> ::dynamo_model::__private::FieldsOf
    for PageFields<'a, R, T, N>
    where
        T: Clone,
        T: ::dynamo_model::__private::Attribute,
    {
        fn at(
            __parent: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
        ) -> Self {
            Self {
                title: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "title"),
                ),
                rows: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "rows"),
                ),
                next: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "next"),
                ),
                __marker: ::core::marker::PhantomData,
            }
        }
    }
    #[automatically_derived]
    impl<'a, R, T, const N: usize> ::core::fmt::Debug for PageFields<'a, R, T, N>
    where
        T: Clone,
        T: ::dynamo_model::__private::Attribute,
    {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("PageFields")
        }
    }
};
