//! Content after its cue: « a précisé que … », "said: “…”", « accuse X de … », "warned of …".

use super::Scene;
use super::parenthesis::trailing;
use super::verb::{CueVerb, Standing};
use crate::cue::plain;
use crate::phrase::skip_adverbials;
use crate::quotation::Quotation;
use crate::vocabulary::Class;
use saidby_core::{CueKind, Upos};
use std::ops::Range;

/// A complementizer or a quotation is looked for no farther than this many words after the cue: « a affirmé mercredi, lors d'un …,
/// que ».
const FARTHEST: usize = 16;

/// What follows a cue, if it can be its content.
pub struct Complement {
    /// The content, in order.
    pub content: Vec<Range<usize>>,
    /// To whom it is said, or who is accused.
    pub addressee: Option<Range<usize>>,
    /// Whether it is an indirect question.
    pub question: bool,
    /// Whether it is what is spoken of, and not a clause or words that say it.
    pub topic: bool,
}

impl Complement {
    fn of(content: Range<usize>) -> Option<Self> {
        (!content.is_empty()).then(|| Self { content: vec![content], addressee: None, question: false, topic: false })
    }
}

/// A frame's way to find content.
type Attempt = fn(&Scene, &CueVerb) -> Option<Complement>;

/// What follows a cue verb and can be its content, by the frames of its row.
pub fn complement(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let frames = cue.entry.frames;
    let tries: [(bool, Attempt); 7] = [
        (frames.quote, quoted),
        (frames.accused, accused),
        (frames.named, named),
        (frames.question, question),
        (frames.clause || frames.quote, clause),
        (frames.asked, asked),
        (frames.infinitive, infinitive),
    ];
    let clausal = tries.into_iter().filter(|(wanted, _)| *wanted).find_map(|(_, attempt)| attempt(scene, cue));
    clausal.or_else(|| topic(scene, cue))
}

/// What is spoken of: a thing and what it is called, a topic after a preposition, an object.
pub fn topic(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let frames = cue.entry.frames;
    let object = |_: &Scene| (frames.object || frames.told) && (cue.standing != Standing::Infinitive || is_pointed(cue));
    let about = frames.about.then(|| about(scene, cue)).flatten();
    about.or_else(|| object(scene).then(|| self::object(scene, cue)).flatten())
}

/// The clause, question or infinitive after a passive cue: "was told that", "is expected to".
pub fn clausal(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let frames = cue.entry.frames;
    let tries: [(bool, Attempt); 3] = [
        (frames.question, question),
        (frames.clause || frames.quote, clause),
        (frames.infinitive || frames.asked || frames.clause, infinitive),
    ];
    tries.into_iter().filter(|(wanted, _)| *wanted).find_map(|(_, attempt)| attempt(scene, cue))
}

/// Acts that a noun phrase alone can be the content of, also in an infinitive.
pub fn is_pointed(cue: &CueVerb) -> bool {
    use saidby_core::Act::*;
    matches!(cue.entry.act, Accuse | Condemn | Deny | Confirm | Threaten | Admit | Praise | Reject | Warn)
}

/// « a dit : “…” », "said, “…”", « affirment “concerné” par … ».
fn quoted(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let paragraph = scene.paragraph;
    let region = scene.region(cue.head);
    let limit = region.end.min(cue.end() + FARTHEST).min(scene.next_cue(cue));
    let stops = |at: usize| paragraph.is(at, Class::Complementizer) && paragraph.tree.node(at).upos == Upos::Sconj;
    let opening = (cue.end()..limit).take_while(|&at| !stops(at)).find(|&at| paragraph.opening(at).is_some());
    let Some(opening) = opening else {
        let colon = (cue.end()..region.end.min(cue.end() + FARTHEST)).find(|&at| paragraph.lower(at) == ":")?;
        if !between_is_adjunct(scene, cue, colon) {
            return None;
        }
        return Complement::of(paragraph.trimmed(colon + 1..region.end));
    };
    let before = opening.checked_sub(1)?;
    let quotation = paragraph.opening(opening)?;
    if matches!(paragraph.lower(before), ":" | ",") {
        let between = cue.end()..before;
        let other_verb = between.clone().any(|at| scene.is_finite_verb(at));
        return (!other_verb).then(|| Complement::of(quotation.inner.clone())).flatten();
    }
    if opening != cue.end() && !between_is_adjunct(scene, cue, opening) {
        return None;
    }
    let after = quotation.outer().end;
    let goes_on = after < region.end && goes_on(scene, quotation) && !paragraph.is_punctuation(quotation.inner.end - 1);
    let end = scene.content_end(cue, after, region.end);
    Complement::of(if goes_on { paragraph.trimmed(opening..end) } else { quotation.inner.clone() })
}

/// Whether the words after a quotation belong to its clause: « “concerné” par une livraison », not « “…” a répliqué X ».
fn goes_on(scene: &Scene, quotation: &Quotation) -> bool {
    let after = quotation.outer().end;
    let node = scene.paragraph.tree.node(after);
    let begins_other = matches!(node.upos, Upos::Verb | Upos::Aux | Upos::Cconj | Upos::Pron) && scene.is_finite_verb(after);
    !scene.paragraph.is_punctuation(after) && !begins_other && (node.upos != Upos::Cconj || is_argument(scene, quotation))
}

