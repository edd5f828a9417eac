//! How sure the innermost holder is of one word of a sentence: what implications, modals, negation, conditions and nouns make of it.

mod common;

use saidby_core::Span;

/// Language, sentence with the word in brackets, and the nearest whole degree: −3 certainly not … 3 certainly.
const JUDGED: &[(&str, &str, i32)] = &[
    ("en", "France [delivered] tanks to Poland.", 3),
    ("en", "France did not [deliver] tanks to Poland.", -3),
    ("en", "France failed to [deliver] tanks to Poland.", -3),
    ("en", "France did not fail to [deliver] tanks to Poland.", 3),
    ("en", "France may have failed to [deliver] tanks to Poland.", -1),
    ("en", "France managed to [deliver] tanks to Poland.", 3),
    ("en", "France could not [deliver] tanks to Poland.", -3),
    ("en", "France may not [deliver] tanks to Poland.", -1),
    ("en", "France refused to [deliver] tanks to Poland.", -3),
    ("en", "France will probably [deliver] tanks to Poland.", 2),
    ("en", "No country has [delivered] the tanks.", -3),
    ("en", "Did France [deliver] tanks to Poland?", 0),
    ("en", "If France [delivers] tanks, Poland will use them.", 1),
    ("en", "If France delivers tanks, Poland will [use] them.", 1),
    ("en", "Martha Keane regrets that France [delivered] tanks.", 3),
    ("en", "Martha Keane does not regret that France [delivered] tanks.", 3),
    ("en", "Martha Keane denied that France had [delivered] the tanks.", -3),
    ("en", "Martha Keane fears that France [delivered] tanks.", 1),
    ("en", "Martha Keane asked whether France had [delivered] tanks.", 0),
    ("en", "France forced Norway to [deliver] tanks.", 3),
    ("en", "France prevented the [attack].", -3),
    ("en", "The failure to [deliver] the tanks angered Poland.", -3),
    ("en", "It is impossible that France [delivered] the tanks.", -3),
    ("en", "Russia withdrew without [bombing] Poland.", -3),
    ("en", "Norway sent two ships to [deliver] the tanks.", 1),
    ("en", "The tanks that France [delivered] have not arrived.", 3),
    ("en", "France not only [delivered] tanks but trained soldiers.", 3),
    ("fr", "La France a [livré] des chars à la Pologne.", 3),
    ("fr", "La France n'a pas [livré] de chars à la Pologne.", -3),
    ("fr", "La France n'a plus [livré] de chars depuis juin.", -3),
    ("fr", "La France a réussi à [livrer] des chars à la Pologne.", 3),
    ("fr", "La France n'a pas réussi à [livrer] des chars à la Pologne.", -3),
    ("fr", "La France a oublié de [livrer] les chars.", -3),
    ("fr", "[Livrez] ces chars avant midi !", 0),
    ("fr", "La France a refusé de [livrer] des chars à la Pologne.", -3),
    ("fr", "La France peut [livrer] des chars à la Pologne.", 1),
    ("fr", "La France ne peut pas [livrer] de chars à la Pologne.", -3),
    ("fr", "La France aurait dû [livrer] des chars à la Pologne.", -2),
    ("fr", "La France aurait [livré] des chars à la Pologne.", 1),
    ("fr", "La France [livrera] sans doute des chars.", 2),
    ("fr", "Aucun pays n'a [livré] de chars à la Pologne.", -3),
    ("fr", "La France a-t-elle [livré] des chars à la Pologne ?", 0),
    ("fr", "[Livrez] ces chars à la Pologne !", 0),
    ("fr", "Anne Lorient a nié que la France ait [livré] des chars.", -3),
    ("fr", "Anne Lorient craint que la France ne [livre] des chars.", 1),
    ("fr", "Anne Lorient sait que la France a [livré] des chars.", 3),
    ("fr", "Anne Lorient ne sait pas si la France a [livré] des chars.", 0),
    ("fr", "Il est possible que la France [livre] des chars.", 1),
    ("fr", "Le refus de [livrer] les chars a fâché la Pologne.", -3),
    ("fr", "La Russie s'est retirée sans [bombarder] la Pologne.", -3),
    ("fr", "La Norvège a envoyé deux navires pour [livrer] des chars.", 1),
    ("fr", "La France n'a pas seulement [livré] des chars.", 3),
];

/// Known wrong: language, sentence, the right degree, the one found. The model reads the imperative as an indicative.
const KNOWN_WRONG: &[(&str, &str, i32, i32)] = &[("fr", "La France a failli [livrer] des chars.", -3, 1)];

#[test]
fn what_is_known_to_be_wrong_is_so_still() {
    for &(language, marked, right, found) in KNOWN_WRONG {
        assert!(difference(language, marked, right).is_some(), "{marked} comes right: put it among the others");
        assert_eq!(difference(language, marked, found), None);
    }
}

#[test]
fn each_word_is_held_as_its_sentence_says() {
    let wrong: Vec<String> =
        JUDGED.iter().filter_map(|&(language, marked, degree)| difference(language, marked, degree)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn difference(language: &str, marked: &str, expected: i32) -> Option<String> {
    let (start, end) = (marked.find('[').expect("a word"), marked.find(']').expect("its end"));
    let article = common::article(language, None, &marked.replace(['[', ']'], ""));
    let (sentences, _) = common::annotated(&article);
    let held = saidby_claims::certainty(&article, &sentences, &[Span::new(start, end - 1)]);
    let (degree, cues) = held.into_iter().next().flatten().expect("a degree");
    let words: Vec<&str> = cues.iter().map(|cue| cue.of(&article.text)).collect();
    let near = (degree - f64::from(expected)).abs() <= 0.5;
    (!near).then(|| format!("{marked}: {expected}, found {degree:.2} by {}", words.join(" > ")))
}

#[test]
fn a_span_without_words_and_a_language_without_lists_are_held_by_nobody() {
    let article = common::article("en", None, "Russia bombed Poland.");
    let (sentences, _) = common::annotated(&article);
    assert_eq!(saidby_claims::certainty(&article, &sentences, &[Span::new(40, 50)]), [None]);
    let article = common::article("de", None, "Odel schlief.");
    assert_eq!(saidby_claims::certainty(&article, &[], &[Span::new(0, 4)]), [None]);
}
