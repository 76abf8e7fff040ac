/** What was answered: no answer of the contract is a plain text, so one that crossed as text is the JSON of it. */
export const readAnswer = (crossed: unknown): unknown => (typeof crossed === 'string' ? JSON.parse(crossed) : crossed);
