/** What the tabs of GraphiQL hold at first: each runs as it is, for a project lead of the demo organisation. */
export const examples: readonly { title: string; query: string }[] = [
  {
    title: 'Departments',
    query: `# The organisation, from the top down.
query Departments {
  departments(first: 20, orderBy: [{ field: CODE, direction: ASC }]) {
    totalCount
    nodes {
      code
      name
      timeZone
      parent {
        code
      }
      children {
        code
        name
      }
    }
  }
}
`,
  },
  {
    title: 'Who am I',
    query: `# Whoever the token speaks for, and what they may do.
query Viewer {
  viewer {
    name
    roles
    scopes
  }
}
`,
  },
];
