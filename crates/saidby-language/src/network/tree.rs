//! The best tree over the scores of all arcs: Chu and Liu (1965), Edmonds (1967).

/// Of trees with several roots, so many of the roots are tried as the only one: a run of marks may have hundreds.
const MOST_ROOTS: usize = 4;

/// Heads that make one tree with one root and the greatest sum of scores (nearly: of trees with several roots, the best with one
/// of the four likeliest of these alone is taken).
///
/// `scores` has a row for each of the n words, `n + 1` long: at `0` the score of being the root, at `j + 1` that of hanging on word `j`.
/// The answer has `None` for the root. Quadratic in n in all but contrived cases.
pub fn best(scores: &[f32], n: usize) -> Vec<Option<usize>> {
    let width = n + 1;
    let greedy: Vec<usize> = (0..n).map(|word| argmax(&scores[word * width..][..width], word + 1)).collect();
    let heads = if is_tree(&greedy) { greedy } else { with_one_root(scores, n) };
    heads.into_iter().map(|head| head.checked_sub(1)).collect()
}

/// The place of the greatest score, `except` left out; the first of equals.
fn argmax(scores: &[f32], except: usize) -> usize {
    let mut best = usize::from(except == 0);
    for (at, score) in scores.iter().enumerate() {
        if at != except && *score > scores[best] {
            best = at;
        }
    }
    best
}

/// Whether heads (0 is the root's) make a tree with one root.
fn is_tree(heads: &[usize]) -> bool {
    let mut seen = vec![usize::MAX; heads.len()];
    let mut roots = 0;
    for start in 0..heads.len() {
        let mut at = start;
        while seen[at] == usize::MAX {
            seen[at] = start;
            match heads[at].checked_sub(1) {
                Some(head) => at = head,
                None => {
                    roots += 1;
                    break;
                }
            }
        }
        if seen[at] == start && heads[at] != 0 {
            return false;
        }
    }
    roots == 1
}

fn with_one_root(scores: &[f32], n: usize) -> Vec<usize> {
    let free = arborescence(scores, n);
    let mut roots: Vec<usize> = (0..n).filter(|word| free[*word] == 0).collect();
    if roots.len() == 1 {
        return free;
    }
    let as_root = |word: &usize| scores[word * (n + 1)];
    roots.sort_by(|a, b| as_root(b).total_cmp(&as_root(a)).then(a.cmp(b)));
    roots.truncate(MOST_ROOTS);
    roots.sort_unstable();
    let best = |root: &usize| {
        let mut scores = scores.to_vec();
        (0..n).filter(|word| word != root).for_each(|word| scores[word * (n + 1)] = f32::NEG_INFINITY);
        let heads = arborescence(&scores, n);
        let sum: f64 = heads.iter().enumerate().map(|(word, head)| f64::from(scores[word * (n + 1) + head])).sum();
        (heads, sum)
    };
    let mut candidates = roots.iter().map(best);
    let Some(mut chosen) = candidates.next() else { return free };
    for candidate in candidates {
        if candidate.1 > chosen.1 {
            chosen = candidate;
        }
    }
    chosen.0
}

/// The greatest arborescence from node 0; heads of the words, 0 for the root.
fn arborescence(scores: &[f32], n: usize) -> Vec<usize> {
    let width = n + 1;
    // weight[from][to], nodes 0..=n
    let mut weight = vec![vec![f32::NEG_INFINITY; width]; width];
    for word in 0..n {
        for from in (0..width).filter(|from| *from != word + 1) {
            weight[from][word + 1] = scores[word * width + from];
        }
    }
    let mut contraction = Contraction::new(weight);
    while contraction.contract_cycle() {}
    let heads = contraction.expand();
    heads[1..].to_vec()
}

/// A graph in which cycles are contracted one after the other. A contracted node keeps the number of one node of its cycle.
struct Contraction {
    weight: Vec<Vec<f32>>,
    /// For every arc of the present graph, the original arc that it stands for.
    origin: Vec<Vec<(usize, usize)>>,
    alive: Vec<bool>,
    best: Vec<usize>,
    cycles: Vec<Cycle>,
}

/// A contracted cycle: its nodes, and for each the original arc into it that lies on the cycle.
struct Cycle {
    arcs: Vec<(usize, usize)>,
    /// The original nodes inside each node of the cycle.
    members: Vec<Vec<usize>>,
}

impl Contraction {
    fn new(weight: Vec<Vec<f32>>) -> Self {
        let count = weight.len();
        let origin = (0..count).map(|from| (0..count).map(|to| (from, to)).collect()).collect();
        let mut contraction = Self { weight, origin, alive: vec![true; count], best: vec![0; count], cycles: Vec::new() };
        (1..count).for_each(|to| contraction.choose(to));
        contraction
    }

    /// The best arc into `to`.
    fn choose(&mut self, to: usize) {
        let mut best = 0;
        for from in (1..self.weight.len()).filter(|from| *from != to && self.alive[*from]) {
            if self.weight[from][to] > self.weight[best][to] {
                best = from;
            }
        }
        self.best[to] = best;
    }

