//! What derived projections are made of: the attributes that they take, one by one.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::{Flattened, FlattenedAs, Plan, Planner};
use crate::error::{AttributePath, Result};
use crate::schema::Aliased;
use crate::value::{Attribute, Reader};

/// One attribute that a projection takes, and how it becomes a field of type `T`.
pub struct Pick<T> {
    name: Cow<'static, str>,
    aliases: &'static [&'static str],
    plan: Plan<T>,
    absent: Box<Absent<T>>,
}

/// What stands for an absent attribute.
type Absent<T> = dyn Fn(&Plan<T>) -> Result<T> + Send + Sync;

impl<T> Pick<T> {
    pub(super) fn new(
        path: &AttributePath,
        plan: Plan<T>,
        absent: impl Fn(&Plan<T>) -> Result<T> + Send + Sync + 'static,
    ) -> Self {
        Self {
            // A field has a name.
            name: path.last_name().cloned().unwrap_or_default(),
            aliases: path.aliases(),
            plan,
            absent: Box::new(absent),
        }
    }

    /// Reads the attribute `name` into its slot. `false`, and nothing read, if it is another one.
    #[allow(clippy::missing_errors_doc)] // those of the codec
    pub fn read(
        &self,
        slot: &mut Aliased<T>,
        name: &str,
        reader: &mut dyn Reader<'_>,
    ) -> Result<bool> {
        if *self.name != *name {
            return slot.older(self.aliases, name, reader);
        }
        let value = self.plan.read(reader);
        slot.own(value.map_err(|error| error.at(self.name.clone()))?);
        Ok(true)
    }

    /// Takes what was read out of its slot, or what stands for an absent attribute.
    #[allow(clippy::missing_errors_doc)] // those of the codec
    pub fn take(&self, slot: Aliased<T>) -> Result<T> {
        match slot.value(|reader| self.plan.read(reader))? {
            Some(value) => Ok(value),
            None => (self.absent)(&self.plan).map_err(|error| error.at(self.name.clone())),
        }
    }
}

impl<T> fmt::Debug for Pick<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pick").field(&self.name).finish()
    }
}

/// A derived projection, attribute by attribute. It is apart from [`Projection`](super::Projection) because a flattened one has no map
/// of its own: it reads from the map of the struct that it is part of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a projection",
    label = "not a projection",
    note = "`#[dynamo(flatten)]` takes a part of a flattened struct: the field is of a type with `#[derive(Projection)]` and \
            `#[dynamo(of = ..)]`, which names that struct"
)]
pub trait Picks: Sized + 'static {
    /// The model or document.
    type Of;
    /// Its picks: one for each field.
    type Plan: Send + Sync + 'static;
    /// What has been read so far: one slot for each field.
    type Slots: Default;

    /// Its picks of the value at `at`, or of a whole item.
    fn plan(at: Option<&Arc<AttributePath>>, planner: &mut Planner) -> Self::Plan;

    /// Reads the value of the attribute `name` into its slot. `false`, and nothing read, if no field takes it.
    #[allow(clippy::missing_errors_doc)] // those of the codecs
    fn read_attribute(
        plan: &Self::Plan,
        slots: &mut Self::Slots,
        name: &str,
        reader: &mut dyn Reader<'_>,
    ) -> Result<bool>;

    /// Builds the struct when all attributes have been read.
    #[allow(clippy::missing_errors_doc)] // those of the codecs
    fn finish(plan: &Self::Plan, slots: Self::Slots) -> Result<Self>;

    /// Its picks where it is flattened in the model `R`, whose paths of the flattened struct are `fields`.
    fn plan_flattened<R, F>(
        _fields: &F,
        at: Option<&Arc<AttributePath>>,
        planner: &mut Planner,
    ) -> Flattened<Self>
    where
        Self::Of: Attribute,
        F: FlattenedAs<<Self::Of as Attribute>::Fields<R>>,
    {
        Flattened::new(Self::plan(at, planner))
    }

    /// [`read_attribute`](Self::read_attribute) where it is flattened.
    #[allow(clippy::missing_errors_doc)] // those of the codecs
    fn read_flattened(
        plan: &Flattened<Self>,
        slots: &mut Self::Slots,
        name: &str,
        reader: &mut dyn Reader<'_>,
    ) -> Result<bool> {
        plan.read(slots, name, reader)
    }

    /// [`finish`](Self::finish) where it is flattened.
    #[allow(clippy::missing_errors_doc)] // those of the codecs
    fn finish_flattened(plan: &Flattened<Self>, slots: Self::Slots) -> Result<Self> {
        plan.finish(slots)
    }
}

/// How a derived projection is read from a map. Attributes that no field takes are passed over.
pub fn plan_picks<P: Picks>(at: Option<&Arc<AttributePath>>, planner: &mut Planner) -> Plan<P> {
    let plan = P::plan(at, planner);
    Plan::new(move |reader| {
        let mut slots = P::Slots::default();
        reader.enter_map()?;
        while let Some(name) = reader.next_key()? {
            if !P::read_attribute(&plan, &mut slots, &name, reader)? {
                reader.skip()?;
            }
        }
        P::finish(&plan, slots)
    })
}
