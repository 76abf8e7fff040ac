import { type AgentTask, agentRequest, readAgent } from '../../shared/documents/print-task.rules.ts';
import { Fault } from '../platform/fault.ts';

/** How long an agent may take over one label before nobody knows what became of it. */
const patience = 15_000;

/**
 * Has a print agent on this computer or in the shop's network print one task, and waits until it says that it is printed.
 * @throws Fault `unreachable` while nothing was asked of it yet; `refused` with its words; `broken` where nobody knows what became of it
 */
export function printByAgent({ host, port }: { host: string; port: number }, task: AgentTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${host}:${port}`);
    let asked = false;
    const end = (fault?: Fault): void => {
      clearTimeout(timer);
      socket.close();
      if (fault) reject(fault);
      else resolve();
    };
    const lost = (why: string): void =>
      end(
        asked
          ? new Fault('broken', { retry: 'never', says: `The print agent at ${host}:${port} ${why}; nobody knows whether it printed.` })
          : new Fault('unreachable', { retry: 'later', says: `The print agent at ${host}:${port} cannot be reached.` }),
      );
    const timer = setTimeout(() => lost('did not say what became of it'), patience);
    socket.addEventListener('error', () => lost('broke off'));
    socket.addEventListener('close', () => lost('closed the line'));
    socket.addEventListener('open', () => {
      asked = true;
      socket.send(JSON.stringify(agentRequest(task)));
    });
    socket.addEventListener('message', ({ data }) => {
      const said = readAgent(parsed(data), task.taskId);
      if (said?.kind === 'printed') end();
      if (said?.kind === 'refused') end(new Fault('refused', { retry: 'never', says: said.says }));
    });
  });
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    // An agent that does not speak JSON says nothing of our task.
    return undefined;
  }
}
