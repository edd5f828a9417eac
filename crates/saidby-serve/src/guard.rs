//! What every answer carries, and which requests get none.
//!
//! A page of another site can make a browser ask 127.0.0.1 for things. By *DNS rebinding* it can even read the answer: its own
//! host name is made to point at 127.0.0.1. Such a request carries that name, so only our own names are answered.

use crate::answer::Failure;
use axum::extract::Request;
use axum::http::header::{self, HeaderName};
use axum::http::uri::Authority;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// No scripts, nothing from elsewhere, no frames; styles and forms are our own.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, HeaderValue); 6] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// Answers requests to our own names only, and sets the headers of every answer.
pub async fn guard(request: Request, next: Next) -> Response {
    let mut response = if is_for_us(&request) { next.run(request).await } else { misdirected().into_response() };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, value);
    }
    response
}

/// Whether the request names this machine, in its `Host` header and in its address where that has a host.
fn is_for_us(request: &Request) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let named = hosts.next().and_then(|host| host.to_str().ok()).and_then(|host| host.parse::<Authority>().ok());
    hosts.next().is_none() && named.is_some_and(|host| is_ours(host.host())) && request.uri().host().is_none_or(is_ours)
}

fn is_ours(host: &str) -> bool {
    host == "127.0.0.1" || host.eq_ignore_ascii_case("localhost")
}

fn misdirected() -> Failure {
    Failure {
        status: StatusCode::MISDIRECTED_REQUEST,
        message: "the request names another host".to_owned(),
        hint: Some("open the pages as `http://127.0.0.1:…` or `http://localhost:…`".to_owned()),
    }
}
