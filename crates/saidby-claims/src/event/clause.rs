//! A verb and what its tree puts around it: « un convoi qu'il a promis d'envoyer à Kiev » has a subject, an object and a receiver
//! for *envoyer*, though none of them is its dependent.
//!
//! Universal Dependencies: subject and object of active and passive verbs, the antecedent of a relative clause or a participle, the
//! subject that an infinitive or a coordinated verb shares with the verb above it.

use crate::paragraph::Paragraph;
use crate::tree::Tree;
use crate::vocabulary::{Class, Slot, Vocabulary};
use saidby_core::{EventType, Upos};

/// A subject is shared over at most this many verbs: « a dit vouloir essayer de … ».
const FARTHEST_SUBJECT: usize = 6;

/// Something that a verb or noun governs after a preposition, or after an adverb that opens a phrase, « autour du port »; the
/// preposition is empty for an indirect object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oblique {
    /// The preposition, or the adverb, as it is written, in lower case.
    pub preposition: String,
    /// The head of the phrase.
    pub head: usize,
}

/// A verb and its participants, by the heads of their phrases.
#[derive(Clone, Debug, Default)]
pub struct Clause {
    /// The verb.
    pub verb: usize,
    /// Whether what is its grammatical subject undergoes it.
    pub passive: bool,
    /// Who does it: the subject of an active verb, else the agent.
    pub subjects: Vec<usize>,
    /// What it is done to: the object of an active verb, else the subject.
    pub objects: Vec<usize>,
    /// What stands after a preposition.
    pub obliques: Vec<Oblique>,
}

impl Clause {
    /// The clause of a verb.
    pub fn of(paragraph: &Paragraph, vocabulary: &Vocabulary, verb: usize) -> Self {
        let mut clause = Self::own(paragraph, vocabulary, verb);
        if clause.passive {
            if clause.objects.is_empty() {
                clause.objects = inherited(paragraph, vocabulary, verb);
            }
        } else if clause.subjects.is_empty() {
            clause.subjects = inherited(paragraph, vocabulary, verb);
        }
        if clause.objects.is_empty() && !clause.passive {
            clause.objects = shared_object(paragraph, verb);
        }
        clause
    }

    /// What the verb has of its own: dependents, and the antecedent where it modifies a noun.
    fn own(paragraph: &Paragraph, vocabulary: &Vocabulary, verb: usize) -> Self {
        let tree = &paragraph.tree;
        if let Some(clause) = Self::read_as_noun_phrase(paragraph, verb) {
            return clause;
        }
        let auxiliary = auxiliary_above(paragraph, verb);
        let reflexive = tree.dependents(verb).iter().any(|&word| is_reflexive(paragraph, word));
        let passive = auxiliary.is_none() && !reflexive && is_passive(tree, verb);
        let antecedent = antecedent(tree, verb);
        let mut clause = Self { verb, passive, ..Self::default() };
        let mut taken_up = false;
        let above = auxiliary.map(|auxiliary| tree.dependents(auxiliary)).unwrap_or_default();
        for &word in above.iter().filter(|&&word| word != verb).chain(tree.dependents(verb)) {
            let relative = antecedent.filter(|_| is_relative(paragraph, word));
            taken_up |= relative.is_some();
            clause.add(paragraph, vocabulary, word, relative.unwrap_or(word));
        }
        if let Some(noun) = antecedent.filter(|_| !taken_up) {
            clause.add_antecedent(paragraph, vocabulary, noun);
        }
        clause.give_back(paragraph);
        clause
    }

