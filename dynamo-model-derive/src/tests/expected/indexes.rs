// #[derive(Model)]
// #[dynamo(index(ByScore, local), index(places::ByPlace, keys_only))]
// struct Match {
//     #[dynamo(partition_key, index(places::ByPlace, sort_key))]
//     tournament: String,
//     #[dynamo(sort_key)]
//     number: u32,
//     #[dynamo(index(ByScore, sort_key), with = Reverse)]
//     score: Score,
//     #[dynamo(index(places::ByPlace, partition_key = 2))]
//     court: u8,
//     #[dynamo(index(places::ByPlace, partition_key = 1))]
//     hall: Option<String>,
//     referee: Option<String>,
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
mod __Match {
    pub enum tournament {}
    pub enum number {}
    pub enum score {}
    pub enum court {}
    pub enum hall {}
    pub enum referee {}
}
/// The typed paths of [`Match`].
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
struct MatchFields<R> {
    /// The attribute `tournament`.
    tournament: ::dynamo_model::__private::Path<R, String, __Match::tournament>,
    /// The attribute `number`.
    number: ::dynamo_model::__private::Path<R, u32, __Match::number>,
    /// The attribute `score`.
    score: ::dynamo_model::__private::Path<
        R,
        ::dynamo_model::__private::As<Score, Reverse>,
        __Match::score,
    >,
    /// The attribute `court`.
    court: ::dynamo_model::__private::Path<R, u8, __Match::court>,
    /// The attribute `hall`.
    hall: ::dynamo_model::__private::Path<R, Option<String>, __Match::hall>,
    /// The attribute `referee`.
    referee: ::dynamo_model::__private::Path<R, Option<String>, __Match::referee>,
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
        tournament: ::core::option::Option<String>,
        number: ::core::option::Option<u32>,
        score: ::core::option::Option<Score>,
        court: ::core::option::Option<u8>,
        hall: ::core::option::Option<Option<String>>,
        referee: ::core::option::Option<Option<String>>,
    }
    #[automatically_derived]
    impl ::core::default::Default for __Slots {
        fn default() -> Self {
            Self {
                tournament: ::core::option::Option::None,
                number: ::core::option::Option::None,
                score: ::core::option::Option::None,
                court: ::core::option::Option::None,
                hall: ::core::option::Option::None,
                referee: ::core::option::Option::None,
            }
        }
    }
    impl __Slots {
        const tournament: ::dynamo_model::__private::Field<String> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("tournament")
            .0;
        const number: ::dynamo_model::__private::Field<u32> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("number")
            .0;
        const score: ::dynamo_model::__private::Field<Score> = ::dynamo_model::__private::Path::<
            (),
            ::dynamo_model::__private::As<Score, _>,
        >::__field_as("score", ::core::marker::PhantomData::<Reverse>)
            .0;
        const court: ::dynamo_model::__private::Field<u8> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("court")
            .0;
        const hall: ::dynamo_model::__private::Field<Option<String>> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("hall")
            .0;
        const referee: ::dynamo_model::__private::Field<Option<String>> = ::dynamo_model::__private::Path::<
            (),
            _,
        >::__field("referee")
            .0;
        fn __read_attribute(
            &mut self,
            __name: &::core::primitive::str,
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<::core::primitive::bool> {
            ::core::result::Result::Ok(
                match __name {
                    "tournament" => {
                        self.tournament = ::core::option::Option::Some(
                            Self::tournament.read(__reader)?,
                        );
                        true
                    }
                    "number" => {
                        self.number = ::core::option::Option::Some(
                            Self::number.read(__reader)?,
                        );
                        true
                    }
                    "score" => {
                        self.score = ::core::option::Option::Some(
                            Self::score.read(__reader)?,
                        );
                        true
                    }
                    "court" => {
                        self.court = ::core::option::Option::Some(
                            Self::court.read(__reader)?,
                        );
                        true
                    }
                    "hall" => {
                        self.hall = ::core::option::Option::Some(
                            Self::hall.read(__reader)?,
                        );
                        true
                    }
                    "referee" => {
                        self.referee = ::core::option::Option::Some(
                            Self::referee.read(__reader)?,
                        );
                        true
                    }
                    _ => false,
                },
            )
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Shape for Match {
        type Slots = __Slots;
        const MEMBERS: &'static [::dynamo_model::__private::Member] = &[
            ::dynamo_model::__private::Member::Attribute(<__Slots>::tournament.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::number.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::score.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::court.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::hall.schema()),
            ::dynamo_model::__private::Member::Attribute(<__Slots>::referee.schema()),
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
                tournament: <__Slots>::tournament.take(__slots.tournament)?,
                number: <__Slots>::number.take(__slots.number)?,
                score: <__Slots>::score.take(__slots.score)?,
                court: <__Slots>::court.take(__slots.court)?,
                hall: <__Slots>::hall.take(__slots.hall)?,
                referee: <__Slots>::referee.take(__slots.referee)?,
            })
        }
        fn write_attributes(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            <__Slots>::tournament.write(&self.tournament, __writer)?;
            <__Slots>::number.write(&self.number, __writer)?;
            <__Slots>::score.write(&self.score, __writer)?;
            <__Slots>::court.write(&self.court, __writer)?;
            <__Slots>::hall.write(&self.hall, __writer)?;
            <__Slots>::referee.write(&self.referee, __writer)?;
            ::core::result::Result::Ok(())
        }
        fn declares(__name: &::core::primitive::str) -> ::core::primitive::bool {
            ::core::matches!(
                __name, "tournament" | "number" | "score" | "court" | "hall" | "referee"
            )
        }
        fn visit_undeclared(
            &self,
            __visit: &mut dyn ::core::ops::FnMut(&::core::primitive::str),
        ) {}
        const IS_RULED: ::core::primitive::bool = false;
        fn changes_attributes(&self) -> ::core::primitive::bool {
            <__Slots>::tournament.changes(&self.tournament)
                || <__Slots>::number.changes(&self.number)
                || <__Slots>::score.changes(&self.score)
                || <__Slots>::court.changes(&self.court)
                || <__Slots>::hall.changes(&self.hall)
                || <__Slots>::referee.changes(&self.referee)
        }
        fn prepare_attributes(
            &mut self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::tournament.prepare(&mut self.tournament, __at, __writing);
            <__Slots>::number.prepare(&mut self.number, __at, __writing);
            <__Slots>::score.prepare(&mut self.score, __at, __writing);
            <__Slots>::court.prepare(&mut self.court, __at, __writing);
            <__Slots>::hall.prepare(&mut self.hall, __at, __writing);
            <__Slots>::referee.prepare(&mut self.referee, __at, __writing);
        }
        fn inspect_attributes(
            &self,
            __at: &::dynamo_model::__private::At<'_>,
            __writing: &mut ::dynamo_model::__private::Writing,
        ) {
            <__Slots>::tournament.inspect(&self.tournament, __at, __writing);
            <__Slots>::number.inspect(&self.number, __at, __writing);
            <__Slots>::score.inspect(&self.score, __at, __writing);
            <__Slots>::court.inspect(&self.court, __at, __writing);
            <__Slots>::hall.inspect(&self.hall, __at, __writing);
            <__Slots>::referee.inspect(&self.referee, __at, __writing);
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
                "tournament" => {
                    <__Slots>::tournament.conform(__value, __below, __at, __writing);
                    true
                }
                "number" => {
                    <__Slots>::number.conform(__value, __below, __at, __writing);
                    true
                }
                "score" => {
                    <__Slots>::score.conform(__value, __below, __at, __writing);
                    true
                }
                "court" => {
                    <__Slots>::court.conform(__value, __below, __at, __writing);
                    true
                }
                "hall" => {
                    <__Slots>::hall.conform(__value, __below, __at, __writing);
                    true
                }
                "referee" => {
                    <__Slots>::referee.conform(__value, __below, __at, __writing);
                    true
                }
                _ => false,
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Decode for Match {
        fn decode(
            __reader: &mut dyn ::dynamo_model::__private::Reader<'_>,
        ) -> ::dynamo_model::__private::Result<Self> {
            ::dynamo_model::__private::decode_entity(__reader)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Encode for Match {
        fn encode(
            &self,
            __writer: &mut dyn ::dynamo_model::__private::Writer,
        ) -> ::dynamo_model::__private::Result<()> {
            ::dynamo_model::__private::encode_entity(self, __writer)
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Attribute for Match {
        type Kind = ::dynamo_model::__private::kind::M;
        type Operand = Self;
        type Fields<R> = MatchFields<R>;
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
    impl<R> ::dynamo_model::__private::FieldsOf for MatchFields<R> {
        fn at(
            __parent: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
        ) -> Self {
            Self {
                tournament: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(
                        __parent,
                        "tournament",
                    ),
                ),
                number: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "number"),
                ),
                score: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "score"),
                ),
                court: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "court"),
                ),
                hall: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "hall"),
                ),
                referee: ::dynamo_model::__private::Path::new(
                    ::dynamo_model::__private::AttributePath::below(__parent, "referee"),
                ),
            }
        }
    }
    #[automatically_derived]
    impl<R> ::core::fmt::Debug for MatchFields<R> {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __f.write_str("MatchFields")
        }
    }
    #[allow(dead_code)]
    impl __Slots {
        const __PARTITION_KEY: &'static [::dynamo_model::__private::KeySchema] = &[
            Self::tournament.key(),
        ];
        const __SORT_KEY: &'static [::dynamo_model::__private::KeySchema] = &[
            Self::number.key(),
        ];
        const __INDEX_0_PARTITION: &'static [::dynamo_model::__private::KeySchema] = &[
            Self::tournament.key(),
        ];
        const __INDEX_0_SORT: &'static [::dynamo_model::__private::KeySchema] = &[
            Self::score.key(),
        ];
        const __INDEX_0: &'static ::dynamo_model::__private::IndexSchema = &::dynamo_model::__private::IndexSchema::secondary(
            "ByScore",
            ::dynamo_model::__private::Scope::Local,
            Self::__INDEX_0_PARTITION,
            Self::__INDEX_0_SORT,
            ::dynamo_model::__private::Holds::All,
        );
        const __INDEX_1_PARTITION: &'static [::dynamo_model::__private::KeySchema] = &[
            Self::hall.key(),
            Self::court.key(),
        ];
        const __INDEX_1_SORT: &'static [::dynamo_model::__private::KeySchema] = &[
            Self::tournament.key(),
        ];
        const __INDEX_1: &'static ::dynamo_model::__private::IndexSchema = &::dynamo_model::__private::IndexSchema::secondary(
            "ByPlace",
            ::dynamo_model::__private::Scope::Global,
            Self::__INDEX_1_PARTITION,
            Self::__INDEX_1_SORT,
            ::dynamo_model::__private::Holds::Keys,
        );
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Schema for Match {
        type Key = ::dynamo_model::__private::Pair<String, u32>;
        const SCHEMA: &'static ::dynamo_model::__private::TableSchema = &::dynamo_model::__private::TableSchema::new(
                "Match",
                ::dynamo_model::__private::IndexSchema::primary(
                    <__Slots>::__PARTITION_KEY,
                    <__Slots>::__SORT_KEY,
                ),
            )
            .with_members(<Self as ::dynamo_model::__private::Shape>::MEMBERS)
            .with_indexes(&[<__Slots>::__INDEX_0, <__Slots>::__INDEX_1]);
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Entity for Match {
        fn key_input(
            &self,
            __name: &::core::primitive::str,
        ) -> ::dynamo_model::__private::Result<
            ::core::option::Option<::dynamo_model::__private::AttributeValue>,
        > {
            match __name {
                "tournament" => <__Slots>::tournament.key_input(&self.tournament),
                "number" => <__Slots>::number.key_input(&self.number),
                "score" => <__Slots>::score.key_input(&self.score),
                "court" => <__Slots>::court.key_input(&self.court),
                "hall" => <__Slots>::hall.key_input(&self.hall),
                _ => {
                    ::core::result::Result::Err(
                        ::dynamo_model::__private::no_key_input(__name),
                    )
                }
            }
        }
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Unconditional for Match {}
    #[automatically_derived]
    impl ::dynamo_model::__private::Index<Match> for ByScore {
        type Key = ::dynamo_model::__private::Pair<
            String,
            <::dynamo_model::__private::As<
                Score,
                Reverse,
            > as ::dynamo_model::__private::Attribute>::Operand,
        >;
        type Item = Match;
        type ScanRoot = ::dynamo_model::__private::Scanned<Match, ByScore>;
        const SCHEMA: &'static ::dynamo_model::__private::IndexSchema = <__Slots>::__INDEX_0;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::ReadsConsistently<Match> for ByScore {}
    #[automatically_derived]
    impl ::dynamo_model::__private::Index<Match> for places::ByPlace {
        type Key = ::dynamo_model::__private::Pair<
            ::dynamo_model::__private::Several<
                (
                    <Option<String> as ::dynamo_model::__private::Attribute>::Operand,
                    <u8 as ::dynamo_model::__private::Attribute>::Operand,
                ),
            >,
            <String as ::dynamo_model::__private::Attribute>::Operand,
        >;
        type Item = ::dynamo_model::__private::Incomplete<Match, places::ByPlace>;
        type ScanRoot = ::dynamo_model::__private::Scanned<Match, places::ByPlace>;
        const SCHEMA: &'static ::dynamo_model::__private::IndexSchema = <__Slots>::__INDEX_1;
    }
    #[automatically_derived]
    impl ::dynamo_model::__private::Hooks for Match {
        const HOOKED: ::core::primitive::bool = false;
    }
    impl ::dynamo_model::__private::Role for __Match::tournament {}
    impl ::dynamo_model::__private::Removing<__Match::tournament>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Holding<__Match::tournament> for ByScore {}
    impl ::dynamo_model::__private::Holding<__Match::tournament> for places::ByPlace {}
    impl ::dynamo_model::__private::Role for __Match::number {}
    impl ::dynamo_model::__private::Removing<__Match::number>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Match::number> for ByScore {}
    impl ::dynamo_model::__private::Holding<__Match::number> for ByScore {}
    impl ::dynamo_model::__private::Frees<__Match::number> for places::ByPlace {}
    impl ::dynamo_model::__private::Holding<__Match::number> for places::ByPlace {}
    impl ::dynamo_model::__private::Role for __Match::score {}
    impl ::dynamo_model::__private::Changing<__Match::score>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Removing<__Match::score>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Match::score>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Holding<__Match::score> for ByScore {}
    impl ::dynamo_model::__private::Frees<__Match::score> for places::ByPlace {}
    impl ::dynamo_model::__private::Role for __Match::court {}
    impl ::dynamo_model::__private::Changing<__Match::court>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Removing<__Match::court>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Match::court>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Match::court> for ByScore {}
    impl ::dynamo_model::__private::Holding<__Match::court> for ByScore {}
    impl ::dynamo_model::__private::Holding<__Match::court> for places::ByPlace {}
    impl ::dynamo_model::__private::Role for __Match::hall {}
    impl ::dynamo_model::__private::Changing<__Match::hall>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Removing<__Match::hall>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Match::hall>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Match::hall> for ByScore {}
    impl ::dynamo_model::__private::Holding<__Match::hall> for ByScore {}
    impl ::dynamo_model::__private::Holding<__Match::hall> for places::ByPlace {}
    impl ::dynamo_model::__private::Role for __Match::referee {}
    impl ::dynamo_model::__private::Changing<__Match::referee>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Removing<__Match::referee>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Match::referee>
    for ::dynamo_model::__private::Primary {}
    impl ::dynamo_model::__private::Frees<__Match::referee> for ByScore {}
    impl ::dynamo_model::__private::Holding<__Match::referee> for ByScore {}
    impl ::dynamo_model::__private::Frees<__Match::referee> for places::ByPlace {}
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
                ::dynamo_model::__private::Path<(), u32>,
            >;
            ::dynamo_model::__private::table_key::<
                ::dynamo_model::__private::Path<(), u32>,
            >();
            let _ = ::core::marker::PhantomData::<
                ::dynamo_model::__private::Path<
                    (),
                    ::dynamo_model::__private::As<Score, Reverse>,
                >,
            >;
            ::dynamo_model::__private::index_key::<
                ::dynamo_model::__private::Path<
                    (),
                    ::dynamo_model::__private::As<Score, Reverse>,
                >,
            >();
            let _ = ::core::marker::PhantomData::<
                ::dynamo_model::__private::Path<(), u8>,
            >;
            ::dynamo_model::__private::index_key::<
                ::dynamo_model::__private::Path<(), u8>,
            >();
            let _ = ::core::marker::PhantomData::<
                ::dynamo_model::__private::Path<(), Option<String>>,
            >;
            ::dynamo_model::__private::index_key::<
                ::dynamo_model::__private::Path<(), Option<String>>,
            >();
        }
    }
};
