//! Listening on 127.0.0.1 until somebody presses Ctrl-C.

use crate::{Error, router};
use saidby_casefile::Casefile;
use std::future::poll_fn;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::pin::Pin;
use std::task::Poll;
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
    let mut interrupted = Box::pin(interrupted());
    listen_for(interrupted.as_mut()).await;
    ready(listener.local_addr().map_err(at)?);
    let (stop, mut stopped) = tokio::sync::watch::channel(false);
    let server = axum::serve(listener, router(path)).with_graceful_shutdown(async move {
        let _ = stopped.wait_for(|stop| *stop).await;
    });
    let deadline = async {
        interrupted.await;
        let _ = stop.send(true);
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        served = server => served.map_err(Error::Server),
        () = deadline => Ok(()),
    }
}

/// Begins to listen for a signal before anybody is told that the server is there: what comes right after is not missed.
async fn listen_for(mut signal: Pin<&mut impl Future<Output = ()>>) {
    poll_fn(|context| {
        let _ = signal.as_mut().poll(context);
        Poll::Ready(())
    })
    .await;
}

/// Ends at Ctrl-C; never where the system cannot tell of it.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
