import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

interface AgentTask {
  taskID: string;
  printer: string;
  documents: { documentID: string; contents: { templateURL: string; data: Record<string, unknown> }[] }[];
}

export interface FakeAgent {
  readonly port: number;
  /** What was printed, in order. */
  readonly tasks: AgentTask[];
  /** How the next tasks go: taken and printed; refused at once or by the printer; taken, and then silence with the line cut. */
  next: 'print' | 'refuse' | 'jam' | 'die';
  close(): Promise<void>;
}

/** A print agent on this machine that speaks as 菜鸟's component does: it takes a task, then tells what became of it. */
export async function startPrintAgent(port = 0): Promise<FakeAgent> {
  const server = new WebSocketServer({ port, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const agent: FakeAgent = {
    port: (server.address() as AddressInfo).port,
    tasks: [],
    next: 'print',
    close: () => new Promise((resolve) => (server.clients.forEach((client) => client.terminate()), server.close(() => resolve()))),
  };
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const { cmd, requestID, task } = JSON.parse((data as Buffer).toString()) as { cmd: string; requestID: string; task: AgentTask };
      if (cmd !== 'print') return;
      const say = (message: object): void => socket.send(JSON.stringify(message));
      const answer = { cmd, requestID, taskID: task.taskID };
      // An agent talks to everybody of everything; what is not of our task is not for us.
      say({ cmd: 'notifyPrintResult', taskID: 'of somebody else', taskStatus: 'failed', printStatus: [{ documentID: '1', status: 'failed', msg: 'not yours' }] });
      if (agent.next === 'refuse') return say({ ...answer, status: 'failed', msg: '打印机不存在' });
      say({ ...answer, status: 'success', msg: '' });
      if (agent.next === 'die') return socket.terminate();
      const [{ documentID }] = task.documents as [AgentTask['documents'][number]];
      const told = { cmd: 'notifyPrintResult', printer: 'XP-470B', taskID: task.taskID };
      if (agent.next === 'jam') return say({ ...told, taskStatus: 'failed', printStatus: [{ documentID, status: 'failed', msg: '缺纸', detail: 'paper out' }] });
      agent.tasks.push(task);
      say({ ...told, taskStatus: 'rendered', printStatus: [{ documentID, status: 'success' }] });
      say({ ...told, taskStatus: 'printed', printStatus: [{ documentID, status: 'success' }] });
    }),
  );
  return agent;
}
