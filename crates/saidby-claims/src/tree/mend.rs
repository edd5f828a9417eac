//! Readings that a parser gives to sentences of news and that no grammar allows, put right by the tree alone.
//!
//! A verb has one subject, a phrase does not cross another, what "that" opens is no participle, and a sentence has a verb (Universal
//! Dependencies, version 2; the wrong readings are those of our own model on agency English).

use super::{Dependents, Node};
use saidby_core::Upos;

/// What a participle is that turns out to be the sentence's verb.
const PAST: &str = "Mood=Ind|Tense=Past|VerbForm=Fin";

/// A sentence's verb is looked for in at most this many words after its first noun.
const LONGEST: usize = 200;

/// Puts all of them right.
pub fn mend(nodes: &mut [Node]) {
    part_subjects(nodes);
    open_demands(nodes);
    find_verbs(nodes);
    find_verbs_before(nodes);
    turn_objects(nodes);
    let_agree(nodes);
    keep_phrases(nodes);
}

/// "Bulldozers razed homes in the south, officials said": the clause before a verb of speech has the subject before it, the verb the
/// one beside it.
fn part_subjects(nodes: &mut [Node]) {
    let below = Dependents::of_nodes(nodes);
    for speech in 0..nodes.len() {
        let is_clause = |&verb: &usize| verb < speech && matches!(nodes[verb].relation(), "ccomp" | "parataxis");
        let Some(verb) = below.of(speech).iter().copied().find(is_clause) else { continue };
        let subject = |of: usize, within: std::ops::Range<usize>| {
            below.of(of).iter().copied().find(|&word| nodes[word].relation == "nsubj" && within.contains(&word))
        };
        let Some(first) = subject(speech, 0..verb) else { continue };
        if let Some(second) = subject(verb, verb..speech).filter(|&second| is_beside(nodes, second, speech)) {
            nodes[second].head = Some(speech);
            nodes[first].head = Some(verb);
        } else if subject(speech, verb..nodes.len()).is_some() && subject(verb, 0..verb).is_none() {
            nodes[first].head = Some(verb);
        }
    }
}

/// Whether only a phrase's own words, auxiliaries and adverbs stand between its head and a verb.
fn is_beside(nodes: &[Node], head: usize, verb: usize) -> bool {
    (head + 1..verb).all(|word| {
        let own = std::iter::successors(Some(word), |&word| nodes[word].head).take(verb - head).any(|above| above == head);
        own || matches!(nodes[word].upos, Upos::Aux | Upos::Adv | Upos::Punct)
    })
}

/// "demanded that Rome cancel plans", read as plans that cancel modifies: a clause that "that" opens is what is demanded.
fn open_demands(nodes: &mut [Node]) {
    let below = Dependents::of_nodes(nodes);
    for verb in 0..nodes.len() {
        let Some(noun) = nodes[verb].head.filter(|&noun| noun > verb && nodes[verb].relation() == "acl") else { continue };
        let Some(above) = nodes[noun].head.filter(|&above| above < verb && nodes[above].upos == Upos::Verb) else { continue };
        let is_that = |&mark: &usize| nodes[mark].relation == "mark" && nodes[mark].lemma == "that";
        if !below.of(verb).iter().any(is_that) {
            continue;
        }
        let before: Vec<usize> =
            below.of(noun).iter().copied().filter(|&word| word < verb && nodes[word].head == Some(noun)).collect();
        let is_name = |word: &usize| matches!(nodes[*word].upos, Upos::Noun | Upos::Propn | Upos::Pron);
        let Some(subject) = before.iter().copied().rfind(is_name) else { continue };
        for word in before {
            nodes[word].head = Some(subject);
        }
        (nodes[subject].head, nodes[subject].relation) = (Some(verb), "nsubj");
        (nodes[noun].head, nodes[noun].relation) = (Some(verb), "obj");
        (nodes[verb].head, nodes[verb].relation) = (Some(above), "ccomp");
    }
}

