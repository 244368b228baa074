// Evaluates expressions with feelin: a JSON list on standard input, one JSON answer a line on standard output.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const { evaluate } = await import(pathToFileURL(`${process.argv[2]}/feelin/dist/index.js`));
const { expressions, facts } = JSON.parse(readFileSync(0, 'utf8'));

const KINDS = { FeelDate: 'date', FeelTime: 'time', FeelDateTime: 'date and time', FeelDuration: 'duration' };

function plain(value) {
  if (value === undefined) return null;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { kind: 'number', text: String(value) };
  if (Array.isArray(value)) return value.map(plain);
  const kind = KINDS[value.constructor?.name];
  if (kind) return { kind, text: JSON.parse(JSON.stringify(value)) };
  if (typeof value === 'function' || value.constructor?.name === 'FeelFunction') return { kind: 'function' };
  if (value.constructor?.name === 'FeelRange') {
    return { kind: 'range', parts: [value.start, value.end].map(plain), ends: [value['start included'], value['end included']] };
  }
  return { kind: 'context', entries: Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)])) };
}

for (const expression of expressions) {
  let answer;
  try {
    answer = { value: plain(evaluate(expression, facts).value) };
  } catch (error) {
    answer = { error: `${error.name}: ${error.message}`.split('\n')[0] };
  }
  console.log(JSON.stringify(answer));
}
