import { type EntityMetadata, MetadataStorage } from '@mikro-orm/core';

type Entity = abstract new () => object;
type Decorated = Entity & { [MetadataStorage.PATH_SYMBOL]?: string };

function decorated(entity: Decorated): EntityMetadata['properties'][string][] {
  const parent = Object.getPrototypeOf(entity) as Decorated;
  const inherited = typeof parent === 'function' && parent.prototype ? decorated(parent) : [];
  if (!Object.hasOwn(entity, MetadataStorage.PATH_SYMBOL)) return inherited;
  const { properties } = MetadataStorage.getMetadata(
    entity.name,
    entity[MetadataStorage.PATH_SYMBOL] as string,
    entity as never,
  );
  return [...inherited, ...(Object.values(properties) as EntityMetadata['properties'][string][])];
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The columns of an entity as its properties, under a prefix where two entities are read at once: `select ${columnsOf(Worker, 'w')} from worker w` reads rows typed `Worker`. */
export function columnsOf(entity: Entity, alias: string, prefix = ''): string {
  return decorated(entity)
    .map((property) => {
      const column = (property as { fieldName?: string }).fieldName ?? snakeCase(property.name);
      return `${alias}."${column}" as "${prefix}${property.name}"`;
    })
    .join(', ');
}

/** Takes the columns with a prefix out of a row, as a row of their own. */
export function splitOff<T>(row: Record<string, unknown>, prefix: string): T {
  const part: Record<string, unknown> = {};
  for (const name of Object.keys(row)) {
    if (name.startsWith(prefix)) part[name.slice(prefix.length)] = row[name];
  }
  return part as T;
}
