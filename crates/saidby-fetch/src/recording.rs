//! The bytes of an exchange as they went over the connection, TLS taken off: what a WARC record holds.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// What was sent and received on the connection that was opened last.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    pub sent: Vec<u8>,
    pub received: Vec<u8>,
    /// The machine, where the name led to one only.
    pub machine: Option<IpAddr>,
}

/// Listens in on every connection. One connection is open at a time.
#[derive(Clone, Debug)]
pub struct Recorder {
    recording: Arc<Mutex<Recording>>,
    max_bytes: usize,
}

impl Recorder {
    /// Records answers of at most `max_bytes`; a longer one is an error.
    pub fn new(max_bytes: usize) -> Self {
        Self { recording: Arc::default(), max_bytes }
    }

    /// Takes what was recorded.
    pub fn take(&self) -> Recording {
        std::mem::take(&mut self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, Recording> {
        self.recording.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<In: Transport> Connector<In> for Recorder {
    type Out = Recorded<In>;

    fn connect(&self, details: &ConnectionDetails, chained: Option<In>) -> Result<Option<Self::Out>, ureq::Error> {
        let machine = match &*details.addrs {
            [only] => Some(only.ip()),
            _ => None,
        };
        *self.lock() = Recording { machine, ..Recording::default() };
        Ok(chained.map(|inner| Recorded { inner, recorder: self.clone() }))
    }
}

/// A connection that is listened in on.
#[derive(Debug)]
pub struct Recorded<In> {
    inner: In,
    recorder: Recorder,
}

impl<In: Transport> Transport for Recorded<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.recorder.lock().sent.extend_from_slice(&self.inner.buffers().output()[..amount]);
        self.inner.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        let before = self.inner.buffers().input().len();
        let progress = self.inner.await_input(timeout)?;
        let mut recording = self.recorder.lock();
        recording.received.extend_from_slice(self.inner.buffers().input().get(before..).unwrap_or_default());
        if recording.received.len() > self.recorder.max_bytes {
            return Err(ureq::Error::BodyExceedsLimit(self.recorder.max_bytes as u64));
        }
        Ok(progress)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}
