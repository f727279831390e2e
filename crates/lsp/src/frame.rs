//! What a frame of the input holds: a message of JSON-RPC, or something else that may have to be answered.

use lsp_server::{ErrorCode, Message, Notification, Request};
use serde_json::{Map, Value, json};

/// What a frame holds.
#[derive(Debug)]
pub(crate) enum Content {
    /// A request or a notification.
    Message(Message),
    /// Something wrong, with what is answered.
    Wrong(String),
    /// Something that needs no answer: a response, for example.
    Nothing,
}

/// Reads a frame.
///
/// `Message` of `lsp-server` is untagged: a request with an id that it does not know is read as a notification, and
/// is never answered.
pub(crate) fn content(frame: &[u8]) -> Content {
    match serde_json::from_slice(frame) {
        Ok(Value::Object(members)) => of_members(members),
        Ok(_) => wrong(Value::Null, ErrorCode::InvalidRequest, "not a JSON-RPC message"),
        Err(_) => wrong(Value::Null, ErrorCode::ParseError, "not JSON"),
    }
}

fn of_members(mut members: Map<String, Value>) -> Content {
    let Some(method) = members.remove("method") else {
        // The server has no use for responses. An error that answers a response could go on for ever.
        return Content::Nothing;
    };
    let params = members.remove("params").unwrap_or_default();
    match (members.remove("id"), method) {
        (None, Value::String(method)) => Content::Message(Notification { method, params }.into()),
        (Some(id), Value::String(method)) => match serde_json::from_value(id.clone()) {
            Ok(id) => Content::Message(Request { id, method, params }.into()),
            Err(_) => invalid(id, "the id of a request is a 32-bit integer or a string"),
        },
        (id, _) => invalid(id.unwrap_or_default(), "the method is not a string"),
    }
}

fn invalid(id: Value, why: &str) -> Content {
    // What cannot be an id is none.
    let id = if id.is_number() || id.is_string() { id } else { Value::Null };
    wrong(id, ErrorCode::InvalidRequest, why)
}

fn wrong(id: Value, code: ErrorCode, message: &str) -> Content {
    let error = json!({"code": code as i32, "message": message});
    Content::Wrong(json!({"jsonrpc": "2.0", "id": id, "error": error}).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_requests_or_notifications() {
        for (frame, expected) in [
            (r#"{"id":7,"method":"m","params":[1]}"#, Some("7 [1]")),
            (r#"{"jsonrpc":"2.0","method":"m","id":"a"}"#, Some("\"a\" null")),
            (r#"{"method":"m","params":{}}"#, None),
        ] {
            match (content(frame.as_bytes()), expected) {
                (Content::Message(Message::Request(it)), Some(expected)) => {
                    assert_eq!(format!("{} {}", it.id, it.params), expected);
                }
                (Content::Message(Message::Notification(it)), None) => assert_eq!(it.method, "m"),
                (content, _) => panic!("{frame}: {content:?}"),
            }
        }
    }

    #[test]
    fn what_is_wrong_is_answered_with_its_id() {
        for (frame, id, code) in [
            ("{", json!(null), -32700),
            ("\u{feff}{}", json!(null), -32700),
            ("[]", json!(null), -32600),
            ("7", json!(null), -32600),
            (r#"[{"id":1,"method":"m"}]"#, json!(null), -32600),
            (r#"{"id":3000000000,"method":"m"}"#, json!(3_000_000_000_u32), -32600),
            (r#"{"id":1.5,"method":"m"}"#, json!(1.5), -32600),
            (r#"{"id":null,"method":"m"}"#, json!(null), -32600),
            (r#"{"id":[1],"method":"m"}"#, json!(null), -32600),
            (r#"{"id":4,"method":5}"#, json!(4), -32600),
        ] {
            let Content::Wrong(answer) = content(frame.as_bytes()) else { panic!("{frame}") };
            let answer: Value = serde_json::from_str(&answer).unwrap();
            assert_eq!((&answer["id"], &answer["error"]["code"]), (&id, &json!(code)), "{frame}");
        }
    }

    #[test]
    fn responses_are_not_answered() {
        for frame in [
            r#"{"id":1,"result":null}"#,
            r#"{"id":1,"error":{"code":-32700,"message":"x"}}"#,
            r#"{"id":null,"error":{"code":-32700,"message":"x"}}"#,
            r#"{"jsonrpc":"2.0"}"#,
            "{}",
        ] {
            let content = content(frame.as_bytes());
            assert!(matches!(content, Content::Nothing), "{frame}: {content:?}");
        }
    }
}
