//! Projections of what documents stand in: what is optional, boxes, lists and maps.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use super::{Plan, Planner, Projection};
use crate::error::AttributePath;
use crate::value::{MapKey, optional, read_list, read_map};

impl<P: Projection<A>, A: 'static> Projection<Option<A>> for Option<P> {
    fn plan(at: Option<&Arc<AttributePath>>, planner: &mut Planner) -> Plan<Self> {
        let plan = P::plan(at, planner);
        Plan::new(move |reader| optional(reader, |reader| plan.read(reader)))
    }
}

impl<P: Projection<A>, A: 'static> Projection<Box<A>> for Box<P> {
    fn plan(at: Option<&Arc<AttributePath>>, planner: &mut Planner) -> Plan<Self> {
        let plan = P::plan(at, planner);
        Plan::new(move |reader| plan.read(reader).map(Self::new))
    }
}

/// DynamoDB closes the gaps in the lists that it returns, and which element lacked an attribute could not be told. So a list is asked
/// for as a whole.
macro_rules! lists {
    ($($list:ty, $document:ty;)*) => {$(
        impl<P: Projection<A>, A: 'static> Projection<$document> for $list {
            fn plan(at: Option<&Arc<AttributePath>>, planner: &mut Planner) -> Plan<Self> {
                let plan = planner.whole(at, |planner| P::plan(None, planner));
                Plan::new(move |reader| {
                    read_list(reader, |reader| plan.read(reader)).map(Self::from)
                })
            }
        }
    )*};
}

lists! {
    Vec<P>, Vec<A>;
    VecDeque<P>, VecDeque<A>;
    Box<[P]>, Box<[A]>;
}

/// There is no path to an attribute of every entry. So a map is asked for as a whole.
macro_rules! maps {
    ($([$($bounds:tt)*] [$($hasher:tt)*] $map:ty, $document:ty;)*) => {$(
        impl<P, A, K, $($hasher)*> Projection<$document> for $map
        where
            P: Projection<A>,
            A: 'static,
            K: MapKey + Send + 'static $($bounds)*,
        {
            fn plan(at: Option<&Arc<AttributePath>>, planner: &mut Planner) -> Plan<Self> {
                let plan = planner.whole(at, |planner| P::plan(None, planner));
                Plan::new(move |reader| {
                    let mut map = Self::default();
                    read_map(reader, |reader| plan.read(reader), |key, value| {
                        map.insert(key, value).is_none()
                    })?;
                    Ok(map)
                })
            }
        }
    )*};
}

maps! {
    [+ Ord] [] BTreeMap<K, P>, BTreeMap<K, A>;
    [+ Eq + Hash] [H: BuildHasher + Default + Send + 'static] HashMap<K, P, H>, HashMap<K, A, H>;
}