/// "said “budget reforms” and taxes would help finance them": a quotation without a verb that a verb behind it governs.
fn is_argument(scene: &Scene, quotation: &Quotation) -> bool {
    let tree = &scene.paragraph.tree;
    let after = quotation.outer().end;
    let governed = |word: usize| tree.node(word).head.is_some_and(|head| head >= after && scene.is_clause(head));
    !scene.is_clause_within(&quotation.inner) && quotation.inner.clone().any(governed)
}

/// Whether only words that tell when, where and to whom stand between a cue and a word.
pub fn between_is_adjunct(scene: &Scene, cue: &CueVerb, to: usize) -> bool {
    let tree = &scene.paragraph.tree;
    (cue.end()..to).all(|at| {
        let top = std::iter::once(at).chain(tree.ancestors(at)).take_while(|&word| word != cue.head).last().unwrap_or(at);
        tree.extent(top).end <= to && matches!(tree.node(top).universal, "obl" | "advmod" | "iobj" | "nsubj" | "punct")
    })
}

/// The complementizer that opens a cue's clause.
pub fn complementizer(scene: &Scene, cue: &CueVerb) -> Option<usize> {
    let paragraph = scene.paragraph;
    let tree = &paragraph.tree;
    let region = scene.region(cue.head);
    let limit = region.end.min(cue.end() + FARTHEST).min(scene.next_cue(cue));
    let stops = |at: usize| {
        matches!(paragraph.lower(at), ";" | ":")
            || paragraph.is_quote_mark(at)
            || paragraph.is(at, Class::Relative)
            || scene.is_finite_verb(at)
    };
    let joins = |at: &usize| {
        let points = matches!(tree.node(*at).upos, Upos::Det) || tree.node(*at).feature("PronType") == Some("Dem");
        let next = *at == cue.end() && tree.node(*at).upos == Upos::Sconj;
        let opens = (next || tree.node(*at).head.is_some_and(|head| head > *at)) && !is_relative(scene, cue, *at);
        paragraph.is(*at, Class::Complementizer) && opens && !points
    };
    (cue.end()..limit).take_while(|&at| !stops(at)).find(joins)
}

/// "a hand that shakes": a relative pronoun, unless its noun is the one right after the cue, to whom it is said.
fn is_relative(scene: &Scene, cue: &CueVerb, at: usize) -> bool {
    let tree = &scene.paragraph.tree;
    let verb = tree.node(at).head.filter(|&verb| tree.node(verb).relation == "acl:relcl");
    let Some(noun) = verb.and_then(|verb| tree.node(verb).head) else { return false };
    let dated = scene.is_of_time(noun);
    let addressee =
        tree.extent(noun).start == cue.end() && scene.hanging(cue).contains(&noun) || cue.words.contains(&noun) || dated;
    let doubled = verb.is_some_and(|verb| tree.related(verb, &[tree.node(at).universal]).count() > 1);
    tree.node(at).universal != "mark" && !addressee && !doubled
}

/// « a précisé, jeudi, que … », "said he would …"
fn clause(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let tree = &scene.paragraph.tree;
    let region = scene.region(cue.head);
    if let Some(at) = complementizer(scene, cue) {
        let top = tree.node(at).head.filter(|&head| head > at).unwrap_or(at);
        let end = scene.content_end(cue, at + 1, region.end.min(scene.widened(cue, at, top)));
        let addressee = scene.addressee(cue, at);
        return Complement::of(scene.paragraph.trimmed(at..end)).map(|found| Complement { addressee, ..found });
    }
    let bare = |&word: &usize| {
        let relation = tree.node(word).universal;
        let clausal = relation == "ccomp" || (relation == "parataxis" && cue.entry.frames.clause);
        word > cue.head
            && clausal
            && (scene.is_clause(word) || is_headline_clause(scene, word))
            && !reports_all(scene, word)
            && tree.extent(word).start >= cue.words.start
    };
    let Some(found) = scene.hanging(cue).into_iter().find(bare) else {
        return unmarked_clause(scene, cue);
    };
    let start = tree.extent(found).start.max(cue.end());
    let start = subject_apart(scene, cue, found).unwrap_or(start).max(scene.region(cue.head).start);
    let english = scene.vocabulary.language.code() == "en";
    let infinitive = !english && tree.node(found).feature("VerbForm") == Some("Inf");
    if (!english && !infinitive) || (infinitive && !cue.entry.frames.infinitive) {
        return None;
    }
    let end = scene.content_end(cue, start + 1, region.end.min(scene.widened(cue, start, found)));
    let addressee = scene.addressee(cue, start);
    Complement::of(scene.paragraph.trimmed(start..end)).map(|found| Complement { addressee, ..found })
}

