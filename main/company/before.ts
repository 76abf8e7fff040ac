/** The values a record had in the fields that change: what an update answers, and what undoes it. */
export function before<Fields extends object>(record: Fields, changes: object): Partial<Fields> {
  // Only keys of the changes are kept, and those are keys of the record by the contract.
  return Object.fromEntries(Object.entries(record).filter(([field]) => field in changes)) as Partial<Fields>;
}
