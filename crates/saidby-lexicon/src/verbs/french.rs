//! French verbs: the three conjugations, their changes of spelling, and irregular verbs from their principal parts.
//!
//! Every verb is first brought to [`Parts`]; one function then writes out all simple tenses. Where spelling varies (`paie` and
//! `paye`, `cédera` and `cèdera`, `reconnaît` and `reconnait`) both are given (Rectifications de l'orthographe, 1990).

use super::{Inflection, Person, PrincipalParts, Tense};

/// What all forms of a verb are made from.
#[derive(Clone)]
struct Parts {
    /// Present, je to ils.
    present: Vec<String>,
    /// Third person singular of the past historic; empty where the verb has none (extraire).
    past: String,
    /// Stem of future and conditional.
    future: String,
    /// Present subjunctive, je to ils; empty where it follows from the present.
    subjunctive: Vec<String>,
    /// Imperative, tu, nous, vous; empty where it follows from the present.
    imperative: Vec<String>,
    /// Past participle: masculine, feminine, and their plurals.
    participle: Vec<String>,
    /// Present participle; `None` where it follows from the present.
    gerund: Option<String>,
}

/// Every simple form of a verb but its infinitive, unless that is spelt in several ways.
pub(super) fn paradigm(lemma: &str, principal: Option<&PrincipalParts>) -> Vec<Inflection> {
    let mut forms: Vec<Inflection> = parts(lemma, principal).iter().flat_map(inflect).collect();
    if lemma.ends_with("aître") {
        forms.push((lemma.to_owned(), Tense::Infinitive, Person::Other));
        let rectified: Vec<Inflection> = forms.iter().map(|(form, t, p)| (form.replace("aît", "ait"), *t, *p)).collect();
        forms.extend(rectified);
    }
    forms
}

fn parts(lemma: &str, principal: Option<&PrincipalParts>) -> Vec<Parts> {
    if let Some(principal) = principal {
        return vec![irregular(lemma, principal)];
    }
    if let Some(stem) = lemma.strip_suffix("er") {
        return first_conjugation(lemma, stem);
    }
    if let Some(stem) = lemma.strip_suffix("ir") {
        return vec![second_conjugation(lemma, stem)];
    }
    lemma.strip_suffix("re").map(third_conjugation).into_iter().collect()
}

fn irregular(lemma: &str, principal: &PrincipalParts) -> Parts {
    let participle = match principal.get("participle") {
        [masculine] => agreeing(masculine),
        all => all.to_vec(),
    };
    let subjunctive = match principal.get("subjunctive") {
        [strong, weak] => join_all([strong, strong, strong, weak, weak, strong], ["e", "es", "e", "ions", "iez", "ent"]),
        all => all.to_vec(),
    };
    Parts {
        present: principal.get("present").to_vec(),
        past: principal.first("past").unwrap_or_default().to_owned(),
        future: principal.first("future").unwrap_or(lemma).to_owned(),
        subjunctive,
        imperative: principal.get("imperative").to_vec(),
        participle,
        gerund: principal.first("gerund").map(str::to_owned),
    }
}

/// -er: one set of parts for each spelling of the stem before a mute e.
fn first_conjugation(lemma: &str, stem: &str) -> Vec<Parts> {
    let soft = soften(stem);
    let parts = |mute: String, future: String| Parts {
        present: join_all([&mute, &mute, &mute, &soft, stem, &mute], ["e", "es", "e", "ons", "ez", "ent"]),
        past: format!("{soft}a"),
        future,
        subjunctive: join_all([&mute, &mute, &mute, stem, stem, &mute], ["e", "es", "e", "ions", "iez", "ent"]),
        imperative: join_all([&mute, &soft, stem], ["e", "ons", "ez"]),
        participle: agreeing(&format!("{stem}é")),
        gerund: Some(format!("{soft}ant")),
    };
    let mut all: Vec<Parts> = before_mute_e(stem).into_iter().map(|mute| parts(mute.clone(), format!("{mute}er"))).collect();
    if let Some(first) = all.first().filter(|_| is_acute(stem)) {
        all.push(Parts { future: lemma.to_owned(), ..first.clone() });
    }
    all
}

