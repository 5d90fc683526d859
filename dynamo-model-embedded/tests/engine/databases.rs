//! Whose database it is: one for each call, shared by clones and tasks, kept in a file.

use std::fs;
use std::path::PathBuf;

use dynamo_model_embedded::Embedded;

use crate::support::{TABLE, create_table, keyed, stored, with_table};

/// A directory of its own, removed when the test ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let unique = format!("dynamo-model-embedded-{name}-{}", std::process::id());
        let directory = std::env::temp_dir().join(unique);
        fs::create_dir_all(&directory).unwrap();
        Self(directory)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn every_database_in_memory_is_its_own() {
    let (_one, client) = with_table().await;
    let other = Embedded::memory().unwrap().sdk_client();
    assert_eq!(
        client.list_tables().send().await.unwrap().table_names(),
        [TABLE]
    );
    assert!(
        other
            .list_tables()
            .send()
            .await
            .unwrap()
            .table_names()
            .is_empty()
    );
}

#[tokio::test]
async fn clones_and_clients_share_one() {
    let (db, client) = with_table().await;
    let clone = db.clone();
    drop(db);
    let put = clone.sdk_client().put_item().table_name(TABLE);
    put.set_item(Some(keyed("a"))).send().await.unwrap();
    assert_eq!(stored(&client).await, ["a"]);
    drop(clone);
    assert_eq!(stored(&client).await, ["a"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_tasks_lose_nothing() {
    let (db, client) = with_table().await;
    let tasks: Vec<_> = (0..8)
        .map(|task| {
            let client = db.sdk_client();
            tokio::spawn(async move {
                for n in 0..10 {
                    let put = client.put_item().table_name(TABLE);
                    let put = put.set_item(Some(keyed(&format!("{task}-{n}"))));
                    put.send().await.unwrap();
                    let add = client.update_item().table_name(TABLE);
                    let add = add
                        .set_key(Some(keyed("sum")))
                        .update_expression("ADD n :one")
                        .expression_attribute_values(":one", crate::support::number(1));
                    add.send().await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(stored(&client).await.len(), 81);
    let sum = client
        .get_item()
        .table_name(TABLE)
        .set_key(Some(keyed("sum")));
    let sum = sum.send().await.unwrap().item.unwrap();
    assert_eq!(sum["n"].as_n().unwrap(), "80");
    assert_eq!(db.calls("UpdateItem"), 80);
}

#[tokio::test]
async fn a_file_is_kept_and_reopened() {
    let scratch = Scratch::new("reopen");
    let path = scratch.0.join("things.db");
    {
        let client = Embedded::open(&path).unwrap().sdk_client();
        create_table(&client, TABLE).await;
        let put = client
            .put_item()
            .table_name(TABLE)
            .set_item(Some(keyed("a")));
        put.send().await.unwrap();
    }
    let client = Embedded::open(&path).unwrap().sdk_client();
    assert_eq!(stored(&client).await, ["a"]);
}

/// SQLite gives some names a meaning; a path has none but itself.
#[tokio::test]
async fn a_file_named_like_memory_is_a_file() {
    let scratch = Scratch::new("literal");
    let path = scratch.0.join(":memory:");
    Embedded::open(&path).unwrap();
    assert!(path.exists());
}

#[test]
fn what_cannot_be_opened_says_which_and_why() {
    let scratch = Scratch::new("refused");
    let error = Embedded::open(scratch.0.join("no/such/directory.db")).unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("cannot open `") && text.contains("directory.db"),
        "{text}"
    );
    assert!(std::error::Error::source(&error).is_some());

    let note = scratch.0.join("note.txt");
    fs::write(
        &note,
        "not a database, but long enough for SQLite to look at".repeat(20),
    )
    .unwrap();
    assert!(Embedded::open(&note).is_err());
    assert!(Embedded::open("").is_err());
    assert!(Embedded::open(&scratch.0).is_err());
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_utf_8_is_refused() {
    use std::os::unix::ffi::OsStrExt;

    let path = std::ffi::OsStr::from_bytes(b"/tmp/\xff.db");
    let error = Embedded::open(path).unwrap_err().to_string();
    assert!(error.ends_with("not UTF-8"), "{error}");
}

#[test]
fn debug_shows_no_data() {
    assert_eq!(
        format!("{:?}", Embedded::memory().unwrap()),
        "Embedded { .. }"
    );
}

/// The endpoint is a name that must not resolve, and the configuration needs nothing from outside.
#[tokio::test]
async fn the_configuration_leads_nowhere() {
    let (db, client) = with_table().await;
    let uri = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let seen = uri.clone();
    let list = client
        .list_tables()
        .customize()
        .mutate_request(move |request| {
            *seen.lock().unwrap() = request.uri().to_owned();
        });
    list.send().await.unwrap();
    assert_eq!(*uri.lock().unwrap(), "http://dynamodb.embedded.invalid/");
    assert_eq!(db.calls("ListTables"), 1);
}
