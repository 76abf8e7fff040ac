/** The changes that really change something: values equal to the record's are left out. */
export function differing<Fields extends object>(record: object, changes: Fields): Partial<Fields> {
  const old = new Map(Object.entries(record));
  // Only entries of the changes are kept.
  return Object.fromEntries(Object.entries(changes).filter(([field, value]) => JSON.stringify(old.get(field)) !== JSON.stringify(value))) as Partial<Fields>;
}

/** The values a record had in the fields that change: what an update answers, and what undoes it. */
export function before<Fields extends object>(record: Fields, changes: object): Partial<Fields> {
  // Only keys of the changes are kept, and those are keys of the record by the contract.
  return Object.fromEntries(Object.entries(record).filter(([field]) => field in changes)) as Partial<Fields>;
}
