//! What a web service does with wrong input: `cargo run --example validation`.
//!
//! The rules stand at the fields. A write that breaks some is not sent, and everything that is wrong becomes the body of a 422. It
//! needs no server and no account: DynamoDB runs inside it. With `AWS_ENDPOINT_URL_DYNAMODB` set, the same program runs on that endpoint.

use std::collections::BTreeMap;
use std::error::Error;

use dynamo_model::{AttributePath, Client, Document, Model, Report, Violation};
use dynamo_model_embedded::Embedded;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Checked and brought into form wherever it stands: as a key, in lists, in updates.
#[derive(Debug, Clone, PartialEq, Document, Serialize, Deserialize)]
struct Email(#[dynamo(set(trim, lowercase), validate(email))] String);

#[derive(Debug, Clone, PartialEq, Model, Serialize, Deserialize)]
#[dynamo(table = "signups", validate = Signup::check)]
#[serde(deny_unknown_fields)]
struct Signup {
    #[dynamo(partition_key)]
    email: Email,
    #[dynamo(set = single_spaced, validate(length(min = 2, max = 40)))]
    name: String,
    #[dynamo(validate(range(min = 1, max = 8)))]
    seats: u8,
    #[dynamo(validate(url))]
    homepage: Option<String>,
    #[dynamo(validate(length(max = 5), each(custom(is_tag))))]
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    guests: Vec<Guest>,
    #[dynamo(validate(keys(one_of("vegan", "halal")), values(range(min = 1))))]
    #[serde(default)]
    meals: BTreeMap<String, u8>,
}

#[derive(Debug, Clone, PartialEq, Document, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Guest {
    #[dynamo(set = single_spaced, validate(length(min = 2, message = "is needed for the badge")))]
    name: String,
    email: Option<Email>,
}

impl Signup {
    /// A rule across fields.
    fn check(&self, report: &mut Report) {
        if self.guests.len() >= usize::from(self.seats) {
            report.push(
                Violation::new(
                    "seats",
                    "must be enough for all guests and whoever signs up",
                )
                .at(AttributePath::new("seats"))
                .with("min", self.guests.len() + 1),
            );
        }
    }
}

fn is_tag(tag: &str) -> Result<(), &'static str> {
    if tag.starts_with('#') {
        return Ok(());
    }
    Err("must begin with `#`")
}

/// A status and a body, as a web framework would send them.
type Response = (u16, Value);

/// `POST /signups`
async fn create(client: &Client, body: &str) -> dynamo_model::Result<Response> {
    let signup: Signup = match serde_json::from_str(body) {
        Ok(signup) => signup,
        Err(error) => return Ok((400, json!({ "message": error.to_string() }))),
    };
    let written = Signup::create(&signup).send(client).await;
    respond(201, written)
}

/// `POST /signups/{email}/guests`
async fn add_guest(client: &Client, email: &str, guest: Guest) -> dynamo_model::Result<Response> {
    // What DynamoDB computes is no rule's business, but a condition's.
    let updated = Signup::update(Email(email.into()))
        .change(|s| s.guests.append([guest]).and(s.seats.add(1)))
        .condition(|s| s.seats.lt(8))
        .send(client)
        .await;
    respond(200, updated)
}

/// What is wrong with the request is for whoever sent it; what else is wrong is not.
fn respond(status: u16, result: dynamo_model::Result<Signup>) -> dynamo_model::Result<Response> {
    match result {
        Ok(signup) => Ok((status, json!(signup))),
        Err(error) => match error.report() {
            Some(report) => Ok((422, json!(report))),
            None if error.is_already_exists() => Ok((409, json!({ "message": "is signed up" }))),
            None if error.is_condition_failed() => Ok((409, json!({ "message": "is full" }))),
            None if error.is_not_found() => Ok((404, json!({ "message": "is not signed up" }))),
            None => Err(error),
        },
    }
}

fn show(request: &str, (status, body): &Response) {
    println!("{request}\n  {status} {body:#}\n");
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = client().await?;
    Signup::create_table().if_not_exists().send(&client).await?;

    let wrong = r##"{
        "email": "ada.example.com",
        "name": " A ",
        "seats": 1,
        "homepage": "example.com",
        "tags": ["#rust", "dynamodb"],
        "guests": [{ "name": "Bob", "email": "bob@example" }, { "name": "" }],
        "meals": { "vegan": 0, "kosher": 1 }
    }"##;
    let refused = create(&client, wrong).await?;
    show("POST /signups, with much that is wrong", &refused);
    let (422, body) = &refused else {
        return Err("the rules let it pass".into());
    };
    let paths: Vec<_> = body["violations"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|violation| violation["path"].as_str())
        .collect();
    assert_eq!(paths.len(), 9, "{paths:?}");
    assert!(paths.contains(&Some("guests[0].email")), "{paths:?}");

    let right = r##"{ "email": " Ada@Example.com", "name": "Ada  Lovelace", "seats": 2, "tags": ["#rust"] }"##;
    let created = create(&client, right).await?;
    show("POST /signups", &created);
    assert_eq!(
        (created.0, &created.1["email"]),
        (201, &json!("ada@example.com"))
    );

    let guest = |name: &str| Guest {
        name: name.into(),
        email: Some(Email("BOB@example.com".into())),
    };
    let refused = add_guest(&client, "ada@example.com", guest(" ")).await?;
    show(
        "POST /signups/ada@example.com/guests, without a name",
        &refused,
    );
    assert_eq!(refused.0, 422);
    let added = add_guest(&client, "ADA@example.com", guest("Bob")).await?;
    show("POST /signups/ADA@example.com/guests", &added);
    assert_eq!((added.0, &added.1["seats"]), (200, &json!(3)));
    Ok(())
}

async fn client() -> Result<Client, Box<dyn Error>> {
    Ok(match std::env::var("AWS_ENDPOINT_URL_DYNAMODB") {
        Ok(_) => Client::from_env().await,
        Err(_) => Client::new(Embedded::memory()?.sdk_client()),
    })
}
