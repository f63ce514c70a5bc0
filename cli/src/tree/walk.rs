//! Finding the sources, and what their outputs are called.

use std::collections::HashMap;
use std::collections::hash_map;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::{args, report};

/// A source of a tree.
pub struct Source {
    /// Its place in the order of the sources.
    pub index: usize,
    /// Where it is.
    pub path: PathBuf,
    /// Where its output goes, below the directory of the outputs.
    pub output: PathBuf,
    /// The name to embed.
    pub name: OsString,
}

impl Source {
    /// The output's name in the manifest. Names that are not UTF-8 have none; their sources do not compile either.
    pub fn key(&self) -> Option<&str> {
        self.output.to_str()
    }
}

/// What there is among and below the inputs.
#[derive(Default)]
pub struct Found {
    /// Where the sources are, each once, in order.
    pub sources: Vec<PathBuf>,
    /// Every directory.
    pub directories: Vec<PathBuf>,
    /// What could not be looked at, and why.
    pub problems: Vec<(String, String)>,
    /// Two sources with one output, and that output.
    pub clashes: Vec<(PathBuf, PathBuf, PathBuf)>,
    /// The place among the sources of the one that an output is made of.
    makers: HashMap<PathBuf, usize>,
}

/// Finds every source, and hands it over right away. Symbolic links are followed, except to a directory that they are
/// in.
pub fn find(inputs: &[PathBuf], visit: &mut dyn FnMut(Source)) -> Found {
    let mut walk = Walk { found: Found::default(), visit };
    for input in inputs {
        if input.is_dir() {
            walk.add_directory(input);
        } else {
            walk.add_file(input);
        }
    }
    walk.found
}

struct Walk<'a> {
    found: Found,
    visit: &'a mut dyn FnMut(Source),
}

impl Walk<'_> {
    fn add_file(&mut self, input: &Path) {
        match args::default_output(input) {
            Ok(output) => {
                let last = |path: &Path| path.file_name().unwrap_or_default().to_owned();
                self.add(input.to_owned(), last(&output).into(), last(input));
            }
            Err(error) => self.found.problems.push((input.display().to_string(), error.message)),
        }
    }

    fn add_directory(&mut self, root: &Path) {
        for entry in WalkDir::new(root).follow_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) => self.add_entry(root, entry),
                // Everything below such a link is found where the link leads to.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => self.add_problem(root, &error),
            }
        }
    }

    fn add_entry(&mut self, root: &Path, entry: DirEntry) {
        if entry.file_type().is_dir() {
            self.found.directories.push(entry.into_path());
        } else if entry.file_type().is_file() && is_source(entry.path()) {
            let path = entry.into_path();
            let relative = path.strip_prefix(root).unwrap_or(&path).to_owned();
            let name = args::forward_slashes(relative.clone().into_os_string());
            self.add(path, relative.with_extension("mpy"), name);
        }
    }

    fn add_problem(&mut self, root: &Path, error: &walkdir::Error) {
        let path = error.path().unwrap_or(root);
        // A link that leads nowhere matters only if it stands for a source.
        let is_missing = error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound);
        if is_missing && !is_source(path) {
            return;
        }
        let reason = error.io_error().map_or_else(|| error.to_string(), report::reason);
        self.found.problems.push((path.display().to_string(), format!("cannot be read: {reason}")));
    }

    fn add(&mut self, path: PathBuf, output: PathBuf, name: OsString) {
        let index = self.found.sources.len();
        match self.found.makers.entry(output.clone()) {
            hash_map::Entry::Vacant(entry) => _ = entry.insert(index),
            hash_map::Entry::Occupied(entry) => {
                let other = &self.found.sources[*entry.get()];
                // Inputs that are named twice count once.
                if *other != path {
                    self.found.clashes.push((output, other.clone(), path));
                }
                return;
            }
        }
        self.found.sources.push(path.clone());
        (self.visit)(Source { index, path, output, name });
    }
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "py")
}
