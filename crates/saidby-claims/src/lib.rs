//! Sentences become who said or did what to whom, and how sure they are
