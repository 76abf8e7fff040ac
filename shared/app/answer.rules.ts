/** What was answered: every answer of the contract is an object, so one that crossed as text is the JSON of it. */
export const readAnswer = (crossed: unknown): unknown => (typeof crossed === 'string' ? JSON.parse(crossed) : crossed);
