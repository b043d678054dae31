import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({
  description: 'Whom to tell of what. Requests are signed with the secret that the answer has, once.',
})
export class WebhookCreateInput {
  @Field(() => String, {
    description:
      'Where the requests go: https, without user and fragment, to a public address unless the server allows others; at most 2,000 characters.',
  })
  url!: string;

  @Field(() => String, { nullable: true, description: 'What it is for; at most 4,000 characters.' })
  description?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Only events of one of these kinds, such as `ASSIGNMENT_CONFIRMED`; all where there are none; at most 100.',
  })
  kinds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Only events about one of these types, such as `Assignment`; all where there are none; at most 100.',
  })
  subjectTypes?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Begin behind this cursor of a stream, at most 30 days back; with what is published from now on by default.',
  })
  after?: string | null;
}

@InputType({ description: 'Which webhook, as you have seen it.' })
export class WebhookTransitionInput {
  @Field(() => ID, { description: 'Which webhook.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;
}

@InputType({
  description:
    'Changes of a webhook: what is given is changed, the rest stays. What is pending already is still delivered.',
})
export class WebhookUpdateInput extends WebhookTransitionInput {
  @Field(() => String, { nullable: true, description: 'Where the requests go, as for `webhookCreate`.' })
  url?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it is for; at most 4,000 characters; null for nothing.',
  })
  description?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only events of these kinds; empty for all; at most 100.',
  })
  kinds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only events about these types; empty for all; at most 100.',
  })
  subjectTypes?: string[] | null;
}

@InputType({ description: 'Which webhook gets another secret.' })
export class WebhookSecretRotateInput extends WebhookTransitionInput {
  @Field(() => Int, {
    defaultValue: 24,
    description: 'For how many hours requests are signed with the old secret as well, 0 to 168.',
  })
  keepOldForHours: number = 24;
}

@InputType({ description: 'Which webhook is told again, and from where on.' })
export class WebhookEnableInput extends WebhookTransitionInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Go on behind this cursor, and skip what is pending up to it; where it stopped by default, so that nothing is missing.',
  })
  after?: string | null;
}

@InputType({ description: 'Which webhook is told anew, and from where on.' })
export class WebhookReplayInput {
  @Field(() => ID, { description: 'Which webhook.' })
  id!: string;

  @Field(() => String, {
    description: 'Behind which cursor of a stream, or of an earlier message; at most 30 days back.',
  })
  after!: string;
}

@InputType({ description: 'Which webhook.' })
export class WebhookTestInput {
  @Field(() => ID, { description: 'Which webhook.' })
  id!: string;
}
