import { addDays, monthEnd } from '../time/local-date.js';

/** People and objectives of the demo organisation, whose ids are the same whenever it is seeded (`seeds/`). */
const FREELANCER = '019b76da-a800-7472-a445-89b0c7be5e88';
const OBJECTIVE = '019b76da-a800-7728-a1cc-c948081bf3fd';

/**
 * What the tabs of GraphiQL hold at first: each runs as it is, for a project lead of the demo organisation. They ask
 * about the calendar month after `now`, in which its story takes place.
 */
export function examplesFor(now: Date): readonly string[] {
  const from = addDays(monthEnd(now.toISOString().slice(0, 10)), 1);
  const days = `from: "${from}", to: "${monthEnd(from)}"`;
  return [
    `# Who has capacity next month, and where does it fall short?
query Capacity {
  capacity(range: { ${days} }, scope: { allDepartments: true }, bucket: MONTH) {
    lines {
      department { code name }
      total { effectiveMinutes confirmedMinutes freeMinutes utilisationPercent }
    }
  }
}
`,
    `# Who is free, fit for it, and works remotely? The best come first, with the reasons.
query WhoIsFree {
  availableWorkers(
    range: { ${days} }
    skills: ["Japanese", "Localisation"]
    minLevel: 4
    kinds: [FREELANCER]
    workModes: [REMOTE]
    overlapWith: { timeZone: "Europe/Zurich" }
    first: 3
  ) {
    nodes {
      score
      freeMinutes
      worker { id name timeZone }
      reasons { criterion points text }
    }
  }
}
`,
    `# Would it fit? Then ask for it. Confirming it (assignmentConfirm) takes the capacity.
query Preview {
  assignmentPreview(input: { workerId: "${FREELANCER}", objectiveId: "${OBJECTIVE}", ${days}, minutesPerDay: 240 }) {
    fits
    plannedMinutes
    freeMinutesAfter
    overbookings { from to minutesOver availableMinutes }
  }
}

mutation Propose {
  assignmentPropose(
    input: { workerId: "${FREELANCER}", objectiveId: "${OBJECTIVE}", ${days}, minutesPerDay: 240, role: "Localisation" }
  ) {
    id
    version
    state
  }
}
`,
    `# Whom do we lack next month, if people shall be used by 85 percent? Placeholders are needs that have nobody yet.
query Need {
  workforceNeed(range: { ${days} }, targetUtilisationPercent: "85") {
    lines {
      department { name }
      total { demandMinutes placeholderMinutes supplyMinutes gapFte gapHeads }
    }
  }
}
`,
    `# Which departments work together, and on what?
query Collaboration {
  collaborationMatrix(range: { ${days} }) {
    pairCount
    pairs(first: 5) {
      first { name }
      second { name }
      sharedObjectives { title }
      lentByFirstMinutes
      lentBySecondMinutes
    }
  }
  objective(id: "${OBJECTIVE}") {
    title
    departments(range: { ${days} }) { department { name } minutes people sharePercent isWithheld }
  }
}
`,
    `# Every change of capacity, as it happens: run this, then propose something in another tab.
subscription Live {
  capacityChanged(snapshot: false) {
    kind
    cursor
    cause
    lines {
      worker { name }
      department { code }
      week
      before { confirmedMinutes tentativeMinutes }
      after { confirmedMinutes tentativeMinutes freeMinutes }
    }
  }
}
`,
  ];
}
