// #[derive(Projection)]
// struct OrderSummary {
//     total: u64,
//     #[dynamo(rename = "id")]
//     number: u64,
// }

::core::compile_error! {
    "a projection takes the stored names from the model, and no `rename`; a field that is called otherwise in the model is named with `from = ..`"
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
    #[automatically_derived]
    impl<M> ::dynamo_model::__private::Projection<M> for OrderSummary {
        fn plan(
            _: ::core::option::Option<
                &::dynamo_model::__private::Arc<::dynamo_model::__private::AttributePath>,
            >,
            _: &mut ::dynamo_model::__private::Planner,
        ) -> ::dynamo_model::__private::Plan<Self> {
            ::dynamo_model::__private::Plan::none()
        }
    }
    impl ::dynamo_model::__private::Readable for OrderSummary {}
    impl<M, I> ::dynamo_model::__private::FitsIn<M, I> for OrderSummary {}
};
