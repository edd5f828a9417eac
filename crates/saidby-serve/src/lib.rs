//! The casefile in a browser: server-rendered pages on 127.0.0.1
