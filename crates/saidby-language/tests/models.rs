//! The models that are built in: they are read, written again as they were, refused when damaged, and tell trees.

use saidby_core::{Language, Sentence, Span, Token};
use saidby_language::boundary::Boundaries;
use saidby_language::{analyse, model};

fn sentence(text: &str) -> Sentence {
    let mut at = 0;
    let token = |word: &str| {
        let start = at;
        at += word.len() + 1;
        Token::plain(Span::new(start, start + word.len()))
    };
    Sentence { span: Span::new(0, text.len()), tokens: text.split(' ').map(token).collect() }
}

/// `form/part of speech/head`, words counted from 1.
fn told(code: &str, text: &str) -> String {
    let network = model::network(Language::parse(code).expect("a code")).expect("a model");
    let mut sentences = [sentence(text)];
    analyse(network, text, &mut sentences);
    let word = |token: &Token| {
        let analysis = token.analysis.as_ref().expect("an analysis");
        format!("{}/{}/{}", analysis.lemma, analysis.upos, analysis.head.map_or(0, |head| head + 1))
    };
    sentences[0].tokens.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn plain_sentences_are_read_as_any_reader_would() {
    assert_eq!(
        told("fr", "Les ministres ont rejeté cette accusation ."),
        "le/DET/2 ministre/NOUN/4 avoir/AUX/4 rejeter/VERB/0 ce/DET/6 accusation/NOUN/4 ./PUNCT/4"
    );
    assert_eq!(
        told("en", "The ministers rejected this accusation ."),
        "the/DET/2 minister/NOUN/3 reject/VERB/0 this/DET/5 accusation/NOUN/3 ./PUNCT/3"
    );
    assert_eq!(
        told("es", "Los ministros rechazaron esta acusación ."),
        "el/DET/2 ministro/NOUN/3 rechazar/VERB/0 este/DET/5 acusación/NOUN/3 ./PUNCT/3"
    );
    assert_eq!(
        told("pt", "Os ministros rejeitaram esta acusação ."),
        "o/DET/2 ministro/NOUN/3 rejeitar/VERB/0 este/DET/5 acusação/NOUN/3 ./PUNCT/3"
    );
}

#[test]
fn a_clause_behind_a_topic_hangs_on_the_topic() {
    assert_eq!(
        told("fr", "Le Liban : Paris rejette cette accusation ."),
        "le/DET/2 Liban/PROPN/0 :/PUNCT/2 Paris/PROPN/5 rejeter/VERB/2 ce/DET/7 accusation/NOUN/5 ./PUNCT/5"
    );
}

#[test]
fn boundaries_are_written_as_they_were_read_and_refused_when_cut() {
    for built_in in saidby_models::MODELS {
        let boundaries = Boundaries::from_bytes(built_in.boundary).expect("boundaries of this form");
        assert_eq!(boundaries.contractions.is_some(), built_in.code == "fr", "{}", built_in.code);
        assert!(boundaries.to_bytes() == built_in.boundary, "{}", built_in.code);
        for kept in [0, 7, 100, built_in.boundary.len() / 2, built_in.boundary.len() - 1] {
            assert!(Boundaries::from_bytes(&built_in.boundary[..kept]).is_err(), "{}: {kept} bytes", built_in.code);
        }
        assert!(Boundaries::from_bytes(&[built_in.boundary, b"x"].concat()).is_err(), "{}", built_in.code);
    }
}

#[test]
fn a_model_is_written_as_it_was_read_and_refused_when_damaged() {
    for built_in in saidby_models::MODELS {
        let network = model::from_bytes(built_in.network).expect("a model of this form");
        assert!(model::to_bytes(&network) == built_in.network, "{}", built_in.code);
        for kept in [0, 7, 8, 100, built_in.network.len() / 2, built_in.network.len() - 1] {
            assert!(model::from_bytes(&built_in.network[..kept]).is_none(), "{}: {kept} bytes", built_in.code);
        }
        let mut damaged = built_in.network.to_vec();
        (8..damaged.len()).step_by(damaged.len() / 50).for_each(|at| damaged[at] ^= 0x55);
        if let Some(network) = model::from_bytes(&damaged) {
            let text = "Non !";
            analyse(&network, text, &mut [sentence(text)]);
        }
    }
}

/// One word, one mark, nothing, and more words than are read together.
#[test]
fn every_word_gets_a_head_within_its_sentence() {
    let network = model::network(Language::FRENCH).expect("a model");
    let long = "le ministre dit que ".repeat(300);
    for text in ["Non", "!", "😀 … « »", long.trim_end()] {
        let mut sentences = [sentence(text), Sentence::default()];
        analyse(network, text, &mut sentences);
        let tokens = &sentences[0].tokens;
        let heads: Vec<Option<u32>> = tokens.iter().map(|token| token.analysis.as_ref().expect("an analysis").head).collect();
        assert_eq!(heads.iter().filter(|head| head.is_none()).count(), 1, "{text}");
        for start in 0..heads.len() {
            let path = std::iter::successors(heads[start], |at| heads[*at as usize]);
            assert!(path.take(heads.len() + 1).count() < heads.len(), "a circle at {start} of {text}");
        }
    }
}
