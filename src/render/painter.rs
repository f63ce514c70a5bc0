//! Collects what the renderer writes, coloured or not.

use alloc::vec::Vec;
use std::io::{Result, Write};

use codespan_reporting::diagnostic::{LabelStyle, Severity as SnippetSeverity};
use codespan_reporting::term::WriteStyle;

use crate::Severity;

/// ANSI escape sequences of what is coloured.
pub(super) mod style {
    use crate::Severity;

    pub(crate) const PLAIN: &str = "\x1b[0m";
    pub(super) const BORDER: &str = "\x1b[34m";

    pub(crate) fn headline(severity: Severity) -> &'static str {
        match severity {
            Severity::Warning => "\x1b[1;33m",
            Severity::Error => "\x1b[1;31m",
        }
    }

    pub(super) fn label(severity: Severity) -> &'static str {
        match severity {
            Severity::Warning => "\x1b[33m",
            Severity::Error => "\x1b[31m",
        }
    }
}

pub(super) struct Painter {
    pub(super) text: Vec<u8>,
    colour: bool,
    severity: Severity,
}

impl Painter {
    pub(super) fn new(colour: bool, severity: Severity) -> Self {
        Painter { text: Vec::new(), colour, severity }
    }

    fn paint(&mut self, style: &str) -> Result<()> {
        if self.colour {
            self.text.extend_from_slice(style.as_bytes());
        }
        Ok(())
    }
}

impl Write for Painter {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.text.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl WriteStyle for Painter {
    fn set_header(&mut self, _: SnippetSeverity) -> Result<()> {
        Ok(())
    }

    fn set_header_message(&mut self) -> Result<()> {
        Ok(())
    }

    fn set_line_number(&mut self) -> Result<()> {
        self.paint(style::BORDER)
    }

    fn set_note_bullet(&mut self) -> Result<()> {
        self.paint(style::BORDER)
    }

    fn set_source_border(&mut self) -> Result<()> {
        self.paint(style::BORDER)
    }

    fn set_label(&mut self, _: SnippetSeverity, label: LabelStyle) -> Result<()> {
        match label {
            LabelStyle::Primary => self.paint(style::label(self.severity)),
            LabelStyle::Secondary => self.paint(style::BORDER),
        }
    }

    fn reset(&mut self) -> Result<()> {
        self.paint(style::PLAIN)
    }
}
