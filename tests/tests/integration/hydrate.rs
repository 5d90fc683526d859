//! Whole items for what an index holds only a part of.

use dynamo_model::Model;

use crate::harness::{Db, Seen};

pub struct ByGenre;
pub struct ByYear;

#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "films",
    partition_key = "FILM#{id}",
    sort_key = "FILM",
    index(ByGenre, keys_only, sort_key = "FILM#{rating}"),
    index(ByYear, include(rating, "_type"))
)]
struct Film {
    id: u32,
    #[dynamo(index(ByGenre, partition_key))]
    genre: String,
    #[dynamo(index(ByYear, partition_key))]
    year: u16,
    rating: u32,
    plot: Option<String>,
}

/// In the same partitions of the indexes.
#[derive(Debug, Clone, PartialEq, Model)]
#[dynamo(
    table = "films",
    partition_key = "FILM#{film}",
    sort_key = "REVIEW#{number}",
    index(ByGenre, keys_only, sort_key = "FILM#{stars}"),
    index(ByYear, include(stars, "_type"))
)]
struct Review {
    film: u32,
    number: u32,
    #[dynamo(index(ByGenre, partition_key))]
    genre: String,
    #[dynamo(index(ByYear, partition_key))]
    year: u16,
    stars: u32,
}

on_every_engine![
    reads_whole_items_in_the_order_of_the_index,
    goes_on_from_page_to_page,
    filters_on_what_the_index_holds,
    leaves_out_items_of_other_models,
    asks_the_index_for_keys_alone,
];

fn film(id: u32) -> Film {
    Film {
        id,
        genre: "noir".to_owned(),
        year: 1946,
        rating: (id * 7) % 31,
        plot: id.is_multiple_of(2).then(|| "x".repeat(200)),
    }
}

/// So many films, in the order of their ratings.
async fn films(db: &Db, count: u32) -> Vec<Film> {
    db.table::<Film>().await;
    let mut films: Vec<_> = (0..count).map(film).collect();
    db.put_all(&films).await;
    films.sort_by_key(|film| film.rating);
    films
}

/// Items of the same rating may come in any order.
fn by_rating_and_id(mut films: Vec<Film>) -> Vec<Film> {
    films.sort_by_key(|film| (film.rating, film.id));
    films
}

async fn reads_whole_items_in_the_order_of_the_index(db: Db) {
    let expected = films(&db, 120).await;
    let found = db
        .both_paths(async |client| {
            let query = Film::query_index(ByGenre, "noir").hydrate();
            query.all(client).await.unwrap()
        })
        .await;
    assert!(found.is_sorted_by_key(|film| film.rating));
    assert_eq!(by_rating_and_id(found), by_rating_and_id(expected.clone()));
    let scanned = Film::scan_index(ByYear).hydrate().all(&db.client).await;
    assert_eq!(
        by_rating_and_id(scanned.unwrap()),
        by_rating_and_id(expected)
    );
}

async fn goes_on_from_page_to_page(db: Db) {
    let expected = films(&db, 25).await;
    let query = Film::query_index(ByGenre, "noir").hydrate().limit(10);
    let mut found = Vec::new();
    let mut cursor = None;
    let mut sizes = Vec::new();
    loop {
        let page = query.clone().after(cursor).send(&db.client).await.unwrap();
        sizes.push(page.items.len());
        found.extend(page.items);
        cursor = page.cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(
        sizes.iter().filter(|size| **size > 0).count(),
        3,
        "{sizes:?}"
    );
    assert!(found.is_sorted_by_key(|film| film.rating));
    assert_eq!(by_rating_and_id(found), by_rating_and_id(expected));
}

async fn filters_on_what_the_index_holds(db: Db) {
    films(&db, 40).await;
    let page = db
        .both_paths(async |client| {
            let query = Film::query_index(ByYear, 1946).filter(|f| f.rating.ge(20));
            Seen::from(query.hydrate().send(client).await.unwrap())
        })
        .await;
    assert!(page.items.iter().all(|film| film.rating >= 20));
    assert_eq!(
        page.items.len(),
        (0..40).filter(|id| film(*id).rating >= 20).count()
    );
    assert_eq!(page.requests, 2, "one on the index, one for the items");
}

async fn leaves_out_items_of_other_models(db: Db) {
    let expected = films(&db, 5).await;
    let review = Review {
        film: 1,
        number: 1,
        genre: "noir".to_owned(),
        year: 1946,
        stars: 4,
    };
    Review::put(&review).send(&db.client).await.unwrap();
    let found = Film::query_index(ByGenre, "noir")
        .hydrate()
        .all(&db.client)
        .await;
    assert_eq!(
        found.unwrap(),
        expected,
        "an index that does not hold the type"
    );
    let found = Film::query_index(ByYear, 1946)
        .hydrate()
        .all(&db.client)
        .await;
    assert_eq!(by_rating_and_id(found.unwrap()), by_rating_and_id(expected));
    let found = Review::query_index(ByYear, 1946)
        .hydrate()
        .all(&db.client)
        .await;
    assert_eq!(found.unwrap(), [review]);
}

async fn asks_the_index_for_keys_alone(db: Db) {
    drop(db);
    let input = Film::query_index(ByYear, 1946)
        .hydrate()
        .into_input()
        .unwrap();
    let names = input.expression_attribute_names().unwrap();
    let projection = input.projection_expression().unwrap();
    let mut asked: Vec<_> = projection
        .split(", ")
        .map(|name| names.get(name).map(String::as_str))
        .collect();
    asked.sort_unstable();
    assert_eq!(asked, [Some("pk"), Some("sk"), Some("year")]);
}
