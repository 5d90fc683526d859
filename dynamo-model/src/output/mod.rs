//! What a model shows of itself to others: its serde `Serialize`, and its views. With the feature `serde`.
//!
//! `#[dynamo(serialize)]` implements serde's `Serialize` under the names of the attributes, and `#[dynamo(view(Public, ..))]` describes a part
//! of that, or more: [`Model::view`](crate::Model::view) shows it. Fields with `secret` are in neither.
//!
//! A view is a type of yours, as an index is, and no two are mistaken for each other.
//!
//! ```
//! # #[cfg(feature = "serde")] {
//! use dynamo_model::Model;
//!
//! struct Public;
//!
//! #[derive(Clone, Model)]
//! #[dynamo(table = "users", serialize, view(Public, exclude(email)))]
//! struct User {
//!     #[dynamo(partition_key)]
//!     id: String,
//!     email: Option<String>,
//!     #[dynamo(secret)]
//!     password_hash: String,
//! }
//!
//! let user = User { id: "u-1".into(), email: Some("ada@example.com".into()), password_hash: "$argon2id$..".into() };
//! assert_eq!(serde_json::to_string(&user).unwrap(), r#"{"id":"u-1","email":"ada@example.com"}"#);
//! assert_eq!(serde_json::to_string(&user.view(Public)).unwrap(), r#"{"id":"u-1"}"#);
//! # }
//! ```
//!
//! `guide::output` has all of it.

#[cfg(feature = "serde")]
mod beside;
#[cfg(feature = "serde")]
mod content;
#[cfg(feature = "serde")]
mod entries;
#[cfg(feature = "serde")]
mod merge;
#[cfg(feature = "serde")]
mod view;

// For generated code, through `__private`.
#[cfg(feature = "serde")]
pub use self::view::{View, ViewOf, Viewed};
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use self::{
    beside::{Beside, Own},
    content::{Content, SerializeContent, element, fields, inner, list, map},
    entries::{Entries, Shown},
    merge::modified,
};

/// What the derives generate for the word at the beginning, which needs serde.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __output {
    ($word:ident: $($code:tt)*) => { $($code)* };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __output {
    ($word:ident: $($code:tt)*) => {
        ::core::compile_error!(::core::concat!(
            "`",
            ::core::stringify!($word),
            "` needs serde: add the feature `serde` of `dynamo-model` in Cargo.toml"
        ));
    };
}