/// "Aircraft using guided missiles killed four men", read as a phrase without a verb: a participle that has an object, deep in a
/// phrase that is all of the sentence, is its verb.
fn find_verbs(nodes: &mut [Node]) {
    let below = Dependents::of_nodes(nodes);
    for root in 0..nodes.len() {
        let is_phrase = nodes[root].head.is_none() && matches!(nodes[root].upos, Upos::Noun | Upos::Propn);
        if let Some(verb) = is_phrase.then(|| verb_inside(nodes, &below, root)).flatten() {
            nodes[verb].features = PAST;
            (nodes[verb].head, nodes[verb].relation) = (None, "root");
            (nodes[root].head, nodes[root].relation) = (Some(verb), "nsubj");
        }
    }
}

fn verb_inside(nodes: &[Node], below: &Dependents, root: usize) -> Option<usize> {
    if is_finite(nodes, below, root) {
        return None;
    }
    let is_verb = |&word: &usize| {
        let node = nodes[word];
        let past = node.feature("VerbForm") == Some("Part") && node.feature("Tense") == Some("Past");
        let has_object = || below.of(word).iter().any(|&object| object > word && nodes[object].relation == "obj");
        past && node.relation == "acl" && node.head != Some(root) && has_object()
    };
    let is_inside =
        |word: usize| std::iter::successors(Some(word), |&word| nodes[word].head).take(nodes.len()).any(|at| at == root);
    (root + 1..nodes.len()).take(LONGEST).filter(is_verb).find(|&word| is_inside(word))
}

/// "Britain airlifted ammunition", read as ammunition that airlifted modifies: a participle between a name and its noun, where the
/// sentence has no other verb.
fn find_verbs_before(nodes: &mut [Node]) {
    let below = Dependents::of_nodes(nodes);
    for root in 0..nodes.len() {
        let is_past =
            |&verb: &usize| verb < root && nodes[verb].relation == "amod" && nodes[verb].feature("Tense") == Some("Past");
        if nodes[root].head.is_some() || nodes[root].upos != Upos::Noun || is_finite(nodes, &below, root) {
            continue;
        }
        let Some(verb) = below.of(root).iter().copied().find(is_past) else { continue };
        let is_name = |&word: &usize| word < verb && matches!(nodes[word].upos, Upos::Propn | Upos::Noun);
        let before = below.of(verb).iter().chain(below.of(root)).copied().rfind(is_name);
        if let Some(subject) = before {
            nodes[verb].features = PAST;
            (nodes[verb].head, nodes[verb].relation) = (None, "root");
            (nodes[root].head, nodes[root].relation) = (Some(verb), "obj");
            (nodes[subject].head, nodes[subject].relation) = (Some(verb), "nsubj");
        }
    }
}

/// Whether a finite verb is among the words below.
fn is_finite(nodes: &[Node], below: &Dependents, root: usize) -> bool {
    let mut next = vec![root];
    while let Some(word) = next.pop() {
        if nodes[word].feature("VerbForm") == Some("Fin") {
            return true;
        }
        next.extend(below.of(word));
    }
    false
}

/// « les avions que lui a donnés la Norvège »: a verb has one object, and where a relative pronoun is it the noun behind is the subject.
fn turn_objects(nodes: &mut [Node]) {
    let below = Dependents::of_nodes(nodes);
    for verb in 0..nodes.len() {
        let words = below.of(verb);
        let is_taken =
            |&word: &usize| word < verb && nodes[word].relation() == "obj" && nodes[word].feature("PronType") == Some("Rel");
        if nodes[verb].relation != "acl:relcl" || !words.iter().any(is_taken) {
            continue;
        }
        let behind = words.iter().copied().find(|&word| word > verb && nodes[word].relation == "obj");
        if let Some(subject) = behind.filter(|_| !words.iter().any(|&word| nodes[word].relation() == "nsubj")) {
            nodes[subject].relation = "nsubj";
        }
    }
}

