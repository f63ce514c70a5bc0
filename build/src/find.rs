//! Finds the sources of a folder, in an order that does not depend on the file system.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A source to compile.
#[derive(Debug)]
pub struct Source {
    /// Where it is.
    pub file: PathBuf,
    /// Its path below the folder, with `/` between the parts: what tracebacks will show.
    pub name: String,
}

impl Source {
    /// The path of the compiled module.
    pub fn module_path(&self) -> String {
        format!("{}.mpy", self.name.strip_suffix(".py").unwrap_or(&self.name))
    }

    /// What `import` calls the module: a package is known by the name of its folder.
    fn import_name(&self) -> &str {
        let name = self.name.strip_suffix(".py").unwrap_or(&self.name);
        name.strip_suffix("/__init__").unwrap_or(name)
    }
}

/// What there is in a folder.
#[derive(Debug, Default)]
pub struct Found {
    /// The sources, sorted by name.
    pub sources: Vec<Source>,
    /// Every file and folder on which the list depends.
    pub looked_at: Vec<PathBuf>,
    /// What stands in the way of compiling all of it.
    pub problems: Vec<String>,
}

/// Finds the `.py` files below `root`. Folders whose names start with a dot, and `__pycache__`, are left out.
pub fn sources(root: &Path, excluded: &[String]) -> Found {
    let mut found = Found::default();
    let mut walk = Walk { excluded, found: &mut found, open: Vec::new() };
    walk.folder(root, "");
    found.sources.sort_by(|a, b| a.name.cmp(&b.name));
    found.looked_at.sort();
    let mut known: BTreeMap<&str, &Source> = BTreeMap::new();
    let mut problems = Vec::new();
    for source in &found.sources {
        if let Some(other) = known.insert(source.import_name(), source) {
            let (one, other) = (source.file.display(), other.file.display());
            problems.push(format!("{other} and {one} are the same module: rename one of them"));
        }
    }
    found.problems.append(&mut problems);
    found
}

struct Walk<'a> {
    excluded: &'a [String],
    found: &'a mut Found,
    /// The folders that are being walked, as they really are: a link to one of them would have no end.
    open: Vec<PathBuf>,
}

impl Walk<'_> {
    fn folder(&mut self, path: &Path, prefix: &str) {
        self.found.looked_at.push(path.to_owned());
        let result = path.canonicalize().and_then(|real| Ok((real, fs::read_dir(path)?)));
        let (real, entries) = match result {
            Ok(found) => found,
            Err(error) => return self.problem(path, &error.to_string()),
        };
        if self.open.contains(&real) {
            return self.problem(path, "is a link to a folder that it is in: exclude it");
        }
        self.open.push(real);
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&entry.path(), prefix),
                Err(error) => self.problem(path, &error.to_string()),
            }
        }
        self.open.pop();
    }

    fn entry(&mut self, path: &Path, prefix: &str) {
        let is_python = path.extension().is_some_and(|extension| extension == "py");
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            // Whatever it is, no module that can be imported.
            if is_python {
                self.problem(path, "the name is not UTF-8");
            }
            return;
        };
        let below = format!("{prefix}{name}");
        if name.starts_with('.') || name == "__pycache__" || self.excluded.contains(&below) {
            return;
        }
        if name.contains(char::is_control) {
            // Neither cargo's directives nor tracebacks, a line each, can hold such a name.
            if is_python || path.is_dir() {
                self.problem(path, "the name has control characters");
            }
            return;
        }
        // Follows links.
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.folder(path, &format!("{below}/")),
            Ok(metadata) if metadata.is_file() && is_python => {
                self.found.looked_at.push(path.to_owned());
                self.found.sources.push(Source { file: path.to_owned(), name: below });
            }
            Err(error) if is_python => self.problem(path, &error.to_string()),
            _ => {}
        }
    }

    fn problem(&mut self, path: &Path, what: &str) {
        self.found.problems.push(format!("{}: {what}", path.display()));
    }
}
