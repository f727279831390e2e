// A language server that can do nothing but start and stop. It writes what it is told to a file.

import { appendFileSync } from "node:fs";

const [, , log] = process.argv;
let waiting = Buffer.alloc(0);

function answer(id, result) {
  const body = JSON.stringify({ jsonrpc: "2.0", id, result });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

process.stdin.on("data", (data) => {
  waiting = Buffer.concat([waiting, data]);
  for (;;) {
    const [head, length] = /^[^]*?Content-Length: (\d+)[^]*?\r\n\r\n/.exec(waiting.toString("latin1")) ?? [];
    if (head === undefined || waiting.length < head.length + Number(length)) {
      return;
    }
    const { id, method, params } = JSON.parse(waiting.subarray(head.length, head.length + Number(length)).toString());
    waiting = waiting.subarray(head.length + Number(length));
    appendFileSync(log, `${JSON.stringify({ method, options: params?.initializationOptions })}\n`);
    if (method === "initialize") {
      answer(id, { capabilities: { hoverProvider: true, textDocumentSync: 1 } });
    } else if (method === "shutdown") {
      answer(id, null);
    } else if (method === "exit") {
      process.exit();
    }
  }
});
