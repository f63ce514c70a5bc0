//! What was compiled from what: by hashes, so that a file is up to date exactly if its content and options are.
//!
//! The file is text: a line with the format's version, a line for each output, and a line with the hash of all before.
//! A file that is damaged, or of another version, counts as empty.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::compile::Settings;

/// The file's name in the directory of the outputs.
pub const NAME: &str = ".constrictor-cache";

/// The first line.
const VERSION: &str = "constrictor-cache 2";

/// A BLAKE3 hash.
pub type Hash = [u8; 32];

/// What is known about one output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The hash of all that decides the output's content.
    pub key: Hash,
    /// The hash of the output.
    pub output: Hash,
    /// Whether there were warnings.
    pub has_warnings: bool,
}

/// What is known about every output.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    entries: BTreeMap<String, Entry>,
}

/// The hash of some bytes.
pub fn hash(bytes: &[u8]) -> Hash {
    *blake3::hash(bytes).as_bytes()
}

/// The hash of what all keys of a run have in common: the compiler and the options.
pub fn base(settings: &Settings) -> Hash {
    // Size and time of the program tell builds of one version apart. Reading all of it would take longer than compiling
    // dozens of files.
    let program = std::env::current_exe().and_then(fs::metadata);
    let program = program.ok().map(|file| (file.len(), file.modified().ok()));
    hash(format!("{} {program:?} {settings:?}", env!("CARGO_PKG_VERSION")).as_bytes())
}

/// The hash of all that decides the content of one output.
pub fn key(base: &Hash, name: &str, source: &[u8]) -> Hash {
    let mut hasher = blake3::Hasher::new_keyed(base);
    hasher.update(&(name.len() as u64).to_le_bytes()).update(name.as_bytes()).update(source);
    *hasher.finalize().as_bytes()
}

impl Manifest {
    /// What a file says; nothing if it is missing or damaged.
    pub fn load(path: &Path) -> Self {
        fs::read(path).ok().and_then(|bytes| Manifest::parse(&bytes)).unwrap_or_default()
    }

    /// What is known about an output.
    pub fn entry(&self, output: &str) -> Option<&Entry> {
        self.entries.get(output)
    }

    /// Takes over what a run found out, and forgets outputs that are gone. True if that changes anything.
    pub fn update(&mut self, entries: Vec<(String, Entry)>, directory: &Path) -> bool {
        let mut is_changed = false;
        let mut kept = std::mem::take(&mut self.entries);
        for (output, entry) in entries {
            is_changed |= kept.remove(&output) != Some(entry);
            self.entries.insert(output, entry);
        }
        for (output, entry) in kept {
            if directory.join(&output).exists() {
                self.entries.insert(output, entry);
            } else {
                is_changed = true;
            }
        }
        is_changed
    }

    /// The content of the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("{VERSION}\n");
        for (output, entry) in &self.entries {
            let warnings = if entry.has_warnings { 'w' } else { '-' };
            // Writing to a string cannot fail.
            let _ =
                writeln!(text, "{} {} {warnings} {}", hex(&entry.key), hex(&entry.output), escape(output));
        }
        let _ = writeln!(text, "{}", hex(&hash(text.as_bytes())));
        text.into_bytes()
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
        let end = text.rfind('\n')? + 1;
        if unhex(&text[end..])? != hash(&text.as_bytes()[..end]) {
            return None;
        }
        let lines = text[..end].strip_prefix(VERSION)?.strip_prefix('\n')?;
        lines.lines().map(entry).collect::<Option<_>>().map(|entries| Manifest { entries })
    }
}

/// One line of the file.
fn entry(line: &str) -> Option<(String, Entry)> {
    let mut parts = line.splitn(4, ' ');
    let (key, output) = (unhex(parts.next()?)?, unhex(parts.next()?)?);
    let has_warnings = match parts.next()? {
        "w" => true,
        "-" => false,
        _ => return None,
    };
    Some((unescape(parts.next()?)?, Entry { key, output, has_warnings }))
}

fn hex(hash: &Hash) -> blake3::Hash {
    blake3::Hash::from_bytes(*hash)
}

fn unhex(text: &str) -> Option<Hash> {
    blake3::Hash::from_hex(text).ok().map(|hash| *hash.as_bytes())
}

/// A path without line feeds.
fn escape(path: &str) -> String {
    path.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

fn unescape(text: &str) -> Option<String> {
    Some(text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(outputs: &[&str]) -> Manifest {
        let entry = Entry { key: hash(b"key"), output: hash(b"output"), has_warnings: true };
        Manifest { entries: outputs.iter().map(|output| ((*output).to_owned(), entry)).collect() }
    }

    #[test]
    fn what_is_written_can_be_read() {
        let manifest = manifest(&["a.mpy", "é b/c.mpy", "odd\n%0A\r.mpy", " "]);
        assert_eq!(Manifest::parse(&manifest.to_bytes()), Some(manifest));
    }

    #[test]
    fn empty_manifest_can_be_read() {
        assert_eq!(Manifest::parse(&manifest(&[]).to_bytes()), Some(manifest(&[])));
    }

    #[test]
    fn every_truncation_is_noticed() {
        let bytes = manifest(&["a.mpy", "b.mpy"]).to_bytes();
        for length in 0..bytes.len() {
            assert_eq!(Manifest::parse(&bytes[..length]), None, "{length}");
        }
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let bytes = manifest(&["a.mpy"]).to_bytes();
        for at in 0..bytes.len() {
            for change in [1, 0x20, 0x80] {
                let mut changed = bytes.clone();
                changed[at] ^= change;
                let read = Manifest::parse(&changed);
                assert!(read.is_none() || read == Some(manifest(&["a.mpy"])), "{at}");
            }
        }
    }

    #[test]
    fn name_and_source_are_told_apart() {
        let base = hash(b"");
        assert_ne!(key(&base, "a", b"bc"), key(&base, "ab", b"c"));
    }

    #[test]
    fn outputs_that_are_gone_are_forgotten() {
        let directory = tempfile::tempdir().expect("temporary directories work");
        let mut manifest = manifest(&["gone.mpy"]);
        assert!(manifest.update(Vec::new(), directory.path()));
        assert_eq!(manifest, Manifest::default());
    }
}