/// "said the tax breaks “do nothing for growth”": where the tree hangs the subject of a clause without one on the cue, the clause begins
/// with it; the cue has its own before it.
fn subject_apart(scene: &Scene, cue: &CueVerb, clause: usize) -> Option<usize> {
    let tree = &scene.paragraph.tree;
    let told = scene.related(cue, &["nsubj"]).any(|word| word < cue.words.start) && !cue.entry.frames.asked;
    let lacks = tree.related(clause, &["nsubj", "csubj", "expl"]).next().is_none();
    let bare = |&word: &usize| {
        let nominal = matches!(tree.node(word).upos, Upos::Noun | Upos::Propn | Upos::Pron);
        let addressed = tree.node(word).universal == "iobj";
        (cue.end()..clause).contains(&word)
            && nominal
            && !scene.is_dated(word)
            && !addressed
            && tree.related(word, &["case"]).next().is_none()
    };
    let subject = scene.hanging(cue).into_iter().filter(|_| told && lacks).find(bare)?;
    let extent = tree.extent(subject);
    (extent.start >= cue.end() && extent.end <= tree.extent(clause).start).then_some(extent.start)
}

/// "Inspectors found a crack, two engineers said": a cue that ends its sentence and reports what stands before it.
fn reports_all(scene: &Scene, word: usize) -> bool {
    let cue = scene.verbs.iter().find(|cue| cue.head == word);
    cue.is_some_and(|cue| trailing(scene, cue).is_some())
}

/// "Kenya says Eritrea arming rebels": a headline leaves the auxiliary out.
fn is_headline_clause(scene: &Scene, word: usize) -> bool {
    let tree = &scene.paragraph.tree;
    let participle = matches!(tree.node(word).feature("VerbForm"), Some("Ger" | "Part"));
    scene.paragraph.headline && participle && tree.related(word, &["nsubj", "obj"]).any(|noun| noun < word)
}

/// "Kenya says Eritrea ‘secretly arming’ rebels": the participle in small letters after the name at `start`.
fn headline_verb(scene: &Scene, start: usize, limit: usize) -> Option<usize> {
    let paragraph = scene.paragraph;
    let node = |at: usize| paragraph.tree.node(at);
    let participle = |at: usize| matches!(node(at).feature("VerbForm"), Some("Ger" | "Part")) && !paragraph.words[at].capital;
    let name = (start..limit).take_while(|&at| paragraph.words[at].capital).last()?;
    let light = |at: usize| paragraph.opening(at).is_some() || node(at).upos == Upos::Adv;
    (name + 1..limit).find(|&at| !light(at)).filter(|&at| participle(at))
}

/// "shows he won": a noun or pronoun right after an English cue, then the verb that it is the subject of, however the tree
/// hangs them.
fn unmarked_clause(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let tree = &scene.paragraph.tree;
    let region = scene.region(cue.head);
    let start = skip_adverbials(scene.paragraph, scene.vocabulary, cue.end(), region.end);
    let limit = region.end.min(start + FARTHEST);
    let nominal = matches!(tree.node(start).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Det | Upos::Adj | Upos::Num);
    if scene.vocabulary.language.code() != "en" || !cue.entry.frames.clause || !nominal || start >= region.end {
        return None;
    }
    if scene.paragraph.headline && headline_verb(scene, start, limit).is_some() {
        return Complement::of(scene.paragraph.trimmed(start..scene.content_end(cue, start + 1, region.end)));
    }
    let subject = |verb: usize| tree.related(verb, &["nsubj"]).any(|word| (start..verb).contains(&word));
    let open = (start..limit).take_while(|&at| !matches!(scene.paragraph.lower(at), "," | ";" | ":" | "who" | "which" | "that"));
    let verb = open.into_iter().find(|&at| scene.is_clause(at) && subject(at))?;
    let end = scene.content_end(cue, start + 1, region.end.min(scene.widened(cue, start, verb)));
    Complement::of(scene.paragraph.trimmed(start..end))
}

/// « essayait de savoir si … », "asked whether …"
fn question(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let paragraph = scene.paragraph;
    let tree = &paragraph.tree;
    let region = scene.region(cue.head);
    let near =
        (cue.end()..region.end.min(cue.end() + 8)).take_while(|&at| !paragraph.is_punctuation(at) && !scene.is_finite_verb(at));
    let asks = |at: &usize| {
        let word = paragraph.lower(*at);
        let reflexive = word == "s'" && !matches!(paragraph.lower(at + 1), "il" | "ils");
        paragraph.is(*at, Class::Question) && !reflexive && tree.node(*at).feature("PronType") != Some("Rel")
    };
    let at = near.into_iter().find(asks)?;
    let complement = |&word: &usize| {
        matches!(tree.node(word).universal, "ccomp" | "xcomp" | "advcl" | "obj" | "obl" | "parataxis")
            && tree.extent(word).contains(&at)
    };
    let top = scene.hanging(cue).into_iter().find(complement)?;
    let end = scene.content_end(cue, at + 1, region.end.min(scene.widened(cue, at, top)));
    let addressee = scene.addressee(cue, at);
    Complement::of(paragraph.trimmed(at..end)).map(|found| Complement { addressee, question: true, ..found })
}