/// Whether the last vowel of the stem is é: the future then has é too (céder → cédera, cèdera).
fn is_acute(stem: &str) -> bool {
    split_last_vowel(stem).is_some_and(|(before, _)| before.ends_with('é'))
}

/// The stem of an -er verb before a mute e: appell-, achèt-, cèd-, pai- and pay-; the stem itself for most verbs.
fn before_mute_e(stem: &str) -> Vec<String> {
    if let Some(root) = stem.strip_suffix("ay") {
        return vec![format!("{root}ai"), stem.to_owned()];
    }
    if let Some(root) = stem.strip_suffix('y').filter(|root| root.ends_with(['o', 'u'])) {
        return vec![format!("{root}i")];
    }
    let Some((before, consonants)) = split_last_vowel(stem) else { return vec![stem.to_owned()] };
    if let Some(root) = before.strip_suffix('é') {
        return vec![format!("{root}è{consonants}")];
    }
    match (before.strip_suffix('e'), consonants) {
        (Some(root), "l" | "t") => vec![format!("{stem}{consonants}"), format!("{root}è{consonants}")],
        (Some(root), "c" | "d" | "m" | "n" | "p" | "r" | "s" | "v") => vec![format!("{root}è{consonants}")],
        _ => vec![stem.to_owned()],
    }
}

/// The stem up to its last vowel, and the consonants after it (allégu- → allé, gu); `None` where a vowel ends it.
fn split_last_vowel(stem: &str) -> Option<(&str, &str)> {
    let ends_in_consonant = stem.strip_suffix('u').filter(|root| root.ends_with(['g', 'q'])).unwrap_or(stem);
    let vowels = ends_in_consonant.trim_end_matches(|c: char| c.is_alphabetic() && !"aeiouyàâéèêëîïôûùü".contains(c));
    (vowels.len() < ends_in_consonant.len()).then(|| stem.split_at(vowels.len()))
}

/// -ir with -iss-: finir.
fn second_conjugation(lemma: &str, stem: &str) -> Parts {
    Parts {
        present: join_all([stem; 6], ["is", "is", "it", "issons", "issez", "issent"]),
        past: format!("{stem}it"),
        future: lemma.to_owned(),
        subjunctive: Vec::new(),
        imperative: Vec::new(),
        participle: agreeing(&format!("{stem}i")),
        gerund: None,
    }
}

/// -re: vendre.
fn third_conjugation(stem: &str) -> Parts {
    let third = if stem.ends_with(['d', 't']) { "" } else { "t" };
    Parts {
        present: join_all([stem; 6], ["s", "s", third, "ons", "ez", "ent"]),
        past: format!("{stem}it"),
        future: format!("{stem}r"),
        subjunctive: Vec::new(),
        imperative: Vec::new(),
        participle: agreeing(&format!("{stem}u")),
        gerund: None,
    }
}

fn join_all<const N: usize>(stems: [&str; N], endings: [&str; N]) -> Vec<String> {
    stems.iter().zip(endings).map(|(stem, ending)| format!("{stem}{ending}")).collect()
}

/// Masculine, feminine and their plurals of a participle.
fn agreeing(masculine: &str) -> Vec<String> {
    let plural = if masculine.ends_with('s') { "" } else { "s" };
    vec![masculine.to_owned(), format!("{masculine}e"), format!("{masculine}{plural}"), format!("{masculine}es")]
}

/// The stem as written before a and o: annonç-, dirige-.
fn soften(stem: &str) -> String {
    match (stem.strip_suffix('c'), stem.ends_with('g')) {
        (Some(root), _) => format!("{root}ç"),
        (None, true) => format!("{stem}e"),
        (None, false) => stem.to_owned(),
    }
}

/// The stem as written before e and i: annonc-, dirig-.
fn harden(stem: &str) -> String {
    match stem.strip_suffix('ç') {
        Some(root) => format!("{root}c"),
        None => stem.strip_suffix('e').filter(|root| root.ends_with('g')).unwrap_or(stem).to_owned(),
    }
}

const PERSONS: [Person; 6] =
    [Person::Other, Person::Other, Person::ThirdSingular, Person::Other, Person::Other, Person::ThirdPlural];

