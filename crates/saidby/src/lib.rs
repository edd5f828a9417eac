//! The whole line composed: bytes in, ledger out
