//! What queries and scans have in common: how they are set, and what is made of an answer.

pub(super) mod answer;
pub(super) mod expired;
pub(super) mod hydrate;
pub(super) mod incomplete;
pub(super) mod operation;
pub(super) mod options;
mod ownership;
pub(super) mod view;
