//! Listening on 127.0.0.1 until somebody presses Ctrl-C.

use crate::{Error, router};
use saidby_casefile::Casefile;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

/// How long an answer that is under way may still take after Ctrl-C.
const GRACE: Duration = Duration::from_secs(2);

/// How many requests read the casefile at one time.
const READERS: usize = 4;

/// Serves the casefile at `path` on `127.0.0.1:port` until Ctrl-C; port 0 takes any that is free. `ready` is told the address.
/// Blocks.
pub fn run(path: &Path, port: u16, ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(READERS)
        .build()
        .map_err(Error::Server)?;
    let served = runtime.block_on(serve(path, port, ready));
    runtime.shutdown_timeout(GRACE);
    served
}

/// The same as [`run`], on the caller's tokio runtime.
pub async fn serve(path: &Path, port: u16, ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
    drop(Casefile::open_read_only(path)?);
    let at = |error| Error::Address { port, error };
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(at)?;
    ready(listener.local_addr().map_err(at)?);
    let server = axum::serve(listener, router(path)).with_graceful_shutdown(interrupted());
    let deadline = async {
        interrupted().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        served = server => served.map_err(Error::Server),
        () = deadline => Ok(()),
    }
}

/// Ends at Ctrl-C; never where the system cannot tell of it.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
