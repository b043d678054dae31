import { MaxLength, ValidateBy, type ValidationArguments } from 'class-validator';

export const isBlank = (text: string): boolean => text.trim() === '';

/** A text that says something: at least one character that is not blank. Refused as MIN_LENGTH. */
export const NotBlank = (): PropertyDecorator =>
  ValidateBy({
    name: 'minLength',
    validator: {
      validate: (text) => typeof text === 'string' && !isBlank(text),
      defaultMessage: (at?: ValidationArguments) => `${at?.property} is blank`,
    },
  });

/** What another system calls it: 1 to 200 characters. An absent one is null, never blank. */
export const ExternalId = (): PropertyDecorator => (target, property) => {
  NotBlank()(target, property);
  MaxLength(200)(target, property);
};
