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
export const permissions: Record<MethodsOf<Contract>, readonly Role[]> = {};

void [everyone, office, managers, books, owner];
