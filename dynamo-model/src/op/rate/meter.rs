//! What requests consume, taken from their answers.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use super::Gate;
use super::capacity::{ask, consumed};
use crate::error::Error;

/// Whether a request reads or writes items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Read,
    Write,
}

/// What has been sent and consumed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Consumed {
    /// Without those that the SDK has tried again by itself.
    pub(crate) requests: u64,
    pub(crate) read_units: f64,
    pub(crate) write_units: f64,
}

/// An interceptor that asks every request for what it consumes, and charges it to the gate of its side.
///
/// It belongs to a client, so that nothing is passed over: hooks, reads of what is deleted in a transaction, and what is tried again.
#[derive(Debug, Clone)]
pub(crate) struct Meter {
    reads: Gate,
    writes: Gate,
    consumed: Arc<Mutex<Consumed>>,
}

impl Meter {
    pub(crate) fn new(reads: Gate, writes: Gate) -> Self {
        Self {
            reads,
            writes,
            consumed: Arc::default(),
        }
    }

    /// The gate of one side.
    pub(crate) fn gate(&self, side: Side) -> &Gate {
        match side {
            Side::Read => &self.reads,
            Side::Write => &self.writes,
        }
    }

    /// Lets nothing more be sent, for this error.
    pub(crate) fn close(&self, error: &Error) {
        self.reads.close(error);
        self.writes.close(error);
    }

    pub(crate) fn consumed(&self) -> Consumed {
        *self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, Consumed> {
        self.consumed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn charge(&self, side: Side, units: f64) {
        let mut consumed = self.lock();
        match side {
            Side::Read => consumed.read_units += units,
            Side::Write => consumed.write_units += units,
        }
        drop(consumed);
        self.gate(side).charge(units);
    }
}

#[dyn_dispatch_hint]
impl Intercept for Meter {
    fn name(&self) -> &'static str {
        "DynamoModelMeter"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if ask(context.input_mut()).is_some() {
            self.lock().requests += 1;
        }
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(Ok(output)) = context.output_or_error() else {
            // What DynamoDB refuses costs nothing, or says nothing of it.
            return Ok(());
        };
        if let Some((side, told)) = consumed(output) {
            let estimate = || {
                let sent = context.request().and_then(|request| request.body().bytes());
                let answered = context.response().and_then(|answer| answer.body().bytes());
                estimate(side, sent, answered)
            };
            self.charge(side, told.unwrap_or_else(estimate));
        }
        Ok(())
    }
}

/// What a request has consumed, as far as its size tells: of an engine that does not say.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html>
fn estimate(side: Side, sent: Option<&[u8]>, answered: Option<&[u8]>) -> f64 {
    let units = |bytes: Option<&[u8]>, size: usize| {
        let units = bytes.map_or(0, <[u8]>::len).div_ceil(size).max(1);
        f64::from(u32::try_from(units).unwrap_or(u32::MAX))
    };
    match side {
        Side::Read => units(answered, 4096) / 2.0,
        Side::Write => units(sent, 1024),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_word_of_the_engine_the_size_tells() {
        let bytes = |n: usize| vec![0; n];
        for (side, sent, answered, units) in [
            (Side::Read, 100, 0, 0.5),
            (Side::Read, 100, 4096, 0.5),
            (Side::Read, 100, 4097, 1.0),
            (Side::Write, 0, 5000, 1.0),
            (Side::Write, 2049, 5000, 3.0),
        ] {
            let told = estimate(side, Some(&bytes(sent)), Some(&bytes(answered)));
            assert!((told - units).abs() < 1e-9, "{told} {units}");
        }
    }
}
