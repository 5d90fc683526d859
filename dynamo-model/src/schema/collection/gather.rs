//! Sorting the items of a collection into an aggregate.

use super::MemberOf;
use crate::error::{Error, ErrorKind, Result};

/// What the items of a collection `C` can be sorted into, one after the other.
///
/// | Type | What it takes |
/// |---|---|
/// | `Vec<Order>` | every item of this model, in the order of the query |
/// | `Option<Order>` | the item of this model, if there is one; a second is an error |
/// | `Order` | the item of this model; none is an error of the kind [`NotFound`](ErrorKind::NotFound), and so is a second |
/// | tuples of up to 8 of these | each item goes to the first that takes it |
///
/// What none of them takes is passed over: items of other models, and those of unknown type.
///
/// [`Query::gather`](crate::op::Query::gather) reads into these. A struct is filled from a tuple, or implements the trait itself:
///
/// ```
/// # async fn example(client: dynamo_model::Client) -> dynamo_model::Result<()> {
/// use dynamo_model::schema::Gather;
/// use dynamo_model::{Collection, Model, Result};
///
/// #[derive(Clone, Model)]
/// #[dynamo(table = "shop", partition_key = "CUSTOMER#{id}", sort_key = "PROFILE")]
/// struct Customer { id: String, name: String }
///
/// #[derive(Clone, Model)]
/// #[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{number}")]
/// struct Order { customer: String, number: u32, total: u64 }
///
/// #[derive(Collection)]
/// enum Shop {
///     Customer(Customer),
///     Order(Order),
/// }
///
/// // From a tuple: what is wanted is known by the fields.
/// struct CustomerOrders { customer: Customer, orders: Vec<Order> }
///
/// let (customer, orders) = Shop::query("c-17").gather(&client).await?;
/// let all = CustomerOrders { customer, orders };
///
/// // By itself, item by item.
/// #[derive(Default)]
/// struct Turnover { name: Option<String>, total: u64 }
///
/// impl Gather<Shop> for Turnover {
///     type Parts = Self;
///
///     fn take(parts: &mut Self, item: Shop) -> Result<Option<Shop>> {
///         match item {
///             Shop::Customer(customer) => parts.name = Some(customer.name),
///             Shop::Order(order) => parts.total += order.total,
///         }
///         Ok(None)
///     }
///
///     fn finish(parts: Self) -> Result<Self> {
///         Ok(parts)
///     }
/// }
///
/// let turnover: Turnover = Shop::query("c-17").gather(&client).await?;
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "the items of `{C}` cannot be gathered into a `{Self}`",
    label = "not made of models of `{C}`",
    note = "a model of the collection, a `Vec` or an `Option` of one, and tuples of these can be gathered",
    note = "for a struct, gather a tuple and build it from that, or implement `dynamo_model::schema::Gather`"
)]
pub trait Gather<C>: Sized {
    /// What has been gathered so far.
    type Parts: Default;

    /// Takes an item, or gives it back if it has no place for it.
    ///
    /// # Errors
    /// If this is an item too many.
    fn take(parts: &mut Self::Parts, item: C) -> Result<Option<C>>;

    /// What has been gathered, when there are no more items.
    ///
    /// # Errors
    /// If an item is missing.
    fn finish(parts: Self::Parts) -> Result<Self>;
}

impl<C, M: MemberOf<C>> Gather<C> for Vec<M> {
    type Parts = Self;

    fn take(parts: &mut Self, item: C) -> Result<Option<C>> {
        Ok(match M::try_from(item) {
            Ok(item) => {
                parts.push(item);
                None
            }
            Err(other) => Some(other),
        })
    }

    fn finish(parts: Self) -> Result<Self> {
        Ok(parts)
    }
}

impl<C, M: MemberOf<C>> Gather<C> for Option<M> {
    type Parts = Self;

    fn take(parts: &mut Self, item: C) -> Result<Option<C>> {
        gather_one(parts, item)
    }

    fn finish(parts: Self) -> Result<Self> {
        Ok(parts)
    }
}

/// Takes the only item of the model `M`.
///
/// # Errors
/// If there is one already.
pub fn gather_one<C, M: MemberOf<C>>(found: &mut Option<M>, item: C) -> Result<Option<C>> {
    match M::try_from(item) {
        Ok(_) if found.is_some() => Err(Error::decode(format!(
            "there is more than one `{}`; gather them into a `Vec`, or narrow the query down",
            name::<M>()
        ))),
        Ok(item) => {
            *found = Some(item);
            Ok(None)
        }
        Err(other) => Ok(Some(other)),
    }
}

/// The item of the model `M`, which has to be there.
///
/// # Errors
/// If it is not.
pub fn gathered_one<M>(found: Option<M>) -> Result<M> {
    found.ok_or_else(|| {
        let text = format!("there is no `{}` among the items", name::<M>());
        Error::new(ErrorKind::NotFound, text)
    })
}

/// The name of a model's struct, for messages.
fn name<M>() -> &'static str {
    let path = std::any::type_name::<M>();
    let path = path.split_once('<').map_or(path, |(path, _)| path);
    path.rsplit_once("::").map_or(path, |(_, name)| name)
}

macro_rules! tuples {
    ($First:ident $first:ident $($T:ident $part:ident)*) => {
        impl<C, $First: Gather<C>, $($T: Gather<C>),*> Gather<C> for ($First, $($T,)*) {
            type Parts = ($First::Parts, $($T::Parts,)*);

            fn take(($first, $($part,)*): &mut Self::Parts, item: C) -> Result<Option<C>> {
                let left = $First::take($first, item)?;
                $(
                    let Some(item) = left else {
                        return Ok(None);
                    };
                    let left = $T::take($part, item)?;
                )*
                Ok(left)
            }

            fn finish(($first, $($part,)*): Self::Parts) -> Result<Self> {
                Ok(($First::finish($first)?, $($T::finish($part)?,)*))
            }
        }

        tuples!($($T $part)*);
    };
    () => {};
}

tuples!(A a B b D d E e F f G g H h I i);
