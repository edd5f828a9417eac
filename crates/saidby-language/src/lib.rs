//! Text becomes sentences and tokens
