// Tool `{{name}}`: proposes `rfl` for equations, and says how long a text is.

export function describe() {
  return {
    name: '{{name}}',
    description: 'Proposes `rfl` for equations. A call says how long a text is.',
    inputSchema: JSON.stringify({
      type: 'object',
      properties: { text: { type: 'string' } },
      required: ['text'],
      additionalProperties: false,
      examples: [{ text: 'abc' }],
    }),
    outputSchema: undefined,
    deterministic: true,
  };
}

// JSON in, JSON out. An error is thrown as `{ tag, val }`.
export function call(input) {
  let argument;
  try {
    argument = JSON.parse(input);
  } catch (error) {
    throw { tag: 'bad-input', val: String(error) };
  }
  if (typeof argument.text !== 'string') throw { tag: 'bad-input', val: '`text` is missing' };
  return JSON.stringify({ length: [...argument.text].length });
}

// A goal has `hypotheses` and a `target`, as Lean prints them.
export function propose(goal) {
  return goal.target.includes(' = ') ? [{ tactic: 'rfl', weight: 0.6 }] : [];
}
