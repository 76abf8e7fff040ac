import { z } from 'zod';
import { zDay, zId } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { centreKinds } from './centre.rules.ts';

const which = z.object({ campaignId: zId });
const campaign = {
  name: z.string().trim().min(1).max(120),
  fromOn: zDay,
  toOn: zDay.nullable().default(null).meta({ description: 'Null while nobody knows its end' }),
};

export const campaignCommands = {
  add: command({ summary: 'Name a campaign, so that what is earned and spent for it can be read together.', undo: { by: 'campaign.archive' } }).input(z.object(campaign)).output(which),
  change: command({ summary: 'Change a campaign’s name or days; what was posted for it stays with it.', undo: { by: 'campaign.change' } })
    .input(which.extend(campaign))
    .output(z.object({ before: z.object(campaign) })),
  archive: command({ summary: 'Take a campaign out of the choice; its figures stay.', undo: { by: 'campaign.reopen' } }).input(which).output(which),
  reopen: command({ summary: 'Bring an archived campaign back into the choice.', undo: { by: 'campaign.archive' } }).input(which).output(which),
};

export const centreQueries = {
  list: query({ summary: 'Every channel, location and campaign a line can belong to; those that ended are marked.' }).output(
    z.object({ rows: z.array(z.object({ kind: z.enum(centreKinds), id: zId, name: z.string(), ended: z.boolean(), fromOn: zDay.nullable(), toOn: zDay.nullable() })) }),
  ),
};
