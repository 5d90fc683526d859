//! Where a client's configuration comes from.

use std::collections::HashMap;

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};

/// What a client adds to the SDK's configuration.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) prefix: String,
    pub(crate) suffix: String,
    /// Declared table name → name of the table.
    pub(crate) names: HashMap<&'static str, String>,
    pub(crate) direct: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            prefix: String::new(),
            suffix: String::new(),
            names: HashMap::new(),
            direct: true,
        }
    }
}

impl Settings {
    pub(crate) fn table(&self, declared: &str) -> String {
        match self.names.get(declared) {
            Some(name) => name.clone(),
            None => format!("{}{declared}{}", self.prefix, self.suffix),
        }
    }
}

fn made_up_credentials() -> Credentials {
    Credentials::new("local", "local", None, None, "dynamo-model")
}

const MADE_UP_REGION: &str = "us-east-1";

pub(crate) fn local(endpoint: impl Into<String>) -> aws_sdk_dynamodb::Config {
    aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::from_static(MADE_UP_REGION))
        .credentials_provider(made_up_credentials())
        .build()
}

#[cfg(feature = "aws-config")]
pub(crate) async fn from_env() -> aws_sdk_dynamodb::Config {
    let mut loader = aws_config::defaults(BehaviorVersion::latest());
    let endpoint = std::env::var("AWS_ENDPOINT_URL_DYNAMODB").ok();
    if endpoint.is_some_and(|endpoint| is_on_this_machine(&endpoint)) {
        if !any_set(&[
            "AWS_ACCESS_KEY_ID",
            "AWS_PROFILE",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
        ]) {
            loader = loader.credentials_provider(made_up_credentials());
        }
        if !any_set(&["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"]) {
            loader = loader.region(Region::from_static(MADE_UP_REGION));
        }
    }
    aws_sdk_dynamodb::Config::from(&loader.load().await)
}

#[cfg(feature = "aws-config")]
fn any_set(variables: &[&str]) -> bool {
    variables
        .iter()
        .any(|variable| std::env::var_os(variable).is_some_and(|value| !value.is_empty()))
}

#[cfg_attr(not(feature = "aws-config"), allow(dead_code))]
fn is_on_this_machine(endpoint: &str) -> bool {
    let rest = endpoint
        .split_once("://")
        .map_or(endpoint, |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_this_machine() {
        for here in [
            "http://localhost:8000",
            "http://127.0.0.1",
            "http://[::1]:8000/",
            "http://127.1.2.3:1/x",
            "LOCALHOST",
        ] {
            assert!(is_on_this_machine(here), "{here}");
        }
        for there in [
            "https://dynamodb.eu-west-1.amazonaws.com",
            "http://localhost.example.org",
            "http://10.0.0.1:8000",
            "",
        ] {
            assert!(!is_on_this_machine(there), "{there}");
        }
    }

    #[test]
    fn names_tables() {
        let settings = Settings {
            prefix: "a-".to_owned(),
            suffix: "-z".to_owned(),
            names: HashMap::from([("orders", "Whole".to_owned())]),
            direct: true,
        };
        assert_eq!(settings.table("users"), "a-users-z");
        assert_eq!(settings.table("orders"), "Whole");
    }
}
