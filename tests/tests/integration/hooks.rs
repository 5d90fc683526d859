//! Functions of a model around its writes and reads.

use dynamo_model::{
    Client, Collection, Error, ErrorKind, Hooks, KeyOf, Model, Ref, Report, Result, Saved,
};

use crate::harness::Db;

on_every_engine![
    before_save_changes_what_is_written,
    before_save_refuses,
    before_save_reports,
    an_operation_sent_twice_runs_the_hook_twice,
    after_load_runs_for_every_whole_item,
    after_load_refuses,
    after_load_of_a_collection,
    before_delete_sees_the_key,
    no_hook_without_a_client,
    a_save_runs_both,
];

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "hooked",
    hooks,
    partition_key = "GUEST#{email}",
    sort_key = "PROFILE"
)]
struct Guest {
    #[dynamo(set = lowercase)]
    email: String,
    name: String,
    host: Option<String>,
    #[dynamo(skip)]
    greeting: String,
}

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "hooked",
    partition_key = "GUEST#{email}",
    sort_key = "VISIT#{day}"
)]
struct Visit {
    email: String,
    day: u32,
}

#[derive(Debug, Clone, PartialEq, Collection)]
enum House {
    Guest(Guest),
    Visit(Visit),
}

impl Hooks for Guest {
    async fn before_save(&mut self, client: &Client) -> Result<()> {
        if self.name == "nobody" {
            return Err(Error::refused("nobody is no name").at("name"));
        }
        if self.name.is_empty() {
            let mut report = Report::new();
            report.add("name", "empty", "must not be empty");
            return Err(report.into());
        }
        if !self.email.contains('@') {
            self.email.push_str("@X.org");
        }
        if let Some(host) = &self.host
            && Self::get(host)
                .select(|g| (g.name,))
                .send(client)
                .await?
                .is_none()
        {
            return Err(Error::refused("there is no such host").at("host"));
        }
        Ok(())
    }

    async fn after_load(&mut self, _: &Client) -> Result<()> {
        if self.name == "gone" {
            return Err(Error::refused("this guest is gone"));
        }
        self.greeting = format!("Hello {}", self.name);
        Ok(())
    }

    async fn before_delete(key: KeyOf<Self>, client: &Client) -> Result<()> {
        match Self::get(key).select(|g| (g.host,)).send(client).await? {
            Some((Some(_),)) => Err(Error::refused("this guest is not alone")),
            _ => Ok(()),
        }
    }
}

fn guest(email: &str, name: &str) -> Guest {
    Guest {
        email: email.to_owned(),
        name: name.to_owned(),
        host: None,
        greeting: String::new(),
    }
}

fn greeted(email: &str, name: &str) -> Guest {
    Guest {
        greeting: format!("Hello {name}"),
        ..guest(email, name)
    }
}

async fn before_save_changes_what_is_written(db: Db) {
    House::create_table().send(&db.client).await.unwrap();
    let given = guest("Ada", "Ada");
    let written = Guest::create(&given).send(&db.client).await.unwrap();
    assert_eq!(given, guest("Ada", "Ada"), "what is given stays as it is");
    assert_eq!(
        written,
        greeted("ada@x.org", "Ada"),
        "then it is transformed, and its hook runs"
    );
    let again = Guest::create(&given).send(&db.client).await.unwrap_err();
    assert!(again.is_already_exists());
}

async fn before_save_refuses(db: Db) {
    House::create_table().send(&db.client).await.unwrap();
    let error = Guest::put(&guest("ada", "nobody"))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert_eq!(error.to_string(), "name: nobody is no name");
    let mut alone = guest("ada", "Ada");
    alone.host = Some("bob".to_owned());
    let error = Guest::put(&alone).send(&db.client).await.unwrap_err();
    assert_eq!(error.to_string(), "host: there is no such host");
    assert_eq!(House::scan().all(&db.client).await.unwrap(), []);
}

async fn before_save_reports(db: Db) {
    House::create_table().send(&db.client).await.unwrap();
    let error = Guest::put(&guest("ada", ""))
        .send(&db.client)
        .await
        .unwrap_err();
    assert!(error.is_validation());
    assert_eq!(
        error.report().unwrap().to_string(),
        "name: must not be empty"
    );
}

async fn an_operation_sent_twice_runs_the_hook_twice(db: Db) {
    House::create_table().send(&db.client).await.unwrap();
    let put = Guest::put(&guest("a", "A"));
    let first = put.clone().send(&db.client).await.unwrap();
    let second = put.send(&db.client).await.unwrap();
    assert_eq!(
        first, second,
        "an operation can be sent twice, and the hook runs on the item each time"
    );
}

