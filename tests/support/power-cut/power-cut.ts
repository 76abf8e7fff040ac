import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Builds the recorder once and answers its file, or why there is none. */
export function buildRecorder(): { library: string } | { missing: string } {
  if (process.platform !== 'linux') return { missing: 'the recorder of writes is for Linux' };
  const library = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'recorder-')), 'recorder.so');
  const source = fileURLToPath(new URL('./recorder.c', import.meta.url));
  const built = spawnSync('cc', ['-O1', '-shared', '-fPIC', '-o', library, source, '-ldl', '-lpthread'], { encoding: 'utf8' });
  if (built.error) return { missing: 'there is no C compiler to build the recorder of writes' };
  if (built.status !== 0) throw new Error(`The recorder of writes does not compile:\n${built.stderr}`);
  return { library };
}

export interface Written {
  op: 'W' | 'S' | 'T' | 'U' | 'R' | 'A';
  name: string;
  offset: number;
  data: Buffer;
}

/** What the recorder wrote down, in order. */
export function readLog(file: string): Written[] {
  const bytes = fs.readFileSync(file);
  const events: Written[] = [];
  for (let at = 0; at + 2 <= bytes.length; ) {
    const size = bytes[at + 1] ?? 0;
    const head = at + 2 + size;
    if (head + 12 > bytes.length) break;
    const length = bytes.readUInt32LE(head + 8);
    // A process killed while it wrote this down leaves half a record, of an operation that did not happen.
    if (head + 12 + length > bytes.length) break;
    events.push({
      op: String.fromCharCode(bytes[at] ?? 0) as Written['op'],
      name: bytes.toString('utf8', at + 2, head),
      offset: Number(bytes.readBigInt64LE(head)),
      data: bytes.subarray(head + 12, head + 12 + length),
    });
    at = head + 12 + length;
  }
  return events;
}

/** What the disk may have done with writes nobody waited for: lost them all, kept some of them, or torn one at a sector. */
export const fates = ['lost', 'half', 'torn'] as const;
export type Fate = (typeof fates)[number];

/** A file being written: its bytes, and room behind them so that growing by pages does not copy it each time. */
class Image {
  private bytes: Buffer;
  private length: number;

  constructor(start: Buffer) {
    this.bytes = Buffer.from(start);
    this.length = start.length;
  }

  write({ op, offset, data }: Written): void {
    const end = op === 'T' ? offset : Math.max(this.length, offset + data.length);
    if (op === 'T') this.bytes.fill(0, Math.min(offset, this.length));
    if (end > this.bytes.length) this.bytes = Buffer.concat([this.bytes], Math.max(end, this.bytes.length * 2));
    data.copy(this.bytes, offset);
    this.length = end;
  }

  content(): Buffer {
    return this.bytes.subarray(0, this.length);
  }
}

interface Disk {
  /** What is on the disk for certain. */
  kept: Map<string, Image>;
  /** Writes and cuts since each file's last sync. */
  pending: Map<string, Written[]>;
}

const sector = 512;

/**
 * The files as they may lie on the disk after a power cut before event `cut`: all that was synced, and of the rest what `fate`
 * and chance leave. Creating, renaming and removing a file is taken to last at once, as journalling file systems do.
 */
export function diskAfterCut(start: ReadonlyMap<string, Buffer>, events: readonly Written[], cut: number, fate: Fate, random: () => number): Map<string, Buffer> {
  const disk: Disk = { kept: new Map([...start].map(([name, bytes]) => [name, new Image(bytes)])), pending: new Map() };
  for (const event of events.slice(0, cut)) apply(disk, event);
  for (const [name, waiting] of disk.pending) settle(disk, name, survivors(waiting, fate, random));
  return new Map([...disk.kept].map(([name, image]) => [name, image.content()]));
}

function apply(disk: Disk, event: Written): void {
  const waiting = disk.pending.get(event.name) ?? [];
  if (event.op === 'W' || event.op === 'T') {
    waiting.push(event);
    disk.pending.set(event.name, waiting);
  }
  if (event.op === 'S') settle(disk, event.name, waiting);
  if (event.op === 'U') {
    disk.kept.delete(event.name);
    disk.pending.delete(event.name);
  }
  if (event.op === 'R') {
    settle(disk, event.name, waiting);
    disk.kept.set(event.data.toString(), disk.kept.get(event.name) ?? new Image(Buffer.alloc(0)));
    disk.kept.delete(event.name);
  }
}

function settle(disk: Disk, name: string, waiting: readonly Written[]): void {
  const image = disk.kept.get(name) ?? new Image(Buffer.alloc(0));
  for (const event of waiting) image.write(event);
  if (waiting.length > 0) disk.kept.set(name, image);
  disk.pending.delete(name);
}

function survivors(waiting: readonly Written[], fate: Fate, random: () => number): Written[] {
  if (fate === 'lost') return [];
  if (fate === 'half') return waiting.filter(() => random() < 0.5);
  const last = Math.floor(random() * waiting.length);
  const torn = waiting[last];
  if (!torn) return [];
  const sectors = Math.floor(random() * Math.ceil(torn.data.length / sector));
  return [...waiting.slice(0, last), { ...torn, data: torn.data.subarray(0, sectors * sector) }];
}
