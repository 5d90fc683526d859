//! How a projection is read: worked out once for an operation, from the typed paths of its model.

use std::any::TypeId;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use aws_sdk_dynamodb::types::AttributeValue;

use super::{Pick, Projection, TakenFrom};
use crate::error::{AttributePath, Error, Result};
use crate::expr::Path;
use crate::value::{Attribute, AvReader, Plain, Reader, to_attribute_value};

/// Reads a `T` from what was asked for.
pub struct Plan<T>(Box<Read<T>>);

type Read<T> = dyn Fn(&mut dyn Reader<'_>) -> Result<T> + Send + Sync;

impl<T> Plan<T> {
    /// Reads it like this.
    pub(super) fn new(
        read: impl Fn(&mut dyn Reader<'_>) -> Result<T> + Send + Sync + 'static,
    ) -> Self {
        Self(Box::new(read))
    }

    /// For a projection with mistakes. It is never run: such code does not compile.
    pub fn none() -> Self {
        Self::new(|_| Err(Error::missing()))
    }

    /// Reads one value.
    pub(crate) fn read(&self, reader: &mut dyn Reader<'_>) -> Result<T> {
        (self.0)(reader)
    }

    fn reads(&self, value: &AttributeValue) -> Result<T> {
        self.read(&mut AvReader::new(value))
    }
}

impl<P: 'static> Plan<P> {
    /// How an item of the model `M` is read, and what to ask for.
    pub(crate) fn of_item<M>() -> (Vec<AttributePath>, Self)
    where
        P: Projection<M>,
    {
        let mut planner = Planner::default();
        let plan = P::plan(None, &mut planner);
        (planner.asked, plan)
    }

    /// The same as any other, but worked out when it is first needed.
    fn later<A: 'static>() -> Self
    where
        P: Projection<A>,
    {
        let plan = OnceLock::new();
        Self::new(move |reader| {
            let plan = plan.get_or_init(|| {
                let mut planner = Planner {
                    asked: Vec::new(),
                    is_asked_for: true,
                    open: vec![TypeId::of::<P>()],
                };
                P::plan(None, &mut planner)
            });
            plan.read(reader)
        })
    }
}

impl<T> fmt::Debug for Plan<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Plan")
    }
}

/// For generated code. They are methods of paths because the compiler then knows the attribute before it looks at the field.
impl<R, A: Attribute + 'static, K> Path<R, A, K> {
    /// Takes the attribute.
    #[doc(hidden)]
    pub fn __take<T: TakenFrom<A> + 'static>(&self, planner: &mut Planner) -> Pick<T> {
        planner.ask(self.path());
        let as_read = self.as_read();
        let finish = move |value| as_read.finished(value).map(T::take);
        Pick::new(
            self.path(),
            Plan::new(move |reader| A::decode(reader).and_then(finish)),
            move |_| as_read.absent().and_then(finish),
        )
    }

    /// Takes a part of the attribute.
    #[doc(hidden)]
    pub fn __take_part<P: Projection<A>>(&self, planner: &mut Planner) -> Pick<P> {
        let as_read = self.as_read();
        Pick::new(self.path(), planner.part(self.path()), move |plan| {
            // What the model reads, an empty `Option` or a default, has a stored form with the same part.
            plan.reads(&to_attribute_value::<A, Plain>(&as_read.absent()?)?)
        })
    }
}

/// Works out how a projection is read, and collects what is to be asked for.
#[derive(Debug, Default)]
pub struct Planner {
    asked: Vec<AttributePath>,
    /// All of the value at hand is asked for already.
    is_asked_for: bool,
    /// The nested projections around the value at hand: one may contain itself.
    open: Vec<TypeId>,
}

impl Planner {
    fn part<A, P>(&mut self, path: &AttributePath) -> Plan<P>
    where
        A: Attribute + 'static,
        P: Projection<A>,
    {
        let id = TypeId::of::<P>();
        if self.open.contains(&id) {
            // One that contains itself would ask for attributes without end.
            self.ask(path);
            return Plan::later::<A>();
        }
        let before = self.asked.len();
        self.open.push(id);
        let plan = P::plan(Some(&Arc::new(path.clone())), self);
        self.open.pop();
        // Where a document has none of the attributes that are asked for, DynamoDB returns nothing of it, as if it were not there. If it
        // could be read all the same, the two must be told apart.
        if plan.reads(&AttributeValue::M(HashMap::new())).is_ok() {
            self.asked.truncate(before);
            self.ask(path);
        }
        plan
    }

    /// Asks for all of the value at `at`, whatever `plan` takes of it.
    pub(super) fn whole<T>(
        &mut self,
        at: Option<&Arc<AttributePath>>,
        plan: impl FnOnce(&mut Self) -> T,
    ) -> T {
        if let Some(path) = at {
            self.ask(path);
        }
        let before = std::mem::replace(&mut self.is_asked_for, true);
        let planned = plan(self);
        self.is_asked_for = before;
        planned
    }

    fn ask(&mut self, path: &AttributePath) {
        if !self.is_asked_for {
            self.asked.extend(path.alternatives());
        }
    }
}
