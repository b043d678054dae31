import 'reflect-metadata';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  buildSchema,
  findBreakingChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { createSchema } from '../src/server/schema.js';

// npm run schema             writes the public contract, and the types of our own operations on it
// npm run schema -- --check  fails where the contract is stale, breaks clients of what is published, or is undescribed
const FILE = 'schema/schema.graphql';
const schema = lexicographicSortSchema(await createSchema());
const printed = `${printSchema(schema)}\n`;

if (process.argv.includes('--check')) {
  const complaints = [...staleness(), ...breaks(), ...undescribed(schema)];
  for (const complaint of complaints) console.error(complaint);
  process.exitCode = complaints.length > 0 ? 1 : 0;
} else {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, printed);
  execFileSync('graphql-codegen', ['--errors-only'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

function staleness(): string[] {
  if (existsSync(FILE) && readFileSync(FILE, 'utf8') === printed) return [];
  return [`${FILE} is stale: run \`npm run schema\`.`];
}

function breaks(): string[] {
  const published = ['origin/main', 'main'].find((branch) => git('rev-parse', '--verify', '--quiet', branch));
  if (!published) {
    console.log('Compared with nothing published: this checkout knows neither origin/main nor main.');
    return [];
  }
  const contract = git('show', `${published}:${FILE}`);
  if (!contract) {
    console.log(`Compared with nothing published: ${published} has no ${FILE}.`);
    return [];
  }
  console.log(`Compared with the contract on ${published}.`);
  return findBreakingChanges(buildSchema(contract), schema).map(
    ({ description }) => `Breaks clients of ${published}: ${description}`,
  );
}

/** What git prints, or undefined where it has nothing to say. */
function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout : undefined;
}

interface Described {
  description?: string | null | undefined;
}

function undescribed(schema: GraphQLSchema): string[] {
  const elements: [name: string, element: Described][] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    elements.push([type.name, type]);
    if (isEnumType(type))
      for (const value of type.getValues()) elements.push([`${type.name}.${value.name}`, value]);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        elements.push([`${type.name}.${field.name}`, field]);
        for (const argument of field.args)
          elements.push([`${type.name}.${field.name}(${argument.name})`, argument]);
      }
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields()))
        elements.push([`${type.name}.${field.name}`, field]);
  }
  for (const directive of schema.getDirectives()) {
    if (isSpecifiedDirective(directive)) continue;
    elements.push([`@${directive.name}`, directive]);
    for (const argument of directive.args) elements.push([`@${directive.name}(${argument.name})`, argument]);
  }
  return elements
    .filter(([, { description }]) => !description?.trim())
    .map(([name]) => `${name} has no description.`);
}