/// « l'embargo sur les armes *imposé* au pays », « des missiles de surface *iraniens* »: what modifies a noun agrees with it, else with
/// the noun that this one modifies.
fn let_agree(nodes: &mut [Node]) {
    for word in 0..nodes.len() {
        let modifies = nodes[word].relation == "acl" && nodes[word].feature("VerbForm") == Some("Part");
        if !modifies && nodes[word].relation != "amod" {
            continue;
        }
        let Some(noun) = nodes[word].head.filter(|&noun| noun < word && disagree(&nodes[word], &nodes[noun])) else { continue };
        let whole = nodes[noun].head.filter(|&whole| nodes[noun].relation() == "nmod" && nodes[whole].upos == Upos::Noun);
        if let Some(whole) = whole.filter(|&whole| whole < noun && agree(&nodes[word], &nodes[whole])) {
            nodes[word].head = Some(whole);
        }
    }
}

/// Whether gender or number of two words differ, where both are told.
fn disagree(one: &Node, other: &Node) -> bool {
    ["Gender", "Number"].iter().any(|name| matches!((one.feature(name), other.feature(name)), (Some(a), Some(b)) if a != b))
}

/// Whether gender and number are told of both, and are the same.
fn agree(one: &Node, other: &Node) -> bool {
    ["Gender", "Number"].iter().all(|name| one.feature(name).is_some() && one.feature(name) == other.feature(name))
}

/// « Après la livraison de chars *à Athènes par Berlin*, Ankara a exigé … »: what stands before a verb right behind a noun is the noun's,
/// and who does it by a noun is not whom an active verb names.
fn keep_phrases(nodes: &mut [Node]) {
    let below = Dependents::of_nodes(nodes);
    for head in 0..nodes.len() {
        let Some(verb) = nodes[head].head.filter(|&verb| nodes[head].relation() == "obl" && nodes[verb].upos == Upos::Verb)
        else {
            continue;
        };
        let Some(case) = below.of(head).iter().copied().find(|&word| word < head && nodes[word].relation == "case") else {
            continue;
        };
        let agent =
            matches!(nodes[case].lemma, "by" | "par") && below.of(verb).iter().any(|&word| nodes[word].relation == "nsubj");
        let before = case.checked_sub(1).filter(|_| head < verb || agent).and_then(|word| highest(nodes, word, verb));
        if let Some(noun) =
            before.filter(|&noun| nodes[noun].upos == Upos::Noun && noun < case && nodes[noun].relation != "nsubj:pass")
        {
            (nodes[head].head, nodes[head].relation) = (Some(noun), "nmod");
        }
    }
}