/// Past historics by their third person singular: the endings of all persons, and those of the imperfect subjunctive.
const PASTS: [(&str, [&str; 6], [&str; 6]); 5] = [
    ("a", ["ai", "as", "a", "âmes", "âtes", "èrent"], ["asse", "asses", "ât", "assions", "assiez", "assent"]),
    ("int", ["ins", "ins", "int", "înmes", "întes", "inrent"], ["insse", "insses", "înt", "inssions", "inssiez", "inssent"]),
    ("it", ["is", "is", "it", "îmes", "îtes", "irent"], ["isse", "isses", "ît", "issions", "issiez", "issent"]),
    ("ut", ["us", "us", "ut", "ûmes", "ûtes", "urent"], ["usse", "usses", "ût", "ussions", "ussiez", "ussent"]),
    ("ït", ["ïs", "ïs", "ït", "ïmes", "ïtes", "ïrent"], ["ïsse", "ïsses", "ït", "ïssions", "ïssiez", "ïssent"]),
];

fn inflect(parts: &Parts) -> Vec<Inflection> {
    let mut forms = Vec::new();
    let finite = |tense: Tense, six: &[String]| -> Vec<Inflection> {
        six.iter().zip(PERSONS).map(|(form, person)| (form.clone(), tense, person)).collect()
    };
    let ending = |tense: Tense, stem: &str, endings: [&str; 6]| finite(tense, &join_all([stem; 6], endings));
    forms.extend(finite(Tense::Present, &parts.present));
    forms.extend(imperfect(parts));
    if let Some((third, past, subjunctive)) = PASTS.iter().find(|(third, ..)| parts.past.ends_with(third)) {
        let stem = parts.past.strip_suffix(third).unwrap_or_default();
        let stems = [stem, stem, stem, stem, stem, &harden(stem)];
        forms.extend(finite(Tense::PastHistoric, &join_all(stems, *past)));
        forms.extend(ending(Tense::Subjunctive, stem, *subjunctive));
    }
    forms.extend(ending(Tense::Future, &parts.future, ["ai", "as", "a", "ons", "ez", "ont"]));
    forms.extend(ending(Tense::Conditional, &parts.future, ["ais", "ais", "ait", "ions", "iez", "aient"]));
    forms.extend(finite(Tense::Subjunctive, &subjunctive(parts)));
    forms.extend(imperative(parts).into_iter().map(|form| (form, Tense::Imperative, Person::Other)));
    forms.extend(parts.participle.iter().map(|form| (form.clone(), Tense::PastParticiple, Person::Other)));
    let gerund = parts.gerund.clone().unwrap_or_else(|| format!("{}ant", plural_stem(parts)));
    forms.push((gerund, Tense::PresentParticiple, Person::Other));
    forms
}

/// The stem of nous disons, disais, disant; être alone has another in the present.
fn plural_stem(parts: &Parts) -> &str {
    let nous = parts.present.get(3).map_or("", String::as_str);
    if nous == "sommes" { "ét" } else { nous.strip_suffix("ons").unwrap_or(nous) }
}

fn imperfect(parts: &Parts) -> Vec<Inflection> {
    let soft = plural_stem(parts);
    let hard = harden(soft);
    let six = join_all([soft, soft, soft, &hard, &hard, soft], ["ais", "ais", "ait", "ions", "iez", "aient"]);
    six.into_iter().zip(PERSONS).map(|(form, person)| (form, Tense::Imperfect, person)).collect()
}

fn subjunctive(parts: &Parts) -> Vec<String> {
    if !parts.subjunctive.is_empty() {
        return parts.subjunctive.clone();
    }
    let ils = parts.present.get(5).map_or("", String::as_str);
    let (strong, weak) = (ils.strip_suffix("ent").unwrap_or(ils), &harden(plural_stem(parts)));
    join_all([strong, strong, strong, weak, weak, strong], ["e", "es", "e", "ions", "iez", "ent"])
}

fn imperative(parts: &Parts) -> Vec<String> {
    if !parts.imperative.is_empty() {
        return parts.imperative.clone();
    }
    let mut forms: Vec<String> = [1, 3, 4].iter().filter_map(|&person| parts.present.get(person).cloned()).collect();
    if let Some(tu) = forms.first_mut().filter(|tu| tu.ends_with("es") || tu.ends_with("as")) {
        tu.pop();
    }
    forms
}
