//! Why the casefile could not be served.

/// Why the casefile could not be served.
#[derive(Debug)]
pub enum Error {
    /// The casefile could not be opened.
    Casefile(saidby_casefile::Error),
    /// The address could not be listened on.
    Address {
        /// The port that was asked for.
        port: u16,
        /// What the system says.
        error: std::io::Error,
    },
    /// The server could not be started, or broke off.
    Server(std::io::Error),
}

impl Error {
    /// What the user can do, if anything.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Casefile(error) => error.hint(),
            Self::Address { .. } => Some("port `0` takes any that is free".to_owned()),
            Self::Server(_) => None,
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Casefile(error) => error.fmt(f),
            Self::Address { port, error } => write!(f, "cannot listen on `127.0.0.1:{port}`: {error}"),
            Self::Server(error) => write!(f, "the server broke off: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Casefile(error) => Some(error),
            Self::Address { error, .. } | Self::Server(error) => Some(error),
        }
    }
}

impl From<saidby_casefile::Error> for Error {
    fn from(error: saidby_casefile::Error) -> Self {
        Self::Casefile(error)
    }
}
