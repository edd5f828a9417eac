//! Readings that a parser gives to sentences of news and that no grammar allows, put right by the tree alone.
//!
//! No phrase crosses another, and in languages with gender what modifies a noun agrees with it (Universal Dependencies, version 2). Only
//! what makes more arcs right than wrong on dev treebanks is mended here; the rest is the parser's to learn.

use super::{Dependents, Node};
use saidby_core::Upos;

/// Puts all of them right.
pub fn mend(nodes: &mut [Node]) {
    part_subjects(nodes);
    let_agree(nodes);
}

/// "Bulldozers razed homes in the south, officials said": the clause before a verb of speech has the subject before it, the verb the
/// one beside it.
fn part_subjects(nodes: &mut [Node]) {
    let below = Dependents::of_nodes(nodes);
    for speech in 0..nodes.len() {
        let is_clause = |&verb: &usize| verb < speech && nodes[verb].relation() == "ccomp";
        let Some(verb) = below.of(speech).iter().copied().find(is_clause) else { continue };
        let subject = |of: usize, within: std::ops::Range<usize>| {
            below.of(of).iter().copied().find(|&word| nodes[word].relation == "nsubj" && within.contains(&word))
        };
        let Some(first) = subject(speech, 0..verb) else { continue };
        if let Some(second) = subject(verb, verb..speech).filter(|&second| is_beside(nodes, second, speech)) {
            nodes[second].head = Some(speech);
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
}
