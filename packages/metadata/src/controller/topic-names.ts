// Which names topics may have, and which collide: `.` and `_` are one in metric names.

const NAME_CHARS_MAX = 249;
const LEGAL = /^[a-zA-Z0-9._-]+$/;

/** Why a text is no topic name, in Kafka's words; undefined where it is one. */
export function topicNameProblem(name: string): string | undefined {
  if (name === '') return 'Topic name is invalid: the empty string is not allowed';
  if (name === '.') return "Topic name is invalid: '.' is not allowed";
  if (name === '..') return "Topic name is invalid: '..' is not allowed";
  if (name.length > NAME_CHARS_MAX) {
    return (
      `Topic name is invalid: the length of '${name}' is longer than the max allowed ` +
      `length ${NAME_CHARS_MAX}`
    );
  }
  if (!LEGAL.test(name)) {
    return (
      `Topic name is invalid: '${name}' contains one or more characters other than ` +
      "ASCII alphanumerics, '.', '_' and '-'"
    );
  }
  return undefined;
}

export function hasCollisionCharacters(name: string): boolean {
  return name.includes('.') || name.includes('_');
}

/** The text that colliding names share. */
export function collisionKey(name: string): string {
  return name.replaceAll('.', '_');
}
