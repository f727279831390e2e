// The commands that write marks into the text, and take them off. They need no language server.

import * as vscode from "vscode";

import { unwrap, wrap, type Change, type Selection } from "./marks";
import type { Kind } from "./pairs";

/** The commands that are bound to keys, and what each does to a text. */
const COMMANDS: Readonly<Record<string, (text: string, selections: readonly Selection[]) => Change>> = {
  "policymark.wrapPurpose": wrapper("purpose"),
  "policymark.wrapAction": wrapper("action"),
  "policymark.wrapData": wrapper("data"),
  "policymark.wrapActor": wrapper("actor"),
  "policymark.unwrap": unwrap,
};

function wrapper(kind: Kind): (text: string, selections: readonly Selection[]) => Change {
  return (text, selections) => wrap(text, selections, kind);
}

/** Registers the commands. */
export function registerEditing(): vscode.Disposable[] {
  return Object.entries(COMMANDS).map(([name, change]) =>
    vscode.commands.registerTextEditorCommand(name, (editor) => void apply(editor, change)),
  );
}

async function apply(
  editor: vscode.TextEditor,
  change: (text: string, selections: readonly Selection[]) => Change,
): Promise<void> {
  const { document } = editor;
  const before = editor.selections.map((selection) => ({
    anchor: document.offsetAt(selection.anchor),
    active: document.offsetAt(selection.active),
  }));
  const { edits, selections, crossing } = change(document.getText(), before);
  if (crossing) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("A mark cannot begin inside another one and end outside it."), 5000);
  }
  if (edits.length === 0) {
    return;
  }
  const applied = await editor.edit((builder) => {
    for (const { start, end, text } of edits) {
      builder.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    }
  });
  if (applied) {
    editor.selections = selections.map(
      ({ anchor, active }) => new vscode.Selection(document.positionAt(anchor), document.positionAt(active)),
    );
  }
}
