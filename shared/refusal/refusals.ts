/**
 * Every refusal of the program: its code and the details its words need. Codes read `thing.what`, grouped by room in the
 * rooms' order. The renderer has words for each in every language; a missing one does not compile.
 * Details are plain JSON: texts, whole numbers (the unit stands in the name or is the domain's for that word), lists of them.
 */
export interface Refusals {
  // The door
  'input.invalid': { issues: { path: string; message: string }[] };
  'permission.denied': { method: string; role: string };
  'session.required': Record<string, never>;
  'session.pinWrong': { triesLeft: number };
  'session.pinLocked': { retryInSeconds: number };
  'key.reused': { key: string };
  'method.unknown': { method: string };
  'record.missing': { kind: string; id: number | string };
  'record.changed': { kind: string; id: number | string };

  // The file
  'file.notShop': { file: string };
  'file.newer': { fileVersion: number; programVersion: number };
  'file.damaged': { file: string; problem: string };
  'file.readOnly': { file: string };
  'file.diskFull': { file: string };
  'file.synced': { folder: string; service: string };
  'file.ownedElsewhere': { folder: string; processId: number };
  'file.olderThanMark': { file: string };
  'port.inUse': { port: number };
  'undo.impossible': { command: string; reason: string };
}
