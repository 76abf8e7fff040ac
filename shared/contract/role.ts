/** What a person, a token or a device may be in the shop. The method × role matrix is main/app/permissions.ts. */
export const roles = ['owner', 'manager', 'clerk', 'scanner', 'accountant'] as const;
export type Role = (typeof roles)[number];

/** Whether one may let others act in a role: the owner any; the list of roles falls in power, except that only owner and accountant hold the books. */
export const mayGive = (maker: Role, role: Role): boolean => maker === 'owner' || (maker === 'manager' && roles.indexOf(role) > 0 && role !== 'accountant') || maker === role;

/** Kinds of figures a role may be kept from: the fields are absent from every answer it gets, not merely hidden. */
export const fieldPermissions = ['cost', 'margin', 'bank', 'wages', 'stockFigure', 'stockValue'] as const;
export type FieldPermission = (typeof fieldPermissions)[number];

/** Which roles see which kind of figure; everybody else's answers come without these fields. */
export const fieldReaders: Record<FieldPermission, readonly Role[]> = {
  cost: ['owner', 'manager', 'accountant'],
  margin: ['owner', 'manager', 'accountant'],
  bank: ['owner', 'accountant'],
  wages: ['owner', 'accountant'],
  // Every role reads them; who counts blind does not, for the variants being counted: see main/app/fields.ts.
  stockFigure: roles,
  // What the goods of a variant cost in all: divided by what one costs, it is their number.
  stockValue: ['owner', 'manager', 'accountant'],
};
