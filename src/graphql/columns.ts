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

/** The columns of an entity as its properties: `select ${columnsOf(Worker, 'w')} from worker w` reads rows typed `Worker`. */
export function columnsOf(entity: Entity, alias: string): string {
  return decorated(entity)
    .map((property) => {
      const column = (property as { fieldName?: string }).fieldName ?? snakeCase(property.name);
      return `${alias}."${column}" as "${property.name}"`;
    })
    .join(', ');
}
