//! The pieces of a source that a diagnostic shows: of each line the part around the places.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use codespan_reporting::files::{Error as FilesError, Files};

use super::{Source, meaning, one_line, printable};
use crate::{Diagnostic, Span};

/// How much of a long line is shown before and after the mistake, in bytes.
const MARGIN: usize = 120;
/// How much of a long mistake is underlined, in bytes.
const MAX_UNDERLINE: usize = 200;
/// How far a second place on the same line may be away to be shown, in bytes.
const MAX_DISTANCE: usize = 240;
/// How many other places are shown.
const MAX_LABELS: usize = 8;

/// A place in an [`Excerpt`].
pub(super) struct Place {
    pub(super) range: Range<usize>,
    pub(super) message: String,
}

/// A line, or a part of it.
struct Line {
    /// The line's number, counted from 1.
    number: usize,
    /// The part's place in the source and in the excerpt, as long as each other.
    source: Range<usize>,
    text: Range<usize>,
    /// How many characters of the line come before the part.
    skipped: usize,
}

/// A text of a few lines that stands for the whole source.
pub(super) struct Excerpt {
    file: String,
    text: String,
    lines: Vec<Line>,
    /// The mistake first.
    places: Vec<Place>,
}

/// A place in the source, on one line.
struct Wanted {
    line: usize,
    range: Range<usize>,
}

impl Excerpt {
    /// The excerpt for a diagnostic, and what labels it has no place for.
    pub(super) fn new(source: &Source<'_>, diagnostic: &Diagnostic) -> (Self, Vec<(Span, String)>) {
        let primary = Wanted::new(source, diagnostic.span);
        let mut windows = Vec::from([(primary.line, primary.range.clone())]);
        let mut shown = Vec::from([(primary, meaning(diagnostic).unwrap_or_default())]);
        let mut left_out = Vec::new();
        for label in diagnostic.labels.iter() {
            let wanted = Wanted::new(source, label.span);
            if shown.len() <= MAX_LABELS && wanted.widen(&mut windows) {
                shown.push((wanted, label.message.clone().into_owned()));
            } else if left_out.len() < MAX_LABELS {
                left_out.push((label.span, label.message.clone().into_owned()));
            }
        }
        windows.sort_by_key(|window| window.0);
        let mut excerpt = Excerpt {
            file: one_line(source.name),
            text: String::new(),
            lines: Vec::with_capacity(windows.len()),
            places: Vec::new(),
        };
        for (line, window) in windows {
            // The renderer shows a single line between two others.
            if excerpt.lines.last().is_some_and(|last| last.number + 2 == line) {
                let begin = source.line_range(line - 1).start;
                excerpt.add(source, line - 1, begin..begin);
            }
            excerpt.add(source, line, window);
        }
        excerpt.places = shown.into_iter().map(|(wanted, message)| excerpt.place(&wanted, message)).collect();
        (excerpt, left_out)
    }

    /// Every place, and whether it is the mistake itself.
    pub(super) fn labels(&self) -> impl Iterator<Item = (&Place, bool)> {
        self.places.iter().enumerate().map(|(index, place)| (place, index == 0))
    }

    /// Appends the part of a line around `window`.
    fn add(&mut self, source: &Source<'_>, number: usize, window: Range<usize>) {
        let line = source.line_range(number);
        let start = window.start.saturating_sub(MARGIN).max(line.start);
        let end = (window.end + MARGIN).min(line.end).max(start);
        let start = super::char_start(source.bytes, line.start, start);
        let end = super::char_start(source.bytes, start, end);
        let piece = printable(&lossy(&source.bytes[start..end]));
        let begin = self.text.len();
        self.text.push_str(&piece);
        self.lines.push(Line {
            number,
            source: start..end,
            text: begin..self.text.len(),
            skipped: source.position(start as u32).column - 1,
        });
        self.text.push('\n');
    }

    /// Where a place of the source is in the text.
    fn place(&self, wanted: &Wanted, message: String) -> Place {
        let Some(line) = self.lines.iter().find(|line| line.number == wanted.line) else {
            // Every wanted place has had a line added.
            return Place { range: 0..0, message };
        };
        let text = &self.text[line.text.clone()];
        let offset = |at: usize| at.saturating_sub(line.source.start).min(text.len());
        let start = boundary_before(text, offset(wanted.range.start));
        let end = boundary_after(text, offset(wanted.range.end).max(start));
        Place { range: line.text.start + start..line.text.start + end, message }
    }

    fn line(&self, index: usize) -> Result<&Line, FilesError> {
        let too_large = FilesError::LineTooLarge { given: index, max: 0 };
        self.lines.iter().find(|line| line.number == index + 1).ok_or(too_large)
    }
}

impl Wanted {
    /// The part of a span on its first line, not longer than what is underlined.
    fn new(source: &Source<'_>, span: Span) -> Self {
        let start = source.clamp(span.start);
        let (line, _) = source.line_of(start);
        let stop = source.line_range(line).end.max(start);
        let end = source.clamp(span.end).clamp(start, stop.min(start + MAX_UNDERLINE));
        Wanted { line, range: start..end }
    }

    /// Widens the window of this place's line to hold it, where it is near enough.
    fn widen(&self, windows: &mut Vec<(usize, Range<usize>)>) -> bool {
        let Some((_, window)) = windows.iter_mut().find(|(line, _)| *line == self.line) else {
            windows.push((self.line, self.range.clone()));
            return true;
        };
        let wide = window.start.min(self.range.start)..window.end.max(self.range.end);
        let fits = wide.len() <= MAX_UNDERLINE + MAX_DISTANCE;
        if fits {
            *window = wide;
        }
        fits
    }
}

/// Bytes as text of the same length: `?` for each byte that is not UTF-8.
fn lossy(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(core::iter::repeat_n('?', chunk.invalid().len()));
    }
    text
}

/// The last place between two characters that is not after `offset`.
fn boundary_before(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The first place between two characters that is not before `offset`, or the end.
fn boundary_after(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, FilesError> {
        Ok(&self.file)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, FilesError> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), offset: usize) -> Result<usize, FilesError> {
        let line = self.lines.iter().find(|line| offset <= line.text.end).or(self.lines.last());
        Ok(line.map_or(0, |line| line.number - 1))
    }

    fn line_number(&'a self, (): (), index: usize) -> Result<usize, FilesError> {
        Ok(index + 1)
    }

    fn column_number(&'a self, (): (), index: usize, offset: usize) -> Result<usize, FilesError> {
        let line = self.line(index)?;
        let before = self.text.get(line.text.start..offset).map_or(0, |text| text.chars().count());
        Ok(line.skipped + before + 1)
    }

    fn line_range(&'a self, (): (), index: usize) -> Result<Range<usize>, FilesError> {
        Ok(self.line(index)?.text.clone())
    }
}
