/** The house, from top to bottom: imports point down this list, never up. Folders that share a line do not see each other. */
const house = [
  ['server'],
  ['console'],
  ['risk'],
  ['finance'],
  ['exchange'],
  ['collaboration'],
  ['hiring'],
  ['staffing'],
  ['planning'],
  ['assignments'],
  ['objectives'],
  ['workforce'],
  ['departments'],
  ['capacity'],
  ['auth'],
  ['events'],
  ['graphql'],
  ['time'],
];
const folders = house.flat();
const inside = (...names) => `^src/(${names.join('|')})/`;

/** Calculation: no I/O, no clock, no ORM. */
const pure =
  '^src/(time/|capacity/(calendar|shares)|planning/(gap|placeholder|forecast)|collaboration/graph|staffing/score|finance/(detectors|forecast)|risk/(scoring|simulation))';
const pureLibraries = '(^|/)node_modules/(temporal-polyfill|decimal\\.js|graphology)';

const imports = [
  ...house.flatMap((line, depth) =>
    line.flatMap((folder) => {
      const unseen = [...house.slice(0, depth).flat(), ...line.filter((other) => other !== folder)];
      if (unseen.length === 0) return [];
      return {
        name: `${folder}-imports-downwards`,
        from: { path: inside(folder) },
        to: { path: inside(...unseen) },
      };
    }),
  ),
  {
    name: 'every-folder-is-in-the-house',
    from: { path: '^src/', pathNot: inside(...folders) },
    to: {},
  },
  { name: 'no-import-from-outside-the-house', from: {}, to: { path: '^src/', pathNot: inside(...folders) } },
  { name: 'no-cycles', from: {}, to: { circular: true } },
  { name: 'calculation-does-no-io', from: { path: pure }, to: { pathNot: [pure, pureLibraries] } },
  {
    name: 'only-the-server-and-the-seeds-know-resolvers',
    from: { pathNot: '^(src/server|seeds)/' },
    to: { path: '\\.resolver\\.ts$' },
  },
  {
    name: 'the-program-knows-no-tests-or-scripts',
    from: { path: '^(src|seeds)/' },
    to: { path: '^(test|scripts)/' },
  },
  {
    name: 'only-the-server-knows-the-seeds',
    from: { path: '^src/', pathNot: '^src/server/' },
    to: { path: '^seeds/' },
  },
  // An import that cannot be followed would escape every rule above.
  { name: 'imports-resolve', from: {}, to: { couldNotResolve: true } },
];

module.exports = {
  forbidden: imports.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    // TypeScript 7 has no API for reading files, which the default parser needs.
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // A file whose imports are checked against them must be found as Node finds it.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
