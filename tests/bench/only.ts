import fs from 'node:fs';
import { benchAtHand } from './at-hand.ts';
import { benchFile, newFolder, workBeside } from './bench-file.ts';
import { benchFirstReading } from './first-reading.ts';
import { benchDesk, type DeskFigures } from './order-desk.ts';
import { atHandSection, ofAtHand } from './report-at-hand.ts';
import { connectedSection, ofConnected } from './report-outside.ts';
import { deskSection, ofDesk } from './report-desk.ts';
import { promises, type Target } from './report-parts.ts';

const parts = ['desk', 'hand', 'outside'] as const;
type Part = (typeof parts)[number];

export const isPart = (name: string | undefined): name is Part => parts.some((part) => part === name);

interface Done {
  promised: Target[];
  section: string;
}

/** One part of the bench by itself: prints what it promises and its section of the page. */
export async function benchOnly(part: Part, sizes: readonly number[], log: (line: string) => void): Promise<Target[]> {
  const { promised, section } = await done(part, sizes, log);
  console.log(`${promises(promised)}\n\n${section}`);
  return promised;
}

async function done(part: Part, sizes: readonly number[], log: (line: string) => void): Promise<Done> {
  if (part === 'desk') return theDesk(sizes, log);
  return part === 'hand' ? atHand() : outside();
}

async function outside(): Promise<Done> {
  const figures = await benchFirstReading(newFolder('connected'));
  return { promised: ofConnected(figures), section: connectedSection(figures) };
}

function theDesk(sizes: readonly number[], log: (line: string) => void): Done {
  const desk = sizes.map((orders): DeskFigures => {
    const file = benchFile(orders, log);
    const folder = workBeside(file);
    try {
      return benchDesk(file, folder);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
  return { promised: desk.flatMap(ofDesk), section: deskSection(desk) };
}

async function atHand(): Promise<Done> {
  const figures = await benchAtHand(newFolder('at-hand'));
  return { promised: ofAtHand(figures), section: atHandSection(figures) };
}
