//! A live blog down the line: a day that an entry names is counted from the entry's own day.

use saidby::read::{Hints, page};

const PAGE: &str = "<html lang=fr><title>En direct : la crise | Le Quai</title>\
    <script type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"headline\":\"En direct : la crise\",\"datePublished\":\"2024-05-03T08:00:00+02:00\"}</script>\
    <main><h1>En direct : la crise</h1><p>La rédaction du Quai suit la crise heure par heure depuis la capitale, avec ses correspondants.</p>\
    <article><time datetime='2024-05-12T09:00:00+02:00'>9 h</time><p>La Russie a bombardé la Pologne mardi.</p></article>\
    <article><time datetime='2024-05-08T18:30:00+02:00'>mercredi, 18 h 30</time><p>La Russie a bombardé la Pologne mardi.</p></article>\
    <article><time datetime='2024-05-03T08:10:00+02:00'>vendredi, 8 h 10</time><p>La Russie a bombardé la Pologne mardi.</p></article></main>";

#[test]
fn a_weekday_is_the_last_one_before_its_entry() {
    let ledger = saidby::ledger(page("live", PAGE.as_bytes().to_vec(), Hints::default()).unwrap());
    assert_eq!(ledger.article.entries.len(), 3);
    let dates = ledger.statements.claims.iter().filter_map(|claim| claim.event.date.as_ref());
    assert_eq!(dates.map(|dated| dated.moment.to_string()).collect::<Vec<_>>(), ["2024-05-07", "2024-05-07", "2024-04-30"]);
}