/// « accuse l'Iran de fournir … »: the accused and what they did are the content.
fn accused(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let tree = &scene.paragraph.tree;
    let region = scene.region(cue.head);
    let clitic = cue.words.start.checked_sub(1).filter(|&at| scene.paragraph.is(at, Class::Clitic));
    let person = object_of(scene, cue).or(clitic)?;
    let joins = |at: &usize| cue.entry.prepositions.contains(&plain(scene.paragraph.lower(*at)));
    let acts = |at: &usize| tree.node(*at).head.is_some_and(|verb| verb > *at && is_infinitive(scene, verb));
    let hangs = |at: &usize| std::iter::once(*at).chain(tree.ancestors(*at)).any(|word| word == person || word == cue.head);
    let near = || (person.max(cue.end().saturating_sub(1)) + 1..region.end.min(person + FARTHEST)).filter(joins);
    let deed = near().find(acts).or_else(|| near().find(hangs))?;
    let start = if person < cue.end() { deed } else { tree.extent(person).start.max(cue.end()) };
    let top = tree.node(deed).head.filter(|&head| head > deed)?;
    let end = scene.content_end(cue, deed + 1, region.end.min(scene.widened(cue, deed, top)));
    let accused = Some(scene.paragraph.trimmed(start..deed)).filter(|accused| !accused.is_empty());
    Complement::of(scene.paragraph.trimmed(start..end)).map(|found| Complement { addressee: accused, ..found })
}

/// "accused by a panel | of letting gold pass": a preposition of the row with a verb behind it, whatever the tree hangs it on.
pub fn deed(scene: &Scene, cue: &CueVerb) -> Option<Range<usize>> {
    let paragraph = scene.paragraph;
    let limit = scene.region(cue.head).end.min(cue.end() + FARTHEST);
    let joins = |at: &usize| cue.entry.prepositions.contains(&plain(paragraph.lower(*at)));
    let acts = |at: &usize| paragraph.tree.node(*at).head.filter(|&verb| verb > *at && is_infinitive(scene, verb));
    let at = (cue.end()..limit).filter(joins).find(|at| acts(at).is_some())?;
    Some(at..scene.content_end(cue, at + 1, paragraph.tree.extent(acts(&at)?).end))
}

/// "called it a fairy tale", « présente la société comme un maillon », « se dit certain »: what it is said of, and what it is called.
fn named(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let tree = &scene.paragraph.tree;
    let region = scene.region(cue.head);
    let after: Vec<usize> = scene.hanging(cue).into_iter().filter(|&word| word >= cue.end() && region.contains(&word)).collect();
    let object = scene.related(cue, &["obj", "iobj"]).find(|word| region.contains(word));
    let marked = |word: usize| {
        tree.related(word, &["case", "mark"]).any(|case| cue.entry.prepositions.contains(&plain(scene.paragraph.lower(case))))
    };
    let predicate = after.iter().copied().find(|&word| match tree.node(word).universal {
        _ if Some(word) == object => false,
        "obl" | "advcl" | "nmod" => marked(word),
        "xcomp" => cue.entry.prepositions.is_empty() || marked(word),
        "obj" | "ccomp" if cue.entry.prepositions.is_empty() => {
            object.is_some_and(|object| object < word) || (cue.entry.pronominal && tree.node(word).upos == Upos::Adj)
        }
        _ => false,
    });
    let bare = |word: usize| cue.entry.prepositions.is_empty() && tree.node(word).relation == "nmod:unmarked";
    let of_object = || object.and_then(|object| tree.related(object, &["nmod", "acl"]).find(|&word| marked(word) || bare(word)));
    let Some(predicate) = predicate.or_else(of_object) else { return named_by_words(scene, cue) };
    let starts = object.filter(|&object| object < predicate).map(|object| tree.extent(object).start);
    let start = starts.unwrap_or(tree.extent(predicate).start).max(cue.end());
    let end = scene.content_end(cue, start + 1, region.end.min(scene.widened(cue, start, predicate)));
    Complement::of(scene.paragraph.trimmed(start..end))
}

