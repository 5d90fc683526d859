//! Conditions made at random, on items made at random: a server has to judge them as the evaluator here does, which is
//! written from DynamoDB's documentation and shares no code with the library.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::expr::{Condition, Path};
use dynamo_model::value::{Attribute, AttributeType, Value};
use dynamo_model::{AttributePath, AttributeValue, Document, ErrorKind, Model};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::harness::{Db, Item, item, n, s};

on_every_engine![random_conditions_on_random_items];

/// What the items and conditions are made from. Another seed makes others; a failure names it.
const SEED: u8 = 23;
const ITEMS: usize = 60;
const CONDITIONS: usize = 120;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(table = "things")]
struct Thing {
    #[dynamo(partition_key)]
    id: String,
    s: Option<String>,
    t: Option<String>,
    n: Option<i64>,
    m: Option<i64>,
    flag: Option<bool>,
    tags: BTreeSet<String>,
    list: Option<Vec<i64>>,
    map: Option<BTreeMap<String, i64>>,
    doc: Option<Doc>,
    touched: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Document)]
struct Doc {
    s: Option<String>,
    n: Option<i64>,
}

type Fields = <Thing as Attribute>::Fields<Thing>;

// ---- conditions, as the test has them ------------------------------------------------------------------------------

#[derive(Debug, Clone)]
enum Tree {
    Empty,
    Strings(Str, Comparison, StrOperand),
    Numbers(Num, Comparison, NumOperand),
    StringsBetween(Str, String, String),
    NumbersBetween(Num, i64, i64),
    StringsIn(Str, Vec<String>),
    NumbersIn(Num, Vec<i64>),
    Flag(Comparison, bool),
    Tags(bool, BTreeSet<String>),
    List(bool, Vec<i64>),
    Exists(Any),
    NotExists(Any),
    IsType(Any, AttributeType),
    BeginsWith(Str, String),
    StringContains(Str, String),
    TagsContain(String),
    ListContains(i64),
    Size(Any, Comparison, u64),
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Not(Box<Tree>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Comparison {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

/// The attributes that the model takes for strings.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Str {
    S,
    T,
    DocS,
}

/// The attributes that the model takes for numbers.
#[derive(Debug, Clone, PartialEq)]
enum Num {
    N,
    M,
    DocN,
    Element(usize),
    Entry(&'static str),
}

#[derive(Debug, Clone)]
enum StrOperand {
    Value(String),
    Path(Str),
}

#[derive(Debug, Clone)]
enum NumOperand {
    Value(i64),
    Path(Num),
}

/// Any attribute.
#[derive(Debug, Clone)]
enum Any {
    Str(Str),
    Num(Num),
    Flag,
    Tags,
    List,
    Map,
    Doc,
}

// ---- as the library has them ---------------------------------------------------------------------------------------

macro_rules! compare {
    ($path:expr, $comparison:expr, $operand:expr) => {
        match $comparison {
            Comparison::Eq => $path.eq($operand),
            Comparison::Ne => $path.ne($operand),
            Comparison::Lt => $path.lt($operand),
            Comparison::Le => $path.le($operand),
            Comparison::Gt => $path.gt($operand),
            Comparison::Ge => $path.ge($operand),
        }
    };
}

impl Str {
    fn path(self, o: &Fields) -> Path<Thing, Option<String>> {
        match self {
            Self::S => o.s.clone(),
            Self::T => o.t.clone(),
            Self::DocS => o.doc.s.clone(),
        }
    }

    fn at(self) -> AttributePath {
        match self {
            Self::S => AttributePath::new("s"),
            Self::T => AttributePath::new("t"),
            Self::DocS => AttributePath::new("doc").child("s"),
        }
    }
}

impl Num {
    fn path(&self, o: &Fields) -> Path<Thing, Option<i64>> {
        match self {
            Self::N => o.n.clone(),
            Self::M => o.m.clone(),
            Self::DocN => o.doc.n.clone(),
            Self::Element(index) => Path::new(o.list.at(*index).path().clone()),
            Self::Entry(key) => Path::new(o.map.key(*key).path().clone()),
        }
    }

    fn at(&self) -> AttributePath {
        match self {
            Self::N => AttributePath::new("n"),
            Self::M => AttributePath::new("m"),
            Self::DocN => AttributePath::new("doc").child("n"),
            Self::Element(index) => AttributePath::new("list").child(*index),
            Self::Entry(key) => AttributePath::new("map").child(*key),
        }
    }
}

impl Any {
    /// As a path to anything: existence, type and size do not depend on what the model takes it for.
    fn path(&self) -> Path<Thing, Value> {
        Path::new(self.at())
    }

    fn at(&self) -> AttributePath {
        match self {
            Self::Str(path) => path.at(),
            Self::Num(path) => path.at(),
            Self::Flag => AttributePath::new("flag"),
            Self::Tags => AttributePath::new("tags"),
            Self::List => AttributePath::new("list"),
            Self::Map => AttributePath::new("map"),
            Self::Doc => AttributePath::new("doc"),
        }
    }
}

impl Tree {
    fn condition(&self, o: &Fields) -> Condition<Thing> {
        match self {
            Self::Empty => Condition::empty(),
            Self::Strings(path, comparison, StrOperand::Value(text)) => {
                compare!(path.path(o), comparison, text)
            }
            Self::Strings(path, comparison, StrOperand::Path(other)) => {
                compare!(path.path(o), comparison, other.path(o))
            }
            Self::Numbers(path, comparison, NumOperand::Value(number)) => {
                compare!(path.path(o), comparison, number)
            }
            Self::Numbers(path, comparison, NumOperand::Path(other)) => {
                compare!(path.path(o), comparison, other.path(o))
            }
            Self::StringsBetween(path, low, high) => path.path(o).between(low, high),
            Self::NumbersBetween(path, low, high) => path.path(o).between(low, high),
            Self::StringsIn(path, texts) => path.path(o).is_in(texts),
            Self::NumbersIn(path, numbers) => path.path(o).is_in(numbers),
            Self::Flag(Comparison::Ne, flag) => o.flag.ne(flag),
            Self::Flag(_, flag) => o.flag.eq(flag),
            Self::Tags(true, tags) => o.tags.eq(tags),
            Self::Tags(false, tags) => o.tags.ne(tags),
            Self::List(true, list) => o.list.eq(list),
            Self::List(false, list) => o.list.ne(list),
            Self::Exists(path) => path.path().exists(),
            Self::NotExists(path) => path.path().not_exists(),
            Self::IsType(path, kind) => path.path().is_type(*kind),
            Self::BeginsWith(path, text) => path.path(o).begins_with(text),
            Self::StringContains(path, text) => path.path(o).contains(text),
            Self::TagsContain(tag) => o.tags.contains(tag),
            Self::ListContains(number) => o.list.contains(number),
            Self::Size(path, comparison, size) => {
                compare!(path.path().size(), comparison, size)
            }
            Self::And(trees) => Condition::all(trees.iter().map(|tree| tree.condition(o))),
            Self::Or(trees) => Condition::any(trees.iter().map(|tree| tree.condition(o))),
            Self::Not(tree) => !tree.condition(o),
        }
    }

    /// Whether it says nothing, and so is left out of what it stands in.
    fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::And(trees) | Self::Or(trees) => trees.iter().all(Self::is_empty),
            Self::Not(tree) => tree.is_empty(),
            _ => false,
        }
    }

    // ---- as DynamoDB judges them -----------------------------------------------------------------------------------

    fn holds(&self, item: &Item) -> bool {
        let get = |path: &AttributePath| lookup(item, path);
        match self {
            Self::Empty => true,
            Self::Strings(path, comparison, operand) => {
                let right = match operand {
                    StrOperand::Value(text) => Some(s(text)),
                    StrOperand::Path(other) => get(&other.at()),
                };
                compares(get(&path.at()), *comparison, right)
            }
            Self::Numbers(path, comparison, operand) => {
                let right = match operand {
                    NumOperand::Value(number) => Some(n(number)),
                    NumOperand::Path(other) => get(&other.at()),
                };
                compares(get(&path.at()), *comparison, right)
            }
            Self::StringsBetween(path, low, high) => {
                compares(get(&path.at()), Comparison::Ge, Some(s(low)))
                    && compares(get(&path.at()), Comparison::Le, Some(s(high)))
            }
            Self::NumbersBetween(path, low, high) => {
                compares(get(&path.at()), Comparison::Ge, Some(n(low)))
                    && compares(get(&path.at()), Comparison::Le, Some(n(high)))
            }
            Self::StringsIn(path, texts) => texts
                .iter()
                .any(|text| compares(get(&path.at()), Comparison::Eq, Some(s(text)))),
            Self::NumbersIn(path, numbers) => numbers
                .iter()
                .any(|number| compares(get(&path.at()), Comparison::Eq, Some(n(number)))),
            Self::Flag(comparison, flag) => compares(
                get(&Any::Flag.at()),
                *comparison,
                Some(AttributeValue::Bool(*flag)),
            ),
            // An empty set is stored by leaving the attribute out: equal to it is what is not there.
            Self::Tags(equal, tags) if tags.is_empty() => get(&Any::Tags.at()).is_none() == *equal,
            Self::Tags(equal, tags) => {
                let tags = AttributeValue::Ss(tags.iter().cloned().collect());
                compares(get(&Any::Tags.at()), Comparison::Eq, Some(tags)) == *equal
            }
            Self::List(equal, list) => {
                let list = AttributeValue::L(list.iter().map(n).collect());
                compares(get(&Any::List.at()), Comparison::Eq, Some(list)) == *equal
            }
            Self::Exists(path) => get(&path.at()).is_some(),
            Self::NotExists(path) => get(&path.at()).is_none(),
            Self::IsType(path, kind) => {
                get(&path.at()).is_some_and(|value| type_of(&value) == *kind)
            }
            Self::BeginsWith(path, text) => matches!(
                get(&path.at()),
                Some(AttributeValue::S(value)) if value.starts_with(text.as_str())
            ),
            Self::StringContains(path, text) => contains(get(&path.at()), &s(text)),
            Self::TagsContain(tag) => contains(get(&Any::Tags.at()), &s(tag)),
            Self::ListContains(number) => contains(get(&Any::List.at()), &n(number)),
            Self::Size(path, comparison, size) => compares(
                get(&path.at()).and_then(size_of),
                *comparison,
                Some(n(size)),
            ),
            Self::And(trees) => trees.iter().all(|tree| tree.holds(item)),
            Self::Or(trees) => {
                self.is_empty()
                    || trees
                        .iter()
                        .any(|tree| !tree.is_empty() && tree.holds(item))
            }
            Self::Not(tree) => tree.is_empty() || !tree.holds(item),
        }
    }
}

fn lookup(item: &Item, path: &AttributePath) -> Option<AttributeValue> {
    use dynamo_model::Segment;
    let mut at = None;
    for segment in path.segments() {
        at = match (segment, at) {
            (Segment::Name(name), None) => Some(item.get(&**name)?.clone()),
            (Segment::Name(name), Some(AttributeValue::M(map))) => Some(map.get(&**name)?.clone()),
            (Segment::Index(index), Some(AttributeValue::L(list))) => {
                Some(list.get(*index)?.clone())
            }
            _ => return None,
        };
    }
    at
}

/// A comparison with what is not there, or of two types, does not hold; `<>` is the opposite of `=`.
fn compares(left: Option<AttributeValue>, by: Comparison, right: Option<AttributeValue>) -> bool {
    use AttributeValue as A;
    let equal = match (&left, &right) {
        (Some(left), Some(right)) => same(left, right),
        _ => false,
    };
    let order = match (&left, &right) {
        (Some(A::S(left)), Some(A::S(right))) => Some(left.as_bytes().cmp(right.as_bytes())),
        (Some(A::N(left)), Some(A::N(right))) => Some(number(left).cmp(&number(right))),
        (Some(A::B(left)), Some(A::B(right))) => Some(left.as_ref().cmp(right.as_ref())),
        _ => None,
    };
    match by {
        Comparison::Eq => equal,
        Comparison::Ne => !equal,
        Comparison::Lt => order.is_some_and(|order| order.is_lt()),
        Comparison::Le => order.is_some_and(|order| order.is_le()),
        Comparison::Gt => order.is_some_and(|order| order.is_gt()),
        Comparison::Ge => order.is_some_and(|order| order.is_ge()),
    }
}

fn number(text: &str) -> i64 {
    text.parse().expect("the numbers of this test are integers")
}

/// Equality that knows that sets have no order.
fn same(left: &AttributeValue, right: &AttributeValue) -> bool {
    use AttributeValue as A;
    match (left, right) {
        (A::N(left), A::N(right)) => number(left) == number(right),
        (A::Ss(left), A::Ss(right)) => {
            left.iter().collect::<BTreeSet<_>>() == right.iter().collect::<BTreeSet<_>>()
        }
        (A::L(left), A::L(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| same(left, right))
        }
        _ => left == right,
    }
}

fn contains(container: Option<AttributeValue>, element: &AttributeValue) -> bool {
    use AttributeValue as A;
    match (container, element) {
        (Some(A::S(text)), A::S(part)) => text.contains(part.as_str()),
        (Some(A::Ss(set)), A::S(element)) => set.contains(element),
        (Some(A::Ns(set)), A::N(element)) => set.iter().any(|n| number(n) == number(element)),
        (Some(A::L(list)), element) => list.iter().any(|value| same(value, element)),
        _ => false,
    }
}

fn size_of(value: AttributeValue) -> Option<AttributeValue> {
    use AttributeValue as A;
    Some(n(match value {
        A::S(text) => text.encode_utf16().count(),
        A::B(bytes) => bytes.as_ref().len(),
        A::L(list) => list.len(),
        A::M(map) => map.len(),
        A::Ss(set) | A::Ns(set) => set.len(),
        A::Bs(set) => set.len(),
        _ => return None,
    }))
}

fn type_of(value: &AttributeValue) -> AttributeType {
    use AttributeValue as A;
    match value {
        A::S(_) => AttributeType::S,
        A::N(_) => AttributeType::N,
        A::B(_) => AttributeType::B,
        A::Bool(_) => AttributeType::Bool,
        A::Null(_) => AttributeType::Null,
        A::L(_) => AttributeType::L,
        A::M(_) => AttributeType::M,
        A::Ss(_) => AttributeType::Ss,
        A::Ns(_) => AttributeType::Ns,
        _ => AttributeType::Bs,
    }
}

// ---- at random -----------------------------------------------------------------------------------------------------

fn text() -> impl Strategy<Value = String> {
    const TEXTS: &[&str] = &["", "a", "b", "ab", "abc", "é", "z", "5"];
    proptest::sample::select(TEXTS).prop_map(str::to_owned)
}

fn integer() -> impl Strategy<Value = i64> {
    -3_i64..6
}

fn tags() -> impl Strategy<Value = BTreeSet<String>> {
    proptest::collection::btree_set(text(), 1..4)
}

/// Of the type that the model says, mostly; or of another.
fn value(expected: BoxedStrategy<AttributeValue>) -> impl Strategy<Value = AttributeValue> {
    let numbers = proptest::collection::btree_set(integer(), 1..3)
        .prop_map(|set| AttributeValue::Ns(set.iter().map(ToString::to_string).collect()));
    let any = prop_oneof![
        text().prop_map(|text| s(&text)),
        integer().prop_map(n),
        any::<bool>().prop_map(AttributeValue::Bool),
        Just(AttributeValue::Null(true)),
        tags().prop_map(|set| AttributeValue::Ss(set.into_iter().collect())),
        numbers,
        text().prop_map(|text| AttributeValue::B(text.into_bytes().into())),
        Just(AttributeValue::L(vec![s("a"), n(1)])),
        Just(AttributeValue::M(item([("s", s("a")), ("n", n(1))]))),
    ];
    prop_oneof![4 => expected, 1 => any]
}

fn thing() -> impl Strategy<Value = Item> {
    let string = || value(text().prop_map(|text| s(&text)).boxed());
    let number = || value(integer().prop_map(n).boxed());
    let maybe =
        |strategy: BoxedStrategy<AttributeValue>| proptest::option::weighted(0.75, strategy);
    let list = proptest::collection::vec(number(), 0..4).prop_map(AttributeValue::L);
    let map = proptest::collection::hash_map(
        proptest::sample::select(&["a", "b"][..]).prop_map(str::to_owned),
        number(),
        0..3,
    )
    .prop_map(AttributeValue::M);
    let doc = (maybe(string().boxed()), maybe(number().boxed())).prop_map(|(s, n)| {
        let named = [("s", s), ("n", n)];
        AttributeValue::M(
            named
                .into_iter()
                .filter_map(|(name, value)| Some((name.to_owned(), value?)))
                .collect(),
        )
    });
    let flag = value(any::<bool>().prop_map(AttributeValue::Bool).boxed());
    let tags = value(
        tags()
            .prop_map(|set| AttributeValue::Ss(set.into_iter().collect()))
            .boxed(),
    );
    let attributes = (
        maybe(string().boxed()),
        maybe(string().boxed()),
        maybe(number().boxed()),
        maybe(number().boxed()),
        maybe(flag.boxed()),
        maybe(tags.boxed()),
        maybe(value(list.boxed()).boxed()),
        maybe(value(map.boxed()).boxed()),
        maybe(value(doc.boxed()).boxed()),
    );
    attributes.prop_map(|(s, t, n, m, flag, tags, list, map, doc)| {
        let named = [
            ("s", s),
            ("t", t),
            ("n", n),
            ("m", m),
            ("flag", flag),
            ("tags", tags),
            ("list", list),
            ("map", map),
            ("doc", doc),
        ];
        named
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    })
}

fn comparison() -> impl Strategy<Value = Comparison> {
    use Comparison::{Eq, Ge, Gt, Le, Lt, Ne};
    proptest::sample::select(&[Eq, Ne, Lt, Le, Gt, Ge][..])
}

fn string_path() -> impl Strategy<Value = Str> {
    proptest::sample::select(&[Str::S, Str::T, Str::DocS][..])
}

fn number_path() -> impl Strategy<Value = Num> {
    prop_oneof![
        Just(Num::N),
        Just(Num::M),
        Just(Num::DocN),
        (0_usize..4).prop_map(Num::Element),
        proptest::sample::select(&["a", "b", "c"][..]).prop_map(Num::Entry),
    ]
}

fn any_path() -> impl Strategy<Value = Any> {
    prop_oneof![
        string_path().prop_map(Any::Str),
        number_path().prop_map(Any::Num),
        Just(Any::Flag),
        Just(Any::Tags),
        Just(Any::List),
        Just(Any::Map),
        Just(Any::Doc),
    ]
}

fn ordered<T: Ord>((a, b): (T, T)) -> (T, T) {
    if a <= b { (a, b) } else { (b, a) }
}

fn leaf() -> impl Strategy<Value = Tree> {
    use AttributeType::{B, Bool, L, M, N, Ns, Null, S, Ss};
    let kind = proptest::sample::select(&[S, N, B, Bool, Null, L, M, Ss, Ns][..]);
    // DynamoDB refuses to compare an attribute with itself.
    let strings = (string_path(), comparison(), string_path())
        .prop_filter("another attribute", |(a, _, b)| a != b)
        .prop_map(|(a, by, b)| Tree::Strings(a, by, StrOperand::Path(b)));
    let numbers = (number_path(), comparison(), number_path())
        .prop_filter("another attribute", |(a, _, b)| a != b)
        .prop_map(|(a, by, b)| Tree::Numbers(a, by, NumOperand::Path(b)));
    let of_strings = prop_oneof![
        (string_path(), comparison(), text()).prop_map(|(path, by, text)| Tree::Strings(
            path,
            by,
            StrOperand::Value(text)
        )),
        strings,
        (string_path(), (text(), text()).prop_map(ordered))
            .prop_map(|(path, (low, high))| Tree::StringsBetween(path, low, high)),
        (string_path(), proptest::collection::vec(text(), 1..4))
            .prop_map(|(path, texts)| Tree::StringsIn(path, texts)),
        (string_path(), text()).prop_map(|(path, text)| Tree::BeginsWith(path, text)),
        (string_path(), text()).prop_map(|(path, text)| Tree::StringContains(path, text)),
    ];
    let of_numbers = prop_oneof![
        (number_path(), comparison(), integer()).prop_map(|(path, by, number)| Tree::Numbers(
            path,
            by,
            NumOperand::Value(number)
        )),
        numbers,
        (number_path(), (integer(), integer()).prop_map(ordered))
            .prop_map(|(path, (low, high))| Tree::NumbersBetween(path, low, high)),
        (number_path(), proptest::collection::vec(integer(), 1..4))
            .prop_map(|(path, numbers)| Tree::NumbersIn(path, numbers)),
        (number_path(), 0_i64..250)
            .prop_map(|(path, many)| Tree::NumbersIn(path, (0..=many).collect())),
    ];
    let of_others = prop_oneof![
        (any::<bool>(), any::<bool>()).prop_map(|(equal, flag)| {
            let by = if equal {
                Comparison::Eq
            } else {
                Comparison::Ne
            };
            Tree::Flag(by, flag)
        }),
        (any::<bool>(), proptest::collection::btree_set(text(), 0..3))
            .prop_map(|(equal, tags)| Tree::Tags(equal, tags)),
        (any::<bool>(), proptest::collection::vec(integer(), 0..3))
            .prop_map(|(equal, list)| Tree::List(equal, list)),
        text().prop_map(Tree::TagsContain),
        integer().prop_map(Tree::ListContains),
        (any_path(), comparison(), 0_u64..4)
            .prop_map(|(path, by, size)| Tree::Size(path, by, size)),
    ];
    let of_all = prop_oneof![
        any_path().prop_map(Tree::Exists),
        any_path().prop_map(Tree::NotExists),
        (any_path(), kind).prop_map(|(path, kind)| Tree::IsType(path, kind)),
    ];
    prop_oneof![
        6 => of_strings,
        6 => of_numbers,
        5 => of_others,
        3 => of_all,
        1 => Just(Tree::Empty),
    ]
}

fn tree() -> impl Strategy<Value = Tree> {
    leaf().prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Tree::And),
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Tree::Or),
            inner.prop_map(|tree| Tree::Not(Box::new(tree))),
        ]
    })
}

