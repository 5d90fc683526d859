//! The client: which DynamoDB, under which table names, by which path.

mod call;
mod config;
mod direct;
mod doubt;
mod failure;
mod splice;
mod table;

use std::fmt;
use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::Intercept;

pub(crate) use self::call::call;
use self::config::Settings;
pub(crate) use self::direct::{DecodeBody, Direct, original};
pub(crate) use self::doubt::Doubt;
pub(crate) use self::failure::{SEVERAL, failure, lacking, of_reason};
pub(crate) use self::splice::Splice;
pub(crate) use self::table::Table;
use crate::schema::Schema;

/// A handle to a DynamoDB: the service, a server on this machine, or an engine in this process.
///
/// It is the official SDK's client together with the names of the tables. Cloning it is cheap, and there is no global one:
/// a program that works with two regions has two of them.
///
/// ```no_run
/// # #[cfg(feature = "aws-config")]
/// # async fn example() {
/// use dynamo_model::Client;
///
/// let client = Client::from_env().await.table_prefix("staging-");
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    sdk: aws_sdk_dynamodb::Client,
    settings: Arc<Settings>,
}

impl Client {
    /// A client over an SDK client, which keeps its own configuration: region, credentials, endpoint, retries.
    pub fn new(sdk: aws_sdk_dynamodb::Client) -> Self {
        Self {
            sdk,
            settings: Arc::default(),
        }
    }

    /// A client of an SDK configuration.
    ///
    /// ```no_run
    /// use aws_sdk_dynamodb::config::{BehaviorVersion, Region};
    /// use dynamo_model::Client;
    ///
    /// let config = aws_sdk_dynamodb::Config::builder()
    ///     .behavior_version(BehaviorVersion::latest())
    ///     .region(Region::new("eu-central-1"));
    /// let client = Client::from_conf(config.build());
    /// ```
    pub fn from_conf(config: aws_sdk_dynamodb::Config) -> Self {
        Self::new(aws_sdk_dynamodb::Client::from_conf(config))
    }

    /// A client of a server that needs no account, such as DynamoDB Local: `Client::local("http://localhost:8000")`.
    ///
    /// It sends made-up credentials and reads nothing from the environment.
    pub fn local(endpoint: impl Into<String>) -> Self {
        Self::from_conf(config::local(endpoint))
    }

    /// A client from the environment, as every AWS program finds it: variables, profile files, the role of the
    /// function or container. `AWS_ENDPOINT_URL_DYNAMODB` names another endpoint than AWS.
    ///
    /// If that endpoint is on this machine, a missing region and missing credentials are made up: it will not ask
    /// for them.
    ///
    /// It sends no request to DynamoDB. Credentials are looked for when the first request is sent, and are an error
    /// of that request if there are none.
    #[cfg(feature = "aws-config")]
    pub async fn from_env() -> Self {
        Self::from_conf(config::from_env().await)
    }

    /// Puts this before the name of every table: `staging-orders` for `orders`.
    #[must_use]
    pub fn table_prefix(mut self, prefix: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.settings).prefix = prefix.into();
        self
    }

    /// Puts this behind the name of every table.
    #[must_use]
    pub fn table_suffix(mut self, suffix: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.settings).suffix = suffix.into();
        self
    }

    /// The whole name of the table of the model `M`, without prefix and suffix: for a name that is known only at run
    /// time, such as one that a deployment generates.
    ///
    /// It holds for every model with the same declared table.
    #[must_use]
    pub fn table_name<M: Schema>(mut self, name: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.settings)
            .names
            .insert(M::SCHEMA.table(), name.into());
        self
    }

    /// Whether items are written straight into the bytes of requests and read straight from the bytes of answers,
    /// without the SDK's attribute maps between. On by default.
    ///
    /// Both ways give the same results. Turn it off if an interceptor of yours has to see the items in the SDK's inputs
    /// and outputs: on the direct path they are not there.
    #[must_use]
    pub fn direct_path(mut self, on: bool) -> Self {
        Arc::make_mut(&mut self.settings).direct = on;
        self
    }

    /// The SDK's client below this one.
    pub fn sdk(&self) -> &aws_sdk_dynamodb::Client {
        &self.sdk
    }

    /// The same client with an interceptor of its own. Connections and credentials are those of the configuration, if it has them.
    pub(crate) fn intercepted(&self, interceptor: impl Intercept + 'static) -> Self {
        let config = self.sdk.config().to_builder().interceptor(interceptor);
        Self {
            sdk: aws_sdk_dynamodb::Client::from_conf(config.build()),
            settings: Arc::clone(&self.settings),
        }
    }

    pub(crate) fn is_direct(&self) -> bool {
        self.settings.direct
    }

    /// The name of the table of a model, as this client knows it.
    ///
    /// ```
    /// # use dynamo_model::{Client, Model};
    /// # #[derive(Clone, Model)] #[dynamo(table = "orders")]
    /// # struct Order { #[dynamo(partition_key)] id: String }
    /// let client = Client::local("http://localhost:8000").table_prefix("dev-");
    /// assert_eq!(client.table::<Order>(), "dev-orders");
    /// ```
    pub fn table<M: Schema>(&self) -> String {
        self.settings.table(M::SCHEMA.table())
    }
}

impl From<aws_sdk_dynamodb::Client> for Client {
    fn from(sdk: aws_sdk_dynamodb::Client) -> Self {
        Self::new(sdk)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The SDK's configuration stays out: it can hold credentials.
        f.debug_struct("Client")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
