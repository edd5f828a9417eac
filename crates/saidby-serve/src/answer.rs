//! From a request to a read of the casefile, and from what it gives to an answer.

use crate::pages;
use axum::Json;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use saidby_casefile::{Casefile, Error};
use std::path::Path;
use std::sync::Arc;

/// Why a request gets no page.
#[derive(Debug)]
pub struct Failure {
    /// The HTTP status.
    pub status: StatusCode,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What the reader can do, if anything.
    pub hint: Option<String>,
}

impl Failure {
    /// Something in the request is not what it should be.
    pub fn request(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, message: message.into(), hint: Some(hint.into()) }
    }

    /// There is no such page.
    pub fn missing(message: impl Into<String>) -> Self {
        let hint = Some("the claims are all listed on the first page".to_owned());
        Self { status: StatusCode::NOT_FOUND, message: message.into(), hint }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let (message, hint) = (error.to_string(), error.hint());
        match error {
            Error::NotThere { .. } => Self::missing(message),
            Error::Date(_) => Self { status: StatusCode::BAD_REQUEST, message, hint },
            _ => Self { status: StatusCode::INTERNAL_SERVER_ERROR, message, hint },
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, html(pages::failure(&self))).into_response()
    }
}

/// A page as an answer.
pub fn html(page: Markup) -> Response {
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], page.into_string()).into_response()
}

/// What `read` makes of the casefile, on a thread that may wait for the disk. The casefile is opened for each request, so that
/// one that was replaced or added to is seen as it is.
pub async fn read<T: Send + 'static>(
    casefile: Arc<Path>,
    read: impl FnOnce(&Casefile) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let reading = tokio::task::spawn_blocking(move || read(&Casefile::open_read_only(&casefile)?));
    reading.await.unwrap_or_else(|_| {
        let message = "the page could not be made".to_owned();
        Err(Failure { status: StatusCode::INTERNAL_SERVER_ERROR, message, hint: None })
    })
}

/// A value, or what is wrong, as JSON.
pub fn json<T: serde::Serialize>(answer: Result<T, Failure>) -> Response {
    match answer {
        Ok(value) => Json(value).into_response(),
        Err(Failure { status, message, hint }) => {
            (status, Json(serde_json::json!({ "error": message, "hint": hint }))).into_response()
        }
    }
}
