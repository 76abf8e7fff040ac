/** Names every runtime asks any object for by itself. */
const asked = new Set(['then', 'toJSON', 'asymmetricMatch', 'nodeType', '$$typeof', 'constructor', 'prototype', 'domain']);

/**
 * An object of Electron's as far as it is modelled. Whatever else is used throws: a test may never pass because the double
 * shrugged.
 */
export function modelled<T extends object>(name: string, object: T): T {
  return new Proxy(object, {
    get: (target, key, receiver) => {
      if (key in target || typeof key === 'symbol' || asked.has(key) || key.startsWith('_')) return Reflect.get(target, key, receiver);
      throw new Error(`electron double: ${name}.${key} is not modelled`);
    },
  });
}
