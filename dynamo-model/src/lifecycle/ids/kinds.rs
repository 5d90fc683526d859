//! The kinds of ids. Each needs the feature of its name to make some.

/// Random UUIDs.
#[derive(Debug, Clone, Copy)]
pub enum UuidV4 {}

/// UUIDs that sort by the time at which they are made.
#[derive(Debug, Clone, Copy)]
pub enum UuidV7 {}

/// ULIDs: they sort by the millisecond in which they are made.
#[derive(Debug, Clone, Copy)]
pub enum UlidKind {}

macro_rules! uuids {
    ($($feature:literal $kind:ident $make:ident)*) => {$(
        #[cfg(feature = "uuid")]
        impl super::UuidKind for $kind {}

        #[cfg(feature = $feature)]
        impl super::IdKind for $kind {
            fn make() -> u128 {
                uuid::Uuid::$make().as_u128()
            }

            fn text(id: u128) -> String {
                uuid::Uuid::from_u128(id).to_string()
            }
        }
    )*};
}
uuids! {
    "uuid-v4" UuidV4 new_v4
    "uuid-v7" UuidV7 now_v7
}

#[cfg(feature = "ulid")]
impl super::IdKind for UlidKind {
    fn make() -> u128 {
        ulid::Ulid::generate().0
    }

    fn text(id: u128) -> String {
        ulid::Ulid(id).to_string()
    }
}
