//! What `--help` prints.

/// The whole text.
pub const USAGE: &str = "\
usage: constrictor [OPTIONS] [--] FILE
       constrictor [OPTIONS] [--] DIR|FILE... -o OUT
       constrictor dis|size [OPTIONS] FILE...
       constrictor run [OPTIONS] [FILE | -c COMMAND | -m MODULE] [ARG]...
       constrictor explain [CODE]

Compiles MicroPython source to .mpy files. FILE may be `-` for standard input.

Options:
  -o FILE               output file, `-` for standard output
                        (default: FILE with .mpy for .py; standard output if FILE is `-`)
  -s NAME               source file name to embed (default: FILE)
  -O[N]                 optimisation level 0 to 3 (default 0; -O is 1, -OO is 2, ...)
  --depfile FILE        write what the output depends on, for Make and Ninja
  --watch               compile again whenever a source changes, until interrupted
  -v                    accepted and ignored
  --version             print the version
  -h, --help            print this text

Whole trees: a directory, or several inputs
  -o OUT                directory for the .mpy files, which mirror the tree of .py files. A file keeps its name only,
                        and the embedded source name is the path below DIR, or the file's name.
                        What is up to date by content and options is skipped: OUT/.constrictor-cache remembers it.
                        The .mpy file of a source that is gone is left alone.
  -j N                  how many files to compile at a time (default: one for each core)

Diagnostics:
  --format FORMAT       human (default), short (FILE:LINE:COLUMN: ...), json (an object a line) or traceback (as
                        mpy-cross)
  -W CODE|all           warn of a lint, by its code or name, such as W005 or unused-constant
  -D CODE|all           deny it: treat it as an error
  -A CODE|all           allow it: say nothing. Of several of these options the last one counts

Subcommands: (a file of that name is reached as ./dis or -- dis)
  run                   run a program as MicroPython does; without one, talk to it at a prompt
  dis                   list the bytecode of a source or an .mpy file
  size                  show what takes how many bytes
  explain [CODE]        explain a diagnostic, or list all of them

Target:
  -msmall-int-bits=N    bits of the target's small integers, 2 to 63 (default 31)
  -march=ARCH           architecture of native code: x86, x64, armv6, armv6m, armv7m, armv7em, armv7emsp,
                        armv7emdp, xtensa, xtensawin, rv32imc, rv64imc, host, debug
  -march-flags=FLAGS    flags of rv32imc: a number, or names out of zba, zcmp separated by commas

Compiler:
  -X emit=bytecode      the default code emitter (native and viper are not supported yet)
  -X heapsize=N[w][k|m] accepted and ignored: memory is taken as needed
  -X source-lines       store line numbers (default)
  -X no-source-lines    store no line numbers
";
