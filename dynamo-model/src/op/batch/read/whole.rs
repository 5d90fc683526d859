//! Reading all gets of some groups: the one way through the engine.

use super::Unread;
use super::answer::Batch;
use super::gets::{Gets, Names};
use super::groups::Groups;
use super::run::Run;
use crate::client::Client;
use crate::error::Result;
use crate::op::batch::pace::Begun;
use crate::op::batch::progress::Watch;

/// Reads everything, and gives it back by groups.
pub(super) async fn read<S: Groups>(
    mut groups: S,
    client: &Client,
    pace: Result<Begun>,
    watch: &Watch,
) -> std::result::Result<S::Output, Unread<S>> {
    let failed = run(&mut groups, client, pace, watch).await.err();
    let (partial, failed_to_load) = groups.take(client).await;
    match failed.or(failed_to_load) {
        None => Ok(S::whole(partial)),
        Some(error) => Err(Unread::new(error, partial)),
    }
}

/// Reads everything onto the shelves of these groups, and says how many requests that took.
pub(super) async fn run<S: Groups>(
    groups: &mut S,
    client: &Client,
    pace: Result<Begun>,
    watch: &Watch,
) -> Result<u32> {
    let batch = batch(groups, Names::Of(client))?;
    Run::new(client, batch, pace?, watch).finish().await
}

/// What these groups ask for.
pub(super) fn batch<S: Groups>(groups: &mut S, names: Names<'_>) -> Result<Batch> {
    let mut gets = Gets::default();
    groups.ask(&mut gets, names)?;
    Batch::of(gets)
}
