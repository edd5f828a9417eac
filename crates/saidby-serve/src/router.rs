//! Which address gives which page.

use crate::answer::{Failure, html, json, read};
use crate::guard::guard;
use crate::pages;
use crate::query::{Parameters, Query};
use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path as Segment, Query as Parsed, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::path::Path;
use std::sync::Arc;

const STYLE: &str = include_str!("style.css");

type ParsedQuery = Result<Parsed<Parameters>, QueryRejection>;

/// The pages of the casefile at `path`. Requests read it and never write.
pub fn router(path: impl AsRef<Path>) -> Router {
    let casefile: Arc<Path> = path.as_ref().into();
    Router::new()
        .route("/", get(claims_page))
        .route("/claims.json", get(claims_json))
        .route("/claim/{id}", get(claim_page))
        .route("/document/{id}", get(document_page_or_json))
        .route("/style.css", get(style))
        .fallback(no_such_page)
        .method_not_allowed_fallback(only_reading)
        .layer(axum::middleware::from_fn(guard))
        .with_state(casefile)
}

async fn claims_page(State(casefile): State<Arc<Path>>, query: ParsedQuery) -> Result<Response, Failure> {
    let query = asked(query)?;
    let name = pages::file_name(&casefile);
    let page = read(casefile, move |casefile| Ok(pages::claims(&name, &query, &pages::Rows::read(casefile, &query)?))).await?;
    Ok(html(page))
}

async fn claims_json(State(casefile): State<Arc<Path>>, query: ParsedQuery) -> Response {
    match asked(query) {
        Ok(query) => json(read(casefile, move |casefile| pages::claims_json(casefile, &query)).await),
        Err(failure) => json::<()>(Err(failure)),
    }
}

async fn claim_page(State(casefile): State<Arc<Path>>, Segment(id): Segment<String>) -> Result<Response, Failure> {
    let id = number("claim", &id)?;
    let name = pages::file_name(&casefile);
    let page = read(casefile, move |casefile| {
        let why = casefile.why(id)?;
        let document = casefile.document(why.document.id)?;
        Ok(pages::claim(&name, &why, &document))
    })
    .await?;
    Ok(html(page))
}

async fn document_page_or_json(casefile: State<Arc<Path>>, Segment(id): Segment<String>) -> Response {
    match id.strip_suffix(".json") {
        Some(id) => document_json(casefile, id).await,
        None => document_page(casefile, &id).await.into_response(),
    }
}

async fn document_json(State(casefile): State<Arc<Path>>, id: &str) -> Response {
    match number("document", id) {
        Ok(id) => json(read(casefile, move |casefile| Ok(casefile.record(id)?)).await),
        Err(failure) => json::<()>(Err(failure)),
    }
}

async fn document_page(State(casefile): State<Arc<Path>>, id: &str) -> Result<Response, Failure> {
    let id = number("document", id)?;
    let name = pages::file_name(&casefile);
    let page = read(casefile, move |casefile| Ok(pages::document(&name, &pages::Reading::read(casefile, id)?))).await?;
    Ok(html(page))
}

async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response()
}

async fn no_such_page(uri: Uri) -> Failure {
    Failure::missing(format!("there is no page `{}`", uri.path()))
}

async fn only_reading() -> Failure {
    Failure {
        status: StatusCode::METHOD_NOT_ALLOWED,
        message: "pages can be read, not sent to".to_owned(),
        hint: Some("`saidby add` adds to the casefile".to_owned()),
    }
}

fn asked(query: ParsedQuery) -> Result<Query, Failure> {
    let Parsed(parameters) = query.map_err(|rejection| {
        Failure::request(format!("the address cannot be understood: {}", rejection.body_text()), "give each filter once")
    })?;
    Query::of(parameters)
}

fn number(what: &str, id: &str) -> Result<i64, Failure> {
    let wrong = |_| Failure::request(format!("`{id}` is not the number of a {what}"), "numbers stand in the list of claims");
    id.parse().map_err(wrong)
}
