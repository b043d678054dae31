import { Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ExternalId, NotBlank } from '../graphql/texts.js';

@InputType({ description: 'A new skill.' })
export class SkillCreateInput {
  @Field(() => String, { description: 'Its name, 1 to 200 characters; unique, in whatever case.' })
  @NotBlank()
  @MaxLength(200)
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it belongs to, such as `Languages`; up to 200 characters.',
  })
  @MaxLength(200)
  category?: string | null;

  @Field(() => String, { nullable: true, description: 'Its id in another system; unique.' })
  @ExternalId()
  externalId?: string | null;
}

@InputType({ description: 'Changes of a skill: what is given is changed, the rest stays.' })
export class SkillUpdateInput {
  @Field(() => ID, { description: 'Which skill.' })
  id!: string;

  @Field(() => Int, { description: 'The version you have seen; another one is CONFLICT.' })
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Its name, 1 to 200 characters; unique, in whatever case.',
  })
  @NotBlank()
  @MaxLength(200)
  name?: string;

  @Field(() => String, { nullable: true, description: 'What it belongs to; null for nothing.' })
  @MaxLength(200)
  category?: string | null;

  @Field(() => String, { nullable: true, description: 'Its id in another system; null for none.' })
  @ExternalId()
  externalId?: string | null;
}

@InputType({ description: 'A skill at a level.' })
export class SkillLevelInput {
  @Field(() => ID, { description: 'Which skill.' })
  skillId!: string;

  @Field(() => Int, { description: 'From 1, a beginner, to 5, an authority.' })
  @Min(1)
  @Max(5)
  level!: number;
}

@InputType({ description: 'How well a worker has a skill.' })
export class WorkerSkillSetInput extends SkillLevelInput {
  @Field(() => ID, { description: 'Whose skill.' })
  workerId!: string;
}

@InputType({ description: 'A skill of a worker.' })
export class WorkerSkillRemoveInput {
  @Field(() => ID, { description: 'Whose skill.' })
  workerId!: string;

  @Field(() => ID, { description: 'Which skill.' })
  skillId!: string;
}