/// "called Friday's ruling a win", "calling it “a farce”": a noun phrase and another with an article or marks, whatever the tree says.
fn named_by_words(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let paragraph = scene.paragraph;
    let tree = &paragraph.tree;
    let region = scene.region(cue.head);
    let limit = region.end.min(cue.end() + FARTHEST);
    let nominal = |at: usize| matches!(tree.node(at).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
    let indefinite = |at: usize| tree.node(at).feature("Definite") == Some("Ind") && tree.node(at).upos == Upos::Det;
    let begins = |at: &usize| nominal(at - 1) && (indefinite(*at) || paragraph.opening(*at).is_some());
    let ends = |at: usize| paragraph.is_punctuation(at) && paragraph.opening(at).is_none();
    let at = (cue.end() + 1..limit).take_while(|&at| !ends(at) && !scene.is_finite_verb(at)).find(begins)?;
    let top = (at..region.end).find(|&word| nominal(word))?;
    let whole = paragraph.opening(at).map_or(0, |quotation| quotation.outer().end);
    let end = scene.content_end(cue, at + 1, region.end.min(scene.widened(cue, at, top)));
    let end = if whole > at + 1 && whole <= top { whole } else { end };
    let bare = cue.entry.prepositions.is_empty() && matches!(tree.node(cue.end()).upos, upos if upos != Upos::Adp);
    bare.then(|| Complement::of(paragraph.trimmed(cue.end()..end))).flatten()
}

/// The direct object of a cue, the person of a cue that asks.
fn object_of(scene: &Scene, cue: &CueVerb) -> Option<usize> {
    scene.related(cue, &["obj", "iobj"]).find(|&word| scene.region(cue.head).contains(&word) && !scene.is_dated(word))
}

/// « a demandé à Z de … », "urged Z to …"
fn asked(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    infinitive(scene, cue).filter(|found| {
        found.addressee.is_some() || cue.standing == Standing::Passive || scene.vocabulary.language.code() == "fr"
    })
}

/// « affirme avoir tiré … », « a promis de … », "vowed to …"
fn infinitive(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let tree = &scene.paragraph.tree;
    let region = scene.region(cue.head);
    let inner = |word: usize| tree.related(word, &["acl", "xcomp"]).find(|&inner| inner > cue.end());
    let dependents: Vec<usize> = scene.hanging(cue).into_iter().filter(|&word| word > cue.head).collect();
    let direct =
        dependents.iter().copied().filter(|&word| matches!(tree.node(word).universal, "xcomp" | "ccomp" | "advcl" | "obl"));
    let of_object =
        dependents.iter().copied().filter(|&word| matches!(tree.node(word).universal, "obj" | "iobj" | "obl")).filter_map(inner);
    if let Some(found) = bare_infinitive(scene, cue) {
        return Some(found);
    }
    let Some(found) = direct.chain(of_object).find(|&word| is_infinitive(scene, word)) else {
        return marked_infinitive(scene, cue);
    };
    let mark =
        tree.dependents(found).iter().copied().find(|&word| matches!(tree.node(word).universal, "mark" | "case") && word < found);
    let start = mark.unwrap_or(tree.extent(found).start).max(cue.end());
    if scene.is_comma(start - 1) && start > cue.end() {
        return None;
    }
    if mark.is_some_and(|mark| scene.paragraph.is(mark, Class::Purpose)) {
        return None;
    }
    let end = scene.content_end(cue, start + 1, region.end.min(scene.widened(cue, start, found)));
    let addressee = scene.addressee(cue, start);
    let person = addressee.as_ref().filter(|_| scene.vocabulary.language.code() == "en" && cue.entry.frames.asked);
    let start = person.map_or(start, |person| person.start);
    Complement::of(scene.paragraph.trimmed(start..end)).map(|found| Complement { addressee, ..found })
}

/// « dit ne pas être en mesure de confirmer »: a French infinitive without a marker, its negation and pronouns before it.
fn bare_infinitive(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let paragraph = scene.paragraph;
    let region = scene.region(cue.head);
    let light = |at: usize| [Class::Negation, Class::Clitic].iter().any(|&class| paragraph.is(at, class));
    let verb = (cue.end()..region.end).find(|&at| !light(at))?;
    let tree = &paragraph.tree;
    let top = tree.node(verb).head.filter(|&head| head > verb && tree.node(verb).universal != "xcomp").unwrap_or(verb);
    let fits = scene.vocabulary.language.code() == "fr" && verb > cue.end() && tree.node(verb).feature("VerbForm") == Some("Inf");
    let end = scene.content_end(cue, verb, region.end.min(scene.widened(cue, verb, top)));
    fits.then(|| Complement::of(paragraph.trimmed(cue.end()..end))).flatten()
}

/// An infinitive with its marker right after the cue, however the tree hangs it: "promised to deliver", « a promis de livrer ».
fn marked_infinitive(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let paragraph = scene.paragraph;
    let region = scene.region(cue.head);
    let start = skip_adverbials(paragraph, scene.vocabulary, cue.end(), region.end);
    let marker = match scene.vocabulary.language.code() {
        "fr" => matches!(plain(paragraph.lower(start)), "de" | "à"),
        _ => paragraph.is(start, Class::Marker),
    };
    let infinitive = |at: usize| paragraph.tree.node(at).feature("VerbForm") == Some("Inf");
    let verb = (start + 1..region.end.min(start + 5)).find(|&at| infinitive(at))?;
    let between = (start + 1..verb).all(|at| matches!(paragraph.tree.node(at).upos, Upos::Adv | Upos::Pron | Upos::Part));
    let end = scene.content_end(cue, start + 1, region.end.min(scene.widened(cue, start, verb)));
    (marker && between).then(|| Complement::of(paragraph.trimmed(start..end))).flatten()
}

/// Whether a clause hangs on an infinitive, or in English on a gerund.
fn is_infinitive(scene: &Scene, word: usize) -> bool {
    let tree = &scene.paragraph.tree;
    let form = |word: usize| tree.node(word).feature("VerbForm").unwrap_or("").to_owned();
    let nonfinite = |word: usize| form(word) == "Inf" || form(word) == "Ger" || scene.paragraph.lower(word).ends_with("ing");
    let verbal = tree.node(word).upos == Upos::Verb || tree.node(word).upos == Upos::Aux;
    let auxiliaries: Vec<usize> = tree.related(word, &["aux", "cop"]).collect();
    match auxiliaries.first() {
        Some(&first) => form(first) == "Inf",
        None => verbal && nonfinite(word),
    }
}

/// « s'inquiète d'une frappe », "warned of a strike"
fn about(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let tree = &scene.paragraph.tree;
    let region = scene.region(cue.head);
    let fits = |case: usize| cue.entry.prepositions.contains(&plain(scene.paragraph.lower(case)));
    let timed = |word: usize| scene.is_of_time(word) && tree.related(word, &["nmod", "acl"]).next().is_none();
    let topics = scene.hanging(cue).into_iter().filter(|&word| word > cue.head && !timed(word));
    let (topic, case) = topics
        .filter(|&word| matches!(tree.node(word).universal, "obl" | "advcl" | "ccomp" | "xcomp" | "nmod" | "obj"))
        .find_map(|word| Some((word, tree.related(word, &["case", "mark"]).find(|&case| fits(case) && case >= cue.end())?)))?;
    if is_bare_pronoun(scene, topic) {
        return None;
    }
    let end = scene.content_end(cue, case + 1, region.end.min(scene.widened(cue, case, topic)));
    let addressee = scene.addressee(cue, case);
    let topic_alone = tree.node(topic).upos != Upos::Verb;
    let found = Complement::of(scene.paragraph.trimmed(case + 1..end));
    found.map(|found| Complement { addressee, topic: topic_alone, ..found })
}

/// « a annoncé des sanctions »: the language stage cuts « des » in two, and the tree takes the noun for an oblique one.
fn partitive(scene: &Scene, cue: &CueVerb) -> Option<usize> {
    let paragraph = scene.paragraph;
    let of = |case: usize| {
        paragraph.is(case, Class::Genitive)
            && paragraph.is(case + 1, Class::Determiner)
            && !cue.entry.prepositions.contains(&plain(paragraph.lower(case)))
    };
    let french = scene.vocabulary.language.code() == "fr";
    let fits = |&word: &usize| french && word >= cue.end() && paragraph.tree.related(word, &["case"]).all(of);
    scene.related(cue, &["obl"]).filter(|&word| paragraph.tree.node(word).relation == "obl:arg").find(fits)
}

/// "them", "nothing", « cela »: nothing is said of what.
fn is_bare_pronoun(scene: &Scene, word: usize) -> bool {
    let tree = &scene.paragraph.tree;
    tree.node(word).upos == Upos::Pron
        && tree.dependents(word).iter().all(|&own| matches!(tree.node(own).universal, "case" | "advmod" | "punct"))
}

/// Whether a cue may have this noun as its topic.
pub fn is_topic(scene: &Scene, cue: &CueVerb, noun: usize) -> bool {
    let frames = cue.entry.frames;
    let is_noun_cue = |form: &str| scene.vocabulary.cue_at(&[form]).is_some_and(|(_, entry)| entry.kind == CueKind::Noun);
    let forms = [scene.paragraph.lower(noun), scene.paragraph.tree.node(noun).lemma];
    let is_told = || forms.iter().any(|form| is_noun_cue(form) || scene.vocabulary.is(form, Class::Told));
    frames.object || (frames.told && (scene.paragraph.tree.node(noun).upos == Upos::Verb || is_told()))
}

/// « dénonce une agression », "announced sanctions"
fn object(scene: &Scene, cue: &CueVerb) -> Option<Complement> {
    let tree = &scene.paragraph.tree;
    let region = scene.region(cue.head);
    let direct =
        scene.related(cue, &["obj", "xcomp"]).find(|&word| word > cue.head && region.contains(&word) && !scene.is_dated(word));
    let governed = |word: usize| tree.related(word, &["case", "mark"]).any(|case| cue.words.contains(&case));
    let oblique = scene.related(cue, &["obl", "nmod", "advcl"]).find(|&word| word >= cue.end() && governed(word));
    let object = direct.or(oblique).or_else(|| partitive(scene, cue))?;
    if is_bare_pronoun(scene, object) || !is_topic(scene, cue, object) {
        return None;
    }
    let start = tree.extent(object).start.max(cue.end());
    let adverbs = tree.node(object).upos != Upos::Verb;
    let start = if adverbs { skip_adverbials(scene.paragraph, scene.vocabulary, start, object) } else { start };
    if scene.is_clause_end(start, &region) {
        return None;
    }
    let end = scene.content_end(cue, start + 1, region.end.min(scene.widened(cue, start, object)));
    let topic = tree.node(object).upos != Upos::Verb;
    Complement::of(scene.paragraph.trimmed(start..end)).map(|found| Complement { topic, ..found })
}

impl Scene<'_, '_, '_> {
    /// Where the next cue verb of the paragraph begins.
    fn next_cue(&self, cue: &CueVerb) -> usize {
        self.verbs.get(self.verb_from(cue.words.start + 1)).map_or(self.paragraph.words.len(), |other| other.words.start)
    }

    /// Where what hangs on `top` ends, with what follows it at once and hangs on the cue: trees hang the last words of a clause
    /// too high, « menace de bloquer l'écluse | si Paris cède ».
    fn widened(&self, cue: &CueVerb, start: usize, top: usize) -> usize {
        let tree = &self.paragraph.tree;
        let finite = self.is_clause(top);
        let clause = finite || tree.node(top).upos == Upos::Verb;
        let whole = tree.extent(top).end;
        let unlike = if finite { None } else { self.unlike_conjunct(start, whole) };
        let limit = unlike.unwrap_or(self.region(cue.head).end);
        let mut end = whole.min(limit);
        let mut rest: Vec<usize> = self.hanging(cue);
        rest.sort_by_key(|&word| tree.extent(word).start);
        for word in rest {
            let extent = tree.extent(word);
            let hangs =
                matches!(tree.node(word).universal, "obl" | "advmod" | "advcl" | "xcomp" | "ccomp" | "nmod" | "acl" | "obj");
            let of_cue = !clause && self.tells_when(word);
            let adjacent = extent.start == end && hangs && !of_cue && !self.paragraph.is_punctuation(end);
            if adjacent
                || (clause
                    && extent.start <= end + 1
                    && extent.end > end
                    && (self.goes_on_with(word, cue, finite) || self.shares_subject(word, cue, start..end)))
            {
                end = extent.end.min(limit);
            }
        }
        let end = self.with_whole_quotations(cue, self.closed(start, end, limit));
        if clause { self.with_joined_clauses(end, limit) } else { self.before_remark(top, end) }
    }

    /// "on Thursday", « depuis lundi », "as it fired missiles": says when or how often a cue's own deed was done.
    fn tells_when(&self, word: usize) -> bool {
        let tree = &self.paragraph.tree;
        let dated = |at: usize| self.is_dated(at);
        let subordinate = || tree.related(word, &["mark", "advmod"]).any(|at| self.paragraph.is(at, Class::Subordinator));
        (tree.node(word).universal == "advcl" && subordinate()) || dated(word) || tree.dependents(word).iter().copied().any(dated)
    }

    /// "criticised the host, who took heat for it": what a relative clause set off by a comma adds to a noun is the author's.
    fn before_remark(&self, noun: usize, end: usize) -> usize {
        let remark = |at: &usize| self.is_comma(at - 1) && self.paragraph.is(*at, Class::Relative);
        (noun + 2..end).find(remark).map_or(end, |at| at - 1)
    }

    /// "that … and that …": clauses with their complementizers that follow one another.
    fn with_joined_clauses(&self, end: usize, limit: usize) -> usize {
        let mut end = end;
        while end < limit {
            let join = end + usize::from(self.is_comma(end));
            let joined = self.paragraph.is(join, Class::Coordinator) && self.paragraph.is(join + 1, Class::Complementizer);
            let top = self.paragraph.tree.node(join + 1).head.filter(|&top| joined && top > join + 1 && top < limit);
            let Some(top) = top else { break };
            end = self.closed(join + 1, self.paragraph.tree.extent(top).end, limit).max(join + 2);
        }
        end
    }

    /// "said some were relayed, but the exchange went further": a clause joined to the cue with a noun as its own subject, that
    /// reports nothing itself, goes on with a finite clause that is said; with anything does one in quotation marks, "says it has run
    /// amok, and “we will get away”".
    fn goes_on_with(&self, word: usize, cue: &CueVerb, finite: bool) -> bool {
        let tree = &self.paragraph.tree;
        let noun = |at: usize| matches!(tree.node(at).upos, Upos::Noun | Upos::Propn);
        let joined = tree.related(word, &["cc"]).next().is_some() && !self.is_cue(word);
        let quoted = self.paragraph.quotation(word).is_some_and(|quotation| !quotation.inner.contains(&cue.head));
        match tree.node(word).universal {
            "conj" => joined && (quoted || (finite && tree.related(word, &["nsubj"]).any(noun))),
            "parataxis" => joined && quoted,
            _ => false,
        }
    }

    /// Where a finite clause with a subject of its own begins that the tree joins to an infinitive, a gerund or a noun of the content:
    /// "vowed to bring jobs back, | and the senator promised help". It is joined to the cue.
    fn unlike_conjunct(&self, start: usize, end: usize) -> Option<usize> {
        let tree = &self.paragraph.tree;
        let unlike = |&word: &usize| {
            let joined = tree.node(word).universal == "conj" && tree.related(word, &["cc"]).any(|at| at < word);
            let above = tree.node(word).head.filter(|&head| (start..word).contains(&head));
            joined
                && above.is_some_and(|head| !self.is_clause(head) && self.paragraph.quotation(word).is_none())
                && self.is_clause(word)
                && tree.related(word, &["nsubj"]).any(|subject| subject < word)
        };
        (start..end).find(unlike).map(|word| tree.extent(word).start.max(start))
    }

    /// "say he posed a threat and refused": a verb joined to the cue without a subject, that is a verb of the content by its tense.
    fn shares_subject(&self, word: usize, cue: &CueVerb, content: Range<usize>) -> bool {
        let tree = &self.paragraph.tree;
        tree.node(word).universal == "conj"
            && tree.related(word, &["nsubj"]).next().is_none()
            && self.is_parallel(word, cue, content)
    }

    /// The end of all that hangs together with the words from `start` on, where no word before `start` governs it.
    fn closed(&self, start: usize, end: usize, limit: usize) -> usize {
        let tree = &self.paragraph.tree;
        let mut end = end;
        let mut at = start;
        while at < end.min(limit) {
            let tops =
                std::iter::successors(Some(at), |&word| tree.node(word).head.filter(|&head| head >= start && head < limit));
            let top = tops.take(limit - start).last().unwrap_or(at);
            end = end.max(tree.extent(top).end.min(limit));
            at = at.max(if tree.extent(top).start >= start { tree.extent(top).end - 1 } else { at }) + 1;
        }
        end
    }

    /// Content ends with a quotation that it begins, or that follows it at once.
    fn with_whole_quotations(&self, cue: &CueVerb, end: usize) -> usize {
        let at = end.saturating_sub(1);
        let begun =
            self.paragraph.quotation(at).filter(|quotation| quotation.inner.start > cue.end() && quotation.inner.end >= end);
        let next = self.paragraph.opening(end).filter(|quotation| !quotation.inner.contains(&cue.head));
        begun.or(next).map_or(end, |quotation| quotation.outer().end)
    }

    /// Where content that starts at `start` ends: at the cue that is coordinated with its own, at a comma before a parenthetic
    /// cue, a participle or an adposition of speech, or at `limit`.
    pub fn content_end(&self, cue: &CueVerb, start: usize, limit: usize) -> usize {
        let later = self.verbs.iter().skip(self.verb_from(cue.words.start + 1)).take_while(|other| other.words.start < limit);
        let cut = later.filter(|other| other.words.start > start).find_map(|other| self.cut_before(cue, other, start));
        let by_adposition = (start + 1..limit).find(|&at| {
            let found =
                || self.vocabulary.cue_at(self.paragraph.from(at)).is_some_and(|(_, cue)| cue.kind == CueKind::Adposition);
            self.is_comma(at - 1) && self.paragraph.quotation(at).is_none() && found()
        });
        let relative = self.paragraph.tree.node(cue.head).relation == "acl:relcl";
        let main = (start + 1..limit).find(|&at| {
            relative && self.paragraph.lower(at - 1) == "," && self.is_finite_verb(at) && self.is_clause_within(&(start..at))
        });
        cut.into_iter().chain(by_adposition).chain(main).min().unwrap_or(limit)
    }

    /// "Police say he posed a threat and refused", "agreed to clean the mines and restore the land": joined to a verb of the content by its
    /// tense or as an infinitive, not to the cue, whose form is another.
    fn is_parallel(&self, verb: usize, cue: &CueVerb, mut content: Range<usize>) -> bool {
        let node = |at: usize| self.paragraph.tree.node(at);
        let infinitive = |at: usize| node(at).feature("VerbForm").filter(|&form| form == "Inf");
        let form = |at: usize| node(at).feature("Tense").filter(|_| self.is_finite_verb(at)).or_else(|| infinitive(at));
        let told = cue.words.clone().find_map(form);
        let own = form(verb);
        own.is_some() && told.is_some() && own != told && content.any(|at| form(at) == own)
    }

    fn cut_before(&self, cue: &CueVerb, other: &CueVerb, start: usize) -> Option<usize> {
        let paragraph = self.paragraph;
        if paragraph.quotation(other.head).is_some() && paragraph.quotation(start).is_none() {
            return None;
        }
        let subject = self.related(other, &["nsubj"]).find(|&word| word < other.words.start);
        let first = subject.map_or(other.words.start, |word| paragraph.tree.extent(word).start);
        let gerund = (start..first).rev().take_while(|&at| paragraph.is(at, Class::Gerund)).last();
        let first = gerund.filter(|_| other.standing == Standing::Participle).unwrap_or(first);
        let before = (start..first).rev().find(|&at| !self.vocabulary.is_adverb(paragraph.lower(at)))?;
        let set_off = self.is_comma(before);
        let region = self.region(other.head);
        let takes_nothing = || {
            let mut after = self.related(other, &["ccomp", "xcomp", "obj", "iobj"]).filter(|&word| word >= other.end());
            after.next().is_none() && complementizer(self, other).is_none()
        };
        let parenthetic = set_off
            && self.is_clause_within(&(start..before))
            && other.standing == Standing::Active
            && (self.is_clause_end(other.end(), &region) || other.clitic.is_some() || subject.is_none() || takes_nothing());
        let participle = other.standing == Standing::Participle && set_off;
        let joined = paragraph.is(before, Class::Coordinator) && subject.is_none();
        let governor = paragraph.tree.node(other.head).head;
        let node = |word: usize| paragraph.tree.node(word);
        let verbal = |word: usize| node(other.head).universal != "conj" || !matches!(node(word).upos, Upos::Noun | Upos::Propn);
        let within = governor.is_some_and(|word| (start..before).contains(&word) && (verbal(word) || self.is_clause(word)));
        let coordinated = joined
            && other.standing == Standing::Active
            && (!within || complementizer(self, other).is_some())
            && !self.is_parallel(other.head, cue, start..before);
        let before = if coordinated && before > start && self.is_comma(before - 1) { before - 1 } else { before };
        (parenthetic || participle || coordinated).then_some(before)
    }
}
