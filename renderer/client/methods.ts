import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { Contract } from '../../shared/app/contract.ts';

type Inputs = InferContractRouterInputs<Contract>;
type Outputs = InferContractRouterOutputs<Contract>;
type Named<Router> = { [Feature in keyof Router & string]: `${Feature}.${keyof Router[Feature] & string}` }[keyof Router & string];
type Picked<Router, Method> = Method extends `${infer Feature}.${infer Verb}`
  ? Feature extends keyof Router
    ? Verb extends keyof Router[Feature]
      ? Router[Feature][Verb]
      : never
    : never
  : never;

/** Every method of the contract by the name the wire, REST and the CLI use: "order.list". */
export type MethodName = Named<Inputs>;
export type InputOf<Method extends MethodName> = Picked<Inputs, Method>;
export type OutputOf<Method extends MethodName> = Picked<Outputs, Method>;
