//! Mutants: sources with a few pieces deleted, doubled, exchanged or put in, all determined by a number.

use std::ops::Range;

use super::pieces::{pieces, statement_starts};

/// A mutant keeps the statements around its first mutation, as far as they fit into so many bytes.
const WINDOW: usize = 1500;

/// One mutant in so many keeps the whole file.
const WHOLE_FILE: usize = 32;

/// What breaks sources in ways that the pieces of a sound file rarely do.
const TROUBLEMAKERS: [&str; 52] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ";",
    ".",
    "=",
    ":=",
    "*",
    "**",
    "@",
    "->",
    "~",
    "!",
    "\\",
    "\\\n",
    "\"",
    "\"\"\"",
    "f\"",
    "t'",
    "b\"",
    "rb'",
    "u'",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\x0c",
    "#",
    "0",
    "1_0",
    "0x",
    "1e",
    "9j",
    "const(",
    "lambda ",
    "yield ",
    "await ",
    "async ",
    "not ",
    " in ",
    " if ",
    " else ",
    " is not ",
    "...",
    "super()",
    "nonlocal x\n",
    "global x\n",
];

/// A file to make mutants of.
pub struct Source {
    text: Vec<u8>,
    pieces: Vec<Range<usize>>,
    /// Where statements begin, the start and the end of the text included.
    bounds: Vec<usize>,
}

impl Source {
    /// Prepares a file; `None` if there is nothing to mutate in it.
    pub fn new(text: Vec<u8>) -> Option<Self> {
        let pieces = pieces(&text);
        let mut bounds = vec![0];
        bounds.extend(statement_starts(&text).into_iter().filter(|&start| start > 0));
        bounds.push(text.len());
        (!pieces.is_empty()).then_some(Source { text, pieces, bounds })
    }

    /// The mutant that the random numbers choose.
    pub fn mutant(&self, random: &mut Random) -> Vec<u8> {
        let mut at = random.below(self.pieces.len());
        if self.is_blank_inside_a_line(at) {
            at = random.below(self.pieces.len());
        }
        let window = match random.below(WHOLE_FILE) {
            0 => 0..self.pieces.len(),
            _ => self.window(at),
        };
        let mut parts: Vec<&[u8]> =
            self.pieces[window.clone()].iter().map(|piece| self.part(piece)).collect();
        self.mutate(&mut parts, at - window.start, random);
        for _ in 0..[0, 0, 0, 0, 1, 2][random.below(6)] {
            let at = random.below(parts.len().max(1));
            self.mutate(&mut parts, at, random);
        }
        parts.concat()
    }

    fn part(&self, piece: &Range<usize>) -> &[u8] {
        &self.text[piece.clone()]
    }

    fn is_blank_inside_a_line(&self, at: usize) -> bool {
        let text = self.part(&self.pieces[at]);
        matches!(text.first(), Some(b' ' | b'\t')) && at > 0 && self.part(&self.pieces[at - 1]) != b"\n"
    }

    /// The pieces of the statement around a piece, and of its neighbours as far as they fit.
    fn window(&self, at: usize) -> Range<usize> {
        let bounds = &self.bounds;
        let next = bounds.partition_point(|&bound| bound <= self.pieces[at].start);
        let (mut first, mut last) = (next - 1, next);
        if first > 0 && bounds[last] - bounds[first - 1] <= WINDOW {
            first -= 1;
        }
        while last + 1 < bounds.len() && bounds[last + 1] - bounds[first] <= WINDOW {
            last += 1;
        }
        let index = |offset: usize| self.pieces.partition_point(|piece| piece.start < offset);
        index(bounds[first])..index(bounds[last])
    }

    fn mutate<'a>(&'a self, parts: &mut Vec<&'a [u8]>, at: usize, random: &mut Random) {
        if at >= parts.len() {
            return;
        }
        let other = self.part(&self.pieces[random.below(self.pieces.len())]);
        let len = parts.len();
        match random.below(12) {
            0 | 1 => drop(parts.remove(at)),
            2 => drop(parts.drain(at..(at + 2 + random.below(6)).min(parts.len()))),
            3 => parts.insert(at, parts[at]),
            4 => parts.swap(at, random.below(len)),
            5 => parts.swap(at, (at + 1).min(len - 1)),
            6 | 7 => parts[at] = other,
            8 => parts.insert(at, other),
            9 | 10 => parts.insert(at, TROUBLEMAKERS[random.below(TROUBLEMAKERS.len())].as_bytes()),
            _ => parts.truncate(at + random.below(2)),
        }
    }
}

/// Random numbers, the same for the same seed on every machine: the generator known as SplitMix64.
pub struct Random(u64);

impl Random {
    /// The numbers of the `index`th mutant under a seed.
    pub fn new(seed: u64, index: u64) -> Self {
        let mut random = Random(seed);
        Random(random.next() ^ index.wrapping_mul(0xd134_2543_de82_ef95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = b"x = 1\n@a\ndef f(y):\n    return y + x\nprint(f(2))\n";

    fn mutants(seed: u64) -> Vec<Vec<u8>> {
        let source = Source::new(TEXT.to_vec()).expect("the text has pieces");
        (0..200).map(|index| source.mutant(&mut Random::new(seed, index))).collect()
    }

    #[test]
    fn same_seed_gives_same_mutants() {
        assert_eq!(mutants(1), mutants(1));
    }

    #[test]
    fn other_seed_gives_other_mutants() {
        assert_ne!(mutants(1), mutants(2));
    }

    #[test]
    fn mutants_differ_from_the_source() {
        let changed = mutants(1).iter().filter(|mutant| *mutant != TEXT).count();
        assert!(changed > 150, "{changed} of 200");
    }

    #[test]
    fn source_without_statements_is_mutated_whole() {
        let source = Source::new(b"  # nothing here".to_vec()).expect("the text has pieces");
        assert_eq!(source.window(1), 0..source.pieces.len());
    }
}
