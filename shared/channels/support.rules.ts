/** What a machine calls an error: two underscores or more, and no figure, so that no name, number or key is one. */
const machineWord = /(?<![\w@.-])[a-z]+(?:_[a-z]+){2,}(?![\w@.-])/gu;

/**
 * The words of an answer that a machine made, such as `woocommerce_rest_cannot_view`, each once, in order. Whatever a person or a
 * shop wrote in it, and whatever might be a key, stays out: what is let through is named, not what is kept back.
 */
export const machineWords = (says: string): string[] => [...new Set(says.match(machineWord) ?? [])].slice(0, 10);
