//! Claims are kept in one SQLite file, traced to their words and counted by origin
