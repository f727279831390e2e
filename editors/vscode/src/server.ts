// The language server: `policymark lsp`, found, started and stopped.

import { homedir } from "node:os";

import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions } from "vscode-languageclient/node";

import { candidates, firstProgram, fitness } from "./command";
import { troubleOf, type Remedy, type Trouble } from "./trouble";

/** The language server of a window. */
export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  /** The last start or stop: each waits for the one before. */
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly context: vscode.ExtensionContext) {}

  /** Starts the server, after stopping the one that runs. Says why if it cannot. */
  restart(): Promise<void> {
    return this.next(async () => {
      await this.stopClient();
      await this.startClient();
    });
  }

  stop(): Promise<void> {
    return this.next(() => this.stopClient());
  }

  dispose(): void {
    void this.stop();
  }

  private next(step: () => Promise<void>): Promise<void> {
    this.last = this.last.then(step, step);
    return this.last;
  }

  private async startClient(): Promise<void> {
    const setting = vscode.workspace.getConfiguration("policymark").get("path", "policymark");
    const program = await firstProgram(
      candidates(setting, {
        platform: process.platform,
        env: process.env,
        home: homedir(),
        folder: vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath,
      }),
    );
    const trouble = troubleOf(setting, program, program === undefined ? undefined : await fitness(program));
    if (trouble !== undefined || program === undefined) {
      if (trouble !== undefined) {
        void this.tell(trouble);
      }
      return;
    }
    this.client = new LanguageClient("policymark", "policymark", { command: program, args: ["lsp"] }, options());
    try {
      await this.client.start();
    } catch (error) {
      await this.stopClient();
      const reason = error instanceof Error ? error.message : String(error);
      void this.tell({ text: "The language server did not start: {0}", values: [reason], remedies: ["openSettings"] });
    }
  }

  private async stopClient(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    try {
      await client?.dispose();
    } catch {
      // It did not run, or has ended by itself.
    }
  }

  /** Shows a message with its buttons, and does what is chosen. */
  private async tell(trouble: Trouble): Promise<void> {
    const buttons = trouble.remedies.map((remedy) => ({ title: titleOf(remedy), remedy }));
    const chosen = await vscode.window.showWarningMessage(vscode.l10n.t(trouble.text, ...trouble.values), ...buttons);
    switch (chosen?.remedy) {
      case "openSettings":
        await vscode.commands.executeCommand("workbench.action.openSettings", "policymark.path");
        break;
      case "howToInstall": {
        const name = vscode.env.language.startsWith("zh") ? "README.zh-CN.md" : "README.md";
        const page = vscode.Uri.joinPath(this.context.extensionUri, name);
        await vscode.commands.executeCommand("markdown.showPreview", page);
        break;
      }
      case undefined:
    }
  }
}

function titleOf(remedy: Remedy): string {
  switch (remedy) {
    case "openSettings":
      return vscode.l10n.t("Open Settings");
    case "howToInstall":
      return vscode.l10n.t("How to Install");
  }
}

function options(): LanguageClientOptions {
  const inlayHints = (): boolean => vscode.workspace.getConfiguration("policymark").get("inlayHints", false);
  return {
    // A notebook, a file in a repository's history and the like have no file that a configuration could be next to.
    documentSelector: [
      { language: "policymark", scheme: "file" },
      { language: "policymark", scheme: "untitled" },
    ],
    initializationOptions: { inlayHints: inlayHints() },
  };
}
