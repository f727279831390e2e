# `just` lists the tasks; `just ci` is what must hold.

_list:
    @just --list

# Show the statements of a policy
dump file:
    cargo run --quiet --example dump_ast -- --format statements {{file}}

# Run the tests
test:
    cargo test --workspace --all-features

# Check format and lints
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --all-features -- -D warnings

# Build the documentation and open it
doc:
    cargo doc --no-deps --all-features --open

# Run the benchmarks
bench:
    cargo bench

# Renew the snapshots and what the guide and the READMEs show
bless:
    INSTA_UPDATE=always cargo test --workspace --all-features
    .ci/readme --bless
    cargo run --quiet -p policymark-cli -- html tests/policies/baiyu-clinic.txt --lang en --out docs/page.html --force

# Everything that must hold before a change lands
ci:
    bash .ci/run
