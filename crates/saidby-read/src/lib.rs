//! HTML, text and JSONL bytes become pages, charset and origin settled
