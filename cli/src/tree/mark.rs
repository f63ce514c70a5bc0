//! A file that is there while a run writes outputs, so that the next one sees whether it came to its end, and otherwise
//! removes what it left.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use crate::output::TEMPORARY;

/// The file's name in the directory of the outputs. It holds the number of the process.
const NAME: &str = ".constrictor-running";

/// Where it cannot be found out whether a process runs, it counts as ended after this time.
const PATIENCE: Duration = Duration::from_secs(3600);

/// The file, which goes with this.
pub struct Mark {
    path: PathBuf,
}

impl Mark {
    /// Sets the mark and cleans up after a run that was killed.
    pub fn set(directory: &Path) -> Self {
        let path = directory.join(NAME);
        if is_abandoned(&path) {
            remove_temporary_files(directory);
        }
        // Where nothing can be written, there is nothing to clean up.
        let _ = fs::write(&path, std::process::id().to_string());
        Mark { path }
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether there is a mark of a process that has ended.
fn is_abandoned(path: &Path) -> bool {
    let Ok(process) = fs::read_to_string(path) else { return false };
    if Path::new("/proc/self").exists() {
        let is_number = !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit());
        return !(is_number && Path::new("/proc").join(&process).exists());
    }
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified());
    let age = modified.ok().and_then(|modified| SystemTime::now().duration_since(modified).ok());
    age.is_some_and(|age| age > PATIENCE)
}

fn remove_temporary_files(directory: &Path) {
    for entry in WalkDir::new(directory).into_iter().flatten() {
        if entry.file_type().is_file() && entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            // Whoever else removes it does as well.
            let _ = fs::remove_file(entry.path());
        }
    }
}
