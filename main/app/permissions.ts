import type { Contract } from '../../shared/app/contract.ts';
import { type Role, roles } from '../../shared/contract/role.ts';
import type { MethodsOf } from '../database/handlers.ts';

const everyone: readonly Role[] = roles;
const office: readonly Role[] = ['owner', 'manager', 'clerk', 'accountant'];
const managers: readonly Role[] = ['owner', 'manager'];
const books: readonly Role[] = ['owner', 'accountant'];
const owner: readonly Role[] = ['owner'];

/**
 * Who may call what: the one reviewed list. Nothing is allowed that does not stand here, and a method of the contract
 * without a line does not compile.
 */
export const permissions: Record<MethodsOf<Contract>, readonly Role[]> = {
  'shop.create': owner,
  'shop.update': owner,
  'shop.get': everyone,
  'user.add': owner,
  'user.update': owner,
  'user.setPin': owner,
  'user.block': owner,
  'user.unblock': owner,
  'user.list': everyone,
  'device.register': owner,
  'device.rename': owner,
  'device.list': managers,
};

void [everyone, office, managers, books, owner];
