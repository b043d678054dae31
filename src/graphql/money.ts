import { Field, InputType, ObjectType } from 'type-graphql';
import { GraphQLCurrency, GraphQLDecimal } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'An amount in a currency. Never a floating-point number.' })
export class Money {
  @Field(() => GraphQLDecimal, { description: 'How much, in units of the currency.' })
  amount!: string;

  @Field(() => GraphQLCurrency, { description: 'The currency of the amount.' })
  currency!: string;
}

@InputType({ description: 'An amount in a currency.' })
export class MoneyInput {
  @Field(() => GraphQLDecimal, { description: 'How much, in units of the currency; at most four decimals.' })
  amount!: string;

  @Field(() => GraphQLCurrency, { description: 'The currency of the amount.' })
  currency!: string;
}
