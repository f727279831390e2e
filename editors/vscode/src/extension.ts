// Where VS Code starts and stops the extension.

import * as vscode from "vscode";

import { registerEditing } from "./editing";
import { Server } from "./server";

let server: Server | undefined;

/** VS Code calls this when a file of the language is opened, or a command is chosen. */
export function activate(context: vscode.ExtensionContext): void {
  const started = new Server(context);
  server = started;
  context.subscriptions.push(
    ...registerEditing(),
    vscode.commands.registerCommand("policymark.restart", () => started.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      // Hints that are shown already stay until the server starts again.
      if (["policymark.path", "policymark.inlayHints"].some((setting) => change.affectsConfiguration(setting))) {
        void started.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void started.restart()),
  );
  void started.restart();
}

/** VS Code waits for this when the window closes. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
