//! Who receives what: the recipients of a policy, each with the data that goes to it, what for and where it is said.
//!
//! ```console
//! $ cargo run --example recipients -- policy.txt
//! ```

use std::collections::BTreeMap;
use std::error::Error;

use policymark::query::{asserted, polarity, recipient};
use policymark::statement::Polarity;
use policymark::text::{Position, visible};

/// What goes to one recipient.
#[derive(Default)]
struct Received {
    data: Vec<String>,
    purposes: Vec<String>,
    places: Vec<Position>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("name a policy")?;
    let document = policymark::parse(&std::fs::read_to_string(path)?)?;
    let lines = document.line_index();

    // Only what the policy says that it does: neither `不会向(广告商)[出售]` nor `若向(银行)[提供]`.
    let is_given = recipient(..) & polarity(Polarity::Affirmed) & asserted();
    let mut received: BTreeMap<String, Received> = BTreeMap::new();
    for statement in document.find(is_given) {
        for recipient in statement.recipients() {
            let of_recipient = received.entry(recipient.text().into_owned()).or_default();
            of_recipient.data.extend(statement.data().map(|data| data.text().into_owned()));
            let purposes = statement.purposes().map(|purpose| purpose.text().into_owned());
            of_recipient.purposes.extend(purposes);
            of_recipient.places.push(lines.position(statement.start()));
        }
    }

    for (recipient, Received { data, purposes, places }) in &received {
        let places: Vec<_> = places.iter().map(ToString::to_string).collect();
        // A policy can contain what steers a terminal: show it, and do not obey it.
        println!("{}", visible(recipient));
        println!("  data  {}", visible(&data.join("、")));
        if !purposes.is_empty() {
            println!("  for   {}", visible(&purposes.join("、")));
        }
        println!("  at    {}", places.join(" "));
    }
    Ok(())
}
