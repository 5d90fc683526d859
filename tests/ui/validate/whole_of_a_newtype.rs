//! A newtype is checked by its field.

use dynamo_model::{Document, Report};

#[derive(Clone, Document)]
#[dynamo(validate = check)]
struct Email(String);

fn check(_: &Email, _: &mut Report) {}

#[derive(Clone, Document)]
#[dynamo(validate(email))]
struct Home {
    email: String,
}

fn main() {}
