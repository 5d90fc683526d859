//! What the derives generate, as text. Re-bless with `UPDATE_SNAPSHOTS=1`.

use std::path::Path;
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::Derive;
use crate::expand::{derive, derive_projection};

/// Compares the expansion of an item with `tests/expected/<name>.rs`, which also holds the item itself.
#[track_caller]
fn snapshot(name: &str, kind: Derive, item: TokenStream) {
    compare(
        name,
        &format!("{kind:?}"),
        &item,
        derive(kind, item.clone()),
    );
}

#[track_caller]
fn compare(name: &str, kind: &str, item: &TokenStream, expansion: TokenStream) {
    let print = |tokens| prettyplease::unparse(&syn::parse2(tokens).expect("it is Rust"));
    let input = print(item.clone());
    let output = print(expansion);
    let input = input
        .replace('\n', "\n// ")
        .trim_end_matches("// ")
        .to_owned();
    let actual = format!("// #[derive({kind})]\n// {input}\n{output}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/tests/expected")
        .join(name)
        .with_extension("rs");
    if env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be made");
        fs::write(&path, actual).expect("it can be written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        actual == expected,
        "the expansion is not as in {}; if it should be, run again with UPDATE_SNAPSHOTS=1:\n{actual}",
        path.display()
    );
}

#[test]
fn model() {
    snapshot(
        "model",
        Derive::Model,
        quote! {
            #[dynamo(table = "orders", rename_all = "camelCase")]
            pub struct Order {
                #[dynamo(partition_key)]
                pub customer_id: String,
                #[dynamo(sort_key, with = Millis)]
                placed_at: Date,
                #[dynamo(default = 1)]
                quantity: u32,
                #[dynamo(skip)]
                cached: bool,
                #[dynamo(flatten)]
                audit: Audit,
            }
        },
    );
}

#[test]
fn templates() {
    snapshot(
        "templates",
        Derive::Model,
        quote! {
            #[dynamo(
                table = "shop",
                rename_all = "camelCase",
                partition_key(name = "PK", template = "CUSTOMER#{customer_id}"),
                sort_key = "ORDER#{year:04}#{number}",
                item_type("order", "Order"),
                type_attribute = "kind",
                index(
                    ByStatus,
                    name = "by-status",
                    include(total_cents, "note"),
                    partition_key = "STATUS#{status}",
                    sort_key(name = "sk")
                )
            )]
            pub struct Order {
                customer_id: String,
                year: u16,
                #[dynamo(in_key)]
                number: u32,
                status: Option<Status>,
                total_cents: u64,
                #[dynamo(flatten)]
                audit: Audit,
            }
        },
    );
}

#[test]
fn read_side() {
    snapshot(
        "read_side",
        Derive::Model,
        quote! {
            #[dynamo(table = "people", rename_all = "camelCase", unknown = deny)]
            struct Person {
                #[dynamo(partition_key)]
                id: String,
                #[dynamo(alias("name", "first"), get = shouted)]
                first_name: String,
                #[dynamo(required)]
                last_name: Option<String>,
                #[dynamo(combine(first_name, last_name), separator = " ")]
                full_name: Option<String>,
                #[dynamo(constant = Kind::Person)]
                kind: Kind,
                #[dynamo(flatten("x-*"))]
                extra: Item,
            }
        },
    );
}

#[test]
fn stamps() {
    snapshot(
        "stamps",
        Derive::Model,
        quote! {
            #[dynamo(table = "sessions", timestamps)]
            struct Session {
                #[dynamo(partition_key, id = uuid_v7)]
                id: Uuid,
                created_at: Option<SystemTime>,
                #[dynamo(with = Rfc3339)]
                updated_at: SystemTime,
                #[dynamo(ttl(after = HOUR, refresh, hide_expired))]
                expires: Option<SystemTime>,
                #[dynamo(force = Self::VERSION)]
                form: u32,
                #[dynamo(default(write = 1))]
                visits: u32,
            }
        },
    );
}

#[test]
fn constant_sort_key() {
    snapshot(
        "constant_sort_key",
        Derive::Model,
        quote! {
            #[dynamo(partition_key = "CUSTOMER#{id}", sort_key = "PROFILE", untyped)]
            struct Customer { id: Uuid }
        },
    );
}

#[test]
fn indexes() {
    snapshot(
        "indexes",
        Derive::Model,
        quote! {
            #[dynamo(index(ByScore, local), index(places::ByPlace, keys_only))]
            struct Match {
                #[dynamo(partition_key, index(places::ByPlace, sort_key))]
                tournament: String,
                #[dynamo(sort_key)]
                number: u32,
                #[dynamo(index(ByScore, sort_key), with = Reverse)]
                score: Score,
                #[dynamo(index(places::ByPlace, partition_key = 2))]
                court: u8,
                #[dynamo(index(places::ByPlace, partition_key = 1))]
                hall: Option<String>,
                referee: Option<String>,
            }
        },
    );
}

#[test]
fn generics() {
    snapshot(
        "generics",
        Derive::Document,
        quote! {
            pub(crate) struct Page<'a, T, const N: usize>
            where
                T: Clone,
            {
                title: Cow<'a, str>,
                rows: [T; N],
                next: Option<Box<Self>>,
            }
        },
    );
}

#[test]
fn newtype() {
    snapshot(
        "newtype",
        Derive::Document,
        quote! { struct OrderId(String); },
    );
}

