import type { DemoCalendar } from './calendar.js';
import type { DemoOrganisation } from './organisation.js';
import { idOf } from './random.js';
import { story } from './story.js';

/** What is written down about the objectives of the story, by whoever has this account. */
export const noteRows = ({ objectiveIds }: DemoOrganisation, authorId: string) =>
  notes.map(({ name, objective, ...note }) => ({
    id: idOf(name),
    objective_id: objectiveIds.get(objective)!,
    author_id: authorId,
    ...note,
    version: 1,
  }));

/** Help that departments ask of each other. */
export const requestRows = ({ calendar, objectiveIds, departmentIds, skillIds }: DemoOrganisation) =>
  requestsOf(calendar).map(({ name, objective, from, to, skill, days, ...request }) => ({
    id: idOf(name),
    from_department_id: departmentIds.get(from)!,
    to_department_id: departmentIds.get(to)!,
    objective_id: objectiveIds.get(objective)!,
    skill_id: skill ? skillIds.get(skill)! : null,
    ...days,
    expires_on: days.to,
    ...request,
  }));

const notes = [
  {
    name: 'note-japan-tone',
    objective: story.sharedObjective,
    kind: 'NOTE',
    title: 'What we learned about tone',
    text: 'Texts for Japan are reviewed by two native speakers: a translation that is correct may still be rude.',
    links: [{ url: 'https://www.w3.org/International/', title: 'W3C on internationalisation' }],
  },
  {
    name: 'note-japan-order',
    objective: story.sharedObjective,
    kind: 'DECISION',
    title: 'Localisation before marketing',
    text: 'The app is localised before the campaign begins, so that whoever comes by it finds it readable.',
    links: [],
  },
  {
    name: 'note-mainframe-cobol',
    objective: story.rareSkillObjective,
    kind: 'DECISION',
    title: 'A second person learns COBOL',
    text: 'One person alone knows the mainframe. Until another one does, nothing is changed there in December.',
    links: [],
  },
];

const requestsOf = ({ nextMonth, day }: DemoCalendar) => [
  {
    name: 'request-japan-data',
    from: 'MKT',
    to: story.overloadedDepartment,
    objective: story.sharedObjective,
    skill: 'SQL',
    minutes: 40 * 60,
    days: nextMonth,
    message: 'Which screens do people in Japan leave early? We need a week of queries before the campaign.',
    answer: null,
    state: 'OPEN',
    answered_at: null,
    version: 1,
  },
  {
    name: 'request-japan-support',
    from: 'SUP',
    to: 'DSG',
    objective: story.sharedObjective,
    skill: null,
    minutes: 16 * 60,
    days: { from: day(7), to: day(60) },
    message: 'Please help us to rework the templates of our answers for longer names and another calendar.',
    answer: 'Gladly, from next week on.',
    state: 'ACCEPTED',
    answered_at: day(0),
    version: 2,
  },
];
