import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { plugin as typesOfOperations } from '@graphql-codegen/typescript-operations';
import { Kind, parse, validate } from 'graphql';

// A plugin of graphql-codegen: types the operations that a file writes in place as graphql(`...`), known by their
// text. Each is a document of its own and gets a name made of its text, so that a new one moves no other.

/** Nothing may be filled in, and nothing escaped: the text is what is sent. */
const IN_PLACE = /\bgraphql\(\s*`([^`$\\]*(?:\$\w[^`$\\]*)*)`/g;

export async function plugin(schema, _documents, { inline, ...config }) {
  const operations = new Map();
  for (const location of globSync(inline)) {
    for (const [, text] of readFileSync(location, 'utf8').matchAll(IN_PLACE)) {
      operations.set(text, { location, rawSDL: text, document: documentOf(schema, text, location) });
    }
  }
  const sorted = [...operations.values()].sort((one, other) => (one.rawSDL < other.rawSDL ? -1 : 1));
  const types = await typesOfOperations(schema, sorted, config, {});
  const entries = sorted.map(({ rawSDL, document }) => {
    const { name, operation } = operationOf(document);
    const type = `${name.value}${operation[0].toUpperCase()}${operation.slice(1)}`;
    return `  ${JSON.stringify(rawSDL)}: { data: ${type}; variables: ${type}Variables };`;
  });
  const byText = ['/** By their text. */', 'export interface Operations {', ...entries, '}'];
  return { prepend: types.prepend, content: `${types.content}\n\n${byText.join('\n')}\n` };
}

const operationOf = ({ definitions }) => definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);

function documentOf(schema, text, location) {
  const document = parse(text);
  const [error] = validate(schema, document);
  if (error) throw new Error(`${location}: ${error.message}\n${text}`);
  const value = `Op${createHash('sha1').update(text).digest('hex').slice(0, 10)}`;
  const operation = operationOf(document);
  const definitions = document.definitions.map((each) =>
    each === operation ? { ...each, name: { kind: Kind.NAME, value } } : each,
  );
  return { ...document, definitions };
}