// ---- the test ------------------------------------------------------------------------------------------------------

async fn random_conditions_on_random_items(db: Db) {
    db.table::<Thing>().await;
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[SEED; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut sample = || {
        let mut thing = thing().new_tree(&mut runner).expect("it is made").current();
        thing.retain(|_, value| db_takes(value));
        thing
    };
    let items: Vec<Item> = (0..ITEMS)
        .map(|i| {
            let mut thing = sample();
            thing.insert("id".to_owned(), s(&format!("{i:02}")));
            thing
        })
        .collect();
    db.put_all_raw::<Thing>(items.iter().cloned()).await;

    for case in 0..CONDITIONS {
        let mut tree = tree().new_tree(&mut runner).expect("it is made");
        let Err(mut failure) = agree(&db, &tree.current(), &items, case).await else {
            continue;
        };
        // The smallest condition that still fails, as far as it is found.
        for _ in 0..200 {
            if !tree.simplify() {
                break;
            }
            match agree(&db, &tree.current(), &items, case).await {
                Err(smaller) => failure = smaller,
                Ok(()) if tree.complicate() => {}
                Ok(()) => break,
            }
        }
        panic!("seed {SEED}, condition {case}: {failure}");
    }
}

/// Sets may not be empty; everything else that is generated can be stored.
fn db_takes(value: &AttributeValue) -> bool {
    !matches!(value, AttributeValue::Ss(set) | AttributeValue::Ns(set) if set.is_empty())
}

/// Compares the server's judgement with the evaluator's.
async fn agree(db: &Db, tree: &Tree, items: &[Item], case: usize) -> Result<(), String> {
    let expected: BTreeSet<&str> = items
        .iter()
        .filter(|item| tree.holds(item))
        .map(id)
        .collect();
    let direct = case.is_multiple_of(2);
    let client = db.client.clone().direct_path(direct);
    let scan = Thing::scan()
        .filter(|o| tree.condition(&o))
        .select(|o| o.id);
    let found = scan
        .all(&client)
        .await
        .map_err(|error| format!("{error}\n{tree:#?}"))?;
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    if let Some(differs) = expected.symmetric_difference(&found).next() {
        let item = items.iter().find(|item| id(item) == *differs);
        return Err(format!(
            "as a filter, the server says {} of {item:?}\n{tree:#?}",
            found.contains(differs)
        ));
    }
    // The same as the condition of a write, on a few of them.
    for item in items.iter().skip(case % 7).step_by(13) {
        let write = Thing::update(id(item))
            .change(|o| o.touched.add(1))
            .condition(|o| tree.condition(&o))
            .return_none();
        let met = match write.send(&client).await {
            Ok(()) => true,
            Err(error) if error.kind() == ErrorKind::ConditionFailed => false,
            Err(error) => return Err(format!("{error}\n{tree:#?}")),
        };
        if met != tree.holds(item) {
            return Err(format!(
                "as a condition, the server says {met} of {item:?}\n{tree:#?}"
            ));
        }
    }
    Ok(())
}

fn id(item: &Item) -> &str {
    item["id"].as_s().expect("the key is a string")
}
