//! What words alone tell of a block, in any page: phrases of the web, the form of captions, bylines and dates.

pub mod agencies;
pub mod caption;
pub mod dates;
pub mod invitation;
pub mod names;
pub mod phrases;
pub mod words;

use saidby_core::Role;

/// The role that a block's own words tell, in any page.
pub fn role_of(block: &str) -> Option<Role> {
    phrases::role_of(block)
        .or_else(|| caption::role_of(block))
        .or_else(|| invitation::is_invitation(block).then_some(Role::Promo))
        .or_else(|| line_role(block))
}

/// Bylines and date lines: nothing else stands in them.
fn line_role(block: &str) -> Option<Role> {
    if !names::byline(block).is_empty() {
        return Some(Role::Byline);
    }
    let may_be_date = block.contains(char::is_numeric);
    if may_be_date && dates::is_labelled_line(block) {
        return Some(Role::Date);
    }
    may_be_date.then(|| dates::date_line(block)).flatten().filter(|_| !goes_on(block)).map(|_| Role::Date)
}

/// Whether a colon leads to more than a date or a time: "2 May: the long way home".
fn goes_on(block: &str) -> bool {
    let Some((_, rest)) = block.rsplit_once(": ") else { return false };
    let has_words = rest.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 3);
    has_words && dates::date_line(rest).is_none()
}
