/** What a channel shows of a product in words of its own, and whether it is on offer there. */
export interface CopyFields {
  name: string;
  description: string;
  offered: boolean;
}
export type CopyField = keyof CopyFields;
export const copyFields = ['name', 'description', 'offered'] as const satisfies readonly CopyField[];

export type CopyDraft = { [Field in CopyField]: CopyFields[Field] | null };
export type CopyChanges = { [Field in CopyField]?: CopyFields[Field] };

/** What publishing would change: drafted fields that differ from what is shown. What is the same is not sent. */
export function changesOf(live: CopyFields, draft: CopyDraft): CopyChanges {
  const changed = copyFields.filter((field) => draft[field] !== null && draft[field] !== live[field]);
  return Object.fromEntries(changed.map((field) => [field, draft[field]]));
}

/** What stood there before, of the fields that change: what an undo sends again. */
export const beforeOf = (live: CopyFields, changes: CopyChanges): CopyChanges =>
  Object.fromEntries(copyFields.filter((field) => field in changes).map((field) => [field, live[field]]));
