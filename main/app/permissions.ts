import type { Contract } from '../../shared/app/contract.ts';
import { type Role, roles } from '../../shared/contract/role.ts';
import type { MethodsOf } from '../database/handlers.ts';

const everyone: readonly Role[] = roles;
const office: readonly Role[] = ['owner', 'manager', 'clerk', 'accountant'];
const owner: readonly Role[] = ['owner'];

/**
 * Who may call what: the one reviewed list. Nothing is allowed that does not stand here, and a method of the contract
 * without a line does not compile.
 */
export const permissions: Record<MethodsOf<Contract>, readonly Role[]> = {
  // The door answers these itself, for whoever stands before it.
  'session.get': everyone,
  'session.signIn': everyone,
  'session.setPin': everyone,
  'session.signOut': everyone,
  'job.start': office,
  'job.cancel': office,
  'job.list': everyone,
  'job.get': office,
  'activity.list': office,
  'proof.run': office,

  'shop.create': owner,
  'shop.update': owner,
  'shop.get': everyone,
  'user.add': owner,
  'user.update': owner,
  'user.block': owner,
  'user.unblock': owner,
  'user.list': everyone,
  'device.register': everyone,
  'device.rename': owner,
  'device.list': office,
};
