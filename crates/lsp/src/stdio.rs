//! Messages over standard input and output.
//!
//! `lsp-server` has this too, but a server behind it cannot see which requests wait, allocates whatever a header
//! asks for, and ends at the first message that is not JSON.

use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Connection, Message};

use crate::frame::{self, Content};
use crate::session::Ended;

/// The longest message that is read, in bytes.
const LONGEST: u64 = 4 << 30;

/// How long a client may take to read a message when the session is over.
const PATIENCE: Duration = Duration::from_secs(2);

/// The threads that read and write.
pub(crate) struct Pumps {
    reader: JoinHandle<io::Result<()>>,
    writer: JoinHandle<io::Result<()>>,
    /// Has something in it if a message was written since somebody looked.
    written: Receiver<()>,
}

/// A connection to whoever is at the other end of standard input and output.
pub(crate) fn connect() -> (Connection, Pumps) {
    let (server, Connection { sender, receiver }) = Connection::memory();
    let reader = thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Some(frame) = read_frame(&mut input)? {
            match frame::content(&frame) {
                Content::Message(message) => {
                    if sender.send(message).is_err() {
                        // The server has ended.
                        break;
                    }
                }
                Content::Wrong(answer) => write_frame(&mut io::stdout().lock(), &answer)?,
                Content::Nothing => {}
            }
        }
        Ok(())
    });
    let (progress, written) = sync_channel(1);
    let writer = thread::spawn(move || write(receiver.iter(), &progress));
    (server, Pumps { reader, writer, written })
}

/// Writes messages, and reports each one.
fn write(mut messages: impl Iterator<Item = Message>, progress: &SyncSender<()>) -> io::Result<()> {
    messages.try_for_each(|message| {
        message.write(&mut io::stdout().lock())?;
        // Nobody looks during the session.
        let _ = progress.try_send(());
        Ok(())
    })
}

impl Pumps {
    /// Waits until everything is written, after a session that ended so, or until the client reads nothing more. Its
    /// connection must have been dropped.
    ///
    /// # Errors
    ///
    /// Why nothing more can be read or written.
    pub(crate) fn finish(self, ended: Ended) -> io::Result<()> {
        let lost = |_| io::Error::other("a thread has ended too early");
        let written = std::iter::repeat_with(|| self.written.recv_timeout(PATIENCE));
        // The writer has ended, unless nothing was written for so long.
        if written.filter_map(Result::err).next() != Some(RecvTimeoutError::Timeout) {
            self.writer.join().map_err(lost)??;
        }
        match ended {
            // Nothing was there to read, or it could not be read.
            Ended::Abandoned => self.reader.join().map_err(lost)?,
            // It may wait for a client that says nothing more.
            Ended::Properly | Ended::WithoutShutdown => Ok(()),
        }
    }
}

/// The next message; `None` at the end of the input.
fn read_frame(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let Some(len) = read_header(input)? else { return Ok(None) };
    let mut frame = Vec::new();
    // It grows with what is there, not with what the header says.
    let read = input.take(len).read_to_end(&mut frame)?;
    Ok((read as u64 == len).then_some(frame))
}

/// The length of the next message, in bytes; `None` at the end of the input.
fn read_header(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    const LONGEST_LINE: u64 = 4096;
    let mut len = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = std::str::from_utf8(&line).ok().and_then(|line| line.strip_suffix("\r\n"));
        match line {
            Some("") => return len.map(Some).ok_or_else(|| damaged("there is no Content-Length")),
            Some(field) => len = content_length(field)?.or(len),
            None => return Err(damaged("a line of a header has no end")),
        }
    }
}

/// The length that a field of a header gives, if it is that field.
fn content_length(field: &str) -> io::Result<Option<u64>> {
    let (name, value) = field.split_once(':').ok_or_else(|| damaged("a field has no value"))?;
    if !name.eq_ignore_ascii_case("Content-Length") {
        return Ok(None);
    }
    let len = value.trim().parse().ok().filter(|&len| len <= LONGEST);
    len.map(Some).ok_or_else(|| damaged("the Content-Length is no length"))
}

fn damaged(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the input is damaged: {what}"))
}

fn write_frame(output: &mut impl Write, frame: &str) -> io::Result<()> {
    write!(output, "Content-Length: {}\r\n\r\n{frame}", frame.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(mut input: &[u8]) -> io::Result<Vec<String>> {
        let next = || read_frame(&mut input).transpose();
        std::iter::from_fn(next).map(|frame| Ok(String::from_utf8(frame?).unwrap())).collect()
    }

    #[test]
    fn frames_are_read_one_after_another() {
        let input = "Content-Length: 2\r\nContent-Type: x\r\n\r\n{}content-length:6\r\n\r\n手机";
        assert_eq!(frames(input.as_bytes()).unwrap(), ["{}", "手机"]);
    }

    #[test]
    fn input_that_is_cut_off_ends() {
        assert!(frames(b"").unwrap().is_empty());
        assert!(frames(b"Content-Length: 9\r\n\r\n{}").unwrap().is_empty());
        assert!(frames(b"Content-Length: 4000000000\r\n\r\n{}").unwrap().is_empty());
    }

    #[test]
    fn damaged_headers_are_errors() {
        for input in [
            "Content-Length: 18446744073709551615\r\n\r\n",
            "Content-Length: -1\r\n\r\n",
            "Content-Length\r\n\r\n",
            "Content-Type: x\r\n\r\n",
            "Content-Length: 2\n\n{}",
            "\u{0}\u{1}",
            &"x".repeat(10_000),
        ] {
            assert_eq!(frames(input.as_bytes()).unwrap_err().kind(), io::ErrorKind::InvalidData);
        }
    }
}
