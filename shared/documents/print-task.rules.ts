import type { ParcelLabel } from '../fulfilment/parcel-label.rules.ts';

/** What a print agent is asked: one task of one document, as its makers advise, so that a failure never repeats another label. */
export interface AgentTask {
  /** Names the task for good: an agent is told of it once. */
  readonly taskId: string;
  readonly printer: string;
  readonly template: string;
  readonly data: ParcelLabel;
}

/** The words of 菜鸟's print component. Source: 菜鸟打印组件交互协议, "print". */
export const agentRequest = ({ taskId, printer, template, data }: AgentTask): object => ({
  cmd: 'print',
  requestID: taskId,
  version: '1.0',
  task: { taskID: taskId, preview: false, printer, documents: [{ documentID: taskId, contents: [{ templateURL: template, data }] }] },
});

/** What an agent's message says of a task: taken up, printed, refused with its words; undefined where it speaks of something else. */
export type AgentSays = { kind: 'taken' | 'printed' } | { kind: 'refused'; says: string };

export function readAgent(message: unknown, taskId: string): AgentSays | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const told = message as Record<string, unknown>;
  if (told['cmd'] === 'print' && told['requestID'] === taskId) return told['status'] === 'success' ? { kind: 'taken' } : refusal(told);
  if (told['cmd'] !== 'notifyPrintResult' || told['taskID'] !== taskId) return undefined;
  const documents = Array.isArray(told['printStatus']) ? (told['printStatus'] as Record<string, unknown>[]) : [];
  const failed = documents.find((one) => one['status'] !== 'success');
  if (failed) return refusal(failed);
  if (told['taskStatus'] === 'failed') return refusal(told);
  return told['taskStatus'] === 'printed' ? { kind: 'printed' } : undefined;
}

const refusal = (told: Record<string, unknown>): AgentSays => ({
  kind: 'refused',
  says: [told['msg'], told['detail']].filter((text): text is string => typeof text === 'string' && text !== '').join(': ') || 'The print agent refused it without a word.',
});

const second = 1000;

/** How long a printer that did not answer is left alone, in milliseconds: short at first, since it is usually switched on again. */
export const printPause = (attempts: number): number => Math.min(300, 15 * 2 ** Math.max(0, attempts - 1)) * second;