/// The word right under a verb that holds a word, where the word is no mark.
fn highest(nodes: &[Node], word: usize, verb: usize) -> Option<usize> {
    if nodes[word].upos == Upos::Punct {
        return None;
    }
    std::iter::successors(Some(word), |&word| nodes[word].head).take(nodes.len()).find(|&word| nodes[word].head == Some(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row = (Upos, &'static str, usize, &'static str, &'static str);

    /// Nodes of rows of part of speech, dictionary form, head (1 the first word, 0 none), relation and features.
    fn nodes(rows: &[Row]) -> Vec<Node<'static>> {
        let node =
            |&(upos, lemma, head, relation, features): &Row| Node { upos, lemma, features, head: head.checked_sub(1), relation };
        rows.iter().map(node).collect()
    }

    fn heads(nodes: &[Node]) -> Vec<usize> {
        nodes.iter().map(|node| node.head.map_or(0, |head| head + 1)).collect()
    }

    #[test]
    fn a_subject_beside_a_verb_of_speech_is_its_own() {
        use Upos::*;
        let mut crossed = nodes(&[
            (Noun, "bulldozer", 6, "nsubj", ""),
            (Verb, "raze", 6, "ccomp", ""),
            (Noun, "home", 2, "obj", ""),
            (Punct, ",", 5, "punct", ""),
            (Noun, "official", 2, "nsubj", ""),
            (Verb, "say", 0, "root", ""),
        ]);
        mend(&mut crossed);
        assert_eq!(heads(&crossed), [2, 6, 2, 5, 6, 0]);
    }

    #[test]
    fn what_that_opens_is_demanded() {
        use Upos::*;
        let mut demand = nodes(&[
            (Propn, "Oslo", 2, "nsubj", ""),
            (Verb, "demand", 0, "root", ""),
            (Sconj, "that", 6, "mark", ""),
            (Det, "the", 7, "det", ""),
            (Propn, "EU", 7, "compound", ""),
            (Verb, "cancel", 7, "acl", ""),
            (Noun, "plan", 2, "obj", ""),
        ]);
        mend(&mut demand);
        assert_eq!(heads(&demand), [2, 0, 6, 5, 6, 2, 6]);
        assert_eq!((demand[4].relation, demand[5].relation, demand[6].relation), ("nsubj", "ccomp", "obj"));
    }

    #[test]
    fn a_participle_with_an_object_is_the_verb_of_a_sentence_without() {
        use Upos::*;
        let past = "Tense=Past|VerbForm=Part|Voice=Pass";
        let mut phrase = nodes(&[
            (Noun, "aircraft", 0, "root", ""),
            (Verb, "use", 1, "acl", "VerbForm=Ger"),
            (Noun, "missile", 2, "obj", ""),
            (Verb, "kill", 3, "acl", past),
            (Noun, "man", 4, "obj", ""),
        ]);
        mend(&mut phrase);
        assert_eq!(heads(&phrase), [4, 1, 2, 0, 4]);
        assert_eq!(phrase[3].feature("VerbForm"), Some("Fin"));
        let mut told = nodes(&[(Noun, "man", 0, "root", ""), (Verb, "kill", 1, "acl", past), (Noun, "home", 2, "obj", "")]);
        mend(&mut told);
        assert_eq!(heads(&told), [0, 1, 2]);
    }

    #[test]
    fn a_participle_between_a_name_and_its_noun_is_the_verb() {
        use Upos::*;
        let past = "Tense=Past|VerbForm=Part|Voice=Pass";
        let mut phrase =
            nodes(&[(Propn, "Oslo", 2, "compound", ""), (Verb, "airlift", 3, "amod", past), (Noun, "aid", 0, "root", "")]);
        mend(&mut phrase);
        assert_eq!(heads(&phrase), [2, 0, 2]);
        assert_eq!((phrase[0].relation, phrase[2].relation), ("nsubj", "obj"));
    }

    #[test]
    fn a_participle_agrees_with_its_noun() {
        use Upos::*;
        let mut embargo = nodes(&[
            (Noun, "embargo", 0, "root", "Gender=Masc|Number=Sing"),
            (Adp, "sur", 3, "case", ""),
            (Noun, "arme", 1, "nmod", "Gender=Fem|Number=Plur"),
            (Verb, "imposer", 3, "acl", "Gender=Masc|Number=Sing|VerbForm=Part"),
        ]);
        mend(&mut embargo);
        assert_eq!(heads(&embargo), [0, 3, 1, 1]);
    }

    #[test]
    fn a_noun_keeps_the_phrases_right_behind_it() {
        use Upos::*;
        let mut phrases = nodes(&[
            (Noun, "livraison", 8, "obl:mod", ""),
            (Adp, "à", 3, "case", ""),
            (Propn, "Athènes", 8, "obl:mod", ""),
            (Adp, "par", 5, "case", ""),
            (Propn, "Berlin", 8, "obl:mod", ""),
            (Punct, ",", 1, "punct", ""),
            (Propn, "Ankara", 8, "nsubj", ""),
            (Verb, "exiger", 0, "root", ""),
        ]);
        mend(&mut phrases);
        assert_eq!(heads(&phrases), [8, 3, 1, 5, 1, 1, 8, 0]);
    }

    #[test]
    fn the_noun_behind_a_verb_that_has_its_object_is_its_subject() {
        use Upos::*;
        let mut relative = nodes(&[
            (Noun, "avion", 0, "root", ""),
            (Pron, "que", 3, "obj", "PronType=Rel"),
            (Verb, "donner", 1, "acl:relcl", ""),
            (Propn, "Norvège", 3, "obj", ""),
        ]);
        mend(&mut relative);
        assert_eq!(relative[3].relation, "nsubj");
    }
}
