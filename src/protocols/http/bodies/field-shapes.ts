/** The field that a place of JSON stands in: the nearest key on the way up whose name says so. */
import type { FieldNames } from "../../../inspect/field-names.ts";
import type { Shape } from "./json-shape.ts";

/** Shapes that rules name live as long as the program, names as long as a configuration. */
const known = new WeakMap<FieldNames, WeakMap<Shape, number>>();
const none = -1;

/** Number of its detector; undefined: it stands in none. */
export function fieldOf(fields: FieldNames | undefined, shape: Shape): number | undefined {
  if (fields === undefined) return undefined;
  let shapes = known.get(fields);
  if (shapes === undefined) {
    shapes = new WeakMap();
    known.set(fields, shapes);
  }
  const number = find(fields, shape, shapes);
  return number === none ? undefined : number;
}

function find(fields: FieldNames, shape: Shape, shapes: WeakMap<Shape, number>): number {
  const before = shapes.get(shape);
  if (before !== undefined) return before;
  const own = shape.key === undefined ? undefined : fields.of(shape.key);
  const number = own ?? (shape.parent === undefined ? none : find(fields, shape.parent, shapes));
  shapes.set(shape, number);
  return number;
}
