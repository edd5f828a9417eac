use crate::samples::{read_bytes, shown};
use saidby_core::PageFormat;

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Ledger</title><link>https://harbourledger.example/</link>
<item>
  <title>Port &amp;amp; quay: <![CDATA[the master&#8217;s denial]]></title>
  <link>https://harbourledger.example/1</link>
  <guid isPermaLink="false">tag:1</guid>
  <pubDate>Thu, 19 Oct 2023 18:42:00 +0300</pubDate>
  <dc:creator><![CDATA[Hollis Varga-Quinn]]></dc:creator>
  <media:content url="https://harbourledger.example/1.jpg"><media:title>no title</media:title></media:content>
  <description>The harbour master denied it…</description>
  <content:encoded><![CDATA[<p>The harbour master denied it.</p><p>He was <em>calm</em> & brief.</p>]]></content:encoded>
</item>
<item>
  <title>Only a summary</title>
  <guid>https://harbourledger.example/2</guid>
  <pubDate>yesterday</pubDate>
  <description>&lt;p&gt;Ships wait for a berth.&lt;/p&gt;</description>
</item>
<item><title>A title alone</title><link>https://harbourledger.example/3</link></item>
</channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Ledger</title>
<entry><title type="html">Port &amp;amp; quay</title><link rel="self" href="https://x.example/self"/>
<link rel="alternate" href="https://x.example/1?a=1&amp;b=2"/><id>urn:1</id><published>2023-10-19T18:42:00Z</published>
<updated>2023-10-20T00:00:00Z</updated><author><name>Hollis Varga-Quinn</name></author><author><name>Ada Thursby</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The harbour master denied it.</p></div></content></entry>
<entry><title>Text</title><id>urn:2</id><content type="text">He said 1 &lt; 2 &amp; left.</content></entry>
</feed>"#;

#[test]
fn items_of_rss_become_pages_with_what_the_feed_says_of_them() {
    let (pages, errors) = read_bytes("feed.xml", RSS.as_bytes());
    assert_eq!(pages.len(), 2);
    let page = &pages[0];
    assert!(page.id.ends_with("feed.xml#https://harbourledger.example/1"), "{}", page.id);
    assert_eq!(page.title.as_deref(), Some("Port & quay: the master’s denial"));
    assert_eq!(page.published.unwrap().to_string(), "2023-10-19T18:42:00+03:00");
    assert_eq!(page.authors, ["Hollis Varga-Quinn"]);
    assert_eq!(page.decoded, "<p>The harbour master denied it.</p><p>He was <em>calm</em> & brief.</p>");
    assert_eq!((page.format, page.notices.len()), (PageFormat::Html, 0));
    let part = &pages[1];
    assert!(part.id.ends_with("feed.xml#https://harbourledger.example/2"));
    assert_eq!(part.url.as_deref(), Some("https://harbourledger.example/2"));
    assert_eq!(part.decoded, "<p>Ships wait for a berth.</p>");
    assert_eq!(part.notices[0].message, "the input gives only a summary of this page");
    assert_eq!(errors.len(), 2);
    assert!(errors[0].to_string().contains("a field in record 2 of ") && errors[0].to_string().contains("`yesterday`"));
    assert!(errors[1].is_note() && errors[1].to_string().starts_with("passed over 1 of 3 items, which have a title alone"));
}

#[test]
fn entries_of_atom_become_pages() {
    let (pages, errors) = read_bytes("feed", ATOM.as_bytes());
    assert_eq!(errors, []);
    let page = &pages[0];
    assert_eq!((page.title.as_deref(), page.url.as_deref()), (Some("Port & quay"), Some("https://x.example/1?a=1&b=2")));
    assert_eq!(page.authors, ["Hollis Varga-Quinn", "Ada Thursby"]);
    assert_eq!(page.published.unwrap().to_string(), "2023-10-19T18:42:00+00:00");
    assert!(page.decoded.starts_with("<div") && page.decoded.contains("<p>The harbour master denied it.</p>"));
    assert!(pages[1].id.ends_with("feed#urn:2"));
    assert_eq!((pages[1].decoded.as_str(), pages[1].format), ("He said 1 < 2 & left.", PageFormat::Text));
}

#[test]
fn a_feed_in_another_charset_is_read() {
    let rss = "<?xml version='1.0' encoding='windows-1251'?><rss><item><guid>1</guid><description>Министр опроверг это.</description></item></rss>";
    let (pages, _) = read_bytes("feed", &encoding_rs::WINDOWS_1251.encode(rss).0);
    assert_eq!(pages[0].decoded, "Министр опроверг это.");
    let utf_16: Vec<u8> = [0xFEFF].into_iter().chain(rss.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_bytes("feed", &utf_16).0[0].decoded, "Министр опроверг это.");
}

#[test]
fn a_broken_item_is_named_and_the_next_is_read() {
    let feed = "<rss><item><guid>1</guid><description>One.</description></item>\
                <item><guid>2</guid><description><![CDATA[Two.</description></item>\
                <item><guid>3</guid><description>Three.</description></item></rss>";
    let (names, errors) = shown("feed", feed.as_bytes());
    assert_eq!(names, ["feed#1", "feed#3"]);
    assert_eq!(
        errors,
        [
            "cannot read record 2 of `feed`, at byte 63: its markup is broken: CDATA not closed: `]]>` not found before end of input"
        ]
    );
    let cut = &RSS[..RSS.find("Ships").unwrap()];
    let (names, errors) = shown("feed", cut.as_bytes());
    assert_eq!(names, ["feed#https://harbourledger.example/1"]);
    assert_eq!(errors.len(), 1);
}

#[test]
fn items_without_ends_take_linear_time() {
    let started = std::time::Instant::now();
    let (_, errors) = shown("feed", format!("<rss>{}", "<item><title>x".repeat(100_000)).as_bytes());
    assert_eq!(errors.len(), 20);
    let deep = format!("<rss><item>{}{}</item></rss>", "<description>".repeat(100_000), "x");
    shown("feed", deep.as_bytes());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
