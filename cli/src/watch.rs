//! `--watch`: doing it again whenever a source changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind, RemoveKind};
use notify::{Event, RecursiveMode, Watcher};

/// How long nothing must happen before the change counts as complete. Editors write in several steps.
const QUIET: Duration = Duration::from_millis(50);
/// How long a change is waited for at most.
const PATIENCE: Duration = Duration::from_secs(1);

/// Runs `action` now and after every change of a file, until watching fails; the answer is why.
pub fn file(path: &Path, action: impl FnMut()) -> String {
    let name = path.file_name().map(ToOwned::to_owned);
    let concerns = move |event: &Event| event.paths.iter().any(|path| path.file_name() == name.as_deref());
    // Editors replace a file rather than change it, which only its directory shows.
    watch(&[(directory_of(path), RecursiveMode::NonRecursive)], concerns, action)
}

/// Runs `action` now and after every change of a source among or below `inputs`, until watching fails; the answer is
/// why.
pub fn tree(inputs: &[PathBuf], action: impl FnMut()) -> String {
    let files: Vec<PathBuf> = inputs.iter().filter(|input| !input.is_dir()).cloned().collect();
    let targets: Vec<(PathBuf, RecursiveMode)> = inputs
        .iter()
        .map(|input| match input.is_dir() {
            true => (input.clone(), RecursiveMode::Recursive),
            false => (directory_of(input), RecursiveMode::NonRecursive),
        })
        .collect();
    let concerns = move |event: &Event| {
        let is_input = |path: &Path| files.iter().any(|file| file.file_name() == path.file_name());
        event.paths.iter().any(|path| is_input(path) || changes_tree(&event.kind, path))
    };
    watch(&targets, concerns, action)
}

fn directory_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Whether an event can change which sources there are or what they hold. The command's own outputs do not.
fn changes_tree(kind: &EventKind, path: &Path) -> bool {
    if path.extension().is_some_and(|extension| extension == "py") {
        return true;
    }
    let is_own = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".constrictor-"));
    match kind {
        EventKind::Remove(RemoveKind::Folder) => true,
        // A directory that is moved away is no longer there to be asked.
        EventKind::Modify(ModifyKind::Name(_)) => path.is_dir() || (!path.exists() && !is_own),
        EventKind::Create(_) => path.is_dir(),
        _ => false,
    }
}

fn watch(
    targets: &[(PathBuf, RecursiveMode)],
    concerns: impl Fn(&Event) -> bool,
    mut action: impl FnMut(),
) -> String {
    let (sender, events) = mpsc::channel();
    let watcher = notify::recommended_watcher(sender);
    let mut watcher = match watcher {
        Ok(watcher) => watcher,
        Err(error) => return format!("cannot be watched: {error}"),
    };
    for (path, mode) in targets {
        if let Err(error) = watcher.watch(path, *mode) {
            return format!("cannot be watched: {error}");
        }
    }
    loop {
        action();
        if !next_change(&events, &concerns) {
            return "is no longer watched".to_owned();
        }
    }
}

/// Waits for a change, and until it is complete. False if there will be none.
fn next_change(events: &Receiver<notify::Result<Event>>, concerns: &impl Fn(&Event) -> bool) -> bool {
    loop {
        match events.recv() {
            // Where events got lost, anything may have changed.
            Ok(Ok(event)) if event.need_rescan() => break,
            Ok(Ok(event)) if !event.kind.is_access() && concerns(&event) => break,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline && events.recv_timeout(QUIET).is_ok() {}
    true
}
