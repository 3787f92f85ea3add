/**
 * ESLint rule: imports go one way, lib | ui -> features -> app, and a feature never imports another.
 * Every folder under src/features is guarded from the moment it exists, since zones are read from the path.
 * The back office (src/admin) has the same zones of its own; of the shop it may use lib alone, and the shop nothing of it.
 * The testing folders may be imported by tests only, and a tested file's name ends in .test.ts or .test.tsx.
 */
import path from "node:path";

/** Which top-level zones each zone may import, besides itself. */
const ALLOWED = {
  lib: [],
  ui: ["lib"],
  features: ["lib", "ui"],
  app: ["lib", "ui", "features", "styles"],
  testing: ["lib", "ui"],
  styles: [],
  "admin/testing": ["lib", "testing", "admin/lib", "admin/ui"],
  "admin/lib": ["lib"],
  "admin/ui": ["lib", "admin/lib"],
  "admin/features": ["lib", "admin/lib", "admin/ui"],
  "admin/app": ["lib", "styles", "admin/lib", "admin/ui", "admin/features"],
};

/** @param {string} source @param {string} file @returns {{zone: string, feature: string | undefined} | null} */
export function zoneOf(source, file) {
  const [first, second, third] = path.relative(source, file).split(path.sep);
  const [zone, feature] = first === "admin" ? [`admin/${second ?? ""}`, third] : [first, second];
  if (!zone || !(zone in ALLOWED)) return null;
  return { zone, feature: zone.endsWith("features") ? feature : undefined };
}

/** @param {string} source @param {string} from @param {string} specifier @returns {string | null} the reason of a refusal */
export function refusal(source, from, specifier) {
  const target = specifier.startsWith("@/")
    ? path.join(source, specifier.slice(2))
    : specifier.startsWith(".")
      ? path.resolve(path.dirname(from), specifier)
      : null;
  const here = zoneOf(source, from);
  const there = target && zoneOf(source, target);
  if (!here || !there) return null;
  if (there.zone.endsWith("testing") && /\.test\.tsx?$/.test(from)) return null;
  if (here.zone !== there.zone) {
    const allowed = /** @type {Record<string, string[]>} */ (ALLOWED)[here.zone] ?? [];
    return allowed.includes(there.zone) ? null : `${here.zone} may not import ${there.zone}`;
  }
  if (here.feature === there.feature) return null;
  return `feature ${here.feature} may not import feature ${there.feature}; let a route compose both, or move what they share to lib or ui`;
}

/** @type {import("eslint").Rule.RuleModule} */
export const oneWayImports = {
  meta: { type: "problem", schema: [], messages: { refused: "{{reason}}" } },
  create(context) {
    const source = path.join(context.cwd, "src");
    /** @param {any} node */
    const check = (node) => {
      if (typeof node.source?.value !== "string") return;
      const reason = refusal(source, context.filename, node.source.value);
      if (reason) context.report({ node, messageId: "refused", data: { reason } });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
