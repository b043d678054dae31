import { registerEnumType } from 'type-graphql';

export const ProgressMode = { ROLLUP: 'ROLLUP', MANUAL: 'MANUAL' } as const;
export type ProgressMode = keyof typeof ProgressMode;
registerEnumType(ProgressMode, {
  name: 'ProgressMode',
  description: 'Where the progress of an objective comes from.',
  valuesConfig: {
    ROLLUP: {
      description: 'Computed: from its key results, where it has any, else from the objectives below it.',
    },
    MANUAL: { description: 'Stated by whoever manages it.' },
  },
});
