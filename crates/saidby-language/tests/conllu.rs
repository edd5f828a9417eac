//! CoNLL-U that is given is taken over and written again.

use proptest::prelude::*;
use saidby_core::Language;
use saidby_language::conllu::{Keep, read};

const DAMAGED_AND_GIVEN: &str = "# newdoc id = d
# sent_id = one
# text = L'été du  Mali.
# note = kept as it is
1\tL'\tle\tDET\t_\tDefinite=Def\t2\tdet\t_\tSpaceAfter=No
2\tété\tété\tNOUN\tN\tGender=Masc\t0\troot\t_\tGloss=summer|start_char=99
3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_
3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_
5\tMali\tMali\tPROPN\t_\t_\t2\tnmod\t_\tSpaceAfter=No
5.1\tqui\tqui\tPRON\t_\t_\t_\t_\t2:ref\t_
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

";

#[test]
fn words_and_all_that_is_no_analysis_are_kept() {
    let (documents, problems) = read(DAMAGED_AND_GIVEN, Some(Language::FRENCH), Keep::Words);
    assert_eq!(problems, []);
    assert_eq!(documents[0].article.text, "L'été du  Mali.");
    assert_eq!(documents[0].sentences[0].check(&documents[0].article.text), Ok(()));
    let expected = "# newdoc id = d
# sent_id = one
# text = L'été du  Mali.
# note = kept as it is
1\tL'\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|start_char=0|end_char=2
2\tété\t_\t_\t_\t_\t_\t_\t_\tGloss=summer|start_char=2|end_char=5
3-4\tdu\t_\t_\t_\t_\t_\t_\t_\tstart_char=6|end_char=8
3\tde\t_\t_\t_\t_\t_\t_\t_\tstart_char=6|end_char=8
4\tle\t_\t_\t_\t_\t_\t_\t_\tstart_char=6|end_char=8
5\tMali\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|start_char=10|end_char=14
5.1\tqui\tqui\tPRON\t_\t_\t_\t_\t2:ref\t_
6\t.\t_\t_\t_\t_\t_\t_\t_\tstart_char=14|end_char=15

";
    assert_eq!(documents[0].write(&[]), expected);
}

#[test]
fn tags_are_kept_where_asked_for_and_trees_are_not() {
    let (documents, _) = read(DAMAGED_AND_GIVEN, None, Keep::Tags);
    let written = documents[0].write(&[]);
    assert!(written.contains("2\tété\tété\tNOUN\tN\tGender=Masc\t_\t_\t_\tGloss=summer|"));
    let (again, problems) = read(&written, None, Keep::Tags);
    assert_eq!(problems, []);
    assert_eq!(again[0].write(&[]), written);
}

#[test]
fn a_bad_line_costs_its_sentence_and_is_named() {
    let row = |id: &str, form: &str| format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n");
    let good = row("1", "Oui") + "\n";
    for (bad, line, message) in [
        ("1\tOui\n".to_owned(), 3, "2 columns, separated by tabs, where CoNLL-U has ten"),
        (row("2", "Oui"), 3, "`2` is not the next id"),
        (row("1", ""), 3, "the word has no form"),
        (row("1-3", "du") + &row("1", "de") + &row("2", "le"), 5, "1 words of a multi-word token are missing"),
    ] {
        let text = format!("{good}{bad}\n{good}");
        let (documents, problems) = read(&text, None, Keep::Words);
        assert_eq!(documents[0].article.text, "Oui Oui");
        assert_eq!(
            problems.iter().map(|one| (one.line, one.message.as_str(), one.kept)).collect::<Vec<_>>(),
            [(line, message, false)]
        );
    }
}

#[test]
fn a_text_that_is_not_that_of_the_words_is_made_of_them() {
    let rows = "1\tNon\t_\tNOM\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t!\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
    let text = format!("# text = Oui!\n{rows}# newpar\n{rows}");
    let (documents, problems) = read(&text, None, Keep::Tags);
    assert_eq!(documents[0].article.text, "Non!\nNon!");
    let told: Vec<_> = problems.iter().map(|one| (one.line, one.kept)).collect();
    assert_eq!(told, [(2, true), (2, true), (6, true)]);
    assert!(documents[0].write(&[]).starts_with("# text = Non!\n1\tNon\t"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_text_is_read(lines in prop::collection::vec(prop_oneof![
        Just("# text = a b".to_owned()), Just("# newdoc".to_owned()), Just("# newpar".to_owned()), Just(String::new()), ".{0,20}",
        (0..4_usize, 0..4_usize, "[ab é\u{a0}]{0,3}", prop::sample::select(vec!["_", "SpaceAfter=No", "|"])).prop_map(|(first, last, form, misc)| {
            let id = if last == 0 { first.to_string() } else { format!("{first}-{last}") };
            format!("{id}\t{form}\t_\tNOUN\t_\t_\t_\t_\t_\t{misc}")
        }),
    ], 0..30)) {
        let text = lines.join("\n");
        let (documents, _) = read(&text, None, Keep::Tags);
        for document in documents {
            prop_assert_eq!(document.article.check(), Ok(()));
            for sentence in &document.sentences {
                prop_assert_eq!(sentence.check(&document.article.text), Ok(()));
            }
            let written = document.write(&[]);
            let (again, problems) = read(&written, None, Keep::Tags);
            prop_assert!(problems.iter().all(|problem| problem.kept), "{:?} in {}", problems, written);
            prop_assert_eq!(again.len(), 1);
            prop_assert_eq!(again[0].write(&[]), written);
        }
    }
}
