import DataLoader from 'dataloader';
import type { Context, Loaders } from './context.js';

export interface Loader<K, V> {
  load(ctx: Context, key: K): Promise<V>;
  /** In the order of the keys. */
  loadMany(ctx: Context, keys: readonly K[]): Promise<V[]>;
}

/** Batches and caches per `ctx.loaders`, so that a loader can be a constant beside the noun it loads. */
export function defineLoader<K, V>(
  batch: (keys: readonly K[], ctx: Context) => Promise<ArrayLike<V>>,
): Loader<K, V> {
  const perReading = new WeakMap<Loaders, DataLoader<K, V>>();
  const loaderOf = (ctx: Context) => {
    let loader = perReading.get(ctx.loaders);
    if (!loader) {
      loader = new DataLoader<K, V>((keys) => batch(keys, ctx));
      perReading.set(ctx.loaders, loader);
    }
    return loader;
  };
  return {
    load: (ctx, key) => loaderOf(ctx).load(key),
    loadMany: (ctx, keys) => Promise.all(keys.map((key) => loaderOf(ctx).load(key))),
  };
}

/** One row by its id, null where there is none. `sql` takes the ids as `$1::uuid[]`. */
export const oneById = <T extends { id: string }>(name: string, sql: string) =>
  defineLoader<string, T | null>(async (ids, ctx) => {
    const found = await ctx.rows<T>(name, sql, [ids]);
    const byId = new Map(found.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });

/** All rows whose `reference` is the key, in the order of the statement. `sql` takes the keys as `$1::uuid[]`. */
export const listBy = <T>(name: string, reference: keyof T & string, sql: string) =>
  defineLoader<string, T[]>(async (keys, ctx) => {
    const lists = new Map(keys.map((key) => [key, [] as T[]]));
    for (const row of await ctx.rows<T>(name, sql, [keys])) lists.get(row[reference] as string)?.push(row);
    return keys.map((key) => lists.get(key) ?? []);
  });
