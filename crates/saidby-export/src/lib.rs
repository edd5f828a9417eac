//! A casefile is written in the formats other tools read