    /// Subjects that the tree gives to another word by mistake: that of a clause before its verb of speech, given to that verb
    /// ("Rebels seized the town, police said": no phrase crosses another), a number's noun without a preposition, given as an
    /// oblique ("Up to 100 Serbs marched", "expelled more than 100 Serbs"), a name before the verb without a preposition, a noun before a
    /// verb that has its object after it ("Kenya says Eritrea arming rebels": of objects, only pronouns go before), and a noun after a verb
    /// whose object is the relative pronoun before it (« les avions que lui a donnés la Norvège »).
    fn give_back(&mut self, paragraph: &Paragraph) {
        let tree = &paragraph.tree;
        let verb = self.verb;
        let speech = tree.node(verb).head.filter(|&speech| verb < speech && tree.node(verb).universal == "ccomp");
        let crossing = speech.and_then(|speech| tree.related(speech, &["nsubj"]).rfind(|&word| word < verb));
        let bare = |word: &usize| preposition(paragraph, *word).is_empty() && tree.related(*word, &["nummod"]).next().is_some();
        let counted: Vec<usize> = tree.related(verb, &["obl"]).filter(bare).collect();
        if self.subjects.is_empty() && !self.passive && self.objects.iter().any(|&object| object > verb) {
            let noun = |&object: &usize| object < verb && matches!(tree.node(object).upos, Upos::Noun | Upos::Propn);
            let own = |object: &usize| tree.node(*object).head == Some(verb);
            self.subjects = self.objects.extract_if(.., |object| noun(object) && own(object)).collect();
        }
        let takes_up = |&word: &usize| tree.node(word).universal == "obj" && is_relative(paragraph, word);
        if self.subjects.is_empty() && !self.passive && tree.dependents(verb).iter().any(takes_up) {
            let after = |object: &usize| *object > verb && tree.node(*object).head == Some(verb);
            self.subjects = self.objects.extract_if(.., |object| after(object)).collect();
        }
        let unmarked = |word: &usize| {
            let node = tree.node(*word);
            matches!(node.upos, Upos::Noun | Upos::Propn)
                && matches!(node.universal, "advcl" | "obl" | "dislocated" | "nmod" | "parataxis" | "vocative" | "dep")
                && preposition(paragraph, *word).is_empty()
        };
        let misread = tree.dependents(verb).iter().copied().find(|word| *word < verb && unmarked(word));
        let undergoes = if self.passive { &self.objects } else { &self.subjects };
        if undergoes.is_empty() {
            let before = crossing.or_else(|| counted.iter().copied().find(|&word| word < verb)).or(misread);
            if self.passive { self.objects.extend(before) } else { self.subjects.extend(before) }
        }
        if self.objects.is_empty() && !self.passive {
            self.objects.extend(counted.into_iter().find(|&word| word > verb));
        }
    }

    /// "France delivered tanks", read as tanks that France and delivered modify: a participle between a name and its noun.
    fn read_as_noun_phrase(paragraph: &Paragraph, verb: usize) -> Option<Self> {
        let tree = &paragraph.tree;
        let noun = tree.node(verb).head.filter(|&noun| tree.node(verb).universal == "amod" && verb < noun)?;
        let names =
            tree.related(noun, &["compound", "nsubj", "nmod"]).filter(|&word| word < verb && tree.node(word).upos == Upos::Propn);
        let subjects: Vec<usize> = names.collect();
        let mut clause = Self { verb, subjects, objects: vec![noun], ..Self::default() };
        let after = tree.related(noun, &["nmod", "obl"]).filter(|&word| word > noun);
        clause.obliques = after.map(|head| Oblique { preposition: preposition(paragraph, head), head }).collect();
        (!clause.subjects.is_empty()).then_some(clause)
    }

    fn add(&mut self, paragraph: &Paragraph, vocabulary: &Vocabulary, word: usize, head: usize) {
        let node = paragraph.tree.node(word);
        let preposition = preposition(paragraph, word);
        match node.relation {
            "nsubj:pass" if self.passive => self.objects.push(head),
            _ if node.universal == "nsubj" && self.passive => self.objects.push(head),
            _ if node.universal == "nsubj" => self.subjects.push(head),
            "expl" if paragraph.lower(word) == "it" && self.subjects.is_empty() => self.subjects.push(head),
            _ if is_reflexive(paragraph, word) => {}
            "obj" => self.objects.push(head),
            "iobj" => self.obliques.push(Oblique { preposition: String::new(), head }),
            "obl:agent" => self.subjects.push(head),
            _ if node.universal == "obl" && self.passive && vocabulary.slot(&preposition) == Some(Slot::By) => {
                self.subjects.push(head);
            }
            "obl:arg" if self.objects.is_empty() && is_partitive(paragraph, word) => self.objects.push(head),
            _ if node.universal == "obl" && !preposition.is_empty() => self.obliques.push(Oblique { preposition, head }),
            "advmod" => self.obliques.extend(behind_adverb(paragraph, vocabulary, word)),
            _ => {}
        }
    }

