//! Films by year and title: `cargo run --release --example movies -- PATH`.
//!
//! PATH is a JSON file of films, such as the `moviedata.json` of the DynamoDB documentation. Without it, a small sample is
//! used. It runs inside this process, or on the endpoint that `AWS_ENDPOINT_URL_DYNAMODB` names.

use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use dynamo_model::{Client, Document, Model};
use dynamo_model_embedded::Embedded;
use serde::Deserialize;
use tokio::task::JoinSet;

/// A film as DynamoDB keeps it, and as the JSON file has it: the two need not know of each other.
#[derive(Debug, Clone, Model, Deserialize)]
#[dynamo(table = "movies")]
struct Movie {
    #[dynamo(partition_key)]
    year: u16,
    #[dynamo(sort_key)]
    title: String,
    info: Info,
    /// How many people have rated the film, and the sum of their ratings.
    #[dynamo(default)]
    #[serde(default)]
    votes: u64,
    #[dynamo(default)]
    #[serde(default)]
    vote_sum: u64,
}

#[derive(Debug, Clone, Document, Deserialize)]
struct Info {
    #[dynamo(default)]
    #[serde(default)]
    directors: Vec<String>,
    #[dynamo(default)]
    #[serde(default)]
    actors: Vec<String>,
    #[dynamo(default)]
    #[serde(default)]
    genres: Vec<String>,
    release_date: Option<String>,
    rating: Option<f64>,
    rank: Option<u32>,
    running_time_secs: Option<u32>,
    image_url: Option<String>,
    plot: Option<String>,
}

type Failure = Box<dyn Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let movies = read_movies(std::env::args().nth(1))?;
    let sample = movies.len() < 100;
    let client = client().await?;
    Movie::create_table().if_not_exists().send(&client).await?;

    load(&client, movies).await?;

    let (year, prefix, actor) = if sample {
        (1998, "The", "Ida Vale")
    } else {
        (2013, "The", "Chris Hemsworth")
    };
    by_prefix(&client, year, prefix).await?;
    with_actor(&client, year, 8.0, actor).await?;
    best_of_decade(&client, year / 10 * 10).await?;
    rate(&client, year, prefix).await?;
    Ok(())
}

async fn client() -> Result<Client, Failure> {
    match std::env::var("AWS_ENDPOINT_URL_DYNAMODB") {
        Ok(_) => Ok(Client::from_env().await),
        Err(_) => Ok(Client::new(Embedded::memory()?.sdk_client())),
    }
}

fn read_movies(path: Option<String>) -> Result<Vec<Movie>, Failure> {
    let json = match path {
        Some(path) => std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?,
        None => include_str!("movies_sample.json").to_owned(),
    };
    Ok(serde_json::from_str(&json)?)
}

/// Writes every film, sixteen at a time.
async fn load(client: &Client, movies: Vec<Movie>) -> Result<(), Failure> {
    let started = Instant::now();
    let movies = Arc::new(movies);
    let mut writers = JoinSet::new();
    for worker in 0..16 {
        let (client, movies) = (client.clone(), Arc::clone(&movies));
        writers.spawn(async move {
            for movie in movies.iter().skip(worker).step_by(16) {
                Movie::put(movie).return_none().send(&client).await?;
            }
            Ok::<_, dynamo_model::Error>(())
        });
    }
    while let Some(written) = writers.join_next().await {
        written??;
    }
    println!(
        "{} films written in {:.2?}",
        movies.len(),
        started.elapsed()
    );

    let started = Instant::now();
    let count = Movie::scan().count(client).await?;
    println!(
        "{} films in the table: {} pages read in {:.2?}",
        count.count,
        count.requests,
        started.elapsed()
    );
    Ok(())
}

async fn by_prefix(client: &Client, year: u16, prefix: &str) -> Result<(), Failure> {
    let started = Instant::now();
    let mut titles = Vec::new();
    let mut requests = 0;
    let mut pages = Movie::query(year)
        .sort_key(|title| title.begins_with(prefix))
        .select(|m| m.title)
        .pages(client);
    while let Some(page) = pages.next().await {
        let page = page?;
        requests += page.requests;
        titles.extend(page.items);
    }
    println!(
        "\nfilms of {year} whose title begins with {prefix:?}: {} ({requests} pages, {:.2?})",
        titles.len(),
        started.elapsed()
    );
    titles
        .iter()
        .take(5)
        .for_each(|title| println!("  {title}"));
    Ok(())
}

async fn with_actor(client: &Client, year: u16, rating: f64, actor: &str) -> Result<(), Failure> {
    let started = Instant::now();
    let page = Movie::query(year)
        .filter(|m| m.info.rating.gt(rating).and(m.info.actors.contains(actor)))
        .limit(100)
        .send(client)
        .await?;
    println!(
        "\nfilms of {year} rated over {rating} with {actor}: {} of {} ({} pages, {:.2?})",
        page.len(),
        page.scanned_count,
        page.requests,
        started.elapsed()
    );
    for movie in &page {
        println!(
            "  {} ({})",
            movie.title,
            movie.info.rating.unwrap_or_default()
        );
    }
    Ok(())
}

async fn best_of_decade(client: &Client, decade: u16) -> Result<(), Failure> {
    let started = Instant::now();
    let mut best: Vec<Movie> = Vec::new();
    for year in decade..decade + 10 {
        let mut movies = Movie::query(year)
            .filter(|m| m.info.rating.exists())
            .stream(client);
        while let Some(movie) = movies.next().await {
            best.push(movie?);
        }
    }
    let rated = best.len();
    best.sort_by(|a, b| {
        b.info
            .rating
            .partial_cmp(&a.info.rating)
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    println!(
        "\nthe ten best of the {decade}s, of {rated} rated ({:.2?})",
        started.elapsed()
    );
    for movie in best.iter().take(10) {
        println!(
            "  {:.1}  {} ({})",
            movie.info.rating.unwrap_or_default(),
            movie.title,
            movie.year
        );
    }
    Ok(())
}

/// Adds a rating. However many people do so at once, none is lost: DynamoDB adds.
async fn rate(client: &Client, year: u16, prefix: &str) -> Result<(), Failure> {
    let Some(movie) = Movie::query(year)
        .sort_key(|title| title.begins_with(prefix))
        .limit(1)
        .stream(client)
        .next()
        .await
    else {
        return Ok(());
    };
    let movie = movie?;
    let mut raters = JoinSet::new();
    for rating in 1..=10_u64 {
        let (client, key) = (client.clone(), movie.key());
        raters.spawn(async move {
            Movie::update(key)
                .change(|m| m.votes.add(1).and(m.vote_sum.add(rating)))
                .send(&client)
                .await
        });
    }
    while let Some(rated) = raters.join_next().await {
        rated??;
    }
    if let Some(rated) = Movie::get(movie.key()).consistent().send(client).await? {
        println!(
            "\n{} people rated {:?} at once: the sum is {}",
            rated.votes, rated.title, rated.vote_sum
        );
    }
    Ok(())
}
