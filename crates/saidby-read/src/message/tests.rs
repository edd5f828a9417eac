use super::{base64, quoted_printable};
use crate::samples::{read_bytes, shown};

/// A saved page: its own part, a frame and a picture.
fn saved(encoding: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "From: <Saved by ours>\r\nSnapshot-Content-Location: https://x.example/1\r\nSubject: Port\r\nDate: Thu, 19 Oct 2023 18:42:00 +0200\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--part--x\"\r\n\r\n\r\n\
         ----part--x\r\nContent-Type: text/html; charset=iso-8859-2\r\nContent-ID: <frame-1>\r\nContent-Transfer-Encoding: {encoding}\r\n\
         Content-Location: https://x.example/1\r\n\r\n"
    );
    let rest = "\r\n----part--x\r\nContent-Type: text/html\r\n\r\n<p>An advertisement.\r\n\
                ----part--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----part--x--\r\n";
    [head.as_bytes(), body, rest.as_bytes()].concat()
}

#[test]
fn a_saved_page_is_its_first_part() {
    for (encoding, body) in [
        ("quoted-printable", &b"<!doctype html><p>Prze=B6l=\r\nij to=3D"[..]),
        ("base64", b"PCFkb2N0eXBlIGh0bWw+PHA+UHJ6\r\nZbZsaWogdG89"),
    ] {
        let (pages, errors) = read_bytes("page.mhtml", &saved(encoding, body));
        assert_eq!(pages[0].decoded, "<!doctype html><p>Prześlij to=", "{encoding}");
        assert!(pages[0].id.ends_with("page.mhtml"));
        assert_eq!(pages[0].url.as_deref(), Some("https://x.example/1"));
        assert_eq!(pages[0].capture.as_ref().unwrap().at.unwrap().to_string(), "2023-10-19T18:42:00+02:00");
        assert_eq!(errors.len(), 1);
        assert!(errors[0].is_note() && errors[0].to_string().starts_with("passed over 1 of the page's frames"));
    }
}

#[test]
fn what_is_cut_off_is_read_and_named() {
    let whole = saved("8bit", b"<p>Words.");
    let (pages, errors) = read_bytes("x", &whole[..whole.len() - 40]);
    assert_eq!((pages[0].decoded.as_str(), pages[0].notices.len(), errors.len()), ("<p>Words.", 1, 2));
    let (pages, errors) = shown("x", b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n");
    assert_eq!((pages.len(), errors), (0, vec!["cannot read `x`: none of its parts is a page".to_owned()]));
}

#[test]
fn parts_in_parts_are_read_to_a_depth() {
    let mail = |depth: usize| {
        let opens =
            (0..depth).map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}x\n\n--b{at}x\n")).collect::<String>();
        let closes = (0..depth).rev().map(|at| format!("\n--b{at}x--\n")).collect::<String>();
        format!("{opens}Content-Type: text/plain\n\nThe harbour master denied it.{closes}")
    };
    assert_eq!(read_bytes("x", mail(3).as_bytes()).0[0].decoded, "The harbour master denied it.");
    assert_eq!(shown("x", mail(2000).as_bytes()).1, ["cannot read `x`: none of its parts is a page"]);
}

#[test]
fn codes_of_mail_are_undone_and_broken_ones_left() {
    assert_eq!(quoted_printable(b"a=3Db=\nc=\r\nd=XZ=4"), b"a=bcd=XZ=4");
    assert_eq!(base64(b"TWF\nu!TQ=="), b"ManM");
    assert_eq!(base64(b""), b"");
}