    /// A cycle of best arcs.
    fn cycle(&self) -> Option<Vec<usize>> {
        let count = self.weight.len();
        let mut seen = vec![0; count];
        for start in (1..count).filter(|node| self.alive[*node]) {
            let mut at = start;
            while at != 0 && seen[at] == 0 {
                seen[at] = start;
                at = self.best[at];
            }
            if at != 0 && seen[at] == start {
                let mut cycle = vec![at];
                let mut next = self.best[at];
                while next != at {
                    cycle.push(next);
                    next = self.best[next];
                }
                return Some(cycle);
            }
        }
        None
    }

    fn contract_cycle(&mut self) -> bool {
        let Some(cycle) = self.cycle() else { return false };
        let keeper = cycle[0];
        let inside: Vec<f32> = cycle.iter().map(|node| self.weight[self.best[*node]][*node]).collect();
        let arcs = cycle.iter().map(|node| self.origin[self.best[*node]][*node]).collect();
        let others: Vec<usize> = (0..self.weight.len()).filter(|node| self.alive[*node] && !cycle.contains(node)).collect();
        for &other in &others {
            self.merge_into(&cycle, &inside, keeper, other);
            self.merge_out_of(&cycle, keeper, other);
        }
        let members = cycle.iter().map(|node| self.members(*node)).collect();
        cycle.iter().filter(|node| **node != keeper).for_each(|node| self.alive[*node] = false);
        self.cycles.push(Cycle { arcs, members });
        self.refresh(&cycle, keeper, &others);
        true
    }

    /// The arc from `other` into the cycle that costs least to break it open.
    fn merge_into(&mut self, cycle: &[usize], inside: &[f32], keeper: usize, other: usize) {
        let gain = |at: usize| self.weight[other][cycle[at]] - inside[at];
        let mut best = 0;
        for at in 1..cycle.len() {
            if gain(at) > gain(best) {
                best = at;
            }
        }
        let (weight, origin) = (gain(best), self.origin[other][cycle[best]]);
        self.weight[other][keeper] = weight;
        self.origin[other][keeper] = origin;
    }

    /// The best arc from the cycle to `other`.
    fn merge_out_of(&mut self, cycle: &[usize], keeper: usize, other: usize) {
        let mut best = cycle[0];
        for &node in cycle {
            if self.weight[node][other] > self.weight[best][other] {
                best = node;
            }
        }
        self.weight[keeper][other] = self.weight[best][other];
        self.origin[keeper][other] = self.origin[best][other];
    }

    fn refresh(&mut self, cycle: &[usize], keeper: usize, others: &[usize]) {
        self.choose(keeper);
        for &other in others.iter().filter(|other| **other != 0) {
            if cycle.contains(&self.best[other]) {
                self.choose(other);
            }
        }
    }

    /// The original nodes that a present node stands for.
    fn members(&self, node: usize) -> Vec<usize> {
        let last = self.cycles.iter().rev().find(|cycle| cycle.members[0].contains(&node));
        match last {
            Some(cycle) => cycle.members.concat(),
            None => vec![node],
        }
    }

    /// Original heads: the best arcs of the last graph, then each cycle opened where the arc into it ends.
    fn expand(&self) -> Vec<usize> {
        let mut heads = vec![0; self.weight.len()];
        for to in (1..self.weight.len()).filter(|to| self.alive[*to]) {
            let (from, to) = self.origin[self.best[to]][to];
            heads[to] = from;
        }
        let mut entered: Vec<bool> = vec![false; self.weight.len()];
        (1..self.weight.len()).filter(|to| self.alive[*to]).for_each(|to| entered[self.origin[self.best[to]][to].1] = true);
        for cycle in self.cycles.iter().rev() {
            for (&(from, to), members) in cycle.arcs.iter().zip(&cycle.members) {
                if !members.iter().any(|member| entered[*member]) {
                    heads[to] = from;
                    entered[to] = true;
                }
            }
        }
        heads
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All assignments of heads, tried one by one.
    fn exhaustive(scores: &[f32], n: usize) -> f64 {
        let width = n + 1;
        let mut best = f64::NEG_INFINITY;
        for code in 0..width.pow(n as u32) {
            let heads: Vec<usize> = (0..n).map(|word| code / width.pow(word as u32) % width).collect();
            if heads.iter().enumerate().all(|(word, head)| *head != word + 1) && is_tree(&heads) {
                best = best.max(sum(scores, &heads));
            }
        }
        best
    }

    fn sum(scores: &[f32], heads: &[usize]) -> f64 {
        heads.iter().enumerate().map(|(word, head)| f64::from(scores[word * (heads.len() + 1) + head])).sum()
    }

    #[test]
    fn as_good_as_trying_all_trees() {
        let mut state = 7_u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % 1000) as f32 / 100.0
        };
        let mut exact = 0;
        for round in 0..300 {
            let n = 1 + round % 5;
            let scores: Vec<f32> = (0..n * (n + 1)).map(|_| random()).collect();
            let heads: Vec<usize> = best(&scores, n).into_iter().map(|head| head.map_or(0, |head| head + 1)).collect();
            assert!(is_tree(&heads), "{heads:?} of {scores:?}");
            let (found, right) = (sum(&scores, &heads), exhaustive(&scores, n));
            assert!(found <= right + 1e-3);
            exact += usize::from(found > right - 1e-3);
        }
        assert!(exact >= 290, "{exact} of 300 are the best tree");
    }
}