#[test]
fn names() {
    snapshot(
        "names",
        Derive::Document,
        quote! {
            #[dynamo(rename_all = "snake_case")]
            enum Status { Open, InTransit }
        },
    );
}

#[test]
fn internally_tagged() {
    snapshot(
        "internally_tagged",
        Derive::Document,
        quote! {
            #[dynamo(tag = "type")]
            enum Payment { Cash, Card { number: String }, Transfer(Account) }
        },
    );
}

#[test]
fn adjacently_tagged() {
    snapshot(
        "adjacently_tagged",
        Derive::Document,
        quote! {
            #[dynamo(tag = "t", content = "c")]
            enum Shape { Point, Circle(f64), Line(f64, f64), Square { side: f64 } }
        },
    );
}

#[test]
fn untagged() {
    snapshot(
        "untagged",
        Derive::Document,
        quote! {
            #[dynamo(untagged)]
            enum Amount { Whole(i64), Text(String) }
        },
    );
}

/// A key that is not known takes everything; those that are known stay as they are.
#[test]
fn validation() {
    snapshot(
        "validation",
        Derive::Document,
        quote! {
            #[dynamo(validate = Self::check)]
            struct Basket {
                #[dynamo(validate(range(min = 1, max = Self::MOST), custom(even, message = "must be even", code = "parity")))]
                number: u32,
                #[dynamo(validate(length(max = 9), each(length(bytes, equal = 2), pattern("^[a-z]+$"))))]
                tags: Vec<String>,
                #[dynamo(validate(keys(one_of("a", "b")), values(each(email))))]
                contacts: BTreeMap<String, Vec<String>>,
            }
        },
    );
}

#[test]
fn mistakes_in_keys() {
    snapshot(
        "mistakes_in_keys",
        Derive::Model,
        quote! {
            #[dynamo(
                partition_key = "CUSTOMER#{customer}",
                sort_key = "ORDER#{yeer}",
                index(ByTotal, include(totl))
            )]
            struct Order {
                customer: String,
                year: u16,
                #[dynamo(index(ByStatus, partition_key))]
                status: String,
                #[dynamo(index(ByTotal, partition_key))]
                total: u64,
            }
        },
    );
}

#[test]
fn mistakes() {
    snapshot(
        "mistakes",
        Derive::Model,
        quote! {
            struct Order {
                #[dynamo(partition_key, renam = "x")]
                id: String,
                total: u64,
            }
        },
    );
}

#[test]
fn collection() {
    snapshot(
        "collection",
        Derive::Collection,
        quote! {
            #[dynamo(index(ByStatus, of = Order))]
            pub enum Shop {
                Customer(Customer),
                OrderLine(crate::OrderLine),
                Order(Order),
                #[dynamo(other)]
                Other(Item),
            }
        },
    );
}

#[test]
fn collection_with_mistakes() {
    snapshot(
        "collection_with_mistakes",
        Derive::Collection,
        quote! {
            #[dynamo(table = "shop")]
            enum Shop {
                Customer(Customer),
                Nothing,
            }
        },
    );
}

#[test]
fn projection() {
    let item = quote! {
        #[dynamo(of = Order, index = ByStatus)]
        pub struct OrderSummary {
            pub total: u64,
            #[dynamo(nested, from = address)]
            city: Option<City>,
            #[dynamo(flatten)]
            audit: AuditBy,
        }
    };
    compare(
        "projection",
        "Projection",
        &item,
        derive_projection(item.clone()),
    );
}

#[test]
fn projection_with_mistakes() {
    let item = quote! {
        struct OrderSummary {
            total: u64,
            #[dynamo(rename = "id")]
            number: u64,
        }
    };
    compare(
        "projection_with_mistakes",
        "Projection",
        &item,
        derive_projection(item.clone()),
    );
}

#[test]
fn output() {
    snapshot(
        "output",
        Derive::Document,
        quote! {
            #[dynamo(
                rename_all = "camelCase",
                serialize,
                view(Public, include(home, more), nested(home)),
                view(Internal, exclude(more), modify = with_age)
            )]
            struct Person<T> {
                born_in: T,
                #[dynamo(null)]
                note: Option<String>,
                home: Option<Address<T>>,
                #[dynamo(flatten)]
                more: BTreeMap<String, T>,
                #[dynamo(secret, get = trim)]
                password: String,
            }
        },
    );
}

#[test]
fn output_of_an_enum() {
    snapshot(
        "output_of_an_enum",
        Derive::Document,
        quote! {
            #[dynamo(serialize, tag = "type", content = "content")]
            enum Proof {
                None,
                Word {
                    #[dynamo(secret)]
                    word: String,
                    #[dynamo(get = trim, default = 1)]
                    hint: String,
                },
                Address(Address),
                Pair(u8, u8),
            }
        },
    );
}

#[test]
fn version() {
    snapshot(
        "version",
        Derive::Model,
        quote! {
            struct Draft {
                #[dynamo(partition_key)]
                id: String,
                #[dynamo(version, rename = "v")]
                version: u64,
                #[dynamo(force = now())]
                seen: Time,
            }
        },
    );
}

#[test]
fn unique() {
    snapshot(
        "unique",
        Derive::Model,
        quote! {
            #[dynamo(table = "users")]
            struct User<T> {
                #[dynamo(partition_key)]
                id: UserId,
                #[dynamo(unique, set = lowercase)]
                email: String,
                #[dynamo(unique, rename = "tel", with = Digits)]
                phone: Option<Phone>,
                more: T,
            }
        },
    );
}
