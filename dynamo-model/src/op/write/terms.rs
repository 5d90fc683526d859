//! The terms of a write: what it expects of the item that is there.

use super::Expect;
use crate::error::Error;
use crate::expr::Test;
use crate::lifecycle::{ExpectedVersion, explain_last};
use crate::op::guard::Guard;
use crate::schema::TableSchema;

/// The terms on which a write goes through.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    pub(crate) schema: &'static TableSchema,
    pub(crate) expect: Expect,
    pub(crate) version: ExpectedVersion,
    /// What has to hold besides what is expected: the program's condition, and those of the version and the guards.
    pub(crate) condition: Test,
    pub(crate) guards: Vec<Guard>,
    /// Whether DynamoDB counts the version up, and not the program.
    pub(crate) counts: bool,
}

impl Terms {
    /// All of the condition.
    pub(crate) fn condition(&self) -> Test {
        self.expect.and(self.schema, self.condition.clone())
    }

    /// What a failed condition means.
    pub(crate) fn explain(&self, error: Error) -> Error {
        let error = self
            .version
            .explain(self.schema, self.expect.explain(error));
        let error = if self.counts {
            explain_last(self.schema, error)
        } else {
            error
        };
        let guards = self.guards.iter();
        guards.fold(error, |error, guard| guard.explain(error))
    }
}
