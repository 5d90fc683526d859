//! Batches of which a part is not processed.
//!
//! The request is split in two: the database gets one half, and the other half is handed back beside its answer.

use dynoxide::Database;
use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::error::Misfit;
use crate::route;

/// The two operations that hand entries back.
#[derive(Debug, Clone, Copy)]
enum Batch {
    Get,
    Write,
}

/// Answers a batch whose first `withheld` entries are not processed.
pub(super) fn answer(
    database: &Database,
    operation: &str,
    body: &[u8],
    withheld: usize,
) -> Result<Answer, Misfit> {
    let batch = Batch::of(operation)?;
    let whole = || route::answer(database, operation, body);
    let Ok(mut request) = serde_json::from_slice::<Value>(body) else {
        return Ok(whole()); // the database says what is wrong with it
    };
    let Some(tables) = tables_of(&mut request) else {
        return Ok(whole());
    };
    if batch.entries(tables) > batch.most() {
        return Ok(whole()); // too many: that is no less an error for withholding some
    }
    let unprocessed = batch.withhold(tables, withheld);
    let answer = if tables.is_empty() && !unprocessed.is_empty() {
        Answer::json(200, batch.empty_answer())
    } else {
        route::answer(database, operation, request.to_string().as_bytes())
    };
    Ok(batch.hand_back(answer, unprocessed))
}

fn tables_of(request: &mut Value) -> Option<&mut Map<String, Value>> {
    request.get_mut("RequestItems")?.as_object_mut()
}

impl Batch {
    fn of(operation: &str) -> Result<Self, Misfit> {
        match operation {
            "BatchGetItem" => Ok(Self::Get),
            "BatchWriteItem" => Ok(Self::Write),
            _ => Err(Misfit(format!(
                "{operation} has no unprocessed entries: BatchGetItem and BatchWriteItem have"
            ))),
        }
    }

    /// How many entries a request may have.
    fn most(self) -> usize {
        match self {
            Self::Get => 100,
            Self::Write => 25,
        }
    }

    /// The member of the answer that holds what was not processed.
    fn member(self) -> &'static str {
        match self {
            Self::Get => "UnprocessedKeys",
            Self::Write => "UnprocessedItems",
        }
    }

    fn empty_answer(self) -> &'static str {
        match self {
            Self::Get => r#"{"Responses":{},"UnprocessedKeys":{}}"#,
            Self::Write => r#"{"UnprocessedItems":{}}"#,
        }
    }

    /// A table's entries: a list of writes, or the keys beside the projection and its like.
    fn entries_of(self, table: &mut Value) -> Option<&mut Vec<Value>> {
        match self {
            Self::Get => table.get_mut("Keys")?.as_array_mut(),
            Self::Write => table.as_array_mut(),
        }
    }

    fn entries(self, tables: &mut Map<String, Value>) -> usize {
        let entries = tables
            .values_mut()
            .filter_map(|table| self.entries_of(table));
        entries.map(|entries| entries.len()).sum()
    }

    /// Takes the first `count` entries out of the request, and with them each table that has none left.
    ///
    /// The SDK writes tables in no fixed order, so it is their names that order them.
    fn withhold(self, tables: &mut Map<String, Value>, mut count: usize) -> Map<String, Value> {
        let mut withheld = Map::new();
        let mut names: Vec<String> = tables.keys().cloned().collect();
        names.sort_unstable();
        for name in names {
            let Some(table) = tables.get_mut(&name) else {
                continue;
            };
            let mut held = table.clone(); // with the projection and its like
            let (Some(kept), Some(back)) = (self.entries_of(table), self.entries_of(&mut held))
            else {
                continue;
            };
            let taken = count.min(kept.len());
            if taken == 0 {
                continue;
            }
            count -= taken;
            kept.drain(..taken);
            back.truncate(taken);
            let emptied = kept.is_empty();
            if emptied {
                tables.remove(&name);
            }
            withheld.insert(name, held);
        }
        withheld
    }

    /// Puts what was withheld into the answer, beside what the database itself did not process. An error stays as it
    /// is.
    fn hand_back(self, answer: Answer, unprocessed: Map<String, Value>) -> Answer {
        if !answer.is_success() || unprocessed.is_empty() {
            return answer;
        }
        let Ok(Value::Object(mut members)) = serde_json::from_slice(&answer.body) else {
            return answer;
        };
        let beside = members.entry(self.member()).or_insert_with(|| json!({}));
        if let Some(tables) = beside.as_object_mut() {
            for (name, held) in unprocessed {
                self.merge(tables, name, held);
            }
        }
        Answer::json(answer.status, Value::Object(members).to_string())
    }

    fn merge(self, tables: &mut Map<String, Value>, name: String, mut held: Value) {
        let there = tables
            .get_mut(&name)
            .and_then(|table| self.entries_of(table));
        match (there, self.entries_of(&mut held)) {
            (Some(there), Some(back)) => there.append(back),
            _ => {
                tables.insert(name, held);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn withhold(batch: Batch, count: usize, mut tables: Value) -> (Value, Value) {
        let withheld = batch.withhold(tables.as_object_mut().unwrap(), count);
        (Value::Object(withheld), tables)
    }

    #[test]
    fn the_first_entries_are_withheld_in_the_order_of_table_names() {
        let tables = json!({ "b": [3, 4], "a": [1, 2] });
        let split = withhold(Batch::Write, 3, tables.clone());
        assert_eq!(
            split,
            (json!({ "a": [1, 2], "b": [3] }), json!({ "b": [4] }))
        );
        let split = withhold(Batch::Write, 0, tables.clone());
        assert_eq!(split, (json!({}), tables.clone()));
        let split = withhold(Batch::Write, usize::MAX, tables.clone());
        assert_eq!(split, (tables, json!({})));
    }

    #[test]
    fn withheld_keys_keep_their_projection() {
        let tables = json!({ "a": { "Keys": [1, 2], "ConsistentRead": true } });
        assert_eq!(
            withhold(Batch::Get, 1, tables),
            (
                json!({ "a": { "Keys": [1], "ConsistentRead": true } }),
                json!({ "a": { "Keys": [2], "ConsistentRead": true } }),
            )
        );
    }

    #[test]
    fn what_the_database_left_over_stays() {
        let answer = Answer::json(200, r#"{"UnprocessedItems":{"a":[1],"b":[2]}}"#);
        let withheld = json!({ "b": [3], "c": [4] });
        let answer = Batch::Write.hand_back(answer, withheld.as_object().unwrap().clone());
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(
            body,
            json!({ "UnprocessedItems": { "a": [1], "b": [2, 3], "c": [4] } })
        );
    }

    #[test]
    fn an_error_hands_nothing_back() {
        let error = Answer::error(400, "ValidationException", "no");
        let withheld = json!({ "a": [1] }).as_object().unwrap().clone();
        assert_eq!(Batch::Write.hand_back(error.clone(), withheld), error);
    }
}
