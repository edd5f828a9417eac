//! What words alone tell of a block, in any page: phrases of the web, the form of captions, bylines and dates.

pub mod agencies;
pub mod caption;
pub mod dates;
pub mod names;
pub mod phrases;
pub mod words;
