//! A page becomes an article: furniture labelled, text and metadata kept, every byte traceable