async fn after_load_runs_for_every_whole_item(db: Db) {
    House::create_table().send(&db.client).await.unwrap();
    let client = &db.client;
    Guest::create(&guest("ada", "Ada"))
        .send(client)
        .await
        .unwrap();
    let expected = greeted("ada@x.org", "Ada");
    let key = "ada@x.org";
    let got = db
        .both_paths(async |client| Guest::get(key).send(client).await.unwrap())
        .await;
    assert_eq!(got, Some(expected.clone()));
    let mut in_segments = Vec::new();
    let mut stream = Guest::scan().segments(2).stream(client);
    while let Some(guest) = stream.next().await {
        in_segments.push(guest.unwrap());
    }
    let found = [
        Guest::query(key).all(client).await.unwrap(),
        Guest::scan().all(client).await.unwrap(),
        Guest::scan().send(client).await.unwrap().items,
        in_segments,
    ];
    for found in found {
        assert_eq!(found, std::slice::from_ref(&expected));
    }
    let mut reference = Ref::<Guest>::new(key);
    Guest::populate([&mut reference])
        .send(client)
        .await
        .unwrap();
    assert_eq!(reference.item(), Some(&expected));
    let updated = Guest::update(key)
        .change(|g| g.name.set("Bob"))
        .send(client)
        .await
        .unwrap();
    assert_eq!(updated.greeting, "Hello Bob");
    let old = Guest::delete(key).return_old().send(client).await.unwrap();
    assert_eq!(old.unwrap().greeting, "Hello Bob");
}

async fn after_load_refuses(db: Db) {
    House::create_table().send(&db.client).await.unwrap();
    let error = Guest::create(&guest("ada", "gone"))
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert!(error.to_string().contains("was carried out"), "{error}");
    let error = Guest::get("ada@x.org").send(&db.client).await.unwrap_err();
    assert_eq!(error.to_string(), "this guest is gone");
    let names = Guest::scan()
        .select(|g| (g.name,))
        .all(&db.client)
        .await
        .unwrap();
    assert_eq!(names, [("gone".to_owned(),)], "a selection runs no hook");
}

async fn after_load_of_a_collection(db: Db) {
    House::create_table().send(&db.client).await.unwrap();
    let visit = Visit {
        email: "ada@x.org".to_owned(),
        day: 3,
    };
    Guest::create(&guest("ada", "Ada"))
        .send(&db.client)
        .await
        .unwrap();
    Visit::create(&visit).send(&db.client).await.unwrap();
    let all = House::query("ada@x.org").all(&db.client).await.unwrap();
    let expected = [
        House::Guest(greeted("ada@x.org", "Ada")),
        House::Visit(visit),
    ];
    assert_eq!(all, expected);
}

async fn before_delete_sees_the_key(db: Db) {
    House::create_table().send(&db.client).await.unwrap();
    Guest::create(&guest("ada", "Ada"))
        .send(&db.client)
        .await
        .unwrap();
    let hosted = Guest {
        host: Some("ada@x.org".to_owned()),
        ..guest("bob", "Bob")
    };
    Guest::create(&hosted).send(&db.client).await.unwrap();
    let error = Guest::delete("BOB@x.org")
        .send(&db.client)
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "this guest is not alone");
    Guest::delete("ada@x.org").send(&db.client).await.unwrap();
    let left = Guest::scan()
        .select(|g| (g.name,))
        .all(&db.client)
        .await
        .unwrap();
    assert_eq!(left, [("Bob".to_owned(),)]);
}

async fn no_hook_without_a_client(_: Db) {
    let input = Guest::put(&guest("Ada", "nobody")).into_input().unwrap();
    let email = input.item.unwrap().remove("email");
    assert_eq!(email, Some(crate::harness::s("ada")));
}

async fn a_save_runs_both(db: Db) {
    House::create_table().send(&db.client).await.unwrap();
    Guest::create(&guest("ada", "Ada"))
        .send(&db.client)
        .await
        .unwrap();
    let read = Guest::get("ada@x.org").tracked().send(&db.client).await;
    let mut tracked = read.unwrap().unwrap();
    assert_eq!(tracked.greeting, "Hello Ada");
    assert!(
        !tracked.is_changed(),
        "a hook makes no change of the program"
    );

    tracked.name = "nobody".to_owned();
    let error = tracked.save().send(&db.client).await.unwrap_err();
    assert_eq!(error.to_string(), "name: nobody is no name");
    assert_eq!(tracked.name, "nobody", "after an error it is as it was");

    tracked.name = "Bob".to_owned();
    let saved = tracked.save().send(&db.client).await.unwrap();
    assert_eq!(saved, Saved::Changed);
    assert_eq!(tracked.greeting, "Hello Bob");
}
