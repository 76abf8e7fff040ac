import type { Centres } from '../../shared/accounting/centre.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface Campaign {
  name: string;
  fromOn: Day;
  toOn: Day | null;
}

const byId = read((db, p: { id: number }) => db.selectFrom('campaign').select(['id', 'name', 'fromOn', 'toOn', 'archived']).where('id', '=', p.id));
const byName = read((db, p: { name: string }) => db.selectFrom('campaign').select(['id']).where('name', '=', p.name));
const insert = write((db, p: Campaign & { commandId: number }) => db.insertInto('campaign').values({ name: p.name, fromOn: p.fromOn, toOn: p.toOn, commandId: p.commandId }));
const update = write((db, p: Campaign & { id: number }) => db.updateTable('campaign').set({ name: p.name, fromOn: p.fromOn, toOn: p.toOn }).where('id', '=', p.id));
const setArchived = write((db, p: { id: number; archived: number }) => db.updateTable('campaign').set({ archived: p.archived }).where('id', '=', p.id));
const knownLocation = read((db, p: { id: number }) => db.selectFrom('location').select(['id']).where('id', '=', p.id));

/** Names a campaign. @throws Refusal campaign.taken, campaign.backwards */
export function addCampaign(tx: Tx, asked: Campaign): { campaignId: number } {
  refuseUnfit(tx, asked, null);
  const { lastId } = insert.run(tx, { ...asked, commandId: tx.commandId });
  tx.changed('campaign', lastId);
  return { campaignId: lastId };
}

/** Changes its name or days; answers what they were. @throws Refusal record.missing, campaign.taken, campaign.backwards */
export function changeCampaign(tx: Tx, { campaignId, ...asked }: Campaign & { campaignId: number }): { before: Campaign } {
  const { name, fromOn, toOn } = requireCampaign(tx, campaignId);
  refuseUnfit(tx, asked, campaignId);
  update.run(tx, { ...asked, id: campaignId });
  tx.changed('campaign', campaignId);
  return { before: { name, fromOn, toOn } };
}

/** Takes a campaign out of the choice. @throws Refusal record.missing */
export const archiveCampaign = (tx: Tx, { campaignId }: { campaignId: number }) => turn(tx, campaignId, 1);

/** Brings it back. @throws Refusal record.missing */
export const reopenCampaign = (tx: Tx, { campaignId }: { campaignId: number }) => turn(tx, campaignId, 0);

function turn(tx: Tx, campaignId: number, archived: number): { campaignId: number } {
  requireCampaign(tx, campaignId);
  setArchived.run(tx, { id: campaignId, archived });
  tx.changed('campaign', campaignId);
  return { campaignId };
}

function requireCampaign(tx: Tx, id: number) {
  const campaign = byId.get(tx, { id });
  if (!campaign) throw new Refusal('record.missing', { kind: 'campaign', id });
  return campaign;
}

function refuseUnfit(tx: Tx, { name, fromOn, toOn }: Campaign, own: number | null): void {
  if (toOn !== null && toOn < fromOn) throw new Refusal('campaign.backwards', { fromOn, toOn });
  const other = byName.get(tx, { name });
  if (other && other.id !== own) throw new Refusal('campaign.taken', { name });
}

/** What a person chose for lines must be there, and a campaign still in the choice. @throws Refusal record.missing, campaign.archived */
export function refuseUnknownCentres(tx: Tx, lines: readonly Centres[]): void {
  for (const id of named(lines, 'locationId')) if (!knownLocation.get(tx, { id })) throw new Refusal('record.missing', { kind: 'location', id });
  for (const id of named(lines, 'campaignId')) {
    const { name, archived } = requireCampaign(tx, id);
    if (archived) throw new Refusal('campaign.archived', { name });
  }
}

const named = (lines: readonly Centres[], field: 'locationId' | 'campaignId'): ReadonlySet<number> =>
  new Set(lines.flatMap((line) => { const id = line[field]; return id === null || id === undefined ? [] : [id]; }));