    /// The noun that the verb modifies, where no pronoun takes it up.
    fn add_antecedent(&mut self, paragraph: &Paragraph, vocabulary: &Vocabulary, noun: usize) {
        let tree = &paragraph.tree;
        let finite = tree.node(self.verb).relation == "acl:relcl";
        let infinitive = tree.node(self.verb).feature("VerbForm") == Some("Inf");
        if (self.passive || finite) && self.objects.is_empty() {
            self.objects.push(noun);
        } else if !finite && !infinitive && self.subjects.is_empty() {
            self.subjects.push(noun);
        }
        if !finite {
            let after = tree.related(noun, &["nmod"]).filter(|&word| word > self.verb);
            for head in after {
                let preposition = preposition(paragraph, head);
                if self.passive && vocabulary.slot(&preposition) == Some(Slot::By) {
                    self.subjects.push(head);
                } else {
                    self.obliques.push(Oblique { preposition, head });
                }
            }
        }
    }
}

/// The phrases that an adverb with a slot or a place opens: « autour *du port* », « auprès *de Pékin* », « le long *de la côte* ».
fn behind_adverb(paragraph: &Paragraph, vocabulary: &Vocabulary, adverb: usize) -> Vec<Oblique> {
    let tree = &paragraph.tree;
    let opens = |form: &&str| vocabulary.is(form, Class::Locative) || vocabulary.slot(form).is_some();
    let mut parts = tree.related(adverb, &["fixed"]).chain([adverb]).map(|at| paragraph.lower(at));
    let Some(form) = parts.find(opens) else { return Vec::new() };
    let behind = tree.related(adverb, &["obl"]).filter(|&head| head > adverb);
    behind.map(|head| Oblique { preposition: form.to_owned(), head }).collect()
}

/// The preposition of a phrase, in lower case: its first case marker.
pub fn preposition(paragraph: &Paragraph, head: usize) -> String {
    let case =
        paragraph.tree.related(head, &["case", "mark"]).find(|&word| word < head || paragraph.tree.node(word).upos == Upos::Adp);
    case.map(|word| paragraph.lower(word).to_owned()).unwrap_or_default()
}

/// Whether what looks like the subject of a verb undergoes it: an auxiliary of the passive, or a participle alone.
pub fn is_passive(tree: &Tree, verb: usize) -> bool {
    let node = tree.node(verb);
    let relations = || tree.dependents(verb).iter().map(|&word| tree.node(word).relation);
    if relations().any(|relation| matches!(relation, "aux:pass" | "nsubj:pass")) {
        return true;
    }
    let participle = node.feature("VerbForm") == Some("Part") && node.feature("Tense") == Some("Past");
    let bare = participle && !relations().any(|relation| relation.starts_with("aux") || relation == "nsubj");
    let shares = node.universal == "conj" && node.head.is_some_and(|above| !is_passive_alone(tree, above));
    bare && !shares
}

/// The passive of the first of coordinated verbs, which the others share.
fn is_passive_alone(tree: &Tree, verb: usize) -> bool {
    let has = |name: &str| tree.dependents(verb).iter().any(|&word| tree.node(word).relation == name);
    let participle = tree.node(verb).feature("VerbForm") == Some("Part") && tree.node(verb).feature("Tense") == Some("Past");
    has("aux:pass") || has("nsubj:pass") || (participle && !has("aux") && !has("aux:tense") && !has("nsubj"))
}

/// « a promis », where the auxiliary is read as the verb: it has what the participle should have.
pub fn auxiliary_above(paragraph: &Paragraph, verb: usize) -> Option<usize> {
    let tree = &paragraph.tree;
    let above = tree.node(verb).head.filter(|&above| above < verb && verb < above + 4)?;
    let infinitive = tree.node(verb).feature("VerbForm") == Some("Inf");
    let joined = tree.related(verb, &["cc", "mark", "case"]).next().is_some();
    (!infinitive && !joined && matches!(tree.node(above).lemma, "avoir" | "have")).then_some(above)
}

/// The noun that a relative clause or participle modifies.
fn antecedent(tree: &Tree, verb: usize) -> Option<usize> {
    let node = tree.node(verb);
    let above = node.head.filter(|_| node.universal == "acl")?;
    matches!(tree.node(above).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj).then_some(above)
}

