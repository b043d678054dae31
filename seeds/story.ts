/**
 * The story of the demo organisation, by codes and external ids that stay the same whenever it is seeded: Data &
 * Analytics has more work next month than it can do; one person alone knows COBOL; four departments share the launch
 * in Japan; the dashboards wait for designers, who have nothing to do with those who build them; and two freelancers,
 * who work remotely, are free and fit for the launch.
 */
export const story = {
  /** Code of the department that is over capacity in the calendar month after the day of seeding. */
  overloadedDepartment: 'DAT',
  /** Skill of one person only, and the objective that rests on it. */
  rareSkill: 'COBOL',
  rareSkillHolder: 'staff-cobol',
  rareSkillObjective: 'objective-mainframe',
  /** Code of the department that person belongs to. */
  rareSkillDepartment: 'PLT',
  /** External id of the objective that these departments share. */
  sharedObjective: 'objective-japan',
  sharingDepartments: ['MOB', 'DSG', 'MKT', 'SUP'],
  /** External id of an objective that both of these departments are to work on, and that one of them has no time for. */
  missingLinkObjective: 'objective-data-4',
  missingLink: ['DAT', 'DSG'],
  /** Whoever is fit for it has both of these, at least at this level. */
  wantedSkills: ['Localisation', 'Japanese'],
  wantedLevel: 4,
  /** External ids of the two who are free next month. A third one is as fit, and busy. */
  freeFreelancers: ['freelancer-free-1', 'freelancer-free-2'],
  busyFreelancer: 'freelancer-busy',
  /** External id of the need for another such person: half of one until a week ago, a whole one since. */
  raisedNeed: 'need-japan',
  /** Code of the department that all three of them belong to. */
  freelancersDepartment: 'SUP',
} as const;