pub fn is_relative(paragraph: &Paragraph, word: usize) -> bool {
    let node = paragraph.tree.node(word);
    node.upos == Upos::Pron && node.feature("PronType").is_some_and(|kind| kind.contains("Rel"))
}

/// « se », « s' ».
pub fn is_reflexive(paragraph: &Paragraph, word: usize) -> bool {
    paragraph.tree.node(word).upos == Upos::Pron && matches!(paragraph.lower(word), "se" | "s'" | "-se")
}

/// « tenir des exercices »: the article is read as a preposition.
fn is_partitive(paragraph: &Paragraph, head: usize) -> bool {
    let mut cases = paragraph.tree.related(head, &["case"]);
    cases.next().is_some_and(|case| {
        paragraph.lower(case) == "de"
            && paragraph.lower(case + 1) == "les"
            && paragraph.words[case].span.overlaps(paragraph.words[case + 1].span)
    })
}

/// The grammatical subject of a verb, whatever its voice.
fn subject_of(paragraph: &Paragraph, vocabulary: &Vocabulary, verb: usize) -> Vec<usize> {
    let clause = Clause::own(paragraph, vocabulary, verb);
    if clause.passive { clause.objects } else { clause.subjects }
}

/// The subject that a verb has from the verbs above it.
fn inherited(paragraph: &Paragraph, vocabulary: &Vocabulary, verb: usize) -> Vec<usize> {
    let tree = &paragraph.tree;
    let mut at = verb;
    for _ in 0..FARTHEST_SUBJECT {
        let node = tree.node(at);
        let Some(above) = node.head else { break };
        let gerund = at == verb && matches!(node.universal, "obl" | "obj");
        if !gerund && !matches!(node.universal, "conj" | "xcomp" | "ccomp" | "advcl" | "acl" | "parataxis") {
            break;
        }
        if tree.node(above).upos == Upos::Noun && node.universal == "acl" {
            return possessors(paragraph, vocabulary, above);
        }
        let clause = Clause::own(paragraph, vocabulary, above);
        let finite = tree.node(at).feature("VerbForm") == Some("Fin");
        if finite && node.universal != "conj" {
            break;
        }
        let controls = matches!(node.universal, "xcomp" | "ccomp") || takes_accused(paragraph, at);
        if controls && !clause.passive && !clause.objects.is_empty() && is_of_object(paragraph, vocabulary, above) {
            return clause.objects;
        }
        let subject = if clause.passive { clause.objects } else { clause.subjects };
        if !subject.is_empty() {
            return subject;
        }
        at = above;
    }
    Vec::new()
}

/// Whether the complement of a verb is what its object does (« accuser quelqu'un de »): not of verbs of promise, threat or refusal.
fn is_of_object(paragraph: &Paragraph, vocabulary: &Vocabulary, above: usize) -> bool {
    use EventType::{Agree, Reject, Threaten};
    let mut rows = vocabulary.events.headed_by(paragraph.tree.node(above).lemma, false);
    !rows.any(|row| row.words.len() == 1 && matches!(row.kind, Agree | Reject | Threaten))
}

/// "accused Russia of bombing": what the gerund's subject is, the verb's object is.
fn takes_accused(paragraph: &Paragraph, verb: usize) -> bool {
    matches!(preposition(paragraph, verb).as_str(), "of" | "for" | "from" | "de" | "d'")
}

/// Whose plan, threat or decision it is: « leur décision de retirer », "Israel's plan to annex", "X announced a plan to".
fn possessors(paragraph: &Paragraph, vocabulary: &Vocabulary, noun: usize) -> Vec<usize> {
    let tree = &paragraph.tree;
    let own: Vec<usize> = tree.related(noun, &["nmod"]).filter(|&word| tree.node(word).relation == "nmod:poss").collect();
    if !own.is_empty() {
        return own;
    }
    match (tree.node(noun).universal, tree.node(noun).head) {
        ("obj" | "obl", Some(verb)) => subject_of(paragraph, vocabulary, verb),
        _ => Vec::new(),
    }
}

/// "condemned and sanctioned Russia": the object stands with the last of them.
fn shared_object(paragraph: &Paragraph, verb: usize) -> Vec<usize> {
    let tree = &paragraph.tree;
    let next = tree.related(verb, &["conj"]).find(|&next| next == verb + 2);
    next.map(|next| tree.related(next, &["obj"]).collect()).unwrap_or_default()
}
